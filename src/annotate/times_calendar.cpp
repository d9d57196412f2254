#include "annotate/times_calendar.h"

#include <charconv>

#include "annotate/times_lexer.h"
#include "base/utf8.h"

namespace marsad::annotate {

using base::Date;
using base::Seconds;

namespace detail {

namespace {

// Easter Sunday of the Gregorian calendar ("anonymous" algorithm; Nature, 20 April 1876).
Date easter(int year) {
    const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
    const int n = h + l - 7 * m + 114;
    return {year, static_cast<std::uint8_t>(n / 31), static_cast<std::uint8_t>(n % 31 + 1)};
}

// Days of the tabular Islamic calendar (civil epoch, 16 July 622 Julian; leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26
// and 29 of 30). Source: Reingold and Dershowitz, "Calendrical Calculations", ch. 7.
std::int64_t hijri_days(std::int64_t year, int month, int day) {
    constexpr std::int64_t epoch = -492148;  // 1 Muharram 1, as days since 1970-01-01
    return epoch + (year - 1) * 354 + (3 + 11 * year) / 30 + 29 * (month - 1) + month / 2 + day - 1;
}

}  // namespace

std::optional<Date> holiday(int number, int year) {
    if (year < 1583 || year > 9999) return std::nullopt;
    if (number < 10000) return Date{year, static_cast<std::uint8_t>(number / 100), static_cast<std::uint8_t>(number % 100)};
    if (number < 11000) return base::add_days(easter(year), number - easter_sunday);
    if (number < 12000) {  // Thanksgiving, the fourth Thursday of November, and days counted from it
        const Date first{year, 11, 1};
        return base::add_days(first, (4 - base::weekday(first) + 7) % 7 + 21 + number - thanksgiving);
    }
    return std::nullopt;
}

std::optional<std::pair<Date, Date>> hijri_span(std::optional<int> year, int month, int day, std::optional<int> near) {
    const auto span = [&](std::int64_t y) {
        const std::int64_t first = hijri_days(y, month, day ? day : 1);
        const std::int64_t last = day ? first : (month == 12 ? hijri_days(y + 1, 1, 1) : hijri_days(y, month + 1, 1)) - 1;
        return std::pair{base::from_days(first), base::from_days(last)};
    };
    if (year && *year < 1600) return span(*year);
    if (year) near = year;
    if (!near || *near < 700 || *near > 5000) return std::nullopt;
    const std::int64_t guess = (*near - 622) * 33LL / 32;
    for (std::int64_t y = guess - 2; y <= guess + 2; ++y) {
        if (span(y).first.year == *near) return span(y);
    }
    return std::nullopt;
}

TimeBounds narrowed(TimeBounds bounds, std::string_view mod) {
    if (!bounds.earliest || !bounds.latest || mod.empty()) return bounds;
    const Seconds size = *bounds.latest - *bounds.earliest, days = size / 86400;
    if (days < 2) return bounds;
    if (mod == "START") bounds.latest = *bounds.earliest + (days + 1) / 2 * 86400;
    if (mod == "END") bounds.earliest = *bounds.latest - (days + 1) / 2 * 86400;
    if (mod == "MID") {
        bounds.latest = *bounds.latest - days / 4 * 86400;
        bounds.earliest = *bounds.earliest + days / 4 * 86400;
    }
    return bounds;
}

}  // namespace detail

namespace {

using base::midnight;

Date day_of(int year, int month, int day = 1) { return {year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)}; }

TimeBounds days(Date from, Date to) { return {midnight(from), midnight(to)}; }

// A run of figures at the start of `rest`, taken off it; nothing unless there are exactly `size`.
std::optional<int> take(std::string_view& rest, std::size_t size) {
    if (rest.size() < size) return std::nullopt;
    int n = 0;
    for (std::size_t i = 0; i < size; ++i) {
        if (!base::is_ascii_digit(rest[i])) return std::nullopt;
        n = 10 * n + (rest[i] - '0');
    }
    rest.remove_prefix(size);
    return n;
}

bool take(std::string_view& rest, std::string_view mark) {
    if (!rest.starts_with(mark)) return false;
    rest.remove_prefix(mark.size());
    return true;
}

// The time of day after the "T" of a value.
TimeBounds within_day(Date day, std::string_view rest) {
    struct Code {
        std::string_view name;
        int from, to;  // hours
    };
    static constexpr Code codes[] = {{"MO", 5, 12}, {"MI", 11, 14}, {"AF", 12, 18}, {"EV", 17, 22}, {"NI", 20, 30}, {"DT", 6, 20}};
    const Seconds start = midnight(day);
    for (const Code& code : codes) {
        if (rest == code.name) return {start + code.from * 3600, start + code.to * 3600};
    }
    const auto hour = take(rest, 2);
    if (!hour || *hour > 24) return {start, start + 86400};
    if (!take(rest, ":")) return {start + *hour * 3600, start + *hour * 3600 + 3600};
    const auto minute = take(rest, 2);
    if (!minute) return {start, start + 86400};
    const Seconds at = start + *hour * 3600 + *minute * 60;
    if (take(rest, ":")) {
        if (const auto second = take(rest, 2)) return {at + *second, at + *second + 1};
    }
    return {at, at + 60};
}

TimeBounds within_year(int year, std::string_view rest) {
    static constexpr std::pair<std::string_view, int> seasons[] = {{"SP", 3}, {"SU", 6}, {"FA", 9}, {"WI", 12}};
    for (const auto& [name, month] : seasons) {
        // A winter is that of either end of its year: from January to the next February.
        if (rest == name) return name == "WI" ? days(day_of(year, 1), day_of(year + 1, 3)) : days(day_of(year, month), base::add_months(day_of(year, month), 3));
    }
    if (rest.size() == 2 && (rest[0] == 'Q' || rest[0] == 'H') && rest[1] >= '1' && rest[1] <= (rest[0] == 'Q' ? '4' : '2')) {
        const int size = rest[0] == 'Q' ? 3 : 6, month = (rest[1] - '1') * size + 1;
        return days(day_of(year, month), base::add_months(day_of(year, month), size));
    }
    if (take(rest, "W")) {
        const auto week = take(rest, 2);
        if (!week || *week < 1 || *week > 53) return days(day_of(year, 1), day_of(year + 1, 1));
        const Date monday = base::monday_of({year, static_cast<std::uint8_t>(*week)});
        return rest == "-WE" ? days(base::add_days(monday, 5), base::add_days(monday, 7)) : days(monday, base::add_days(monday, 7));
    }
    const auto month = take(rest, 2);
    if (!month || *month < 1 || *month > 12) return days(day_of(year, 1), day_of(year + 1, 1));
    if (!take(rest, "-")) return days(day_of(year, *month), base::add_months(day_of(year, *month), 1));
    const auto day = take(rest, 2);
    if (!day || *day < 1 || *day > base::days_in_month(year, *month)) return days(day_of(year, *month), base::add_months(day_of(year, *month), 1));
    const Date date = day_of(year, *month, *day);
    return take(rest, "T") ? within_day(date, rest) : days(date, base::add_days(date, 1));
}

}  // namespace

TimeBounds bounds_of(std::string_view value) {
    if (value.starts_with("P") || value.starts_with("FUTURE") || value.starts_with("XX")) return {};
    take(value, "FY");
    const bool bc = take(value, "BC");
    std::size_t figures = 0;
    while (figures < value.size() && base::is_ascii_digit(value[figures])) ++figures;
    const bool whole = figures == value.size();
    if (figures < 2 || figures > 4 || (figures < 4 && !whole)) return {};
    std::string_view rest = value;
    const int n = *take(rest, figures);
    const int size = figures == 2 ? 100 : figures == 3 ? 10
                                                       : 1;
    if (bc) {
        // Year 1 BC is 0, and a century or decade counts downwards.
        const int first = size == 1 ? 1 - n : 1 - (n + 1) * size;
        return days(day_of(first, 1), day_of(first + size, 1));
    }
    if (size > 1) return days(day_of(n * size, 1), day_of((n + 1) * size, 1));
    if (!take(rest, "-")) return days(day_of(n, 1), day_of(n + 1, 1));
    return within_year(n, rest);
}

}  // namespace marsad::annotate
