// Dates as reports, feeds and pages state them in their metadata.
//
// Purpose: one day and one ISO form out of ISO 8601, RFC 2822 and the plain English forms that sites print. Running text
// is not read here. Ownership: values. Threading: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.h"

namespace marsad::read::detail {

struct StatedDate {
    std::string iso;  // "2016-11-22", "2016-11-22T14:05Z", "2016-11-22T14:05:30+02:00"; ISO forms stay as they were given
    base::Date day;   // as written, in the zone as written
};

// Reads the whole of the text: "2016-11-22", "2016-11-22T14:05:00+02:00", "20161122", "Tue, 22 Nov 2016 14:05:00 GMT",
// "Tue Nov 22 14:05:00 +0000 2016", "November 22, 2016", "2:05 PM · Nov 22, 2016". Nothing for anything else, and for
// days and times that don't exist. All-digit forms with the day or month first ("22/11/2016") are two dates: none.
std::optional<StatedDate> parse_stated_date(std::string_view text);

}  // namespace marsad::read::detail
