// How statements become incidents.
//
// Reports tell of a happening again and again, under other names each time: "an air strike … the attack … the blast that
// killed". Asserted statements of happenings are taken in order of text; each joins the first incident that it agrees
// with, else it opens one. Two agree where
//   - their types can be names of one thing (an air strike is an attack; an arrest is none),
//   - their days do not exclude each other, and neither do their places,
//   - neither is a toll of a longer time (running or period), which makes no incident.
// What the report recalls from earlier is never joined to what it tells of the day. What one statement counts apart is
// added up; of what several statements say of one outcome a revised figure replaces, "another three" adds, else the
// largest stands, since later sentences tell of parts ("his brother was among the dead"). Fighters are counted apart.
#include "events/incidents.h"

#include <algorithm>
#include <array>

#include "base/geo.h"
#include "base/utf8.h"
#include "events/fates.h"
#include "events/people.h"
#include "events/tolls.h"

namespace marsad::events {

using document::Document;
using document::Figure;
using document::Incident;
using document::none;
using document::Statement;

namespace {

// Groups of types that can be names of one happening; 0 for types that make no incident.
int kind_of(const Statement& s) {
    const std::string& t = s.type;
    if (s.family == "fighting" || s.family == "casualties" || t == "killing" || t.starts_with("killing.") || s.family == "things" || t == "beating" || t.starts_with("violence.")) return 1;
    if (t == "arrest" || t == "release" || t == "trial") return 2;
    if (t == "abduction" || t.starts_with("abduction.") || t == "disappearance") return 3;
    if (s.family == "protest") return 4;
    if (s.family == "displacement") return 5;
    if (s.family == "control") return 6;
    if (t == "accident" || t.starts_with("disaster")) return 7;
    if (s.family == "siege") return 8;
    if (s.family == "persons") return 9;
    return 0;
}

bool is_toll(const Document& document, const Statement& s) {
    return std::any_of(s.figures.begin(), s.figures.end(), [&](std::uint32_t f) { return document.figures[f].scope != document::FigureScope::incident; });
}

bool days_exclude(const Statement& a, const Statement& b) {
    const auto is_day = [](const Statement& s) {
        return s.time && s.time->source != document::TimeSource::report_day && s.time->earliest && s.time->latest && s.time->fit == document::TimeFit::within;
    };
    if (!is_day(a) || !is_day(b)) return false;
    return *a.time->latest <= *b.time->earliest || *b.time->latest <= *a.time->earliest;
}

const document::Place* where(const Document& document, const Statement& s) {
    for (const auto& p : s.places) {
        if (p.role == document::PlaceRole::at) return &document.places[p.place];
    }
    return nullptr;
}

// Two places exclude each other where both are known as settlements or less and lie apart.
bool places_exclude(const Document& document, const Statement& a, const Statement& b) {
    const document::Place *p = where(document, a), *q = where(document, b);
    if (!p || !q || (!p->id.empty() && p->id == q->id)) return false;
    const auto is_local = [](const document::Place& x) { return x.precision <= document::PlacePrecision::near; };
    if (!is_local(*p) || !is_local(*q) || !p->point || !q->point) return !p->country.empty() && !q->country.empty() && p->country != q->country;
    return base::distance_km(*p->point, *q->point) > 30;
}

class Gatherer {
public:
    explicit Gatherer(Document& document) : m_document(document), m_people(document) {}

    void run() {
        for (std::uint32_t s = 0; s < m_document.statements.size(); ++s) {
            const Statement& statement = m_document.statements[s];
            if (!statement.is_asserted() || kind_of(statement) == 0 || is_toll(m_document, statement)) continue;
            // The latest hundred: a report of more happenings tells of them one after the other.
            const auto first = m_groups.size() > 100 ? m_groups.end() - 100 : m_groups.begin();
            const auto found = std::find_if(first, m_groups.end(), [&](const auto& group) { return agrees(group, statement); });
            if (found == m_groups.end()) m_groups.push_back({s});
            else found->push_back(s);
        }
        for (const auto& group : m_groups) m_document.incidents.push_back(make(group));
    }

private:
    bool agrees(const std::vector<std::uint32_t>& group, const Statement& s) const {
        for (std::size_t i = group.size() > 24 ? group.size() - 24 : 0; i < group.size(); ++i) {
            const Statement& o = m_document.statements[group[i]];
            if (kind_of(o) != kind_of(s) || days_exclude(o, s) || places_exclude(m_document, o, s)) return false;
        }
        return true;
    }

