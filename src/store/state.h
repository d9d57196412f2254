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
    link::Joiner* joiner;
    State(detail::Database db, link::Joiner* j) : database(std::move(db)), joiner(j) {}
};

namespace detail {

// Brings a record to the newest schema; version_mismatch where it is newer than that.
Result<> migrate(Database& database, bool may_write);

std::string compressed(std::string_view text);
Result<std::string> decompressed(std::string_view bytes, std::size_t size);

// The rows of a reading.
Result<> insert_statements(Database& database, std::int64_t reading, const document::Document& document);
// Sets the happenings' numbers.
Result<> insert_happenings(Database& database, std::int64_t reading, std::vector<link::Happening>& happenings);

// "|a|b|" with nothing for an empty list.
std::string barred(const std::vector<std::string>& names);

}  // namespace detail

}  // namespace marsad::store
