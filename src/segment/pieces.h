// Pieces: the stretches that a report falls into by its markup or its lines, before anything is known of their kind.
//
// Ownership: values; markup points into Document::blocks. Threading: pure functions.
#pragma once

#include <string_view>
#include <vector>

#include "base/span.h"
#include "document/document.h"

namespace marsad::segment::detail {

struct Piece {
    base::Span span;
    const document::Block* markup = nullptr;  // the block that it is (part of), where the report has markup
    bool blank_before = true;   // parted from the piece before by an empty line (or the first)
    bool quoted = false;        // a mail's quoted lines ("> …")
};

// Follows the document's blocks, else its lines: each line a paragraph, or, in copy wrapped by hand, lines up to an empty
// or an indented one.
std::vector<Piece> pieces_of(const document::Document& document);

}  // namespace marsad::segment::detail
