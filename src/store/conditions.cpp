#include "store/conditions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/geo.h"

namespace marsad::store::detail {

std::string Conditions::bound(std::variant<std::int64_t, double, std::string> value) {
    m_values.push_back(std::move(value));
    return fmt::format("?{}", m_values.size());
}

std::string Conditions::where() const { return m_parts.empty() ? "" : fmt::format(" WHERE {}", fmt::join(m_parts, " AND ")); }

void Conditions::bind(Query& query) const {
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        const int at = static_cast<int>(i) + 1;
        if (const auto* number = std::get_if<std::int64_t>(&m_values[i])) query.bind(at, *number);
        if (const auto* number = std::get_if<double>(&m_values[i])) query.bind(at, *number);
        if (const auto* text = std::get_if<std::string>(&m_values[i])) query.bind(at, std::string_view(*text));
    }
}

std::string inside(Conditions& conditions, const PlaceColumns& columns, const Area& area) {
    if (area.is_country) return fmt::format("{} = {}", columns.country, conditions.bound(area.country));
    std::string out = fmt::format("{} = {} OR instr({}, {}) > 0", columns.place, conditions.bound(area.id), columns.admin, conditions.bound("|" + area.id + "|"));
    if (area.point && area.radius_km > 0) {
        // A box is near enough for "in and around a town"; an admin unit goes by its id alone.
        const double lat = area.radius_km / 111.2;
        const double cosine = base::cos_degrees(area.point->lat);
        const double lon = lat / (cosine < 0.05 ? 0.05 : cosine);
        out += fmt::format(" OR ({} BETWEEN {} AND {} AND {} BETWEEN {} AND {} AND {} IN ('point', 'street', 'neighbourhood', 'settlement', 'near'))", columns.lat,
                           conditions.bound(area.point->lat - lat), conditions.bound(area.point->lat + lat), columns.lon, conditions.bound(area.point->lon - lon),
                           conditions.bound(area.point->lon + lon), columns.precision);
    }
    return "(" + out + ")";
}

std::string wider(Conditions& conditions, const PlaceColumns& columns, const Area& area) {
    if (area.is_country) return "0";
    std::vector<std::string> parts;
    if (!area.country.empty()) parts.push_back(fmt::format("({} = 'country' AND {} = {})", columns.precision, columns.country, conditions.bound(area.country)));
    for (const std::string& unit : area.admin) parts.push_back(fmt::format("{} = {}", columns.place, conditions.bound(unit)));
    return parts.empty() ? "0" : fmt::format("({})", fmt::join(parts, " OR "));
}

std::string anywhere(std::string_view text) {
    std::string out = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') out += '\\';
        out += c;
    }
    return out + "%";
}

}  // namespace marsad::store::detail
