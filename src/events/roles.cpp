#include "events/roles.h"

#include <algorithm>

#include "events/culprits.h"

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
            if (relation == "self") collect({"self", candidate.token, none, false}, *role, found);  // "40 refugees"
            for (const Argument& a : candidate.frame.arguments) {
                if (a.relation == relation) collect(a, *role, found);
            }
            // "battle between A and B": both stand in one relation; a second relation would add others to them.
            if (!found.empty()) break;
        }
        return found;
    }

    // Those named by the words above a noun: who is said to have done it.
    std::vector<Participant> culprits(const Candidate& candidate, const Role* role) {
        std::vector<Participant> found;
        if (!role || role->relations.empty()) return found;
        m_trigger = candidate.token;
        for (const Culprit& culprit : culprits_of(m_grammar, candidate.token)) {
            const std::size_t before = found.size();
            m_trigger = culprit.token;  // who claims a deed may tell of it
            collect({"agent", culprit.token, none, true}, *role, found);
            for (std::size_t i = before; i < found.size(); ++i) {
                if (found[i].certainty == Certainty::asserted) found[i].certainty = culprit.certainty;
            }
        }
        return found;
    }

    // And whom it befell.
    std::vector<Participant> casualties(const Candidate& candidate) {
        std::vector<Participant> found;
        m_trigger = candidate.token;
        for (Index token : casualties_of(m_grammar, candidate.token)) collect({"patient", token, none, true}, {}, found);
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
            if (argument.relation != "wielder" && is_voice(t)) continue;
            const Index meant = bodily(m_grammar.measured(t));
            Index actor = actor_of(t, meant);
            const bool behind = actor == none && role.name == "actors" && (argument.relation == "agent" || argument.relation == "by");
            if (behind) actor = actor_behind(t);
            if (actor == none) continue;
            if (argument.relation == "whose" && acts_for_itself(actor) != (role.name == "actors")) continue;
            if (!behind && !role.fillers.empty() && !m_mentions.fits_any(t, role.fillers)) continue;
            if (std::any_of(found.begin(), found.end(), [&](const Participant& p) { return p.actor == actor; })) continue;
            found.push_back({actor, certainty_of(behind ? t : meant), any_of});
        }
    }

    // "The bodies of two farmers": the farmers.
    Index bodily(Index token) const {
        const std::string_view l = m_grammar.lemma(token);
        if (l != "body" && l != "corpse" && l != "remains" && l != "remain") return token;
        for (Index c : m_grammar.children(token)) {
            if (m_grammar.relation(c) == Relation::poss && m_mentions.actor_headed(c) != none) return c;
            if (m_grammar.relation(c) != Relation::prep || m_grammar.lemma(c) != "of") continue;
            const Index object = m_grammar.child(c, Relation::pobj);
            if (object != none && m_mentions.actor_headed(m_grammar.measured(object)) != none) return m_grammar.measured(object);
        }
        return token;
    }

    // "An Israeli airstrike destroyed", "hit by army shells": who stands before the name of the means.
    Index actor_behind(Index means) const {
        if (m_grammar.lemma(means) != "operation" && m_grammar.codebook().triggers_of(m_grammar.lemma(means)).empty() && !m_grammar.in_set(means, "ordnance") && !m_grammar.in_set(means, "aircraft") && !m_grammar.in_set(means, "artillery")) return none;
        for (Index c : m_grammar.children(means)) {
            const Relation r = m_grammar.relation(c);
            if (r != Relation::compound && r != Relation::amod && r != Relation::nmod && r != Relation::poss) continue;
            if (const Index a = m_mentions.actor_headed(c); a != none && acts_for_itself(a)) return a;
        }
        // "A raid that troops conducted, targeting the house"
        if (!m_grammar.is_noun(means)) return none;
        for (const Argument& a : noun_frame(m_grammar, means).arguments) {
            if (a.relation != "agent" && a.relation != "by") continue;
            const Index actor = m_mentions.actor_headed(m_grammar.measured(a.token));
            if (actor != none && acts_for_itself(actor)) return actor;
        }
        return none;
    }

    // Somebody who rather does harm than suffers it, by what he is: a state, an armed side.
    bool acts_for_itself(Index actor) const {
        using document::ActorKind;
        switch (m_grammar.document().actors[actor].kind) {
            case ActorKind::state_force:
            case ActorKind::government:
            case ActorKind::police:
            case ActorKind::rebel:
            case ActorKind::political_militia:
            case ActorKind::identity_militia:
            case ActorKind::private_force:
            case ActorKind::external_force:
            case ActorKind::unknown_armed:
                return true;
            default:
                return false;
        }
    }

    // "Claimed to have killed", "claimed responsibility for downing": who tells of it did it.
    bool is_controlled(Index verb) const {
        for (int depth = 0; depth < 3 && verb != none; ++depth) {
            if (!m_grammar.is_verb(verb) || (!m_grammar.is_infinitive(verb) && !m_grammar.is_gerund(verb))) return false;
            const Relation r = m_grammar.relation(verb);
            if (r == Relation::xcomp || r == Relation::pcomp || (r == Relation::ccomp && m_grammar.is_infinitive(verb))) return true;
            if (r != Relation::advcl && r != Relation::conj) return false;
            verb = m_grammar.head(verb);
        }
        return false;
    }

    // Who only tells of it takes no part, whatever the grammar made of a headline: "Blast kills two, medics say".
    bool is_voice(Index token) const {
        if (token < m_trigger && is_controlled(m_trigger)) return false;
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
            // A name that the parser tore apart: neither of its parts hangs on the other.
            const Relation r = m_grammar.relation(t);
            const bool party = r == Relation::nsubj || r == Relation::nsubjpass || r == Relation::dobj;
            if (party && m_grammar.pos(t) == Pos::propn && t < head && !m_grammar.is_under(t, head)) return a;
        }
        return none;
    }

    Certainty certainty_of(Index token) const {
        for (Index c : m_grammar.children(token)) {
            std::string_view l = m_grammar.lemma(c);
            if (l == "suspect" && m_grammar.relation(c) == Relation::amod) l = "suspected";
            if (l == "allege" && m_grammar.relation(c) == Relation::amod) l = "alleged";
            if (l == "presume" && m_grammar.relation(c) == Relation::amod) l = "presumed";
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

// "Killed 30 people and wounded 50": people whom only a number stands for are no second party beside people who are named.
void drop_repeated(const Grammar& grammar, Statement& statement) {
    const auto& actors = grammar.document().actors;
    const auto is_people = [&](const Participant& p) { return actors[p.actor].name == "people"; };
    const auto is_bare = [&](const Participant& p) { return is_people(p) && actors[p.actor].head < grammar.size() && !grammar.is_noun(actors[p.actor].head); };
    bool told = std::any_of(statement.targets.begin(), statement.targets.end(), is_people);
    std::erase_if(statement.victims, [&](const Participant& p) {
        const bool again = told && is_bare(p);
        told |= is_people(p);
        return again;
    });
}

// A happening that somebody does to somebody, and that a court or an enemy can lay on him.
bool is_deed(const Grammar& grammar, const Candidate& candidate) {
    const resources::StatementType& type = candidate.type(grammar.codebook());
    static constexpr std::string_view of_law[] = {"arrest", "release", "trial", "deportation", "attack.raid"};
    if (type.name.starts_with("destruction")) return false;
    if (std::any_of(std::begin(of_law), std::end(of_law), [&](std::string_view name) { return type.name == name; })) return false;
    return type.family == "fighting" || type.family == "persons" || type.family == "things";
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
    if (candidate.trigger->kind == resources::TriggerKind::noun && is_deed(grammar, candidate)) {
        if (statement.actors.empty()) add(statement.actors, reader.culprits(candidate, role_of(grammar, candidate, "actors")), {&statement.targets, &statement.victims});
        if (statement.targets.empty() && statement.victims.empty()) {
            for (const Participant& p : reader.casualties(candidate)) {
                const bool thing = grammar.document().actors[p.actor].kind == document::ActorKind::facility;
                add(thing ? statement.targets : statement.victims, {p}, {&statement.actors});
            }
        }
    }
    drop_repeated(grammar, statement);
    statement.mutual = candidate.type(grammar.codebook()).mutual;
}

}  // namespace marsad::events
