#include "annotate/places_unlisted.h"

#include <algorithm>
#include <set>

#include "annotate/places_words.h"
#include "annotate/tree.h"
#include "base/hash.h"
#include "base/utf8.h"

namespace marsad::annotate::places {

using detail::is_word;
using detail::Tree;
using document::EntityType;
using document::Place;
using document::PlacePrecision;
using document::PlaceUse;
using document::Pos;
using document::Relation;

namespace {

constexpr std::uint32_t longest_name = 8;  // tokens
constexpr double reach_km = 15;            // how far from a town's middle what is named after it lies, by and large
constexpr float least_likely = 0.3F;       // of an entry that comes back, by the finder's own model

bool is_capital(std::string_view word) {
    const auto c = static_cast<unsigned char>(word.empty() ? 0 : word[0]);
    return base::is_ascii_upper(word.empty() ? ' ' : word[0]) || (c >= 0xC3 && c < 0xE2);
}

// A run of capitalised words, and the place found within it or in its stead.
struct Name {
    std::uint32_t first = 0, last = 0;  // tokens [first, last)
    std::uint32_t head = none;
    Span span;
    std::uint32_t covers = none;  // in Document::places
    std::uint32_t spot = none;    // in Lists::spots: the same words, left aside by the finder
};

class Reader {
public:
    Reader(Document& document, const Lists& lists) : m_document(document), m_lists(lists), m_tree(document) {
        for (const auto& entity : document.entities) {
            if (entity.type == EntityType::person && entity.last > entity.first + 1) m_people.insert(m_tree.lower(entity.last - 1));
        }
        for (const Place& p : document.places) {
            if (p.use == PlaceUse::literal && p.head < m_tree.size()) m_heads.insert(p.head);
        }
    }

    std::vector<Name> names() const {
        std::vector<Name> out;
        for (std::uint32_t t = 0; t < m_tree.size();) {
            Name name;
            name.first = t;
            name.last = end_of(t);
            if (name.last == t) {
                ++t;
                continue;
            }
            t = name.last;
            if (settle(name)) out.push_back(name);
        }
        return out;
    }

    std::vector<std::string> features(const Name& name) const {
        std::vector<std::string> out{"bias"};
        add_entity(name, out);
        add_form(name, out);
        add_known(name, out);
        add_grammar(name, out);
        add_beside(name, out);
        return out;
    }

private:
    bool same_sentence(std::uint32_t a, std::uint32_t b) const { return b < m_tree.size() && m_document.tokens[a].sentence == m_document.tokens[b].sentence; }
    bool touch(std::uint32_t a, std::uint32_t b) const { return same_sentence(a, b) && m_document.tokens[a].span.end == m_document.tokens[b].span.begin; }
    bool is_article(std::uint32_t t) const {
        return t + 2 < m_tree.size() && is_in(m_tree.lower(t), arabic_articles) && m_document.words(t + 1) == "-" && touch(t, t + 1) && touch(t + 1, t + 2) && is_capital(m_document.words(t + 2));
    }

    // A word that a name can have: proper, or capitalised within a sentence.
    bool is_name_word(std::uint32_t t, bool opens) const {
        if (!is_capital(m_document.words(t))) return false;
        const Pos pos = m_tree.pos(t);
        if (pos == Pos::propn) return true;
        const bool first = t == 0 || !same_sentence(t, t - 1);
        if (first && opens) return false;
        return pos == Pos::noun || pos == Pos::adj || pos == Pos::x || (pos == Pos::num && !opens);
    }

    bool is_timed(std::uint32_t t) const {
        const Span span = m_document.tokens[t].span;
        const auto at = std::upper_bound(m_document.times.begin(), m_document.times.end(), span.begin, [](std::uint32_t begin, const auto& time) { return begin < time.span.end; });
        return at != m_document.times.end() && at->span.overlaps(span);
    }

