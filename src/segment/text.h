// Reading text by hand: white space, lines, words, and a lexicon row's columns, without locale.
//
// Ownership: views into the caller's text. Threading: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "base/utf8.h"

namespace marsad::segment::detail {

using base::Span;

// Unicode white space, and the control characters that part records.
bool is_white(char32_t c);
// Characters that end a line (LF, CR, VT, FF, NEL, LS, PS).
bool is_break(char32_t c);
bool is_letter(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
char32_t lower_of(char32_t c);

// The code point that ends at `at`, and where it begins; 0 at the start of the text.
char32_t before(std::string_view text, std::size_t at, std::size_t* begin = nullptr);
inline char32_t code_at(std::string_view text, std::size_t at) {
    std::size_t size = 0;
    return at < text.size() ? base::decode(text, at, size) : U'\0';
}

// The span without white space at its ends; empty (begin == end) where it is all white.
Span trimmed(std::string_view text, Span span);
// Past white space (not past `end`); `breaks` says whether line breaks are skipped too.
std::size_t skip_white(std::string_view text, std::size_t at, std::size_t end, bool breaks = true);
// In lower case, by code point, each run of white space one blank.
std::string folded(std::string_view text);
// The run of letters at `at` (with apostrophes and hyphens inside), its end; `at` where there is none.
std::size_t word_end(std::string_view text, std::size_t at, std::size_t end);
// In code points.
std::size_t length(std::string_view text);

struct Line {
    Span span;            // without white space at its ends
    std::uint32_t indent = 0;  // columns before it
    bool blank_before = false;  // the first of the text, or after an empty line
};

// The lines of a span that are not blank.
std::vector<Line> lines_of(std::string_view text, Span span);

// Rows of a lexicon: columns parted by tabs; lines that begin with '#' are comments.
std::vector<std::vector<std::string_view>> rows_of(std::string_view tsv);
// Items parted by blanks.
std::vector<std::string_view> items_of(std::string_view column);

}  // namespace marsad::segment::detail
