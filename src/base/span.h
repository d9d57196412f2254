// Span: a stretch of text by byte offsets.
//
// Purpose: everything that is found in a text is a span of it; the text itself never changes.
// Ownership: a plain value. Threading: as for any value.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string_view>

namespace marsad::base {

// [begin, end) in bytes of a text.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    std::uint32_t size() const { return end - begin; }
    bool empty() const { return begin >= end; }
    bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
    bool contains(std::uint32_t at) const { return begin <= at && at < end; }
    bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
    std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }

    friend bool operator==(Span, Span) = default;
    friend auto operator<=>(Span, Span) = default;
};

// The smallest span that holds both.
inline Span hull(Span a, Span b) { return {std::min(a.begin, b.begin), std::max(a.end, b.end)}; }

}  // namespace marsad::base
