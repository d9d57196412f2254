// Fates: how what is told of single people changes the figures of an incident.
//
//   counted  the figures of one person each whose words exclude that any two are the same; their number is the least that
//            the outcome can have. A number that somebody gave of everybody isn't bettered by it.
//   dead     who is told of as dead is no longer wounded, by whatever words he was hurt before.
//   shot     leaves open what became of people: those shot and not told of as wounded are the wounded but for the dead.
//   cared    "was taken to hospital", "had a gunshot wound": wounded, unless it may be somebody who is dead.
#include "events/fates.h"

#include <algorithm>
#include <iterator>

namespace marsad::events {

using document::Figure;
using document::IncidentFigure;
using document::none;
using document::Outcome;

namespace {

bool is_armed(const Figure& f) { return f.status == document::CivilStatus::combatant || f.status == document::CivilStatus::police; }
bool is_vague(const Figure& f) { return !f.low && !f.high; }
bool is_one(const Figure& f) { return f.low == 1.0 && f.high == 1.0; }
double size_of(const Figure& f) { return f.high.value_or(f.low.value_or(0)); }

// Words for everybody, of whom women, children and the like are parts.
bool is_everybody(const Figure& f) {
    static constexpr std::string_view words[] = {"people", "persons", "civilians", "members", "families", "victims", "residents", "martyrs", "palestinians", "individuals", "relatives", "others", "casualties"};
    return std::find(std::begin(words), std::end(words), f.of) != std::end(words);
}

enum class Manner {
    hurt,
    shot,
    cared
};

class Fates {
public:
    Fates(const document::Document& document, const People& people, document::Incident& incident) : m_document(document), m_people(people), m_incident(incident) {}

    void run() {
        for (IncidentFigure& total : m_incident.figures) {
            if (total.figure.outcome != Outcome::injured) count(total.figure, ones(total.figure));
        }
        const Figure* killed = of(Outcome::killed);
        if (killed) m_dead = ones(*killed);
        for (IncidentFigure& total : m_incident.figures) {
            if (total.figure.outcome == Outcome::injured) count(total.figure, alive(ones(total.figure)));
        }
        if (killed) part_wounded(*killed);
    }

    void add_himself() const {
        for (IncidentFigure& total : m_incident.figures) {
            if (total.figure.outcome == Outcome::killed) add_himself(total.figure, ones(total.figure));
        }
    }

private:
    Figure* of(Outcome outcome) {
        const auto found = std::find_if(m_incident.figures.begin(), m_incident.figures.end(), [&](const auto& f) { return f.figure.outcome == outcome && !is_vague(f.figure) && !is_armed(f.figure); });
        return found == m_incident.figures.end() ? nullptr : &found->figure;
    }

    // All figures of one person that the incident's statements tell of the total's outcome.
    std::vector<const Figure*> ones(const Figure& total) const {
        std::vector<const Figure*> found;
        for (std::uint32_t at : m_incident.statements) {
            for (std::uint32_t f : m_document.statements[at].figures) {
                const Figure& figure = m_document.figures[f];
                const bool asked = figure.outcome == total.outcome && is_armed(figure) == is_armed(total) && figure.within == none && !figure.share;
                if (asked && is_one(figure)) found.push_back(&figure);
            }
        }
        return found;
    }

    // "The wounded girl died at a clinic": no longer wounded.
    std::vector<const Figure*> alive(std::vector<const Figure*> wounded) const {
        std::erase_if(wounded, [&](const Figure* w) { return is_dead(*w); });
        return wounded;
    }

    bool is_dead(const Figure& figure) const {
        return is_one(figure) && std::any_of(m_dead.begin(), m_dead.end(), [&](const Figure* d) { return m_people.are_one(figure, *d); });
    }

    void count(Figure& total, const std::vector<const Figure*>& told) const {
        if (total.change == "revised" || is_vague(total)) return;
        if (is_everybody(total) && !m_people.is_named(total) && size_of(total) > 2) return;
        const std::vector<const Figure*> people = m_people.apart(told);
        if (people.size() < 2 || static_cast<double>(people.size()) <= size_of(total)) return;
        set(total, people);
    }

