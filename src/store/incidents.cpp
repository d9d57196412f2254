// Incidents: happenings joined by link, computed anew whenever their members change.
#include <algorithm>

#include <fmt/format.h>

#include "store/state.h"

namespace marsad::store {

using detail::Database;
using detail::Query;

namespace {

// Happenings of readings that count, with their report's work.
constexpr std::string_view select_member =
    "SELECT happening.id, happening.data, report.work, membership.incident FROM membership "
    "JOIN happening ON happening.id = membership.happening "
    "JOIN counting_reading ON counting_reading.id = happening.reading "
    "JOIN report ON report.id = counting_reading.report ";

Result<std::vector<link::Member>> read_members(Query& query) {
    std::vector<link::Member> out;
    for (auto row = query.step();; row = query.step()) {
        if (!row) return row.error();
        if (!*row) return out;
        auto happening = link::from_json(query.text(1));
        if (!happening) return Error{ErrorCode::damaged, "a happening in the record can't be read", "restore the record from a copy"};
        happening->id = query.integer(0);
        happening->work = query.integer(2);
        out.push_back({std::move(*happening), query.text(3)});
    }
}

// Everybody's figure where there is one, widened by the sum over groups where that is larger ("nine people"; elsewhere
// "eleven civilians and two soldiers").
Toll toll_of(const link::Whole& whole, std::string_view outcome) {
    Toll all, sum;
    const auto add = [](std::optional<double>& to, const std::optional<double>& value) { if (value) to = to.value_or(0) + *value; };
    for (const link::Reconciled& figure : whole.figures) {
        if (figure.outcome != outcome) continue;
        if (figure.group.empty()) {
            all = {figure.low, figure.best, figure.high, figure.open};
            continue;
        }
        add(sum.low, figure.low);
        add(sum.best, figure.best);
        add(sum.high, figure.high);
        sum.open = sum.open || figure.open;
    }
    if (!all.known()) return sum;
    if (sum.high && all.high && *sum.high > *all.high) all.high = sum.high;
    if (all.best && all.low && *all.best < *all.low) all.best = all.low;
    return all;
}

Result<> write_incident(Database& database, const link::Whole& whole) {
    auto insert = database.prepare(
        "INSERT OR REPLACE INTO incident (id, type, family, earliest, latest, time_value, place, place_name, lat, lon, country, admin, precision, actors, targets, "
        "killed_low, killed_best, killed_high, killed_open, injured_low, injured_best, injured_high, injured_open, reports, data) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)");
    if (!insert) return insert.error();
    const link::Where nowhere;
    const link::Where& where = whole.where ? *whole.where : nowhere;
    const Toll killed = toll_of(whole, "killed"), injured = toll_of(whole, "injured");
    insert->bind(1, whole.id).bind(2, whole.type).bind(3, whole.family).bind(4, whole.earliest).bind(5, whole.latest).bind_known(6, whole.time_value);
    insert->bind_known(7, where.id).bind_known(8, where.name).bind(9, where.point ? std::optional(where.point->lat) : std::nullopt);
    insert->bind(10, where.point ? std::optional(where.point->lon) : std::nullopt).bind_known(11, where.country).bind(12, detail::barred(where.admin)).bind(13, where.precision);
    insert->bind(14, detail::barred(whole.actors)).bind(15, detail::barred(whole.targets));
    insert->bind(16, killed.low).bind(17, killed.best).bind(18, killed.high).bind(19, static_cast<std::int64_t>(killed.open));
    insert->bind(20, injured.low).bind(21, injured.best).bind(22, injured.high).bind(23, static_cast<std::int64_t>(injured.open));
    insert->bind(24, static_cast<std::int64_t>(whole.reports)).bind(25, link::to_json(whole));
    return insert->execute();
}

Result<> run_with(Database& database, std::string_view sql, std::string_view first, std::string_view second = {}) {
    auto query = database.prepare(sql);
    if (!query) return query.error();
    query->bind(1, first);
    if (!second.empty()) query->bind(2, second);
    return query->execute();
}

// An incident whose smallest key changed gets the id of it; the old id stays as an alias.
Result<> rename(Database& database, const std::string& from, const std::string& to) {
    for (const std::string_view sql : {"UPDATE membership SET incident = ?2 WHERE incident = ?1", "UPDATE incident_alias SET new = ?2 WHERE new = ?1",
                                       "INSERT OR REPLACE INTO incident_alias (old, new) VALUES (?1, ?2)"}) {
        if (auto done = run_with(database, sql, from, to); !done) return done.error();
    }
    if (auto done = run_with(database, "DELETE FROM incident_alias WHERE old = ?1", to); !done) return done.error();
    return run_with(database, "DELETE FROM incident WHERE id = ?1", from);
}

}  // namespace

Result<std::vector<link::Member>> Store::near(const link::Window& window) {
    auto query = m_state->database.prepare(std::string(select_member) + "WHERE happening.earliest < ?2 AND happening.latest > ?1 ORDER BY happening.id");
    if (!query) return query.error();
    query->bind(1, window.earliest).bind(2, window.latest);
    return read_members(*query);
}

Result<std::vector<link::Happening>> Store::members(std::string_view incident) const {
    auto query = m_state->database.prepare(std::string(select_member) + "WHERE membership.incident = ?1 ORDER BY happening.id");
    if (!query) return query.error();
    query->bind(1, incident);
    auto members = read_members(*query);
    if (!members) return members.error();
    std::vector<link::Happening> out;
    for (link::Member& member : *members) out.push_back(std::move(member.happening));
    return out;
}

Result<std::vector<std::pair<std::string, std::string>>> Store::reasons(std::string_view incident) const {
    auto query = m_state->database.prepare(
        "SELECT report.source, membership.reason FROM membership JOIN happening ON happening.id = membership.happening "
        "JOIN counting_reading ON counting_reading.id = happening.reading JOIN report ON report.id = counting_reading.report "
        "WHERE membership.incident = ?1 ORDER BY happening.id");
    if (!query) return query.error();
    query->bind(1, incident);
    std::vector<std::pair<std::string, std::string>> out;
    for (auto row = query->step();; row = query->step()) {
        if (!row) return row.error();
        if (!*row) return out;
        out.emplace_back(query->text(0), query->text(1));
    }
}

namespace {

// Computes an incident anew from its members that count; removes it where none is left.
Result<> refresh_incident(Store& store, Database& database, link::Joiner& joiner, std::string_view incident) {
    const auto members = store.members(incident);
    if (!members) return members.error();
    if (members->empty()) return run_with(database, "DELETE FROM incident WHERE id = ?1", incident);
    const link::Whole whole = joiner.reconcile(*members);
    if (whole.id != incident) {
        if (auto done = rename(database, std::string(incident), whole.id); !done) return done.error();
    }
    return write_incident(database, whole);
}

}  // namespace

Result<> Store::link_happenings(const std::vector<link::Happening>& happenings) {
    Database& database = m_state->database;
    link::Joiner& joiner = *m_state->joiner;
    auto insert = database.prepare("INSERT INTO membership (happening, incident, reason, score) VALUES (?1, ?2, ?3, ?4)");
    if (!insert) return insert.error();
    for (const link::Happening& happening : happenings) {
        auto decision = joiner.decide(happening, *this);
        if (!decision) return decision.error();
        const std::string incident = decision->incident.empty() ? joiner.reconcile({happening}).id : decision->incident;
        insert->bind(1, happening.id).bind(2, incident).bind(3, decision->reason).bind(4, decision->score);
        if (auto done = insert->execute(); !done) return done.error();
        if (auto done = refresh_incident(*this, database, *m_state->joiner, incident); !done) return done.error();
    }
    return {};
}

Result<> Store::unlink_report(std::int64_t report) {
    Database& database = m_state->database;
    auto query = database.prepare(
        "SELECT DISTINCT incident FROM membership JOIN happening ON happening.id = membership.happening "
        "JOIN reading ON reading.id = happening.reading WHERE reading.report = ?1");
    if (!query) return query.error();
    query->bind(1, report);
    std::vector<std::string> touched;
    for (auto row = query->step();; row = query->step()) {
        if (!row) return row.error();
        if (!*row) break;
        touched.push_back(query->text(0));
    }
    auto remove = database.prepare(
        "DELETE FROM membership WHERE happening IN (SELECT happening.id FROM happening JOIN reading ON reading.id = happening.reading WHERE reading.report = ?1)");
    if (!remove) return remove.error();
    remove->bind(1, report);
    if (auto done = remove->execute(); !done) return done.error();
    for (const std::string& incident : touched) {
        if (auto done = refresh_incident(*this, database, *m_state->joiner, incident); !done) return done.error();
    }
    return {};
}

}  // namespace marsad::store
