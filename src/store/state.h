// What the parts of the store share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite.h"
#include "store/store.h"

namespace marsad::store {

struct Store::State {
    detail::Database database;
    explicit State(detail::Database db) : database(std::move(db)) {}
};

namespace detail {

// Brings a record to the newest schema; version_mismatch where it is newer than that.
Result<> migrate(Database& database, bool may_write);

std::string compressed(std::string_view text);
Result<std::string> decompressed(std::string_view bytes, std::size_t size);

// Computes an incident anew from its members that count; removes it where none is left.
Result<> refresh_incident(Store& store, Database& database, std::string_view incident);
// Links the happenings of a reading, or takes those of a report out of their incidents.
Result<> link_happenings(Store& store, Database& database, std::vector<link::Happening> happenings);
Result<> unlink_report(Store& store, Database& database, std::int64_t report);

// "|a|b|" with nothing for an empty list.
std::string barred(const std::vector<std::string>& names);

}  // namespace detail

}  // namespace marsad::store
