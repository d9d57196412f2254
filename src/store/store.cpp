#include "store/store.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "store/state.h"

namespace marsad::store {

using detail::Database;
using detail::Query;

Store::Store(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& path, Mode mode, link::Joiner* joiner) {
    const auto how = mode == Mode::read ? Database::Mode::read : mode == Mode::write ? Database::Mode::write
                                                                                     : Database::Mode::create;
    auto database = Database::open(path, how);
    if (!database) return database.error();
    if (auto done = detail::migrate(*database, mode != Mode::read); !done) return done.error();
    return Store(std::make_unique<State>(std::move(*database), joiner));
}

Result<> Store::begin() { return m_state->database.run("BEGIN IMMEDIATE"); }
Result<> Store::commit() { return m_state->database.run("COMMIT"); }
void Store::roll_back() { (void)m_state->database.run("ROLLBACK"); }

Result<bool> Store::has_reading(std::string_view sha256, const document::ReadBy& by, std::string_view resources) const {
    auto query = m_state->database.prepare(
        "SELECT 1 FROM reading JOIN report ON report.id = reading.report WHERE sha256 = ?1 AND engine = ?2 AND resources = ?3 AND profile = ?4");
    if (!query) return query.error();
    query->bind(1, sha256).bind(2, by.marsad).bind(3, resources).bind(4, by.profile);
    return query->step();
}

namespace {

// "UPDATE 2-", "CORRECTED-", "REFILE", "WITHDRAWN" at the head of a report's title or text, as agencies mark their copy.
std::string slug_of(const document::Document& document) {
    const auto begins = [&](std::string_view text, std::string_view word) {
        text = base::trim(text);
        return text.size() >= word.size() && base::equal_ascii_case(text.substr(0, word.size()), word) &&
               (text.size() == word.size() || !base::is_ascii_lower(text[word.size()]));
    };
    static constexpr std::pair<std::string_view, std::string_view> slugs[] = {
        {"UPDATE", "update"}, {"CORRECTED", "corrected"}, {"CORRECTION", "corrected"}, {"REFILE", "refile"}, {"WITHDRAWN", "withdrawn"}, {"KILL:", "withdrawn"}, {"ADVISORY: WITHDRAWN", "withdrawn"}};
    for (const auto& [word, slug] : slugs) {
        // In running text only capitals are a slug: "Update" may begin a sentence.
        if (begins(document.headline(), word)) return std::string(slug);
        const auto body = base::trim(document.body());
        if (begins(body, word) && body.substr(0, word.size()) == word) return std::string(slug);
    }
    return "";
}

// The report that a new one is a version of, 0 for none: the one it names, else the newest of the same address.
Result<std::int64_t> predecessor(Database& database, const document::Report& report) {
    if (!report.version_of.empty()) {
        auto query = database.prepare("SELECT id FROM report WHERE name = ?1 OR url = ?1 ORDER BY id DESC LIMIT 1");
        if (!query) return query.error();
        query->bind(1, report.version_of);
        const auto row = query->step();
        if (!row) return row.error();
        if (*row) return query->integer(0);
    }
    if (report.url.empty()) return std::int64_t{0};
    auto query = database.prepare("SELECT id FROM report WHERE url = ?1 ORDER BY id DESC LIMIT 1");
    if (!query) return query.error();
    query->bind(1, report.url);
    const auto row = query->step();
    if (!row) return row.error();
    return *row ? query->integer(0) : std::int64_t{0};
}

// The title without its slug, in small letters: "UPDATE 2-Raid kills nine" and "Raid kills nine" are one headline.
std::string bare_title(std::string_view title) {
    const auto dash = title.find('-');
    const std::string_view head = title.substr(0, dash == std::string_view::npos ? 0 : dash);
    for (const std::string_view word : {"UPDATE", "CORRECTED", "REFILE", "CORRECTION", "WITHDRAWN"}) {
        if (head.substr(0, word.size()) == word) title.remove_prefix(dash + 1);
        if (title.substr(0, word.size()) == word && title.size() > word.size() && title[word.size()] == ':') title.remove_prefix(word.size() + 1);
    }
    return base::ascii_lower(base::trim(title));
}

// An UPDATE, CORRECTED or REFILE without an address is a version of the report of the same outlet with the same headline.
Result<std::int64_t> predecessor_by_title(Database& database, const document::Document& document) {
    const std::string wanted = bare_title(document.headline());
    if (wanted.empty()) return std::int64_t{0};
    auto query = database.prepare("SELECT id, title FROM report WHERE source = ?1 AND title IS NOT NULL ORDER BY id DESC LIMIT 5000");
    if (!query) return query.error();
    query->bind(1, document::source_of(document.report));
    for (auto row = query->step();; row = query->step()) {
        if (!row) return row.error();
        if (!*row) return std::int64_t{0};
        if (bare_title(query->text(1)) == wanted) return query->integer(0);
    }
}

Result<std::int64_t> insert_report(Database& database, const document::Document& document, std::string_view slug, std::int64_t older) {
    auto insert = database.prepare(
        "INSERT INTO report (sha256, name, title, outlet, agency, author, url, retrieved, archived, lang, published, slug, source, bytes, work) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
        "coalesce((SELECT work FROM report WHERE id = ?15), (SELECT coalesce(max(id), 0) + 1 FROM report)))");
    if (!insert) return insert.error();
    const document::Report& report = document.report;
    insert->bind(1, report.sha256).bind(2, report.id).bind_known(3, document.headline()).bind_known(4, report.outlet).bind_known(5, report.agency);
    insert->bind_known(6, report.author).bind_known(7, report.url).bind_known(8, report.retrieved).bind_known(9, report.archived).bind_known(10, document.lang);
    insert->bind_known(11, document.published ? base::iso(document.published->day) : std::string()).bind_known(12, slug);
    insert->bind(13, document::source_of(report)).bind(14, static_cast<std::int64_t>(report.bytes)).bind(15, older);
    if (auto done = insert->execute(); !done) return done.error();
    return database.last_row();
}

Result<> mark(Database& database, std::int64_t report, std::string_view status, std::int64_t by, std::string_view reason) {
    auto insert = database.prepare("INSERT INTO report_status (report, status, by, reason) VALUES (?1, ?2, ?3, ?4)");
    if (!insert) return insert.error();
    insert->bind(1, report).bind(2, status).bind(4, reason);
    by ? insert->bind(3, by) : insert->bind_null(3);
    return insert->execute();
}

Result<std::int64_t> insert_reading(Database& database, std::int64_t report, const document::Document& document, std::string_view line, std::string_view resources) {
    auto insert = database.prepare("INSERT INTO reading (report, engine, resources, profile, size, line) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    if (!insert) return insert.error();
    insert->bind(1, report).bind(2, document.by.marsad).bind(3, resources).bind(4, document.by.profile).bind(5, static_cast<std::int64_t>(line.size()));
    insert->bind_blob(6, detail::compressed(line));
    if (auto done = insert->execute(); !done) return done.error();
    return database.last_row();
}

}  // namespace

Result<AddResult> Store::add(const document::Document& document, std::vector<link::Happening> happenings, std::string_view record_line, std::string_view resources) {
    Database& database = m_state->database;
    AddResult result;
    auto known = database.prepare("SELECT id, work FROM report WHERE sha256 = ?1");
    if (!known) return known.error();
    known->bind(1, document.report.sha256);
    const auto row = known->step();
    if (!row) return row.error();

    if (*row) {
        result.report = known->integer(0);
        const auto read = has_reading(document.report.sha256, document.by, resources);
        if (!read) return read.error();
        result.added = *read ? Added::same : Added::reread;
        if (*read) return result;
        if (auto done = unlink_report(result.report); !done) return done.error();
    } else {
        const std::string slug = slug_of(document);
        auto older = predecessor(database, document.report);
        if (older && *older == 0 && !slug.empty()) older = predecessor_by_title(database, document);
        if (!older) return older.error();
        const auto inserted = insert_report(database, document, slug, *older);
        if (!inserted) return inserted.error();
        result.report = *inserted;
        const bool withdrawal = slug == "withdrawn";
        result.added = withdrawal ? Added::withdrawal : *older ? Added::version
                                                               : Added::fresh;
        if (*older) {
            const auto reason = withdrawal ? "withdrawn by its source" : slug.empty() ? "the same address with other bytes"
                                                                                      : slug;
            if (auto done = unlink_report(*older); !done) return done.error();
            if (auto done = mark(database, *older, withdrawal ? "withdrawn" : "superseded", result.report, reason); !done) return done.error();
        }
    }
    const auto reading = insert_reading(database, result.report, document, record_line, resources);
    if (!reading) return reading.error();
    if (auto done = detail::insert_statements(database, *reading, document); !done) return done.error();
    result.statements = document.statements.size();
    if (result.added == Added::withdrawal) return result;

    auto work = database.prepare("SELECT work FROM counting_report WHERE id = ?1");
    if (!work) return work.error();
    work->bind(1, result.report);
    const auto counts = work->step();
    if (!counts) return counts.error();
    for (link::Happening& happening : happenings) happening.work = *counts ? work->integer(0) : 0;
    if (auto done = detail::insert_happenings(database, *reading, happenings); !done) return done.error();
    if (!*counts) return result;  // rereading an old version changes no incident
    if (auto done = link_happenings(happenings); !done) return done.error();
    return result;
}

Result<> Store::withdraw(std::string_view id, std::string_view reason) {
    const auto found = report(id);
    if (!found) return found.error();
    if (!*found) return Error{ErrorCode::not_found, fmt::format("{}: no report of that id in {}", id, m_state->database.path()), "`marsad list reports` shows their ids"};
    if ((*found)->status == "withdrawn") return {};
    if (auto done = unlink_report((*found)->id); !done) return done.error();
    return mark(m_state->database, (*found)->id, "withdrawn", 0, reason.empty() ? "withdrawn by hand" : reason);
}

Result<> Store::check() const {
    auto query = m_state->database.prepare("PRAGMA integrity_check");
    if (!query) return query.error();
    const auto row = query->step();
    if (!row) return row.error();
    if (query->text(0) != "ok") return Error{ErrorCode::damaged, fmt::format("{}: {}", m_state->database.path(), query->text(0)), "restore the record from a copy"};
    auto keys = m_state->database.prepare("PRAGMA foreign_key_check");
    if (!keys) return keys.error();
    const auto broken = keys->step();
    if (!broken) return broken.error();
    if (*broken) return Error{ErrorCode::damaged, fmt::format("{}: a row refers to one that is not there", m_state->database.path()), "restore the record from a copy"};
    return {};
}

}  // namespace marsad::store
