// The 64-bit ids by which spaCy's packages name strings: in their tables, their vectors and the hashes of their networks.
//
// An id is MurmurHash64A (Austin Appleby, public domain) with seed 1 of the UTF-8 bytes, except for spaCy's reserved
// symbols ("case", "mark", "DATE" …), whose ids are small whole numbers, and the empty string, which is 0.
// Threading: pure functions.
#pragma once

#include <cstdint>
#include <string_view>

namespace marsad::resources {

using StringId = std::uint64_t;

StringId string_id(std::string_view utf8) noexcept;

// Little-endian, as on every processor that we build for.
std::uint64_t murmur_hash_64a(std::string_view bytes, std::uint64_t seed) noexcept;

}  // namespace marsad::resources
