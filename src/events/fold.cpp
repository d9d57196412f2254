#include "events/fold.h"

#include <algorithm>

namespace marsad::events {

std::vector<Index> candidate_by_token(const Grammar& grammar, const std::vector<Candidate>& candidates) {
    std::vector<Index> at(grammar.size(), none);
    for (Index c = 0; c < candidates.size(); ++c) {
        for (Index w : candidates[c].words) {
            if (at[w] == none) at[w] = c;
        }
    }
    for (Index c = 0; c < candidates.size(); ++c) at[candidates[c].token] = c;
    return at;
}

Index root_of(const std::vector<Candidate>& candidates, Index candidate) {
    for (std::size_t steps = 0; candidates[candidate].host != none && steps <= candidates.size(); ++steps) candidate = candidates[candidate].host;
    return candidate;
}

namespace {

class Folder {
public:
    Folder(const Grammar& grammar, std::vector<Candidate>& candidates)
        : m_grammar(grammar), m_candidates(candidates), m_at(candidate_by_token(grammar, candidates)), m_carried(grammar.size(), none) {
        for (Index c = static_cast<Index>(candidates.size()); c-- > 0;) {
            if (candidates[c].frame.light != none && candidates[c].trigger->kind == resources::TriggerKind::noun) m_carried[candidates[c].frame.light] = c;
        }
    }

    void run() {
        for (Index c = 0; c < m_candidates.size(); ++c) {
            join(c, light_host(c));
            if (m_candidates[c].host == none) join(c, weapon_host(c));
        }
        // Outcomes look for the happening; then a second outcome for the first ("killed nine and wounded ten").
        for (Index c = 0; c < m_candidates.size(); ++c) {
            if (m_candidates[c].host == none && is_outcome(c)) join(c, outcome_host(c));
        }
        for (Index c = 0; c < m_candidates.size(); ++c) {
            if (m_candidates[c].host == none && is_outcome(c)) join(c, host_of_next(c));
        }
        for (Index c = 0; c < m_candidates.size(); ++c) {
            if (m_candidates[c].host == none && type(c).folds) join(c, sibling_outcome(c));
            if (m_candidates[c].host == none && !type(c).folds) join(c, doing_host(c));
            if (m_candidates[c].host == none && type(c).name == "casualties") join(c, governing_host(c));
        }
        for (Index c = 0; c < m_candidates.size(); ++c) {
            if (m_candidates[c].host != none) m_candidates[root_of(m_candidates, c)].also.push_back(m_candidates[c].token);
        }
        for (Candidate& c : m_candidates) {
            if (c.host == none && c.frame.light != none && m_at[c.frame.light] == none) c.also.push_back(c.frame.light);
            std::sort(c.also.begin(), c.also.end());
        }
    }

private:
    const resources::StatementType& type(Index c) const { return m_candidates[c].type(m_grammar.codebook()); }

    void join(Index c, Index host) {
        if (host == none || host == c || root_of(m_candidates, host) == c) return;
        m_candidates[c].host = host;
    }

    // "killed", also where the codebook says by what ("warplanes killed").
    bool is_outcome(Index c) const { return type(c).folds || (type(c).family == "fighting" && !m_candidates[c].trigger->outcome.empty()); }

    // Happenings that people die and are hurt in.
    bool can_hurt(Index c) const {
        const resources::StatementType& t = type(c);
        if (t.folds || t.words_only) return false;
        return t.family == "fighting" || t.family == "protest" || t.family == "else" || t.name == "arson" || t.name == "robbery" ||
               t.name == "beating" || t.name == "torture" || t.name.starts_with("violence.");
    }

    // The happening that a verb tells of: its own, that of a noun which it carries, that of its subject.
    Index told_by(Index verb) const {
        if (verb == none) return none;
        if (m_at[verb] != none) return root_of(m_candidates, m_at[verb]);
        for (Index c : m_grammar.children(verb)) {
            const Relation r = m_grammar.relation(c);
            if (r != Relation::dobj && r != Relation::nsubj && r != Relation::nsubjpass && r != Relation::attr) continue;
            const Index found = told_by_noun(c);
            if (found != none && m_candidates[found].frame.light == verb) return found;
        }
        const Index subject = m_grammar.child(verb, Relation::nsubj);
        return subject == none ? none : told_by_noun(subject);
    }

