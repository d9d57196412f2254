// Names: phrases of the lexicons and the language room's entities, settled so that each token lies in one name at most.
#include <algorithm>

#include "annotate/actors_detail.h"
#include "base/utf8.h"

namespace marsad::annotate::detail {

namespace {

using document::EntityType;
using resources::LexiconTable;
using resources::Word;

// A short alias in capitals ("IS", "US", "UN") must stand so in the text; other names need their first capital.
bool case_fits(std::string_view phrase, std::string_view text, bool shouted) {
    const bool has_lower = std::any_of(phrase.begin(), phrase.end(), base::is_ascii_lower);
    const bool has_upper = std::any_of(phrase.begin(), phrase.end(), base::is_ascii_upper);
    if (!has_upper) return true;
    if (!has_lower && phrase.size() <= 6) return shouted || std::none_of(text.begin(), text.end(), base::is_ascii_lower);
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

// How often each country is named, to tell which of several bearers of a name is meant.
std::vector<std::uint32_t> count_countries(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& found, std::uint32_t rows) {
    std::vector<std::uint32_t> count(rows, 0);
    for (const auto& [row, times] : found) count[row] += times;
    return count;
}

bool is_shouted(const Document& doc, const document::Segment& segment) {
    std::size_t upper = 0, lower = 0;
    for (char c : doc.words(segment.span)) upper += base::is_ascii_upper(c), lower += base::is_ascii_lower(c);
    return upper > 20 && lower * 10 < upper;
}

NameType type_of_column(std::uint32_t column) {
    namespace c = resources::columns;
    switch (column) {
        case c::country_name: case c::country_aliases: return NameType::country;
        case c::country_adjectives: return NameType::adjective;
        case c::country_people: return NameType::people;
        default: return NameType::seat;
    }
}

void find_in_segment(Finder& finder, const document::Segment& segment, std::vector<std::uint32_t>& country_count) {
    const Document& doc = finder.tree.doc();
    const std::string_view text = doc.text();
    const std::vector<Word> words = resources::words_of(text, segment.span.begin, segment.span.end);
    const bool shouted = is_shouted(doc, segment);
    const auto span_of = [&](std::size_t at, std::uint32_t count) { return Span{words[at].span.begin, words[at + count - 1].span.end}; };
    const auto fits = [&](const LexiconTable::Match& m, std::size_t at) { return case_fits(m.phrase, doc.words(span_of(at, m.words)), shouted); };
    // Countries first, to count them.
    std::vector<std::pair<std::size_t, LexiconTable::Match>> countries;
    for (std::size_t at = 0; at < words.size();) {
        const auto found = finder.lexicon.countries().longest(text, words, at);
        const auto best = std::find_if(found.begin(), found.end(), [&](const auto& m) { return fits(m, at); });
        if (best == found.end()) {
            ++at;
            continue;
        }
        countries.emplace_back(at, *best);
        ++country_count[best->row];
        at += best->words;
    }
    for (std::size_t at = 0; at < words.size();) {
        const auto found = finder.lexicon.names().all(text, words, at);
        const LexiconTable::Match* best = nullptr;
        std::uint32_t first = 0, last = 0;
        std::uint32_t best_score = 0;
        for (const auto& m : found) {
            if (!fits(m, at) || !finder.tokens_of(span_of(at, m.words), first, last)) continue;
            if (!finder.is_free(first, last)) continue;
            const std::string_view country = finder.lexicon.actor(m.row).country;
            std::uint32_t score = m.words * 1000 + (m.column == resources::columns::actor_name ? 1 : 0);
            if (const auto row = finder.lexicon.country_row(country); row < country_count.size()) score += 2 * std::min<std::uint32_t>(country_count[row], 400);
            if (best == nullptr || score > best_score) best = &m, best_score = score;
        }
        if (best != nullptr && finder.tokens_of(span_of(at, best->words), first, last) && !finder.is_part_of_longer_name(first, last, false)) {
            finder.add({first, last, none, NameType::actor, best->row, best->phrase});
            at += best->words;
        } else {
            ++at;
        }
    }
    for (const auto& [at, match] : countries) {
        std::uint32_t first = 0, last = 0;
        if (!finder.tokens_of(span_of(at, match.words), first, last) || !finder.is_free(first, last)) continue;
        if (finder.is_part_of_longer_name(first, last, true)) continue;
        NameType type = type_of_column(match.column);
        // "Lebanese" is an adjective and a people; the grammar tells.
        if (type == NameType::adjective && (finder.tree.pos(last - 1) == Pos::noun || finder.tree.pos(last - 1) == Pos::propn) &&
            !any_of(finder.tree.rel(last - 1), {Relation::compound, Relation::amod, Relation::nmod})) {
            const auto people = finder.lexicon.countries().cell(match.row, resources::columns::country_people);
            if (people.find(match.phrase) != std::string_view::npos && match.phrase != "US" && match.phrase != "U.S.") type = NameType::people;
            else if (match.phrase == "US" || match.phrase == "U.S.") type = NameType::country;
        }
        finder.add({first, last, none, type, match.row, match.phrase});
    }
}

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
    std::vector<std::uint32_t> countries = count_countries({}, lexicon.countries().rows());
    for (const auto& segment : doc.segments) {
        if (segment.is_read()) find_in_segment(finder, segment, countries);
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
