// Report: one report as it came, and what is said about it.
//
// Purpose: bytes with their origin; never changed. The read room turns it into a Document.
// Ownership: owns its strings. Threading: as for any value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace marsad::document {

// A run of text that stands unbroken in the source: text [text_begin, +length) is source [source_begin, +length). Offsets
// count in the body, without the title. Where decoding changes lengths (entities, legacy encodings), each changed
// character is an anchor, a run of length 0: text_begin stands at source_begin. The whole rule is in read/map.h.
struct MapRun {
    std::uint32_t text_begin = 0;
    std::uint32_t source_begin = 0;
    std::uint32_t length = 0;
    friend bool operator==(const MapRun&, const MapRun&) = default;
};

struct Report {
    std::string id;           // as given, else PATH:LINE or the path
    std::string sha256;       // of the file's bytes, or of the decoded `text` or `html` string; hexadecimal
    std::string format;       // "text" | "html"
    std::string title, published, outlet, agency, author, url, retrieved, archived, version_of, lang;
    std::uint64_t bytes = 0;  // size of what was read
};

// Whose report it is: its outlet, else its agency, else the host of its address, else its own id.
std::string source_of(const Report& report);

}  // namespace marsad::document
