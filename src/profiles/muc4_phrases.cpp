#include "profiles/muc4_phrases.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "base/utf8.h"
#include "profiles/muc4_names.h"
#include "profiles/muc4_words.h"

namespace marsad::profiles::muc4 {

namespace {

using namespace document;

bool ends_sentence(const Document& document, std::uint32_t token) {
    const std::string_view words = document.words(token);
    return words == "." || words == "?" || words == "!" || words == "\"" || words.ends_with('.');
}

void find_units(const Document& document, Reading& out) {
    out.unit_of_token.assign(document.tokens.size(), none);
    bool open = false;
    for (const Sentence& sentence : document.sentences) {
        const Segment& segment = document.segments[sentence.segment];
        if (!segment.is_read() || segment.kind == SegmentKind::dateline || sentence.last <= sentence.first) {
            open = false;
            continue;
        }
        if (open && out.units.back().paragraph == sentence.segment && sentence.last - out.units.back().first < 120) {
            out.units.back().last = sentence.last;
        } else {
            out.units.push_back({sentence.first, sentence.last, sentence.segment});
        }
        std::uint32_t end = sentence.last;
        while (end > sentence.first && document.tokens[end - 1].is_space()) --end;
        open = end > sentence.first && !ends_sentence(document, end - 1);
    }
    for (std::uint32_t u = 0; u < out.units.size(); ++u) {
        for (std::uint32_t t = out.units[u].first; t < out.units[u].last; ++t) out.unit_of_token[t] = u;
    }
}

// Nouns that stand before another noun of their phrase are no heads.
bool is_head(const Document& document, std::uint32_t t) {
    const Token& token = document.tokens[t];
    if (is_noun(token) || token.pos == Pos::x) {
        const bool before = token.head > t && token.head - t < 8;
        return !(before && (token.rel == Relation::compound || token.rel == Relation::amod || token.rel == Relation::nmod || token.rel == Relation::nummod));
    }
    return (token.pos == Pos::adj || token.pos == Pos::pron) && (token.rel == Relation::nsubj || token.rel == Relation::nsubjpass || token.rel == Relation::dobj || token.rel == Relation::pobj) &&
           (token.pos == Pos::adj || token.lemma == "other" || token.lemma == "another");
}

bool hangs_on(const Document& document, std::uint32_t t, std::uint32_t head) {
    for (int steps = 0; steps < 6; ++steps) {
        if (t == head) return true;
        const std::uint32_t next = document.tokens[t].head;
        if (next == t || next > head) return false;
        t = next;
    }
    return false;
}

std::uint32_t left_end(const Document& document, std::uint32_t head, std::uint32_t lowest) {
    std::uint32_t first = head;
    while (head - first < 8) {
        const std::uint32_t next = word_before(document, first, lowest);
        if (next == none || !hangs_on(document, next, head) || is_bound(document.words(next)) || document.tokens[next].pos == Pos::verb) break;
        first = next;
    }
    // The article, the number and what stands beside them are no part of a fill.
    while (first < head) {
        const Token& token = document.tokens[first];
        const bool plain = token.pos == Pos::det || token.pos == Pos::num || token.pos == Pos::adv || token.pos == Pos::pron || token.pos == Pos::adp || token.pos == Pos::cconj || token.pos == Pos::part || token.pos == Pos::punct || token.pos == Pos::space || token.pos == Pos::sconj;
        if (!plain) break;
        ++first;
    }
    return first;
}

// The end of "of X" or "in the X" behind a phrase.
std::uint32_t long_end(const Document& document, const Phrase& phrase, std::uint32_t highest) {
    const std::uint32_t at = word_after(document, phrase.last - 1, highest);
    if (at == none || document.tokens[at].lemma != "of") return phrase.last;
    for (std::uint32_t t = at + 1; t < highest && t < at + 9; ++t) {
        if (is_bound(document.words(t)) || document.tokens[t].pos == Pos::verb || document.tokens[t].pos == Pos::aux || document.tokens[t].pos == Pos::cconj) return phrase.last;
        if (is_noun(document.tokens[t]) && is_head(document, t)) {
            std::uint32_t end = t + 1;
            if (const std::uint32_t entity = document.tokens[t].entity; entity != none) end = std::max(end, document.entities[entity].last);
            return std::min(end, highest);
        }
    }
    return phrase.last;
}

void add_name(const Document& document, Phrase& phrase) {
    const std::uint32_t entity = document.tokens[phrase.head].entity;
    if (entity != none) {
        const Entity& found = document.entities[entity];
        phrase.person = found.type == EntityType::person;
        phrase.organisation = found.type == EntityType::org || found.type == EntityType::norp;
        if (phrase.person || phrase.organisation || found.type == EntityType::fac || found.type == EntityType::gpe) {
            phrase.name_first = found.first, phrase.name_last = found.last;
            while (phrase.name_first < phrase.head && document.tokens[phrase.name_first].pos == Pos::det) ++phrase.name_first;
            phrase.first = std::min(phrase.first, phrase.name_first);
            phrase.last = std::max(phrase.last, phrase.name_last);
        }
    }
    if (phrase.name_last == 0 && document.tokens[phrase.head].pos == Pos::propn) {
        phrase.name_last = phrase.last, phrase.name_first = phrase.head;
        while (phrase.name_first > phrase.first && document.tokens[phrase.name_first - 1].pos == Pos::propn) --phrase.name_first;
    }
}

bool is_body(std::string_view words) {
    static constexpr std::string_view bodies[] = {"ALLIANCE", "ARMY", "BRIGADE", "COMMAND", "COMMITTEE", "COORDINATOR", "FEDERATION", "FORCES", "FRONT", "MOVEMENT", "ORGANIZATION", "PARTY", "UNION"};
    return std::find(std::begin(bodies), std::end(bodies), words) != std::end(bodies);
}

// An organisation's name that the entities cut at the end of a line, or at the "of" of "ARMY OF NATIONAL LIBERATION".
void widen_name(const Document& document, Phrase& phrase, const Unit& unit) {
    if (phrase.person || phrase.name_last <= phrase.name_first) return;
    const auto proper = [&](std::uint32_t t) { return t != none && document.tokens[t].pos == Pos::propn; };
    for (int steps = 0; steps < 6; ++steps) {
        const std::uint32_t left = word_before(document, phrase.name_first, unit.first);
        if (left == none) break;
        const std::uint32_t body = document.tokens[left].lemma == "of" ? word_before(document, left, unit.first) : none;
        const bool cut = phrase.organisation && left + 1 < phrase.name_first && proper(left) && !is_title(document.words(left));
        if (body != none && is_body(document.words(body))) phrase.name_first = body;
        else if (cut) phrase.name_first = document.tokens[left].entity == none ? left : document.entities[document.tokens[left].entity].first;
        else break;
    }
    if (const std::uint32_t of = word_after(document, phrase.name_last - 1, unit.last); of != none && document.tokens[of].lemma == "of" && is_body(document.words(phrase.name_last - 1))) {
        std::uint32_t last = word_after(document, of, unit.last);
        if (proper(last)) {
            for (std::uint32_t next = last; proper(next); next = word_after(document, last, unit.last)) last = next;
            phrase.name_last = last + 1;
        }
    }
    phrase.name_first = std::max(phrase.name_first, unit.first);
    phrase.first = std::min(phrase.first, phrase.name_first), phrase.last = std::max(phrase.last, phrase.name_last);
}

bool looks_plural(const Document& document, std::uint32_t head) {
    const Token& token = document.tokens[head];
    const std::string words = base::ascii_lower(document.words(head));
    if (token.pos == Pos::propn) return false;
    if (words == "people" || words == "police" || words == "children" || words == "personnel" || words == "others" || words == "troops") return true;
    return words.size() > 2 && token.lemma != words && (words.ends_with("s") || words.ends_with("men") || words.ends_with("women"));
}

// "YEAR-OLD DAUGHTER", "AT LEAST 30 CIVILIANS", "MORE PEOPLE": how old and how many is no part of a fill.
void drop_measures(const Document& document, Phrase& phrase) {
    static constexpr std::string_view measures[] = {"YEAR", "OLD", "-", "YEAR-OLD", "YEAR-", "LEAST", "MORE", "MOST", "ABOUT", "APPROXIMATELY"};
    while (phrase.last > phrase.head + 1 && document.tokens[phrase.last - 1].pos == Pos::part) --phrase.last;
    while (phrase.first < phrase.head && !(phrase.person && phrase.first >= phrase.name_first)) {
        const std::string_view word = document.words(phrase.first);
        if (document.tokens[phrase.first].pos != Pos::num && !document.tokens[phrase.first].is_space() && std::find(std::begin(measures), std::end(measures), word) == std::end(measures)) break;
        ++phrase.first;
    }
}

void add_phrase(const Document& document, const Names& names, Reading& out, std::uint32_t head, std::uint32_t unit) {
    Phrase phrase;
    phrase.head = head;
    phrase.unit = unit;
    phrase.first = left_end(document, head, out.units[unit].first);
    phrase.last = head + 1;
    add_name(document, phrase);
    names.find(phrase, out.units[unit].first);
    widen_name(document, phrase, out.units[unit]);
    drop_measures(document, phrase);
    phrase.last = std::min(phrase.last, out.units[unit].last);
    phrase.long_last = long_end(document, phrase, out.units[unit].last);
    phrase.plural = looks_plural(document, head);
    out.phrases.push_back(phrase);
}

void find_phrases(const Document& document, const Names& names, Reading& out) {
    std::vector<bool> taken(document.entities.size(), false);
    for (std::uint32_t u = 0; u < out.units.size(); ++u) {
        for (std::uint32_t t = out.units[u].first; t < out.units[u].last; ++t) {
            if (document.tokens[t].is_space()) continue;
            const std::uint32_t entity = document.tokens[t].entity;
            if (is_head(document, t)) {
                // A name is one phrase, whatever the parser makes of its words.
                if (entity != none && taken[entity]) continue;
                if (entity != none && document.entities[entity].type == EntityType::person) taken[entity] = true, add_phrase(document, names, out, document.entities[entity].last - 1, u);
                else add_phrase(document, names, out, t, u);
            } else if (entity != none && document.entities[entity].last == t + 1) {
                const EntityType type = document.entities[entity].type;
                if (type == EntityType::org || type == EntityType::norp || type == EntityType::person || type == EntityType::fac) add_phrase(document, names, out, t, u);
            }
        }
    }
    std::map<std::uint32_t, std::uint32_t> actor_at, figure_at;
    for (std::uint32_t a = 0; a < document.actors.size(); ++a) actor_at.emplace(document.actors[a].head, a);
    for (std::uint32_t f = 0; f < document.figures.size(); ++f) figure_at.emplace(document.figures[f].head, f);
    for (Phrase& phrase : out.phrases) {
        if (const auto it = actor_at.find(phrase.head); it != actor_at.end()) phrase.actor = it->second;
        if (const auto it = figure_at.find(phrase.head); it != figure_at.end()) phrase.figure = it->second;
    }
}

// ── which phrases name one thing ─────────────────────────────────────────────────────────────────────────────────────

class Groups {
public:
    explicit Groups(std::size_t n) : m_up(n) { std::iota(m_up.begin(), m_up.end(), 0U); }
    std::uint32_t find(std::uint32_t x) {
        while (m_up[x] != x) x = m_up[x] = m_up[m_up[x]];
        return x;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        a = find(a), b = find(b);
        if (a != b) m_up[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::uint32_t> m_up;
};

std::string name_words(const Document& document, const Phrase& phrase) { return phrase.name_last > phrase.name_first ? fill_words(document, phrase.name_first, phrase.name_last) : std::string(); }

// "GARCIA" is "LUIS GARCIA": the last words of a longer name of a person.
void join_people(const Document& document, const std::vector<Phrase>& phrases, Groups& groups) {
    for (std::uint32_t i = 0; i < phrases.size(); ++i) {
        if (!phrases[i].person) continue;
        const std::string shorter = name_words(document, phrases[i]);
        for (std::uint32_t j = 0; j < phrases.size(); ++j) {
            if (i == j || !phrases[j].person) continue;
            const std::string longer = name_words(document, phrases[j]);
            if (shorter.size() >= 4 && longer.size() > shorter.size() && (' ' + longer + ' ').find(' ' + shorter + ' ') != std::string::npos) {
                groups.join(i, j);
                break;
            }
        }
    }
}

// "THE MAGISTRATE" is the only one whom the report names with that title before.
void join_titles(const Document& document, const std::vector<Phrase>& phrases, Groups& groups) {
    std::map<std::string, std::vector<std::uint32_t>> titled;
    for (std::uint32_t i = 0; i < phrases.size(); ++i) {
        const std::uint32_t title = phrases[i].person ? word_before(document, phrases[i].name_first, phrases[i].first) : none;
        if (title != none) titled[lower_lemma(document, title)].push_back(i);
    }
    for (std::uint32_t i = 0; i < phrases.size(); ++i) {
        const Phrase& p = phrases[i];
        if (p.person || p.plural || p.name_last > p.name_first) continue;
        const std::uint32_t left = word_before(document, p.first, 0);
        const std::string before = left == none ? std::string() : base::ascii_lower(document.words(left));
        const auto it = titled.find(lower_lemma(document, p.head));
        if ((before != "the" && before != "this" && before != "that") || it == titled.end() || it->second.front() > i) continue;
        const bool one = std::all_of(it->second.begin(), it->second.end(), [&](std::uint32_t j) { return groups.find(j) == groups.find(it->second.front()); });
        if (one) groups.join(i, it->second.front());
    }
}

// "FARABUNDO MARTI NATIONAL LIBERATION FRONT [FMLN]", "THE MAYOR, JUAN PEREZ,".
void join_neighbours(const Document& document, const std::vector<Phrase>& phrases, Groups& groups) {
    for (std::uint32_t i = 0; i + 1 < phrases.size(); ++i) {
        const Phrase &a = phrases[i], &b = phrases[i + 1];
        if (a.unit != b.unit || b.first < a.last) continue;
        const bool bracket = b.first == a.last + 1 && (document.words(a.last) == "[" || document.words(a.last) == "(") && b.last - b.first == 1;
        if (bracket && a.name_last > a.name_first) groups.join(i, i + 1);
    }
    for (std::uint32_t i = 0; i < phrases.size(); ++i) {
        for (std::uint32_t j = i >= 3 ? i - 3 : 0; j < std::min<std::size_t>(phrases.size(), i + 4); ++j) {
            const bool apposed = document.tokens[phrases[j].head].rel == Relation::appos && document.tokens[phrases[j].head].head == phrases[i].head && i != j;
            if (apposed && phrases[i].person != phrases[j].person) groups.join(i, j);
        }
    }
}

void find_things(const Document& document, Reading& out) {
    Groups groups(out.phrases.size());
    std::map<std::string, std::uint32_t> by_words;
    std::map<std::uint32_t, std::uint32_t> by_chain;
    for (std::uint32_t p = 0; p < out.phrases.size(); ++p) {
        const Phrase& phrase = out.phrases[p];
        const std::string name = name_words(document, phrase);
        const std::string words = name.empty() ? fill_words(document, phrase.first, phrase.last) : name;
        const auto [same, first] = by_words.emplace(words, p);
        if (!first) groups.join(same->second, p);
        if (phrase.actor == none || document.actors[phrase.actor].pronoun || name.empty()) continue;
        const auto [chained, alone] = by_chain.emplace(document.actors[phrase.actor].chain, p);
        if (!alone && out.phrases[chained->second].person == phrase.person) groups.join(chained->second, p);
    }
    join_people(document, out.phrases, groups);
    join_neighbours(document, out.phrases, groups);
    join_titles(document, out.phrases, groups);
    std::map<std::uint32_t, std::uint32_t> number;
    for (std::uint32_t p = 0; p < out.phrases.size(); ++p) {
        const auto [it, fresh] = number.emplace(groups.find(p), static_cast<std::uint32_t>(out.things.size()));
        if (fresh) out.things.emplace_back();
        out.phrases[p].thing = it->second;
        out.things[it->second].phrases.push_back(p);
    }
}

}  // namespace

std::string fill_words(const Document& document, std::uint32_t first, std::uint32_t last) {
    std::string out;
    if (last <= first) return out;
    for (const char c : document.words(document.span_of(first, last))) {
        if (c == '"') continue;
        if (base::is_ascii_space(c) || c == '[' || c == ']') {
            if (!out.empty() && out.back() != ' ') out += ' ';
        } else {
            out += base::ascii_upper(c);
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::uint32_t head_of(const Document& document, std::uint32_t token) { return document.tokens[token].head; }

std::uint32_t group_end(const Document& document, const Phrase& phrase) {
    static constexpr std::string_view groups[] = {"member", "group", "gang", "band", "column", "squad", "unit", "element", "cell", "faction", "number", "hundred", "dozen", "team", "one", "part", "pair", "family", "relative"};
    const std::string head = lower_lemma(document, phrase.head);
    return std::find(std::begin(groups), std::end(groups), head) != std::end(groups) ? phrase.long_last : phrase.last;
}

std::string lower_lemma(const Document& document, std::uint32_t token) { return base::ascii_lower(document.tokens[token].lemma); }

std::uint32_t word_before(const Document& document, std::uint32_t token, std::uint32_t lowest) {
    while (token > lowest) {
        if (!document.tokens[--token].is_space()) return token;
    }
    return none;
}

std::uint32_t word_after(const Document& document, std::uint32_t token, std::uint32_t end) {
    while (++token < end) {
        if (!document.tokens[token].is_space()) return token;
    }
    return none;
}

Reading read(const Document& document, const resources::WordClasses& words) {
    Reading out;
    const Names names(document, words);
    find_units(document, out);
    find_phrases(document, names, out);
    names.by_surname(out);
    find_things(document, out);
    return out;
}

}  // namespace marsad::profiles::muc4