    // The end of the name that begins at the token; the token itself where none does.
    std::uint32_t end_of(std::uint32_t t) const {
        if (is_timed(t)) return t;
        std::uint32_t end = t;
        if (is_article(t)) end = t + 3;
        else if (is_name_word(t, true)) end = t + 1;
        while (end > t && end < m_tree.size() && end - t < longest_name && same_sentence(t, end) && !is_timed(end)) {
            if (is_article(end)) end += 3;
            else if (end + 1 < m_tree.size() && touch(end - 1, end) && touch(end, end + 1) && is_word(m_document.words(end), {"-", "\xE2\x80\x93", "\xE2\x80\x98", "\xE2\x80\x99", "'"}) && is_capital(m_document.words(end + 1))) end += 2;
            else if (is_name_word(end, false) && m_document.tokens[end].span.begin <= m_document.tokens[end - 1].span.end + 1) ++end;
            else break;
        }
        return end;
    }

    // "Marn Toddler Found Safe": where most words are written large, capitals tell no names.
    bool is_titled(std::uint32_t t) const {
        const auto segment = m_document.segment_at(m_document.tokens[t].span.begin);
        if (segment < m_document.segments.size()) {
            const auto kind = m_document.segments[segment].kind;
            if (kind == document::SegmentKind::headline || kind == document::SegmentKind::dateline) return true;
        }
        const auto sentence = m_document.tokens[t].sentence;
        if (sentence >= m_document.sentences.size()) return false;
        std::size_t large = 0, small = 0;
        for (std::uint32_t i = m_document.sentences[sentence].first; i < m_document.sentences[sentence].last; ++i) {
            const std::string_view word = m_document.words(i);
            if (word.size() > 3) (is_capital(word) ? large : small) += 1;
        }
        return large > 3 && large > 2 * small;
    }

    // Whether the name can be a place's that isn't found yet.
    bool settle(Name& name) const {
        while (name.first < name.last && is_word(m_tree.lower(name.first), {"the", "a", "an"}) && !is_article(name.first)) ++name.first;
        if (name.first >= name.last) return false;
        name.span = m_document.span_of(name.first, name.last);
        for (std::uint32_t t = name.first; t < name.last; ++t) {
            const auto above = m_document.tokens[t].head;
            if (above == t || above < name.first || above >= name.last) name.head = t;
        }
        if (name.head == none || name.span.size() < 3 || is_titled(name.first)) return false;
        // Days and numbers; "Marn-based".
        const auto entity = m_document.tokens[name.head].entity;
        if (entity != none && m_document.entities[entity].type >= EntityType::date) return false;
        if (m_document.text().substr(name.span.end).starts_with("-")) return false;
        for (std::uint32_t p = 0; p < m_document.places.size(); ++p) {
            const Place& place = m_document.places[p];
            if (place.span.begin >= name.span.end) break;
            if (!place.span.overlaps(name.span)) continue;
            const bool same = place.span == name.span;
            const bool dot = place.span.begin == name.span.begin && place.span.end + 1 == name.span.end;  // "Ky."
            if (name.covers != none || dot || !name.span.contains(place.span) || (same && place.use != PlaceUse::name)) return false;
            name.covers = p;
        }
        const auto at = std::lower_bound(m_lists.spots.begin(), m_lists.spots.end(), name.span.begin, [](const Spot& s, std::uint32_t begin) { return s.span.begin < begin; });
        if (at != m_lists.spots.end() && at->span == name.span && !at->kept) name.spot = static_cast<std::uint32_t>(at - m_lists.spots.begin());
        return true;
    }

    std::string label(const Name& name) const {
        const auto e = m_document.tokens[name.head].entity;
        if (e == none) return "none";
        return std::string(document::name(m_document.entities[e].type));
    }

    void add_entity(const Name& name, std::vector<std::string>& out) const {
        const auto e = m_document.tokens[name.head].entity;
        const std::string kind = label(name);
        out.push_back("entity=" + kind);
        if (e != none) {
            const auto& entity = m_document.entities[e];
            std::uint32_t begin = entity.first;
            while (begin < entity.last && is_word(m_tree.lower(begin), {"the"})) ++begin;
            out.push_back("entity=" + kind + (begin < name.first || entity.last > name.last ? "|longer" : begin > name.first || entity.last < name.last ? "|shorter"
                                                                                                                                                        : "|same"));
        }
    }