    Incident make(const std::vector<std::uint32_t>& group) {
        Incident incident;
        incident.statements = group;
        const Statement* main = &m_document.statements[group.front()];
        for (std::uint32_t at : group) {
            const Statement& s = m_document.statements[at];
            if (weight(s) > weight(*main)) main = &s;
        }
        incident.type = main->type;
        for (std::uint32_t at : group) {
            const Statement& s = m_document.statements[at];
            add_people(incident.actors, s.actors);
            add_people(incident.targets, s.targets);
            add_people(incident.targets, s.victims);
            add_told(incident.figures, at);
        }
        add_places(incident, *main);
        for (std::uint32_t at : group) add_places(incident, m_document.statements[at]);
        add_town(incident);
        drop_headline_ones(incident);
        tell_apart(m_document, m_people, incident);
        for (document::IncidentFigure& f : incident.figures) reconcile(m_document, group, f.figure);
        add_himself(m_document, m_people, incident);
        incident.time = best_time(group);
        return incident;
    }

    // The type that says most: a happening with a delivery before an outcome, an outcome before damage.
    static int weight(const Statement& s) {
        int w = static_cast<int>(std::count(s.type.begin(), s.type.end(), '.'));
        if (s.family == "fighting") w += 10;
        if (s.type == "attack" || s.type == "explosion" || s.type == "battle" || s.type == "advance") w -= 3;
        if (s.family == "things") w -= 2;
        if (s.type.starts_with("killing")) w += 4;
        return w;
    }

    void add_people(std::vector<document::Participant>& to, const std::vector<document::Participant>& from) const {
        for (const auto& p : from) {
            const auto same = [&](const document::Participant& q) {
                return q.actor == p.actor || (m_document.actors[q.actor].chain != none && m_document.actors[q.actor].chain == m_document.actors[p.actor].chain);
            };
            if (std::none_of(to.begin(), to.end(), same)) to.push_back(p);
        }
    }

    void add_places(Incident& incident, const Statement& s) const {
        for (const auto& p : s.places) {
            const document::Place& place = m_document.places[p.place];
            const auto same = [&](const document::StatementPlace& q) {
                return q.place == p.place || (!place.id.empty() && m_document.places[q.place].id == place.id);
            };
            if (std::none_of(incident.places.begin(), incident.places.end(), same)) incident.places.push_back(p);
        }
    }

    std::optional<document::StatementTime> best_time(const std::vector<std::uint32_t>& group) const {
        const document::StatementTime* best = nullptr;
        std::optional<base::Seconds> published;
        if (m_document.published) published = base::midnight(m_document.published->day);
        const auto rank = [&](const document::StatementTime& t) {
            int r = t.source == document::TimeSource::stated ? 4 : t.source == document::TimeSource::inferred ? 3
                                                                                                              : 1;
            if (t.earliest && t.latest && *t.latest - *t.earliest <= 86400) r += 2;
            // "for three days", "the third attack this year" tell less of when than the report's own day does.
            else if (!t.earliest) r = 0;
            else if (t.latest && *t.latest - *t.earliest > 300 * 86400 && published && *published >= *t.earliest && *published < *t.latest) r = 0;
            return r;
        };
        for (std::uint32_t at : group) {
            const auto& time = m_document.statements[at].time;
            if (time && (!best || rank(*time) > rank(*best))) best = &*time;
        }
        if (!best) return std::nullopt;
        return *best;
    }

    static bool is_armed(const Figure& f) { return f.status == document::CivilStatus::combatant || f.status == document::CivilStatus::police; }
    static bool is_vague(const Figure& f) { return !f.low && !f.high; }
    static double size_of(const Figure& f) { return f.high.value_or(f.low.value_or(0)); }
    static bool is_one(const Figure& f) { return f.low == 1.0 && f.high == 1.0; }

