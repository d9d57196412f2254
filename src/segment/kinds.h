// Kinds: what each piece outside posts is, given what stands before and after it.
//
// Ownership: values. Threading: pure functions.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "segment/dates.h"
#include "segment/pieces.h"
#include "segment/posts.h"

namespace marsad::segment::detail {

// A day that a part of the report names as its own: what publication is found from.
struct DayMark {
    enum class From {
        dateline,
        line,
        updated_line,
        headline,
        slug
    } from = From::line;
    FoundDate date;
};

struct Kinds {
    std::vector<document::Segment> segments;  // in order, posts and comments among them
    std::vector<DayMark> days;                // in order of text
};

Kinds kinds_of(const document::Document& document, const std::vector<Piece>& pieces, std::vector<FoundPost> posts);

}  // namespace marsad::segment::detail
