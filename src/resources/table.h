// Tables of the project's own data: UTF-8, one row a line, columns parted by tabs, lines that begin with "#" skipped.
//
// Ownership: a Table owns its rows. Threading: plain values.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/result.h"

namespace marsad::resources {

struct TableRow {
    std::size_t line = 0;  // counted from 1
    std::vector<std::string> fields;
};

struct Table {
    std::string path;
    std::vector<TableRow> rows;
};

// The rows of a text; `name` is its file's name in errors. Errors: bad_encoding (with the line).
Result<Table> parse_table(std::string_view text, std::string_view name);
// The rows of a file. Errors: not_found, bad_encoding (with the line).
Result<Table> read_table(const std::string& path);

}  // namespace marsad::resources
