// The proleptic Gregorian calendar: days, weekdays, ISO weeks, and instants to the second in UTC.
//
// Purpose: all date arithmetic of the engine; no clock, no time zone database, no locale.
// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days from civil and back).
// Ownership: plain values. Threading: pure functions.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace marsad::base {

// A day. Year 0 is 1 BC, -1 is 2 BC.
struct Date {
    std::int32_t year = 1970;
    std::uint8_t month = 1;  // 1..12
    std::uint8_t day = 1;    // 1..31

    friend bool operator==(Date, Date) = default;
    friend auto operator<=>(Date, Date) = default;
};

struct IsoWeek {
    std::int32_t year = 1970;
    std::uint8_t week = 1;  // 1..53
};

bool is_leap(std::int32_t year);
int days_in_month(std::int32_t year, int month);
bool is_valid(Date date);

// Days since 1970-01-01, negative before.
std::int64_t to_days(Date date);
Date from_days(std::int64_t days);
inline Date add_days(Date date, std::int64_t days) { return from_days(to_days(date) + days); }
// The same day of another month; a day past that month's end becomes its last.
Date add_months(Date date, std::int64_t months);
inline Date add_years(Date date, std::int64_t years) { return add_months(date, 12 * years); }

// 1 Monday … 7 Sunday (ISO 8601).
int weekday(Date date);
IsoWeek iso_week(Date date);
// The Monday of an ISO week.
Date monday_of(IsoWeek week);

// "2016-11-22"; years outside 0..9999 with their sign and at least four digits.
std::string iso(Date date);
// Parses the whole of "YYYY-MM-DD"; nothing where it is no valid day.
std::optional<Date> parse_date(std::string_view text);
// Parses what begins with a day ("2016-11-22", "2016-11-22T14:05:00+02:00", "2016-11-22 14:05"): the day as written.
std::optional<Date> parse_date_prefix(std::string_view text);

// Seconds since 1970-01-01T00:00:00 of the text's own zone (zones are kept apart where a text states them).
using Seconds = std::int64_t;
inline Seconds midnight(Date date) { return to_days(date) * 86400; }
inline Date date_of(Seconds seconds) { return from_days(seconds >= 0 ? seconds / 86400 : -((-seconds + 86399) / 86400)); }
// "2016-11-22" at midnight, else "2016-11-22T14:05" or with seconds where they are not 0.
std::string iso(Seconds seconds);

// 1..12 for an English month's name or abbreviation ("Sept.", "september"), 0 for anything else. Case is ignored.
int month_number(std::string_view word);
// 1..7 for an English weekday's name or abbreviation, 0 for anything else.
int weekday_number(std::string_view word);

}  // namespace marsad::base
