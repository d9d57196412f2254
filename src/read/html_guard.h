// The guard before the HTML parser: what would make it slow, or its tree deep, is found by one pass over the tags.
//
// Gumbo looks through its stack of open elements at each tag, so that depth times tags is its cost; attributes are
// compared with each other; and misnested formatting elements (<b>, <font> …) are copied again and again by HTML5's
// adoption agency algorithm. So: nesting deeper than `deepest` is refused; formatting elements, which say nothing that is
// read, and tags with more than `most_attributes` attributes are turned into comments of the same length, which keeps
// every offset.
// Ownership: changes the text in place. Threading: pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace marsad::read::detail {

inline constexpr std::size_t deepest = 256;  // elements; pages in the wild stay below 100
inline constexpr std::size_t most_attributes = 200;

// The offset of the first tag that nests too deep; nothing where the page can be parsed.
std::optional<std::size_t> guard_html(std::string& html);

}  // namespace marsad::read::detail
