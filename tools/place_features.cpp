// place_features RESOURCES REPORTS [WEIGHTS]: what the place finder sees in each report of a JSON Lines file (`id`, `text`), as one
// JSON object a line, for tools/train_places.py: the spots with their features, the groups with their candidates. WEIGHTS is a table of
// weights to rank by instead of the resource file's; an empty one stands for those set by hand.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include <nlohmann/json.hpp>

#include "annotate/places_detail.h"
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
    if (count != 3 && count != 4) return std::fprintf(stderr, "place_features RESOURCES REPORTS [WEIGHTS]\n"), 2;
    const auto resources = resources::Resources::open(arguments[1]);
    if (!resources) return refuse(resources.error());
    const auto model = language::Model::open(resources->file());
    if (!model) return refuse(model.error());
    auto weights = resources->place_weights();
    if (count == 4) {
        std::ifstream table(arguments[3]);
        const auto given = resources::read_place_weights(std::string(std::istreambuf_iterator<char>(table), {}), arguments[3]);
        if (!given) return refuse(given.error());
        weights = *given;
    }
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
        annotate::places::find_named(document, resources->gazetteer(), weights, scratch.lists());
        std::puts(features_of(document, resources->gazetteer(), scratch.lists(), row["id"]).c_str());
    }
    return 0;
}