    void add_form(const Name& name, std::vector<std::string>& out) const {
        const std::string_view words = m_document.words(name.span);
        const std::string first(m_tree.lower(name.first)), last(m_tree.lower(name.last - 1));
        out.push_back("last=" + last);
        out.push_back("first=" + first);
        if (name.last - name.first > 1) out.push_back("long|last=" + last);
        if (last.size() > 3) out.push_back("suffix=" + last.substr(last.size() - 3));
        if (last.size() > 2) out.push_back("suffix=" + last.substr(last.size() - 2));
        out.push_back("words=" + std::to_string(std::min<std::uint32_t>(name.last - name.first, 5)));
        if (is_in(first, arabic_articles)) out.push_back("form=article");
        if (is_in(first, geographic_words)) out.push_back("form=geographic");
        if (words.size() > 3 && std::none_of(words.begin(), words.end(), base::is_ascii_lower)) out.push_back("form=capitals");
        if (words.size() <= 3 || (name.last - name.first == 1 && std::none_of(words.begin(), words.end(), base::is_ascii_lower))) out.push_back("form=letters");
        if (std::any_of(words.begin(), words.end(), base::is_ascii_digit)) out.push_back("form=digits");
        if (std::any_of(words.begin(), words.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) out.push_back("form=foreign");
        if (m_people.contains(m_tree.lower(name.last - 1))) out.push_back("form=person elsewhere");
    }

    // What the finder knew of it.
    void add_known(const Name& name, std::vector<std::string>& out) const {
        std::string covers = "none";
        if (name.covers != none) {
            const Place& place = m_document.places[name.covers];
            covers = place.span == name.span ? "same" : place.use == PlaceUse::literal ? "literal"
                                                                                       : std::string(document::name(place.use));
            if (place.span != name.span) covers += place.span.begin == name.span.begin ? "|first" : place.span.end == name.span.end ? "|last"
                                                                                                                                    : "|inside";
        }
        out.push_back("covers=" + covers);
        out.push_back("covers=" + covers + "|" + label(name));
        std::string spot = "none";
        if (name.spot != none) {
            const Spot& s = m_lists.spots[name.spot];
            spot = s.demonym ? "demonym" : s.loose ? "loose"
                                                   : "exact";
            out.push_back("likely=" + std::to_string(static_cast<int>(s.likely * 8)));
        }
        out.push_back("spot=" + spot);
    }

    // What governs it: its preposition, its verb, the noun that it stands before.
    void add_grammar(const Name& name, std::vector<std::string>& out) const {
        const std::string kind = label(name);
        const std::uint32_t first = m_tree.first_conjunct(name.head);
        if (first != name.head) out.push_back(std::string("conj=") + (m_heads.contains(first) ? "place" : "other"));
        const std::uint32_t above = m_tree.head(first);
        const std::string rel(document::name(m_tree.rel(first)));
        out.push_back("rel=" + rel);
        out.push_back("rel=" + rel + "|" + kind);
        if (above == first || above >= m_tree.size()) return;
        const std::string word(m_tree.lemma(above));
        if (m_tree.pos(above) == Pos::adp) {
            const std::uint32_t top = m_tree.head(above);
            out.push_back("prep=" + word);
            out.push_back("prep=" + word + "|" + kind);
            out.push_back("prep=" + word + "|" + std::string(document::name(m_tree.pos(top))));
            out.push_back("prep=" + word + "|" + std::string(m_tree.lemma(top)));
            out.push_back("over=" + std::string(m_tree.lemma(top)));
            out.push_back("prep=" + word + "|words=" + std::to_string(std::min<std::uint32_t>(name.last - name.first, 3)));
            out.push_back("prep=" + word + "|last=" + std::string(m_tree.lower(name.last - 1)));
        } else {
            out.push_back("above=" + rel + "|" + word);
            out.push_back("above=" + word);
            out.push_back("above=" + rel + "|" + std::string(document::name(m_tree.pos(above))));
            const bool modifies = m_tree.rel(first) == Relation::compound || m_tree.rel(first) == Relation::nmod || m_tree.rel(first) == Relation::poss || m_tree.rel(first) == Relation::amod;
            if (modifies) {
                const std::uint32_t top = m_tree.head(above);
                out.push_back("noun under=" + std::string(document::name(m_tree.rel(above))) + (m_tree.pos(top) == Pos::adp ? ":" + std::string(m_tree.lemma(top)) : ""));
            }
        }
        for (const std::uint32_t c : m_tree.children(name.head)) {
            if (c >= name.first && c < name.last) continue;
            const std::string below(document::name(m_tree.rel(c)));
            if (m_tree.rel(c) == Relation::punct) continue;
            out.push_back("below=" + below);
            if (m_tree.rel(c) == Relation::appos || m_tree.rel(c) == Relation::prep || m_tree.rel(c) == Relation::amod || m_tree.rel(c) == Relation::compound) out.push_back("below=" + below + "|" + std::string(m_tree.lemma(c)));
            if (m_tree.rel(c) == Relation::conj && m_heads.contains(c)) out.push_back("conj=place");
        }
    }

    // The words before and behind.
    void add_beside(const Name& name, std::vector<std::string>& out) const {
        const auto at = [&](std::uint32_t t) { return same_sentence(name.first, t) ? std::string(m_tree.lower(t)) : std::string("end"); };
        const std::string before = name.first == 0 ? "end" : at(name.first - 1), after = at(name.last);
        out.push_back("before=" + before);
        out.push_back("after=" + after);
        if (name.first > 1) out.push_back("before=" + at(name.first - 2) + " " + before);
        out.push_back("after=" + after + " " + at(name.last + 1));
        if (is_in(before, directions)) out.push_back("before is direction");
        const auto next = std::find_if(m_document.places.begin(), m_document.places.end(), [&](const Place& p) { return p.span.begin >= name.span.end; });
        if (next != m_document.places.end() && next->use == PlaceUse::literal && next->span.begin <= name.span.end + 6) out.push_back("place=" + after);
        if (next != m_document.places.begin()) {
            const Place& last = *(next - 1);
            if (last.use == PlaceUse::literal && last.span.end <= name.span.begin && last.span.end + 6 >= name.span.begin) out.push_back("place before=" + before);
        }
    }

    const Document& m_document;
    const Lists& m_lists;
    Tree m_tree;
    std::set<std::string_view> m_people;
    std::set<std::uint32_t> m_heads;
};

// The entry that the finder had left aside, where it fits what else the report names.
bool take_entry(const Gazetteer& gazetteer, const Lists& lists, const Name& name, Place& place) {
    if (name.spot == none) return false;
    const Spot& spot = lists.spots[name.spot];
    const Group& group = lists.groups[spot.group];
    if (group.best == none || spot.demonym || spot.partial || spot.likely < least_likely) return false;
    const Candidate& best = group.candidates[group.best];
    const auto rank = [&](RankFeature f) { return best.features[static_cast<std::size_t>(f)]; };
    if (rank(RankFeature::same_country) < 0.4F && rank(RankFeature::country_named) < 0.5F && rank(RankFeature::log_population) < 0.7F) return false;
    fill(gazetteer, best.place, place);
    return true;
}

bool is_article(const Document& document, std::uint32_t t) { return is_in(base::ascii_lower(document.words(t)), arabic_articles); }

// Whether the report names the place's country, or something else in it, besides.
bool named_elsewhere(const Document& document, const Place& place) {
    return std::any_of(document.places.begin(), document.places.end(), [&](const Place& p) { return &p != &place && p.country == place.country && p.id != place.id; });
}

// "Karm Technical College", "Karm River": Karm is named in it, and tells where it lies, or somewhere near; "East Karm" is told
// by Karm's entry. Whether the place within becomes the whole name's.
bool lies_within(const Document& document, const Name& name, Place& within, Place& place) {
    const auto lower = [&](std::uint32_t t) { return base::ascii_lower(document.words(t)); };
    if (within.use == PlaceUse::literal && is_in(lower(name.first), directions) && document.tokens[name.first].span.end + 1 == within.span.begin && within.span.end == name.span.end) {
        within.span = name.span;
        return true;
    }
    // "Al Karm", where the entry has no article.
    if (is_article(document, name.first) && document.tokens[name.first].span.end + 1 == within.span.begin && within.span.end == name.span.end) {
        within.span = name.span;
        within.use = PlaceUse::literal;
        return true;
    }
    if (!named_elsewhere(document, within)) {  // a namesake's part of a name: "Al-Karm Supermarket"
        if (within.use != PlaceUse::literal) return false;
        within = place;
        return true;
    }
    place.country = within.country;
    place.admin = within.admin;
    const bool near = within.point && (within.precision == PlacePrecision::settlement || within.precision == PlacePrecision::adm2 || within.precision == PlacePrecision::adm3);
    if (!near || place.precision == PlacePrecision::street) {
        within.use = PlaceUse::name;
        return false;
    }
    place.point = within.point;
    place.radius_km = reach_km;
    within = place;
    return true;
}

// "Marn Reserve Police Force": whatever stands around it, that is somebody.
bool ends_in_body(const Document& document, const Name& name) {
    static constexpr std::string_view bodies[] = {"force", "forces", "army", "brigade", "brigades", "battalion", "regiment", "militia", "police", "guard", "guards", "movement", "party", "corps"};
    return std::find(std::begin(bodies), std::end(bodies), base::ascii_lower(document.words(name.last - 1))) != std::end(bodies);
}

}  // namespace

void widen_names(Document& document) {
    static constexpr std::string_view kinds[] = {"district", "governorate", "province", "prefecture", "municipality", "county", "city", "village", "town", "oblast", "township", "subdistrict", "commune"};
    for (std::size_t p = 0; p < document.places.size(); ++p) {
        Place& place = document.places[p];
        if (place.use != PlaceUse::literal || place.head >= document.tokens.size()) continue;
        const std::uint32_t first = document.token_at(place.span.begin), last = document.token_at(place.span.end - 1);
        if (first >= document.tokens.size() || last >= document.tokens.size()) continue;
        const auto same = [&](std::uint32_t t) { return t < document.tokens.size() && document.tokens[t].sentence == document.tokens[first].sentence; };
        Span span = place.span;
        if (first >= 2 && same(first - 2) && document.words(first - 1) == "-" && is_in(base::ascii_lower(document.words(first - 2)), arabic_articles) &&
            document.tokens[first - 2].span.end == document.tokens[first - 1].span.begin && document.tokens[first - 1].span.end == span.begin) span.begin = document.tokens[first - 2].span.begin;
        const std::uint32_t next = last + 1;
        const bool kind = same(next) && is_capital(document.words(next)) && document.tokens[next].pos == Pos::propn && document.tokens[next].span.begin == span.end + 1 &&
                          std::find(std::begin(kinds), std::end(kinds), base::ascii_lower(document.words(next))) != std::end(kinds);
        const bool ends = kind && !(same(next + 1) && is_capital(document.words(next + 1)) && document.tokens[next + 1].pos == Pos::propn);
        if (ends) span.end = document.tokens[next].span.end;
        const bool free = std::none_of(document.places.begin(), document.places.end(), [&](const Place& q) { return &q != &place && q.span.overlaps(span); });
        if (span == place.span || !free) continue;
        place.span = span;
        if (ends && document.tokens[place.head].head == next) place.head = next;
    }
}

void add_unlisted(Document& document, const Gazetteer& gazetteer, const Lists& lists, const resources::Weights& weights, std::vector<NameRow>* rows) {
    if ((weights.empty() && !rows) || document.tokens.empty()) return;
    const Reader reader(document, lists);
    std::vector<Place> found;
    for (const Name& name : reader.names()) {
        std::vector<std::string> seen = reader.features(name);
        std::int64_t sure = 0;
        for (const std::string& feature : seen) sure += weights.weight(base::fnv1a("name|" + feature));
        if (rows) rows->push_back({name.span, std::move(seen)});
        if (weights.empty() || sure < 0 || ends_in_body(document, name)) continue;
        Place place;
        if (name.covers != none && document.places[name.covers].span == name.span) {
            document.places[name.covers].use = PlaceUse::literal;
            continue;
        }
        place.span = name.span;
        place.head = name.head;
        place.name = document.words(name.span);
        place.precision = is_in(base::ascii_lower(document.words(name.last - 1)), streets) ? PlacePrecision::street : PlacePrecision::unknown;
        if (name.covers != none) {
            if (lies_within(document, name, document.places[name.covers], place)) continue;
        } else if (take_entry(gazetteer, lists, name, place)) {
            place.span = name.span;
        }
        found.push_back(std::move(place));
    }
    document.places.insert(document.places.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    std::stable_sort(document.places.begin(), document.places.end(), [](const Place& a, const Place& b) { return a.span < b.span; });
}

}  // namespace marsad::annotate::places
