#include "annotate/places.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "annotate/places_detail.h"
#include "annotate/places_quarters.h"
#include "annotate/places_relative.h"
#include "annotate/places_told.h"
#include "annotate/places_unlisted.h"
#include "annotate/places_words.h"
#include "base/utf8.h"
#include "resources/place_features.h"
#include "resources/resources.h"

namespace marsad::annotate {

PlaceScratch::PlaceScratch() : m_lists(std::make_unique<Lists>()) {}
PlaceScratch::~PlaceScratch() = default;
PlaceScratch::PlaceScratch(PlaceScratch&&) noexcept = default;
PlaceScratch& PlaceScratch::operator=(PlaceScratch&&) noexcept = default;

namespace places {

document::PlacePrecision precision_of(PlaceKind kind) {
    using document::PlacePrecision;
    switch (kind) {
        case PlaceKind::continent: return PlacePrecision::area;
        case PlaceKind::country: return PlacePrecision::country;
        case PlaceKind::adm1: return PlacePrecision::adm1;
        case PlaceKind::adm2: return PlacePrecision::adm2;
        case PlaceKind::settlement: return PlacePrecision::settlement;
        case PlaceKind::neighbourhood: return PlacePrecision::neighbourhood;
        case PlaceKind::area: return PlacePrecision::area;
        case PlaceKind::waters: return PlacePrecision::waters;
        case PlaceKind::linear: return PlacePrecision::linear;
        case PlaceKind::point: return PlacePrecision::point;
    }
    return PlacePrecision::unknown;
}

void fill(const Gazetteer& gazetteer, PlaceIndex index, document::Place& place) {
    const auto& r = gazetteer.record(index);
    place.name = gazetteer.name(index);
    place.id = gazetteer.id(index);
    place.ids.clear();
    for (const std::string& id : gazetteer.ids(index)) place.ids.emplace_back(id.substr(0, id.find(':')), id.substr(id.find(':') + 1));
    if (r.flags & resources::located) place.point = gazetteer.point(index);
    place.box = gazetteer.box(index);
    if (!place.box && r.radius_m) place.radius_km = r.radius_m / 1000.0;
    // A town's radius by its people, at 5,000 to the square kilometre.
    if (!place.box && !r.radius_m && r.kind == PlaceKind::settlement) place.radius_km = base::rounded(std::sqrt(std::max(500U, r.population) / 5000.0 / 3.14159265), 1);
    place.feature = gazetteer.feature(index);
    place.country = gazetteer.code(index);
    place.admin.clear();
    if (r.adm1 != resources::no_place) place.admin.push_back({1, std::string(gazetteer.name(r.adm1)), gazetteer.id(r.adm1)});
    if (r.adm2 != resources::no_place) place.admin.push_back({2, std::string(gazetteer.name(r.adm2)), gazetteer.id(r.adm2)});
    place.precision = place.feature == "A.ADM3" || place.feature == "A.ADM4" ? document::PlacePrecision::adm3 : precision_of(r.kind);
}

namespace {

// Entities that the model takes for places and the gazetteer doesn't have: listed without an id.
void add_unknown(const Document& document, std::vector<document::Place>& out) {
    const auto known = out.size();
    for (const auto& entity : document.entities) {
        using document::EntityType;
        if (entity.type != EntityType::gpe && entity.type != EntityType::loc && entity.type != EntityType::fac) continue;
        std::uint32_t first = entity.first, last = entity.last;
        while (first < last && base::equal_ascii_case(document.words(first), "the")) ++first;
        while (last > first && !base::is_ascii_alnum(document.words(last - 1)[0]) && static_cast<unsigned char>(document.words(last - 1)[0]) < 0x80) --last;
        if (first >= last || document.tokens[last - 1].pos != document::Pos::propn) continue;
        const Span span = document.span_of(first, last);
        if (!base::is_ascii_upper(document.words(span)[0])) continue;
        const bool taken = std::any_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(known), [&](const document::Place& p) { return p.span.overlaps(span); });
        if (taken) continue;
        document::Place place;
        place.span = span;
        place.head = last - 1;
        place.name = document.words(span);
        if (is_in(base::ascii_lower(document.words(last - 1)), streets)) place.precision = document::PlacePrecision::street;
        else if (entity.type == EntityType::fac) place.precision = document::PlacePrecision::point;
        out.push_back(std::move(place));
    }
}

// "Dar Street", "Damascus Road": the word that makes the name before it a street's; none where the name is no street's.
std::uint32_t street_word(const Document& document, Span span) {
    const std::uint32_t next = document.token_at(span.end - 1) + 1;
    if (next >= document.tokens.size() || document.tokens[next].span.begin > span.end + 1) return none;
    const auto word = document.words(next);
    const auto lower = base::ascii_lower(word);
    // Courts, bridges and malls are more often something else than a street.
    const bool other = lower == "court" || lower == "place" || lower == "mall" || lower == "bridge" || lower == "way" || lower == "trail";
    return base::is_ascii_upper(word[0]) && !other && is_in(lower, streets) ? next : none;
}

// A street has its town's or another town's name, and lies neither there nor where the gazetteer knows.
document::Place street(const Document& document, Span span, std::uint32_t word) {
    document::Place place;
    place.span = {span.begin, document.tokens[word].span.end};
    place.head = word;
    place.name = document.words(place.span);
    place.precision = document::PlacePrecision::street;
    return place;
}

}  // namespace

void write_places(Document& document, const Gazetteer& gazetteer, const Lists& lists) {
    for (const Spot& spot : lists.spots) {
        if (!spot.kept) continue;
        const Group& group = lists.groups[spot.group];
        if (group.best == none) continue;
        const Candidate& best = group.candidates[group.best];
        document::Place place;
        fill(gazetteer, best.place, place);
        place.span = spot.span;
        place.head = spot.head;
        place.use = use_of(document, spot.span, spot.head, best.kind == NameKind::demonym);
        // A division's highway ("Ohio Turnpike", "Douglas County Road 4") does lie there.
        const bool division = place.precision == document::PlacePrecision::country || place.precision == document::PlacePrecision::adm1 || place.precision == document::PlacePrecision::adm2;
        if (const auto word = street_word(document, spot.span); word != none && place.use == document::PlaceUse::name && !division) place = street(document, spot.span, word);
        document.places.push_back(std::move(place));
    }
    add_unknown(document, document.places);
    std::stable_sort(document.places.begin(), document.places.end(), [](const auto& a, const auto& b) { return a.span < b.span; });
}

void find_named(Document& document, const Gazetteer& gazetteer, const PlaceWeights& weights, Lists& lists) {
    scan(document, gazetteer, lists);
    link_neighbours(document, gazetteer, lists);
    make_groups(gazetteer, lists);
    guess(document, lists);
    rank(gazetteer, weights, lists);
    recognise(document, gazetteer, weights, lists);
    rank(gazetteer, weights, lists);
}

}  // namespace places

void find_places(document::Document& document, const resources::Resources& resources, PlaceScratch& scratch) {
    document.places.clear();
    const auto& gazetteer = resources.gazetteer();
    places::find_named(document, gazetteer, resources.place_weights(), scratch.lists());
    places::write_places(document, gazetteer, scratch.lists());
    places::add_told(document);
    places::widen_names(document);
    places::add_unlisted(document, gazetteer, scratch.lists(), resources.place_name_weights());
    places::lie_where_told(document);
    places::tell_quarters(document);
    places::add_coordinates(document);
    places::relate(document);
    places::add_parts(document);
}

}  // namespace marsad::annotate
