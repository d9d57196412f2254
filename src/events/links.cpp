#include "events/links.h"

#include <algorithm>

#include "events/fold.h"

namespace marsad::events {

using document::LinkKind;
using document::Span;
using document::Statement;

namespace {

LinkKind kind_named(std::string_view wanted) {
    for (int i = 0; i <= static_cast<int>(LinkKind::repeats); ++i) {
        if (name(static_cast<LinkKind>(i)) == wanted) return static_cast<LinkKind>(i);
    }
    return LinkKind::about;
}

class Linker {
public:
    Linker(document::Document& document, const Grammar& grammar, const std::vector<Candidate>& candidates, const std::vector<Context>& contexts,
           const std::vector<Index>& statement_of)
        : m_document(document), m_grammar(grammar), m_candidates(candidates), m_contexts(contexts), m_statement_of(statement_of), m_at(candidate_by_token(grammar, candidates)) {}

    void run() {
        for (Index c = 0; c < m_candidates.size(); ++c) {
            if (m_candidates[c].host != none || m_statement_of[c] == none) continue;
            content(c);
            causes(c);
            answer(c);
        }
    }

private:
    void add(Index from, LinkKind kind, Index to, Span evidence) {
        if (from == none || to == none || from == to) return;
        auto& links = m_document.statements[from].links;
        if (std::any_of(links.begin(), links.end(), [&](const auto& l) { return l.kind == kind && l.to == to; })) return;
        links.push_back({kind, to, evidence});
    }

    // Terms point to their plan; condemnations, denials and the like point to what they are about.
    void content(Index c) {
        const Context& context = m_contexts[c];
        if (context.governor == none || context.link.empty()) return;
        const Index parent = m_statement_of[context.governor], child = m_statement_of[c];
        if (context.link == "said_of") return add(m_statement_of[c], LinkKind::about, m_statement_of[context.governor], m_grammar.token(m_candidates[context.governor].token).span);
        const LinkKind kind = kind_named(context.link);
        const Span evidence = m_grammar.token(m_candidates[context.governor].token).span;
        if (kind == LinkKind::term_of) add(child, kind, parent, evidence);
        else add(parent, kind, child, evidence);
        // "the plan calls for the departure": what a term asks for is a term.
        const Context& above = m_contexts[context.governor];
        if (kind != LinkKind::term_of && above.governor != none && (above.link == "term_of" || above.link == "said_of")) add(child, LinkKind::term_of, m_statement_of[above.governor], evidence);
    }

    Index event_at(Index token) const {
        for (Index t : m_grammar.conjuncts(token)) {
            for (Index n : {t, m_grammar.measured(t)}) {
                if (m_at[n] != none && m_statement_of[root_of(m_candidates, m_at[n])] != none) return root_of(m_candidates, m_at[n]);
            }
        }
        return none;
    }

    // An outcome brings nothing about ("five died and thousands fled").
    bool is_happening(Index c) const { return c != none && !m_candidates[c].type(m_grammar.codebook()).words_only && m_candidates[c].type(m_grammar.codebook()).name != "casualties"; }

    bool takes_cause(Index c) const {
        const auto& t = m_candidates[c].type(m_grammar.codebook());
        return t.family == "displacement" || t.family == "things" || t.family == "siege" || t.family == "casualties" || t.name == "killing" || t.family == "else" || t.family == "protest" || t.family == "control";
    }

    void causes(Index c) {
        if (!is_happening(c) || !takes_cause(c)) return;
        const Candidate& candidate = m_candidates[c];
        for (const Argument& a : candidate.frame.arguments) {
            const bool brings = a.relation == "agent" || a.relation == "because" || a.relation == "by" || a.relation == "after" || a.relation == "following" ||
                                a.relation == "amid" || a.relation == "from" || a.relation == "in" || (a.relation == "patient" && m_grammar.lemma(candidate.token) == "flee") ||
                                a.relation == "as" || a.relation == "over" || a.relation == "during";
            if (!brings) continue;
            const Index cause = event_at(a.token);
            if (is_happening(cause)) return add(m_statement_of[c], LinkKind::cause, m_statement_of[cause], a.by == none ? m_grammar.token(a.token).span : m_grammar.token(a.by).span);
        }
        if (by_clause(c)) return;
        by_causal_verb(c);
        beside(c);
    }

    // People driven out, and what is destroyed, beside a disaster or a fight of the same sentence that nothing else
    // explains: the nearest one before it, else after it.
    void beside(Index c) {
        const auto& type = m_candidates[c].type(m_grammar.codebook());
        if (type.family != "displacement" && type.family != "things") return;
        for (const auto& link : m_document.statements[m_statement_of[c]].links) {
            if (link.kind == LinkKind::cause) return;
        }
        const Index sentence = m_grammar.token(m_candidates[c].token).sentence;
        Index best = none;
        for (Index other = 0; other < m_candidates.size(); ++other) {
            if (other == c || m_candidates[other].host != none || m_statement_of[other] == none || m_grammar.token(m_candidates[other].token).sentence != sentence) continue;
            const auto& hazard = m_candidates[other].type(m_grammar.codebook());
            const bool drives = hazard.name.starts_with("disaster") || (hazard.family == "fighting" && type.family == "displacement");
            const Statement& s = m_document.statements[m_statement_of[other]];
            if (!drives || s.polarity != document::Polarity::affirmed) continue;
            if (best == none || m_candidates[other].token < m_candidates[c].token) best = other;
        }
        if (best != none) add(m_statement_of[c], LinkKind::cause, m_statement_of[best], m_grammar.token(m_candidates[best].token).span);
    }

