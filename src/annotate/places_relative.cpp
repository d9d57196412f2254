#include "annotate/places_relative.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "annotate/coordinates.h"
#include "annotate/places_detail.h"
#include "annotate/places_words.h"
#include "base/utf8.h"

namespace marsad::annotate::places {

using document::Place;
using document::PlacePrecision;
using document::PlaceRelation;
using document::PlaceUse;

std::optional<double> bearing_of(std::string_view word) {
    static constexpr std::array<std::pair<std::string_view, double>, 8> points{
        {{"north", 0}, {"northeast", 45}, {"east", 90}, {"southeast", 135}, {"south", 180}, {"southwest", 225}, {"west", 270}, {"northwest", 315}}};
    std::string plain;
    for (char c : word) {
        if (c != '-') plain += c;
    }
    for (std::string_view ending : {"ernmost", "ward", "wards", "ern"}) {
        if (plain.size() > ending.size() && plain.ends_with(ending)) {
            plain.resize(plain.size() - ending.size());
            break;
        }
    }
    for (const auto& [name, bearing] : points) {
        if (plain == name) return bearing;
    }
    return std::nullopt;
}

namespace {

// Numbers in words, as distances use them.
std::optional<double> number_of(std::string_view word) {
    static constexpr std::pair<std::string_view, double> words[] = {
        {"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10}, {"eleven", 11}, {"twelve", 12}, {"fifteen", 15}, {"twenty", 20}, {"thirty", 30}, {"forty", 40}, {"fifty", 50}, {"sixty", 60}, {"seventy", 70}, {"eighty", 80}, {"ninety", 90}, {"hundred", 100}, {"dozen", 12}, {"a", 1}, {"half", 0.5}};
    for (const auto& [name, value] : words) {
        if (word == name) return value;
    }
    std::string digits;
    for (char c : word) {
        if (c != ',') digits += c;
    }
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || digits.empty() || value < 0) return std::nullopt;
    return value;
}

// Kilometres that a unit's word stands for; 0 for other words.
double unit_of(std::string_view word) {
    static constexpr std::pair<std::string_view, double> units[] = {
        {"km", 1}, {"kms", 1}, {"kilometer", 1}, {"kilometers", 1}, {"kilometre", 1}, {"kilometres", 1}, {"mile", 1.609344}, {"miles", 1.609344}, {"mi", 1.609344}, {"meter", 0.001}, {"meters", 0.001}, {"metre", 0.001}, {"metres", 0.001}, {"m", 0.001}, {"yards", 0.0009144}, {"nautical", 1.852}};
    for (const auto& [name, value] : units) {
        if (word == name || (word.ends_with(".") && word.substr(0, word.size() - 1) == name)) return value;
    }
    return 0;
}

// The words before a span, read backwards from it, in small letters; within its sentence.
class Backwards {
public:
    Backwards(const Document& document, Span span) : m_document(&document), m_at(document.token_at(span.begin)) {
        m_sentence = m_at < document.tokens.size() ? document.tokens[m_at].sentence : none;
    }
    // The next word to the left; empty at the sentence's start.
    std::string peek() const {
        const auto i = left();
        return i == none ? std::string() : base::ascii_lower(m_document->words(i));
    }
    void step() {
        if (left() != none) m_at = left();
    }
    bool take(std::string_view word) {
        if (peek() != word) return false;
        step();
        return true;
    }
    std::uint32_t token() const { return m_at; }
    std::uint32_t begin() const { return m_document->tokens[m_at].span.begin; }

private:
    std::uint32_t left() const {
        std::uint32_t i = m_at;
        while (i > 0 && i <= m_document->tokens.size()) {
            --i;
            if (m_document->tokens[i].is_space()) continue;
            return m_document->tokens[i].sentence == m_sentence ? i : none;
        }
        return none;
    }
    const Document* m_document;
    std::uint32_t m_at;
    std::uint32_t m_sentence = none;
};

// A direction read backwards: "north", "north-west", "north west".
std::optional<double> take_direction(Backwards& words) {
    Backwards w = words;
    const std::string last = w.peek();
    const auto plain = bearing_of(last);
    if (!plain) return std::nullopt;
    w.step();
    Backwards further = w;
    if (further.take("-")) {
        if (const auto both = bearing_of(further.peek() + last)) {
            further.step();
            words = further;
            return both;
        }
    }
    words = w;
    return plain;
}

// "12 km", "some 12-kilometre", "half a mile", read backwards.
std::optional<double> take_distance(Backwards& words) {
    Backwards w = words;
    double unit = unit_of(w.peek());
    std::string glued;
    if (unit == 0) {  // "12km"
        const std::string word = w.peek();
        const auto letters = word.find_first_not_of("0123456789.,");
        if (letters == word.npos || letters == 0) return std::nullopt;
        unit = unit_of(std::string_view(word).substr(letters));
        glued = word.substr(0, letters);
        if (unit == 0) return std::nullopt;
    }
    w.step();
    auto number = number_of(glued);
    if (glued.empty()) {
        w.take("-");
        number = number_of(w.peek());
        if (!number) return std::nullopt;
        w.step();
        if (*number == 100 || *number == 12) {  // "a hundred", "two dozen"
            if (const auto times = number_of(w.peek()); times && *times < 20) {
                *number *= *times;
                w.step();
            }
        } else if (*number == 1 && w.peek() == "half") {
            number = 0.5;
            w.step();
        }
    }
    words = w;
    return *number * unit;
}

void set_relation(Place& place, PlaceRelation relation, std::uint32_t begin, std::uint32_t end) {
    place.relation = relation;
    place.relation_words = {begin, end};
    place.relation_to = place.name;
}

std::uint32_t end_before(const Document& document, const Place& place) {
    std::uint32_t end = place.span.begin;
    while (end > 0 && base::is_ascii_space(document.buffer[end - 1])) --end;
    return end;
}

bool is_local(const Place& place) {
    return place.precision == PlacePrecision::settlement || place.precision == PlacePrecision::neighbourhood || place.precision == PlacePrecision::point || place.precision == PlacePrecision::adm2;
}

// "12 km north of", "north of", "12 km from", "near".
bool relate_point(const Document& document, Place& place) {
    Backwards words(document, place.span);
    const std::uint32_t end = end_before(document, place);
    words.take("the");
    for (auto kind : settlement_words) {  // "north of the town of Idlib"
        Backwards w = words;
        if (w.take("of") && w.take(kind)) {
            w.take("the");
            words = w;
            break;
        }
    }
    Backwards w = words;
    if (w.take("of") || w.take("from")) {
        const auto bearing = take_direction(w);
        if (bearing) w.take("to") || (w.take("the") && w.take("to"));
        const auto distance = take_distance(w);
        if (!bearing && !distance) return false;
        if (!bearing && *distance > 300) return false;
        if (!distance && !is_local(place)) return false;
        set_relation(place, bearing ? PlaceRelation::bearing : PlaceRelation::near, w.begin(), end);
        place.relation_km = distance;
        if (place.point && bearing && distance) place.point = base::travel(*place.point, *bearing, *distance);
        if (place.point && bearing && !distance) place.point = base::travel(*place.point, *bearing, 5);
        place.box.reset();
        place.radius_km = bearing && distance ? std::max(1.0, *distance / 4) : distance ? *distance
                                                                                        : 8.0;
        place.precision = PlacePrecision::near;
        return true;
    }
    static constexpr std::string_view nears[] = {"near", "outside", "around", "nearby"};
    w = words;
    const std::string before = w.peek();
    if (is_in(before, nears)) {
        w.step();
        const auto distance = before == "outside" ? take_distance(w) : std::nullopt;
        set_relation(place, PlaceRelation::near, w.begin(), end);
        if (distance) place.relation_km = distance;
        if (is_local(place)) {
            place.radius_km = distance.value_or(10.0);
            place.box.reset();
            place.precision = PlacePrecision::near;
        }
        return true;
    }
    if (before == "to" && (w.step(), w.peek() == "close" || w.peek() == "next" || w.peek() == "adjacent")) {
        w.step();
        set_relation(place, PlaceRelation::near, w.begin(), end);
        if (is_local(place)) place.precision = PlacePrecision::near;
        return true;
    }
    return false;
}

constexpr std::array<std::string_view, 16> part_words{"part", "parts", "side", "half", "area", "areas", "districts", "neighbourhoods", "neighborhoods", "suburbs",
                                                      "outskirts", "edge", "countryside", "sector", "quarters", "fringes"};

// "northern Syria", "the south of Syria", "the southern parts of Aleppo", "the outskirts of Aleppo".
void relate_part(const Document& document, Place& place) {
    Backwards words(document, place.span);
    const std::uint32_t end = end_before(document, place);
    Backwards w = words;
    const std::string nearest = w.peek();
    if (nearest == "central" || nearest == "downtown" || nearest == "inner") {
        w.step();
        return set_relation(place, PlaceRelation::part, w.begin(), end);
    }
    if (const auto bearing = take_direction(w)) {
        const std::string_view first = document.words(w.token());
        if (base::is_ascii_upper(first[0]) && document.tokens[w.token()].sentence != none && w.token() > 0 && document.tokens[w.token() - 1].sentence == document.tokens[w.token()].sentence && !is_local(place)) return;
        set_relation(place, PlaceRelation::part, w.begin(), end);
        return take_part(place, *bearing);
    }
    w = words;
    w.take("the");
    if (!w.take("of")) return;
    Backwards noun = w;
    bool any = false;
    if (is_in(noun.peek(), part_words)) {
        noun.step();
        any = true;
    }
    const auto bearing = take_direction(noun);
    if (!bearing && !any) return;
    set_relation(place, PlaceRelation::part, noun.begin(), end);
    if (bearing) take_part(place, *bearing);
}

// "rebel-held", "government-controlled": who holds what follows.
constexpr std::array<std::string_view, 8> holding{"held", "controlled", "occupied", "run", "administered", "dominated", "ruled", "seized"};

std::string holder_before(Backwards words) {
    static constexpr std::string_view between[] = {"besieged", "the", "eastern", "western", "northern", "southern", "east", "west", "north", "south", "city", "town", "of", "part", "parts"};
    for (int i = 0; i < 4 && is_in(words.peek(), between); ++i) words.step();
    const std::string word = words.peek();
    for (auto verb : holding) {
        if (word == verb) {
            words.step();
            if (!words.take("-")) return {};
            return words.peek();
        }
        if (word.size() > verb.size() + 1 && word.ends_with(verb) && word[word.size() - verb.size() - 1] == '-') return word.substr(0, word.size() - verb.size() - 1);
    }
    return {};
}

// "between Homs and Hama": both take the point midway, where the two are near each other.
void relate_between(const Document& document, Place& a, Place& b) {
    const auto words = base::trim(document.text().substr(a.span.end, b.span.begin - a.span.end));
    if (words != "and" || a.relation != PlaceRelation::none || b.relation != PlaceRelation::none) return;
    Backwards before(document, a.span);
    if (!before.take("between") || !a.point || !b.point || !is_local(a) || !is_local(b)) return;
    const double away = base::distance_km(*a.point, *b.point);
    if (away > 120 || away == 0) return;
    const base::LatLon middle{(a.point->lat + b.point->lat) / 2, (a.point->lon + b.point->lon) / 2};
    const std::string names[] = {a.name, b.name};
    const Span words_before{before.begin(), end_before(document, a)};
    for (int i = 0; i < 2; ++i) {
        Place& place = i ? b : a;
        place.relation = PlaceRelation::between;
        place.relation_words = words_before;
        place.relation_to = names[1 - i];
        place.relation_km = base::rounded(away, 1);
        place.point = middle;
        place.box.reset();
        place.radius_km = base::rounded(away / 2, 1);
        place.precision = PlacePrecision::near;
    }
}

}  // namespace

void take_part(Place& place, double bearing) {
    const double side = base::sin_degrees(bearing), up = base::cos_degrees(bearing);
    place.precision = PlacePrecision::area;
    if (place.box) {
        base::Box& box = *place.box;
        const double width = box.east < box.west ? box.east + 360 - box.west : box.east - box.west, height = box.north - box.south;
        if (up > 0.5) box.south += height / 2;
        if (up < -0.5) box.north -= height / 2;
        if (side > 0.5) box.west += width / 2;
        if (side < -0.5) box.east -= width / 2;
        const double middle = box.west + (box.east < box.west ? box.east + 360 - box.west : box.east - box.west) / 2;
        place.point = base::LatLon{(box.south + box.north) / 2, middle > 180 ? middle - 360 : middle};
        return;
    }
    if (!place.point) return;
    const double radius = place.radius_km.value_or(5.0);
    place.point = base::travel(*place.point, bearing, radius / 2);
    place.radius_km = radius / 2;
}

void relate(Document& document) {
    auto& places = document.places;
    for (std::size_t i = 0; i < places.size(); ++i) {
        Place& place = places[i];
        if (place.use != PlaceUse::literal && place.use != PlaceUse::metonym) continue;
        if (i + 1 < places.size()) relate_between(document, place, places[i + 1]);
        place.held_by = holder_before(Backwards(document, place.span));
        if (place.relation != PlaceRelation::none || place.use != PlaceUse::literal) continue;
        if (!relate_point(document, place)) relate_part(document, place);
    }
}

namespace {

// The place whose part is meant: the last one before that had such a part said of it, else the last town, division or
// country before, else the first one of all.
std::uint32_t whole_of(const Document& document, std::uint32_t at) {
    std::uint32_t last = none, parted = none, first = none;
    for (std::uint32_t i = 0; i < document.places.size(); ++i) {
        const Place& p = document.places[i];
        const bool fits = p.point && p.id.size() && (p.use == PlaceUse::literal) &&
                          (p.precision == PlacePrecision::settlement || p.precision == PlacePrecision::adm1 || p.precision == PlacePrecision::country || p.precision == PlacePrecision::area || p.precision == PlacePrecision::adm2);
        if (!fits) continue;
        if (first == none) first = i;
        if (p.span.begin >= at) break;
        last = i;
        if ((p.relation == PlaceRelation::part && p.relation_words.size()) || !p.held_by.empty()) parted = i;
    }
    return parted != none ? parted : last != none ? last
                                                  : first;
}

// Whether the token is a direction that stands for a part: "the east", "rebel-held west"; not "the east of Aleppo",
// "east Aleppo", "to the east of", "West" in capitals.
bool stands_alone(const Document& document, std::uint32_t t) {
    const auto word = document.words(t);
    static constexpr std::string_view plain[] = {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "north-east", "north-west", "south-east", "south-west"};
    if (!is_in(word, plain)) return false;
    if (t + 1 < document.tokens.size()) {
        const auto next = document.words(t + 1);
        if (next == "of" || next == "-" || (document.tokens[t + 1].pos == document::Pos::noun && document.tokens[t].rel != document::Relation::pobj) || document.tokens[t + 1].pos == document::Pos::propn) return false;
    }
    if (t == 0) return false;
    std::uint32_t before = t - 1;
    while (before > 0 && document.tokens[before].is_space()) --before;
    const auto word_before = base::ascii_lower(document.words(before));
    return word_before == "the" || is_in(word_before, holding) || (word_before.find('-') != std::string::npos && is_in(std::string_view(word_before).substr(word_before.rfind('-') + 1), holding));
}

Place part_of(const Document& document, std::uint32_t t, std::uint32_t whole, Span span) {
    Place place = document.places[whole];
    place.within = whole;
    place.span = span;
    place.head = t;
    place.held_by.clear();
    place.use = PlaceUse::literal;
    place.relation = PlaceRelation::part;
    place.relation_to = place.name;
    place.relation_km.reset();
    place.relation_words = span;
    return place;
}

}  // namespace

void add_parts(Document& document) {
    std::vector<Place> found;
    for (std::uint32_t t = 0; t < document.tokens.size(); ++t) {
        if (!stands_alone(document, t)) continue;
        const Span word = document.tokens[t].span;
        const auto whole = whole_of(document, word.begin);
        if (whole == none) continue;
        Place place = part_of(document, t, whole, word);
        Backwards words(document, word);
        const std::string holder = holder_before(words);
        place.held_by = holder;
        if (!holder.empty()) {
            for (int i = 0; i < 6 && words.peek() != holder && !words.peek().starts_with(holder + "-"); ++i) words.step();
            words.step();
            place.span.begin = words.begin();
            place.relation_words = place.span;
        }
        const Place& of = document.places[whole];
        const bool again = of.relation == PlaceRelation::part && bearing_of(base::ascii_lower(document.words(of.relation_words))) == bearing_of(document.words(t));
        if (!again) take_part(place, *bearing_of(document.words(t)));
        // "southern parts of the rebel-held east": a part of the part.
        Backwards outer(document, place.span);
        outer.take("the");
        if (outer.take("of") && is_in(outer.peek(), part_words)) {
            outer.step();
            if (const auto bearing = take_direction(outer)) {
                place.span.begin = outer.begin();
                place.relation_words = place.span;
                take_part(place, *bearing);
            }
        }
        const auto overlaps = [&](const Place& p) { return p.span.overlaps(place.span); };
        if (std::none_of(document.places.begin(), document.places.end(), overlaps)) found.push_back(std::move(place));
    }
    if (found.empty()) return;
    document.places.insert(document.places.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    // `within` are positions: sorted through an order of positions.
    std::vector<std::uint32_t> order(document.places.size()), position(document.places.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return document.places[a].span < document.places[b].span; });
    for (std::uint32_t i = 0; i < order.size(); ++i) position[order[i]] = i;
    std::vector<Place> sorted;
    for (std::uint32_t i : order) sorted.push_back(std::move(document.places[i]));
    for (Place& place : sorted) {
        if (place.within != none) place.within = position[place.within];
    }
    document.places = std::move(sorted);
}

namespace {

// Names farther from coordinates than this many bytes say nothing about them.
constexpr std::uint32_t reach = 2000;

// The country and divisions of the nearest place named about the coordinates; a place named right before takes the point.
void place_by_names(std::vector<Place>& named, Place& place) {
    const auto begin = place.span.begin > reach ? place.span.begin - reach : 0;
    auto at = std::lower_bound(named.begin(), named.end(), begin, [](const Place& p, std::uint32_t from) { return p.span.begin < from; });
    double least = 60;  // km
    for (; at != named.end() && at->span.begin < place.span.end + reach; ++at) {
        if (!at->point || at->id.empty()) continue;
        const double away = base::distance_km(*at->point, *place.point);
        if (away < least) {
            least = away;
            place.country = at->country;
            place.admin = at->admin;
        }
        const bool beside = at->span.end <= place.span.begin && place.span.begin - at->span.end <= 3;
        if (beside && away < 30 && at->precision != PlacePrecision::country && at->precision != PlacePrecision::adm1) at->point = place.point;
    }
}

}  // namespace

void add_coordinates(Document& document) {
    std::vector<Place> found;
    for (const Coordinates& c : find_coordinates(document.text())) {
        const auto segment = document.segment_at(c.span.begin);
        if (segment != none && document.segments[segment].kind == document::SegmentKind::furniture) continue;
        Place place;
        place.span = c.span;
        place.head = document.token_at(c.span.begin);
        if (place.head >= document.tokens.size()) place.head = none;
        place.name = document.words(c.span);
        place.point = c.point;
        if (c.radius_km > 0) place.radius_km = c.radius_km;
        place.precision = c.radius_km > 5 ? PlacePrecision::near : PlacePrecision::point;
        place_by_names(document.places, place);
        found.push_back(std::move(place));
    }
    if (found.empty()) return;
    std::erase_if(document.places, [&](const Place& p) {
        const auto after = std::upper_bound(found.begin(), found.end(), p.span.end, [](std::uint32_t end, const Place& f) { return end <= f.span.begin; });
        return after != found.begin() && std::prev(after)->span.overlaps(p.span);
    });
    document.places.insert(document.places.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    std::stable_sort(document.places.begin(), document.places.end(), [](const Place& a, const Place& b) { return a.span < b.span; });
}

}  // namespace marsad::annotate::places
