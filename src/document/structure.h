// Structure: what a page's own markup says about the stretches of its text.
//
// Purpose: HTML knows headings, paragraphs, quotations, captions, readers' comments, embedded posts and furniture. The
// read room keeps that as blocks, and the segment room may follow it, overrule it or split it further. A report in plain
// text has no blocks.
// Ownership: plain values in the Document. Threading: as the Document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/span.h"
#include "document/segments.h"

namespace marsad::document {

enum class BlockKind : std::uint8_t {
    heading,     // h1 … h6, see `level`
    byline,      // marked as the author's line
    dateline,    // marked as the time of publication
    paragraph,   // running text
    list_item,   // one item of a list
    table_row,   // one row; cells are parted by tabs
    quotation,   // blockquote
    caption,     // figcaption, a table's caption
    note,        // marked as a correction or an editor's note
    post,        // an embedded post; `post` says whose
    comment,     // one reader's comment; `post` says whose
    furniture,   // navigation, side boxes, footers, forms, lists of links
};
std::string_view name(BlockKind kind);

struct Block {
    base::Span span;  // bytes of the document's buffer, without white space at the ends
    BlockKind kind = BlockKind::paragraph;
    std::uint8_t level = 0;            // of a heading: 1 … 6
    std::string lang;                  // the nearest `lang` attribute ("ar", "en-GB"); empty where there is none
    std::optional<PostDetails> post;   // of posts and comments, as far as the markup tells
};

}  // namespace marsad::document
