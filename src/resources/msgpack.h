// MessagePack: a small reader of the binary form in which spaCy keeps weights, rules and tables.
//
// Purpose: unlike JSON libraries' readers it takes keys of any type (spaCy writes 64-bit ids and byte strings as keys).
// Ownership: strings and byte strings are views of the input, which must outlive the tree. Threading: plain values.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "marsad/result.h"

namespace marsad::resources {

struct MsgPack {
    enum class Kind : std::uint8_t {
        nil,
        boolean,
        integer,
        natural,
        real,
        string,
        binary,
        array,
        map,
        extension
    };

    Kind kind = Kind::nil;
    bool boolean = false;
    std::int64_t integer = 0;     // of natural too, where it fits
    std::uint64_t natural = 0;    // of integers too, where they are not negative
    double real = 0;
    std::int8_t extension = 0;    // type of an extension; its bytes are in `bytes`
    std::string_view bytes;       // of strings, byte strings and extensions
    std::vector<MsgPack> items;   // of arrays; of maps key, value, key, value …

    bool is_text() const { return kind == Kind::string || kind == Kind::binary; }
    bool is_number() const { return kind == Kind::integer || kind == Kind::natural; }
    bool is_map() const { return kind == Kind::map; }
    bool is_array() const { return kind == Kind::array; }
    bool is_nil() const { return kind == Kind::nil; }
    // The value of a map's key, compared by its bytes; null where there is none or this is no map.
    const MsgPack* find(std::string_view key) const;
    // The value of a numeric key.
    const MsgPack* find(std::uint64_t key) const;
};

// Reads one value that must fill the input. Error: bad_format with the offset.
Result<MsgPack> read_msgpack(std::string_view bytes);

}  // namespace marsad::resources
