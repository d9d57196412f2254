// Points and distances on the earth (WGS 84 coordinates, a sphere of 6,371 km for distances).
//
// Purpose: distances decide which place a name means; they must be the same on every machine, so sine, cosine and
// square root come from here and not from libm, whose results differ by processor.
// Ownership: plain values. Threading: pure functions.
#pragma once

#include <cstdint>

namespace marsad::base {

struct LatLon {
    double lat = 0;  // degrees north
    double lon = 0;  // degrees east
    friend bool operator==(LatLon, LatLon) = default;
};

// Degrees; west > east where the box crosses the antimeridian.
struct Box {
    double west = 0, south = 0, east = 0, north = 0;
    bool holds(LatLon point) const;
    friend bool operator==(Box, Box) = default;
};

// Sine and cosine of degrees, by argument reduction and a fixed polynomial: the same bits everywhere, |error| < 1e-12.
double sin_degrees(double degrees);
double cos_degrees(double degrees);
// Arc sine of x in [-1, 1], in radians; |error| < 1e-9.
double arc_sine(double x);

// Great-circle distance in kilometres (haversine).
double distance_km(LatLon a, LatLon b);
// The point `km` away from `from` in the direction `bearing` (degrees clockwise from north).
LatLon travel(LatLon from, double bearing, double km);
// The value rounded to `digits` decimals, half away from zero: printed coordinates are rounded so.
double rounded(double value, int digits);

}  // namespace marsad::base
