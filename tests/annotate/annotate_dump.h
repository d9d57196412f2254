// Canonical dumps of times and figures, for the data-driven cases.
//
//     DATE 2016-11-22 earliest=2016-11-22 latest=2016-11-23 "Tuesday"
//     killed 12 exact low=12 high=12 of=people unit=persons "12 people"
#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>

#include "cases.h"
#include "document/document.h"

namespace marsad::tests {

inline std::vector<std::string> dump_times(const document::Document& d) {
    std::vector<std::string> lines;
    for (const auto& t : d.times) {
        std::string line = fmt::format("{} {}", name(t.type), t.value.empty() ? "-" : t.value);
        if (!t.mod.empty()) line += " mod=" + t.mod;
        if (t.earliest) line += " earliest=" + base::iso(*t.earliest);
        if (t.latest) line += " latest=" + base::iso(*t.latest);
        lines.push_back(line + " " + in_quotes(d.words(t.span)));
    }
    return lines;
}

inline std::string number_of(double value) { return fmt::format("{:.12g}", value); }

inline std::string stated_of(const document::Figure& f) {
    if (f.share) return fmt::format("share={:.4g}", f.share->first);
    if (f.stated.empty()) return in_quotes(f.term);
    return f.stated.size() == 1 ? number_of(f.stated[0]) : number_of(f.stated[0]) + ".." + number_of(f.stated[1]);
}

inline std::vector<std::string> dump_figures(const document::Document& d) {
    std::vector<std::string> lines;
    for (const auto& f : d.figures) {
        std::string line = fmt::format("{} {} {}", name(f.outcome), stated_of(f), name(f.qualifier));
        const auto add = [&line](std::string_view key, std::string_view value) {
            if (!value.empty()) line += fmt::format(" {}={}", key, value.find(' ') == std::string_view::npos ? std::string(value) : in_quotes(value));
        };
        if (f.low) add("low", number_of(*f.low));
        if (f.high) add("high", number_of(*f.high));
        add("of", f.of);
        add("unit", f.unit);
        if (f.status != document::CivilStatus::unknown) add("status", name(f.status));
        add("side", f.side);
        add("age", f.age);
        add("sex", f.sex);
        add("role", f.role);
        add("measure", f.measure);
        add("border", f.border);
        if (f.scope != document::FigureScope::incident) add("scope", name(f.scope));
        add("since", f.since);
        add("until", f.until);
        if (f.within != document::none) add("within", std::to_string(f.within));
        add("change", f.change);
        lines.push_back(line + " " + in_quotes(d.words(f.span)));
    }
    return lines;
}

}  // namespace marsad::tests
