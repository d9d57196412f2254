#include "read/dates.h"

#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "base/utf8.h"

namespace marsad::read::detail {

namespace {

bool all_digits(std::string_view text) {
    for (char c : text) {
        if (!base::is_ascii_digit(c)) return false;
    }
    return !text.empty();
}

int number(std::string_view digits) {
    int value = -1;
    if (digits.size() <= 6 && all_digits(digits)) std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

struct Clock {
    int hour = 0, minute = 0, second = 0;
    bool has_second = false;
};

// "14:05", "14:05:00", "14:05:00.123"; a fraction is left out.
std::optional<Clock> parse_clock(std::string_view text) {
    if (const auto dot = text.find_first_of(".,"); dot != std::string_view::npos) {
        if (!all_digits(text.substr(dot + 1))) return std::nullopt;
        text = text.substr(0, dot);
    }
    const auto first = text.find(':');
    if (first == std::string_view::npos) return std::nullopt;
    const auto second = text.find(':', first + 1);
    Clock clock;
    clock.hour = first <= 2 ? number(text.substr(0, first)) : -1;
    const auto minutes = text.substr(first + 1, second == std::string_view::npos ? second : second - first - 1);
    clock.minute = minutes.size() == 2 ? number(minutes) : -1;
    if (second != std::string_view::npos) {
        clock.second = text.size() - second == 3 ? number(text.substr(second + 1)) : -1;
        clock.has_second = true;
    }
    const bool fits = clock.hour >= 0 && clock.hour <= 24 && clock.minute >= 0 && clock.minute < 60 && clock.second >= 0 && clock.second <= 60;
    return fits ? std::optional(clock) : std::nullopt;
}

// "Z" or "+02:00"; empty for what is no zone. Letters but UTC's stand for several zones ("CST") and are none.
std::string parse_zone(std::string_view text) {
    if (base::equal_ascii_case(text, "z") || base::equal_ascii_case(text, "utc") || base::equal_ascii_case(text, "gmt")) return "Z";
    if (text.size() < 3 || (text[0] != '+' && text[0] != '-')) return "";
    std::string digits;
    for (char c : text.substr(1)) {
        if (c != ':') digits += c;
    }
    if (!all_digits(digits) || (digits.size() != 2 && digits.size() != 4)) return "";
    if (digits.size() == 2) digits += "00";
    if (number(std::string_view(digits).substr(0, 2)) > 14 || number(std::string_view(digits).substr(2)) > 59) return "";
    return fmt::format("{}{}:{}", text[0], digits.substr(0, 2), digits.substr(2));
}

std::optional<StatedDate> parse_iso(std::string_view text) {
    const auto day = base::parse_date_prefix(text);
    if (!day) return std::nullopt;
    std::string_view rest = text.substr(10);
    if (!rest.empty()) {
        if (rest[0] != 'T' && rest[0] != 't' && rest[0] != ' ') return std::nullopt;
        rest = base::trim(rest.substr(1));
        auto end = rest.find_first_not_of("0123456789:.,");
        if (end == std::string_view::npos) end = rest.size();
        if (!parse_clock(rest.substr(0, end))) return std::nullopt;
        const auto zone = base::trim(rest.substr(end));
        if (!zone.empty() && parse_zone(zone).empty()) return std::nullopt;
    }
    return StatedDate{std::string(text), *day};
}

// The parts of a date in words, in whatever order they come.
struct Parts {
    int year = -1, month = 0, day = -1;
    std::optional<Clock> clock;
    std::string zone;
    int half = 0;  // 1 am, 2 pm

    bool take(std::string_view word);
};

bool Parts::take(std::string_view word) {
    static constexpr std::string_view idle[] = {"at", "on", "of", "·", "-", "–", "—", "|", "the", "published", "posted", "updated:", "published:"};
    for (const auto skipped : idle) {
        if (base::equal_ascii_case(word, skipped)) return true;
    }
    if (const int value = number(word); value >= 0) {
        int& slot = word.size() == 4 ? year : day;
        if (slot >= 0 || word.size() == 3 || word.size() > 4) return false;
        slot = value;
        return true;
    }
    if (word.size() > 2 && day < 0) {  // "22nd"
        const auto tail = word.substr(word.size() - 2);
        if (tail == "st" || tail == "nd" || tail == "rd" || tail == "th") {
            day = number(word.substr(0, word.size() - 2));
            if (day >= 0) return true;
        }
    }
    if (month == 0 && (month = base::month_number(word)) != 0) return true;
    if (base::weekday_number(word) != 0) return true;
    if (base::equal_ascii_case(word, "am") || base::equal_ascii_case(word, "pm")) {
        half = base::ascii_lower(word[0]) == 'a' ? 1 : 2;
        return true;
    }
    if (!clock && (clock = parse_clock(word))) return true;
    if (zone.empty() && !(zone = parse_zone(word)).empty()) return true;
    return false;
}

std::optional<StatedDate> parse_words(std::string_view text) {
    Parts parts;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(" ,\t\n\r", at), text.size());
        if (end > at && !parts.take(text.substr(at, end - at))) return std::nullopt;
        at = end + 1;
    }
    if (parts.year < 0 || parts.month == 0 || parts.day < 0 || parts.day > 31) return std::nullopt;
    const base::Date day{parts.year, static_cast<std::uint8_t>(parts.month), static_cast<std::uint8_t>(parts.day)};
    if (!base::is_valid(day)) return std::nullopt;
    std::string iso = base::iso(day);
    if (parts.clock) {
        Clock& clock = *parts.clock;
        if (parts.half && (clock.hour < 1 || clock.hour > 12)) return std::nullopt;
        if (parts.half) clock.hour = clock.hour % 12 + (parts.half == 2 ? 12 : 0);
        iso += fmt::format("T{:02}:{:02}", clock.hour, clock.minute);
        if (clock.has_second) iso += fmt::format(":{:02}", clock.second);
        iso += parts.zone;
    }
    return StatedDate{std::move(iso), day};
}

}  // namespace

std::optional<StatedDate> parse_stated_date(std::string_view text) {
    text = base::trim(text);
    if (text.size() > 80) return std::nullopt;
    if (auto iso = parse_iso(text)) return iso;
    if (text.size() == 8 && all_digits(text)) {
        return parse_iso(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6)));
    }
    return parse_words(text);
}

}  // namespace marsad::read::detail
