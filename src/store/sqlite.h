// SQLite in RAII: a connection and prepared statements whose errors are Results.
//
// Purpose: the only file of the project, with sqlite.cpp, that calls SQLite's C interface.
// Ownership: Database owns the connection, Query its prepared statement; a Query must not outlive its Database.
// Threading: a Database belongs to one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "marsad/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace marsad::store::detail {

class Query;

class Database {
public:
    enum class Mode {
        read,
        write,
        create
    };
    // Opens or makes the file. WAL, foreign keys on, busy for at most five seconds.
    static Result<Database> open(const std::string& path, Mode mode);
    Database(Database&& other) noexcept;
    Database& operator=(Database&& other) noexcept;
    ~Database();

    // Runs one or more statements that give no rows.
    Result<> run(std::string_view sql);
    Result<Query> prepare(std::string_view sql);
    std::int64_t last_row() const;
    const std::string& path() const { return m_path; }

    // The error of the last call, with the record's path and advice.
    Error error(std::string_view doing) const;

private:
    Database(sqlite3* handle, std::string path) : m_handle(handle), m_path(std::move(path)) {}
    sqlite3* m_handle = nullptr;
    std::string m_path;
};

// A prepared statement: bind from 1, step through rows, columns from 0.
class Query {
public:
    Query(sqlite3_stmt* handle, const Database& database) : m_handle(handle), m_database(&database) {}
    Query(Query&& other) noexcept;
    Query& operator=(Query&& other) noexcept;
    ~Query();

    Query& bind(int at, std::int64_t value);
    Query& bind(int at, double value);
    Query& bind(int at, std::string_view text);
    Query& bind_blob(int at, std::string_view bytes);
    Query& bind_null(int at);
    Query& bind(int at, const std::optional<double>& value) { return value ? bind(at, *value) : bind_null(at); }
    Query& bind(int at, const std::optional<std::int64_t>& value) { return value ? bind(at, *value) : bind_null(at); }
    // NULL where the text is empty: unknown is absent.
    Query& bind_known(int at, std::string_view text) { return text.empty() ? bind_null(at) : bind(at, text); }

    // True where there is a row, false at the end.
    Result<bool> step();
    // Runs to the end and makes ready for new values.
    Result<> execute();
    void reset();

    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;  // also a blob's bytes
    std::optional<double> known_real(int column) const { return is_null(column) ? std::nullopt : std::optional(real(column)); }
    std::optional<std::int64_t> known_integer(int column) const { return is_null(column) ? std::nullopt : std::optional(integer(column)); }

private:
    sqlite3_stmt* m_handle = nullptr;
    const Database* m_database;
};

}  // namespace marsad::store::detail
