#include "events/culprits.h"

#include <algorithm>

#include "events/frame.h"

namespace marsad::events {

using document::Certainty;

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), word) != list.end(); }

// The noun that carries the happening: "charges of murder", "a series of bombings", "a murder charge", "two counts of rape".
Index carrier_of(const Grammar& g, Index noun) {
    for (int depth = 0; depth < 3; ++depth) {
        const Index first = g.first_conjunct(noun), above = g.head(first);
        if (above == none) return first;
        const auto carries = [&](Index n) { return is_one_of(g.lemma(n), {"charge", "count", "suspicion", "case", "act", "role", "involvement", "part", "connection", "relation", "string", "series", "wave", "spate"}); };
        if (g.relation(first) == Relation::compound && above > first && carries(above)) {
            noun = above;
        } else if (g.relation(first) == Relation::pobj && is_one_of(g.lemma(above), {"of", "in", "with", "to"}) && g.head(above) != none && g.is_noun(g.head(above)) && (carries(g.head(above)) || g.in_set(g.head(above), "group_nouns"))) {
            noun = g.head(above);
        } else {
            return first;
        }
    }
    return g.first_conjunct(noun);
}

bool is_negated(const Grammar& g, Index verb) { return g.has_child(verb, Relation::neg); }

// "Is believed to be behind it": not said outright.
Certainty told(const Grammar& g, Index verb) {
    for (Index at = verb; at != none && g.is_verb(at); at = g.relation(at) == Relation::xcomp ? g.head(at) : none) {
        if (is_one_of(g.lemma(at), {"believe", "suspect", "think", "allege"})) return Certainty::suspected;
    }
    return Certainty::asserted;
}

Index object_of(const Grammar& g, Index above, std::string_view preposition) {
    for (Index c : g.children(above)) {
        if ((g.relation(c) == Relation::prep || g.relation(c) == Relation::agent || g.relation(c) == Relation::dative) && g.lemma(c) == preposition) return g.child(c, Relation::pobj);
    }
    return none;
}

// Whom a verb of accusing is about: its subject where it is passive, else its object.
Index accused_by(const Grammar& g, Index verb) {
    if (g.is_passive(verb) || g.is_headline_participle(verb)) return subject_of(g, verb);
    return g.child(verb, Relation::dobj);
}

void add(std::vector<Culprit>& found, Index token, Certainty certainty) {
    if (token != none) found.push_back({token, certainty});
}

// "Claimed responsibility for", "put the blame for it on rebels".
void of_responsibility(const Grammar& g, Index noun, std::vector<Culprit>& found) {
    const Index verb = g.head(noun);
    if (verb == none || !g.is_verb(verb) || is_negated(g, verb)) return;
    if (is_one_of(g.lemma(verb), {"claim", "take", "accept", "admit", "acknowledge", "assume", "share", "assert"})) {
        if (g.relation(noun) == Relation::dobj) add(found, subject_of(g, verb), Certainty::self_claimed);
        else if (g.relation(noun) == Relation::nsubjpass) add(found, object_of(g, verb, "by"), Certainty::self_claimed);
    } else if (is_one_of(g.lemma(verb), {"put", "place", "lay", "pin"})) {
        add(found, object_of(g, verb, "on"), Certainty::blamed);
    }
}

// "Charged with the murder", "wanted for", "linked to", "took part in", "pleaded guilty to".
void of_verb(const Grammar& g, Index verb, std::string_view preposition, std::vector<Culprit>& found) {
    if (is_negated(g, verb)) return;
    const std::string_view l = g.lemma(verb);
    const bool of_court = is_one_of(preposition, {"for", "of", "with", "in", "over", "on"});
    if (of_court && is_one_of(l, {"convict", "sentence", "imprison", "jail", "execute"})) {
        if (preposition != "in") add(found, accused_by(g, verb), Certainty::asserted);
    } else if (of_court && is_one_of(l, {"charge", "accuse", "indict", "arrest", "blame", "try", "prosecute", "arraign", "implicate", "sue", "detain", "book"})) {
        if (preposition != "on" || is_one_of(l, {"arrest", "arraign", "indict", "try", "book"})) add(found, accused_by(g, verb), Certainty::blamed);
    } else if (of_court && (l == "suspect" || ((l == "want" || l == "seek" || l == "hunt") && g.is_passive(verb)))) {
        add(found, accused_by(g, verb), Certainty::suspected);
    } else if (preposition == "to" && is_one_of(l, {"link", "tie", "connect"}) && g.is_passive(verb)) {
        add(found, accused_by(g, verb), Certainty::suspected);
    } else if (preposition == "to" && is_one_of(l, {"confess", "admit"})) {
        add(found, subject_of(g, verb), Certainty::self_claimed);
    } else if (preposition == "to" && l == "plead" && !found.size()) {
        add(found, subject_of(g, verb), Certainty::self_claimed);
    } else if (const Index object = g.child(verb, Relation::dobj); preposition == "for" && object != none && is_one_of(g.lemma(object), {"responsibility", "credit", "blame"})) {
        of_responsibility(g, object, found);  // "claimed responsibility on Friday for the bombing"
    } else if (preposition == "behind" && l == "be") {
        add(found, subject_of(g, verb), told(g, verb));
    }
}

