#include "events/counts.h"

#include <algorithm>
#include <optional>

#include "events/fold.h"

namespace marsad::events {

using document::Figure;
using document::Outcome;

namespace {

std::optional<Outcome> outcome_named(std::string_view wanted) {
    for (int i = 1; i <= static_cast<int>(Outcome::held); ++i) {
        if (name(static_cast<Outcome>(i)) == wanted) return static_cast<Outcome>(i);
    }
    return std::nullopt;
}

// What those counted by a type came to where neither the figure nor the trigger says: its first outcome, but for types
// whose numbers may count anything ("attacked three villages") or that people may survive ("tortured two students").
std::optional<Outcome> default_outcome(const resources::StatementType& type) {
    if (type.family == "fighting" || type.family == "words" || type.family == "talks" || type.family == "control" || type.family == "else" || type.family == "backing" || type.family == "rule") return std::nullopt;
    if (type.figures.empty() || (type.figures.front() == "killed" && !type.folds)) return std::nullopt;
    return outcome_named(type.figures.front());
}

class Assigner {
public:
    Assigner(document::Document& document, const Grammar& grammar, const Mentions& mentions, const std::vector<Candidate>& candidates)
        : m_document(document), m_grammar(grammar), m_mentions(mentions), m_candidates(candidates), m_owner(document.figures.size(), none), m_counting(grammar.size()) {
        for (Index f = 0; f < document.figures.size(); ++f) {
            const Figure& figure = document.figures[f];
            if (is_age(figure)) continue;
            if (figure.head < grammar.size()) m_counting[figure.head].push_back(f);
            for (Index t = document.token_at(figure.number.begin); t < grammar.size() && grammar.token(t).span.begin < figure.number.end; ++t) {
                if (t != figure.head) m_counting[t].push_back(f);
            }
        }
    }

    std::vector<Index> run() {
        m_rank.assign(m_document.figures.size(), 0);
        for (Index c = 0; c < m_candidates.size(); ++c) {
            for (const Argument& a : m_candidates[c].frame.arguments) offer(c, a);
            offer_head(c);
        }
        for (Index f = 0; f < m_owner.size(); ++f) {
            if (m_owner[f] == none) m_owner[f] = owner_by_predicate(m_document.figures[f]);
            if (m_owner[f] != none) settle(m_document.figures[f], m_candidates[m_owner[f]]);
        }
        for (Index f = static_cast<Index>(m_owner.size()); f-- > 0;) split(f);
        for (Index c = 0; c < m_candidates.size(); ++c) {
            outlive(c);
            count_many(c);
            count_one(c);
            count_fatal(c);
        }
        return std::move(m_owner);
    }

private:
    const resources::StatementType& type(Index c) const { return m_candidates[c].type(m_grammar.codebook()); }

    // "(34)" behind a name is an age.
    bool is_age(const Figure& figure) const {
        const Index first = m_document.token_at(figure.number.begin);
        if (first == 0 || first + 1 >= m_grammar.size() || figure.stated.size() != 1) return false;
        return m_grammar.word(first - 1) == "(" && m_grammar.word(first + 1) == ")" && first >= 2 && m_grammar.pos(first - 2) == Pos::propn;
    }

    // "A number of people were killed and wounded": some were killed, and some were wounded.
    void split(Index f) {
        if (m_owner[f] == none || m_document.figures[f].outcome != Outcome::killed_or_injured || m_document.figures[f].term.empty()) return;
        bool both = false;
        const Index predicate = m_document.figures[f].predicate;
        for (Index verb : {m_candidates[m_owner[f]].token, predicate < m_grammar.size() ? m_grammar.first_conjunct(predicate) : none}) {
            if (verb == none) continue;
            for (Index child : m_grammar.children(verb)) {
                if (m_grammar.relation(child) == Relation::cc) both |= m_grammar.lemma(child) == "and";
            }
        }
        if (!both) return;
        Figure injured = m_document.figures[f];
        m_document.figures[f].outcome = Outcome::killed;
        injured.outcome = Outcome::injured;
        m_document.figures.push_back(std::move(injured));
        m_owner.push_back(m_owner[f]);
    }