    // Those counted by one figure: an outcome, and fighters apart from all others, unless one count says just "five".
    static bool same_people(const Figure& a, const Figure& b) {
        if (a.outcome != b.outcome) return false;
        // A leader and the suspects caught with him are told of apart.
        if (a.outcome == document::Outcome::detained && is_one(a) != is_one(b) && a.of != b.of && !is_everybody(a) && !is_everybody(b)) return false;
        if (is_armed(a) && is_armed(b)) return a.side == b.side || a.side.empty() || b.side.empty();
        return is_armed(a) == is_armed(b) || (size_of(a) == size_of(b) && (a.of.empty() || b.of.empty()));
    }

    // Words for everybody, of whom women, children and the like are parts.
    static bool is_everybody(const Figure& f) {
        static constexpr std::string_view words[] = {"", "people", "persons", "civilians", "members", "families", "victims", "residents", "martyrs", "palestinians", "individuals", "relatives", "others", "casualties"};
        return std::find(std::begin(words), std::end(words), f.of) != std::end(words);
    }

    static void add_up(Figure& sum, const Figure& figure) {
        sum.low = sum.low && figure.low ? std::optional(*sum.low + *figure.low) : std::nullopt;
        sum.high = sum.high && figure.high ? std::optional(*sum.high + *figure.high) : std::nullopt;
        sum.best.reset();
        sum.stated.insert(sum.stated.end(), figure.stated.begin(), figure.stated.end());
        sum.span = hull(sum.span, figure.span);
        if (sum.of != figure.of) sum.of = "people";
    }

    // Whether the largest count of a statement holds the others: "five people were killed, a woman and four children".
    static bool holds_others(const std::vector<const Figure*>& figures, const Figure& largest) {
        double rest = 0;
        bool parts = true;
        for (const Figure* f : figures) {
            if (f == &largest) continue;
            rest += size_of(*f);
            parts = parts && f->span.begin > largest.span.begin && (!f->age.empty() || !f->sex.empty());
        }
        if (figures.size() > 1 && rest == size_of(largest) && (figures.size() > 2 || largest.of != figures[0]->of || figures[0] != &largest || is_everybody(largest))) return true;
        return parts && is_everybody(largest) && rest < size_of(largest);
    }

    // "Omar Haddad, a teacher, was killed": one person, told twice.
    bool is_beside(const Figure& f, const std::vector<const Figure*>& others) const {
        if (!is_one(f) || f.head >= m_document.tokens.size() || m_document.tokens[f.head].rel != document::Relation::appos) return false;
        return std::any_of(others.begin(), others.end(), [&](const Figure* o) { return o != &f && is_one(*o) && o->head == m_document.tokens[f.head].head; });
    }

    // What one statement says of one outcome: "four neighbours and twelve relatives" are sixteen people; those "including"
    // a child are no more by the child.
    std::vector<document::IncidentFigure> told_by(std::uint32_t at) const {
        std::vector<std::vector<const Figure*>> groups;
        std::vector<document::IncidentFigure> sums;
        for (std::uint32_t f : m_document.statements[at].figures) {
            const Figure& figure = m_document.figures[f];
            if (figure.within != none || figure.share) continue;
            if (is_vague(figure)) {
                sums.push_back({figure, {at}});
                continue;
            }
            const auto known = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.front()->outcome == figure.outcome && is_armed(*g.front()) == is_armed(figure) && (g.front()->side == figure.side || (is_armed(figure) && (g.front()->side.empty() || figure.side.empty()))); });
            if (known == groups.end()) groups.push_back({&figure});
            else known->push_back(&figure);
        }
        for (auto& group : groups) {
            if (group.size() > 1) std::erase_if(group, [&](const Figure* f) { return f != group.front() && is_implied(m_document, *f); });
            const Figure* largest = group.front();
            for (const Figure* f : group) {
                if (size_of(*f) > size_of(*largest)) largest = f;
            }
            if (holds_others(group, *largest)) {
                sums.push_back({*largest, {at}});
                continue;
            }
            document::IncidentFigure sum{*group.front(), {at}};
            for (std::size_t i = 1; i < group.size(); ++i) {
                // "One agency spoke of three people, another of two people": the same people again.
                if (is_beside(*group[i], group)) continue;
                // "A student was hurt when she was hit."
                if (is_one(*group[i]) && std::any_of(group.begin(), group.begin() + static_cast<std::ptrdiff_t>(i), [&](const Figure* f) { return is_one(*f) && m_people.stands_for(*group[i], *f); })) continue;
                const bool again = group[i]->of == group.front()->of && !group[i]->of.empty() && !is_named(*group[i]) && !is_named(*group.front());
                if (!again) add_up(sum.figure, *group[i]);
                else if (size_of(*group[i]) > size_of(sum.figure)) sum.figure = *group[i];
            }
            sums.push_back(std::move(sum));
        }
        return sums;
    }

