#include "resources/place_rows.h"

#include <algorithm>
#include <charconv>
#include <fstream>

#include <fmt/format.h>

#include "base/utf8.h"

namespace marsad::resources {

namespace {

using base::trim;

std::optional<double> number(std::string_view text) {
    double out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size() || !(out > -1e12 && out < 1e12)) return std::nullopt;
    return out;
}

std::uint32_t count_of(std::string_view text) {
    const double value = number(text).value_or(0);
    return value <= 0 ? 0 : value > 4e9 ? 4000000000U
                                        : static_cast<std::uint32_t>(value);
}

// Names parted by "|" or ";".
void add_names(std::string_view text, std::vector<std::string>& out) {
    while (!text.empty()) {
        const auto part = text.substr(0, text.find_first_of("|;"));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
        if (!trim(part).empty()) out.emplace_back(trim(part));
    }
}

struct KindRow {
    std::string_view name, feature;
    PlaceKind kind;
    bool minor = false;
};

// Who's On First's placetypes, and the kinds that a user's own table may state.
constexpr KindRow kinds[] = {
    {"country", "A.PCLI", PlaceKind::country}, {"dependency", "A.PCLD", PlaceKind::country}, {"region", "A.ADM1", PlaceKind::adm1}, {"macroregion", "L.RGN", PlaceKind::area}, {"county", "A.ADM2", PlaceKind::adm2}, {"macrocounty", "A.ADM2", PlaceKind::adm2}, {"localadmin", "A.ADM3", PlaceKind::adm2}, {"locality", "P.PPL", PlaceKind::settlement}, {"borough", "P.PPLX", PlaceKind::neighbourhood}, {"macrohood", "P.PPLX", PlaceKind::neighbourhood}, {"neighbourhood", "P.PPLX", PlaceKind::neighbourhood}, {"neighborhood", "P.PPLX", PlaceKind::neighbourhood}, {"microhood", "P.PPLX", PlaceKind::neighbourhood}, {"campus", "S.BLDG", PlaceKind::point, true}, {"venue", "S.BLDG", PlaceKind::point, true}, {"marinearea", "H.BAY", PlaceKind::waters}, {"ocean", "H.OCN", PlaceKind::waters}, {"disputed", "A.TERR", PlaceKind::area}, {"settlement", "P.PPL", PlaceKind::settlement}, {"city", "P.PPL", PlaceKind::settlement}, {"town", "P.PPL", PlaceKind::settlement}, {"village", "P.PPL", PlaceKind::settlement}, {"camp", "P.PPLX", PlaceKind::neighbourhood}, {"area", "L.RGN", PlaceKind::area}, {"adm1", "A.ADM1", PlaceKind::adm1}, {"adm2", "A.ADM2", PlaceKind::adm2}, {"adm3", "A.ADM3", PlaceKind::adm2}, {"adm4", "A.ADM4", PlaceKind::adm2}, {"sea", "H.SEA", PlaceKind::waters}, {"lake", "H.LK", PlaceKind::waters}, {"waters", "H.LK", PlaceKind::waters}, {"strait", "H.STRT", PlaceKind::waters}, {"river", "H.STM", PlaceKind::linear}, {"road", "R.RD", PlaceKind::linear}, {"linear", "R.RD", PlaceKind::linear}, {"mountains", "T.MTS", PlaceKind::area}, {"island", "T.ISL", PlaceKind::area}, {"desert", "T.DSRT", PlaceKind::area}, {"peninsula", "T.PEN", PlaceKind::area}, {"crossing", "S.PSTB", PlaceKind::point}, {"airport", "S.AIRP", PlaceKind::point}, {"base", "S.INSM", PlaceKind::point}, {"site", "S.BLDG", PlaceKind::point}, {"point", "S.BLDG", PlaceKind::point}};

// Placetypes that are no places of a text.
bool is_left_out(std::string_view placetype) {
    for (std::string_view kind : {"planet", "continent", "empire", "timezone", "postalcode", "postcode", "constituency", "custom", "building", "address", "intersection", "installation", "wing", "concourse", "arcade", "enclosure"}) {
        if (kind == placetype) return true;
    }
    return false;
}

}  // namespace

std::string_view Cells::first(std::initializer_list<std::string_view> columns) const {
    for (std::string_view wanted : columns) {
        for (const auto& [column, value] : cells) {
            if (column == wanted && !trim(value).empty()) return trim(value);
        }
    }
    return {};
}

std::string column_name(std::string_view header) {
    std::string out;
    for (char c : header) {
        if (base::is_ascii_alnum(c)) out += base::ascii_lower(c);
    }
    return out;
}

