// Look-ups: incidents, statements, reports and totals by a filter, and single ones by their ids.
#include <fmt/format.h>

#include "base/utf8.h"
#include "store/conditions.h"
#include "store/state.h"

namespace marsad::store {

using detail::Conditions;
using detail::Database;
using detail::Query;

namespace {

constexpr std::string_view incident_columns =
    "SELECT incident.id, type, family, earliest, latest, time_value, place, place_name, lat, lon, country, admin, precision, actors, targets, "
    "killed_low, killed_best, killed_high, killed_open, injured_low, injured_best, injured_high, injured_open, reports, data FROM incident";

IncidentRow read_incident(const Query& q) {
    IncidentRow row;
    row.id = q.text(0);
    row.type = q.text(1);
    row.family = q.text(2);
    row.earliest = q.known_integer(3);
    row.latest = q.known_integer(4);
    row.time_value = q.text(5);
    row.place_id = q.text(6);
    row.place = q.text(7);
    row.lat = q.known_real(8);
    row.lon = q.known_real(9);
    row.country = q.text(10);
    row.admin = q.text(11);
    row.precision = q.text(12);
    row.actors = q.text(13);
    row.targets = q.text(14);
    row.killed = {q.known_real(15), q.known_real(16), q.known_real(17), q.integer(18) != 0};
    row.injured = {q.known_real(19), q.known_real(20), q.known_real(21), q.integer(22) != 0};
    row.reports = static_cast<std::size_t>(q.integer(23));
    row.data = q.text(24);
    return row;
}

// Statements of readings that count, with the names of who and where joined by "; ".
constexpr std::string_view statement_columns =
    "SELECT statement.id, report.id, ordinal, statement.key, type, stage, polarity, modality, earliest, latest, asserted, background, confidence, report.source, report.published, "
    "(SELECT group_concat(name, '; ') FROM statement_place WHERE statement_place.statement = statement.id), "
    "(SELECT country FROM statement_place WHERE statement_place.statement = statement.id AND country IS NOT NULL LIMIT 1), "
    "(SELECT group_concat(name, '; ') FROM statement_actor WHERE statement_actor.statement = statement.id AND part = 'actor'), "
    "(SELECT group_concat(name, '; ') FROM statement_actor WHERE statement_actor.statement = statement.id AND part IN ('target', 'victim')) "
    "FROM statement JOIN counting_reading ON counting_reading.id = statement.reading JOIN report ON report.id = counting_reading.report";

StatementRow read_statement(const Query& q) {
    StatementRow row;
    row.id = q.integer(0);
    row.report = q.integer(1);
    row.ordinal = static_cast<std::uint32_t>(q.integer(2));
    row.key = q.text(3);
    row.type = q.text(4);
    row.stage = q.text(5);
    row.polarity = q.text(6);
    row.modality = q.text(7);
    row.earliest = q.known_integer(8);
    row.latest = q.known_integer(9);
    row.asserted = q.integer(10) != 0;
    row.background = q.integer(11) != 0;
    row.confidence = q.real(12);
    row.source = q.text(13);
    row.published = q.text(14);
    row.place = q.text(15);
    row.country = q.text(16);
    row.actors = q.text(17);
    row.targets = q.text(18);
    return row;
}

constexpr std::string_view report_columns =
    "SELECT report.id, name, title, outlet, url, published, source, sha256, lang, bytes, work, "
    "coalesce((SELECT status FROM report_status WHERE report_status.report = report.id ORDER BY report_status.id DESC LIMIT 1), CASE slug WHEN 'withdrawn' THEN 'notice' END), "
    "(SELECT count(*) FROM statement JOIN newest_reading ON newest_reading.id = statement.reading WHERE newest_reading.report = report.id) FROM report";

ReportRow read_report(const Query& q) {
    ReportRow row;
    row.id = q.integer(0);
    row.name = q.text(1);
    row.title = q.text(2);
    row.outlet = q.text(3);
    row.url = q.text(4);
    row.published = q.text(5);
    row.source = q.text(6);
    row.sha256 = q.text(7);
    row.lang = q.text(8);
    row.bytes = static_cast<std::uint64_t>(q.integer(9));
    row.work = q.integer(10);
    row.status = q.text(11);
    row.statements = static_cast<std::size_t>(q.integer(12));
    return row;
}

template <typename Row, typename Read>
Result<std::vector<Row>> all_rows(Database& database, const std::string& sql, const Conditions& conditions, Read read) {
    auto query = database.prepare(sql);
    if (!query) return query.error();
    conditions.bind(*query);
    std::vector<Row> out;
    for (auto row = query->step();; row = query->step()) {
        if (!row) return row.error();
        if (!*row) return out;
        out.push_back(read(*query));
    }
}

Result<std::size_t> count(Database& database, const std::string& sql, const Conditions& conditions) {
    auto query = database.prepare(sql);
    if (!query) return query.error();
    conditions.bind(*query);
    const auto row = query->step();
    if (!row) return row.error();
    return static_cast<std::size_t>(query->integer(0));
}

std::string under(Conditions& conditions, std::string_view column, const std::string& type) {
    return fmt::format("({0} = {1} OR substr({0}, 1, length({1}) + 1) = {1} || '.')", column, conditions.bound(type));
}

// Times: what may lie in [since, until); without a time it lies in none.
void limit_times(Conditions& conditions, const Filter& filter, std::string_view earliest, std::string_view latest) {
    if (filter.since) conditions.add(fmt::format("coalesce({}, {} + 1) > {}", latest, earliest, conditions.bound(*filter.since)));
    if (filter.until) conditions.add(fmt::format("{} < {}", earliest, conditions.bound(*filter.until)));
}

void limit_killed(Conditions& conditions, const Filter& filter) {
    if (!filter.killed) return;
    // An incident fits where its own range and the wanted one have a number in common.
    if (filter.killed->low) {
        conditions.add(fmt::format("(killed_low IS NOT NULL AND (killed_open = 1 OR coalesce(killed_high, killed_low) >= {}))", conditions.bound(*filter.killed->low)));
    }
    if (filter.killed->high) conditions.add(fmt::format("killed_low <= {}", conditions.bound(*filter.killed->high)));
}

Conditions incident_conditions(const Filter& filter) {
    Conditions conditions;
    limit_times(conditions, filter, "earliest", "latest");
    limit_killed(conditions, filter);
    if (!filter.type.empty()) conditions.add(under(conditions, "type", filter.type));
    if (!filter.who.empty()) {
        const std::string value = conditions.bound(detail::anywhere(filter.who));
        conditions.add(fmt::format("(actors LIKE {0} ESCAPE '\\' OR targets LIKE {0} ESCAPE '\\')", value));
    }
    return conditions;
}

const detail::PlaceColumns incident_place{"place", "country", "admin", "lat", "lon", "precision"};
const detail::PlaceColumns statement_place{"p.place", "p.country", "p.admin", "p.lat", "p.lon", "p.precision"};

Conditions statement_conditions(const Filter& filter) {
    Conditions conditions;
    if (!filter.all) conditions.add("asserted = 1");
    limit_times(conditions, filter, "earliest", "latest");
    if (!filter.type.empty()) conditions.add(under(conditions, "type", filter.type));
    if (!filter.who.empty()) {
        conditions.add(fmt::format("EXISTS (SELECT 1 FROM statement_actor AS a WHERE a.statement = statement.id AND (a.name LIKE {0} ESCAPE '\\' OR a.words LIKE {0} ESCAPE '\\'))",
                                   conditions.bound(detail::anywhere(filter.who))));
    }
    if (filter.killed) {
        std::string part = "EXISTS (SELECT 1 FROM statement_figure AS f WHERE f.statement = statement.id AND f.outcome = 'killed'";
        if (filter.killed->low) part += fmt::format(" AND coalesce(f.high, 1e18) >= {}", conditions.bound(*filter.killed->low));
        if (filter.killed->high) part += fmt::format(" AND coalesce(f.low, 0) <= {}", conditions.bound(*filter.killed->high));
        conditions.add(part + ")");
    }
    return conditions;
}

}  // namespace

Result<Found<IncidentRow>> Store::incidents(const Filter& filter) const {
    Database& database = m_state->database;
    Found<IncidentRow> found;
    Conditions conditions = incident_conditions(filter);
    if (filter.where) conditions.add(detail::inside(conditions, incident_place, *filter.where));
    auto rows = all_rows<IncidentRow>(database, std::string(incident_columns) + conditions.where() + " ORDER BY earliest IS NULL, earliest, incident.id", conditions, read_incident);
    if (!rows) return rows.error();
    found.rows = std::move(*rows);
    if (!filter.where) return found;
    Conditions around = incident_conditions(filter);
    around.add(detail::wider(around, incident_place, *filter.where));
    const auto wider = count(database, "SELECT count(*) FROM incident" + around.where(), around);
    if (!wider) return wider.error();
    found.wider = *wider;
    return found;
}

Result<Found<StatementRow>> Store::statements(const Filter& filter) const {
    Database& database = m_state->database;
    Found<StatementRow> found;
    Conditions conditions = statement_conditions(filter);
    const auto some_place = [](const std::string& test) { return fmt::format("EXISTS (SELECT 1 FROM statement_place AS p WHERE p.statement = statement.id AND {})", test); };
    if (filter.where) conditions.add(some_place(detail::inside(conditions, statement_place, *filter.where)));
    auto rows = all_rows<StatementRow>(database, std::string(statement_columns) + conditions.where() + " ORDER BY earliest IS NULL, earliest, statement.id", conditions, read_statement);
    if (!rows) return rows.error();
    found.rows = std::move(*rows);
    if (!filter.where) return found;
    Conditions around = statement_conditions(filter);
    around.add(some_place(detail::wider(around, statement_place, *filter.where)));
    around.add("NOT " + some_place(detail::inside(around, statement_place, *filter.where)));
    const auto wider = count(database, "SELECT count(*) FROM statement JOIN counting_reading ON counting_reading.id = statement.reading" + around.where(), around);
    if (!wider) return wider.error();
    found.wider = *wider;
    return found;
}

Result<std::vector<ReportRow>> Store::reports(const Filter& filter) const {
    Conditions conditions;
    if (filter.since) conditions.add(fmt::format("published >= {}", conditions.bound(base::iso(base::date_of(*filter.since)))));
    if (filter.until) conditions.add(fmt::format("published < {}", conditions.bound(base::iso(base::date_of(*filter.until)))));
    if (!filter.who.empty()) {
        conditions.add(fmt::format("(source LIKE {0} ESCAPE '\\' OR coalesce(author, '') LIKE {0} ESCAPE '\\')", conditions.bound(detail::anywhere(filter.who))));
    }
    return all_rows<ReportRow>(m_state->database, std::string(report_columns) + conditions.where() + " ORDER BY report.id", conditions, read_report);
}

Result<std::vector<TotalRow>> Store::totals(const Filter& filter) const {
    Conditions conditions = statement_conditions(filter);
    conditions.add("scope <> 'incident'");
    if (filter.where) {
        conditions.add(fmt::format("EXISTS (SELECT 1 FROM statement_place AS p WHERE p.statement = statement.id AND {})", detail::inside(conditions, statement_place, *filter.where)));
    }
    const std::string sql =
        "SELECT outcome, of, scope, since, statement_figure.until, words, report.source, report.published, low, best, high, "
        "coalesce((SELECT name FROM statement_place AS p WHERE p.statement = statement.id LIMIT 1), '') FROM statement_figure "
        "JOIN statement ON statement.id = statement_figure.statement "
        "JOIN counting_reading ON counting_reading.id = statement.reading JOIN report ON report.id = counting_reading.report" +
        conditions.where() + " ORDER BY report.published, statement.id";
    return all_rows<TotalRow>(m_state->database, sql, conditions, [](const Query& q) {
        TotalRow row{q.text(0), q.text(1), q.text(2), q.text(3), q.text(4), q.text(5), q.text(6), q.text(7), q.text(11), {}};
        row.bounds = {q.known_real(8), q.known_real(9), q.known_real(10), q.is_null(10)};
        return row;
    });
}

namespace {

template <typename Row>
std::optional<Row> first_of(std::vector<Row>&& rows) {
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

}  // namespace

Result<std::optional<IncidentRow>> Store::incident(std::string_view id) const {
    Conditions conditions;
    const std::string wanted = conditions.bound(std::string(id));
    conditions.add(fmt::format("(incident.id = {0} OR incident.id = (SELECT new FROM incident_alias WHERE old = {0}))", wanted));
    auto rows = all_rows<IncidentRow>(m_state->database, std::string(incident_columns) + conditions.where(), conditions, read_incident);
    if (!rows) return rows.error();
    return first_of(std::move(*rows));
}

Result<std::optional<ReportRow>> Store::report(std::string_view id) const {
    Conditions conditions;
    const std::string wanted = conditions.bound(std::string(id));
    const bool digest = id.size() >= 8 && id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    conditions.add(fmt::format("(name = {0} OR 'r' || report.id = {0}{1})", wanted, digest ? fmt::format(" OR substr(sha256, 1, length({0})) = {0}", wanted) : ""));
    auto rows = all_rows<ReportRow>(m_state->database, std::string(report_columns) + conditions.where() + " ORDER BY report.id DESC LIMIT 1", conditions, read_report);
    if (!rows) return rows.error();
    return first_of(std::move(*rows));
}

Result<std::optional<StatementRow>> Store::statement(std::string_view key) const {
    if (key.size() < 8) return std::optional<StatementRow>();
    Conditions conditions;
    conditions.add(fmt::format("substr(statement.key, 1, length({0})) = {0}", conditions.bound(std::string(key))));
    auto rows = all_rows<StatementRow>(m_state->database, std::string(statement_columns) + conditions.where() + " LIMIT 1", conditions, read_statement);
    if (!rows) return rows.error();
    return first_of(std::move(*rows));
}

namespace {

Result<std::string> read_line(Query& query) {
    const auto row = query.step();
    if (!row) return row.error();
    if (!*row) return Error{ErrorCode::not_found, "no reading of that report in the record", "`marsad list reports` shows what is there"};
    return detail::decompressed(query.text(0), static_cast<std::size_t>(query.integer(1)));
}

}  // namespace

Result<std::string> Store::line(std::int64_t report) const {
    auto query = m_state->database.prepare("SELECT line, size FROM reading JOIN newest_reading ON newest_reading.id = reading.id WHERE reading.report = ?1");
    if (!query) return query.error();
    query->bind(1, report);
    return read_line(*query);
}

Result<std::string> Store::line_of_happening(std::int64_t happening, std::int64_t& report) const {
    auto query = m_state->database.prepare("SELECT line, size, reading.report FROM reading JOIN happening ON happening.reading = reading.id WHERE happening.id = ?1");
    if (!query) return query.error();
    query->bind(1, happening);
    auto line = read_line(*query);
    if (line) report = query->integer(2);
    return line;
}

}  // namespace marsad::store
