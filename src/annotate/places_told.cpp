#include "annotate/places_told.h"

#include <algorithm>

#include "annotate/places_detail.h"
#include "annotate/places_words.h"
#include "annotate/tree.h"
#include "base/utf8.h"

namespace marsad::annotate::places {

using detail::is_word;
using detail::Tree;
using document::Document;
using document::EntityType;
using document::none;
using document::Place;
using document::PlacePrecision;
using document::Pos;
using document::Relation;
using document::Span;

namespace {

constexpr double town_reach_km = 15;  // how far from a town's middle what is said to be in it lies, by and large

struct Kind {
    std::string_view word;
    PlacePrecision precision;
};

// Common nouns that tell what kind of place a name beside them names.
constexpr Kind kinds[] = {{"village", PlacePrecision::settlement}, {"town", PlacePrecision::settlement}, {"city", PlacePrecision::settlement}, {"hamlet", PlacePrecision::settlement}, {"township", PlacePrecision::settlement}, {"settlement", PlacePrecision::settlement}, {"municipality", PlacePrecision::settlement}, {"district", PlacePrecision::adm2}, {"subdistrict", PlacePrecision::adm2}, {"county", PlacePrecision::adm2}, {"province", PlacePrecision::adm1}, {"governorate", PlacePrecision::adm1}, {"region", PlacePrecision::area}, {"area", PlacePrecision::area}, {"neighbourhood", PlacePrecision::neighbourhood}, {"neighborhood", PlacePrecision::neighbourhood}, {"quarter", PlacePrecision::neighbourhood}, {"suburb", PlacePrecision::neighbourhood}, {"camp", PlacePrecision::point}, {"airport", PlacePrecision::point}, {"airbase", PlacePrecision::point}, {"checkpoint", PlacePrecision::point}, {"hill", PlacePrecision::point}, {"hilltop", PlacePrecision::point}, {"mountain", PlacePrecision::point}, {"mountaintop", PlacePrecision::point}, {"valley", PlacePrecision::area}, {"island", PlacePrecision::area}, {"crossing", PlacePrecision::point}, {"junction", PlacePrecision::point}, {"farm", PlacePrecision::point}, {"gate", PlacePrecision::point}, {"bridge", PlacePrecision::point}, {"roundabout", PlacePrecision::point}};

std::optional<PlacePrecision> kind_of(const Tree& tree, std::uint32_t t) {
    for (const Kind& kind : kinds) {
        if (tree.lemma(t) == kind.word) return kind.precision;
    }
    return std::nullopt;
}

// A place of which the words alone tell.
Place bare(const Document& document, const Place& place, PlacePrecision precision) {
    Place out;
    out.span = place.span;
    out.head = place.head;
    out.name = document.words(place.span);
    out.precision = precision;
    out.held_by = place.held_by;
    return out;
}

class Teller {
public:
    explicit Teller(Document& document) : m_document(document), m_tree(document) {
        for (const Place& p : document.places) m_taken.push_back(p.span);
        for (const document::Time& t : document.times) m_taken.push_back(t.span);
        std::sort(m_taken.begin(), m_taken.end());
    }

    void run() {
        for (std::uint32_t t = 0; t < m_tree.size(); ++t) {
            if (m_tree.pos(t) != Pos::propn || !is_name_head(t)) continue;
            if (const auto precision = named(t)) add(t, *precision, true);
            else if (const auto known = told(t)) add(t, *known);
        }
        m_document.places.insert(m_document.places.end(), m_found.begin(), m_found.end());
        std::stable_sort(m_document.places.begin(), m_document.places.end(), [](const Place& a, const Place& b) { return a.span < b.span; });
        for (Place& place : m_document.places) {
            if (is_named_country(place)) place = bare(m_document, place, PlacePrecision::settlement);
        }
    }

private:
    // The last word of a name: no part of a longer one.
    bool is_name_head(std::uint32_t t) const {
        const Relation r = m_tree.rel(t);
        return r != Relation::compound || m_tree.pos(m_tree.head(t)) != Pos::propn;
    }