Error row_error(const std::string& path, std::size_t line, std::string_view what, std::string_view advice) {
    return Error{ErrorCode::bad_format, fmt::format("{}:{}: {}", path, line, what), std::string(advice)};
}

void set_geonames_kind(PlaceRow& row, std::string_view feature_class, std::string_view code) {
    row.feature = fmt::format("{}.{}", feature_class, code);
    const char c = feature_class.empty() ? 'P' : feature_class[0];
    const auto is = [code](std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), code) != list.end(); };
    row.minor = c != 'A' && c != 'P' && row.population == 0;
    switch (c) {
        case 'A':
            row.kind = code.starts_with("PCL") ? PlaceKind::country : code == "ADM1"                                ? PlaceKind::adm1
                                                                  : code.starts_with("ADM") && !code.ends_with('H') ? PlaceKind::adm2
                                                                                                                    : PlaceKind::area;
            break;
        case 'P': row.kind = code == "PPLX" ? PlaceKind::neighbourhood : PlaceKind::settlement; break;
        case 'H': row.kind = code.starts_with("STM") || code.starts_with("CNL") ? PlaceKind::linear : PlaceKind::waters; break;
        case 'L': row.kind = code == "CONT" ? PlaceKind::continent : PlaceKind::area; break;
        case 'R': row.kind = PlaceKind::linear; break;
        case 'T': row.kind = is({"MTS", "PEN", "ISL", "ISLS", "DSRT", "PLN", "VAL", "PLAT", "HLLS", "ATOL", "DLTA"}) ? PlaceKind::area : PlaceKind::point; break;
        case 'U': row.kind = PlaceKind::waters; break;
        case 'V': row.kind = PlaceKind::area; break;
        default: row.kind = PlaceKind::point;
    }
}