    Index told_by_noun(Index noun) const {
        for (Index n : m_grammar.conjuncts(noun)) {
            if (m_at[n] != none) return root_of(m_candidates, m_at[n]);
            const Index measured = m_grammar.measured(n);
            if (measured != n && m_at[measured] != none) return root_of(m_candidates, m_at[measured]);
            // "Hurricane Zelda killed four"
            const bool titled = n > 0 && m_grammar.pos(n) == Pos::propn && m_grammar.head(n - 1) == n && m_at[n - 1] != none && type(m_at[n - 1]).family == "else";
            if (titled) return root_of(m_candidates, m_at[n - 1]);
            // "the site of the attack", "a wave of bombings": "of" brings in the happening.
            if (m_grammar.codebook().cue_of(resources::CuePlace::noun, m_grammar.lemma(n))) {
                for (Index c : m_grammar.children(n)) {
                    const Index object = m_grammar.relation(c) == Relation::prep && m_grammar.lemma(c) == "of" ? m_grammar.child(c, Relation::pobj) : none;
                    if (object != none && m_at[object] != none) return root_of(m_candidates, m_at[object]);
                }
            }
        }
        return none;
    }

    // A bomb that is found or made harmless did not go off.
    Index weapon_host(Index c) const {
        const Candidate& candidate = m_candidates[c];
        if (candidate.trigger->kind != resources::TriggerKind::noun || type(c).family != "fighting") return none;
        const Index above = m_grammar.head(candidate.token);
        const Relation r = m_grammar.relation(candidate.token);
        if (above == none || m_at[above] == none || (r != Relation::dobj && r != Relation::nsubjpass)) return none;
        return type(m_at[above]).name.starts_with("weapons.") ? m_at[above] : none;
    }

    // A verb that only carries a noun which is a trigger itself ("launched" of "launched an assault").
    Index light_host(Index c) const {
        if (m_candidates[c].trigger->kind != resources::TriggerKind::verb) return none;
        const Index noun = m_carried[m_candidates[c].token];
        return noun != none && noun != c && related(c, noun) ? noun : none;
    }

    bool related(Index verb, Index noun) const {
        if (type(verb).folds) return can_hurt(noun);
        if (m_grammar.in_set(m_candidates[verb].token, "light") && type(verb).words_only == type(noun).words_only) return true;
        return type(verb).family == type(noun).family;
    }

    Index usable(Index host, Index c) const {
        if (host == none || host == c || !can_hurt(host)) return none;
        // A person who kills at a protest isn't the protest.
        const resources::StatementType& t = type(host);
        const bool done_by_verb = m_candidates[host].trigger->kind == resources::TriggerKind::verb;
        if ((t.family == "protest" || t.family == "else") && !done_by_verb && has_doer(c) && m_candidates[c].trigger->kind == resources::TriggerKind::verb) return none;
        return host;
    }

    // An agent that is no happening.
    bool has_doer(Index c) const {
        for (const Argument& a : m_candidates[c].frame.arguments) {
            const bool acts = m_grammar.in_set(a.token, "persons") || m_grammar.in_set(a.token, "armed");
            if (a.relation == "agent" && !a.inherited && acts && told_by_noun(a.token) == none && type(c).name != "casualties") return true;
        }
        return false;
    }

    Index outcome_host(Index c) const {
        const Candidate& candidate = m_candidates[c];
        for (const Argument& a : candidate.frame.arguments) {
            const bool brings = a.relation == "agent" || a.relation == "by" || a.relation == "in" || a.relation == "from" || a.relation == "during" ||
                                a.relation == "after" || a.relation == "with" || a.relation == "of" || a.relation == "because" || a.relation == "following" || a.relation == "patient" || a.relation == "amid";
            if (!brings) continue;
            if (const Index host = usable(m_grammar.is_verb(a.token) ? told_by(a.token) : told_by_noun(a.token), c); host != none) return host;
        }
        // "when a shell hit their car", "after gunmen attacked"
        for (Index child : m_grammar.children(candidate.token)) {
            if (m_grammar.relation(child) != Relation::advcl || m_grammar.is_infinitive(child)) continue;
            if (const Index host = usable(told_by(child), c); host != none) return host;
        }
        return above_host(candidate.token, c);
    }