    // "about 730,000 Rohingya to flee", "3,500 forced to flee", "hundreds huddled": numbers of people that no noun tells of.
    void count_many(Index c) {
        if (type(c).family != "displacement") return;
        auto outcome = outcome_named(m_candidates[c].trigger->outcome);
        if (!outcome) outcome = default_outcome(type(c));
        if (!outcome) return;
        for (const Argument& a : m_candidates[c].frame.arguments) {
            if (a.inherited || rank_of(c, a) < 7) continue;
            const Index number = m_grammar.pos(a.token) == Pos::num ? a.token : m_grammar.child(a.token, Relation::nummod);
            const bool vague = number == none && is_vague_number(a.token);
            const Index at = vague ? a.token : number;
            if (at == none || !m_counting[at].empty() || !m_counting[a.token].empty()) continue;
            const double value = vague ? 0 : value_of(at);
            if (!vague && value < 2) continue;
            Figure figure;
            figure.head = a.token;
            figure.number = m_grammar.token(at).span;
            figure.span = hull(figure.number, m_grammar.token(a.token).span);
            figure.predicate = m_candidates[c].token;
            figure.outcome = *outcome;
            figure.unit = "persons";
            figure.of = "people";
            if (vague) {
                figure.qualifier = document::Qualifier::vague;
                figure.term = std::string(m_grammar.lemma(at)) + "s";
            } else {
                figure.stated = {value};
                figure.low = figure.high = value;
                const std::string before = at > 0 ? m_grammar.word(at - 1) : std::string();
                if (before == "about" || before == "some" || before == "around" || before == "nearly" || before == "almost") figure.qualifier = document::Qualifier::approx;
            }
            m_document.figures.push_back(std::move(figure));
            m_owner.push_back(c);
            m_counting[a.token].push_back(static_cast<Index>(m_owner.size() - 1));
        }
    }

    bool is_vague_number(Index t) const {
        const std::string_view l = m_grammar.lemma(t);
        return m_grammar.word(t) != l && (l == "dozen" || l == "hundred" || l == "thousand" || l == "million") && m_grammar.pos(t) == Pos::noun;
    }

    // A number in figures, with commas between its thousands; 0 for none.
    double value_of(Index t) const {
        double value = 0;
        for (const char c : m_document.words(t)) {
            if (c == ',') continue;
            if (c < '0' || c > '9') return 0;
            value = value * 10 + (c - '0');
        }
        return value < 1e9 ? value : 0;
    }

    // A figure that hangs on no trigger ("1 dead, 6 injured in raid", "a raid that left three others wounded"): of what its
    // own predicate triggers, else of the nearest happening of its sentence that may have such an outcome.
    Index owner_by_predicate(const Figure& figure) const {
        const bool harm = figure.outcome == Outcome::killed || figure.outcome == Outcome::injured || figure.outcome == Outcome::killed_or_injured || figure.outcome == Outcome::missing || figure.outcome == Outcome::abducted;
        if (!harm || figure.within != none || figure.share || figure.head >= m_grammar.size() || figure.predicate >= m_grammar.size() || is_age(figure)) return none;
        const Index sentence = m_grammar.token(figure.head).sentence;
        Index best = none, distance = none;
        for (Index c = 0; c < m_candidates.size(); ++c) {
            const Candidate& candidate = m_candidates[c];
            if (m_grammar.token(candidate.token).sentence != sentence || !can_carry(c, figure)) continue;
            const bool own = candidate.token == figure.predicate || std::find(candidate.words.begin(), candidate.words.end(), figure.predicate) != candidate.words.end();
            if (!own && counts_already(c, figure.outcome)) continue;
            const Index away = own ? 0 : candidate.token > figure.predicate ? candidate.token - figure.predicate
                                                                            : figure.predicate - candidate.token;
            if (best != none && away >= distance) continue;
            best = c;
            distance = away;
        }
        return best;
    }

    bool counts_already(Index c, Outcome outcome) const {
        for (Index f = 0; f < m_owner.size(); ++f) {
            if (m_owner[f] == c && m_document.figures[f].outcome == outcome && m_document.figures[f].within == none) return true;
        }
        return false;
    }

