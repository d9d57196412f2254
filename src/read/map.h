// The map: from offsets in the text back to offsets in the bytes that it was read from.
//
// A map is a list of entries [text_begin, source_begin, length], in order of both offsets:
//   - a run (length > 0): text [text_begin, +length) stands at source [source_begin, +length), byte for byte or at least
//     character for character of the same size;
//   - an anchor (length 0): what begins at text_begin begins at source_begin. It opens a character whose size changed
//     (an entity, a letter of a legacy encoding, white space that was collapsed), which ends where the next entry begins.
//     Where the source goes on elsewhere, a closing anchor says where the character's own source ends.
//
//     source   c a f & e a c u t e ; <b> !        text   c a f é ! (é is 2 bytes)
//              0     3               11  14              0     3   5
//     map      [0,0,3] [3,3,0] [5,11,0] [5,14,1]
//
// So the begin of a span is looked up in the last entry at or before it, and its end in the last entry before it. An
// empty map means that text and source are the same. Every text byte belongs to one entry, and both offsets never fall.
// Ownership: plain values. Threading: as for any value.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "document/report.h"

namespace marsad::read {

using document::MapRun;
using Map = std::vector<MapRun>;

// The bytes of the source that a span of the text was read from.
base::Span source_span(const Map& map, base::Span text);

namespace detail {

// Makes a map from pieces that come in order of the text.
class MapBuilder {
public:
    // The next `text_size` bytes of text were read from source [source_begin, +source_size). Both sizes the same: a run.
    // Else one character; `source_size` may be 0 for text that stands in no source (a line feed between blocks).
    void add(std::uint32_t text_size, std::uint32_t source_begin, std::uint32_t source_size);
    std::uint32_t text_size() const { return m_text; }
    // The map, shorter by what is not needed: empty where the whole is one run from 0 over all of the source.
    Map finish(std::uint32_t source_size);

private:
    void close_anchor(std::uint32_t source_begin);

    Map m_map;
    std::uint32_t m_text = 0;        // size of the text so far
    std::uint32_t m_source_end = 0;  // where the last piece's source ends
    bool m_anchor = false;           // whether the last piece is an anchor
};

// The map from text to source, from one of text to middle and one of middle to source.
Map compose(const Map& text_to_middle, const Map& middle_to_source, std::uint32_t text_size);

}  // namespace detail
}  // namespace marsad::read
