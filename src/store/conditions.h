// Filters as SQL: each condition with the values that it binds, so that no value is ever pasted into a query.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "store/sqlite.h"
#include "store/store.h"

namespace marsad::store::detail {

class Conditions {
public:
    void add(std::string sql) { m_parts.push_back(std::move(sql)); }
    // The name of a new parameter bound to the value: "?7".
    std::string bound(std::variant<std::int64_t, double, std::string> value);
    // " WHERE … AND …", or nothing.
    std::string where() const;
    void bind(Query& query) const;

private:
    std::vector<std::string> m_parts;
    std::vector<std::variant<std::int64_t, double, std::string>> m_values;
};

// Columns of a table of places, by prefix ("incident." or "statement_place.").
struct PlaceColumns {
    std::string place, country, admin, lat, lon, precision;
};

// SQL that holds where a place lies inside the area, and where it is wider than the area and holds it.
std::string inside(Conditions& conditions, const PlaceColumns& columns, const Area& area);
std::string wider(Conditions& conditions, const PlaceColumns& columns, const Area& area);

// Text with %, _ and \ escaped, between two %, for LIKE … ESCAPE '\'.
std::string anywhere(std::string_view text);

}  // namespace marsad::store::detail
