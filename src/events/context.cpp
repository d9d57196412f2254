// How the context of a trigger is read.
//
// From the trigger we climb to the root, one edge at a time. At each token on the way its own small words speak first
// (auxiliaries, negation, "if", "alleged"), then the word above, if the edge is one that carries meaning down:
//
//     vowed ──xcomp──▶ retake          a verb's complement     cue "verb": planned
//     plan ──acl──▶ retake             a noun's complement     cue "noun": planned
//     call ──prep──▶ for ──▶ end ──▶ of ──▶ attacks            each noun on the way speaks
//     assault ──acl──▶ to recapture    an infinitive without a cue is a purpose: planned
//     began ──xcomp──▶ flee            a transparent verb says nothing; we go on
//
// The first word to speak of a field wins, so that the nearest counts: "denied plans to attack" is planned (by "plans")
// and denied (by "denied"). The climb ends where the clause above asserts the one below whatever its own standing is:
// at relative clauses and at clauses of time and reason. A type of the codebook may govern too ("the truce plan calls for
// …": proposed, term of that plan), as the word above or as the subject of the verb above.
// The idea of implicative and other clause-embedding verbs follows Karttunen (1971) and Saurí & Pustejovsky (2012).
#include "events/context.h"

#include "events/fold.h"

namespace marsad::events {

using resources::Cue;
using resources::CuePlace;
using resources::Effect;

namespace {

class Climb {
public:
    Climb(const Grammar& grammar, const std::vector<Candidate>& candidates, const std::vector<Index>& at, Index candidate)
        : m_grammar(grammar), m_candidates(candidates), m_at(at), m_candidate(candidate) {}

    Context run() {
        const Candidate& c = m_candidates[m_candidate];
        if (c.trigger->kind == resources::TriggerKind::verb) governed_by_subject(c.token);
        for (Index w : c.words) own_words(w, w != c.token, w);
        Index at = c.token;
        if (c.trigger->kind == resources::TriggerKind::noun) at = m_grammar.first_conjunct(at);
        if (at != c.token) own_words(at, true, at);
        for (int depth = 0; depth < 24; ++depth) {
            const Index next = step(at);
            if (next == none) break;
            at = next;
        }
        if (m_context.modality.empty()) fragment(at);
        if (m_context.modality.empty() && is_question(c.token)) m_context.modality = "asked";
        return std::move(m_context);
    }

private:
    void speak(const Effect& effect, Index word) {
        const auto set = [&](std::string& field, const std::string& value, const char* name) {
            if (value.empty() || !field.empty()) return;
            if (m_taken_for_granted && value != "denied" && value != "alleged") return;
            field = value;
            if (word != none) m_context.cues.emplace_back(name, m_grammar.token(word).span);
        };
        set(m_context.stage, effect.stage, "stage");
        set(m_context.polarity, effect.polarity, "polarity");
        set(m_context.modality, effect.modality, "modality");
        set(m_context.result, effect.result, "result");
        if (m_context.certainty.empty()) m_context.certainty = effect.certainty;
    }

    const Cue* cue(CuePlace place, Index word) const { return m_grammar.codebook().cue_of(place, m_grammar.lemma(word)); }

    // Auxiliaries, negation, conjunctions and modifiers of one token. `shared`: a verb that only leads its conjunct.
    void own_words(Index t, bool shared, Index from) {
        for (Index c : m_grammar.children(t)) {
            if (c == from) continue;
            const Relation r = m_grammar.relation(c);
            if (r == Relation::neg || ((r == Relation::advmod || r == Relation::preconj || r == Relation::cc) && m_grammar.lemma(c) == "never")) {
                // "has not confirmed the deaths" leaves them open.
                const bool open = m_grammar.in_set(t, "confirming");
                if (open) speak(Effect{.stage = {}, .polarity = {}, .modality = "possible", .result = {}, .link = {}, .certainty = {}}, c);
                else if (m_grammar.lemma(c) != "only") speak(Effect{.stage = {}, .polarity = "denied", .modality = {}, .result = {}, .link = {}, .certainty = {}}, c);
            } else if (r == Relation::aux) {
                if (const Cue* found = cue(CuePlace::aux, c)) auxiliary(*found, t, c);
            } else if (r == Relation::mark || r == Relation::advmod) {
                if (const Cue* found = cue(r == Relation::mark ? CuePlace::mark : CuePlace::modifier, c); found && !(shared && r == Relation::mark)) speak(found->effect, c);
            } else if (r == Relation::amod || r == Relation::compound) {
                if (const Cue* found = cue(CuePlace::modifier, c)) speak(found->effect, c);
            } else if (r == Relation::det) {
                if (const Cue* found = cue(CuePlace::determiner, c)) speak(found->effect, c);
            } else if (m_grammar.is_verb(t) && (r == Relation::nsubj || r == Relation::nsubjpass || r == Relation::dobj)) {
                negative_argument(c);
            }
        }
    }

