#include "language/annotations.h"

#include <algorithm>

namespace marsad::language {

using resources::Attribute;

std::uint64_t attribute_value(Attribute attribute, const Lexeme& lexeme, bool space_after) {
    switch (attribute) {
        case Attribute::orth: return lexeme.orth;
        case Attribute::lower: return lexeme.lower;
        case Attribute::norm: return lexeme.norm;
        case Attribute::prefix: return lexeme.prefix;
        case Attribute::suffix: return lexeme.suffix;
        case Attribute::shape: return lexeme.shape;
        case Attribute::spacy: return space_after ? 1 : 0;
        case Attribute::length: return lexeme.chars;
        case Attribute::is_alpha: return lexeme.has(is_alpha) ? 1 : 0;
        case Attribute::is_ascii: return lexeme.has(is_ascii) ? 1 : 0;
        case Attribute::is_digit: return lexeme.has(is_digit) ? 1 : 0;
        case Attribute::is_lower: return lexeme.has(is_lower) ? 1 : 0;
        case Attribute::is_upper: return lexeme.has(is_upper) ? 1 : 0;
        case Attribute::is_title: return lexeme.has(is_title) ? 1 : 0;
        case Attribute::is_space: return lexeme.has(is_space) ? 1 : 0;
        case Attribute::is_punct: return lexeme.has(is_punct) ? 1 : 0;
    }
    return 0;
}

std::array<std::uint32_t, 4> hash_rows(std::uint64_t value, std::uint32_t seed, std::uint32_t rows) {
    constexpr auto finish = [](std::uint64_t h) {
        h ^= h >> 33U;
        h *= 0xff51afd7ed558ccdULL;
        h ^= h >> 33U;
        h *= 0xc4ceb9fe1a85ec53ULL;
        h ^= h >> 33U;
        return h;
    };
    std::uint64_t h1 = value * 0x87c37b91114253d5ULL;
    h1 = (h1 << 31U) | (h1 >> 33U);
    h1 *= 0x4cf5ad432745937fULL;
    h1 ^= seed;
    h1 ^= 8;
    std::uint64_t h2 = seed;
    h2 ^= 8;
    h1 += h2;
    h2 += h1;
    h1 = finish(h1);
    h2 = finish(h2);
    h1 += h2;
    h2 += h1;
    const auto part = [rows](std::uint64_t h) { return static_cast<std::uint32_t>((h & 0xffffffffU) % rows); };
    return {part(h1), part(h1 >> 32U), part(h2), part(h2 >> 32U)};
}

std::int64_t vector_row(const resources::StaticVectors& vectors, std::uint64_t key) {
    const auto it = std::lower_bound(vectors.keys.begin(), vectors.keys.end(), key);
    if (it == vectors.keys.end() || *it != key) return -1;
    return vectors.key_rows[static_cast<std::size_t>(it - vectors.keys.begin())];
}

void Annotations::clear(std::size_t classifiers, std::size_t tokens) {
    classes.resize(classifiers);
    for (auto& list : classes) list.clear();
    heads.clear();
    relations.clear();
    starts.assign(tokens, 0);
    if (tokens > 0) starts[0] = 1;
    entities.clear();
}

void append(const Annotations& chunk, std::size_t tokens, std::size_t first, Annotations& text) {
    const auto offset = static_cast<std::uint32_t>(first);
    const std::size_t size = chunk.starts.size();
    for (std::size_t c = 0; c < chunk.classes.size(); ++c) {
        const std::size_t keep = size == 0 ? 0 : chunk.classes[c].size() / size;
        text.classes[c].insert(text.classes[c].end(), chunk.classes[c].begin(), chunk.classes[c].begin() + static_cast<std::ptrdiff_t>(keep * tokens));
    }
    for (std::size_t i = 0; i < tokens && i < chunk.heads.size(); ++i) {
        text.heads.push_back(chunk.heads[i] + offset);
        text.relations.push_back(chunk.relations[i]);
    }
    text.starts.insert(text.starts.end(), chunk.starts.begin(), chunk.starts.begin() + static_cast<std::ptrdiff_t>(tokens));
    for (const EntitySpan& e : chunk.entities) {
        if (e.last <= tokens) text.entities.push_back({e.first + offset, e.last + offset, e.label});
    }
}

}  // namespace marsad::language
