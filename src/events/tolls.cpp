// How the totals of one report are reconciled.
//
// The first total that the text tells leads. What follows depends on how it is told:
//   at least ten, more than ten   the least is ten; the most is the largest total told
//   up to ten                     the most is the largest total told; the least is the number of those said to be among
//                                 them, or the smallest other total that is more than half of it
//   ten                           the least is ten, or the smallest total by somebody else that is not much smaller; the most
//                                 is the largest total
// A total counts everybody: not women, children or kin, nobody by name, nothing "among them", nothing that is added to
// what was told before. Of one statement the largest count is its total.
#include "events/tolls.h"

#include <algorithm>
#include <optional>

namespace marsad::events {

using document::Document;
using document::Figure;
using document::none;
using document::Qualifier;
using document::Statement;

namespace {

constexpr double rival_share = 0.6;  // a smaller total is no rival but tells of a part

struct Total {
    const Figure* figure;
    bool attributed;
};

bool is_armed(const Figure& f) { return f.status == document::CivilStatus::combatant || f.status == document::CivilStatus::police; }

// Words for a part of the people, or for one person.
bool counts_part(const Figure& f) {
    static constexpr std::string_view words[] = {"children", "women", "men", "girls", "boys", "babies", "infants", "sons", "daughters", "brothers", "sisters", "wives", "husbands", "mothers", "fathers", "siblings", "relatives",
                                                 "neighbors", "neighbours", "cousins", "grandchildren", "parents", "nephews", "nieces", "uncles", "aunts", "toddlers", "teenagers", "leaders", "commanders"};
    return !f.age.empty() || !f.sex.empty() || std::find(std::begin(words), std::end(words), f.of) != std::end(words);
}

double most(const Figure& f) { return f.high.value_or(f.low.value_or(0)); }
double least(const Figure& f) { return f.low.value_or(f.high.value_or(0)); }

class Reconciler {
public:
    Reconciler(const Document& document, const std::vector<std::uint32_t>& statements, Figure& total)
        : m_document(document), m_statements(statements), m_total(total) {}

    void run() {
        if (m_total.change == "revised" || m_total.change == "additional" || (!m_total.low && !m_total.high)) return;
        // "arrested a leader … also arrested two others": he isn't one of those counted beside him.
        if (m_total.outcome == document::Outcome::detained && counts_part(m_total)) return;
        collect();
        if (m_totals.empty() || most(*m_totals.front().figure) < 2) return;
        const Figure& lead = *m_totals.front().figure;
        double high = most(lead);
        for (const Total& t : m_totals) high = std::max(high, most(*t.figure));
        // "Four men were shot … two victims are in a clinic": those told of further are some of them.
        if (m_total.stated.size() == 1 && counts_part(m_total) && most(m_total) > high && m_totals.front().figure->span.begin > m_total.span.begin) return;
        set(lead, low_of(lead, high), high);
    }

private:
    void collect() {
        for (std::uint32_t at : m_statements) {
            const Statement& s = m_document.statements[at];
            const Figure* largest = nullptr;
            for (std::uint32_t f : s.figures) {
                const Figure& figure = m_document.figures[f];
                if (figure.change == "revised") return m_totals.clear();
                if (is_total(figure) && (!largest || most(figure) > most(*largest))) largest = &figure;
            }
            if (largest) m_totals.push_back({largest, !s.speakers.empty()});
        }
    }

    bool is_total(const Figure& f) const {
        if (f.outcome != m_total.outcome || f.within != none || f.share || f.scope != document::FigureScope::incident || f.change == "additional") return false;
        if (is_implied(m_document, f)) return false;
        if ((!f.low && !f.high) || is_armed(f) != is_armed(m_total) || counts_part(f)) return false;
        const bool named = f.head != none && m_document.tokens[f.head].pos == document::Pos::propn && f.stated.size() == 1 && f.number.size() == f.span.size();
        return !named;
    }

    double low_of(const Figure& lead, double high) const {
        if (lead.qualifier == Qualifier::at_least || lead.qualifier == Qualifier::more_than) return least(lead);
        const bool up_to = lead.qualifier == Qualifier::at_most || lead.qualifier == Qualifier::less_than;
        double low = up_to ? parts_of(lead) : least(lead);
        std::optional<double> rival;
        for (const Total& t : m_totals) {
            const double value = least(*t.figure);
            const bool other = up_to ? t.figure->qualifier != lead.qualifier : t.attributed && m_totals.front().attributed;
            if (t.figure != &lead && other && value >= rival_share * high && (!rival || value < *rival)) rival = value;
        }
        if (rival) low = up_to ? std::max(low, *rival) : std::min(low, *rival);
        return std::max(low, least(lead) < 2 || up_to ? 1.0 : 2.0);
    }

    // "up to ten people, including five children and three women"
    double parts_of(const Figure& lead) const {
        double sum = 0;
        for (const Figure& f : m_document.figures) {
            if (f.within != none && &m_document.figures[f.within] == &lead && f.low) sum += *f.low;
        }
        return std::min(sum, most(lead));
    }

    void set(const Figure& lead, double low, double high) {
        const bool open = !lead.high && high <= low;
        m_total.span = lead.span;
        m_total.of = lead.of;
        m_total.status = lead.status;
        m_total.stated = lead.stated;
        m_total.qualifier = lead.qualifier;
        if (high > low && !lead.stated.empty()) {
            m_total.stated = {low, high};
            m_total.qualifier = Qualifier::between;
        }
        m_total.low = low;
        m_total.high = open ? std::nullopt : std::optional(high);
        m_total.best.reset();
    }

    const Document& m_document;
    const std::vector<std::uint32_t>& m_statements;
    Figure& m_total;
    std::vector<Total> m_totals;
};

}  // namespace

bool is_implied(const Document& document, const Figure& f) {
    return f.qualifier == Qualifier::at_least && f.predicate < document.tokens.size() && f.span == document.tokens[f.predicate].span;
}

void reconcile(const Document& document, const std::vector<std::uint32_t>& statements, Figure& total) { Reconciler(document, statements, total).run(); }

}  // namespace marsad::events
