// Dates as they are written: "Nov. 22, 2016", "22 novembre 2016", "3 JAN 90", "2016-11-22 14:05", "21/11/2016".
//
// Purpose: datelines, lines of publication and posts state days in few forms; this reads those, wherever they stand. It
// knows no relative times (those are the annotate room's).
// Ownership: values. Threading: pure functions; the table of months is built once and immutable.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/span.h"

namespace marsad::segment::detail {

struct FoundDate {
    base::Span span;        // with weekday and time, where they belong to it
    int year = 0;           // 0 where none is written
    int month = 0, day = 0;
    int weekday = 0;        // 1 Monday … 7 Sunday where it is named before the day
    bool ambiguous = false; // 4/5/2016: which number is the month isn't told; read as day, month
    bool month_first = false;  // 11/21/2016: only the second number can be the day
    std::string clock;      // "14:05" or "14:05:30"; empty where none is written
    std::string zone;       // "Z", "+02:00"; empty where none is written

    bool full() const { return year != 0; }
    base::Date date() const { return {year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)}; }
    // "2016-11-22", "2016-11-22T14:05Z"; only of a full date.
    std::string iso() const;
};

// 1..12 for the name of a month in one of the languages of the lexicon (words in lower case), 0 for anything else.
int month_of(std::string_view lower);

// The date that begins at `at`, if one does, reading no further than `end`.
std::optional<FoundDate> date_at(std::string_view text, std::size_t at, std::size_t end);
// All dates in a span, in order, disjoint.
std::vector<FoundDate> dates_in(std::string_view text, base::Span span);

}  // namespace marsad::segment::detail