    // "the commander", "one of the men", where people held are counted already: one of them.
    bool is_known_one(const std::vector<document::IncidentFigure>& figures, const Figure& told) const {
        static constexpr std::string_view known[] = {"the ", "this ", "that ", "one of "};
        const std::string words = base::ascii_lower(m_document.words(told.span));
        if (!is_one(told) || std::none_of(std::begin(known), std::end(known), [&](std::string_view k) { return words.starts_with(k); })) return false;
        return std::any_of(figures.begin(), figures.end(), [&](const auto& f) { return f.figure.outcome == told.outcome; });
    }

    void add_told(std::vector<document::IncidentFigure>& figures, std::uint32_t at) const {
        for (document::IncidentFigure& told : told_by(at)) {
            if (is_known_one(figures, told.figure)) continue;
            const auto known = std::find_if(figures.begin(), figures.end(), [&](const auto& f) {
                const bool together = std::find(f.from.begin(), f.from.end(), at) != f.from.end();
                // "a leader and several others": both stand, since what is vague can't be added up.
                // "several more": no part of those counted before.
                const bool further = told.figure.change == "additional" && is_vague(told.figure);
                return same_people(f.figure, told.figure) && !further && !(together && is_vague(f.figure) != is_vague(told.figure));
            });
            if (known == figures.end()) {
                figures.push_back(std::move(told));
                continue;
            }
            known->from.push_back(at);
            if (told.figure.change == "additional") {
                if (known->figure.low && told.figure.low) *known->figure.low += *told.figure.low;
                if (known->figure.high && told.figure.high) *known->figure.high += *told.figure.high;
            } else if (told.figure.change == "revised" || size_of(told.figure) > size_of(known->figure) || (known->figure.term == "plural" && is_vague(known->figure) && is_vague(told.figure))) {
                known->figure = std::move(told.figure);
            } else if (known->figure.of.empty() && size_of(told.figure) == size_of(known->figure)) {
                known->figure.of = told.figure.of;
                known->figure.status = told.figure.status;
            }
        }
    }

    // "Commander held in Marn" over a text that counts those held: the headline tells of one of them.
    void drop_headline_ones(Incident& incident) const {
        const auto in_headline = [&](std::uint32_t statement) {
            const std::uint32_t segment = m_document.segment_at(m_document.statements[statement].evidence.begin);
            return segment < m_document.segments.size() && m_document.segments[segment].kind == document::SegmentKind::headline;
        };
        const auto headline_alone = [&](const document::IncidentFigure& f) { return std::all_of(f.from.begin(), f.from.end(), in_headline); };
        std::erase_if(incident.figures, [&](const document::IncidentFigure& f) {
            if (!is_one(f.figure) || is_named(f.figure) || !headline_alone(f)) return false;
            return std::any_of(incident.figures.begin(), incident.figures.end(), [&](const auto& g) { return g.figure.outcome == f.figure.outcome && is_armed(g.figure) == is_armed(f.figure) && !headline_alone(g); });
        });
    }