    // "Nobody has claimed it", "no building was hit", "killed no one".
    void negative_argument(Index noun) {
        if (const Cue* found = cue(CuePlace::determiner, noun); found && m_grammar.pos(noun) != Pos::det) return speak(found->effect, noun);
        for (Index c : m_grammar.children(noun)) {
            if (m_grammar.relation(c) != Relation::det) continue;
            if (const Cue* found = cue(CuePlace::determiner, c)) return speak(found->effect, c);
        }
    }

    // What a verb above says that isn't of the happening which it takes for granted: "did not comment on the attack".
    void own_words_above(Index verb, bool shared, Index from) {
        const bool definite = m_candidates[m_candidate].trigger->kind == resources::TriggerKind::noun && is_definite(m_candidates[m_candidate].token);
        if (definite && m_grammar.is_verb(verb) && m_candidates[m_candidate].frame.light != verb) return;
        own_words(verb, shared, from);
    }

    bool is_definite(Index noun) const {
        for (Index c : m_grammar.children(noun)) {
            const std::string_view l = m_grammar.lemma(c);
            if (m_grammar.relation(c) == Relation::poss) return true;
            if (m_grammar.relation(c) == Relation::det && (l == "the" || l == "this" || l == "that" || l == "these" || l == "those")) return true;
        }
        return false;
    }

    // In reported speech "would" is the will of the past: "said that the army would retake" is a plan.
    void auxiliary(const Cue& cue, Index verb, Index aux) {
        const std::string_view l = m_grammar.lemma(aux);
        if ((l == "would" || l == "'d" || m_grammar.word(aux) == "would") && is_reported(verb)) {
            speak(Effect{.stage = "planned", .polarity = {}, .modality = {}, .result = {}, .link = {}, .certainty = {}}, aux);
            return;
        }
        speak(cue.effect, aux);
    }

    bool is_reported(Index verb) const {
        const Index first = m_grammar.first_conjunct(verb);
        const Index above = m_grammar.head(first);
        return m_grammar.relation(first) == Relation::ccomp && above != none && m_grammar.in_set(above, "saying");
    }

    // One edge up; none where the climb ends.
    Index step(Index at) {
        const Index above = m_grammar.head(at);
        if (above == none) return none;
        switch (m_grammar.relation(at)) {
            case Relation::ccomp:
                // "A shell hit the yard; nobody was hurt": the parser hangs a sentence on the next.
                for (Index c : m_grammar.children(above)) {
                    if (c > at && c < above && m_grammar.lemma(c) == ";") return none;
                }
                return complement(at, above);
            case Relation::xcomp:
            case Relation::oprd:
                return complement(at, above);
            case Relation::acl:
            case Relation::relcl:  // which the parser also says of "an operation to arrest him"
                return m_grammar.is_infinitive(at) || is_content(at, above) ? complement(at, above) : none;
            case Relation::advcl:
                return adverbial(at, above);
            case Relation::pcomp:
            case Relation::pobj:
                return by_preposition(at, above);
            case Relation::dobj:
            case Relation::nsubjpass:
            case Relation::csubjpass:
                return object(at, above);
            case Relation::nsubj:
            case Relation::csubj:
                return subject(at, above);
            case Relation::conj:
                return conjunct(at, above);
            case Relation::attr:
            case Relation::acomp:
                own_words(above, false, at);
                return above;
            case Relation::compound:
            case Relation::poss:
            case Relation::nmod:
            case Relation::amod:
            case Relation::appos:
                // "a plan for the besieged town": the siege is no part of the plan.
                if (m_grammar.relation(at) == Relation::amod && at == m_candidates[m_candidate].token) m_taken_for_granted = true;
                if (m_grammar.is_noun(above)) noun_above(above);
                return above;
            case Relation::prep:
            case Relation::agent:
            case Relation::dative:
                return above;
            default:
                return none;
        }
    }

