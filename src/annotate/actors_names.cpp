// Names: phrases of the lexicons and the language room's entities, settled so that each token lies in one name at most.
#include <algorithm>

#include "annotate/actors_detail.h"
#include "base/utf8.h"

namespace marsad::annotate::detail {

namespace {

using document::EntityType;
using resources::LexiconTable;
using resources::Word;

bool is_acronym(std::string_view phrase) {
    return phrase.size() <= 6 && std::none_of(phrase.begin(), phrase.end(), base::is_ascii_lower) && std::any_of(phrase.begin(), phrase.end(), base::is_ascii_upper);
}

// A short alias in capitals ("IS", "US", "UN") must stand so in the text; other names need a capital where they have one.
bool case_fits(std::string_view phrase, std::string_view text, bool shouted) {
    const bool has_upper = std::any_of(phrase.begin(), phrase.end(), base::is_ascii_upper);
    if (!has_upper) return true;
    if (is_acronym(phrase)) return shouted || std::none_of(text.begin(), text.end(), base::is_ascii_lower);
    if (base::is_ascii_lower(phrase.front()) || static_cast<unsigned char>(phrase.front()) >= 0x80) return std::any_of(text.begin(), text.end(), base::is_ascii_upper) || static_cast<unsigned char>(text.front()) >= 0x80;
    return !base::is_ascii_lower(text.front());
}

struct Finder {
    const Tree& tree;
    const ActorLexicon& lexicon;
    Names names;

    bool is_free(std::uint32_t first, std::uint32_t last) const {
        for (std::uint32_t i = first; i < last; ++i) {
            if (names.of_token[i] != none) return false;
        }
        return first < last;
    }
    void add(Name name) {
        name.head = head_of(name.first, name.last);
        for (std::uint32_t i = name.first; i < name.last; ++i) names.of_token[i] = static_cast<std::uint32_t>(names.list.size());
        names.list.push_back(name);
    }
    // The token of [first, last) whose head lies outside.
    std::uint32_t head_of(std::uint32_t first, std::uint32_t last) const {
        for (std::uint32_t i = last; i-- > first;) {
            const std::uint32_t h = tree.head(i);
            if ((h == i || h < first || h >= last) && tree.pos(i) != Pos::punct && tree.pos(i) != Pos::part) return i;
        }
        return last - 1;
    }
    bool tokens_of(Span span, std::uint32_t& first, std::uint32_t& last) const {
        const Document& doc = tree.doc();
        first = doc.token_at(span.begin);
        last = first;
        while (last < tree.size() && doc.tokens[last].span.begin < span.end) ++last;
        return first < last;
    }
    // An entity that reaches beyond a phrase on a word that matters is another name ("Damascus University").
    bool is_part_of_longer_name(std::uint32_t first, std::uint32_t last, bool country) const {
        const Document& doc = tree.doc();
        const std::uint32_t e = doc.tokens[first].entity;
        if (e == none) return false;
        const auto& entity = doc.entities[e];
        if (entity.type != EntityType::org && entity.type != EntityType::person && entity.type != EntityType::fac && entity.type != EntityType::product &&
            entity.type != EntityType::event && entity.type != EntityType::work_of_art && entity.type != EntityType::law) return false;
        for (std::uint32_t i = entity.first; i < entity.last; ++i) {
            if (i >= first && i < last) continue;
            const Pos p = tree.pos(i);
            if ((p == Pos::propn || p == Pos::noun) && (country || i >= last || tree.is_capitalised(i))) return true;
        }
        return false;
    }
};

bool is_shouted(const Document& doc, const document::Segment& segment) {
    std::size_t upper = 0, lower = 0;
    for (char c : doc.words(segment.span)) upper += base::is_ascii_upper(c), lower += base::is_ascii_lower(c);
    return upper > 20 && lower * 10 < upper;
}

NameType type_of_column(std::uint32_t column) {
    namespace c = resources::columns;
    switch (column) {
        case c::country_name:
        case c::country_aliases: return NameType::country;
        case c::country_adjectives: return NameType::adjective;
        case c::country_people: return NameType::people;
        default: return NameType::seat;
    }
}

// The words of a segment and the names of countries in it.
struct Stretch {
    std::vector<Word> words;
    std::vector<std::pair<std::size_t, LexiconTable::Match>> countries;
    bool shouted = false;
};

struct Matcher {
    Finder& finder;
    std::vector<std::uint32_t> country_count;      // by row: which of several bearers of a name is meant
    std::vector<std::string_view> full_names;      // of persons, as the language room found them
    std::int32_t year = 0;                         // of publication; 0 where it is not known