namespace {

Result<> set_kind(const Cells& cells, PlaceRow& row, bool& left_out) {
    const std::string kind = base::ascii_lower(cells.first({"placetype", "wofplacetype", "kind", "type"}));
    const auto feature = cells.first({"feature", "featurecode"});
    if (kind.empty() || kind == "feature") {
        const std::size_t dot = feature.find('.');
        if (dot == 1) set_geonames_kind(row, feature.substr(0, 1), feature.substr(2));
        else if (!feature.empty() && !cells["featureclass"].empty()) set_geonames_kind(row, cells["featureclass"], feature);
        return {};
    }
    left_out = is_left_out(kind);
    if (left_out) return {};
    for (const KindRow& k : kinds) {
        if (k.name != kind) continue;
        row.kind = k.kind;
        row.feature = k.feature;
        row.minor = k.minor;
        return {};
    }
    // A GeoJSON property "type" may say anything.
    if (cells.first({"placetype", "wofplacetype", "kind"}).empty()) return {};
    return row_error(cells.path, cells.line, fmt::format("no such kind of place: {}", kind), "kinds are settlement, neighbourhood, adm1, adm2, adm3, area, river, airport … (docs/own-places.md)");
}

// "38.02,36.15,38.70,36.92": west, south, east, north.
std::optional<base::Box> read_box(std::string_view text) {
    double sides[4] = {};
    for (double& side : sides) {
        const auto part = trim(text.substr(0, text.find(',')));
        text.remove_prefix(std::min(text.find(',') == text.npos ? text.size() : text.find(',') + 1, text.size()));
        const auto value = number(part);
        if (!value) return std::nullopt;
        side = *value;
    }
    const base::Box box{sides[0], sides[1], sides[2], sides[3]};
    const bool sound = box.west >= -180 && box.east <= 180 && box.south >= -90 && box.north <= 90 && box.south < box.north && box.west != box.east;
    return sound ? std::optional(box) : std::nullopt;
}

// Not so for what is no number either.
bool is_on_earth(base::LatLon point, double widest) { return point.lat >= -90 && point.lat <= 90 && point.lon >= -widest && point.lon <= widest; }

Result<> set_extent(const Cells& cells, PlaceRow& row) {
    auto rings = cells.rings;
    if (rings.empty()) rings = read_wkt(cells.first({"boundarywkt", "wkt", "geom", "geometry", "thegeom"}));
    const auto lat = cells.first({"lat", "latitude", "lbllatitude", "geomlatitude", "centerlatitude", "centerlat", "y"});
    const auto lon = cells.first({"lon", "lng", "long", "longitude", "lbllongitude", "geomlongitude", "centerlongitude", "centerlon", "x"});
    if (!lat.empty() || !lon.empty()) {
        const auto y = number(lat), x = number(lon);
        if (!y || !x || !is_on_earth({*y, *x}, 180)) {
            return row_error(cells.path, cells.line, fmt::format("no coordinates: \"{}\", \"{}\"", lat, lon), "give latitude and longitude in decimal degrees (WGS 84), with a point: 36.2012, 37.1612");
        }
        row.point = base::LatLon{*y, *x};
    } else if (cells.point) {
        if (!is_on_earth(*cells.point, 180)) return row_error(cells.path, cells.line, fmt::format("no coordinates: {}, {}", cells.point->lon, cells.point->lat), "write GeoJSON (RFC 7946): [longitude, latitude], WGS 84");
        row.point = cells.point;
    }
    for (const Ring& ring : rings) {
        // Outlines across the date line may count beyond 180.
        const bool sound = std::all_of(ring.begin(), ring.end(), [](base::LatLon p) { return is_on_earth(p, 360); });
        if (!sound) return row_error(cells.path, cells.line, "an outline that leaves the earth", "give outlines in decimal degrees (WGS 84), not in metres of a projection");
    }
    row.box = read_box(cells.first({"bbox", "geombbox"}));
    row.radius_km = std::clamp(number(cells.first({"radiuskm", "radius"})).value_or(0), 0.0, 20'000.0);
    if (auto outline = outline_of(std::move(rings))) {
        row.box = outline->box;
        row.outlined = true;
        if (!row.point) row.point = outline->inside;
    }
    return {};
}

// A division that a record names at one level: by "ADM2_EN" and "ADM2_PCODE", "admin2Name_en" and "admin2Pcode", "adm2_name" …
struct Level {
    std::string_view pcode, name;
    std::vector<std::string> names;
};

Level level_of(const Cells& cells, int level) {
    Level out;
    const std::string adm = fmt::format("adm{}", level), admin = fmt::format("admin{}", level);
    for (const auto& [column, value] : cells.cells) {
        const std::string_view c = column;
        const std::size_t stem = c.starts_with(admin) ? admin.size() : c.starts_with(adm) ? adm.size()
                                                                                          : 0;
        if (stem == 0 || trim(value).empty()) continue;
        std::string_view rest = c.substr(stem);
        if (rest == "pcode" || rest == "pcod") out.pcode = trim(value);
        if (rest.starts_with("name")) rest.remove_prefix(4);
        const bool named = rest.empty() || (rest.size() == 2 && base::is_ascii_alpha(rest[0]) && base::is_ascii_alpha(rest[1]) && rest != "id") || rest.starts_with("alt");
        if (!named) continue;
        if (out.name.empty() || rest == "en") out.name = trim(value);
        out.names.emplace_back(trim(value));
    }
    return out;
}

std::string country_of(const Cells& cells) {
    std::string_view country = cells.first({"country", "countrycode", "iso", "iso2", "wofcountry", "isocountry", "adm0pcode", "admin0pcode"});
    if (country.size() == 2 && base::is_ascii_alpha(country[0]) && base::is_ascii_alpha(country[1])) return base::ascii_upper(country);
    return {};
}

void set_parents(const Cells& cells, PlaceRow& row) {
    for (std::string_view column : {"countryid", "regionid", "macrocountyid", "countyid", "localadminid", "parentid", "wofparentid"}) {
        const auto id = cells[column];
        if (id.empty() || id[0] == '-' || id == "0") continue;
        const std::string parent = fmt::format("wof:{}", id);
        if (std::find(row.ids.begin(), row.ids.end(), parent) == row.ids.end()) row.parents.push_back(parent);
    }
    const auto adm1 = cells.first({"admin1", "adm1code", "admin1code"}), adm2 = cells.first({"admin2", "adm2code", "admin2code"});
    if (!row.country.empty() && !adm1.empty()) {
        row.parents.push_back(fmt::format("{}.{}", row.country, adm1));
        if (!adm2.empty()) row.parents.push_back(fmt::format("{}.{}.{}", row.country, adm1, adm2));
    }
}

// Divisions named by P-code, the widest first; the deepest one is the record itself where it names no place of its own.
Result<> give_levels(const Cells& cells, const PlaceRow& own, bool whole, const PlaceRowSink& sink, std::vector<std::string>& parents) {
    int deepest = 0;
    for (int level = 1; level <= 4; ++level) deepest = level_of(cells, level).pcode.empty() ? deepest : level;
    for (int level = 1; level <= deepest; ++level) {
        const Level l = level_of(cells, level);
        if (l.pcode.empty()) continue;
        PlaceRow row;
        const bool itself = whole && level == deepest;
        if (itself) row = own;
        row.line = cells.line;
        row.country = own.country;
        row.kind = level == 1 ? PlaceKind::adm1 : PlaceKind::adm2;
        row.feature = fmt::format("A.ADM{}", level);
        row.name = l.name;
        row.names = l.names;
        row.ids.insert(row.ids.begin(), fmt::format("pcode:{}", l.pcode));
        row.parents = parents;
        if (row.country.empty() && l.pcode.size() > 2 && base::is_ascii_upper(l.pcode[0]) && base::is_ascii_upper(l.pcode[1]) && base::is_ascii_digit(l.pcode[2])) row.country = l.pcode.substr(0, 2);
        parents.push_back(row.ids.front());
        if (row.name.empty() && !itself) continue;
        if (row.name.empty()) return row_error(cells.path, cells.line, fmt::format("the division {} has no name", l.pcode), "name it in a column such as ADM2_EN or adm2_name");
        if (auto done = sink(std::move(row)); !done) return done;
    }
    return {};
}

}  // namespace

Result<> rows_of_cells(const Cells& cells, const PlaceRowSink& sink) {
    const auto deprecated = cells.first({"deprecated", "edtfdeprecated", "supersededby", "wofsupersededby"});
    if (!deprecated.empty() && deprecated != "0" && deprecated != "[]" && deprecated != "uuuu") return {};
    PlaceRow row;
    row.line = cells.line;
    bool left_out = false;
    if (auto done = set_kind(cells, row, left_out); !done || left_out) return done;
    row.country = country_of(cells);
    row.population = count_of(cells.first({"population", "wofpopulation", "gnpopulation", "pop"}));
    row.geonames = count_of(cells.first({"gnid", "geonameid", "geonames", "geonamesid"}));
    if (auto done = set_extent(cells, row); !done) return done;

    const bool wof = !cells.first({"wofid", "placetype", "wofplacetype"}).empty();
    const auto id = cells.first({"wofid", "id"}), pcode = cells.first({"pcode", "placepcode", "communitypcode", "settlementpcode", "popplacepcode"});
    if (!pcode.empty()) row.ids.push_back(fmt::format("pcode:{}", pcode));
    if (wof && !id.empty()) row.ids.push_back(fmt::format("wof:{}", id));
    if (const auto other = cells["wof"]; !other.empty()) row.ids.push_back(fmt::format("wof:{}", other));
    const auto name = cells.first({"name", "wofname", "nameen", "nameenglish", "featurenameen", "featurename", "placename", "community", "communityname", "settlement"});
    std::vector<std::string> parents;
    if (auto done = give_levels(cells, row, name.empty(), sink, parents); !done) return done;
    if (name.empty() && !parents.empty()) return {};
    if (name.empty()) {
        if (wof) return {};  // Who's On First keeps places whose names nobody has given
        return row_error(cells.path, cells.line, "a place without a name", "fill the column \"name\"");
    }
    row.name = name;
    if (!wof && pcode.empty() && !id.empty()) row.ids.push_back(fmt::format("own:{}", id));
    for (const auto& [column, value] : cells.cells) {
        if (column == "names" || column.starts_with("names") || column == "aliases" || column == "alternatenames" || column == "othernames" || (column.starts_with("name") && column != "name" && column != "namelang")) add_names(value, row.names);
        if (column.starts_with("featurename") || column.starts_with("featurealt")) add_names(value, row.names);
    }
    for (const std::string& other : cells.names) row.names.push_back(other);
    row.parents = std::move(parents);
    set_parents(cells, row);
    return sink(std::move(row));
}

Result<> read_place_rows(const std::string& path, const PlaceRowSink& sink) {
    std::ifstream in(path, std::ios::binary);
    if (!in || in.peek() == std::ifstream::traits_type::eof()) {
        if (in.is_open() && in.eof()) return Error{ErrorCode::empty, fmt::format("{}: nothing in it", path), "name a file of places"};
        return Error{ErrorCode::not_found, fmt::format("{}: the file can't be read", path), "name a file of places"};
    }
    if (in.peek() == 0xEF) in.ignore(3);  // a byte order mark
    int c = in.peek();
    while (c == ' ' || c == '\n' || c == '\r' || c == '\t') c = (in.get(), in.peek());
    return c == '{' || c == '[' ? read_place_json(path, in, sink) : read_place_table(path, in, sink);
}

}  // namespace marsad::resources
