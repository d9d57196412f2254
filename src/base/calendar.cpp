#include "base/calendar.h"

#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/utf8.h"

namespace marsad::base {

bool is_leap(std::int32_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(std::int32_t year, int month) {
    static constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

bool is_valid(Date date) {
    return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

std::int64_t to_days(Date date) {
    const std::int64_t y = static_cast<std::int64_t>(date.year) - (date.month <= 2);
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int64_t year_of_era = y - era * 400;
    const std::int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

Date from_days(std::int64_t days) {
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const std::int64_t day_of_era = days - era * 146097;
    const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted = (5 * day_of_year + 2) / 153;  // months counted from March
    const auto month = static_cast<std::uint8_t>(shifted < 10 ? shifted + 3 : shifted - 9);
    const auto day = static_cast<std::uint8_t>(day_of_year - (153 * shifted + 2) / 5 + 1);
    return {static_cast<std::int32_t>(year_of_era + era * 400 + (month <= 2)), month, day};
}

Date add_months(Date date, std::int64_t months) {
    const std::int64_t all = static_cast<std::int64_t>(date.year) * 12 + (date.month - 1) + months;
    const std::int64_t year = all >= 0 ? all / 12 : (all - 11) / 12;
    const auto month = static_cast<std::uint8_t>(all - year * 12 + 1);
    const int last = days_in_month(static_cast<std::int32_t>(year), month);
    return {static_cast<std::int32_t>(year), month, static_cast<std::uint8_t>(date.day > last ? last : date.day)};
}

int weekday(Date date) {
    const std::int64_t days = to_days(date) + 3;  // 1970-01-01 was a Thursday
    return static_cast<int>(days >= 0 ? days % 7 : (days % 7 + 7) % 7) + 1;
}

IsoWeek iso_week(Date date) {
    const Date thursday = add_days(date, 4 - weekday(date));
    const std::int64_t day_of_year = to_days(thursday) - to_days({thursday.year, 1, 1});
    return {thursday.year, static_cast<std::uint8_t>(day_of_year / 7 + 1)};
}

Date monday_of(IsoWeek week) {
    const Date fourth{week.year, 1, 4};  // always in week 1
    return add_days(fourth, 1 - weekday(fourth) + 7 * (static_cast<int>(week.week) - 1));
}

std::string iso(Date date) {
    if (date.year < 0) return fmt::format("-{:04}-{:02}-{:02}", -static_cast<std::int64_t>(date.year), date.month, date.day);
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::optional<Date> parse_date_prefix(std::string_view text) {
    const auto number = [&](std::size_t at, std::size_t size) {
        int value = -1;
        for (std::size_t i = at; i < at + size; ++i) {
            if (!is_ascii_digit(text[i])) return -1;
        }
        std::from_chars(text.data() + at, text.data() + at + size, value);
        return value;
    };
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    if (text.size() > 10 && is_ascii_digit(text[10])) return std::nullopt;
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return std::nullopt;
    return Date{year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

std::optional<Date> parse_date(std::string_view text) {
    return text.size() == 10 ? parse_date_prefix(text) : std::nullopt;
}

std::string iso(Seconds seconds) {
    const Date date = date_of(seconds);
    const std::int64_t rest = seconds - midnight(date);
    if (rest == 0) return iso(date);
    const std::int64_t hour = rest / 3600, minute = rest / 60 % 60, second = rest % 60;
    if (second == 0) return fmt::format("{}T{:02}:{:02}", iso(date), hour, minute);
    return fmt::format("{}T{:02}:{:02}:{:02}", iso(date), hour, minute, second);
}

namespace {

// The number (from 1) of the name that `word` is, or is an abbreviation of, of at least three letters; 0 for none.
template <std::size_t N>
int find_name(std::string_view word, const std::array<std::string_view, N>& names) {
    if (!word.empty() && word.back() == '.') word.remove_suffix(1);
    if (word.size() < 3) return 0;
    for (std::size_t i = 0; i < N; ++i) {
        const std::string_view name = names[i];
        if (equal_ascii_case(word, name)) return static_cast<int>(i) + 1;
        if (word.size() <= 4 && word.size() < name.size() && equal_ascii_case(word, name.substr(0, word.size()))) {
            if (word.size() == 3 || name == "september" || N == 7) return static_cast<int>(i) + 1;
        }
    }
    return 0;
}

}  // namespace

int month_number(std::string_view word) {
    static constexpr std::array<std::string_view, 12> names{"january", "february", "march", "april", "may", "june",
                                                            "july", "august", "september", "october", "november", "december"};
    return find_name(word, names);
}

int weekday_number(std::string_view word) {
    static constexpr std::array<std::string_view, 7> names{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    if (word.size() == 5 && equal_ascii_case(word, "thurs")) return 4;
    return find_name(word, names);
}

}  // namespace marsad::base
