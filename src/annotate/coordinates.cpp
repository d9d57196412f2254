#include "annotate/coordinates.h"

#include <charconv>
#include <cmath>
#include <string>

#include "base/utf8.h"

namespace marsad::annotate {

using base::LatLon;
using base::Span;

std::optional<LatLon> from_utm(int zone, bool north, double easting, double northing) {
    if (zone < 1 || zone > 60 || easting < 100000 || easting > 900000 || northing < 0 || northing > 10000000) return std::nullopt;
    constexpr double a = 6378137.0, e2 = 0.00669437999014, k0 = 0.9996, pi = 3.14159265358979323846, degree = pi / 180;
    constexpr double ep2 = e2 / (1 - e2);
    const double m = (north ? northing : northing - 10000000) / k0;
    const double mu = m / (a * (1 - e2 / 4 - 3 * e2 * e2 / 64 - 5 * e2 * e2 * e2 / 256)) / degree;  // degrees
    const double root = std::sqrt(1 - e2), e1 = (1 - root) / (1 + root);
    const double foot = mu + ((3 * e1 / 2 - 27 * e1 * e1 * e1 / 32) * base::sin_degrees(2 * mu) + (21 * e1 * e1 / 16 - 55 * e1 * e1 * e1 * e1 / 32) * base::sin_degrees(4 * mu) +
                              (151 * e1 * e1 * e1 / 96) * base::sin_degrees(6 * mu)) /
                                 degree;
    const double s = base::sin_degrees(foot), c = base::cos_degrees(foot), t = s / c;
    const double c1 = ep2 * c * c, t1 = t * t, w = 1 - e2 * s * s, n1 = a / std::sqrt(w), r1 = a * (1 - e2) / (w * std::sqrt(w));
    const double d = (easting - 500000) / (n1 * k0), d2 = d * d;
    const double lat = foot - (n1 * t / r1) * (d2 / 2 - (5 + 3 * t1 + 10 * c1 - 4 * c1 * c1 - 9 * ep2) * d2 * d2 / 24 + (61 + 90 * t1 + 298 * c1 + 45 * t1 * t1 - 252 * ep2 - 3 * c1 * c1) * d2 * d2 * d2 / 720) / degree;
    const double east = (d - (1 + 2 * t1 + c1) * d * d2 / 6 + (5 - 2 * c1 + 28 * t1 - 3 * c1 * c1 + 8 * ep2 + 24 * t1 * t1) * d * d2 * d2 / 120) / c / degree;
    // The grid ends at 80 degrees south and 84 north, and a zone is at most 12 degrees wide (by Svalbard).
    if (lat < -80.5 || lat > 84.5 || east < -6.5 || east > 6.5) return std::nullopt;
    const double lon = zone * 6 - 183 + east;
    return LatLon{lat, lon < -180 ? lon + 360 : lon > 180 ? lon - 360
                                                          : lon};
}

namespace {

// A reader over a text that steps back by itself where a part is missing.
struct Cursor {
    std::string_view text;
    std::size_t at = 0;

