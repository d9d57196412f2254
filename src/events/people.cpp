#include "events/people.h"

#include <algorithm>

#include "base/utf8.h"

namespace marsad::events {

using document::Figure;
using document::none;
using document::Pos;
using document::Relation;

namespace {

constexpr std::string_view men[] = {"man", "boy", "father", "son", "brother", "husband", "uncle", "grandfather", "grandson", "nephew", "male", "boyfriend", "ex-boyfriend", "ex-husband", "stepfather", "stepson", "policeman", "widower", "he", "him", "himself"};
constexpr std::string_view women[] = {"woman", "girl", "mother", "daughter", "sister", "wife", "aunt", "grandmother", "granddaughter", "niece", "female", "girlfriend", "ex-girlfriend", "ex-wife", "stepmother", "stepdaughter", "policewoman", "widow", "she", "herself"};
constexpr std::string_view young[] = {"boy", "girl", "child", "baby", "infant", "toddler"};
constexpr std::string_view old[] = {"man", "woman", "father", "mother", "husband", "wife", "grandfather", "grandmother", "officer", "teacher", "driver"};

template <std::size_t N>
bool is_in(const std::string_view (&words)[N], std::string_view word) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::string in_digits(std::string_view word) {
    static constexpr std::string_view numbers[] = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
    const auto* found = std::find(std::begin(numbers), std::end(numbers), word);
    if (found != std::end(numbers)) return std::to_string(found - std::begin(numbers));
    return !word.empty() && word.size() < 4 && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }) ? std::string(word) : std::string();
}

}  // namespace

People::People(const document::Document& document) : m_document(document), m_actor(document.tokens.size(), none) {
    for (std::uint32_t a = 0; a < document.actors.size(); ++a) {
        const document::Actor& actor = document.actors[a];
        if (actor.head < m_actor.size()) m_actor[actor.head] = a;
    }
}

bool People::is_named(const Figure& f) const {
    if (f.head >= m_document.tokens.size() || (f.stated.size() == 1 && (!f.sex.empty() || !f.age.empty()))) return false;
    return m_document.tokens[f.head].pos == Pos::propn && m_document.words(f.span).size() > 2;
}

// "Dr. Omar Karim Haddad" and "Haddad": the words of one are among those of the other.
bool People::same_name(std::string_view p, std::string_view q) {
    const std::string_view small = p.size() < q.size() ? p : q, large = p.size() < q.size() ? q : p;
    std::size_t begin = 0;
    while (begin < small.size()) {
        const std::size_t end = std::min(small.find_first_of(" \n", begin), small.size());
        const std::string_view word = small.substr(begin, end - begin);
        if (word.size() > 2 && word.back() != '.' && large.find(word) == std::string_view::npos) return false;
        begin = end + 1;
    }
    return true;
}

// "a 19-year-old student", "the five-month-old", "Omar Haddad, 44,", "Omar Haddad (44)".
std::string People::age_at(std::uint32_t head, document::Span words) const {
    const auto& tokens = m_document.tokens;
    const auto word = [&](std::uint32_t t) { return t < tokens.size() && tokens[t].sentence == tokens[head].sentence ? base::ascii_lower(m_document.words(t)) : std::string(); };
    for (std::uint32_t t = head > 6 ? head - 6 : 0; t <= head; ++t) {
        if (word(t) != "old" || t < 2) continue;
        // "A three-year-old shot his uncle": his own age, and not the uncle's.
        bool own = t == head || tokens[t].head == head;
        for (std::uint32_t between = t + 1; between < head && !own; ++between) {
            if (tokens[between].pos == Pos::verb || tokens[between].pos == Pos::aux || tokens[between].pos == Pos::punct) break;
            own = between + 1 == head;
        }
        if (!own && t + 1 != head) continue;
        const bool hyphens = word(t - 1) == "-";
        const std::uint32_t unit = hyphens ? t - 2 : t - 1;
        if (unit < (hyphens ? 2U : 1U)) continue;
        const std::string number = in_digits(word(hyphens ? unit - 2 : unit - 1));
        const std::string measure = base::ascii_lower(tokens[unit].lemma);
        if (!number.empty() && (measure == "year" || measure == "month" || measure == "week" || measure == "day")) return measure == "year" ? number : number + " " + measure;
    }
    std::uint32_t after = head + 1;
    while (after < tokens.size() && tokens[after].span.begin < words.end) ++after;
    const std::string mark = word(after), behind = word(after + 2);
    const bool set_off = (mark == "," && (behind == "," || behind == "." || behind == ";" || behind == "and" || behind == "of" || behind.empty())) || (mark == "(" && behind == ")");
    return set_off ? in_digits(word(after + 1)) : std::string();
}

