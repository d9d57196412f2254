#include "resources/outlines.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include <nlohmann/json.hpp>

namespace marsad::resources {

namespace {

using nlohmann::json;

struct Polygon {
    Ring ring;  // the outer one
    base::Box box;
    double area = 0;  // square degrees, shrunk by latitude
};

std::vector<Ring> read_arcs(const json& topology) {
    const json& transform = topology.at("transform");
    const double sx = transform.at("scale").at(0), sy = transform.at("scale").at(1);
    const double tx = transform.at("translate").at(0), ty = transform.at("translate").at(1);
    std::vector<Ring> arcs;
    for (const json& arc : topology.at("arcs")) {
        Ring ring;
        long long x = 0, y = 0;
        for (const json& step : arc) {
            x += step.at(0).get<long long>();
            y += step.at(1).get<long long>();
            ring.push_back({static_cast<double>(y) * sy + ty, static_cast<double>(x) * sx + tx});
        }
        arcs.push_back(std::move(ring));
    }
    return arcs;
}

// A ring is a list of arcs; ~i is arc i from its end to its beginning.
Ring join(const json& indices, const std::vector<Ring>& arcs) {
    Ring out;
    for (const json& index : indices) {
        const long long i = index.get<long long>();
        Ring arc = arcs.at(static_cast<std::size_t>(i < 0 ? ~i : i));
        if (i < 0) std::reverse(arc.begin(), arc.end());
        out.insert(out.end(), arc.begin() + (out.empty() ? 0 : 1), arc.end());
    }
    return out;
}

Polygon measured(Ring ring) {
    Polygon p;
    p.box = {1e9, 1e9, -1e9, -1e9};
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const auto &a = ring[i], &b = ring[(i + 1) % ring.size()];
        p.area += (a.lon * b.lat - b.lon * a.lat) / 2;
        p.box = {std::min(p.box.west, a.lon), std::min(p.box.south, a.lat), std::max(p.box.east, a.lon), std::max(p.box.north, a.lat)};
    }
    p.area = (p.area < 0 ? -p.area : p.area) * base::cos_degrees((p.box.south + p.box.north) / 2);
    p.ring = std::move(ring);
    return p;
}

double wrapped(double lon) { return lon > 180 ? lon - 360 : lon < -180 ? lon + 360
                                                                       : lon; }

// The centroid, where it lies inside; else the middle of the widest stretch inside the polygon at its latitude.
base::LatLon point_inside(const Polygon& p) {
    double area = 0, lat = 0, lon = 0;
    for (std::size_t i = 0; i < p.ring.size(); ++i) {
        const auto &a = p.ring[i], &b = p.ring[(i + 1) % p.ring.size()];
        const double cross = a.lon * b.lat - b.lon * a.lat;
        area += cross;
        lat += (a.lat + b.lat) * cross;
        lon += (a.lon + b.lon) * cross;
    }
    if (area == 0) return {(p.box.south + p.box.north) / 2, wrapped((p.box.west + p.box.east) / 2)};
    lat /= 3 * area;
    lon /= 3 * area;
    if (lat < p.box.south || lat > p.box.north) lat = (p.box.south + p.box.north) / 2;  // a ring that crosses itself
    std::vector<double> crossings;
    for (std::size_t i = 0; i < p.ring.size(); ++i) {
        const auto &a = p.ring[i], &b = p.ring[(i + 1) % p.ring.size()];
        if ((a.lat > lat) != (b.lat > lat)) crossings.push_back(a.lon + (lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon));
    }
    std::sort(crossings.begin(), crossings.end());
    double west = p.box.west, east = p.box.east, widest = 0;
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
        if (crossings[i] <= lon && lon <= crossings[i + 1]) return {lat, wrapped(lon)};
        if (crossings[i + 1] - crossings[i] <= widest) continue;
        widest = crossings[i + 1] - crossings[i];
        west = crossings[i];
        east = crossings[i + 1];
    }
    return {lat, wrapped((west + east) / 2)};
}

