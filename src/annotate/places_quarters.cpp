#include "annotate/places_quarters.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/geo.h"
#include "base/utf8.h"

namespace marsad::annotate::places {

using document::Document;
using document::none;
using document::Place;
using document::PlacePrecision;

namespace {

constexpr double town_km = 40;         // a quarter's entry farther from the town than this is a namesake's
constexpr double town_radius_km = 15;  // how far from its centre a large town reaches

bool is_quarter_word(const Document& document, std::uint32_t t) {
    if (t >= document.tokens.size()) return false;
    const std::string word = base::ascii_lower(document.words(t));
    return word == "neighborhood" || word == "neighbourhood" || word == "neighborhoods" || word == "neighbourhoods";
}

// "the Old Mill neighbourhood", "the neighbourhood of Old Mill"
bool is_called_quarter(const Document& document, const Place& place) {
    const std::uint32_t first = document.token_at(place.span.begin), next = document.token_at(place.span.end - 1) + 1;
    if (first >= document.tokens.size() || next == 0) return false;
    const auto same_sentence = [&](std::uint32_t t) { return t < document.tokens.size() && document.tokens[t].sentence == document.tokens[first].sentence; };
    // "the Gaza City neighbourhood of Old Mill": the quarter's name comes behind.
    const std::string last = base::ascii_lower(document.words(next - 1));
    if (same_sentence(next) && is_quarter_word(document, next)) return last != "city" && !(same_sentence(next + 1) && document.words(next + 1) == "of");
    return first > 1 && same_sentence(first - 2) && document.words(first - 1) == "of" && is_quarter_word(document, first - 2);
}

bool is_in_dateline(const Document& document, const Place& place) {
    const std::uint32_t segment = document.segment_at(place.span.begin);
    return segment < document.segments.size() && document.segments[segment].kind == document::SegmentKind::dateline;
}

// The settlement of the dateline, else the one named most, in the report's country; of two the first.
const Place* town_of(const Document& document, const std::vector<std::string>& quarters) {
    const Place* best = nullptr;
    std::size_t most = 0;
    const std::string country = document.country_named_most();
    std::map<std::string_view, std::size_t> named;
    for (const Place& place : document.places) ++named[place.id];
    for (const Place& place : document.places) {
        if (place.country != country) continue;
        if (place.precision != PlacePrecision::settlement || !place.point || place.id.empty() || (best && place.id == best->id)) continue;
        if (std::find(quarters.begin(), quarters.end(), place.name) != quarters.end()) continue;
        if (is_in_dateline(document, place)) return &place;
        if (named[place.id] <= most) continue;
        most = named[place.id];
        best = &place;
    }
    return best;
}

}  // namespace

void tell_quarters(Document& document) {
    constexpr std::size_t most_quarters = 64;
    std::vector<std::string> quarters;
    for (const Place& place : document.places) {
        if (quarters.size() >= most_quarters) break;
        const bool settlement = place.precision == PlacePrecision::settlement || place.precision == PlacePrecision::near;
        if (settlement && place.use != document::PlaceUse::demonym && is_called_quarter(document, place)) quarters.push_back(place.name);
    }
    if (quarters.empty()) return;
    const Place* found = town_of(document, quarters);
    if (!found) return;
    const Place town = *found;
    for (Place& place : document.places) {
        if (place.precision != PlacePrecision::settlement || std::find(quarters.begin(), quarters.end(), place.name) == quarters.end()) continue;
        place.precision = PlacePrecision::neighbourhood;
        if (!place.point || base::distance_km(*place.point, *town.point) <= town_km) continue;
        place.id.clear();
        place.ids.clear();
        place.feature.clear();
        place.point = town.point;  // somewhere in it
        place.radius_km = town_radius_km;
        place.country = town.country;
        place.admin = town.admin;
    }
}

}  // namespace marsad::annotate::places
