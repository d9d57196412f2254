// Headlines: the parts of one that have each a grammar of their own.
//
// Purpose: "Police: two men shot in Marn", "Shells kill nine in Marn - residents", "Clashes in Marn | The Marn Post": who says
// so, what it is about and who prints it stand before or behind the sentence, and a parser that sees them together ties them
// into it. Threading: pure.
#pragma once

#include <string_view>
#include <vector>

#include "base/span.h"

namespace marsad::language {

// Spans of the parts, in order, white space between them left out; the whole text where there is but one. A colon goes with
// what it follows, a dash or a bar with what follows it. In bytes of `text`.
std::vector<base::Span> headline_parts(std::string_view text);

}  // namespace marsad::language