void People::describe_word(std::uint32_t token, Person& person) const {
    const document::Token& t = m_document.tokens[token];
    const std::string word = base::ascii_lower(m_document.words(token));
    const std::string_view lemma = t.pos == Pos::pron ? std::string_view(word) : std::string_view(t.lemma);
    person.sex = is_in(men, lemma) ? 'm' : is_in(women, lemma) ? 'f'
                                                               : '\0';
    person.grown = is_in(young, lemma) ? 'c' : is_in(old, lemma) ? 'a'
                                                                 : '\0';
}

People::Person People::describe(const Figure& f) const {
    Person person;
    if (f.head >= m_document.tokens.size()) return person;
    const std::uint32_t head = f.head;
    person.head = head;
    person.sentence = m_document.tokens[head].sentence;
    person.reflexive = base::ascii_lower(m_document.words(head)).ends_with("self");
    describe_word(head, person);
    if (is_named(f)) person.name = m_document.words(f.span);
    person.age = age_at(head, f.span);
    const std::string first = base::ascii_lower(m_document.words(f.span));
    person.further = f.change == "additional" || first.starts_with("another") || first.starts_with("a second") || first.starts_with("a third") || first.starts_with("a fourth");
    person.object = (m_document.tokens[head].rel == Relation::dobj || m_document.tokens[head].rel == Relation::nsubjpass) && !person.reflexive;
    person.pronoun = m_document.tokens[head].pos == Pos::pron && !person.reflexive;
    if (m_actor[head] != none) person.chain = m_document.actors[m_actor[head]].chain;
    return person;
}

bool People::are_two(const Person& p, const Person& q) {
    if (p.head == q.head || (p.chain != none && p.chain == q.chain)) return false;
    if (!p.name.empty() && !q.name.empty()) return !same_name(p.name, q.name);
    const bool sexes = p.sex != 0 && q.sex != 0 && p.sex != q.sex;
    if (p.pronoun || q.pronoun) return sexes && p.sentence == q.sentence;  // whom they mean is often misread
    const auto in_years = [](const std::string& age) { return age.find(' ') == std::string::npos; };
    if (!p.age.empty() && !q.age.empty() && p.age != q.age && in_years(p.age) == in_years(q.age)) return true;
    if (sexes) return true;
    if (p.grown != 0 && q.grown != 0 && p.grown != q.grown) return true;
    // "A man shot his neighbour, then himself."
    if (p.sentence == q.sentence && ((p.reflexive && q.object) || (q.reflexive && p.object))) return true;
    return p.sentence == q.sentence && (p.further || q.further);
}

bool People::are_one(const Person& p, const Person& q) {
    if (p.head == q.head || (p.chain != none && p.chain == q.chain)) return true;
    if (!p.name.empty() && !q.name.empty()) return same_name(p.name, q.name);
    return !p.age.empty() && p.age == q.age && (p.sex == 0 || q.sex == 0 || p.sex == q.sex);
}

bool People::stands_for(const Figure& pronoun, const Figure& other) const {
    const Person p = describe(pronoun), q = describe(other);
    return p.pronoun && p.sentence == q.sentence && !are_two(p, q);
}

std::vector<const Figure*> People::apart(const std::vector<const Figure*>& ones) const {
    constexpr std::size_t most = 64;  // people whom a report tells of one by one
    std::vector<const Figure*> found;
    std::vector<Person> persons;
    for (const Figure* one : ones) {
        if (found.size() >= most) break;
        Person person = describe(*one);
        if (!std::all_of(persons.begin(), persons.end(), [&](const Person& other) { return are_two(person, other); })) continue;
        found.push_back(one);
        persons.push_back(std::move(person));
    }
    return found;
}

}  // namespace marsad::events