Outline outline_of(std::vector<Polygon> polygons) {
    std::sort(polygons.begin(), polygons.end(), [](const Polygon& a, const Polygon& b) { return a.area > b.area; });
    base::Box box = polygons.front().box;
    const double middle = (box.west + box.east) / 2, near = 12;  // degrees: Alaska is in, French Guiana is not
    for (const Polygon& p : polygons) {
        base::Box other = p.box;
        const double shift = other.west - middle > 180 ? -360 : other.east - middle < -180 ? 360
                                                                                           : 0;
        other.west += shift;
        other.east += shift;
        if (other.west > box.east + near || other.east < box.west - near || other.south > box.north + near || other.north < box.south - near) continue;
        box = {std::min(box.west, other.west), std::min(box.south, other.south), std::max(box.east, other.east), std::max(box.north, other.north)};
    }
    return {{wrapped(box.west), box.south, wrapped(box.east), box.north}, point_inside(polygons.front())};
}

// The numbers of one ring, "37.1 36.2, 37.2 36.3"; `at` is left behind its closing bracket.
Ring read_wkt_ring(std::string_view text, std::size_t& at) {
    Ring ring;
    const std::size_t end = std::min(text.find(')', at), text.size());
    double numbers[2] = {0, 0};
    std::size_t count = 0;
    while (at < end) {
        const auto [after, error] = std::from_chars(text.data() + at, text.data() + end, numbers[count]);
        if (error != std::errc()) {
            if (text[at] == ',') count = 0;
            ++at;
            continue;
        }
        at = static_cast<std::size_t>(after - text.data());
        if (count++ == 0) continue;
        ring.push_back({numbers[1], numbers[0]});
        while (at < end && text[at] != ',') ++at;  // heights and measures
        count = 0;
    }
    at = end + 1;
    return ring;
}

}  // namespace

std::optional<Outline> outline_of(std::vector<Ring> rings) {
    std::vector<Polygon> polygons;
    for (Ring& ring : rings) {
        if (!ring.empty()) polygons.push_back(measured(std::move(ring)));
    }
    if (polygons.empty()) return std::nullopt;
    return outline_of(std::move(polygons));
}

std::vector<Ring> read_wkt(std::string_view text) {
    std::vector<Ring> out;
    const std::size_t open = text.find('(');
    if (open == text.npos || text.substr(0, open).find("POLYGON") == text.npos) return out;
    // A ring that stands right after two brackets begins a polygon; the others are its holes.
    std::size_t brackets = 0;
    for (std::size_t at = open; at < text.size();) {
        const char c = text[at];
        if (c == '(') {
            ++brackets;
            ++at;
        } else if (c == ',' || c == ')' || c == ' ') {
            if (c == ')') brackets = 0;
            ++at;
        } else {
            const bool outer = brackets >= 2;
            Ring ring = read_wkt_ring(text, at);
            if (outer && !ring.empty()) out.push_back(std::move(ring));
            brackets = 0;
        }
    }
    return out;
}

Result<std::map<std::string, Outline, std::less<>>> read_outlines(std::string_view topojson) {
    const Error bad{ErrorCode::bad_format, "the outlines of countries are no TopoJSON", "fetch them anew with tools/fetch_resources.py"};
    const json topology = json::parse(topojson, nullptr, false);
    if (topology.is_discarded()) return bad;
    std::map<std::string, Outline, std::less<>> out;
    try {
        const auto arcs = read_arcs(topology);
        for (const json& geometry : topology.at("objects").at("countries").at("geometries")) {
            std::vector<Polygon> polygons;
            const std::string type = geometry.value("type", "");
            if (type == "Polygon") polygons.push_back(measured(join(geometry.at("arcs").at(0), arcs)));
            if (type == "MultiPolygon") {
                for (const json& part : geometry.at("arcs")) polygons.push_back(measured(join(part.at(0), arcs)));
            }
            if (polygons.empty()) continue;
            const std::string name = geometry.at("properties").value("name", "");
            out.emplace(geometry.value("id", name), outline_of(std::move(polygons)));
        }
    } catch (const std::exception&) {  // nlohmann throws where a part is missing; .at() where an arc is
        return bad;
    }
    return out;
}

}  // namespace marsad::resources
