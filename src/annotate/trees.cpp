#include "annotate/trees.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace marsad::annotate {

namespace {

using document::Document;
using document::none;
using document::Pos;
using document::Relation;
using document::Token;
using Index = std::uint32_t;

template <std::size_t N>
bool is_in(std::string_view word, const std::string_view (&list)[N]) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

constexpr std::string_view saying[] = {"say", "report", "add", "announce", "confirm", "claim", "note", "state"};
constexpr std::string_view declaring[] = {"claim", "announce", "report", "declare", "condemn", "reject", "confirm", "deny", "demand", "begin", "start", "launch"};
constexpr std::string_view many[] = {"hundreds", "thousands", "millions", "dozens", "scores", "tens"};
constexpr std::string_view about[] = {"over", "around", "about", "under"};
// Deeds that are done to a number of people or things, and need to be told to whom.
constexpr std::string_view harming[] = {"kill", "injure", "wound", "displace", "arrest", "detain", "capture", "destroy", "evacuate", "abduct", "kidnap", "rescue",
                                        "shelter", "host", "lose", "deploy", "fire", "release", "execute", "damage", "recruit", "seize", "affect", "uproot", "force", "hurt"};

// The tokens of one sentence, by index in the document.
class Trees {
public:
    Trees(Document& document, document::Sentence& sentence) : m_document(document), m_sentence(sentence) {}

    void amend() {
        for (Index t = m_sentence.first; t < m_sentence.last; ++t) {
            const Token& token = at(t);
            if (token.pos == Pos::adj) name_after_adjective(t);
            else if (token.pos == Pos::sconj || token.pos == Pos::pron) clause_as_noun(t);
            else if (token.pos == Pos::adp || token.pos == Pos::adv) measure_as_place(t), object_as_day(t), sides_of_a_place(t);
            else if (token.pos == Pos::verb && token.rel == Relation::amod) deed_as_modifier(t);
            else if (token.pos == Pos::verb) sayers_as_victims(t), second_passive(t);
        }
    }

private:
    Token& at(Index t) { return m_document.tokens[t]; }
    bool inside(Index t) const { return t >= m_sentence.first && t < m_sentence.last; }
    bool is_noun(Index t) { return at(t).pos == Pos::noun || at(t).pos == Pos::propn; }
    bool hangs(Index t, Relation relation, Index head) { return inside(t) && at(t).rel == relation && at(t).head == head && t != head; }
    std::string lower(Index t) { return base::ascii_lower(m_document.words(at(t))); }
    std::string lemma(Index t) { return base::ascii_lower(at(t).lemma.empty() ? m_document.words(at(t)) : at(t).lemma); }

    void hang(Index t, Index head, Relation relation) {
        at(t).head = head;
        at(t).rel = relation;
    }

    // Whether `t` hangs below `above`, in at most as many steps as the sentence is long.
    bool is_under(Index t, Index above) {
        for (Index steps = m_sentence.first; steps < m_sentence.last && inside(t); ++steps) {
            if (t == above) return true;
            if (at(t).head == t) return false;
            t = at(t).head;
        }
        return false;
    }

    // "the paramilitary| Marn Guard": the name stands for itself, the adjective says what it is.
    void name_after_adjective(Index adjective) {
        const Relation relation = at(adjective).rel;
        if (relation != Relation::pobj && relation != Relation::dobj && relation != Relation::nsubj && relation != Relation::nsubjpass) return;
        Index name = adjective + 1;
        while (inside(name) && at(name).pos == Pos::propn && at(name).rel == Relation::compound) ++name;
        if (!hangs(name, Relation::appos, adjective) || at(name).pos != Pos::propn || !inside(at(adjective).head)) return;
        hang(name, at(adjective).head, relation);
        for (Index t = m_sentence.first; t < m_sentence.last; ++t) {
            if (t != name && t != adjective && at(t).head == adjective) at(t).head = name;
        }
        hang(adjective, name, Relation::amod);
    }

