#include "store/sqlite.h"

#include <sqlite3.h>

#include <utility>

#include <fmt/format.h>

namespace marsad::store::detail {

namespace {

Error as_error(int code, const std::string& path, std::string_view doing, std::string_view words) {
    switch (code & 0xFF) {
        case SQLITE_FULL:
            return {ErrorCode::disk_full, fmt::format("{}: no room left on the disk while {}", path, doing), "free some space and run the command again; the record is as it was before it"};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorCode::busy, fmt::format("{}: another process is writing to the record", path), "wait until it is done, or stop it"};
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_READONLY:
        case SQLITE_AUTH:
            return {ErrorCode::not_readable, fmt::format("{}: the record can't be opened for {} ({})", path, doing, words), "check that the folder is there and that you may write to it"};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {ErrorCode::damaged, fmt::format("{}: not a record, or a damaged one ({})", path, words), "name another file with --record, or restore this one from a copy"};
        case SQLITE_IOERR:
            return {ErrorCode::disk_full, fmt::format("{}: the disk fails or is full while {} ({})", path, doing, words), "check the disk's space and state, and run the command again"};
        default:
            return {ErrorCode::internal, fmt::format("{}: {} while {}", path, words, doing), "please report this"};
    }
}

}  // namespace

Result<Database> Database::open(const std::string& path, Mode mode) {
    int flags = SQLITE_OPEN_NOMUTEX | (mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    if (mode == Mode::create) flags |= SQLITE_OPEN_CREATE;
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    Database database(handle, path);
    if (code != SQLITE_OK) return as_error(code, path, "opening", sqlite3_errstr(code));
    sqlite3_busy_timeout(handle, 5000);
    // Foreign keys hold; synchronous NORMAL with WAL keeps the record whole after a kill or a power cut.
    if (auto set = database.run("PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL;"); !set) return set.error();
    if (mode != Mode::read) {
        if (auto set = database.run("PRAGMA journal_mode = WAL;"); !set) return set.error();
    }
    return database;
}

Database::Database(Database&& other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)), m_path(std::move(other.m_path)) {}

Database& Database::operator=(Database&& other) noexcept {
    std::swap(m_handle, other.m_handle);
    std::swap(m_path, other.m_path);
    return *this;
}

Database::~Database() { sqlite3_close_v2(m_handle); }

Result<> Database::run(std::string_view sql) {
    const std::string text(sql);
    if (sqlite3_exec(m_handle, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return error("writing");
    return {};
}

Result<Query> Database::prepare(std::string_view sql) {
    sqlite3_stmt* handle = nullptr;
    if (sqlite3_prepare_v2(m_handle, sql.data(), static_cast<int>(sql.size()), &handle, nullptr) != SQLITE_OK) return error("reading");
    return Query(handle, *this);
}

std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(m_handle); }

Error Database::error(std::string_view doing) const {
    return as_error(sqlite3_errcode(m_handle), m_path, doing, sqlite3_errmsg(m_handle));
}

Query::Query(Query&& other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)), m_database(other.m_database) {}

Query& Query::operator=(Query&& other) noexcept {
    std::swap(m_handle, other.m_handle);
    std::swap(m_database, other.m_database);
    return *this;
}

Query::~Query() { sqlite3_finalize(m_handle); }

Query& Query::bind(int at, std::int64_t value) {
    sqlite3_bind_int64(m_handle, at, value);
    return *this;
}

Query& Query::bind(int at, double value) {
    sqlite3_bind_double(m_handle, at, value);
    return *this;
}

Query& Query::bind(int at, std::string_view text) {
    sqlite3_bind_text64(m_handle, at, text.empty() ? "" : text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Query& Query::bind_blob(int at, std::string_view bytes) {
    sqlite3_bind_blob64(m_handle, at, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_TRANSIENT);
    return *this;
}

Query& Query::bind_null(int at) {
    sqlite3_bind_null(m_handle, at);
    return *this;
}

Result<bool> Query::step() {
    const int code = sqlite3_step(m_handle);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return m_database->error("writing");
}

Result<> Query::execute() {
    Result<bool> row = true;
    while (row && *row) row = step();
    reset();
    if (!row) return row.error();
    return {};
}

void Query::reset() {
    sqlite3_reset(m_handle);
    sqlite3_clear_bindings(m_handle);
}

bool Query::is_null(int column) const { return sqlite3_column_type(m_handle, column) == SQLITE_NULL; }
std::int64_t Query::integer(int column) const { return sqlite3_column_int64(m_handle, column); }
double Query::real(int column) const { return sqlite3_column_double(m_handle, column); }

std::string Query::text(int column) const {
    const void* bytes = sqlite3_column_blob(m_handle, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_handle, column));
    return bytes ? std::string(static_cast<const char*>(bytes), size) : std::string();
}

}  // namespace marsad::store::detail
