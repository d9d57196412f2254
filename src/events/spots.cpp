#include "events/spots.h"

#include <algorithm>

#include "base/hash.h"
#include "events/literal.h"

namespace marsad::events {

using document::Place;
using document::PlaceRole;
using document::Statement;

namespace {

constexpr std::int64_t only_place = 1200;  // thousandths of a logit
constexpr std::string_view reaches[] = {"trigger", "clause", "sentence", "before", "report", "nowhere"};

std::string bucket(std::size_t n) { return n <= 2 ? std::to_string(n) : n <= 4 ? "4"
                                                                    : n <= 8   ? "8"
                                                                    : n <= 16  ? "16"
                                                                               : "far"; }

}  // namespace

Spots::Spots(const Grammar& grammar, const resources::Weights* weights, Trace* trace)
    : m_grammar(grammar), m_weights(weights && weights->weight(base::fnv1a("spot|bias")) != 0 ? weights : nullptr), m_trace(trace) {}

// What the place's name modifies: "Sorn police", "the Sorn hospital".
std::string Spots::beside(Index token) const {
    const Relation r = m_grammar.relation(token);
    const Index above = m_grammar.head(token);
    if (above == none) return "root";
    std::string out(name(r));
    if (r != Relation::compound && r != Relation::poss && r != Relation::amod && r != Relation::nmod && r != Relation::npadvmod) return out;
    for (std::string_view set : {"armed", "voices", "persons", "facilities", "places", "forces"}) {
        if (m_grammar.in_set(above, set)) return out + ":" + std::string(set);
    }
    return out + ":" + (m_grammar.codebook().triggers_of(m_grammar.lemma(above)).empty() ? "other" : "event");
}

// The way through the parse from the place to the trigger: up to the word that both hang on, and down from it.
void Spots::add_way(Index from, Index to, std::vector<std::string>& out) const {
    std::vector<Index> above_trigger;
    for (Index t = to; t != none && above_trigger.size() < 12; t = m_grammar.head(t)) above_trigger.push_back(t);
    std::string up, preposition = "none";
    int clauses_up = 0, clauses_down = 0;
    Index at = from;
    std::size_t meet = above_trigger.size();
    for (int depth = 0; depth < 12 && at != none; ++depth) {
        const auto found = std::find(above_trigger.begin(), above_trigger.end(), at);
        if (found != above_trigger.end()) {
            meet = static_cast<std::size_t>(found - above_trigger.begin());
            break;
        }
        const Relation r = m_grammar.relation(at);
        if (depth < 7) up += (up.empty() ? "" : "<") + std::string(name(r)) + (m_grammar.pos(at) == Pos::adp ? ":" + std::string(m_grammar.lemma(at)) : "");
        if (preposition == "none" && m_grammar.pos(at) == Pos::adp) preposition = m_grammar.lemma(at);
        clauses_up += r == Relation::relcl || r == Relation::advcl || r == Relation::acl || r == Relation::ccomp || (r == Relation::conj && m_grammar.is_verb(at));
        at = m_grammar.head(at);
    }
    std::string down;
    for (std::size_t i = 0; i < meet && i < above_trigger.size(); ++i) {
        const Relation r = m_grammar.relation(above_trigger[i]);
        if (i < 5) down += (down.empty() ? "" : "<") + std::string(name(r));
        clauses_down += r == Relation::relcl || r == Relation::advcl || r == Relation::acl || r == Relation::ccomp || (r == Relation::conj && m_grammar.is_verb(above_trigger[i]));
    }
    const std::string where = meet == 0 ? "own" : at == from                ? "below"
                                              : meet < above_trigger.size() ? (m_grammar.is_verb(above_trigger[meet]) ? "verb" : "noun")
                                                                            : "apart";
    out.push_back("way=" + up + ">" + down);
    out.push_back("up=" + up);
    out.push_back("down=" + down);
    out.push_back("prep=" + preposition + "|" + where);
    out.push_back("prep=" + preposition);
    out.push_back("meet=" + where);
    out.push_back("clauses=" + std::to_string(std::min(clauses_up, 3)) + "/" + std::to_string(std::min(clauses_down, 3)));
    out.push_back("where=" + where + "|" + std::to_string(std::min(clauses_up, 3)) + "/" + std::to_string(std::min(clauses_down, 3)));
}

// The noun that the name stands before, else the name's own head: "the Sorn refugee camp" is the camp.
Index Spots::phrase(Index head) const {
    for (int depth = 0; depth < 4; ++depth) {
        const Relation r = m_grammar.relation(head);
        const Index above = m_grammar.head(head);
        if (above == none || !m_grammar.is_noun(above) || (r != Relation::compound && r != Relation::nmod && r != Relation::poss && r != Relation::amod)) break;
        head = above;
    }
    return head;
}

// What governs the name's phrase: its preposition, and the word that it hangs on, beside the trigger's own.
void Spots::add_governor(const Candidate& candidate, Index head, std::vector<std::string>& out) const {
    const Index top = phrase(head);
    const std::string trigger(m_grammar.lemma(candidate.token));
    Index above = m_grammar.head(m_grammar.first_conjunct(top));
    std::string relation(name(m_grammar.relation(m_grammar.first_conjunct(top))));
    if (above != none && m_grammar.pos(above) == Pos::adp) {
        relation = m_grammar.lemma(above);
        above = m_grammar.head(above);
    }
    if (top != head) out.push_back("noun=" + std::string(m_grammar.lemma(top)));
    out.push_back("noun=" + std::string(top != head ? "more" : "none") + "|" + relation);
    const std::string owner = above == none ? "root" : above == candidate.token                                       ? "trigger"
                                                   : m_grammar.in_set(above, "saying")                                ? "saying"
                                                   : m_grammar.codebook().triggers_of(m_grammar.lemma(above)).empty() ? (m_grammar.is_verb(above) ? "verb" : "other")
                                                                                                                      : (m_grammar.is_verb(above) ? "event verb" : "event noun");
    out.push_back("owner=" + owner);
    out.push_back("owner=" + owner + "|" + relation);
    out.push_back("trigger=" + trigger);
    out.push_back("trigger=" + trigger + "|" + relation);
    out.push_back("trigger=" + trigger + "|" + owner);
    if (above != none) {
        out.push_back("over=" + std::string(m_grammar.lemma(above)));
        out.push_back("over=" + std::string(m_grammar.lemma(above)) + "|" + relation);
    }
    out.push_back("type=" + candidate.type(m_grammar.codebook()).name + "|" + relation);
}

// The other words of happenings on the way from the place to the trigger, and between them in the text.
void Spots::add_rivals(const Candidate& candidate, Index head, std::vector<std::string>& out) const {
    int above = 0, between = 0;
    Index at = m_grammar.head(head);
    for (int depth = 0; depth < 12 && at != none && at != candidate.token; ++depth, at = m_grammar.head(at)) {
        above += !m_grammar.codebook().triggers_of(m_grammar.lemma(at)).empty() && (m_grammar.is_verb(at) || m_grammar.is_noun(at));
    }
    const std::string way = at == candidate.token ? "under" : "apart";
    int verbs = 0;
    for (Index t = std::min(head, candidate.token) + 1; t < std::max(head, candidate.token); ++t) {
        if (!m_grammar.is_verb(t) && !m_grammar.is_noun(t)) continue;
        between += !m_grammar.codebook().triggers_of(m_grammar.lemma(t)).empty();
        verbs += m_grammar.pos(t) == Pos::verb;
    }
    out.push_back("rivals above=" + std::to_string(std::min(above, 3)) + "|" + way);
    out.push_back("rivals between=" + std::to_string(std::min(between, 4)));
    out.push_back("verbs between=" + std::to_string(std::min(verbs, 3)) + (head > candidate.token ? "|after" : "|before"));
    out.push_back("verbs between=" + std::to_string(std::min(verbs, 3)) + "|" + way);
}

// What kind of name it is, and which other places of the sentence it holds, lies in or stands beside.
void Spots::add_company(Index place, const Statement& statement, std::vector<std::string>& out) const {
    const document::Document& document = m_grammar.document();
    const Place& p = document.places[place];
    const std::string_view words = document.words(p.span);
    if (p.id.empty()) {
        out.push_back("unlisted last=" + m_grammar.word(document.token_at(p.span.end - 1)));
        const std::uint32_t entity = m_grammar.token(p.head).entity;
        out.push_back("unlisted entity=" + std::string(entity == none ? "none" : name(document.entities[entity].type)));
    }
    if (words.size() > 3 && std::none_of(words.begin(), words.end(), [](char c) { return c >= 'a' && c <= 'z'; })) out.push_back("capitals");
    const Index first = document.token_at(p.span.begin);
    if (first > 0) out.push_back("word before=" + m_grammar.word(first - 1));
    if (const Index next = document.token_at(p.span.end - 1) + 1; next < m_grammar.size()) out.push_back("word after=" + m_grammar.word(next));
    const Index sentence = m_grammar.token(p.head).sentence, top = phrase(p.head);
    bool wider = false, wider_chosen = false, narrower = false, in_phrase = false, has_below = false, row = false;
    std::size_t earlier = 0, later = 0;
    for (Index i = 0; i < document.places.size(); ++i) {
        const Place& q = document.places[i];
        if (i == place || q.use != document::PlaceUse::literal || q.head >= m_grammar.size() || m_grammar.token(q.head).sentence != sentence) continue;
        const bool chosen = std::any_of(statement.places.begin(), statement.places.end(), [&](const auto& s) { return s.place == i && s.role == PlaceRole::at; });
        const auto holds = [&](const Place& wide, const Place& narrow) {
            if (wide.id.empty() || wide.id == narrow.id) return false;
            if (wide.precision == document::PlacePrecision::country) return wide.country == narrow.country && narrow.precision != document::PlacePrecision::country;
            return std::any_of(narrow.admin.begin(), narrow.admin.end(), [&](const auto& unit) { return unit.id == wide.id; });
        };
        wider |= holds(p, q);
        wider_chosen |= chosen && holds(p, q);
        narrower |= holds(q, p);
        in_phrase |= m_grammar.is_under(p.head, phrase(q.head));
        has_below |= m_grammar.is_under(q.head, top);
        row |= m_grammar.first_conjunct(phrase(q.head)) == m_grammar.first_conjunct(top);
        (q.span.begin < p.span.begin ? earlier : later) += 1;
    }
    if (wider) out.push_back(std::string("wider") + (wider_chosen ? "|chosen" : ""));
    if (narrower) out.push_back("narrower");
    if (in_phrase) out.push_back("in phrase");
    if (has_below) out.push_back("phrase holds");
    if (row) out.push_back("row");
    out.push_back("place " + std::to_string(std::min<std::size_t>(earlier, 3)) + " of " + std::to_string(std::min<std::size_t>(earlier + later + 1, 4)));
}

std::vector<Feature> Spots::features(const Candidate& candidate, Index place, const Statement& statement, bool chosen, Reach reach, std::size_t places) const {
    const Place& p = m_grammar.document().places[place];
    const Index head = p.head;
    std::vector<std::string> names{"bias"};
    const std::string rule = chosen ? std::string(reaches[static_cast<int>(reach)]) : "not/" + std::string(reaches[static_cast<int>(reach)]);
    const std::string kind = candidate.trigger->kind == resources::TriggerKind::verb ? "verb" : candidate.trigger->kind == resources::TriggerKind::noun ? "noun"
                                                                                                                                                        : "adjective";
    const resources::StatementType& type = candidate.type(m_grammar.codebook());
    names.push_back("rule=" + rule);
    names.push_back("rule=" + rule + "|" + (places == 1 ? "one" : "more"));
    names.push_back("rule=" + rule + "|" + kind);
    add_way(head, candidate.token, names);
    names.push_back("beside=" + beside(head));
    names.push_back("beside=" + beside(head) + "|" + type.family);
    names.push_back("precision=" + std::string(name(p.precision)));
    names.push_back("precision=" + std::string(name(p.precision)) + "|" + rule);
    names.push_back(std::string("listed=") + (p.id.empty() ? "no" : "yes"));
    names.push_back("family=" + type.family + "|" + rule);
    names.push_back("type=" + type.name);
    const std::size_t gap = head > candidate.token ? head - candidate.token : candidate.token - head;
    names.push_back((head > candidate.token ? "after=" : "before=") + bucket(gap));
    // Other places between, and whether this one lies in another of the sentence or holds one.
    std::size_t between = 0;
    bool inside = false, holds = false;
    for (const Place& q : m_grammar.document().places) {
        if (&q == &p || q.use != document::PlaceUse::literal || q.head >= m_grammar.size() || m_grammar.token(q.head).sentence != m_grammar.token(head).sentence) continue;
        between += (q.head > std::min(head, candidate.token)) && (q.head < std::max(head, candidate.token));
        inside |= m_grammar.is_under(head, q.head);
        holds |= m_grammar.is_under(q.head, head);
    }
    names.push_back("between=" + std::to_string(std::min<std::size_t>(between, 3)));
    if (inside) names.push_back("inside|" + rule);
    if (holds) names.push_back("holds|" + rule);
    add_governor(candidate, head, names);
    add_rivals(candidate, head, names);
    add_company(place, statement, names);
    std::vector<Feature> out;
    for (std::string& n : names) out.push_back({std::move(n)});
    return out;
}

bool Spots::is_patient(const Candidate& candidate, Index place) const {
    const Index head = m_grammar.document().places[place].head;
    const Relation r = m_grammar.relation(head);
    return m_grammar.head(head) == candidate.token && (r == Relation::dobj || r == Relation::nsubjpass);
}

Reach Spots::decide(const Candidate& candidate, Reach reach, Statement& statement) const {
    const resources::StatementType& type = candidate.type(m_grammar.codebook());
    if ((!m_weights && !m_trace) || type.words_only || type.family == "displacement" || (reach > Reach::sentence && reach != Reach::nowhere)) return reach;
    const Index sentence = m_grammar.token(candidate.token).sentence;
    std::vector<Index> open;
    for (Index p = 0; p < m_grammar.document().places.size(); ++p) {
        const Place& place = m_grammar.document().places[p];
        if (place.use != document::PlaceUse::literal || place.head >= m_grammar.size() || m_grammar.token(place.head).sentence != sentence) continue;
        open.push_back(p);
    }
    const Statement whole = statement;  // as the rules left it
    bool added = false;
    for (Index p : open) {
        const auto found = std::find_if(statement.places.begin(), statement.places.end(), [&](const auto& s) { return s.place == p; });
        const bool chosen = found != statement.places.end();
        if (chosen && found->role != PlaceRole::at) continue;
        const std::vector<Feature> seen = features(candidate, p, whole, chosen, reach, open.size());
        if (m_trace) m_trace->places.push_back({m_grammar.token(candidate.token).span, statement.also, m_grammar.document().places[p].span, chosen, seen});
        if (!m_weights) continue;
        const std::int64_t sure = score(*m_weights, "spot|", seen);
        // What is itself hit, taken or left stays, and the only place of the sentence goes for strong reasons alone.
        const bool firm = chosen && (is_patient(candidate, p) || (open.size() == 1 && reach <= Reach::clause && sure >= -only_place));
        const bool keep = sure >= 0 || firm;
        if (chosen && !keep) statement.places.erase(found);
        if (!chosen && keep) {
            statement.places.push_back({p, PlaceRole::at});
            added = true;
        }
    }
    if (statement.places.empty()) return Reach::nowhere;
    return added && reach > Reach::clause ? Reach::clause : reach;
}

}  // namespace marsad::events