    // "Karm Hill", "Dol Military Airport": a name that ends in what it is, where something goes on.
    std::optional<PlacePrecision> named(std::uint32_t t) const {
        static constexpr std::string_view sites[] = {"airport", "airbase", "base", "hill", "camp", "district", "village", "farms", "orchards", "hospital", "checkpoint", "barracks", "refinery", "bridge", "roundabout", "mountain", "mountains", "valley", "island", "crossing", "neighborhood", "neighbourhood", "quarter", "suburb", "dam", "prison", "garrison", "depot"};
        if (t == 0 || m_tree.pos(t - 1) != Pos::propn || !m_tree.is_under(t - 1, t) || std::find(std::begin(sites), std::end(sites), m_tree.lower(t)) == std::end(sites)) return std::nullopt;
        const std::uint32_t first = m_tree.first_conjunct(t);
        const bool where = m_tree.rel(first) == Relation::pobj && is_word(m_tree.lower(m_tree.head(first)), {"in", "at", "near", "outside", "inside", "on", "around", "from", "of", "to", "towards", "toward"});
        const bool taken = (m_tree.rel(first) == Relation::dobj || m_tree.rel(first) == Relation::nsubjpass) && m_tree.pos(m_tree.head(first)) == Pos::verb &&
                           is_word(m_tree.lemma(m_tree.head(first)), {"capture", "seize", "retake", "retook", "recapture", "liberate", "storm", "shell", "bomb", "occupy", "enter", "attack", "control", "target", "hit", "strike"});
        if (!where && !taken) return std::nullopt;
        const auto kind = kind_of(m_tree, t);
        return kind ? *kind : PlacePrecision::point;
    }

    // What the words say that the name is; nothing where they don't.
    std::optional<PlacePrecision> told(std::uint32_t t) const {
        const std::uint32_t first = m_tree.first_conjunct(t);
        const std::uint32_t above = m_tree.head(first);
        if (above == first) return std::nullopt;
        if (m_tree.rel(first) == Relation::pobj) {
            const std::uint32_t noun = m_tree.head(above);
            if (m_tree.lower(above) == "of" && m_tree.pos(noun) == Pos::noun) return is_office(noun) ? std::nullopt : kind_of(m_tree, noun);
            // "in Karm Dol", where the model takes it for no organisation, work or date.
            if (is_word(m_tree.lower(above), {"in", "near", "outside"}) && is_free(t) && m_tree.pos(noun) != Pos::propn) return PlacePrecision::unknown;
            return std::nullopt;
        }
        if ((m_tree.rel(first) == Relation::compound || m_tree.rel(first) == Relation::nmod) && m_tree.pos(above) == Pos::noun && above > t && above <= t + 2) return kind_of(m_tree, above);
        if (m_tree.rel(t) == Relation::dobj || m_tree.rel(t) == Relation::nsubjpass) return taken_by(above, t);
        // "Karm Dol village" with the noun as the name's apposition.
        if (m_tree.rel(t) == Relation::appos && m_tree.pos(above) == Pos::noun && above + 1 == m_tree.left_edge(t)) return kind_of(m_tree, above);
        return std::nullopt;
    }

    // "recaptured Karm Dol", "Karm Dol was besieged": what troops take. People are captured too, and their names are as often
    // unknown to the model, so that "captured Karm Dol" tells nothing.
    std::optional<PlacePrecision> taken_by(std::uint32_t verb, std::uint32_t t) const {
        if (m_tree.pos(verb) != Pos::verb || !is_free(t)) return std::nullopt;
        if (is_word(m_tree.lemma(verb), {"liberate", "recapture", "retake", "besiege", "overrun", "storm", "shell", "bombard", "bomb", "encircle"})) return PlacePrecision::unknown;
        const std::uint32_t entity = m_document.tokens[t].entity;
        const bool nobody = entity == none || m_document.entities[entity].type != EntityType::person;
        if (nobody && is_word(m_tree.lemma(verb), {"seize", "enter", "occupy", "conquer"})) return PlacePrecision::unknown;
        return std::nullopt;
    }

    // "the mayor of the city of" is asked of the noun itself only; "head of the region" names nobody.
    bool is_office(std::uint32_t noun) const { return m_tree.rel(noun) == Relation::compound; }

    bool is_free(std::uint32_t t) const {
        const std::uint32_t entity = m_document.tokens[t].entity;
        if (entity == none) return true;
        const EntityType type = m_document.entities[entity].type;
        return type == EntityType::person || type == EntityType::gpe || type == EntityType::loc || type == EntityType::fac;
    }

    // `site`: it may be named after a place ("Marn Airport"), in which or near which it lies.
    void add(std::uint32_t head, PlacePrecision precision, bool site = false) {
        std::uint32_t first = head;
        while (first > 0 && m_tree.pos(first - 1) == Pos::propn && m_tree.is_under(first - 1, head) && m_document.tokens[first - 1].sentence == m_document.tokens[head].sentence) --first;
        while (first < head && m_tree.lower(first) == "the") ++first;
        const Span span = m_document.span_of(first, head + 1);
        const std::string_view words = m_document.words(span);
        const std::size_t start = words.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        const Place* eponym = site ? named_after(span) : nullptr;
        if (start == std::string_view::npos || span.size() < 3 || (!eponym && is_taken(span)) || is_word(m_tree.lower(head), {"god", "congress", "parliament", "islam", "english", "arabic", "internet", "facebook", "twitter"})) return;
        Place place;
        place.span = span;
        place.head = head;
        place.name = words;
        place.precision = precision == PlacePrecision::unknown && is_in(m_tree.lower(head), streets) ? PlacePrecision::street : precision;
        if (eponym) {
            place.country = eponym->country;
            place.admin = eponym->admin;
        }
        m_found.push_back(std::move(place));
    }