    // Streets and quarters lie in the town that the report names most, unless that is known to be far away; so does what is
    // said to have happened in a county or province that the town lies in, where no nearer place is told.
    void add_town(Incident& incident) {
        if (m_document.narrative) return;
        add_beside(incident);
        const document::Place* small = nullptr;
        std::vector<const document::Place*> wide;
        for (const auto& p : incident.places) {
            const document::Place& place = m_document.places[p.place];
            if (p.role != document::PlaceRole::at) continue;
            if (is_division(place)) wide.push_back(&place);
            else if (!is_part_of_town(place)) return;
            else if (!small || (!small->point && place.point)) small = &place;
        }
        if (m_towns.empty()) count_towns();
        for (const auto& [count, at] : m_towns) {
            const document::Place& town = m_document.places[at];
            if (!small && !wide.empty() && count < 2) continue;
            if (small && small->point && town.point && base::distance_km(*small->point, *town.point) > 40) continue;
            if (!std::all_of(wide.begin(), wide.end(), [&](const document::Place* w) { return lies_in(town, *w); })) continue;
            incident.places.push_back({at, document::PlaceRole::at});
            return;
        }
    }

    // "at the Karm clinic …, near Marn": where no place of the incident but a country has a position, the first of
    // their sentences that has one.
    void add_beside(Incident& incident) const {
        using document::PlacePrecision;
        const auto placed = [&](const document::StatementPlace& p) { return p.role == document::PlaceRole::at && m_document.places[p.place].precision != PlacePrecision::country && (m_document.places[p.place].point || m_document.places[p.place].box); };
        if (std::any_of(incident.places.begin(), incident.places.end(), placed)) return;
        const auto sentence_of = [&](const document::Place& p) { return p.head < m_document.tokens.size() ? m_document.tokens[p.head].sentence : document::none; };
        for (const auto& p : incident.places) {
            const std::uint32_t sentence = sentence_of(m_document.places[p.place]);
            if (p.role != document::PlaceRole::at || sentence == document::none) continue;
            for (std::uint32_t at = 0; at < m_document.places.size(); ++at) {
                const document::Place& q = m_document.places[at];
                const bool local = q.precision == PlacePrecision::settlement || q.precision == PlacePrecision::near || q.precision == PlacePrecision::neighbourhood || q.precision == PlacePrecision::adm2 || q.precision == PlacePrecision::adm3;
                if (!local || !q.point || q.use != document::PlaceUse::literal || sentence_of(q) != sentence) continue;
                incident.places.insert(incident.places.begin(), {at, document::PlaceRole::at});
                return;
            }
        }
    }

    static bool is_division(const document::Place& p) {
        using document::PlacePrecision;
        return p.precision == PlacePrecision::adm1 || p.precision == PlacePrecision::adm2 || p.precision == PlacePrecision::adm3 || (p.precision == PlacePrecision::area && !p.id.empty());
    }

    static bool lies_in(const document::Place& town, const document::Place& wide) {
        return std::any_of(town.admin.begin(), town.admin.end(), [&](const document::AdminUnit& unit) { return !unit.id.empty() && unit.id == wide.id; });
    }

    static bool is_part_of_town(const document::Place& p) {
        using document::PlacePrecision;
        return p.precision == PlacePrecision::street || p.precision == PlacePrecision::neighbourhood || (p.id.empty() && p.admin.empty() && (p.precision == PlacePrecision::point || p.precision == PlacePrecision::unknown));
    }

    // The settlements by how often they are named, in whatever use ("Sorn police"); of two the first.
    void count_towns() {
        for (std::uint32_t p = 0; p < m_document.places.size(); ++p) {
            const document::Place& place = m_document.places[p];
            if (place.precision != document::PlacePrecision::settlement || place.id.empty()) continue;
            const auto known = std::find_if(m_towns.begin(), m_towns.end(), [&](const auto& t) { return m_document.places[t.second].id == place.id; });
            if (known != m_towns.end()) ++known->first;
            else if (m_towns.size() < 64) m_towns.emplace_back(1, p);
        }
        std::stable_sort(m_towns.begin(), m_towns.end(), [](const auto& x, const auto& y) { return x.first > y.first; });
    }

    bool is_named(const Figure& f) const { return m_people.is_named(f); }

    Document& m_document;
    People m_people;
    std::vector<std::pair<std::size_t, std::uint32_t>> m_towns;  // how often each is named; the most first
    std::vector<std::vector<std::uint32_t>> m_groups;
};

}  // namespace

void gather_incidents(Document& document, const resources::Codebook& codebook) {
    (void)codebook;
    Gatherer(document).run();
}

}  // namespace marsad::events