    // "killed two women before he killed himself": three.
    void add_himself(Figure& total, const std::vector<const Figure*>& told) const {
        if (total.stated.size() != 1 || size_of(total) < 2 || total.head >= m_document.tokens.size()) return;
        for (const Figure* one : told) {
            if (!m_people.is_reflexive(*one) || m_document.tokens[one->head].sentence != m_document.tokens[total.head].sentence) continue;
            if (total.low) *total.low += 1;
            if (total.high) *total.high += 1;
            total.best.reset();
            total.stated = {total.stated.front() + 1};
            total.of = "people";
            total.span = hull(total.span, one->span);
            return;
        }
    }

    static void set(Figure& total, const std::vector<const Figure*>& people) {
        const double count = static_cast<double>(people.size());
        total.low = total.high = count;
        total.best.reset();
        total.stated = {count};
        total.qualifier = document::Qualifier::exact;
        if (people.size() > 1) total.of = "people";
        total.span = hull(people.front()->span, people.back()->span);
    }

    void part_wounded(const Figure& killed) {
        const auto injured = std::find_if(m_incident.figures.begin(), m_incident.figures.end(), [&](const auto& f) { return f.figure.outcome == Outcome::injured && !is_vague(f.figure) && !is_armed(f.figure); });
        if (injured == m_incident.figures.end()) return;
        Figure& total = injured->figure;
        const double dead = killed.low.value_or(size_of(killed));
        const Figure* wounded = largest(Manner::hurt);
        const Figure* cared = largest(Manner::cared);
        if (cared && is_apart(*cared) && !(wounded && size_of(*wounded) >= size_of(*cared)) && size_of(*cared) >= size_of(total) - dead) wounded = cared;
        const bool open = manner(total) == Manner::shot || is_dead(total) || (manner(total) == Manner::cared && !is_apart(total));
        if (!open || tells_of_others(total)) return;
        if (wounded) {
            total = *wounded;
        } else if (size_of(total) <= dead || is_dead(total)) {
            m_incident.figures.erase(injured);
        } else {
            if (total.low) *total.low = std::max(*total.low - dead, 1.0);
            if (total.high) *total.high = *total.high - dead;
            total.best.reset();
        }
    }

    // "Four others were shot": others than the dead.
    bool tells_of_others(const Figure& figure) const {
        const std::string_view words = m_document.words(figure.span);
        return words.find(" other") != std::string_view::npos || figure.change == "additional";
    }

    // The largest count of people who were hurt in that manner and are not told of as dead.
    const Figure* largest(Manner wanted) const {
        const Figure* found = nullptr;
        for (std::uint32_t at : m_incident.statements) {
            for (std::uint32_t f : m_document.statements[at].figures) {
                const Figure& figure = m_document.figures[f];
                if (figure.outcome != Outcome::injured || is_vague(figure) || size_of(figure) <= 0 || manner(figure) != wanted || is_dead(figure)) continue;
                if (!found || size_of(figure) > size_of(*found)) found = &figure;
            }
        }
        return found;
    }

    // Somebody who can be none of the dead; more than one, unless they are all that is told of.
    bool is_apart(const Figure& figure) const {
        if (!is_one(figure)) return true;
        return std::all_of(m_dead.begin(), m_dead.end(), [&](const Figure* d) { return m_people.are_two(figure, *d); });
    }

    Manner manner(const Figure& f) const {
        if (f.predicate == none || f.predicate >= m_document.tokens.size()) return Manner::hurt;
        static constexpr std::string_view shooting[] = {"shoot", "shooting", "hit", "stab", "stabbing", "strike"};
        static constexpr std::string_view caring[] = {"take", "rush", "transport", "airlift", "fly", "send", "treat", "be", "remain", "list", "condition", "wound", "injury", "suffer", "sustain", "receive", "fight"};
        const document::Token& token = m_document.tokens[f.predicate];
        const std::string_view lemma = token.lemma;
        if (std::find(std::begin(shooting), std::end(shooting), lemma) != std::end(shooting)) return Manner::shot;
        const bool verb_of_harm = lemma == "wound" && token.pos != document::Pos::noun;
        return !verb_of_harm && std::find(std::begin(caring), std::end(caring), lemma) != std::end(caring) ? Manner::cared : Manner::hurt;
    }

    const document::Document& m_document;
    const People& m_people;
    document::Incident& m_incident;
    std::vector<const Figure*> m_dead;
};

}  // namespace

void tell_apart(const document::Document& document, const People& people, document::Incident& incident) { Fates(document, people, incident).run(); }

void add_himself(const document::Document& document, const People& people, document::Incident& incident) { Fates(document, people, incident).add_himself(); }

}  // namespace marsad::events
