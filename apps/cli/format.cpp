#include "format.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace marsad::cli {

std::string day(Instant seconds) {
    const std::chrono::sys_days days = std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{seconds}});
    const std::chrono::year_month_day date{days};
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

std::string when(const std::optional<Instant>& earliest, const std::optional<Instant>& latest) {
    if (!earliest && !latest) return "-";
    if (!latest) return day(*earliest) + "…";
    const std::string last = day(*latest - 1);
    if (!earliest) return "…" + last;
    const std::string first = day(*earliest);
    return first == last ? first : first + "…" + last;
}

std::string number(const std::optional<double>& value) {
    if (!value) return "-";
    char text[32];
    std::snprintf(text, sizeof text, "%.0f", *value);
    return text;
}

std::string figure(const Toll& toll) {
    if (!toll.known()) return "-";
    const std::string low = number(toll.low ? toll.low : toll.best);
    if (!toll.high || (toll.open && toll.low && *toll.high <= *toll.low)) return low + "+";
    const std::string high = number(toll.high);
    return (low == high ? low : low + "-" + high) + (toll.open ? "+" : "");
}

std::string where(const std::string& place, const std::string& country) {
    if (place.empty()) return "-";
    return country.empty() ? place : place + " (" + country + ")";
}

std::string names(std::string_view barred) {
    std::string out;
    while (!barred.empty()) {
        const auto item = barred.substr(0, barred.find('|'));
        barred.remove_prefix(std::min(item.size() + 1, barred.size()));
        if (!item.empty()) out += (out.empty() ? "" : ", ") + std::string(item);
    }
    return out;
}

std::string padded(std::string text, std::size_t columns) {
    if (text.size() < columns) text.append(columns - text.size(), ' ');
    return text;
}

}  // namespace marsad::cli
