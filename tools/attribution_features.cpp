// attribution_features RESOURCES REPORTS: what the attribution stage could take for somebody's words in each report of a JSON Lines file
// (`id`, `text`), as one JSON object a line, for tools/train_attributions.py: the candidates with their features.
#include <cstdio>
#include <fstream>
#include <string>

#include <nlohmann/json.hpp>

#include "annotate/attributions.h"
#include "language/language.h"
#include "resources/cues.h"
#include "resources/file.h"
#include "segment/segment.h"

namespace {

using namespace marsad;
using nlohmann::json;

int refuse(const Error& error) {
    std::fprintf(stderr, "%s\n%s\n", error.message.c_str(), error.advice.c_str());
    return 1;
}

json candidates_of(const document::Document& document, const resources::CueLexicon& cues) {
    json out = json::array();
    for (const auto& c : annotate::attribution_candidates(document, cues)) {
        json spans = json::array();
        for (const auto& s : c.content) spans.push_back({s.begin, s.end});
        out.push_back({{"cue", {c.cue.begin, c.cue.end}}, {"content", spans}, {"features", c.features}});
    }
    return out;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return std::fprintf(stderr, "attribution_features RESOURCES REPORTS\n"), 2;
    const auto file = resources::File::open(arguments[1]);
    if (!file) return refuse(file.error());
    const auto model = language::Model::open(*file);
    if (!model) return refuse(model.error());
    const auto cues = resources::CueLexicon::open(*file);
    if (!cues) return refuse(cues.error());
    language::Pipeline pipeline(*model);
    std::ifstream in(arguments[2]);
    for (std::string line; std::getline(in, line);) {
        const json row = json::parse(line, nullptr, false);
        if (!row.is_object() || !row.contains("text")) continue;
        document::Document document;
        document.buffer = row["text"].get<std::string>();
        segment::run(document);
        pipeline.run(document);
        std::puts(json{{"id", row["id"]}, {"candidates", candidates_of(document, *cues)}}.dump().c_str());
    }
    return 0;
}
