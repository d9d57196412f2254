// The day of publication, where it isn't given: from datelines, lines of publication, and posts with names of weekdays.
//
// Ownership: values. Threading: pure functions.
#pragma once

#include <optional>
#include <vector>

#include "document/document.h"
#include "segment/kinds.h"

namespace marsad::segment::detail {

// Needs document.segments. Nothing where the report doesn't tell.
std::optional<document::Publication> find_publication(const document::Document& document, const std::vector<DayMark>& days);

}  // namespace marsad::segment::detail
