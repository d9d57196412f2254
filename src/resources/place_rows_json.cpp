// Places from GeoJSON and other JSON with a list of items, one item at a time.
#include <algorithm>
#include <istream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "resources/place_rows.h"

namespace marsad::resources {

namespace {

using nlohmann::json;

constexpr std::size_t longest_item = 256 << 20;  // bytes; a country's full outline takes tens of MiB

// Cuts a JSON text into the items of its list "features" or "items", without holding the whole: brackets are counted,
// strings skipped. A text without such a list is an item itself, and so is each line of a text of many objects.
class Items {
public:
    explicit Items(std::istream& in) : m_in(in) {}

    enum class Next {
        item,
        end,
        broken,
        too_long
    };
    std::size_t line() const { return m_item_line; }

    // Reads up to the end of the next item, into `out`.
    Next next(std::string& out) {
        out.clear();
        for (int c = m_in.get(); c != std::istream::traits_type::eof(); c = m_in.get()) {
            const char ch = static_cast<char>(c);
            if (ch == '\n') ++m_line;
            if (m_depth == 0 && (ch == '{' || ch == '[')) m_listed = ch == '[';  // a list alone is one of items
            const int floor = m_listed ? (m_bare ? 1 : 2) : 0;
            if (m_string) {
                m_string = m_escaped || ch != '"';
                m_escaped = !m_escaped && ch == '\\';
                if (m_depth == 1 && m_string) m_key += ch;
            } else if (ch == '"') {
                m_string = true;
                if (m_depth == 1) m_key.clear();
            } else if (ch == '{' || ch == '[') {
                if (m_depth == 0) {
                    m_bare = ch == '[';
                    m_began = m_line + 1;
                }
                const bool list = m_depth == 1 && !m_bare && ch == '[' && (m_key == "features" || m_key == "items");
                if (m_listed && m_depth == floor && ch == '{') {
                    out.clear();
                    m_item_line = m_line + 1;
                }
                ++m_depth;
                if (list) {
                    m_listed = m_found = true;
                    continue;
                }
            } else if (ch == '}' || ch == ']') {
                if (--m_depth < 0) return Next::broken;
                if (m_listed && m_depth == floor && ch == '}') {
                    out += ch;
                    return Next::item;
                }
                if (m_listed && !m_bare && m_depth == 1 && ch == ']') m_listed = false;
                if (m_depth == 0) {
                    const bool whole = !m_found && !m_bare;
                    m_found = m_listed = false;
                    if (!whole) {
                        out.clear();
                        continue;
                    }
                    out += ch;
                    m_item_line = m_began;
                    return Next::item;
                }
            }
            if (m_listed || !m_found) out += ch;
            if (out.size() > longest_item) return Next::too_long;
        }
        return m_depth == 0 ? Next::end : Next::broken;
    }

private:
    std::istream& m_in;
    std::string m_key;  // the last string at depth 1
    std::size_t m_line = 0, m_item_line = 0, m_began = 0;
    int m_depth = 0;
    bool m_string = false, m_escaped = false, m_listed = false, m_found = false, m_bare = false;
};

// Lists in lists are read to a depth that no export has; deeper ones say nothing.
std::string text_of(const json& value, int depth = 0) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean() || value.is_null() || value.is_object() || depth > 8) return {};
    if (!value.is_array()) return value.dump();
    std::string out;
    for (const json& part : value) {
        const std::string text = text_of(part, depth + 1);
        if (!text.empty()) out += (out.empty() ? "" : "|") + text;
    }
    return out;
}

bool add_ring(const json& points, std::vector<Ring>& rings) {
    Ring ring;
    if (!points.is_array()) return false;
    for (const json& point : points) {
        if (!point.is_array() || point.size() < 2 || !point[0].is_number() || !point[1].is_number()) return false;
        ring.push_back({point[1].get<double>(), point[0].get<double>()});
    }
    if (!ring.empty()) rings.push_back(std::move(ring));
    return true;
}

// What a geometry says that it is; empty where that is no text.
std::string type_of(const json& geometry) {
    const auto type = geometry.find("type");
    return type != geometry.end() && type->is_string() ? type->get<std::string>() : std::string();
}

