// Calendars and bounds behind the values of times: holidays, the tabular Islamic calendar, what a TIMEX3 value spans.
//
// Purpose: pure arithmetic; no clock, no zone. Ownership: values. Threading: pure functions.
#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "annotate/times.h"
#include "base/calendar.h"

namespace marsad::annotate::detail {

// The day of a holiday of the lexicon in a year; nothing for those that no rule gives.
std::optional<base::Date> holiday(int number, int year);

// First and last day of an Islamic month (or day, where `day` is not 0) by the tabular calendar. A year under 1600 is
// one of the Hijra; where none is told, the one that falls into the Gregorian year `near`.
std::optional<std::pair<base::Date, base::Date>> hijri_span(std::optional<int> year, int month, int day, std::optional<int> near);

// The part of the bounds that a mod leaves: START the first half, MID the middle, END the last half.
TimeBounds narrowed(TimeBounds bounds, std::string_view mod);

}  // namespace marsad::annotate::detail
