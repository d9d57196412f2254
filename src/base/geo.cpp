#include "base/geo.h"

#include <cmath>

namespace marsad::base {

namespace {

constexpr double pi = 3.14159265358979323846;
constexpr double earth_km = 6371.0;

// Taylor's series on [-45°, 45°]; seven terms leave an error under 1e-14.
double small_sine(double x) {
    const double s = x * x;
    double term = 1.0 / 6227020800.0;
    term = term * s - 1.0 / 39916800.0;
    term = term * s + 1.0 / 362880.0;
    term = term * s - 1.0 / 5040.0;
    term = term * s + 1.0 / 120.0;
    term = term * s - 1.0 / 6.0;
    return x + x * s * term;
}

double small_cosine(double x) {
    const double s = x * x;
    double term = -1.0 / 87178291200.0;
    term = term * s + 1.0 / 479001600.0;
    term = term * s - 1.0 / 3628800.0;
    term = term * s + 1.0 / 40320.0;
    term = term * s - 1.0 / 720.0;
    term = term * s + 1.0 / 24.0;
    term = term * s - 0.5;
    return 1.0 + s * term;
}

}  // namespace

bool Box::holds(LatLon point) const {
    const bool across = west <= east ? point.lon >= west && point.lon <= east : point.lon >= west || point.lon <= east;
    return across && point.lat >= south && point.lat <= north;
}

// std::floor, std::sqrt and std::fabs are exact by IEEE 754 and so the same everywhere; the others are not used.
double sin_degrees(double degrees) {
    double turn = degrees - 360.0 * std::floor(degrees / 360.0);  // [0, 360)
    const int quarter = static_cast<int>(std::floor((turn + 45.0) / 90.0));
    const double rest = (turn - 90.0 * quarter) * (pi / 180.0);  // [-45°, 45°]
    switch (quarter & 3) {
        case 0: return small_sine(rest);
        case 1: return small_cosine(rest);
        case 2: return -small_sine(rest);
        default: return -small_cosine(rest);
    }
}

double cos_degrees(double degrees) { return sin_degrees(degrees + 90.0); }

// Newton's steps on sin(y) = x from a first guess by Abramowitz and Stegun 4.4.45.
double arc_sine(double x) {
    const double a = std::fabs(x) > 1.0 ? 1.0 : std::fabs(x);
    double y = pi / 2 - std::sqrt(1.0 - a) * (1.5707288 + a * (-0.2121144 + a * (0.0742610 - 0.0187293 * a)));
    for (int i = 0; i < 2; ++i) {
        const double degrees = y * (180.0 / pi);
        const double slope = cos_degrees(degrees);
        if (slope < 1e-4) break;  // near 90° the guess itself is good to 1e-7, and the step would divide by almost nothing
        y -= (sin_degrees(degrees) - a) / slope;
    }
    return x < 0 ? -y : y;
}

double distance_km(LatLon a, LatLon b) {
    if (a == b) return 0;
    const double dlat = sin_degrees((a.lat - b.lat) / 2), dlon = sin_degrees((a.lon - b.lon) / 2);
    const double h = dlat * dlat + cos_degrees(a.lat) * cos_degrees(b.lat) * dlon * dlon;
    return 2 * earth_km * arc_sine(std::sqrt(h < 1.0 ? h : 1.0));
}

LatLon travel(LatLon from, double bearing, double km) {
    const double angle = km / earth_km * (180.0 / pi);
    const double lat_sine = sin_degrees(from.lat) * cos_degrees(angle) + cos_degrees(from.lat) * sin_degrees(angle) * cos_degrees(bearing);
    const double lat = arc_sine(lat_sine) * (180.0 / pi);
    const double lat_cosine = cos_degrees(lat);
    double turn = 0;
    if (lat_cosine > 1e-9) {
        double s = sin_degrees(bearing) * sin_degrees(angle) / lat_cosine;
        s = s > 1 ? 1 : s < -1 ? -1
                               : s;
        turn = arc_sine(s) * (180.0 / pi);
    }
    double lon = from.lon + turn;
    lon -= 360.0 * std::floor((lon + 180.0) / 360.0);
    return {lat, lon};
}

double rounded(double value, int digits) {
    double scale = 1;
    for (int i = 0; i < digits; ++i) scale *= 10;
    return value < 0 ? -std::floor(-value * scale + 0.5) / scale : std::floor(value * scale + 0.5) / scale;
}

}  // namespace marsad::base
