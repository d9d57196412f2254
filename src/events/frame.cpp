#include "events/frame.h"

#include <algorithm>

namespace marsad::events {

namespace {

constexpr int deepest = 8;

bool is_relative_pronoun(const Grammar& g, Index i) {
    const std::string_view l = g.lemma(i);
    return l == "who" || l == "which" || l == "that" || l == "whom";
}

// The noun that a relative clause hangs on, for a token of that clause; none outside of one.
Index antecedent(const Grammar& g, Index verb) {
    for (int depth = 0; verb != none && depth < deepest; ++depth) {
        if (g.relation(verb) == Relation::relcl) return g.head(verb);
        if (g.relation(verb) != Relation::conj && g.relation(verb) != Relation::xcomp && g.relation(verb) != Relation::ccomp) return none;
        verb = g.head(verb);
    }
    return none;
}

Index resolved(const Grammar& g, Index noun, Index verb) {
    if (noun == none || !is_relative_pronoun(g, noun)) return noun;
    const Index found = antecedent(g, verb);
    return found == none ? noun : found;
}

// A preposition's name as a relation: "out of" is from, chains ("from inside") take the first.
std::string_view preposition(const Grammar& g, Index prep) {
    const std::string_view l = g.lemma(prep);
    if (l == "out" || l == "off") {
        for (Index c : g.children(prep)) {
            if (g.relation(c) == Relation::prep && (g.lemma(c) == "of" || g.lemma(c) == "from")) return "from";
        }
    }
    if (l == "because" || l == "due") return "because";
    if (l == "along" || l == "together") {
        for (Index c : g.children(prep)) {
            if (g.relation(c) == Relation::prep && g.lemma(c) == "with") return "alongside";
        }
    }
    return l;
}

void add(Frame& frame, std::string_view relation, Index token, Index by, bool inherited) {
    if (token == none) return;
    for (const Argument& a : frame.arguments) {
        if (a.token == token && a.relation == relation) return;
    }
    frame.arguments.push_back({relation, token, by, inherited});
}

// The objects of a preposition, down through prepositions of prepositions.
void add_preposition(const Grammar& g, Frame& frame, Index prep, Index verb, bool inherited, std::string_view relation = {}, int depth = 0) {
    if (relation.empty()) relation = preposition(g, prep);
    for (Index c : g.children(prep)) {
        const Relation r = g.relation(c);
        if (r == Relation::pobj) {
            add(frame, relation, resolved(g, c, verb), prep, inherited);
        } else if (r == Relation::pcomp) {
            add(frame, relation, c, prep, inherited);
            add(frame, "clause", c, prep, inherited);
        } else if (r == Relation::prep && depth < 3) {
            add_preposition(g, frame, c, verb, inherited, relation, depth + 1);
        } else if (r == Relation::conj && g.pos(c) == Pos::adp && depth < deepest) {
            add_preposition(g, frame, c, verb, inherited, {}, depth + 1);
        }
    }
}

void add_prepositions(const Grammar& g, Frame& frame, Index token, bool inherited) {
    for (Index c : g.children(token)) {
        if (g.relation(c) == Relation::prep) add_preposition(g, frame, c, token, inherited);
        // "fled from Sorn to Dal": a preposition after an adverb or particle ("north of", "close to", "ahead of").
        if (g.relation(c) == Relation::advmod || g.relation(c) == Relation::prt || g.relation(c) == Relation::acomp) {
            for (Index p : g.children(c)) {
                if (g.relation(p) == Relation::prep) add_preposition(g, frame, p, token, inherited);
            }
        }
    }
}

// "by rebels": both the preposition's word and the agent.
void add_agents(const Grammar& g, Frame& frame, Index verb, bool inherited) {
    for (Index c : g.children(verb)) {
        // "died at the hands of rebels"
        if (const Index hands = g.lemma(c) == "at" ? g.child(c, Relation::pobj) : none; hands != none && g.lemma(hands) == "hand") {
            for (Index of : g.children(hands)) {
                if (g.relation(of) == Relation::prep && g.lemma(of) == "of") add(frame, "agent", g.child(of, Relation::pobj), of, inherited);
            }
        }
        if (g.relation(c) != Relation::agent && !(g.relation(c) == Relation::prep && g.lemma(c) == "by")) continue;
        for (Index p : g.children(c)) {
            if (g.relation(p) == Relation::pobj) {
                add(frame, "by", p, c, inherited);
                add(frame, "agent", p, c, inherited);
            } else if (g.relation(p) == Relation::pcomp) {
                add(frame, "by", p, c, inherited);
                add(frame, "clause", p, c, inherited);
            }
        }
    }
}

// The object under control: accuse X of doing, force X to do.
Index controller(const Grammar& g, Index governor, int depth) {
    const Index object = g.child(governor, Relation::dobj);
    if (g.in_set(governor, "object_control")) {
        if (g.is_passive(governor)) return subject_of(g, governor, depth + 1);
        if (object != none) return resolved(g, object, governor);
    }
    return subject_of(g, governor, depth + 1);
}

// The subject of a verb that hangs on a noun: "gunmen holding", "civilians trapped", "a plan to retake".
Index subject_by_noun(const Grammar& g, Index verb, Index noun, int depth) {
    if (!g.is_infinitive(verb)) return noun;
    if (const Index owner = g.child(noun, Relation::poss); owner != none) return owner;
    const Index above = g.head(noun);
    if (above != none && g.is_verb(above) && g.relation(noun) != Relation::nsubj) return subject_of(g, above, depth + 1);
    return none;
}

Index subject_by_preposition(const Grammar& g, Index prep, int depth) {
    const Index above = g.head(prep);
    if (above == none) return none;
    const Index gerund = g.child(prep, Relation::pcomp);
    if (g.is_verb(above) && g.is_passive(above) && g.in_set(above, "hurting") && gerund != none && !g.has_child(gerund, Relation::dobj)) return none;
    if (g.is_verb(above)) return controller(g, above, depth);
    // "Responsible for directing raids"
    if (g.relation(above) == Relation::acomp && g.head(above) != none) return subject_of(g, g.head(above), depth + 1);
    if (g.pos(above) == Pos::adj && g.head(above) != none && g.is_noun(g.head(above))) return g.head(above);
    // "In addition to bombing": a preposition below another.
    if (g.relation(prep) == Relation::prep && g.pos(above) == Pos::adp && depth < deepest) return subject_by_preposition(g, above, depth + 1);
    if (g.relation(prep) == Relation::prep && g.is_noun(above)) {
        // "arrested on suspicion of stealing", "in addition to bombing"
        if (g.relation(above) == Relation::pobj && g.head(above) != none && depth < deepest && g.in_set(above, "bridging")) return subject_by_preposition(g, g.head(above), depth + 1);
        if (const Index owner = g.child(above, Relation::poss); owner != none) return owner;
        const Index verb = g.head(above);
        if (verb != none && g.is_verb(verb)) return g.in_set(verb, "object_control") ? controller(g, verb, depth) : subject_of(g, verb, depth + 1);
    }
    return none;
}

// "Shelling the town wasn't enough; the general had to …": who does what a gerund tells is named beside its clause.
Index subject_beside(const Grammar& g, Index verb) {
    const Relation r = g.relation(verb);
    if (g.head(verb) == none || (r != Relation::ccomp && r != Relation::parataxis && r != Relation::conj)) return none;
    const Index subject = g.child(g.head(verb), Relation::nsubj);
    return subject != none && subject > verb && g.pos(subject) == Pos::propn ? subject : none;
}

}  // namespace

std::vector<Index> Frame::filled(std::string_view relation) const {
    std::vector<Index> found;
    for (const Argument& a : arguments) {
        if (a.relation == relation) found.push_back(a.token);
    }
    return found;
}

bool Frame::has(std::string_view relation) const {
    return std::any_of(arguments.begin(), arguments.end(), [&](const Argument& a) { return a.relation == relation; });
}

Index subject_of(const Grammar& g, Index verb, int depth) {
    if (depth > deepest || verb == none) return none;
    for (Index c : g.children(verb)) {
        const Relation r = g.relation(c);
        if (r == Relation::nsubj || r == Relation::nsubjpass || r == Relation::csubj || r == Relation::csubjpass) return resolved(g, c, verb);
    }
    const Index above = g.head(verb);
    if (above == none) return none;
    switch (g.relation(verb)) {
        case Relation::xcomp:
            return g.is_verb(above) ? controller(g, above, depth) : subject_of(g, above, depth + 1);
        case Relation::ccomp:
            return g.is_verb(above) && (g.is_infinitive(verb) || g.is_gerund(verb)) ? controller(g, above, depth) : none;
        case Relation::conj:
            // "government-controlled west and rebel-held east": the noun that follows.
            if (g.is_modifier(verb)) return verb + 1 < g.size() && g.is_noun(verb + 1) ? verb + 1 : above;
            return g.is_verb(above) ? subject_of(g, above, depth + 1) : none;
        case Relation::advcl:
            // "killed in army shelling": the parser makes a clause of it; whose it is stands right before.
            if (g.is_gerund(verb) && verb > 0 && g.relation(verb - 1) == Relation::pobj && g.is_noun(verb - 1) && g.head(verb - 1) == verb - 2) return verb - 1;
            return g.is_verb(above) ? subject_of(g, above, depth + 1) : none;
        case Relation::dep:
        case Relation::oprd:
            return g.is_verb(above) ? subject_of(g, above, depth + 1) : none;
        case Relation::pcomp:
            return subject_by_preposition(g, above, depth);
        case Relation::acl:
            return subject_by_noun(g, verb, above, depth);
        case Relation::relcl:
            // "the man shot": no pronoun, no subject.
            return g.has_child(verb, Relation::dobj) ? above : none;
        case Relation::amod:
            return above;
        case Relation::csubj:
            return subject_beside(g, above);
        default:
            return none;
    }
}

namespace {

// "fired rockets at Sorn", "perpetrated by troops against civilians": parsers hang such a preposition on the noun before it.
void add_trailing(const Grammar& g, Frame& frame, Index verb) {
    for (std::size_t i = 0, n = frame.arguments.size(); i < n; ++i) {
        const Argument a = frame.arguments[i];
        if ((a.relation != "patient" && a.relation != "by") || a.token < verb) continue;
        for (Index c : g.children(a.token)) {
            const std::string_view l = g.lemma(c);
            const bool free = l == "against" || l == "on" || l == "at" || l == "into" || l == "to" || l == "from" || l == "after" || l == "during" || l == "near";
            if (g.relation(c) == Relation::prep && free) add_preposition(g, frame, c, verb, true);
        }
    }
}

}  // namespace

Frame verb_frame(const Grammar& g, Index verb) {
    Frame frame;
    frame.passive = g.is_passive(verb);
    frame.infinitive = g.is_infinitive(verb);
    frame.imperative = g.is_imperative(verb);
    const Index subject = subject_of(g, verb);
    add_agents(g, frame, verb, false);
    if (subject != none && subject != verb) add(frame, frame.passive ? "patient" : "agent", subject, none, false);
    bool own_object = false;
    for (Index c : g.children(verb)) {
        switch (g.relation(c)) {
            case Relation::dobj:
                add(frame, "patient", resolved(g, c, verb), none, false);
                own_object = true;
                break;
            case Relation::dative:
                add(frame, "recipient", g.pos(c) == Pos::adp ? g.child(c, Relation::pobj) : c, none, false);
                if (g.pos(c) == Pos::adp) add_preposition(g, frame, c, verb, false);
                break;
            case Relation::attr:
            case Relation::oprd:
            case Relation::acomp:
                add(frame, "attribute", c, none, false);
                break;
            case Relation::xcomp:
            case Relation::ccomp:
                add(frame, "clause", c, none, false);
                // "set the palace ablaze": a clause without a verb.
                if (!g.is_verb(c) && !own_object) add(frame, "patient", g.child(c, Relation::nsubj), none, true);
                break;
            case Relation::advcl:
                if (g.is_infinitive(c)) add(frame, "clause", c, none, false);
                break;
            case Relation::npadvmod:
            case Relation::compound:
                // "rebel-held", "government-controlled": the word before the participle is who does it.
                if (g.is_modifier(verb)) add(frame, "agent", c, none, false);
                else add(frame, "time", c, none, false);
                break;
            default:
                break;
        }
    }
    // "the quarter that rebels seized", "the quarter rebels seized"
    if (!own_object && !frame.passive && g.relation(verb) == Relation::relcl && g.head(verb) != subject) {
        bool pronoun_elsewhere = false;
        for (Index c : g.children(verb)) {
            if (g.relation(c) == Relation::prep) {
                const Index p = g.child(c, Relation::pobj);
                pronoun_elsewhere |= p != none && is_relative_pronoun(g, p);
            }
            pronoun_elsewhere |= g.lemma(c) == "where" || g.lemma(c) == "when";
        }
        if (!pronoun_elsewhere) add(frame, "patient", g.head(verb), none, false);
    }
    if (const Index object = g.bare_relative(verb); object != none) add(frame, "patient", object, none, false);
    add_prepositions(g, frame, verb, false);
    add_trailing(g, frame, verb);
    // "allowed doctors to enter": the one who is let, told or made to is what the verb is done to.
    for (Index c : g.children(verb)) {
        if (g.relation(c) != Relation::ccomp || !g.is_infinitive(c) || own_object || !g.in_set(verb, "object_control")) continue;
        if (const Index subject = g.child(c, Relation::nsubj); subject != none) add(frame, "patient", subject, none, true);
    }
    // "killed and wounded many in Sorn": what follows the last verb of a row goes with all of it.
    if (g.relation(verb) == Relation::conj && g.head(verb) != none && g.is_verb(g.head(verb))) add_prepositions(g, frame, g.head(verb), true);
    for (Index c : g.children(verb)) {
        if (g.relation(c) != Relation::conj || !g.is_verb(c) || g.has_child(c, Relation::nsubj) || g.has_child(c, Relation::nsubjpass)) continue;
        add_prepositions(g, frame, c, true);
        if (!own_object && !frame.passive && g.child(c, Relation::dobj) != none) add(frame, "patient", g.child(c, Relation::dobj), none, true);
    }
    return frame;
}

namespace {

// A verb that says of a noun only that it was done: "carried out a raid", "detonated a car bomb".
bool carries(const Grammar& g, Index verb, Index noun) {
    return g.in_set(verb, "light") || (g.in_set(verb, "setting_off") && g.in_set(noun, "explosives"));
}

// The verb that a noun is the object or the subject of, where that verb says only that it happened or was done.
void add_light_verb(const Grammar& g, Frame& frame, Index noun) {
    Index first = g.first_conjunct(noun);
    // "a series of raids", "hours of shelling": the measure carries it.
    for (int depth = 0; depth < 2; ++depth) {
        const Index prep = g.head(first);
        if (g.relation(first) != Relation::pobj || prep == none || g.lemma(prep) != "of") break;
        const Index measure = g.head(prep);
        if (measure == none || !g.is_noun(measure) || !(g.in_set(measure, "group_nouns") || g.codebook().cue_of(resources::CuePlace::noun, g.lemma(measure)))) break;
        first = g.first_conjunct(measure);
    }
    Index above = g.head(first);
    if (above == none) return;
    Relation relation = g.relation(first);
    bool in_preposition = false;
    if (relation == Relation::pobj && (g.lemma(above) == "in" || g.lemma(above) == "with" || g.lemma(above) == "into" || g.lemma(above) == "out")) {
        const Index verb = g.head(above);
        if (verb == none || !g.is_verb(verb)) return;
        const std::string_view l = g.lemma(verb);
        if (l != "engage" && l != "participate" && l != "involve" && l != "take" && l != "join" && l != "carry") return;
        in_preposition = true;
        above = verb;
    }
    if (!g.is_verb(above)) return;
    const bool is_object = relation == Relation::dobj || relation == Relation::nsubjpass || in_preposition;
    const bool is_subject = relation == Relation::nsubj;
    if (is_object && carries(g, above, noun)) {
        frame.light = above;
        add_agents(g, frame, above, true);
        const Index subject = subject_of(g, above);
        // "those involved in the attack", "were engaged in": with a preposition the subject takes part in the passive too.
        if ((!g.is_passive(above) || in_preposition) && subject != none && subject != first) add(frame, "agent", subject, none, true);
        add_prepositions(g, frame, above, true);
        add_trailing(g, frame, above);
    } else if (relation == Relation::dobj && (g.lemma(above) == "cause" || g.lemma(above) == "inflict")) {
        add(frame, "causer", subject_of(g, above), none, true);
    } else if (is_subject || relation == Relation::nsubjpass) {
        if (g.in_set(above, "occur") || g.in_set(above, "light")) {
            frame.light = above;
            add_prepositions(g, frame, above, true);
            if (is_subject) {
                if (const Index object = g.child(above, Relation::dobj); object != none) add(frame, "patient", object, none, true);
            } else {
                add_agents(g, frame, above, true);
                add_trailing(g, frame, above);
            }
        }
    } else if (relation == Relation::attr && above != none) {
        add_prepositions(g, frame, above, true);
    }
}

bool has_of(const Grammar& g, Index noun) {
    for (Index c : g.children(noun)) {
        if (g.relation(c) == Relation::prep && g.lemma(c) == "of") return true;
    }
    return false;
}

// Verbs whose subject is hurt.
bool bears_harm(const Grammar& g, Index verb) {
    static constexpr std::string_view bearing[] = {"die", "suffer", "recover", "succumb", "treat", "hospitalize", "hospitalise", "receive", "sustain", "take", "rush", "transport", "bleed"};
    return g.is_verb(verb) && std::find(std::begin(bearing), std::end(bearing), g.lemma(verb)) != std::end(bearing);
}

// "The burning of five buses by rebels", "reported raids by troops": parsers hang the phrase on another noun or the verb.
void add_far_agents(const Grammar& g, Frame& frame, Index noun) {
    if (frame.has("by") || frame.has("agent")) return;
    const auto take = [&](Index from) {
        for (Index c : g.children(from)) {
            if (c < noun || (g.relation(c) != Relation::prep && g.relation(c) != Relation::agent) || g.lemma(c) != "by") continue;
            const Index object = g.child(c, Relation::pobj);
            if (object == none || !(g.in_set(object, "armed") || g.in_set(object, "persons"))) continue;
            add(frame, "by", object, c, true);
            add(frame, "agent", object, c, true);
        }
    };
    for (Index c : g.children(noun)) {
        if (g.relation(c) != Relation::prep || (g.lemma(c) != "of" && g.lemma(c) != "on" && g.lemma(c) != "against" && g.lemma(c) != "in")) continue;
        for (Index object : g.children(c)) {
            if (g.relation(object) == Relation::pobj) take(object);
        }
    }
    const Index above = g.head(noun);
    if (above != none && g.is_verb(above) && g.relation(noun) == Relation::dobj && !g.is_passive(above)) take(above);
}

// "An offensive … targeting the army's lines", "a raid aimed at rebels".
void add_aim(const Grammar& g, Frame& frame, Index noun) {
    for (Index from : {noun, g.head(g.first_conjunct(noun))}) {
        if (from == none) continue;
        const bool own = from == noun;
        if (!own && (!g.is_verb(from) || (frame.light != from && g.relation(g.first_conjunct(noun)) != Relation::nsubj))) continue;
        for (Index c : g.children(from)) {
            const Relation r = g.relation(c);
            if (c < noun || (r != Relation::acl && r != Relation::advcl && !(own && r == Relation::relcl))) continue;
            if (g.lemma(c) == "target" && g.child(c, Relation::dobj) != none) add(frame, "targeting", g.child(c, Relation::dobj), none, true);
            if (own && (g.lemma(c) == "aim" || g.lemma(c) == "direct")) add_prepositions(g, frame, c, true);
        }
    }
}

// "A man with a gunshot wound", "died of his injuries", "treated for burns": who bears it.
void add_bearer(const Grammar& g, Frame& frame, Index noun) {
    const Index first = g.first_conjunct(noun), above = g.head(first);
    if (above == none) return;
    const auto bears = [&](Index verb) { return bears_harm(g, verb); };
    const std::string_view l = g.lemma(above);
    if (const Index over = g.head(above); over != none && g.relation(first) == Relation::pobj && (l == "in" || l == "into") && g.in_set(noun, "custodies")) {
        const Index held = g.is_noun(over) ? over : subject_of(g, over);
        for (Index c : g.children(held == none ? over : held)) {
            if (g.lemma(c) == "no" || g.lemma(c) == "neither") return;
        }
        if (g.is_noun(over)) add(frame, "bearer", over, above, true);
        else if (g.is_verb(over) && (g.is_passive(over) || g.lemma(over) == "be" || g.lemma(over) == "remain")) add(frame, "bearer", subject_of(g, over), above, true);
        return;
    }
    if (g.relation(first) == Relation::dobj && bears(above) && !g.is_passive(above)) {
        add(frame, "bearer", subject_of(g, above), none, true);
    } else if (g.relation(first) == Relation::pobj && g.head(above) != none && (l == "of" || l == "from" || l == "for" || l == "with" || l == "to")) {
        const Index over = g.head(above);
        if (l == "with" && g.is_noun(over)) add(frame, "bearer", over, above, true);
        else if (l == "with" && g.is_verb(over) && g.child(over, Relation::dobj) != none) add(frame, "bearer", g.child(over, Relation::dobj), above, true);
        else if (bears(over)) add(frame, "bearer", subject_of(g, over), above, true);
    }
}

// "Police detained nine men in raids": who did what the raids were for, and to whom. Relations of their own, for entries
// that ask for them.
void add_clause(const Grammar& g, Frame& frame, Index noun) {
    const Index first = g.first_conjunct(noun), prep = g.head(first);
    // "Insurgents attacked the patrol with mortar fire"
    if (g.relation(first) == Relation::pobj && prep != none && g.lemma(prep) == "with" && g.head(prep) != none && g.in_set(g.head(prep), "striking") && g.is_verb(g.head(prep))) {
        const Index verb = g.head(prep), subject = subject_of(g, verb);
        add(frame, g.is_passive(verb) ? "stricken" : "wielder", subject, none, true);
        if (!g.is_passive(verb)) add(frame, "stricken", g.child(verb, Relation::dobj), none, true);
        for (Index c : g.children(verb)) {
            if (g.relation(c) == Relation::agent) add(frame, "wielder", g.child(c, Relation::pobj), c, true);
        }
        return;
    }
    if (g.relation(first) != Relation::pobj || prep == none || (g.lemma(prep) != "in" && g.lemma(prep) != "during" && g.lemma(prep) != "through")) return;
    const Index verb = g.head(prep);
    if (verb == none || !g.is_verb(verb) || (bears_harm(g, verb) && !g.is_passive(verb))) return;
    // "Rebels captured nine soldiers in the ambush": of verbs of harm the deed is the verb's doer's own.
    const bool harms = g.in_set(verb, "overpowering") && g.lemma(prep) != "through";
    const auto add_both = [&](std::string_view name, std::string_view name_of_harm, Index token) {
        if (token == none) return;
        add(frame, name, token, none, true);
        if (harms && !g.in_set(token, "weapons")) add(frame, name_of_harm, token, none, true);
    };
    if (g.is_passive(verb)) {
        add_both("above_patient", "harmed", subject_of(g, verb));
    } else if (const Index object = g.child(verb, Relation::dobj); object != none) {
        add_both("above_patient", "harmed", object);
        add_both("above_agent", "harming", subject_of(g, verb));
    }
    for (Index c : g.children(verb)) {
        if (g.relation(c) == Relation::agent && g.child(c, Relation::pobj) != none) add(frame, "above_agent", g.child(c, Relation::pobj), c, true);
    }
}

}  // namespace

Frame noun_frame(const Grammar& g, Index noun) {
    Frame frame;
    for (Index n : {noun, g.first_conjunct(noun)}) {
        const bool shared = n != noun;
        add_agents(g, frame, n, shared);
        if (!shared) {
            add_prepositions(g, frame, n, false);
        } else {
            for (Index sibling : g.conjuncts(n)) {
                if (sibling != noun) add_prepositions(g, frame, sibling, true);
            }
        }
        for (Index c : g.children(n)) {
            const Relation r = g.relation(c);
            if (r == Relation::poss) {
                add(frame, "poss", c, none, shared);
                // "the army's killing of farmers", "the farmer's killing": with and without those whom it befell.
                add(frame, has_of(g, n) ? "owner" : "whose", c, none, shared);
            }
            if (shared) continue;
            if (r == Relation::compound || r == Relation::amod || r == Relation::nmod || r == Relation::npadvmod) add(frame, "mod", c, none, false);
            if (r == Relation::acl || r == Relation::relcl) {
                // "an attack carried out by rebels", "the raid that rebels launched", "clashes involving"
                if (carries(g, c, n) || g.in_set(c, "occur")) {
                    frame.light = c;
                    add_agents(g, frame, c, true);
                    add_prepositions(g, frame, c, true);
                    const Index subject = subject_of(g, c);
                    if (subject != none && subject != n) add(frame, "agent", subject, none, true);
                    add_trailing(g, frame, c);
                }
                if (g.is_verb(c) && (g.is_infinitive(c) || r == Relation::acl)) add(frame, "clause", c, none, false);
            }
            if (r == Relation::ccomp) add(frame, "clause", c, none, false);
        }
    }
    // "shelling and air strikes on Sorn": what follows the last noun of a row goes with all of it.
    for (Index sibling : g.conjuncts(noun)) {
        if (sibling != noun && g.is_noun(sibling)) add_prepositions(g, frame, sibling, true);
    }
    add_light_verb(g, frame, noun);
    add_clause(g, frame, noun);
    add_bearer(g, frame, noun);
    add_far_agents(g, frame, noun);
    add_aim(g, frame, noun);
    return frame;
}

Frame adjective_frame(const Grammar& g, Index adjective) {
    Frame frame;
    frame.passive = true;
    const Index above = g.head(adjective);
    const Relation r = g.relation(adjective);
    if (r == Relation::amod || r == Relation::acl || r == Relation::relcl || r == Relation::appos) {
        add(frame, "patient", above, none, false);
    } else if (above != none && (r == Relation::acomp || r == Relation::oprd || r == Relation::attr || r == Relation::xcomp || r == Relation::conj)) {
        const Index verb = r == Relation::conj ? g.head(g.first_conjunct(adjective)) : above;
        const Index object = verb == none ? none : g.child(verb, Relation::dobj);
        const Index subject = verb == none ? none : subject_of(g, verb);
        // "left eleven people dead", "eleven people were dead"
        if (g.is_verb(adjective) || object == none) add(frame, "patient", subject, none, false);
        if (object != none) add(frame, "patient", object, none, false);
        if (object != none && subject != none) add(frame, "agent", subject, none, false);
        if (verb != none) add_prepositions(g, frame, verb, true);
    } else if (r == Relation::ccomp) {
        // a small clause: "left eleven people dead" with the people as its subject
        add(frame, "patient", subject_of(g, adjective), none, false);
        if (above != none && g.is_verb(above)) {
            add(frame, "agent", subject_of(g, above), none, false);
            add_prepositions(g, frame, above, true);
        }
    } else {
        add(frame, "patient", subject_of(g, adjective), none, false);
    }
    for (Index c : g.children(adjective)) {
        const Relation cr = g.relation(c);
        if (cr == Relation::npadvmod || cr == Relation::compound || cr == Relation::advmod || cr == Relation::nmod || cr == Relation::amod) add(frame, "agent", c, none, false);
    }
    add_agents(g, frame, adjective, false);
    add_prepositions(g, frame, adjective, false);
    return frame;
}

}  // namespace marsad::events
