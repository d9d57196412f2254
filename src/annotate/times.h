// The door to times: every date, time of day, duration and set that a document names.
//
// Purpose: fills Document::times (sorted by span; TIMEX3 type, value and mod; earliest and latest) and decides
// Document::narrative. What is said in relation to another time ("on Tuesday", "the next day", "in March") is resolved
// against the day of publication, a post's own day, or the last time named, as the kind of text has it.
// Needs: buffer, published, segments; tokens are not needed. Ownership: writes to the document only.
// Threading: pure functions of the document; no clock, locale or time zone.
#pragma once

#include "document/document.h"

namespace marsad::annotate {

void find_times(document::Document& document);

// [earliest, latest) of a TIMEX3 value of a point in time ("2016-11-22TNI", "1941-SU", "187", "BC0480"); an open side is
// absent, as both are for durations, sets and values with unknown parts.
struct TimeBounds {
    std::optional<base::Seconds> earliest, latest;
};
TimeBounds bounds_of(std::string_view value);

}  // namespace marsad::annotate