    // "was shot and died", "were stabbed and killed": the same people; what became of them in the end is told last.
    void outlive(Index c) {
        if (m_candidates[c].trigger->outcome != "killed") return;
        for (const Argument& a : m_candidates[c].frame.arguments) {
            if (a.inherited || rank_of(c, a) < 9) continue;
            for (Index t : m_grammar.conjuncts(a.token)) {
                for (Index f : m_counting[t]) {
                    Figure& figure = m_document.figures[f];
                    // "1 dead, 6 injured": others than the dead.
                    const bool others = figure.predicate < m_grammar.size() && m_grammar.head(figure.predicate) == t && m_grammar.relation(figure.predicate) == Relation::acl;
                    if (figure.head == t && figure.outcome == Outcome::injured && !others) figure.outcome = Outcome::killed;
                }
            }
        }
    }

    // Somebody named or told of in the singular is one: "killed the surgeon Samir Odeh", "a sniper shot a girl dead".
    void count_one(Index c) {
        auto outcome = outcome_named(m_candidates[c].trigger->outcome);
        if (!outcome) outcome = default_outcome(type(c));
        if (!outcome && (type(c).name == "attack.shooting" || type(c).name == "attack.stabbing")) outcome = Outcome::injured;
        if (outcome != Outcome::killed && outcome != Outcome::injured && outcome != Outcome::detained && outcome != Outcome::abducted) return;
        const auto& arguments = m_candidates[c].frame.arguments;
        // "A man turned his gun on himself": the man is himself.
        const bool reflexive = std::any_of(arguments.begin(), arguments.end(), [&](const Argument& a) { return m_grammar.word(a.token).ends_with("self"); });
        for (const Argument& a : arguments) {
            if (a.inherited || rank_of(c, a) < 6 || (reflexive && a.relation == "agent")) continue;
            for (Index t : m_grammar.conjuncts(a.token)) {
                if (told_beside(t)) continue;
                if (!is_one_person(t) && !is_pronoun(t) && !is_another(t) && !(outcome == Outcome::killed && is_hurt_one(t))) continue;
                const Index mention = m_mentions.actor_at(t);
                const document::Span span = mention == none ? m_grammar.token(t).span : m_document.actors[mention].span;
                Figure figure;
                figure.span = figure.number = span;
                figure.head = t;
                figure.predicate = m_candidates[c].token;
                figure.outcome = *outcome;
                figure.stated = {1};
                figure.low = figure.high = 1;
                figure.of = m_grammar.pos(t) == Pos::propn || m_grammar.pos(t) == Pos::pron || m_grammar.lemma(t) == "old" ? "people" : plural(m_grammar.lemma(t));
                figure.unit = "persons";
                if (m_grammar.in_set(t, "armed")) figure.status = document::CivilStatus::combatant;
                m_document.figures.push_back(std::move(figure));
                m_owner.push_back(c);
                m_counting[t].push_back(static_cast<Index>(m_owner.size() - 1));
            }
        }
    }

    // "A fatal shooting", "the murder": how many died nobody says, but one at least did.
    void count_fatal(Index c) {
        const Candidate& candidate = m_candidates[c];
        if (candidate.trigger->kind != resources::TriggerKind::noun || m_grammar.word(candidate.token) != m_grammar.lemma(candidate.token)) return;
        const bool carries = candidate.trigger->outcome == "killed" || std::find(type(c).figures.begin(), type(c).figures.end(), "killed") != type(c).figures.end();
        if (!carries || counts_already(c, Outcome::killed) || counts_already(c, Outcome::killed_or_injured)) return;
        static constexpr std::string_view deadly[] = {"fatal", "deadly", "lethal"}, killings[] = {"killing", "murder", "slaying"};
        const auto is_deadly = [&](Index t) { return std::find(std::begin(deadly), std::end(deadly), m_grammar.lemma(t)) != std::end(deadly); };
        const bool killing = std::find(std::begin(killings), std::end(killings), m_grammar.lemma(candidate.token)) != std::end(killings);
        Index told = killing && is_one_deed(candidate.token) ? candidate.token : none;
        for (Index t : candidate.words) told = is_deadly(t) ? t : told;
        for (Index t : m_grammar.children(candidate.token)) told = m_grammar.relation(t) == Relation::amod && is_deadly(t) ? t : told;
        // "A murder-suicide": the one and the other.
        const bool both = m_grammar.lemma(candidate.token).ends_with("suicide") && candidate.trigger->outcome == "killed";
        if (both) told = candidate.token;
        if (told == none) return;
        Figure figure;
        figure.span = figure.number = m_grammar.token(told).span;
        figure.head = candidate.token;
        figure.predicate = told;
        figure.outcome = Outcome::killed;
        figure.qualifier = document::Qualifier::at_least;
        figure.stated = {both ? 2.0 : 1.0};
        figure.low = figure.stated.front();
        figure.of = "people";
        figure.unit = "persons";
        m_document.figures.push_back(std::move(figure));
        m_owner.push_back(c);
    }