    const Document& doc() const { return finder.tree.doc(); }
    Span span_of(const Stretch& s, std::size_t at, std::uint32_t count) const { return {s.words[at].span.begin, s.words[at + count - 1].span.end}; }
    bool fits(const Stretch& s, const LexiconTable::Match& m, std::size_t at) const { return case_fits(m.phrase, doc().words(span_of(s, at, m.words)), s.shouted); }

    Stretch read(const document::Segment& segment) {
        Stretch s;
        s.words = resources::words_of(doc().text(), segment.span.begin, segment.span.end);
        s.shouted = is_shouted(doc(), segment);
        for (std::size_t at = 0; at < s.words.size();) {
            const auto found = finder.lexicon.countries().longest(doc().text(), s.words, at);
            const auto best = std::find_if(found.begin(), found.end(), [&](const auto& m) { return fits(s, m, at); });
            if (best == found.end()) {
                ++at;
                continue;
            }
            s.countries.emplace_back(at, *best);
            ++country_count[best->row];
            at += best->words;
        }
        return s;
    }
    std::uint32_t times_named(std::string_view code) const {
        const std::uint32_t row = code.empty() ? none : finder.lexicon.country_row(code);
        return row < country_count.size() ? country_count[row] : 0;
    }

    // Whether a short or bare name can be this row's here: its country is named, its time fits, nobody else bears it.
    bool is_plausible(const LexiconTable::Match& m, std::uint32_t first, std::uint32_t last) const {
        const auto entry = finder.lexicon.actor(m.row);
        const bool bare = m.phrase.find(' ') == std::string_view::npos;
        if (is_acronym(m.phrase) && last == first + 1) {
            if (!any_of(finder.tree.pos(first), {Pos::propn, Pos::noun, Pos::adj, Pos::x})) return false;
            if (!entry.country.empty() && times_named(entry.country) == 0 && m.phrase.size() <= 4) return false;
        }
        if (entry.kind != "person" || !bare) return true;
        if (!any_of(finder.tree.pos(first), {Pos::propn, Pos::noun})) return false;
        for (std::string_view name : full_names) {
            if (name.size() > m.phrase.size() && name.ends_with(m.phrase) && entry.aliases.find(name) == std::string_view::npos && entry.name.find(name) == std::string_view::npos) return false;
        }
        if (year != 0 && !entry.since.empty() && entry.since.size() == 4) {
            std::int32_t since = 0;
            for (char c : entry.since) since = 10 * since + (c - '0');
            if (year + 6 < since) return false;
        }
        return times_named(entry.country) > 0 || entry.country.empty();
    }
    void names(const Stretch& s) {
        std::uint32_t first = 0, last = 0;
        for (std::size_t at = 0; at < s.words.size();) {
            const auto found = finder.lexicon.names().all(doc().text(), s.words, at);
            const LexiconTable::Match* best = nullptr;
            std::uint32_t best_score = 0;
            for (const auto& m : found) {
                if (!fits(s, m, at) || !finder.tokens_of(span_of(s, at, m.words), first, last)) continue;
                if (!finder.is_free(first, last) || !is_plausible(m, first, last)) continue;
                const std::uint32_t score = m.words * 1000 + (m.column == resources::columns::actor_name ? 1 : 0) + 2 * std::min<std::uint32_t>(times_named(finder.lexicon.actor(m.row).country), 400);
                if (best == nullptr || score > best_score) best = &m, best_score = score;
            }
            if (best != nullptr && finder.tokens_of(span_of(s, at, best->words), first, last) && !finder.is_part_of_longer_name(first, last, false)) {
                finder.add({first, last, none, NameType::actor, best->row, best->phrase});
                at += best->words;
            } else {
                ++at;
            }
        }
    }
    void countries(const Stretch& s) {
        const Tree& tree = finder.tree;
        for (const auto& [at, match] : s.countries) {
            std::uint32_t first = 0, last = 0;
            if (!finder.tokens_of(span_of(s, at, match.words), first, last) || !finder.is_free(first, last)) continue;
            if (finder.is_part_of_longer_name(first, last, true) || (is_acronym(match.phrase) && tree.pos(first) == Pos::pron)) continue;
            NameType type = type_of_column(match.column);
            // "Lebanese" is an adjective and a people; the grammar tells.
            if (type == NameType::adjective && any_of(tree.pos(last - 1), {Pos::noun, Pos::propn}) && !any_of(tree.rel(last - 1), {Relation::compound, Relation::amod, Relation::nmod})) {
                const auto people = finder.lexicon.countries().cell(match.row, resources::columns::country_people);
                if (match.phrase == "US" || match.phrase == "U.S.") type = NameType::country;
                else if (people.find(match.phrase) != std::string_view::npos) type = NameType::people;
            }
            finder.add({first, last, none, type, match.row, match.phrase});
        }
    }
};

NameType type_of(EntityType type) {
    switch (type) {
        case EntityType::person: return NameType::person;
        case EntityType::org: return NameType::org;
        case EntityType::norp: return NameType::norp;
        case EntityType::gpe: return NameType::gpe;
        case EntityType::loc: return NameType::loc;
        case EntityType::fac: return NameType::fac;
        default: return NameType::none;
    }
}

}  // namespace

Names find_names(const Tree& tree, const ActorLexicon& lexicon) {
    const Document& doc = tree.doc();
    Finder finder{tree, lexicon, {}};
    finder.names.of_token.assign(tree.size(), none);
    Matcher matcher{finder, std::vector<std::uint32_t>(lexicon.countries().rows(), 0), {}, doc.published ? doc.published->day.year : 0};
    for (const auto& entity : doc.entities) {
        if (entity.type == EntityType::person && entity.last - entity.first >= 2 && entity.last <= tree.size()) matcher.full_names.push_back(doc.words(doc.span_of(entity.first, entity.last)));
    }
    // Towns name their country, too: "M23" in a report on Goma.
    for (const auto& place : doc.places) {
        const std::uint32_t row = place.country.empty() || place.use != document::PlaceUse::literal ? none : lexicon.country_row(place.country);
        if (row < matcher.country_count.size()) ++matcher.country_count[row];
    }
    std::vector<Stretch> stretches;
    for (const auto& segment : doc.segments) {
        if (segment.is_read()) stretches.push_back(matcher.read(segment));
    }
    for (const Stretch& s : stretches) {
        matcher.names(s);
        matcher.countries(s);
    }
    // Surnames of persons named in full: a bare "Qanbar" is the person, whatever the recogniser calls it.
    std::vector<std::string_view> surnames;
    for (const auto& entity : doc.entities) {
        if (entity.type == EntityType::person && entity.last - entity.first >= 2 && entity.last <= tree.size()) surnames.push_back(tree.lower(entity.last - 1));
    }
    std::sort(surnames.begin(), surnames.end());
    for (const auto& entity : doc.entities) {
        NameType type = type_of(entity.type);
        if (entity.last == entity.first + 1 && any_of(type, {NameType::org, NameType::gpe, NameType::norp, NameType::loc}) && tree.lower(entity.first).size() > 3 &&
            std::binary_search(surnames.begin(), surnames.end(), tree.lower(entity.first))) type = NameType::person;
        std::uint32_t first = entity.first, last = std::min(entity.last, tree.size());
        while (first < last && (tree.pos(first) == Pos::det || tree.pos(first) == Pos::punct || tree.pos(first) == Pos::space)) ++first;
        while (last > first && (tree.pos(last - 1) == Pos::part || tree.pos(last - 1) == Pos::punct || tree.pos(last - 1) == Pos::space)) --last;
        if (type == NameType::none || first >= last) continue;
        if (!finder.is_free(first, last)) continue;
        finder.add({first, last, none, type, none, {}});
    }
    return std::move(finder.names);
}

}  // namespace marsad::annotate::detail
