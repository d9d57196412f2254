#include "resources/table.h"

#include <fstream>

#include <fmt/format.h>

#include "base/utf8.h"

namespace marsad::resources {

Result<Table> read_table(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{ErrorCode::not_found, fmt::format("{}: the table can't be opened", path), "check the path of the project's data"};
    Table out{path, {}};
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty() || line[0] == '#') continue;
        if (!base::is_valid(line)) return Error{ErrorCode::bad_encoding, fmt::format("{}:{}: not UTF-8", path, number), "save the file as UTF-8"};
        TableRow row{number, {}};
        for (std::size_t at = 0; at <= line.size();) {
            const std::size_t tab = std::min(line.find('\t', at), line.size());
            row.fields.emplace_back(base::trim(std::string_view(line).substr(at, tab - at)));
            at = tab + 1;
        }
        out.rows.push_back(std::move(row));
    }
    return out;
}

}  // namespace marsad::resources