    // "The murder", "her killing"; not "charged with murder", "the attempted murder".
    bool is_one_deed(Index noun) const {
        bool one = false;
        for (Index child : m_grammar.children(noun)) {
            const Relation r = m_grammar.relation(child);
            if (r == Relation::amod && m_grammar.lemma(child) != "brutal" && m_grammar.lemma(child) != "recent") return false;
            one |= r == Relation::poss || (r == Relation::det && m_grammar.lemma(child) == "the");
        }
        return one;
    }

    // "The victim, a boy of nine, was shot": counted by the words beside it.
    bool told_beside(Index t) const {
        for (Index child : m_grammar.children(t)) {
            if (m_grammar.relation(child) == Relation::appos && m_grammar.pos(child) == Pos::noun && !m_counting[child].empty()) return true;
        }
        return false;
    }

    // "One man was shot and another stabbed."
    bool is_another(Index t) const {
        const bool subject = m_grammar.relation(t) == Relation::nsubj || m_grammar.relation(t) == Relation::nsubjpass || m_grammar.relation(t) == Relation::dobj;
        return m_grammar.lemma(t) == "another" && subject && m_counting[t].empty();
    }

    // "The man wounded in the blast has died": one of the wounded is dead.
    bool is_hurt_one(Index t) const {
        return std::any_of(m_counting[t].begin(), m_counting[t].end(), [&](Index f) {
            const Figure& figure = m_document.figures[f];
            return figure.head == t && figure.outcome == Outcome::injured && figure.low == 1.0 && figure.high == 1.0;
        });
    }

    static std::string plural(std::string_view noun) {
        if (noun == "person" || noun == "self" || noun == "another") return "people";
        if (noun == "child") return "children";
        if (noun.ends_with("man")) return std::string(noun.substr(0, noun.size() - 2)) + "en";
        return std::string(noun) + "s";
    }

    // "She was pronounced dead."
    bool is_pronoun(Index t) const {
        static constexpr std::string_view words[] = {"he", "she", "him", "her", "himself", "herself", "self"};
        if (std::find(std::begin(words), std::end(words), m_grammar.word(t)) == std::end(words) || m_grammar.relation(t) == Relation::poss) return false;
        return std::none_of(m_document.figures.begin(), m_document.figures.end(), [&](const Figure& f) { return f.head == t; });
    }

    // "a 12-year-old", "the 17-year-old boy" without its noun.
    bool is_aged(Index t) const {
        return m_grammar.lemma(t) == "old" && t > 1 && m_grammar.word(t - 1) == "-" && m_grammar.lemma(t - 2) == "year" && m_grammar.relation(t) != Relation::amod;
    }

    bool is_one_person(Index t) const {
        const document::Span span = m_grammar.token(t).span;
        for (const Figure& f : m_document.figures) {
            if (f.span.contains(span) || f.head == t) return false;
        }
        const Index mention = m_mentions.actor_at(t);
        const bool is_name = mention != none && m_document.actors[mention].kind == document::ActorKind::person && !m_document.actors[mention].pronoun;
        if (m_grammar.pos(t) == Pos::propn) return is_name && m_mentions.place_at(t) == none;
        const bool aged = is_aged(t);
        if (!aged && (m_grammar.pos(t) != Pos::noun || m_grammar.word(t) != m_grammar.lemma(t) || !m_grammar.in_set(t, "persons") || m_grammar.in_set(t, "group_nouns"))) return false;
        if (m_grammar.in_set(t, "collectives")) return false;
        // Headlines leave the article out: "Boy, 12, killed in shooting".
        if (m_grammar.in_headline(t) && !m_grammar.has_child(t, Relation::nummod)) return true;
        for (Index child : m_grammar.children(t)) {
            const Relation r = m_grammar.relation(child);
            if (r == Relation::nummod) return false;
            if (r == Relation::det && (m_grammar.lemma(child) == "a" || m_grammar.lemma(child) == "an" || m_grammar.lemma(child) == "the")) return true;
            if (r == Relation::poss) return true;
        }
        return false;
    }

