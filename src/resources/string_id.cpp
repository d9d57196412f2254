#include "resources/string_id.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <iterator>

namespace marsad::resources {

namespace {

struct Symbol {
    std::string_view name;
    std::uint32_t id;
};

constexpr Symbol symbols[] = {
#include "resources/spacy_symbols.inc"
};

constexpr std::size_t longest_symbol = [] {
    std::size_t longest = 0;
    for (const Symbol& symbol : symbols) longest = std::max(longest, symbol.name.size());
    return longest;
}();

}  // namespace

std::uint64_t murmur_hash_64a(std::string_view bytes, std::uint64_t seed) noexcept {
    constexpr std::uint64_t m = 0xc6a4a7935bd1e995ULL;
    constexpr int r = 47;
    std::uint64_t h = seed ^ (bytes.size() * m);
    std::size_t at = 0;
    for (; at + 8 <= bytes.size(); at += 8) {
        std::uint64_t k = 0;
        std::memcpy(&k, bytes.data() + at, 8);
        k *= m;
        k ^= k >> r;
        k *= m;
        h ^= k;
        h *= m;
    }
    if (const std::size_t rest = bytes.size() - at; rest > 0) {
        std::uint64_t k = 0;
        std::memcpy(&k, bytes.data() + at, rest);
        h ^= k;
        h *= m;
    }
    h ^= h >> r;
    h *= m;
    h ^= h >> r;
    return h;
}

StringId string_id(std::string_view utf8) noexcept {
    if (utf8.empty()) return 0;
    if (utf8.size() <= longest_symbol) {
        const auto* found = std::lower_bound(std::begin(symbols), std::end(symbols), utf8,
                                             [](const Symbol& symbol, std::string_view name) { return symbol.name < name; });
        if (found != std::end(symbols) && found->name == utf8) return found->id;
    }
    return murmur_hash_64a(utf8, 1);
}

}  // namespace marsad::resources