    // "reports that he had died", "the claim that it was shelled": the clause tells what the noun holds, not of the noun.
    bool is_content(Index verb, Index noun) const {
        if (!m_grammar.is_noun(noun) || (!cue(CuePlace::noun, noun) && m_at[noun] == none)) return false;
        for (Index c : m_grammar.children(verb)) {
            if (m_grammar.lemma(c) == "that" && m_grammar.relation(c) == Relation::mark) return true;
        }
        return false;
    }

    // A candidate above whose type says something of its content.
    bool governed_by(Index word) {
        if (word == none || m_at[word] == none) return false;
        const Index c = root_of(m_candidates, m_at[word]);
        if (c == m_candidate || m_at[word] == m_candidate) return false;
        // What a plan asks for ("the plan calls for …") is the plan's.
        const bool joined = m_candidates[m_at[word]].host != none && m_candidates[c].type(m_grammar.codebook()).content.link == "term_of";
        const resources::StatementType& type = m_candidates[joined ? c : m_at[word]].type(m_grammar.codebook());
        if (type.content.empty()) return false;
        if (m_context.governor == none) {
            m_context.governor = c;
            m_context.link = type.content.link;
        }
        // What is said of a plan is no term of it.
        if (m_candidates[m_candidate].type(m_grammar.codebook()).words_only && type.content.link == "term_of" && m_candidates[m_candidate].trigger->kind == resources::TriggerKind::verb) {
            m_context.link = "said_of";
            return true;
        }
        // "blamed them for the bombing", "claimed the attack": who did it is what is said, that it happened is taken for granted.
        const Candidate& own = m_candidates[m_candidate];
        if (!type.content.certainty.empty() && own.trigger->kind == resources::TriggerKind::noun && is_definite(own.token) && !m_grammar.has_child(own.token, Relation::relcl)) {
            Effect granted = type.content;
            granted.modality = "presupposed";
            speak(granted, word);
            return true;
        }
        speak(type.content, word);
        return true;
    }

    // The subject of the verb above is a plan, a truce, a demand: what the verb says is its content.
    void governed_by_subject(Index verb) {
        const Index subject = subject_of(m_grammar, verb);
        if (subject == none || m_at[subject] == none || m_at[subject] == m_candidate) return;
        const resources::StatementType& type = m_candidates[m_at[subject]].type(m_grammar.codebook());
        // "The truce has allowed the army to retake Homs" tells what came of it; "allows" what it says.
        if (type.content.link == "term_of" && !(m_grammar.in_set(verb, "causal_or_let") && has_perfect(verb))) governed_by(subject);
    }

    bool has_perfect(Index verb) const {
        for (Index c : m_grammar.children(verb)) {
            if (m_grammar.relation(c) == Relation::aux && (m_grammar.word(c) == "has" || m_grammar.word(c) == "have" || m_grammar.word(c) == "had")) return true;
        }
        return false;
    }

    void verb_above(Index verb, bool nominal) {
        governed_by_subject(verb);
        const bool governed = governed_by(verb);
        const Cue* found = cue(CuePlace::verb, verb);
        // "tried for the attack" is a trial, no attempt.
        const bool other_sense = nominal && found && found->effect.stage == "attempted" && found->effect.result.empty();
        if (found && !found->transparent && !other_sense && !(nominal && governed)) speak(found->effect, verb);
    }

    void noun_above(Index noun) {
        if (governed_by(noun)) return;
        if (const Cue* found = cue(CuePlace::noun, noun); found && !found->transparent) speak(found->effect, noun);
    }

    Index complement(Index at, Index above) {
        if (m_grammar.is_verb(above)) {
            const bool infinitive = m_grammar.is_infinitive(at);
            verb_above(above, false);
            if (infinitive && !cue(CuePlace::verb, above) && m_context.stage.empty() && !m_grammar.in_set(above, "causal")) purpose(at);
        } else if (m_grammar.is_noun(above)) {
            const bool silent = m_context.stage.empty();
            noun_above(above);
            const Cue* found = cue(CuePlace::noun, above);
            if (silent && m_context.stage.empty() && m_grammar.is_infinitive(at) && !(found && found->transparent && m_grammar.lemma(above) != "operation" && m_grammar.lemma(above) != "campaign")) purpose(at);
        } else if (const Cue* found = cue(CuePlace::adjective, above)) {
            speak(found->effect, above);
        } else if (m_context.stage.empty() && m_grammar.is_infinitive(at)) {
            purpose(at);
        }
        own_words(above, false, at);
        return above;
    }