    // The happening of the clause that an outcome hangs on: "struck a market, killing nine", "attacked and killed".
    Index above_host(Index token, Index c) const {
        Index at = token;
        for (int depth = 0; depth < 4; ++depth) {
            const Relation r = m_grammar.relation(at);
            const Index above = m_grammar.head(at);
            if (above == none) return none;
            const bool own_subject = m_grammar.has_child(at, Relation::nsubj) || m_grammar.has_child(at, Relation::nsubjpass);
            const bool verbal = r == Relation::advcl || r == Relation::xcomp || r == Relation::conj || r == Relation::acl || r == Relation::dep || r == Relation::ccomp;
            const bool nominal = r == Relation::acomp || r == Relation::oprd || r == Relation::dobj || r == Relation::amod || r == Relation::pobj || r == Relation::prep;
            if (!(verbal && (!own_subject || r == Relation::advcl)) && !(nominal && depth < 3)) return none;
            if (m_grammar.is_infinitive(at)) return none;
            if (r == Relation::advcl && own_subject && m_grammar.has_child(at, Relation::mark)) return none;
            const Index found = m_grammar.is_verb(above) ? told_by(above) : m_at[above] != none ? root_of(m_candidates, m_at[above])
                                                                        : r == Relation::acl    ? beside(at, above)
                                                                                                : none;
            if (const Index host = usable(found, c); host != none) return host;
            at = above;
        }
        return none;
    }

    // A main verb that the parser took for a participle: "a bus overturned, killing five" with both on the bus.
    Index beside(Index verb, Index noun) const {
        for (Index other : m_grammar.children(noun)) {
            if (other < verb && m_at[other] != none && m_grammar.is_verb(other)) return root_of(m_candidates, m_at[other]);
        }
        return none;
    }

    // "One was killed and two were hurt when a shell hit the yard": what follows the last of a row goes with all of it.
    Index host_of_next(Index c) const {
        if (has_doer(c)) return none;
        for (Index next : m_grammar.children(m_candidates[c].token)) {
            if (m_grammar.relation(next) != Relation::conj || m_at[next] == none || !is_outcome(m_at[next])) continue;
            const Index host = m_candidates[m_at[next]].host;
            if (host != none && host != c && can_hurt(root_of(m_candidates, host))) return root_of(m_candidates, host);
        }
        return none;
    }

    // "killed nine and wounded ten", "four deaths and six injuries", "one dead, two hurt": one statement of both outcomes.
    Index sibling_outcome(Index c) const {
        Index at = m_candidates[c].token;
        for (int depth = 0; depth < 3; ++depth) {
            const Index above = m_grammar.head(at);
            if (above == none) return none;
            const Relation r = m_grammar.relation(at);
            if (r != Relation::conj && r != Relation::advcl && r != Relation::dep && r != Relation::ccomp && r != Relation::amod && r != Relation::acl && r != Relation::parataxis) return none;
            if (m_at[above] != none && m_at[above] != c && type(m_at[above]).folds) return m_at[above];
            at = above;
        }
        return none;
    }

    // "evacuate the sick and the wounded", "treated the injured": people, and no harm told of.
    Index governing_host(Index c) const {
        Index at = m_candidates[c].token;
        // A participle can't go on after an infinitive: the parser took "and wounded" for a verb.
        if (m_grammar.relation(at) == Relation::conj && m_grammar.is_infinitive(m_grammar.head(at)) && m_grammar.word(at) != m_grammar.lemma(at) && !m_grammar.has_child(at, Relation::aux)) {
            const Index verb = m_at[m_grammar.head(at)];
            return verb != none && is_carried(verb) ? verb : none;
        }
        at = m_grammar.first_conjunct(at);
        if (m_candidates[c].trigger->kind == resources::TriggerKind::noun || m_grammar.has_child(at, Relation::nummod)) return none;
        const Relation r = m_grammar.relation(at);
        const Index verb = m_grammar.head(at);
        if (verb == none || m_at[verb] == none || (r != Relation::dobj && r != Relation::nsubjpass)) return none;
        return is_carried(m_at[verb]) ? m_at[verb] : none;
    }

    bool is_carried(Index c) const { return type(c).family == "displacement" || type(c).family == "siege"; }

    // "shells hit", "the raid targeted": what the happening named by the subject did.
    Index doing_host(Index c) const {
        const Candidate& candidate = m_candidates[c];
        if (candidate.trigger->kind != resources::TriggerKind::verb || type(c).family != "fighting") return none;
        for (const Argument& a : candidate.frame.arguments) {
            if (a.relation != "agent" && a.relation != "in" && a.relation != "during") continue;
            const Index host = told_by_noun(a.token);
            if (host != none && host != c && type(host).family == "fighting") return host;
        }
        return none;
    }

    const Grammar& m_grammar;
    std::vector<Candidate>& m_candidates;
    std::vector<Index> m_at;
    std::vector<Index> m_carried;  // for each light verb the first noun that it carries
};

}  // namespace

void fold(const Grammar& grammar, std::vector<Candidate>& candidates) { Folder(grammar, candidates).run(); }

}  // namespace marsad::events
