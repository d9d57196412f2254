// The lexicon of page furniture, captions, corrections and the like (resources/lexicons/segments.tsv).
//
// Ownership: the lexicon is a constant of the program. Threading: pure functions; the table is built once and immutable.
#pragma once

#include <optional>
#include <string_view>

#include "document/segments.h"

namespace marsad::segment::detail {

// The kind that a block's words alone tell; nothing where they tell none.
std::optional<document::SegmentKind> kind_by_phrase(std::string_view block);
// Whether readers' comments may follow the block ("12 Comments").
bool opens_comments(std::string_view block);

}  // namespace marsad::segment::detail
