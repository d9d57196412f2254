// HTML: a page into text, blocks and what the page says of itself.
//
// Gumbo parses (the one HTML5 parser among Debian's packages with offsets into the source). It is no longer maintained, so
// it is kept on a short lead (docs/decisions/0020-html.md): html_guard.h refuses what would make it slow or its tree too
// deep, its memory comes from an arena that is dropped whole (its own freeing is recursive), and the walk over its tree
// keeps its own stack.
//
// Text comes as a browser shows it: block elements begin lines, paragraphs and headings are parted by an empty line, white
// space is collapsed outside <pre>, character references are decoded; script, style, template, hidden elements and the
// like are left out. Unlike a browser, no-break spaces count as white space, and soft hyphens and zero-width spaces, which
// part words for the eye only, are left out.
// Ownership: values. Threading: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/structure.h"
#include "marsad/result.h"
#include "read/map.h"

namespace marsad::read::detail {

// What a page's head, its JSON-LD and its marked elements say; empty where they don't.
struct PageFacts {
    std::string title;      // og:title, JSON-LD headline, else <title>
    std::string published;  // as ISO 8601
    std::string author, outlet, url, lang;
};

struct Page {
    std::string text;
    Map map;  // from the text to the page's bytes
    std::vector<document::Block> blocks;
    PageFacts facts;
    bool headline_in_text = false;  // the first h1 of the article stands in the text; facts.title is its words
};

// Reads a page from well-formed UTF-8. too_deep, with line and column, where elements nest deeper than is read.
Result<Page> read_html(std::string_view html, std::string_view place);

}  // namespace marsad::read::detail
