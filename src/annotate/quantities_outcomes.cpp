// How an outcome is found
//
// What is counted hangs in the dependency tree below the word that tells what became of it:
//
//     killed ─dobj→ people ─nummod→ 12            the object of a verb of harm
//     killed ─nsubjpass→ people                   its passive subject
//     died ─nsubj→ people                         the subject of a verb that happens to one
//     people ─acl→ killed, ─amod→ wounded         a participle or adjective of the noun itself
//     deaths ─nummod→ 12                          a noun that counts outcomes
//     killing ─prep→ of ─pobj→ people             the complement of such a noun
//     left ─dobj→ people ─ … dead                 a small clause
//     rises ─prep→ to ─pobj→ 15, with "toll"      a toll
//
// of() looks at the token itself, then climbs: conjuncts, appositions and number phrases hand on to their heads. What
// "including" or "among them" introduces takes the outcome of the whole. Parsers go wrong most in headlines and lists,
// so where the tree tells nothing the neighbouring words decide ("12 killed", "killing 12").
#include "annotate/quantities_outcomes.h"

namespace marsad::annotate::detail {

namespace {

bool is_harm(Outcome outcome) { return outcome == Outcome::killed || outcome == Outcome::injured; }

}  // namespace

bool Outcomes::set(Outcome outcome, std::uint32_t predicate, Governed& out) const {
    if (outcome == Outcome::none) return false;
    out.outcome = outcome;
    out.predicate = predicate;
    return true;
}

bool Outcomes::is_passive(std::uint32_t verb) const {
    return m_tree.has_child(verb, {Relation::auxpass, Relation::nsubjpass}) ||
           (any_of(m_tree.rel(verb), {Relation::acl, Relation::amod}) && !m_tree.lower(verb).ends_with("ing"));
}

// What becomes of the object of a verb, with the phrases that a lemma alone doesn't tell.
Outcome Outcomes::object_outcome(std::uint32_t verb) const {
    const std::string_view lemma = m_tree.lemma(verb);
    const auto has_below = [&](std::initializer_list<std::string_view> words) {
        for (std::uint32_t i = verb + 1; i < m_tree.size() && i < verb + 9 && m_tree.doc().tokens[i].sentence == m_tree.doc().tokens[verb].sentence; ++i) {
            if (is_word(m_tree.lower(i), words)) return true;
        }
        return false;
    };
    if (lemma == "shoot") {
        const bool dead = has_below({"dead"}) || (verb > 0 && m_tree.lower(verb - 1) == "fatally") || m_tree.lower(verb + 1 < m_tree.size() ? verb + 1 : verb) == "fatally";
        for (std::uint32_t c : m_tree.children(verb)) {
            if (m_tree.rel(c) == Relation::conj && m_tree.lemma(c) == "kill") return Outcome::killed;
        }
        return dead ? Outcome::killed : Outcome::injured;
    }
    if (is_word(lemma, {"gun", "mow"}) && has_below({"down"})) return Outcome::killed;
    if (is_word(lemma, {"take", "hold"}) && has_below({"hostage", "hostages", "captive", "captives"})) return Outcome::abducted;
    if (lemma == "take" && has_below({"custody", "prisoner"})) return Outcome::detained;
    if (is_word(lemma, {"take", "rush", "transport", "send"}) && has_below({"hospital", "hospitals"})) return Outcome::injured;
    if (lemma == "treat" && has_below({"injuries", "wounds", "burns"})) return Outcome::injured;
    if (is_word(lemma, {"hit", "strike", "graze"}) && is_passive(verb) && has_below({"gunfire", "bullet", "bullets", "shrapnel", "gunshot", "gunshots", "splinters"})) return Outcome::injured;
    if (is_word(lemma, {"force", "drive", "compel", "prompt"}) && has_below({"flee", "homes", "leave", "out"})) return Outcome::displaced;
    if (is_word(lemma, {"claim", "cost", "take"}) && has_below({"lives", "life"})) return Outcome::killed;
    if (lemma == "reach" && has_below({"aid", "food", "assistance"})) return Outcome::reached;
    if (is_word(lemma, {"stab", "beat"})) return has_below({"death"}) ? Outcome::killed : Outcome::injured;
    if (lemma == "put" && has_below({"death"})) return Outcome::killed;
    return outcome_of_object(lemma);
}

// "killed or wounded 30": one number for both verbs.
Outcome Outcomes::with_conjunct(std::uint32_t verb, Outcome outcome, std::uint32_t t) const {
    if (!is_harm(outcome)) return outcome;
    const auto shares = [&](std::uint32_t other) {
        const Outcome o = outcome_of_object(m_tree.lemma(other));
        if (!is_harm(o) || o == outcome) return false;
        const std::uint32_t low = std::min(verb, other), high = std::max(verb, other);
        if (t > low && t < high) return false;  // "killed 12 and wounded …"
        // The other verb has those that it counts by itself.
        for (std::uint32_t c : m_tree.children(other)) {
            if (c != t && any_of(m_tree.rel(c), {Relation::dobj, Relation::nsubjpass, Relation::nsubj}) && other != low) return false;
            if (c != t && m_tree.rel(c) == Relation::dobj) return false;
        }
        for (std::uint32_t i = low + 1; i < high; ++i) {
            if (m_tree.pos(i) == Pos::num) return false;
        }
        return true;
    };
    if (m_tree.rel(verb) == Relation::conj && shares(m_tree.head(verb))) return Outcome::killed_or_injured;
    for (std::uint32_t c : m_tree.children(verb)) {
        if (m_tree.rel(c) == Relation::conj && shares(c)) return Outcome::killed_or_injured;
    }
    return outcome;
}

// The token's own words: "12 deaths", "12 dead", "12 people killed", "the five who died".
bool Outcomes::by_itself(std::uint32_t t, Governed& out) const {
    for (std::uint32_t c : m_tree.children(t)) {
        const Relation rel = m_tree.rel(c);
        if (any_of(rel, {Relation::acl, Relation::relcl})) {
            const Outcome object = object_outcome(c);
            const bool active = m_tree.lower(c).ends_with("ing") || (rel == Relation::relcl && !is_passive(c));
            if (!active && set(with_conjunct(c, object, t), c, out)) return true;
            if (active && set(outcome_of_subject(m_tree.lemma(c)), c, out)) return true;
            for (std::uint32_t a : m_tree.children(c)) {
                if (any_of(m_tree.rel(a), {Relation::acomp, Relation::attr}) && set(outcome_of_adjective(m_tree.lower(a)), a, out)) return true;
            }
            if (active && m_tree.lemma(c) == "need" && set(Outcome::in_need, c, out)) return true;
        } else if (rel == Relation::prep && m_tree.lower(c) == "in") {
            const std::uint32_t need = m_tree.child(c, {Relation::pobj});
            if (need != none && m_tree.lower(need) == "need" && set(Outcome::in_need, need, out)) return true;
        }
    }
    return any_of(m_tree.pos(t), {Pos::adj, Pos::noun, Pos::verb}) && set(outcome_of_adjective(m_tree.lower(t)), t, out);
}

// "12 wounded people", where nothing else is told of them.
bool Outcomes::by_adjective(std::uint32_t t, Governed& out) const {
    for (std::uint32_t c : m_tree.children(t)) {
        if ((m_tree.rel(c) == Relation::amod || (m_tree.rel(c) == Relation::compound && m_tree.pos(c) == Pos::verb)) && set(outcome_of_adjective(m_tree.lower(c)), c, out)) return true;
    }
    return false;
}

bool Outcomes::speaks_of_toll(std::uint32_t verb) const {
    for (std::uint32_t c : m_tree.children(verb)) {
        if (!any_of(m_tree.rel(c), {Relation::nsubj, Relation::dobj, Relation::nsubjpass})) continue;
        if (is_word(m_tree.lemma(c), {"toll", "death", "fatality", "count", "tally"})) return true;
        if (m_tree.lemma(c) == "number") return true;
    }
    return false;
}

bool Outcomes::as_object(std::uint32_t t, std::uint32_t verb, Governed& out) const {
    const std::string_view lemma = m_tree.lemma(verb);
    if (is_word(lemma, {"leave", "see", "find", "have", "report", "count"})) {
        for (std::uint32_t c : m_tree.children(verb)) {
            if (c > t && any_of(m_tree.rel(c), {Relation::oprd, Relation::acomp, Relation::ccomp, Relation::amod, Relation::acl, Relation::advcl, Relation::xcomp, Relation::dep})) {
                if (set(with_conjunct(c, outcome_of_adjective(m_tree.lower(c)), t), c, out)) return true;
            }
        }
    }
    if (is_word(lemma, {"evacuate", "return"})) return set(outcome_of_object(lemma) != Outcome::none ? outcome_of_object(lemma) : outcome_of_subject(lemma), verb, out);
    if (lemma == "lose") {
        const std::uint32_t of = m_tree.child(t, {Relation::prep});  // "lost dozens of men"
        const std::uint32_t object = of != none && m_tree.lower(of) == "of" ? m_tree.child(of, {Relation::pobj}) : none;
        const CountedNoun* noun = counted_noun(m_tree.lemma(object == none ? t : object));
        return noun && noun->unit == "persons" && set(Outcome::killed, verb, out);
    }
    if (lemma == "number" && m_tree.rel(verb) == Relation::acl) {  // "protesters numbering about 300"
        const Governed whole = of_whole(m_tree.head(verb), out);
        return set(whole.outcome, whole.predicate, out);
    }
    if (lemma == "shoot" && verb + 1 < m_tree.size() && m_tree.lower(verb + 1) == "down") {
        const CountedNoun* noun = counted_noun(m_tree.lemma(t));
        return set(noun && noun->unit == "persons" ? Outcome::killed : Outcome::destroyed, verb, out);
    }
    if (lemma == "reach") {
        const std::uint32_t who = m_tree.child(verb, {Relation::nsubj});
        if (who != none && is_word(m_tree.lemma(who), {"convoy", "aid", "assistance", "food", "supply", "delivery", "agency"})) return set(Outcome::reached, verb, out);
    }
    if (lemma == "include") {  // "the dead include two children"
        const std::uint32_t whole = m_tree.child(verb, {Relation::nsubj});
        if (whole != none && (set(outcome_of_adjective(m_tree.lower(whole)), whole, out) || set(outcome_of_noun(m_tree.lemma(whole)), whole, out))) return true;
        out.inside = whole;
        return false;
    }
    if (lemma == "reach" && speaks_of_toll(verb) && set(Outcome::killed, verb, out)) return out.revised = true;
    return set(with_conjunct(verb, object_outcome(verb), t), verb, out);
}

bool Outcomes::in_headline(std::uint32_t t) const {
    const document::Document& doc = m_tree.doc();
    const std::uint32_t segment = doc.segment_at(doc.tokens[t].span.begin);
    return segment < doc.segments.size() && doc.segments[segment].kind == document::SegmentKind::headline;
}

bool Outcomes::as_subject(std::uint32_t t, std::uint32_t verb, Governed& out) const {
    const std::string_view lemma = m_tree.lemma(verb);
    const auto child_words = [&](std::initializer_list<std::string_view> words) {
        for (std::uint32_t c : m_tree.children(verb)) {
            if (c > verb && is_word(m_tree.lemma(c), words)) return true;
            for (std::uint32_t g : m_tree.children(c)) {
                if (c > verb && is_word(m_tree.lemma(g), words)) return true;
            }
        }
        return false;
    };
    if (lemma == "lose" && child_words({"life"})) return set(Outcome::killed, verb, out);
    if (lemma == "die") return set(child_words({"hunger", "starvation", "disease", "malnutrition", "thirst", "cold", "exposure", "cholera", "dehydration", "illness", "hypothermia"}) ? Outcome::died_indirect : Outcome::killed, verb, out);
    if (is_word(lemma, {"sustain", "suffer"}) && child_words({"injury", "wound", "burn"})) return set(Outcome::injured, verb, out);
    if (lemma == "go" && child_words({"missing"})) return set(Outcome::missing, verb, out);
    if (lemma == "go" && child_words({"hospital"}) && child_words({"wound", "injury", "burn"})) return set(Outcome::injured, verb, out);
    if (is_word(lemma, {"take", "seek", "find"}) && child_words({"shelter", "refuge"})) return set(Outcome::sheltered, verb, out);
    if (lemma == "take" && child_words({"part", "street"})) return set(Outcome::participants, verb, out);
    if (lemma == "lay" && child_words({"arm", "weapon"})) return set(Outcome::surrendered, verb, out);
    if (is_word(lemma, {"need", "require", "face", "lack"}) && child_words({"assistance", "aid", "help", "food", "hunger", "famine", "starvation", "water", "shelter"})) return set(Outcome::in_need, verb, out);
    if (lemma == "leave" && child_words({"home", "house", "village", "country"})) return set(Outcome::displaced, verb, out);
    if (lemma == "escape" && child_words({"fighting", "violence", "home"})) return set(Outcome::displaced, verb, out);
    if (m_tree.pos(verb) == Pos::adj || lemma == "be" || is_word(lemma, {"remain", "lie", "become", "feel"})) {
        if (set(outcome_of_adjective(m_tree.lower(verb)), verb, out)) return true;
        for (std::uint32_t c : m_tree.children(verb)) {
            if (c == t || !any_of(m_tree.rel(c), {Relation::acomp, Relation::attr, Relation::oprd, Relation::conj, Relation::prep, Relation::advcl, Relation::xcomp})) continue;
            if (set(outcome_of_adjective(m_tree.lower(c)), c, out)) return true;
            const std::uint32_t object = is_word(m_tree.lower(c), {"in", "among"}) ? m_tree.child(c, {Relation::pobj}) : none;
            if (object != none && m_tree.lower(c) == "among" && set(outcome_of_adjective(m_tree.lower(object)), object, out)) return true;
            if (object != none && m_tree.lower(object) == "need") return set(Outcome::in_need, object, out);
            if (object != none && m_tree.lower(object) == "condition") {  // "are in critical condition"
                for (std::uint32_t a : m_tree.children(object)) {
                    if (is_word(m_tree.lower(a), {"critical", "serious", "grave", "stable"})) return set(Outcome::injured, object, out);
                }
            }
        }
        return false;
    }
    const CountedNoun* noun = counted_noun(m_tree.lemma(t));
    if (noun && noun->unit != "persons" && noun->unit != "households" && is_word(lemma, {"burn", "collapse", "sink", "crash"})) return set(Outcome::destroyed, verb, out);
    if (set(outcome_of_subject(lemma), verb, out)) return true;
    // "Two men shot in market": a headline leaves out that they were.
    const bool unarmed = noun && noun->unit == "persons" && noun->status != CivilStatus::combatant && noun->status != CivilStatus::police;
    if (unarmed && in_headline(t) && m_tree.lower(verb) == "shot" && m_tree.rel(verb) == Relation::root && !m_tree.has_child(verb, {Relation::dobj})) {
        return set(child_words({"dead"}) ? Outcome::killed : Outcome::injured, verb, out);
    }
    // "12 killed in raid": a participle that the parser took for a verb in the active voice.
    if (!m_tree.has_child(verb, {Relation::dobj}) && !m_tree.lower(verb).ends_with("ing") && m_tree.lower(verb) != lemma && verb == t + 1 && !is_word(lemma, {"shoot", "return"})) {
        return set(with_conjunct(verb, outcome_of_adjective(m_tree.lower(verb)), t), verb, out);
    }
    return false;
}

// The token stands in a phrase: "the killing of 12", "the toll to 15", "including three".
bool Outcomes::in_phrase(std::uint32_t prep, Governed& out) const {
    const std::string_view word = m_tree.lower(prep);
    std::uint32_t h = m_tree.head(prep);
    if (h == prep) return false;
    if (word == "to" && m_tree.lower(h) == "from") h = m_tree.head(h);  // "rose from 12 to 15"
    if (is_word(word, {"including", "among"})) {
        out.inside = h;
        return false;
    }
    // "was killed along with two neighbours", "a judge, alongside nine relatives, was killed"
    const bool beside = word == "alongside" || (word == "with" && is_word(m_tree.lower(h), {"along", "together"}));
    if (beside) {
        const std::uint32_t whom = word == "alongside" || m_tree.head(h) == h ? h : m_tree.head(h);
        if (m_tree.pos(whom) == Pos::verb) return set(is_passive(whom) ? object_outcome(whom) : outcome_of_subject(m_tree.lemma(whom)), whom, out);
        if (whom == prep || !any_of(m_tree.pos(whom), {Pos::noun, Pos::propn})) return false;
        const Governed whole = of_whole(whom, out);
        return any_of(whole.outcome, {Outcome::killed, Outcome::injured, Outcome::detained, Outcome::abducted}) && set(whole.outcome, whole.predicate, out);
    }
    if (word == "of" || word == "at" || word == "to" || word == "for") {
        if (word == "of" && is_word(m_tree.lemma(h), {"family", "group", "crowd", "couple", "team"})) {
            const Governed whole = of_whole(h, out);
            return set(whole.outcome, whole.predicate, out);
        }
        if (is_word(m_tree.lemma(h), {"toll", "tally"}) && set(Outcome::killed, h, out)) return true;
        if (word == "of" && set(outcome_of_complement(m_tree.lemma(h)), h, out)) return true;
        if (word != "of" && is_word(m_tree.lemma(h), {"rise", "bring", "climb", "increase", "jump", "revise", "stand", "raise", "put", "reach", "grow", "go", "estimate", "place"}) && speaks_of_toll(h)) {
            out.revised = true;
            for (std::uint32_t c : m_tree.children(h)) {
                if (!any_of(m_tree.rel(c), {Relation::nsubj, Relation::dobj, Relation::nsubjpass})) continue;
                if (m_tree.lemma(c) != "number") continue;
                const std::uint32_t of = m_tree.child(c, {Relation::prep});
                const std::uint32_t object = of == none ? none : m_tree.child(of, {Relation::pobj});
                if (object == none) return false;
                if (by_itself(object, out)) return true;  // "the number of people killed rose to 16"
                const Outcome o = outcome_of_adjective(m_tree.lower(object)) != Outcome::none ? outcome_of_adjective(m_tree.lower(object)) : outcome_of_noun(m_tree.lemma(object));
                return set(o, object, out);
            }
            return set(Outcome::killed, h, out);
        }
    }
    return false;
}

bool Outcomes::by_head(std::uint32_t t, std::uint32_t h, Governed& out) const {
    switch (m_tree.rel(t)) {
        case Relation::dobj:
        case Relation::oprd:
        case Relation::nsubjpass:
            if (m_tree.rel(t) == Relation::nsubjpass && m_tree.lemma(h) == "evacuate") return set(Outcome::evacuated, h, out);
            return as_object(t, h, out);
        case Relation::nsubj:
            return as_subject(t, h, out);
        case Relation::attr:
            for (std::uint32_t c : m_tree.children(h)) {
                if (m_tree.rel(c) == Relation::nsubj && (set(outcome_of_adjective(m_tree.lower(c)), c, out) || set(outcome_of_complement(m_tree.lemma(c)), c, out))) return true;
            }
            return false;
        case Relation::pobj:
            return in_phrase(h, out);
        case Relation::npadvmod:
            // "Twin bombings killed 14 and …": a bare number right after the verb is its object, whatever the parser says.
            return h + 1 == t && m_tree.pos(t) == Pos::num && m_tree.pos(h) == Pos::verb && !m_tree.has_child(h, {Relation::dobj}) && as_object(t, h, out);
        default:
            return false;
    }
}

// "12 killed", "12 people were killed", "killing 12": where the tree tells nothing.
bool Outcomes::by_neighbours(std::uint32_t t, Governed& out) const {
    const std::uint32_t sentence = m_tree.doc().tokens[t].sentence;
    std::uint32_t at = t + 1;
    while (at < m_tree.size() && (m_tree.pos(at) == Pos::adv || is_word(m_tree.lower(at), {"were", "was", "have", "been", "had", "reportedly", "being", "others", "people", "also", "are", "more", "allegedly", "feared", "believed", "presumed", "thought"}))) ++at;
    if (at < m_tree.size() && m_tree.doc().tokens[at].sentence == sentence && at <= t + 5) {
        const Outcome outcome = outcome_of_adjective(m_tree.lower(at));
        const bool active = m_tree.has_child(at, {Relation::dobj});
        if (!active && set(outcome, at, out)) return true;
    }
    for (std::uint32_t n = 1; n <= 4 && n <= t; ++n) {
        const std::uint32_t b = t - n;
        if (m_tree.doc().tokens[b].sentence != sentence || m_tree.pos(b) == Pos::punct) return false;
        const bool acts = m_tree.lower(b).ends_with("ing") || m_tree.lower(b).ends_with("ed");
        if (m_tree.pos(b) == Pos::verb && acts && !is_passive(b)) return set(object_outcome(b), b, out);
        if (any_of(m_tree.pos(b), {Pos::noun, Pos::propn, Pos::verb})) return false;
    }
    return false;
}

// What becomes of the whole that a part belongs to. Two in a row are as many as reports have; the bound keeps a chain
// of thousands, or a tree with a circle in it, from running on.
Governed Outcomes::of_whole(std::uint32_t token, const Governed& part) const {
    constexpr int most_wholes = 2;
    return part.wholes < most_wholes ? of(token, part.wholes + 1) : Governed{};
}

Governed Outcomes::of(std::uint32_t token, int wholes) const {
    Governed out;
    out.wholes = wholes;
    std::uint32_t t = token;
    // Headlines: "Shelling kills 3, wounds 8", where the parser sees nouns.
    if (token > 0 && m_tree.pos(token) == Pos::num && is_word(m_tree.lower(token - 1), {"kills", "wounds", "injures", "hurts", "displaces", "detains"})) {
        set(outcome_of_object(m_tree.lower(token - 1).substr(0, m_tree.lower(token - 1).size() - 1)), token - 1, out);
        return out;
    }
    // "Five people were shot, three fatally": by the adverb alone.
    std::uint32_t manner = token + 1;
    if (manner + 1 < m_tree.size() && m_tree.lower(manner) == "of" && is_word(m_tree.lower(manner + 1), {"them", "whom"})) manner += 2;
    if (m_tree.pos(token) == Pos::num && manner < m_tree.size() && m_tree.pos(manner) == Pos::adv && !(manner + 1 < m_tree.size() && m_tree.pos(manner + 1) == Pos::verb)) {
        if (m_tree.lower(manner) == "fatally") return set(Outcome::killed, manner, out), out;
        if (is_word(m_tree.lower(manner), {"critically", "seriously", "slightly"})) return set(Outcome::injured, manner, out), out;
    }
    // "At least 14 identified civilians … were killed", where the parser takes the participle for a clause of its own.
    const std::uint32_t participle = m_tree.head(token);
    if (m_tree.rel(token) == Relation::dobj && participle + 1 == token && participle > 0 && m_tree.pos(participle - 1) == Pos::num && m_tree.lower(participle).ends_with("ed") &&
        any_of(m_tree.rel(participle), {Relation::advcl, Relation::ccomp, Relation::csubj}) && m_tree.pos(m_tree.head(participle)) == Pos::verb) {
        if (as_subject(participle, m_tree.head(participle), out)) return out;
    }
    for (int step = 0; step < 8; ++step) {
        if (step == 0 || any_of(m_tree.rel(t), {Relation::conj})) {
            if (by_itself(t, out)) return out;
        }
        const std::uint32_t h = m_tree.head(t);
        if (h == t || h >= m_tree.size()) break;
        if (by_head(t, h, out) || out.inside != none) return out;
        const Relation rel = m_tree.rel(t);
        if (rel == Relation::pobj && m_tree.lower(h) == "of" && m_tree.pos(m_tree.head(h)) == Pos::num) {
            t = m_tree.head(h);
            continue;
        }
        if (rel == Relation::pobj && m_tree.lower(h) == "of" && is_word(m_tree.lemma(m_tree.head(h)), {"dozen", "hundred", "thousand", "ten", "score", "number", "handful", "couple", "majority", "total", "million", "rest", "member", "group", "one", "two", "most", "half", "third", "percent", "many", "some", "several", "all"})) {
            t = m_tree.head(h);
            continue;
        }
        if (!any_of(rel, {Relation::conj, Relation::appos, Relation::nummod, Relation::compound, Relation::quantmod, Relation::nmod, Relation::amod, Relation::dep, Relation::poss})) break;
        if (rel == Relation::conj && any_of(m_tree.pos(h), {Pos::verb, Pos::aux}) && !any_of(m_tree.pos(t), {Pos::verb, Pos::aux})) {
            if (as_object(t, h, out)) return out;
            break;
        }
        t = h;
    }
    if (by_adjective(token, out) || by_neighbours(token, out)) return out;
    set(outcome_of_noun(m_tree.lemma(token)), token, out);
    return out;
}

}  // namespace marsad::annotate::detail