// Outer rings of polygons, and points. False where the coordinates are no coordinates.
bool read_geometry(const json& geometry, Cells& cells) {
    if (!geometry.is_object()) return geometry.is_null();
    const std::string type = type_of(geometry);
    if (type == "GeometryCollection") {
        const auto parts = geometry.find("geometries");
        if (parts == geometry.end() || !parts->is_array()) return false;
        for (const json& part : *parts) {
            if (!part.is_object() || type_of(part) == "GeometryCollection" || !read_geometry(part, cells)) return false;
        }
        return true;
    }
    const auto found = geometry.find("coordinates");
    if (found == geometry.end() || !found->is_array()) return false;
    const json& c = *found;
    if (type == "Polygon") return c.empty() || add_ring(c[0], cells.rings);
    if (type == "MultiPolygon") {
        for (const json& polygon : c) {
            if (!polygon.is_array() || (!polygon.empty() && !add_ring(polygon[0], cells.rings))) return false;
        }
        return true;
    }
    if (type == "Point" || type == "MultiPoint") {
        std::vector<Ring> one;
        if (!add_ring(type == "Point" ? json::array({c}) : c, one)) return false;
        if (!one.empty()) cells.point = one.front().front();
        return true;
    }
    return true;  // lines have no inside
}

void add_property(const std::string& key, const json& value, Cells& cells) {
    if (key.starts_with("name:")) {  // Who's On First: "name:ara_x_preferred": ["…"]
        const bool used = key.ends_with("_preferred") || key.ends_with("_variant") || key.ends_with("_colloquial");
        if (!used || !value.is_array()) return;
        for (const json& name : value) {
            if (name.is_string()) cells.names.push_back(name.get<std::string>());
        }
        return;
    }
    if (key == "wof:concordances" && value.is_object()) {
        if (const auto id = value.find("gn:id"); id != value.end()) cells.cells.emplace_back("gnid", text_of(*id));
        return;
    }
    if (key == "wof:hierarchy" && value.is_array() && !value.empty() && value[0].is_object()) {
        for (const auto& [level, id] : value[0].items()) cells.cells.emplace_back(column_name(level), text_of(id));
        return;
    }
    std::string column = column_name(key);
    if (column == "gnid" || column == "wofhierarchy") return;
    std::string text = text_of(value);
    if (value.is_array() && column.ends_with("bbox")) std::replace(text.begin(), text.end(), '|', ',');
    cells.cells.emplace_back(std::move(column), std::move(text));
}

}  // namespace

Result<> read_place_json(const std::string& path, std::istream& in, const PlaceRowSink& sink) {
    Items items(in);
    std::string text;
    Cells cells;
    cells.path = path;
    std::size_t count = 0;
    while (true) {
        const auto next = items.next(text);
        if (next == Items::Next::end) break;
        if (next == Items::Next::too_long) return row_error(path, items.line(), "a place of more than 256 MiB", "simplify its outline");
        const json item = next == Items::Next::item ? json::parse(text, nullptr, false) : json(json::value_t::discarded);
        if (item.is_discarded() || !item.is_object()) return row_error(path, items.line(), "not JSON, or cut short", "check the file with a JSON tool, or fetch it anew");
        cells.line = items.line();
        cells.cells.clear();
        cells.rings.clear();
        cells.names.clear();
        cells.point.reset();
        const auto properties = item.find("properties");
        const json& values = properties != item.end() && properties->is_object() ? *properties : item;
        for (const auto& [key, value] : values.items()) {
            if (&values != &item || key != "geometry") add_property(key, value, cells);
        }
        if (&values != &item && item.contains("bbox")) add_property("bbox", item["bbox"], cells);
        if (const auto geometry = item.find("geometry"); geometry != item.end() && !geometry->is_string() && !read_geometry(*geometry, cells)) {
            return row_error(path, cells.line, "a geometry without coordinates", "write GeoJSON (RFC 7946): [longitude, latitude], WGS 84");
        }
        if (auto done = rows_of_cells(cells, sink); !done) return done;
        ++count;
    }
    if (count == 0) return row_error(path, 1, "no places in it", "name a GeoJSON FeatureCollection, or an object with a list \"items\"");
    return {};
}

}  // namespace marsad::resources