// A noun that stands for whoever did it, or the one whom a sentence says it of.
void of_culprit_noun(const Grammar& g, Index noun, std::vector<Culprit>& found) {
    const Certainty certainty = g.lemma(noun) == "suspect" ? Certainty::suspected : Certainty::asserted;
    const Index above = g.head(noun);
    if (g.relation(noun) == Relation::attr && above != none && g.is_verb(above)) {
        if (!is_negated(g, above)) add(found, subject_of(g, above), certainty == Certainty::asserted ? told(g, above) : certainty);
    } else if (g.relation(noun) == Relation::appos && above != none) {
        add(found, above, certainty);
    } else {
        add(found, noun, certainty);
    }
}

bool is_culprit_noun(std::string_view lemma) {
    return is_one_of(lemma, {"suspect", "perpetrator", "culprit", "mastermind", "author", "architect", "instigator", "planner", "organizer", "organiser", "ringleader", "accomplice"});
}

// "Responsible for", "guilty of": of whom it is said.
void of_adjective(const Grammar& g, Index adjective, std::vector<Culprit>& found) {
    if (!is_one_of(g.lemma(adjective), {"responsible", "guilty", "culpable"})) return;
    const Index above = g.head(adjective);
    if (above == none) return;
    if (g.is_noun(above)) {
        add(found, above, Certainty::asserted);
    } else if (g.is_verb(above) && !is_negated(g, above)) {
        const Index object = g.child(above, Relation::dobj);  // "hold them responsible", "found him guilty"
        const bool held = is_one_of(g.lemma(above), {"hold", "find"});
        if (held && object != none && !g.is_passive(above)) add(found, object, Certainty::blamed);
        else add(found, subject_of(g, above), held ? Certainty::blamed : told(g, above));
    }
}

// "Blamed on", "attributed to", "claimed by", said of the happening itself.
void of_attribution(const Grammar& g, Index verb, std::vector<Culprit>& found) {
    if (is_negated(g, verb)) return;
    const std::string_view l = g.lemma(verb);
    if (is_one_of(l, {"blame", "pin"})) add(found, object_of(g, verb, "on"), Certainty::blamed);
    else if (is_one_of(l, {"attribute", "ascribe"})) add(found, object_of(g, verb, "to"), Certainty::blamed);
    else if (l == "claim" && g.is_passive(verb)) add(found, object_of(g, verb, "by"), Certainty::self_claimed);
    else if (l == "claim") add(found, subject_of(g, verb), Certainty::self_claimed);
}

}  // namespace

std::vector<Culprit> culprits_of(const Grammar& g, Index noun) {
    std::vector<Culprit> found;
    for (Index c : g.children(noun)) {
        // "the attack blamed on rebels", "an attack that police blamed on rebels"
        if ((g.relation(c) == Relation::acl && g.is_passive(c)) || (g.relation(c) == Relation::relcl && g.lemma(c) != "claim")) of_attribution(g, c, found);
    }
    const Index first = carrier_of(g, noun), above = g.head(first);
    if (above == none || !found.empty()) return found;
    const Relation r = g.relation(first);
    if (r == Relation::compound && above > first && is_culprit_noun(g.lemma(above))) {
        of_culprit_noun(g, above, found);
    } else if ((r == Relation::nsubjpass || r == Relation::dobj) && g.is_verb(above)) {
        of_attribution(g, above, found);
    } else if (r == Relation::pobj) {
        const Index over = g.head(above);
        if (over == none) return found;
        const std::string_view preposition = g.lemma(above);
        if (g.pos(over) == Pos::adj || g.relation(over) == Relation::acomp) of_adjective(g, over, found);
        else if (g.is_verb(over)) of_verb(g, over, preposition, found);
        else if (preposition == "for" && is_one_of(g.lemma(over), {"responsibility", "credit", "blame"})) of_responsibility(g, over, found);
        else if (is_culprit_noun(g.lemma(over)) && is_one_of(preposition, {"of", "in", "behind", "for"})) of_culprit_noun(g, over, found);
        else if (preposition == "behind") add(found, over, Certainty::asserted);
    }
    return found;
}

std::vector<Index> casualties_of(const Grammar& g, Index noun) {
    std::vector<Index> found;
    const Index first = g.first_conjunct(noun), prep = g.head(first);
    if (g.relation(first) == Relation::compound && prep != none && prep > first && is_one_of(g.lemma(prep), {"victim", "survivor"})) return {prep};
    if (g.relation(first) != Relation::pobj || prep == none) return found;
    const Index above = g.head(prep);
    if (above == none) return found;
    if (is_one_of(g.lemma(above), {"victim", "survivor"}) && is_one_of(g.lemma(prep), {"of", "in", "from"})) return {above};
    if (!g.is_verb(above) || is_negated(g, above) || !is_one_of(g.lemma(prep), {"in", "during", "by", "from"})) return found;
    if (!is_one_of(g.lemma(above), {"kill", "wound", "injure", "hurt", "die", "perish", "shoot", "stab", "martyr", "destroy", "damage", "hit", "strike"})) return found;
    const bool dies = is_one_of(g.lemma(above), {"die", "perish"});
    const Index sufferer = g.is_passive(above) || dies ? subject_of(g, above) : g.child(above, Relation::dobj);
    if (sufferer != none) found.push_back(sufferer);
    return found;
}

}  // namespace marsad::events
