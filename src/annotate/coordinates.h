// Coordinates written in a text: decimal, degrees with minutes and seconds, UTM, MGRS, and links to maps.
//
// Threading: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/geo.h"
#include "base/span.h"

namespace marsad::annotate {

struct Coordinates {
    base::Span span;        // bytes of the text given
    base::LatLon point;
    double radius_km = 0;   // half of what the last digit leaves open
};

// All coordinates of a text in order; what can't lie on the earth, or looks like plain numbers (no degree sign, letter or
// at least three decimals), is left out. Arabic-Indic digits and the Arabic decimal separator are read as well.
std::vector<Coordinates> find_coordinates(std::string_view text);

// WGS 84 point of a UTM position; metres. Source: Snyder, "Map Projections – A Working Manual" (1987), pp. 60-64.
std::optional<base::LatLon> from_utm(int zone, bool north, double easting, double northing);

// "37SCA1234567890", spaces allowed between its parts; nothing where it is none. Precision: 1 m to 10 km by its digits.
std::optional<Coordinates> from_mgrs(std::string_view text);

}  // namespace marsad::annotate