    // "so residents left", "as the army advanced", "after floods hit"
    bool by_clause(Index c) {
        const Index clause = m_grammar.clause_of(m_candidates[c].token);
        for (Index child : m_grammar.children(clause)) {
            if (m_grammar.relation(child) != Relation::advcl || m_grammar.is_infinitive(child)) continue;
            const Index mark = m_grammar.child(child, Relation::mark);
            const Index when = m_grammar.child(child, Relation::advmod);
            const std::string_view word = mark != none ? m_grammar.lemma(mark) : when != none ? m_grammar.lemma(when)
                                                                                              : std::string_view();
            if (word != "after" && word != "as" && word != "because" && word != "when" && word != "since") continue;
            const Index cause = event_of(child);
            if (is_happening(cause)) {
                add(m_statement_of[c], LinkKind::cause, m_statement_of[cause], m_grammar.token(mark != none ? mark : when).span);
                return true;
            }
        }
        // the clause before "so"
        for (Index child : m_grammar.children(clause)) {
            if (m_grammar.lemma(child) != "so" || m_grammar.relation(child) == Relation::neg) continue;
            Index above = m_grammar.head(clause);
            if (above == none) {
                for (Index other : m_grammar.children(clause)) {
                    if (other < child && m_grammar.is_verb(other) && (m_grammar.relation(other) == Relation::ccomp || m_grammar.relation(other) == Relation::conj || m_grammar.relation(other) == Relation::advcl)) above = other;
                }
            }
            const Index cause = above == none ? none : event_of(above);
            if (is_happening(cause)) {
                add(m_statement_of[c], LinkKind::cause, m_statement_of[cause], m_grammar.token(child).span);
                return true;
            }
        }
        return false;
    }

    Index event_of(Index verb) const {
        if (m_at[verb] != none) return event_at(verb);
        for (Index child : m_grammar.children(verb)) {
            const Relation r = m_grammar.relation(child);
            if (r == Relation::nsubj || r == Relation::dobj || r == Relation::nsubjpass) {
                if (const Index found = event_at(child); found != none) return found;
            }
        }
        return none;
    }

    // "… pushed forward, prompting civilians to flee", "the fighting has prompted many to flee"
    void by_causal_verb(Index c) {
        Index at = m_candidates[c].token;
        for (int depth = 0; depth < 5; ++depth) {
            const Index above = m_grammar.head(at);
            if (above == none) return;
            const Relation r = m_grammar.relation(at);
            if (m_grammar.is_verb(above) && m_grammar.in_set(above, "causal") && (r == Relation::ccomp || r == Relation::xcomp || r == Relation::dobj || r == Relation::pobj || r == Relation::prep)) {
                Index cause = none;
                if (const Index subject = subject_of(m_grammar, above); subject != none) cause = event_at(subject);
                if (cause == none && (m_grammar.relation(above) == Relation::advcl || m_grammar.relation(above) == Relation::conj)) {
                    const Index main = m_grammar.head(above);
                    if (main != none && m_grammar.is_verb(main)) cause = event_of(main);
                }
                if (is_happening(cause)) {
                    add(m_statement_of[c], LinkKind::cause, m_statement_of[cause], m_grammar.token(above).span);
                    return;
                }
            }
            // An adverbial participle tells what came of the main clause: "shelled the town, forcing families out".
            if (r == Relation::advcl && m_grammar.is_gerund(at) && m_grammar.is_verb(above)) {
                const Index cause = event_of(above);
                if (is_happening(cause) && cause != c) return add(m_statement_of[c], LinkKind::cause, m_statement_of[cause], m_grammar.token(at).span);
            }
            at = above;
        }
    }

    // A rejection answers the plan that it names, else the last one told before it.
    void answer(Index c) {
        const auto& type = m_candidates[c].type(m_grammar.codebook());
        if (type.content.link != "answer_to") return;
        const Index own = m_statement_of[c];
        for (const auto& link : m_document.statements[own].links) {
            if (link.kind == LinkKind::answer_to) return;
        }
        for (const Argument& a : m_candidates[c].frame.arguments) {
            if (a.relation != "patient" && a.relation != "of") continue;
            const Index target = event_at(a.token);
            if (target != none) return add(own, LinkKind::answer_to, m_statement_of[target], m_grammar.token(a.token).span);
        }
        Index last = none;
        for (Index other = c; other-- > 0 && last == none && m_candidates[c].token - m_candidates[other].token < 80;) {
            if (m_candidates[other].host != none || m_statement_of[other] == none) continue;
            const std::string& link = m_candidates[other].type(m_grammar.codebook()).content.link;
            if (link == "term_of" || m_candidates[other].type(m_grammar.codebook()).name == "talks") last = other;
        }
        if (last != none) add(own, LinkKind::answer_to, m_statement_of[last], m_grammar.token(m_candidates[c].token).span);
    }

    document::Document& m_document;
    const Grammar& m_grammar;
    const std::vector<Candidate>& m_candidates;
    const std::vector<Context>& m_contexts;
    const std::vector<Index>& m_statement_of;
    std::vector<Index> m_at;
};

}  // namespace

void link_statements(document::Document& document, const Grammar& grammar, const std::vector<Candidate>& candidates,
                     const std::vector<Context>& contexts, const std::vector<Index>& statement_of) {
    Linker(document, grammar, candidates, contexts, statement_of).run();
}

}  // namespace marsad::events
