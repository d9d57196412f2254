// place_name_features RESOURCES REPORTS: what the model of unlisted places' names sees of each report of a JSON Lines file (`id`,
// `text`), as one JSON object a line, for tools/train_place_names.py: the names that it weighs, with their features.
#include <cstdio>
#include <fstream>
#include <string>

#include <nlohmann/json.hpp>

#include "annotate/places_detail.h"
#include "annotate/places_told.h"
#include "annotate/places_unlisted.h"
#include "annotate/times.h"
#include "language/language.h"
#include "resources/file.h"
#include "resources/place_features.h"
#include "resources/resources.h"
#include "segment/segment.h"

namespace {

using namespace marsad;
using nlohmann::json;

int refuse(const Error& error) {
    std::fprintf(stderr, "%s\n%s\n", error.message.c_str(), error.advice.c_str());
    return 1;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return std::fprintf(stderr, "place_name_features RESOURCES REPORTS\n"), 2;
    const auto resources = resources::Resources::open(arguments[1]);
    if (!resources) return refuse(resources.error());
    const auto model = language::Model::open(resources->file());
    if (!model) return refuse(model.error());
    language::Pipeline pipeline(*model);
    annotate::PlaceScratch scratch;
    std::ifstream in(arguments[2]);
    for (std::string line; std::getline(in, line);) {
        const json row = json::parse(line, nullptr, false);
        if (!row.is_object() || !row.contains("text")) continue;
        document::Document document;
        document.buffer = row["text"].get<std::string>();
        segment::run(document);
        pipeline.run(document);
        annotate::find_times(document);
        auto& lists = scratch.lists();
        annotate::places::find_named(document, resources->gazetteer(), resources->place_weights(), lists);
        annotate::places::write_places(document, resources->gazetteer(), lists);
        annotate::places::add_told(document);
        annotate::places::widen_names(document);
        std::vector<annotate::places::NameRow> rows;
        annotate::places::add_unlisted(document, resources->gazetteer(), lists, {}, &rows);
        json names = json::array();
        for (const auto& name : rows) names.push_back({{"b", name.span.begin}, {"e", name.span.end}, {"f", name.features}});
        std::puts(json{{"id", row["id"]}, {"names", std::move(names)}}.dump(-1, ' ', false, json::error_handler_t::replace).c_str());
    }
    return 0;
}
