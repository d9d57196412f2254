// Places from tables: GeoNames dumps and their lists of divisions, and CSV or TSV with a header.
#include <algorithm>
#include <charconv>
#include <istream>

#include <fmt/format.h>

#include "base/utf8.h"
#include "resources/place_rows.h"

namespace marsad::resources {

namespace {

constexpr std::size_t longest_record = 64 << 20;  // bytes; a boundary in well-known text may be long

// One record of separated values (RFC 4180), or a line of plain tabs.
class Records {
public:
    Records(const std::string& path, std::istream& in) : m_path(path), m_in(in) {}

    std::size_t line() const { return m_first_line; }
    const std::string& text() const { return m_text; }

    // Whether there is one more line.
    bool next_line() {
        if (!std::getline(m_in, m_text)) return false;
        m_first_line = ++m_line;
        if (!m_text.empty() && m_text.back() == '\r') m_text.pop_back();
        return true;
    }

    void split(char separator, std::vector<std::string>& cells) const {
        cells.clear();
        for (std::size_t at = 0; at <= m_text.size();) {
            const std::size_t end = std::min(m_text.find(separator, at), m_text.size());
            cells.emplace_back(m_text, at, end - at);
            at = end + 1;
        }
    }

    // Splits the line at hand, with quoted cells that may go on over further lines.
    Result<> split_quoted(char separator, std::vector<std::string>& cells) {
        cells.assign(1, {});
        bool quoted = false;
        for (std::size_t at = 0;; ++at) {
            if (at == m_text.size()) {
                if (!quoted) return {};
                std::string more;
                if (cells.back().size() > longest_record || !std::getline(m_in, more)) return row_error(m_path, m_first_line, "a quotation mark is never closed", "close it, or double the quotation marks inside a cell");
                ++m_line;
                m_text += '\n' + more;
            }
            const char c = m_text[at];
            if (quoted) {
                if (c == '"' && at + 1 < m_text.size() && m_text[at + 1] == '"') cells.back() += m_text[at++];
                else if (c == '"') quoted = false;
                else cells.back() += c;
            } else if (c == '"' && cells.back().empty()) {
                quoted = true;
            } else if (c == separator) {
                cells.emplace_back();
            } else {
                cells.back() += c;
            }
        }
    }

