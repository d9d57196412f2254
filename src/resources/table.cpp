#include "resources/table.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "base/utf8.h"

namespace marsad::resources {

Result<Table> parse_table(std::string_view text, std::string_view name) {
    Table out{std::string(name), {}};
    std::size_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        at = end + 1;
        ++number;
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (base::trim(line).empty() || line.front() == '#') continue;
        if (!base::is_valid(line)) return Error{ErrorCode::bad_encoding, fmt::format("{}:{}: not UTF-8", name, number), "save the file as UTF-8"};
        TableRow row{number, {}};
        for (std::size_t cell = 0; cell <= line.size();) {
            const std::size_t tab = std::min(line.find('\t', cell), line.size());
            row.fields.emplace_back(base::trim(line.substr(cell, tab - cell)));
            cell = tab + 1;
        }
        out.rows.push_back(std::move(row));
    }
    return out;
}

Result<Table> read_table(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{ErrorCode::not_found, fmt::format("{}: the table can't be opened", path), "check the path of the project's data"};
    return parse_table(std::string(std::istreambuf_iterator<char>(in), {}), path);
}

}  // namespace marsad::resources
