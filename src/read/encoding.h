// Encodings: bytes into UTF-8, with the map back.
//
// What a report is encoded in is found in this order; the reasons are in docs/decisions/0021-encodings.md:
//   1. a byte order mark (UTF-8, UTF-16, UTF-32);
//   2. the pattern of zero bytes of UTF-16 and UTF-32 without one;
//   3. well-formed UTF-8 is UTF-8, whatever the page declares;
//   4. UTF-8 with a few broken places: each broken byte becomes U+FFFD, the rest stays;
//   5. the encoding that a page declares (meta charset, XML declaration);
//   6. ICU's detector, over the neighbourhood of the bytes that are not ASCII; a candidate counts where it decodes them
//      into letters and not into unassigned characters.
// Ownership: values. Threading: pure functions; no converter is shared.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "marsad/result.h"
#include "read/map.h"

namespace marsad::read::detail {

struct Decoded {
    std::string text;          // well-formed UTF-8
    Map map;                   // from text to bytes; empty where they are the same
    std::string encoding;      // ICU's name of what it was decoded from
    std::size_t replaced = 0;  // how many U+FFFD stand for what could not be decoded
};

// `place` is for messages. binary for what is no text; bad_encoding, with the offset, where nothing fits; too_large
// where the text would be 4 GiB or more.
Result<Decoded> decode(std::string bytes, std::string_view place);

}  // namespace marsad::read::detail
