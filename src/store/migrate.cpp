// Numbered migrations: schema/NNN.sql brings a record from version NNN - 1 to NNN.
#include <zlib.h>

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "store/state.h"

namespace marsad::store {

namespace {

constexpr std::string_view migrations[] = {
#include "store/migrations.inc"
};

// "mrsd": tells a record from any other SQLite file.
constexpr std::int64_t application_id = 0x6D727364;

Result<std::int64_t> number(detail::Database& database, std::string_view sql) {
    auto query = database.prepare(sql);
    if (!query) return query.error();
    const auto row = query->step();
    if (!row) return row.error();
    return query->integer(0);
}

Result<std::int64_t> pragma(detail::Database& database, std::string_view name) { return number(database, fmt::format("PRAGMA {}", name)); }

}  // namespace

int schema_version() { return static_cast<int>(std::size(migrations)); }

namespace detail {

Result<> migrate(Database& database, bool may_write) {
    const auto version = pragma(database, "user_version");
    if (!version) return version.error();
    const auto application = pragma(database, "application_id");
    if (!application) return application.error();
    // A file of another program may have no version either; a new one of ours has no tables yet.
    const auto tables = number(database, "SELECT count(*) FROM sqlite_master");
    if (!tables) return tables.error();
    if (*application != application_id && (*version != 0 || *tables != 0)) {
        return Error{ErrorCode::bad_format, fmt::format("{}: an SQLite file, but no record of marsad's", database.path()), "name another file with --record"};
    }
    if (*version > schema_version()) {
        return Error{ErrorCode::version_mismatch, fmt::format("{}: the record has schema {}, this program knows up to {}", database.path(), *version, schema_version()),
                     "use the newer marsad that wrote it"};
    }
    if (*version == schema_version()) return {};
    if (!may_write) {
        return Error{ErrorCode::version_mismatch, fmt::format("{}: the record has schema {} and must be brought to {}", database.path(), *version, schema_version()),
                     "run `marsad add` on it once with write access"};
    }
    // All steps in one transaction: a kill leaves the old schema whole.
    if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) return begun.error();
    const auto again = pragma(database, "user_version");  // another process may have been quicker
    if (!again) return again.error();
    for (auto step = *again; step < schema_version(); ++step) {
        if (auto done = database.run(migrations[step]); !done) {
            (void)database.run("ROLLBACK");
            return done.error();
        }
    }
    const auto marks = fmt::format("PRAGMA user_version = {}; PRAGMA application_id = {}; COMMIT", schema_version(), application_id);
    if (auto done = database.run(marks); !done) {
        const Error error = done.error();
        (void)database.run("ROLLBACK");
        return error;
    }
    return {};
}

std::string compressed(std::string_view text) {
    uLongf size = compressBound(text.size());
    std::string out(size, '\0');
    // Level 3: lines are written once for each reading and seldom read back.
    compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size(), 3);
    out.resize(size);
    return out;
}

Result<std::string> decompressed(std::string_view bytes, std::size_t size) {
    std::string out(size, '\0');
    uLongf got = size;
    const int code = uncompress(reinterpret_cast<Bytef*>(out.data()), &got, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
    if (code != Z_OK || got != size) return Error{ErrorCode::damaged, "a reading in the record is damaged", "restore the record from a copy"};
    return out;
}

std::string barred(const std::vector<std::string>& names) {
    if (names.empty()) return "";
    std::string out = "|";
    for (const std::string& name : names) out += name + "|";
    return out;
}

}  // namespace detail

}  // namespace marsad::store