    // "killed ten villagers, locals and officials said": the row of nouns between the comma and the verb of saying.
    void sayers_as_victims(Index said) {
        if (said < m_sentence.first + 4 || !is_in(lemma(said), saying) || !is_noun(said - 1)) return;
        const Relation relation = at(said).rel;
        const Index deed = at(said).head;
        if ((relation != Relation::conj && relation != Relation::parataxis && relation != Relation::ccomp) || !inside(deed) || deed >= said || at(deed).pos != Pos::verb) return;
        for (Index t = m_sentence.first; t < m_sentence.last; ++t) {
            if (hangs(t, Relation::nsubj, said)) return;
        }
        // Up the row to its first noun, which has the comma before its phrase.
        Index sayer = said - 1;
        for (Index steps = 0; steps < 8 && at(sayer).rel == Relation::conj && inside(at(sayer).head) && is_noun(at(sayer).head) && !is_comma_before(sayer); ++steps) sayer = at(sayer).head;
        if (!is_comma_before(sayer) || (at(sayer).rel != Relation::conj && at(sayer).rel != Relation::appos) || !is_under(sayer, deed) || sayer <= deed) return;
        hang(sayer, said, Relation::nsubj);
        const bool root = at(deed).head == deed;
        hang(said, root ? said : at(deed).head, at(deed).rel);
        if (root) m_sentence.root = said;
        hang(deed, said, Relation::ccomp);
    }

    // Whether the noun's own words begin right after a comma.
    bool is_comma_before(Index noun) {
        Index first = noun;
        while (first > m_sentence.first && is_under(first - 1, noun) && at(first - 1).pos != Pos::punct) --first;
        return first > m_sentence.first && m_document.words(first - 1) == ",";
    }

    // "that the rebels fired mortar bombs": "that" can't stand before a mere noun.
    void clause_as_noun(Index that) {
        const Index noun = at(that).head;
        if (lower(that) != "that" || at(that).rel != Relation::mark || !inside(noun) || noun <= that || !is_noun(noun) || !inside(at(noun).head) || at(noun).head == noun) return;
        for (Index verb = that + 2; verb < noun; ++verb) {
            const Index subject = verb - 1;
            if (!hangs(verb, Relation::amod, noun) || at(verb).pos != Pos::verb || !hangs(subject, Relation::compound, noun) || !is_noun(subject)) continue;
            hang(verb, at(noun).head, Relation::ccomp);
            for (Index t = that; t < subject; ++t) {
                if (at(t).head == noun) at(t).head = t == that ? verb : subject;
            }
            hang(subject, verb, Relation::nsubj);
            hang(noun, verb, Relation::dobj);
            for (Index t = noun + 1; t < m_sentence.last; ++t) {
                if (hangs(t, Relation::prep, noun) && lower(t) != "of") at(t).head = verb;
            }
            return;
        }
    }

    // "killed hundreds and| displaced millions"
    void deed_as_modifier(Index deed) {
        const Index counted = at(deed).head;
        if (deed < m_sentence.first + 2 || counted != deed + 1 || !inside(counted) || !is_in(lower(counted), many) || at(deed - 1).pos != Pos::cconj) return;
        const Index other = at(counted).head;
        if (at(counted).rel != Relation::conj || !inside(other) || at(other).rel != Relation::dobj || !inside(at(other).head) || at(at(other).head).pos != Pos::verb) return;
        const Index first = at(other).head;
        hang(deed, first, Relation::conj);
        hang(counted, deed, Relation::dobj);
        if (at(deed - 1).head == other) at(deed - 1).head = first;
    }

