#include "events/roles.h"

#include <algorithm>

namespace marsad::events {

using document::Certainty;
using document::Participant;
using document::Statement;
using resources::Role;

const Role* role_of(const Grammar& grammar, const Candidate& candidate, std::string_view name) {
    for (const Role& role : candidate.trigger->roles) {
        if (role.name == name) return &role;
    }
    for (const Role& role : candidate.type(grammar.codebook()).roles) {
        if (role.name == name) return &role;
    }
    return nullptr;
}

namespace {

class Reader {
public:
    Reader(const Grammar& grammar, const Mentions& mentions) : m_grammar(grammar), m_mentions(mentions) {}

    // Participants of a role: of the first of its relations that brings any.
    std::vector<Participant> participants(const Candidate& candidate, const Role* role) {
        std::vector<Participant> found;
        if (!role) return found;
        m_trigger = candidate.token;
        for (const std::string& relation : role->relations) {
            for (const Argument& a : candidate.frame.arguments) {
                if (a.relation == relation) collect(a, *role, found);
            }
            // "battle between A and B": both stand in one relation; a second relation would add others to them.
            if (!found.empty()) break;
        }
        return found;
    }

private:
    void collect(const Argument& argument, const Role& role, std::vector<Participant>& found) {
        const std::vector<Index> tokens = m_grammar.conjuncts(argument.token);
        std::uint32_t any_of = none;
        for (Index t : tokens) {
            for (Index c : m_grammar.children(t)) {
                if (m_grammar.relation(c) == Relation::cc && m_grammar.lemma(c) == "or") any_of = 0;
            }
        }
        if (any_of == 0 && tokens.size() > 1) any_of = m_alternatives++;
        else any_of = none;
        for (Index t : tokens) {
            if (is_voice(t)) continue;
            const Index meant = m_grammar.measured(t);
            const Index actor = actor_of(t, meant);
            if (actor == none) continue;
            if (!role.fillers.empty() && !m_mentions.fits_any(t, role.fillers)) continue;
            if (std::any_of(found.begin(), found.end(), [&](const Participant& p) { return p.actor == actor; })) continue;
            found.push_back({actor, certainty_of(meant), any_of});
        }
    }

    // Who only tells of it takes no part, whatever the grammar made of a headline: "Blast kills two, medics say".
    bool is_voice(Index token) const {
        const document::Document& document = m_grammar.document();
        const document::Span word = document.tokens[token].span, trigger = document.tokens[m_trigger].span;
        const auto holds = [](const document::Span& whole, const document::Span& part) { return whole.contains(part); };
        for (Index a : m_mentions.attributions_near(m_trigger)) {
            const document::Attribution& attribution = document.attributions[a];
            if (!attribution.source || !holds(*attribution.source, word)) continue;
            const auto& content = attribution.content;
            const bool told = std::any_of(content.begin(), content.end(), [&](const auto& part) { return holds(part, trigger); });
            if (told && std::none_of(content.begin(), content.end(), [&](const auto& part) { return holds(part, word); })) return true;
        }
        return false;
    }

    // The actor that a token names. A modifier ("Russian raids") may stand inside a longer name.
    Index actor_of(Index token, Index meant) const {
        for (Index t : {meant, token}) {
            if (const Index a = m_mentions.actor_headed(t); a != none) return a;
        }
        for (Index t : {meant, token}) {
            const Index a = m_mentions.actor_at(t);
            if (a == none) continue;
            // Inside of another's name it is that other only where the name's head hangs on the token's own noun.
            const Index head = m_grammar.document().actors[a].head;
            if (head == none || m_grammar.is_under(head, t) || m_grammar.relation(t) == Relation::compound || m_grammar.relation(t) == Relation::amod || (m_grammar.relation(t) == Relation::npadvmod && !m_grammar.is_under(m_trigger, head))) return a;
        }
        return none;
    }

    Certainty certainty_of(Index token) const {
        for (Index c : m_grammar.children(token)) {
            const std::string_view l = m_grammar.lemma(c);
            if (l == "suspected" || l == "alleged" || l == "presumed" || l == "apparent" || l == "likely") return Certainty::suspected;
            if (l == "unidentified" || l == "unknown") return Certainty::unidentified;
        }
        return Certainty::asserted;
    }

    const Grammar& m_grammar;
    const Mentions& m_mentions;
    Index m_trigger = 0;
    std::uint32_t m_alternatives = 0;
};

void add(std::vector<Participant>& to, const std::vector<Participant>& from, const std::vector<const std::vector<Participant>*>& but) {
    for (const Participant& p : from) {
        const auto is_it = [&](const Participant& q) { return q.actor == p.actor; };
        bool known = std::any_of(to.begin(), to.end(), is_it);
        for (const auto* others : but) known |= std::any_of(others->begin(), others->end(), is_it);
        if (!known) to.push_back(p);
    }
}

void read_instruments(const Grammar& grammar, const Candidate& candidate, Statement& statement) {
    static constexpr std::pair<std::string_view, bool> sets[] = {{"aircraft", true}, {"ordnance", false}, {"explosives", false}, {"artillery", false}, {"missiles", false}, {"firearms", false}, {"blades", false}, {"chemicals", false}};
    for (const Argument& a : candidate.frame.arguments) {
        const bool brings = a.relation == "with" || a.relation == "using" || a.relation == "agent" || a.relation == "by" || a.relation == "patient" || a.relation == "mod";
        if (!brings) continue;
        for (const auto& [set, platform] : sets) {
            if (!grammar.in_set(a.token, set)) continue;
            const document::Span span = grammar.token(a.token).span;
            if (std::any_of(statement.instruments.begin(), statement.instruments.end(), [&](const auto& i) { return i.span == span; })) break;
            document::Instrument instrument{.span = span, .munition = {}, .platform = {}};
            (platform ? instrument.platform : instrument.munition) = grammar.lemma(a.token);
            statement.instruments.push_back(std::move(instrument));
            break;
        }
    }
}

}  // namespace

void read_roles(const Grammar& grammar, const Mentions& mentions, const Candidate& candidate,
                const std::vector<const Candidate*>& folded, Statement& statement) {
    Reader reader(grammar, mentions);
    const auto of = [&](const Candidate& c, std::string_view role) { return reader.participants(c, role_of(grammar, c, role)); };
    statement.actors = of(candidate, "actors");
    statement.with = of(candidate, "with");
    add(statement.targets, of(candidate, "targets"), {&statement.actors});
    add(statement.victims, of(candidate, "victims"), {&statement.actors, &statement.targets});
    read_instruments(grammar, candidate, statement);
    for (const Candidate* other : folded) {
        const bool outcome = other->type(grammar.codebook()).folds;
        if (statement.actors.empty()) add(statement.actors, of(*other, "actors"), {&statement.targets, &statement.victims});
        std::vector<Participant> hit = of(*other, "targets");
        if (outcome) {
            add(hit, of(*other, "victims"), {});
            // Those who suffer are victims beside the target; where there is no target, they are it.
            add(statement.victims, hit, {&statement.actors, &statement.targets});
        } else {
            add(statement.targets, hit, {&statement.actors});
        }
        read_instruments(grammar, *other, statement);
    }
    statement.mutual = candidate.type(grammar.codebook()).mutual;
}

}  // namespace marsad::events