    // How well a relation says that what stands in it is what the trigger counts.
    int rank_of(Index c, const Argument& a) const {
        const bool outcome = !m_candidates[c].trigger->outcome.empty();
        int rank = 0;
        if (a.relation == "patient") rank = 8;
        else if (a.relation == "of") rank = 6;
        else if (a.relation == "poss" && outcome && m_candidates[c].trigger->kind == resources::TriggerKind::noun && !m_candidates[c].frame.has("of")) rank = 2;  // "the girl's death"
        else if (a.relation == "agent" && !m_candidates[c].frame.has("patient")) rank = outcome || default_outcome(type(c)) ? 7 : 0;
        else if (a.relation == "attribute" || a.relation == "to" || a.relation == "at" || a.relation == "recipient" || a.relation == "on" || a.relation == "for") rank = outcome ? 4 : 2;
        else if (a.relation == "including" || a.relation == "with" || a.relation == "among" || a.relation == "alongside") rank = 2;
        else if (a.relation == "agent" || a.relation == "by" || a.relation == "mod") rank = 1;
        if (rank == 0) return 0;
        if (outcome) rank += 4;
        if (a.inherited) rank -= 3;
        return rank;
    }

    void offer(Index c, const Argument& a) {
        const int rank = rank_of(c, a);
        if (rank <= 0) return;
        std::vector<Index> open{a.token};
        for (std::size_t at = 0; at < open.size() && at < 48; ++at) {
            give(c, open[at], rank);
            for (Index child : m_grammar.children(open[at])) {
                const Relation r = m_grammar.relation(child);
                const bool of = r == Relation::prep && (m_grammar.lemma(child) == "of" || m_grammar.lemma(child) == "include" || m_grammar.lemma(child) == "including" || m_grammar.lemma(child) == "among" || m_grammar.word(child) == "including");
                if (r == Relation::conj || r == Relation::appos || r == Relation::nummod || r == Relation::pobj || r == Relation::compound || r == Relation::amod || of) open.push_back(child);
            }
        }
    }

    // "15 deaths", "four air raids": the trigger itself is counted.
    void offer_head(Index c) {
        const Candidate& candidate = m_candidates[c];
        if (candidate.trigger->kind == resources::TriggerKind::verb) return;
        give(c, candidate.token, 9);
        if (candidate.trigger->outcome.empty()) return;
        // "the toll rose to 15", "the number of dead is 15"
        Index verb = m_grammar.head(candidate.token);
        for (int depth = 0; verb != none && depth < 3 && !m_grammar.is_verb(verb); ++depth) verb = m_grammar.head(verb);
        if (verb == none || !m_grammar.is_verb(verb)) return;
        for (Index child : m_grammar.children(verb)) {
            const Relation r = m_grammar.relation(child);
            if (r == Relation::attr || r == Relation::dobj) offer(c, {"to", child, none, true});
            if (r == Relation::prep && (m_grammar.lemma(child) == "to" || m_grammar.lemma(child) == "at")) {
                if (const Index object = m_grammar.child(child, Relation::pobj); object != none) offer(c, {"to", object, child, true});
            }
        }
    }

    void give(Index c, Index token, int rank) {
        for (Index f : m_counting[token]) {
            const Figure& figure = m_document.figures[f];
            if (rank <= m_rank[f]) continue;
            if (figure.outcome != Outcome::none && !can_carry(c, figure)) continue;
            m_rank[f] = rank;
            m_owner[f] = c;
        }
    }

    bool can_carry(Index c, const Figure& figure) const {
        const auto& own = m_candidates[c].trigger->outcome;
        if (!own.empty()) {
            const auto outcome = outcome_named(own);
            if (outcome == figure.outcome || figure.outcome == Outcome::killed_or_injured || own == "killed_or_injured") return true;
        }
        const auto& figures = type(c).figures;
        return std::find(figures.begin(), figures.end(), name(figure.outcome)) != figures.end();
    }