    // "displaced |over 8,000 people"
    void measure_as_place(Index over) {
        const Index verb = at(over).head;
        if (at(over).rel != Relation::prep || !inside(verb) || verb + 1 != over || at(verb).pos != Pos::verb || !inside(over + 1) || at(over + 1).pos != Pos::num) return;
        if (!is_in(lower(over), about) || !is_in(lemma(verb), harming)) return;
        Index noun = none;
        for (Index t = m_sentence.first; t < m_sentence.last; ++t) {
            if (hangs(t, Relation::dobj, verb) || hangs(t, Relation::auxpass, verb)) return;
            if (hangs(t, Relation::pobj, over)) noun = t;
        }
        if (noun == none || !is_noun(noun) || !is_under(over + 1, noun)) return;
        hang(noun, verb, Relation::dobj);
        hang(over, over + 1, Relation::quantmod);
    }

    // "claimed |on Monday control of the town": the object that a day stands before.
    void object_as_day(Index on) {
        const Index verb = at(on).head, day = on + 1, object = on + 2;
        if (lower(on) != "on" || at(on).rel != Relation::prep || !inside(verb) || verb + 1 != on || at(verb).pos != Pos::verb || !is_in(lemma(verb), declaring)) return;
        if (!hangs(day, Relation::compound, object) || !lower(day).ends_with("day") || !hangs(object, Relation::pobj, on) || at(object).pos != Pos::noun) return;
        const std::string word = lower(object);
        if (word == "night" || word == "morning" || word == "evening" || word == "afternoon" || word == "noon") return;
        for (Index t = m_sentence.first; t < m_sentence.last; ++t) {
            if (hangs(t, Relation::dobj, verb)) return;
        }
        hang(day, on, Relation::pobj);
        hang(object, verb, Relation::dobj);
    }

    // "clashes in Marn |between rebels and soldiers": the sides are the clashes'.
    void sides_of_a_place(Index between) {
        const Index place = at(between).head;
        if (lower(between) != "between" || at(between).rel != Relation::prep || !inside(place) || at(place).pos != Pos::propn || at(place).rel != Relation::pobj || place > between) return;
        const Index in = at(place).head;
        if (!inside(in) || (lower(in) != "in" && lower(in) != "at" && lower(in) != "near" && lower(in) != "around") || !inside(at(in).head) || at(at(in).head).pos != Pos::noun || at(in).head > in) return;
        at(between).head = at(in).head;
    }

    // "200 were killed and 9,000 displaced": what is left out is "were", so the number is no doer.
    void second_passive(Index verb) {
        const Index first = at(verb).head;
        if (at(verb).rel != Relation::conj || !inside(first) || first >= verb || !is_in(lemma(verb), harming) || lower(verb) == lemma(verb)) return;
        Index subject = none;
        bool passive = false;
        for (Index t = m_sentence.first; t < m_sentence.last; ++t) {
            if (hangs(t, Relation::aux, verb) || hangs(t, Relation::auxpass, verb) || hangs(t, Relation::dobj, verb) || hangs(t, Relation::nsubjpass, verb)) return;
            if ((hangs(t, Relation::nsubj, verb) || hangs(t, Relation::npadvmod, verb)) && at(t).pos == Pos::num && t < verb) subject = t;
        }
        // Down the row of verbs to the one that has the auxiliary.
        for (Index steps = 0; steps < 4 && !passive && inside(first); ++steps) {
            for (Index t = m_sentence.first; t < m_sentence.last; ++t) passive |= hangs(t, Relation::auxpass, nth_verb(verb, steps + 1));
        }
        if (passive && subject != none) at(subject).rel = Relation::nsubjpass;
    }

    // The verb that many conjuncts up; the last there is.
    Index nth_verb(Index verb, Index up) {
        for (Index i = 0; i < up && at(verb).rel == Relation::conj && inside(at(verb).head); ++i) verb = at(verb).head;
        return verb;
    }

    Document& m_document;
    document::Sentence& m_sentence;
};

}  // namespace

void amend_trees(Document& document) {
    for (document::Sentence& sentence : document.sentences) {
        if (sentence.last <= document.tokens.size()) Trees(document, sentence).amend();
    }
}

}  // namespace marsad::annotate
