// place_features RESOURCES REPORTS: what the place finder sees in each report of a JSON Lines file (`id`, `text`), as one
// JSON object a line, for tools/train_places.py: the spots with their features, the groups with their candidates.
#include <cstdio>
#include <fstream>
#include <string>

#include <nlohmann/json.hpp>

#include "annotate/places_detail.h"
#include "language/language.h"
#include "resources/file.h"
#include "resources/resources.h"
#include "segment/segment.h"

namespace {

using namespace marsad;
using nlohmann::json;

int refuse(const Error& error) {
    std::fprintf(stderr, "%s\n%s\n", error.message.c_str(), error.advice.c_str());
    return 1;
}

std::string features_of(const document::Document& document, const resources::Gazetteer& gazetteer, const annotate::places::Lists& lists, const json& id) {
    json spots = json::array(), groups = json::array();
    for (const auto& s : lists.spots) spots.push_back({{"b", s.span.begin}, {"e", s.span.end}, {"g", s.group}, {"d", s.demonym}, {"t", document.words(s.span)}, {"f", s.features}});
    for (const auto& group : lists.groups) {
        json candidates = json::array();
        for (const auto& c : group.candidates) {
            const auto point = gazetteer.point(c.place);
            candidates.push_back({gazetteer.id(c.place), point.lat, point.lon, c.features});
        }
        groups.push_back(std::move(candidates));
    }
    return json{{"id", id}, {"spots", std::move(spots)}, {"groups", std::move(groups)}}.dump();
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return std::fprintf(stderr, "place_features RESOURCES REPORTS\n"), 2;
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
        annotate::places::find_named(document, resources->gazetteer(), resources->place_weights(), scratch.lists());
        std::puts(features_of(document, resources->gazetteer(), scratch.lists(), row["id"]).c_str());
    }
    return 0;
}