    // "freed 48, among them a reporter held since 2028": since when is said of the reporter, not of the count.
    void of_another_clause(Figure& figure, const Candidate& c) const {
        if (figure.scope != document::FigureScope::running || figure.since.empty()) return;
        for (const document::Time& time : m_document.times) {
            const Index t = m_document.token_at(time.span.begin);
            if (time.value != figure.since || t >= m_grammar.size() || m_grammar.token(t).sentence != m_grammar.token(c.token).sentence) continue;
            const Index clause = m_grammar.clause_of(t);
            if (clause == c.token || !m_grammar.is_verb(clause) || !m_grammar.is_under(clause, c.token)) continue;
            const Relation r = m_grammar.relation(clause);
            if (r != Relation::relcl && r != Relation::acl) continue;
            figure.scope = document::FigureScope::incident;
            figure.since.clear();
            return;
        }
    }

    void settle(Figure& figure, const Candidate& c) const {
        of_another_clause(figure, c);
        of_a_war(figure, c);
        // "shot dead": what the whole trigger says outweighs what its verb alone would say.
        const bool same_words = figure.predicate != none && std::find(c.words.begin(), c.words.end(), figure.predicate) != c.words.end();
        if (figure.outcome == Outcome::injured && same_words && c.trigger->outcome == "killed") figure.outcome = Outcome::killed;
        if (figure.outcome != Outcome::none) return;
        const resources::StatementType& t = c.type(m_grammar.codebook());
        if (figure.head == c.token && c.trigger->kind == resources::TriggerKind::noun && t.family == "fighting") {
            figure.outcome = Outcome::strikes;
        } else if (const auto given = outcome_named(c.trigger->outcome)) {
            figure.outcome = *given;
            if (*given == Outcome::killed && has_other(c, "wound", "injure")) figure.outcome = Outcome::killed_or_injured;
        } else if (figure.share && t.family == "control" && std::find(t.figures.begin(), t.figures.end(), "held") != t.figures.end()) {
            figure.outcome = Outcome::held;
        } else if (const auto usual = default_outcome(t)) {
            // What befalls things befalls no people: "robbed two men".
            if ((*usual != Outcome::destroyed && *usual != Outcome::damaged) || figure.unit != "persons") figure.outcome = *usual;
        }
    }

    // What a war or an unrest did is a running total, since it began where the words say so.
    void of_a_war(Figure& figure, const Candidate& c) const {
        bool war = false;
        for (const Argument& a : c.frame.arguments) {
            if (a.relation != "agent" && a.relation != "in" && a.relation != "during" && a.relation != "by" && a.relation != "of") continue;
            war |= m_grammar.in_set(a.token, "wars");
        }
        if (!war || figure.scope != document::FigureScope::incident) return;
        figure.scope = document::FigureScope::running;
        for (Index child : m_grammar.children(c.token)) {
            const Index mark = m_grammar.child(child, Relation::mark);
            if (m_grammar.lemma(child) != "since" && (mark == none || m_grammar.lemma(mark) != "since")) continue;
            const auto [first, last] = m_grammar.subtree(child);
            const document::Span span = m_document.span_of(first, last + 1);
            for (const document::Time& t : m_document.times) {
                if (span.contains(t.span) && figure.since.empty()) figure.since = t.value;
            }
        }
    }

    // "killed or wounded"
    bool has_other(const Candidate& c, std::string_view a, std::string_view b) const {
        bool either = false, other = false;
        for (Index child : m_grammar.children(c.token)) {
            either |= m_grammar.relation(child) == Relation::cc && m_grammar.lemma(child) == "or";
            other |= m_grammar.relation(child) == Relation::conj && (m_grammar.lemma(child) == a || m_grammar.lemma(child) == b);
        }
        return either && other;
    }

    document::Document& m_document;
    const Grammar& m_grammar;
    const Mentions& m_mentions;
    const std::vector<Candidate>& m_candidates;
    std::vector<Index> m_owner;
    std::vector<int> m_rank;
    std::vector<std::vector<Index>> m_counting;  // for each token the figures that count it
};

}  // namespace

std::vector<Index> assign_figures(document::Document& document, const Grammar& grammar, const Mentions& mentions, const std::vector<Candidate>& candidates) {
    return Assigner(document, grammar, mentions, candidates).run();
}

}  // namespace marsad::events
