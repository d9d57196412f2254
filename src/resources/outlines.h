// Outlines of countries and divisions: a box and a point inside, from TopoJSON, GeoJSON's rings or well-known text.
//
// Ownership: plain values. Threading: pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/geo.h"
#include "marsad/result.h"

namespace marsad::resources {

struct Outline {
    base::Box box;          // of the mainland and of the parts near it
    base::LatLon inside;    // in the largest polygon
};

using Ring = std::vector<base::LatLon>;

// The outline of an area of one or more polygons, given by their outer rings; nothing where none has a point.
std::optional<Outline> outline_of(std::vector<Ring> rings);

// The outer rings of "POLYGON((…))" or "MULTIPOLYGON(((…)))"; empty where the text is neither.
std::vector<Ring> read_wkt(std::string_view text);

// By ISO 3166 numeric code in three digits ("760"), or by name where the file has no code. Errors: bad_format.
Result<std::map<std::string, Outline, std::less<>>> read_outlines(std::string_view topojson);

}  // namespace marsad::resources