    bool done() const { return at >= text.size(); }
    void spaces() {
        while (!done() && (text[at] == ' ' || text[at] == '\t')) ++at;
        if (text.substr(at).starts_with("\xC2\xA0")) at += 2;
    }
    bool take(std::string_view what) {
        if (!text.substr(at).starts_with(what)) return false;
        at += what.size();
        return true;
    }
    // One of N, S, E, W (or its word) as +1 or -1 with its axis; 0 for none.
    int hemisphere(bool& latitude) {
        static constexpr struct {
            std::string_view word;
            int sign;
            bool latitude;
        } words[] = {
            {"North", 1, true}, {"South", -1, true}, {"East", 1, false}, {"West", -1, false}, {"north", 1, true}, {"south", -1, true}, {"east", 1, false}, {"west", -1, false}, {"N", 1, true}, {"S", -1, true}, {"E", 1, false}, {"W", -1, false}};
        for (const auto& w : words) {
            if (!text.substr(at).starts_with(w.word)) continue;
            const std::size_t after = at + w.word.size();
            if (after < text.size() && base::is_ascii_alpha(text[after])) continue;
            latitude = w.latitude;
            at = after;
            return w.sign;
        }
        return 0;
    }
};

// A decimal number, in any of the three sets of digits; `decimals` is how many digits follow the point, -1 for no point.
std::optional<double> take_number(Cursor& cursor, int& decimals, bool sign = true) {
    std::string digits;
    Cursor c = cursor;
    decimals = -1;
    if (sign && (c.take("-") || c.take("\xE2\x88\x92"))) digits = "-";
    else if (sign) c.take("+");
    const std::size_t begin = digits.size();
    std::size_t point_at = 0;
    while (!c.done()) {
        std::size_t size = 0;
        const char32_t ch = base::decode(c.text, c.at, size);
        const int digit = ch >= '0' && ch <= '9' ? static_cast<int>(ch - '0') : ch >= 0x660 && ch <= 0x669 ? static_cast<int>(ch - 0x660)
                                                                            : ch >= 0x6F0 && ch <= 0x6F9   ? static_cast<int>(ch - 0x6F0)
                                                                                                           : -1;
        if (digit >= 0) {
            digits += static_cast<char>('0' + digit);
            if (decimals >= 0) ++decimals;
        } else if ((ch == '.' || ch == 0x66B) && decimals < 0 && digits.size() > begin) {
            digits += '.';
            decimals = 0;
            point_at = c.at;
        } else {
            break;
        }
        if (digits.size() > 20) return std::nullopt;
        c.at += size;
    }
    if (decimals == 0) {  // the full stop of a sentence
        digits.pop_back();
        decimals = -1;
        c.at = point_at;
    }
    if (digits.size() == begin) return std::nullopt;
    double value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    cursor = c;
    return value;
}

struct Angle {
    double value = 0;
    int decimals = -1;
    bool marked = false;     // with a degree sign, a letter or minutes
    bool has_axis = false, latitude = false;
    double step = 1;         // degrees that its last digit stands for
};

bool take_minute_mark(Cursor& c) {
    for (std::string_view mark : {"'", "\xE2\x80\xB2", "\xE2\x80\x99", "\xCA\xB9"}) {
        if (!c.text.substr(c.at).starts_with("''") && c.take(mark)) return true;
    }
    return false;
}

bool take_second_mark(Cursor& c) {
    for (std::string_view mark : {"\"", "''", "\xE2\x80\xB3", "\xE2\x80\x9D", "\xCA\xBA"}) {
        if (c.take(mark)) return true;
    }
    return false;
}

double power_of_tenth(int decimals) {
    double step = 1;
    for (int i = 0; i < decimals; ++i) step /= 10;
    return step;
}

// Minutes and seconds after the degrees, with their marks or parted by spaces before a letter.
void take_minutes(Cursor& cursor, Angle& angle) {
    Cursor c = cursor;
    c.spaces();
    int decimals = 0;
    const auto minutes = take_number(c, decimals, false);
    if (!minutes || *minutes >= 60) return;
    const bool marked = take_minute_mark(c);
    Cursor after = c;
    after.spaces();
    bool latitude = false;
    const bool letter = Cursor(after).hemisphere(latitude) != 0;
    if (!marked && !letter && decimals >= 0) return;
    double value = *minutes / 60, step = power_of_tenth(decimals) / 60;
    Cursor with_seconds = after;
    const auto seconds = take_number(with_seconds, decimals, false);
    bool seconds_marked = false;
    if (seconds && *seconds < 60) {
        seconds_marked = take_second_mark(with_seconds);
        Cursor end = with_seconds;
        end.spaces();
        if (seconds_marked || Cursor(end).hemisphere(latitude) != 0) {
            value += *seconds / 3600;
            step = power_of_tenth(decimals) / 3600;
            c = with_seconds;
            seconds_marked = true;
        }
    }
    if (!marked && !letter && !seconds_marked) return;
    angle.value += value;
    angle.step = step;
    angle.marked = true;
    cursor = c;
}

std::optional<Angle> take_angle(Cursor& cursor) {
    Cursor c = cursor;
    Angle angle;
    int sign = c.hemisphere(angle.latitude);
    if (sign) c.spaces();
    const auto degrees = take_number(c, angle.decimals, sign == 0);
    if (!degrees) return std::nullopt;
    angle.value = *degrees < 0 ? -*degrees : *degrees;
    angle.step = power_of_tenth(angle.decimals);
    Cursor after = c;
    after.spaces();
    if (after.take("\xC2\xB0") || after.take("\xC2\xBA") || after.take("deg")) {
        c = after;
        angle.marked = true;
    }
    if (angle.decimals < 0) take_minutes(c, angle);
    after = c;
    after.spaces();
    if (sign == 0) {
        const int later = after.hemisphere(angle.latitude);
        if (later) {
            sign = later;
            c = after;
        }
    }
    angle.has_axis = sign != 0;
    angle.marked = angle.marked || sign != 0;
    if (sign == -1 || (sign == 0 && *degrees < 0)) angle.value = -angle.value;
    cursor = c;
    return angle;
}

std::optional<Coordinates> pair_of(const Angle& a, const Angle& b, std::size_t begin, std::size_t end) {
    const bool marked = a.marked && b.marked;
    if (a.has_axis != b.has_axis || (a.has_axis && a.latitude == b.latitude)) return std::nullopt;
    if (!marked && (a.decimals < 3 || b.decimals < 3)) return std::nullopt;
    Coordinates out;
    out.point = !a.has_axis || a.latitude ? LatLon{a.value, b.value} : LatLon{b.value, a.value};
    if (out.point.lat < -90 || out.point.lat > 90 || out.point.lon < -180 || out.point.lon > 180) return std::nullopt;
    const double step = a.step > b.step ? a.step : b.step;
    out.radius_km = base::rounded(step * 111.2 / 2, 3);
    out.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    return out;
}

std::optional<Coordinates> angles_at(std::string_view text, std::size_t at) {
    Cursor c{text, at};
    const auto a = take_angle(c);
    if (!a) return std::nullopt;
    c.spaces();
    if (!c.take(",") && !c.take("/") && !c.take(";")) c.take("\xD8\x8C");
    c.spaces();
    c.take("and ");
    const auto b = take_angle(c);
    if (!b) return std::nullopt;
    return pair_of(*a, *b, at, c.at);
}

// The parts of a map's address that hold "lat,lon".
std::optional<Coordinates> link_at(std::string_view text, std::size_t at) {
    static constexpr std::string_view marks[] = {"/@", "?q=", "&q=", "ll=", "query=", "center=", "daddr=", "loc:", "!3d"};
    for (auto mark : marks) {
        if (!text.substr(at).starts_with(mark)) continue;
        Cursor c{text, at + mark.size()};
        Angle a, b;
        const auto lat = take_number(c, a.decimals);
        if (!lat || !(c.take(",") || c.take("%2C") || c.take("!4d") || c.take("+"))) continue;
        const auto lon = take_number(c, b.decimals);
        if (!lon || a.decimals < 2 || b.decimals < 2) continue;
        a.value = *lat;
        b.value = *lon;
        a.marked = b.marked = true;
        a.step = power_of_tenth(a.decimals);
        b.step = power_of_tenth(b.decimals);
        return pair_of(a, b, at + mark.size(), c.at);
    }
    if (text.substr(at).starts_with("#map=")) {
        Cursor c{text, at + 5};
        Angle a, b;
        int ignored = 0;
        if (!take_number(c, ignored) || !c.take("/")) return std::nullopt;
        const std::size_t begin = c.at;
        const auto lat = take_number(c, a.decimals);
        if (!lat || !c.take("/")) return std::nullopt;
        const auto lon = take_number(c, b.decimals);
        if (!lon) return std::nullopt;
        a.value = *lat;
        b.value = *lon;
        a.marked = b.marked = true;
        a.step = power_of_tenth(a.decimals);
        b.step = power_of_tenth(b.decimals);
        return pair_of(a, b, begin, c.at);
    }
    return std::nullopt;
}

// Zone and band: "37S"; nothing where it is none.
bool take_zone(Cursor& c, int& zone, char& band) {
    zone = 0;
    const std::size_t begin = c.at;
    while (!c.done() && base::is_ascii_digit(c.text[c.at]) && c.at - begin < 2) zone = zone * 10 + (c.text[c.at++] - '0');
    if (c.at == begin || c.done() || zone < 1 || zone > 60) return false;
    band = c.text[c.at++];
    return band >= 'C' && band <= 'X' && band != 'I' && band != 'O';
}

// The southernmost northing of a band, in metres from the equator (north) or with the false northing (south).
double band_floor(char band) {
    static constexpr double floors[] = {1100000, 2000000, 2800000, 3700000, 4600000, 5500000, 6400000, 7300000, 8200000, 9100000,
                                        0, 800000, 1700000, 2600000, 3500000, 4400000, 5300000, 6200000, 7000000, 7900000};
    static constexpr std::string_view bands = "CDEFGHJKLMNPQRSTUVWX";
    return floors[bands.find(band)];
}

std::optional<Coordinates> utm_at(std::string_view text, std::size_t at) {
    Cursor c{text, at};
    int zone = 0;
    char band = 0;
    if (!take_zone(c, zone, band)) return std::nullopt;
    c.spaces();
    int decimals = 0;
    const auto easting = take_number(c, decimals, false);
    if (!easting || *easting < 100000) return std::nullopt;
    c.take("mE");
    c.take("m E");
    c.take(",");
    c.spaces();
    const auto northing = take_number(c, decimals, false);
    if (!northing || *northing < 10000) return std::nullopt;
    c.take("mN");
    c.take("m N");
    const auto point = from_utm(zone, band >= 'N', *easting, *northing);
    if (!point) return std::nullopt;
    return Coordinates{{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(c.at)}, *point, 0.001};
}

}  // namespace

std::optional<Coordinates> from_mgrs(std::string_view text) {
    Cursor c{text, 0};
    int zone = 0;
    char band = 0;
    if (!take_zone(c, zone, band)) return std::nullopt;
    c.spaces();
    if (c.at + 2 > text.size()) return std::nullopt;
    const char column = text[c.at], row = text[c.at + 1];
    static constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZ", rows = "ABCDEFGHJKLMNPQRSTUV";
    const auto column_at = letters.find(column), row_at = rows.find(row);
    if (column_at == letters.npos || row_at == rows.npos) return std::nullopt;
    const auto first = static_cast<std::size_t>((zone - 1) % 3 * 8);
    if (column_at < first || column_at >= first + 8) return std::nullopt;
    c.at += 2;
    std::string digits;
    std::size_t parts = 0;
    while (!c.done() && digits.size() <= 10) {
        if (base::is_ascii_digit(text[c.at])) {
            digits += text[c.at++];
        } else if (text[c.at] == ' ' && parts < 2 && c.at + 1 < text.size() && base::is_ascii_digit(text[c.at + 1]) && (digits.empty() || parts == 0 || digits.size() % 2)) {
            ++parts;
            ++c.at;
        } else {
            break;
        }
    }
    if (digits.size() < 4 || digits.size() > 10 || digits.size() % 2) return std::nullopt;
    const std::size_t half = digits.size() / 2;
    double scale = 1, easting = 0, northing = 0;
    for (std::size_t i = half; i < 5; ++i) scale *= 10;
    for (std::size_t i = 0; i < half; ++i) {
        easting = easting * 10 + (digits[i] - '0');
        northing = northing * 10 + (digits[half + i] - '0');
    }
    easting = easting * scale + 100000.0 * static_cast<double>(column_at - first + 1) + scale / 2;
    const std::size_t shift = zone % 2 ? 0 : 5;  // rows start at F in even zones
    northing = northing * scale + 100000.0 * static_cast<double>((row_at + 20 - shift) % 20) + scale / 2;
    const double floor = band_floor(band);
    while (northing < floor) northing += 2000000;
    const auto point = from_utm(zone, band >= 'N', easting, northing);
    if (!point) return std::nullopt;
    return Coordinates{{0, static_cast<std::uint32_t>(c.at)}, *point, scale / 2000};
}

std::vector<Coordinates> find_coordinates(std::string_view text) {
    std::vector<Coordinates> out;
    for (std::size_t i = 0; i < text.size();) {
        const char ch = text[i];
        const auto byte = static_cast<unsigned char>(ch);
        const bool inside_word = i > 0 && (base::is_ascii_alnum(text[i - 1]) || text[i - 1] == '.');
        const bool letter = ch == 'N' || ch == 'S' || ch == 'E' || ch == 'W';
        const bool number = base::is_ascii_digit(ch) || ch == '-' || byte == 0xD9 || byte == 0xDB || byte == 0xE2;
        std::optional<Coordinates> found;
        if (ch == '/' || ch == '?' || ch == '&' || ch == 'l' || ch == 'q' || ch == 'c' || ch == 'd' || ch == '!' || ch == '#') found = link_at(text, i);
        if (!found && !inside_word && (number || letter)) {
            found = angles_at(text, i);
            if (!found && base::is_ascii_digit(ch)) {
                found = utm_at(text, i);
                if (!found) {
                    found = from_mgrs(text.substr(i, 24));
                    if (found) found->span = {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i) + found->span.end};
                }
            }
        }
        if (found && found->span.end > i) {
            out.push_back(*found);
            i = found->span.end;
            continue;
        }
        std::size_t size = 1;
        base::decode(text, i, size);
        i += size;
    }
    return out;
}

}  // namespace marsad::annotate