    // "the town of Karm", where the gazetteer has it as another name of a country; "the city of Singapore" is both.
    bool is_named_country(const Place& place) const {
        const std::uint32_t first = m_document.token_at(place.span.begin);
        if (place.precision != PlacePrecision::country || first < 2 || m_tree.lower(first - 1) != "of") return false;
        return is_word(m_tree.lemma(first - 2), {"town", "village", "hamlet", "suburb", "neighbourhood", "neighborhood"});
    }

    // The one place within a name, which isn't meant itself; null where there is none or another mention crosses it.
    const Place* named_after(Span span) const {
        const Place* found = nullptr;
        for (const Place& p : m_document.places) {
            if (p.span.begin >= span.end) break;
            if (!p.span.overlaps(span)) continue;
            if (found || p.use != document::PlaceUse::name || !span.contains(p.span) || p.span == span) return nullptr;
            found = &p;
        }
        return found;
    }

    bool is_taken(Span span) const {
        for (const Span& t : m_taken) {
            if (t.begin >= span.end) break;
            if (t.overlaps(span)) return true;
        }
        return !m_found.empty() && m_found.back().span.overlaps(span);
    }

    Document& m_document;
    Tree m_tree;
    std::vector<Span> m_taken;
    std::vector<Place> m_found;
};

// A comma, "in" or "of" between two names, and words for kinds of places. `strict`: a kind has to be named before a comma.
bool beside(const Document& document, std::uint32_t begin, std::uint32_t end, bool strict) {
    std::string between(document.buffer.substr(begin, end - begin));
    if (between.size() > 24 || between.find_first_of(".;:()\n") != std::string::npos) return false;
    bool named = false, joined = false;
    std::size_t at = 0;
    while (at < between.size()) {
        const std::size_t stop = std::min(between.find_first_of(" ,", at), between.size());
        const std::string_view word = std::string_view(between).substr(at, stop - at);
        if (stop < between.size() && between[stop] == ',') joined = true;
        at = stop + 1;
        if (word.empty() || word == "the") continue;
        if (word == "in" || word == "of") joined = true;
        else if (std::any_of(std::begin(kinds), std::end(kinds), [&](const Kind& k) { return k.word == word; })) named = true;
        else return false;
    }
    return joined && (named || !strict);
}

// "Karm Dol district, Sool province": a name without an entry lies where the words say, and so does one whose entry lies
// elsewhere, since its namesake there has none.
void lie_in(const Document& document, Place& place, const Place& wide) {
    const bool division = wide.precision == PlacePrecision::adm1 || wide.precision == PlacePrecision::country;
    const bool local = wide.precision == PlacePrecision::settlement || wide.precision == PlacePrecision::adm2 || wide.precision == PlacePrecision::adm3;
    const bool town = local && wide.point && place.id.empty() && !place.point;
    if ((!division && !town) || wide.id.empty() || wide.use != document::PlaceUse::literal || place.use != document::PlaceUse::literal || place.span.end > wide.span.begin) return;
    if (place.precision == PlacePrecision::country || place.precision == PlacePrecision::adm1 || place.id == wide.id) return;
    if (!beside(document, place.span.end, wide.span.begin, !place.id.empty())) return;
    if (!place.id.empty()) {
        const bool inside = wide.precision == PlacePrecision::country ? place.country == wide.country : std::any_of(place.admin.begin(), place.admin.end(), [&](const auto& unit) { return unit.id == wide.id; });
        if (inside || wide.precision == PlacePrecision::country) return;
        place = bare(document, place, place.precision);
    }
    place.country = wide.country;
    place.admin = wide.admin;
    if (wide.precision == PlacePrecision::adm1) place.admin.push_back({1, wide.name, wide.id});
    if (!town) return;
    place.point = wide.point;  // somewhere in it or near
    place.radius_km = town_reach_km;
}

}  // namespace

void lie_where_told(Document& document) {
    for (std::size_t p = 0; p + 1 < document.places.size(); ++p) lie_in(document, document.places[p], document.places[p + 1]);
}

void add_told(Document& document) { Teller(document).run(); }

}  // namespace marsad::annotate::places