    void purpose(Index verb) {
        for (Index c : m_grammar.children(verb)) {
            if (m_grammar.lemma(c) == "to" && (m_grammar.relation(c) == Relation::aux || m_grammar.relation(c) == Relation::mark)) {
                speak(Effect{.stage = "planned", .polarity = {}, .modality = {}, .result = {}, .link = {}, .certainty = {}}, c);
            }
        }
    }

    // A purpose is a plan; a participle shares the standing of its main clause; other clauses stand for themselves.
    Index adverbial(Index at, Index above) {
        if (m_grammar.is_infinitive(at)) {
            const Cue* found = cue(CuePlace::verb, above);
            if (m_context.stage.empty() && !(found && found->transparent)) purpose(at);
            return complement(at, above);
        }
        awaited(at);
        const bool bare = !m_grammar.has_child(at, Relation::mark) && !m_grammar.has_child(at, Relation::nsubj);
        if (!bare || !m_grammar.is_verb(above)) return none;
        own_words(above, true, at);
        return above;
    }

    // "Aid will enter once the siege is lifted", "until the army withdraws": in the present, what is waited for.
    void awaited(Index verb) {
        if (m_grammar.in_headline(verb) || m_context.stage == "planned") return;
        Index word = none;
        for (Index c : m_grammar.children(verb)) {
            const Relation r = m_grammar.relation(c);
            const std::string_view l = m_grammar.lemma(c);
            if ((r == Relation::mark || r == Relation::advmod) && c < verb && (l == "once" || l == "until" || l == "till" || l == "before" || l == "after")) word = c;
        }
        if (word != none && m_grammar.is_present(verb)) speak(Effect{.stage = "planned", .polarity = {}, .modality = {}, .result = {}, .link = {}, .certainty = {}}, word);
    }

    // What people march for is what they ask for.
    bool is_protest(Index word) const {
        return m_at[word] != none && m_at[word] != m_candidate && m_candidates[m_at[word]].type(m_grammar.codebook()).family == "protest";
    }

    Index by_preposition(Index at, Index prep) {
        if (const Cue* found = cue(CuePlace::before, prep)) speak(found->effect, prep);
        own_words(at, true, none);
        Index above = m_grammar.head(prep);
        for (int depth = 0; depth < 8 && above != none && m_grammar.pos(above) == Pos::adp; ++depth) above = m_grammar.head(above);
        if (above == none) return none;
        const std::string_view p = m_grammar.lemma(prep);
        const bool content = p == "of" || p == "for" || p == "to" || p == "against" || p == "about" || p == "on" || p == "over" || p == "from" || p == "with" || p == "in" || p == "at" || p == "into" || p == "by" || p == "as";
        if (!content) return none;
        if (p == "for" && is_protest(above)) speak(Effect{.stage = "proposed", .polarity = {}, .modality = {}, .result = {}, .link = {}, .certainty = {}}, prep);
        if (m_grammar.is_verb(above)) {
            // "condemned for", "warned of", "called for", "accused of", "prevented from", "aimed at"; of other verbs only what they govern.
            const bool speaks = p == "for" || p == "of" || p == "against" || p == "from" || p == "about" || p == "on" || p == "to" || p == "over" || (p == "at" && m_grammar.lemma(above) == "aim");
            if (speaks && !(p == "on" && !governs(above))) verb_above(above, true);
            // "charged with"
            if (const Cue* found = p == "with" ? cue(CuePlace::verb, above) : nullptr; found && found->effect.modality == "alleged") speak(found->effect, above);
            if (!speaks && p != "in") return none;
            own_words_above(above, false, prep);
            return above;
        } else if (m_grammar.is_noun(above)) {
            if (p == "of" || p == "for" || p == "against" || p == "to" || p == "about" || p == "over" || p == "on" || p == "into") noun_above(above);
            else return none;
        }
        own_words(above, false, prep);
        return above;
    }