    Result<> check_utf8() const {
        if (base::is_valid(m_text)) return {};
        return Error{ErrorCode::bad_encoding, fmt::format("{}:{}: not UTF-8", m_path, m_first_line), "save the file as UTF-8"};
    }

private:
    const std::string& m_path;
    std::istream& m_in;
    std::string m_text;
    std::size_t m_line = 0, m_first_line = 0;
};

template <typename Number>
bool parse(std::string_view text, Number& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size();
}

// GeoNames: id, name, ascii name, other names, lat, lon, class, code, country, cc2, admin1 … admin4, population,
// elevation, dem, time zone, date.
Result<> geonames_row(const std::string& path, std::size_t line, const std::vector<std::string>& cells, const PlaceRowSink& sink) {
    PlaceRow row;
    row.line = line;
    double lat = 0, lon = 0;
    if (!parse(cells[0], row.geonames) || !parse(cells[4], lat) || !parse(cells[5], lon) || !(lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180)) {
        return row_error(path, line, "no GeoNames row: id, latitude or longitude is no number", "keep GeoNames' columns as they are (readme.txt of its dumps)");
    }
    std::uint64_t people = 0;
    parse(cells[14], people);
    row.population = static_cast<std::uint32_t>(std::min<std::uint64_t>(people, 0xFFFFFFFF));
    row.name = cells[1];
    row.point = base::LatLon{lat, lon};
    row.country = cells[8].size() == 2 ? cells[8] : std::string();
    set_geonames_kind(row, cells[6], cells[7]);
    if (cells[2] != cells[1]) row.names.push_back(cells[2]);
    for (std::string_view rest = cells[3]; !rest.empty();) {
        const auto name = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(name.size() + 1, rest.size()));
        if (!name.empty()) row.names.emplace_back(name);
    }
    const std::string &adm1 = cells[10], &adm2 = cells[11];
    const bool first = !row.country.empty() && !adm1.empty() && adm1 != "00";
    const std::string one = first ? row.country + "." + adm1 : std::string(), two = first && !adm2.empty() ? one + "." + adm2 : std::string();
    if (row.kind == PlaceKind::country) row.code = row.country;
    else if (row.feature == "A.ADM1") row.code = one;
    else if (row.feature == "A.ADM2") row.code = two;
    for (const std::string& parent : {one, two}) {
        if (!parent.empty() && parent != row.code) row.parents.push_back(parent);
    }
    return row.name.empty() ? Result<>() : sink(std::move(row));
}

// admin1CodesASCII.txt and admin2Codes.txt: code, name, ascii name, id.
Result<> division_row(const std::string& path, std::size_t line, const std::vector<std::string>& cells, const PlaceRowSink& sink) {
    PlaceRow row;
    row.line = line;
    const auto dots = std::count(cells[0].begin(), cells[0].end(), '.');
    if (cells[0].size() < 4 || cells[0][2] != '.' || dots > 2 || !parse(cells[3], row.geonames)) return row_error(path, line, "no row of GeoNames' divisions", "such a row is \"SY.09\", name, ASCII name and id");
    row.code = cells[0];
    row.country = cells[0].substr(0, 2);
    row.kind = dots == 1 ? PlaceKind::adm1 : PlaceKind::adm2;
    row.feature = dots == 1 ? "A.ADM1" : "A.ADM2";
    if (dots == 2) row.parents.push_back(cells[0].substr(0, cells[0].rfind('.')));
    row.name = cells[1];
    if (cells[2] != cells[1]) row.names.push_back(cells[2]);
    return row.name.empty() ? Result<>() : sink(std::move(row));
}

Result<> read_geonames(const std::string& path, Records& records, std::size_t columns, const PlaceRowSink& sink) {
    std::vector<std::string> cells;
    do {
        if (records.text().empty() || records.text()[0] == '#') continue;
        if (auto done = records.check_utf8(); !done) return done;
        records.split('\t', cells);
        if (cells.size() != columns) return row_error(path, records.line(), fmt::format("{} columns where the rows before have {}", cells.size(), columns), "keep GeoNames' columns as they are (readme.txt of its dumps)");
        if (auto done = columns == 19 ? geonames_row(path, records.line(), cells, sink) : division_row(path, records.line(), cells, sink); !done) return done;
    } while (records.next_line());
    return {};
}

bool is_header_known(const std::vector<std::string>& columns) {
    return std::any_of(columns.begin(), columns.end(), [](const std::string& c) {
        return c == "name" || c == "wofid" || c == "wofname" || c.ends_with("pcode") || c == "nameen" || c == "nameenglish" || c == "placename";
    });
}

}  // namespace

Result<> read_place_table(const std::string& path, std::istream& in, const PlaceRowSink& sink) {
    Records records(path, in);
    do {
        if (!records.next_line()) return Error{ErrorCode::empty, fmt::format("{}: nothing in it", path), "name a file of places"};
    } while (records.text().empty() || records.text()[0] == '#');
    if (auto done = records.check_utf8(); !done) return done;
    std::vector<std::string> cells;
    records.split('\t', cells);
    std::uint32_t id = 0;
    if (cells.size() == 19 && parse(cells[0], id)) return read_geonames(path, records, 19, sink);
    if (cells.size() == 4 && parse(cells[3], id)) return read_geonames(path, records, 4, sink);

    const char separator = cells.size() > 1 ? '\t' : records.text().find(';') < records.text().find(',') ? ';'
                                                                                                         : ',';
    if (auto done = records.split_quoted(separator, cells); !done) return done;
    std::vector<std::string> columns;
    for (const std::string& cell : cells) columns.push_back(column_name(cell));
    if (!is_header_known(columns)) return row_error(path, records.line(), "neither a GeoNames dump nor a table whose first line names its columns", "begin with a line such as name,lat,lon,country,kind (docs/own-places.md)");
    Cells row;
    row.path = path;
    while (records.next_line()) {
        if (base::trim(records.text()).empty() || records.text()[0] == '#') continue;
        if (auto done = records.split_quoted(separator, cells); !done) return done;
        if (auto done = records.check_utf8(); !done) return done;
        if (cells.size() > columns.size()) return row_error(path, records.line(), fmt::format("{} columns where the header has {}", cells.size(), columns.size()), "put cells that hold the separator in quotation marks");
        row.line = records.line();
        row.cells.clear();
        for (std::size_t i = 0; i < cells.size(); ++i) row.cells.emplace_back(columns[i], std::move(cells[i]));
        if (auto done = rows_of_cells(row, sink); !done) return done;
    }
    return {};
}

}  // namespace marsad::resources
