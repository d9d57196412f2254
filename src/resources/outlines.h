// Outlines of countries from a TopoJSON file: a box and a point inside for each.
//
// Ownership: plain values. Threading: pure.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/geo.h"
#include "marsad/result.h"

namespace marsad::resources {

struct Outline {
    base::Box box;          // of the mainland and of the parts near it
    base::LatLon inside;    // in the largest polygon
};

// By ISO 3166 numeric code in three digits ("760"), or by name where the file has no code. Errors: bad_format.
Result<std::map<std::string, Outline, std::less<>>> read_outlines(std::string_view topojson);

}  // namespace marsad::resources
