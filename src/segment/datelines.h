// Datelines: where and when copy was filed ("ALEPPO, Syria, Nov 22 (Agency) --"), and the lines that give a page's date.
//
// Ownership: values. Threading: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "base/span.h"
#include "segment/dates.h"

namespace marsad::segment::detail {

struct Dateline {
    base::Span span;               // from the place to the dash, colon or bracket that ends it
    std::optional<FoundDate> date; // with or without a year
};

// The dateline that a piece begins with. `all_caps` says that the whole report is in capitals, where capitals tell nothing.
std::optional<Dateline> dateline_at(std::string_view text, base::Span piece, bool all_caps);

// A line that does nothing but tell a day of publication: "Published: 22 November 2016, 14:05 GMT", "Nov. 22, 2016".
struct DateLine {
    FoundDate date;
    bool updated = false;  // it tells a day of change, not of first publication
    bool bare = false;     // nothing before the day says what it is: in running text, the heading of a chronicle
};
std::optional<DateLine> date_line(std::string_view text, base::Span piece);

// "By Jane Roe", "By JANE ROE and John Doe, Agency".
bool is_byline(std::string_view text, base::Span piece);

}  // namespace marsad::segment::detail