    bool governs(Index verb) const {
        return m_at[verb] != none && !m_candidates[m_at[verb]].type(m_grammar.codebook()).content.empty();
    }

    Index object(Index at, Index above) {
        const Candidate& c = m_candidates[m_candidate];
        if (c.frame.light != above) {
            verb_above(above, true);
            own_words_above(above, false, at);
            return above;
        }
        governed_by_subject(above);
        if (const Cue* found = cue(CuePlace::verb, above); found && !found->transparent) speak(found->effect, above);
        own_words(above, false, at);
        return above;
    }

    // A subject shares auxiliaries of its verb where the verb only carries it, or the whole is supposed ("would be").
    Index subject(Index at, Index above) {
        if (!m_grammar.is_verb(above)) return none;
        const Candidate& c = m_candidates[m_candidate];
        const bool carried = c.frame.light == above;
        if (carried) {
            own_words(above, false, at);
            return above;
        }
        if (const Cue* found = cue(CuePlace::verb, above); found && !found->effect.result.empty()) speak(found->effect, above);
        // "reports of deaths were false"
        for (Index predicate : m_grammar.children(above)) {
            if (m_grammar.relation(predicate) != Relation::acomp && m_grammar.relation(predicate) != Relation::attr) continue;
            if (const Cue* found = cue(CuePlace::adjective, predicate); found && found->effect.polarity == "denied") speak(found->effect, predicate);
        }
        if (m_grammar.relation(at) != Relation::csubj && !(m_grammar.relation(at) == Relation::nsubj && m_grammar.is_gerund(at) && m_grammar.is_verb(at))) return none;
        for (Index a : m_grammar.children(above)) {
            if (m_grammar.relation(a) != Relation::aux) continue;
            if (const Cue* found = cue(CuePlace::aux, a)) speak(found->effect, a);
        }
        return none;
    }

    Index conjunct(Index at, Index above) {
        const bool own_subject = m_grammar.has_child(at, Relation::nsubj) || m_grammar.has_child(at, Relation::nsubjpass);
        bool own_aux = false;
        for (Index c : m_grammar.children(at)) own_aux |= m_grammar.relation(c) == Relation::aux;
        // "will attack and kill" shares its auxiliary; "can't be treated but are dying" doesn't.
        if (m_grammar.is_verb(at) && m_grammar.is_verb(above) && !own_subject && !own_aux) own_words(above, true, at);
        return above;
    }

    // A question mark after the trigger, in its sentence and its quotation.
    bool is_question(Index token) const {
        const Index sentence = m_grammar.token(token).sentence;
        if (sentence == none) return false;
        const document::Sentence& s = m_grammar.document().sentences[sentence];
        for (Index t = token; t < s.last; ++t) {
            if (m_grammar.document().words(t).ends_with('?')) return true;
        }
        return false;
    }

    // A gerund at the root has lost its verb to the parser ("Retaking the town, which …, would be"): what the sentence
    // supposes, it supposes of the gerund.
    void fragment(Index root) {
        const Index sentence = m_grammar.token(root).sentence;
        if (sentence == none || m_grammar.head(root) != none || !m_grammar.is_verb(root) || !m_grammar.is_gerund(root)) return;
        for (Index c : m_grammar.children(root)) {
            const Relation r = m_grammar.relation(c);
            if (r == Relation::aux || r == Relation::nsubj || r == Relation::nsubjpass) return;
        }
        const document::Sentence& s = m_grammar.document().sentences[sentence];
        for (Index t = root; t < s.last; ++t) {
            if (m_grammar.relation(t) != Relation::aux) continue;
            if (const Cue* found = cue(CuePlace::aux, t)) speak(found->effect, t);
        }
    }

    const Grammar& m_grammar;
    const std::vector<Candidate>& m_candidates;
    const std::vector<Index>& m_at;
    Index m_candidate;
    bool m_taken_for_granted = false;  // a modifier, which says what its noun is already
    Context m_context;
};

}  // namespace

Context read_context(const Grammar& grammar, const std::vector<Candidate>& candidates, const std::vector<Index>& at, Index candidate) {
    return Climb(grammar, candidates, at, candidate).run();
}

}  // namespace marsad::events
