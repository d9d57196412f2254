#include "profiles/muc4_names.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "profiles/muc4_words.h"

namespace marsad::profiles::muc4 {

using namespace document;

bool is_noun(const Token& token) { return token.pos == Pos::noun || token.pos == Pos::propn; }

bool is_bound(std::string_view words) {
    return words == "," || words == ";" || words == ":" || words == "[" || words == "]" || words == "(" || words == ")" || words == "--" || words == "\"";
}

namespace {

bool is_particle(std::string_view words) { return words == "DE" || words == "LA" || words == "DEL" || words == "LOS" || words == "LAS" || words == "VAN" || words == "VON" || words == "DA" || words == "DOS"; }

// One word of each class that holds names of people, given names and surnames.
constexpr std::string_view examples[] = {"carlos", "miguel", "rodriguez", "ortega", "guerrero", "tomas", "cristina", "noriega", "ernesto", "salinas", "maria", "gladys", "susan", "mary", "anna", "pilar", "john", "david", "michael", "edward", "donnelly", "peter", "ernst", "giovanni"};

}  // namespace

Names::Names(const Document& document, const resources::WordClasses& words) : m_document(document), m_words(words) {
    for (const std::string_view example : examples) {
        if (const auto found = words.of(example)) m_classes.insert(found->fine);
    }
}

bool Names::is_name(std::uint32_t token) const {
    const auto found = m_words.of(base::ascii_lower(m_document.words(token)));
    return found && m_classes.count(found->fine);
}

// Of the many words that no class has most are names.
bool Names::is_unlisted(std::uint32_t token) const {
    const Token& it = m_document.tokens[token];
    const std::string_view words = m_document.words(token);
    if (!is_noun(it) && it.pos != Pos::adj && it.pos != Pos::x) return false;
    return !m_words.empty() && words.size() >= 3 && std::all_of(words.begin(), words.end(), base::is_ascii_alpha) && !m_words.of(base::ascii_lower(words));
}

bool Names::in_person(std::uint32_t token) const {
    const std::uint32_t entity = m_document.tokens[token].entity;
    return entity != none && m_document.entities[entity].type == EntityType::person;
}

// Where a name begins that holds the token: behind a title, however the parser and the entities cut the words.
std::uint32_t Names::begin(std::uint32_t token, std::uint32_t lowest) const {
    std::uint32_t first = token;
    while (token - first < 7) {
        const std::uint32_t t = word_before(m_document, first, lowest);
        if (t == none || is_bound(m_document.words(t)) || is_title(m_document.words(t))) break;
        const auto goes_on = [&](std::uint32_t at) { return m_document.tokens[at].pos == Pos::propn || is_name(at); };
        const std::uint32_t more = is_particle(m_document.words(t)) ? word_before(m_document, t, lowest) : none;
        if (goes_on(t)) first = t;
        else if (more != none && goes_on(more) && !is_title(m_document.words(more))) first = more;
        else break;
    }
    return first;
}

// The name, and before it the title with its own words.
void Names::set(Phrase& phrase, std::uint32_t first, std::uint32_t last, std::uint32_t lowest) const {
    phrase.person = true, phrase.organisation = false;
    phrase.name_first = first, phrase.name_last = last;
    phrase.last = std::max(phrase.last, last);
    phrase.first = std::min(phrase.first, first);
    std::uint32_t title = word_before(m_document, first, lowest);
    if (title == none || !is_title(m_document.words(title)) || phrase.first < first) return;
    while (title != none && first - title < 6) {
        phrase.first = title;
        title = word_before(m_document, title, lowest);
        if (title == none || !(is_noun(m_document.tokens[title]) || m_document.tokens[title].pos == Pos::adj) || is_bound(m_document.words(title))) break;
    }
}

// A person by the entities, or behind a title.
void Names::split(Phrase& phrase, std::uint32_t lowest) const {
    const std::uint32_t last = phrase.person ? phrase.name_last : phrase.head + 1;
    const std::uint32_t entity = m_document.tokens[phrase.head].entity;
    const bool other = entity != none && m_document.entities[entity].type != EntityType::person;
    if ((!phrase.person && (other || m_document.tokens[phrase.head].pos != Pos::propn)) || is_title(m_document.words(last - 1))) return;
    std::uint32_t from = phrase.person ? phrase.name_first : phrase.head;
    for (std::uint32_t t = from; t + 1 < last; ++t) from = is_title(m_document.words(t)) ? t + 1 : from;
    const std::uint32_t first = begin(from, lowest);
    const std::uint32_t title = word_before(m_document, first, lowest);
    if (phrase.person || (title != none && is_title(m_document.words(title)))) set(phrase, first, last, lowest);
}

// Two words and more of the classes of names or of no class, one of them at least sure. Entities of one place are left alone.
void Names::guess(Phrase& phrase, std::uint32_t lowest) const {
    const Token& head = m_document.tokens[phrase.head];
    if (!is_noun(head) && head.pos != Pos::adj && head.pos != Pos::x) return;
    std::uint32_t last = phrase.head + 1;
    if (head.entity != none) {
        const Entity& entity = m_document.entities[head.entity];
        if (entity.type == EntityType::loc || entity.type == EntityType::date || (entity.type == EntityType::gpe && entity.last - entity.first < 2)) return;
        last = std::max(last, entity.last);
    }
    while (last > phrase.head + 1 && m_document.tokens[last - 1].pos == Pos::part) --last;
    const auto joins = [&](std::uint32_t t) { return is_particle(m_document.words(t)) || m_document.words(t) == "Y"; };
    std::uint32_t first = last;
    int words = 0, sure = 0;
    while (last - first < 8) {
        const std::uint32_t t = first == last ? last - 1 : word_before(m_document, first, lowest);
        if (t == none || is_title(m_document.words(t))) break;
        if (is_name(t) || in_person(t)) ++sure, ++words;
        else if (is_unlisted(t)) ++words;
        else if (words == 0 || t == lowest || !joins(t)) break;
        first = t;
    }
    while (first < last && (joins(first) || m_document.tokens[first].is_space())) ++first;
    const bool saint = first < last && (m_document.words(first) == "SAN" || m_document.words(first) == "SANTA");
    if (words < 2 || sure == 0 || first > phrase.head || saint) return;
    phrase.last = last;
    set(phrase, first, last, lowest);
}

void Names::find(Phrase& phrase, std::uint32_t lowest) const {
    split(phrase, lowest);
    if (!phrase.person) guess(phrase, lowest);
    while (phrase.name_last > phrase.name_first + 1 && m_document.tokens[phrase.name_last - 1].pos == Pos::part) --phrase.name_last;
}

void Names::by_surname(Reading& reading) const {
    std::set<std::string> surnames;
    for (const Phrase& p : reading.phrases) {
        for (std::uint32_t t = p.name_first + 1; p.person && t < p.name_last; ++t) {
            if (m_document.words(t).size() >= 4) surnames.insert(base::ascii_upper(m_document.words(t)));
        }
    }
    for (Phrase& p : reading.phrases) {
        if (p.person || !is_noun(m_document.tokens[p.head]) || !surnames.count(base::ascii_upper(m_document.words(p.head)))) continue;
        if (m_document.tokens[p.head].pos != Pos::propn && !is_unlisted(p.head) && !is_name(p.head)) continue;
        const std::uint32_t entity = m_document.tokens[p.head].entity;
        const bool longer = entity != none && m_document.entities[entity].last - m_document.entities[entity].first > 1;
        if (longer || (p.head > p.first && !is_title(m_document.words(p.head - 1)))) continue;
        p.person = true, p.organisation = false;
        p.name_first = p.head, p.name_last = p.last = p.head + 1;
    }
}

}  // namespace marsad::profiles::muc4
