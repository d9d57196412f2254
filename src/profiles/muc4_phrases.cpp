#include "profiles/muc4_phrases.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "base/utf8.h"
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

bool is_noun(const Token& token) { return token.pos == Pos::noun || token.pos == Pos::propn; }

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

bool is_bound(std::string_view words) {
    return words == "," || words == ";" || words == ":" || words == "[" || words == "]" || words == "(" || words == ")" || words == "--" || words == "\"";
}

std::uint32_t left_end(const Document& document, std::uint32_t head, std::uint32_t lowest) {
    std::uint32_t first = head;
    while (first > lowest && head - first < 8 && hangs_on(document, first - 1, head) && !is_bound(document.words(first - 1)) && document.tokens[first - 1].pos != Pos::verb) --first;
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
    std::uint32_t at = phrase.last;
    if (at >= highest || document.tokens[at].lemma != "of") return phrase.last;
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

bool is_particle(std::string_view words) { return words == "DE" || words == "LA" || words == "DEL" || words == "LOS" || words == "LAS" || words == "VAN" || words == "VON" || words == "DA" || words == "DOS"; }

// Where a name begins that holds the token: behind a title, however the parser and the entities cut the words.
std::uint32_t name_begin(const Document& document, std::uint32_t token, std::uint32_t lowest) {
    std::uint32_t first = token;
    while (first > lowest && token - first < 6) {
        const std::string_view words = document.words(first - 1);
        if (document.tokens[first - 1].is_space() || is_bound(words) || is_title(words)) break;
        if (document.tokens[first - 1].pos == Pos::propn) --first;
        else if (is_particle(words) && first - 1 > lowest && document.tokens[first - 2].pos == Pos::propn && !is_title(document.words(first - 2))) first -= 2;
        else break;
    }
    return first;
}

// A person's name apart from the title before it, also of names that are no person by the entities ("BANKER LUIS PAZ").
void split_name(const Document& document, Phrase& phrase, std::uint32_t lowest) {
    const std::uint32_t last = phrase.person ? phrase.name_last : phrase.head + 1;
    const std::uint32_t entity = document.tokens[phrase.head].entity;
    const bool other = entity != none && document.entities[entity].type != EntityType::person;
    if ((!phrase.person && (other || document.tokens[phrase.head].pos != Pos::propn)) || is_title(document.words(last - 1))) return;
    std::uint32_t from = phrase.person ? phrase.name_first : phrase.head;
    for (std::uint32_t t = from; t + 1 < last; ++t) from = is_title(document.words(t)) ? t + 1 : from;
    const std::uint32_t first = name_begin(document, from, lowest);
    const bool titled = first > lowest && is_title(document.words(first - 1));
    if (!phrase.person && !titled) return;
    phrase.person = true;
    phrase.name_first = first, phrase.name_last = last;
    phrase.last = std::max(phrase.last, last);
    phrase.first = std::min(phrase.first, first);
    if (!titled || phrase.first < first) return;
    phrase.first = first - 1;
    while (phrase.first > lowest && first - phrase.first < 5) {
        const Token& token = document.tokens[phrase.first - 1];
        if (!(is_noun(token) || token.pos == Pos::adj) || is_bound(document.words(phrase.first - 1))) break;
        --phrase.first;
    }
}

bool looks_plural(const Document& document, std::uint32_t head) {
    const Token& token = document.tokens[head];
    const std::string words = base::ascii_lower(document.words(head));
    if (token.pos == Pos::propn) return false;
    if (words == "people" || words == "police" || words == "children" || words == "personnel" || words == "others" || words == "troops") return true;
    return words.size() > 2 && token.lemma != words && (words.ends_with("s") || words.ends_with("men") || words.ends_with("women"));
}

void add_phrase(const Document& document, Reading& out, std::uint32_t head, std::uint32_t unit) {
    Phrase phrase;
    phrase.head = head;
    phrase.unit = unit;
    phrase.first = left_end(document, head, out.units[unit].first);
    phrase.last = head + 1;
    add_name(document, phrase);
    split_name(document, phrase, out.units[unit].first);
    phrase.last = std::min(phrase.last, out.units[unit].last);
    phrase.long_last = long_end(document, phrase, out.units[unit].last);
    phrase.plural = looks_plural(document, head);
    out.phrases.push_back(phrase);
}

void find_phrases(const Document& document, Reading& out) {
    std::vector<bool> taken(document.entities.size(), false);
    for (std::uint32_t u = 0; u < out.units.size(); ++u) {
        for (std::uint32_t t = out.units[u].first; t < out.units[u].last; ++t) {
            if (document.tokens[t].is_space()) continue;
            const std::uint32_t entity = document.tokens[t].entity;
            if (is_head(document, t)) {
                // A name is one phrase, whatever the parser makes of its words.
                if (entity != none && taken[entity]) continue;
                if (entity != none && document.entities[entity].type == EntityType::person) taken[entity] = true, add_phrase(document, out, document.entities[entity].last - 1, u);
                else add_phrase(document, out, t, u);
            } else if (entity != none && document.entities[entity].last == t + 1) {
                const EntityType type = document.entities[entity].type;
                if (type == EntityType::org || type == EntityType::norp || type == EntityType::person || type == EntityType::fac) add_phrase(document, out, t, u);
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

Reading read(const Document& document) {
    Reading out;
    find_units(document, out);
    find_phrases(document, out);
    find_things(document, out);
    return out;
}

}  // namespace marsad::profiles::muc4
