// What the networks read of a text and what they say of it, shared by the plain and the fast pass.
//
// Ownership: plain values; Annotations are reused from text to text so that their arrays stop growing.
// Threading: one per worker.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "language/lexeme.h"
#include "language/transitions.h"
#include "resources/model.h"

namespace marsad::language {

/// One text: the tokens and the table that their lexemes are in.
struct TokenView {
    std::span<const LexToken> tokens;
    const LexemeTable* lexemes = nullptr;

    const Lexeme& lexeme(std::size_t i) const { return (*lexemes)[tokens[i].lexeme]; }
};

/// The number that an embedding hashes.
std::uint64_t attribute_value(resources::Attribute attribute, const Lexeme& lexeme, bool space_after);

/// Rows of an embedding table for an attribute's value: MurmurHash3_x64_128 of the eight bytes as thinc specializes it
/// (Austin Appleby, public domain), cut in four, each modulo the number of rows.
std::array<std::uint32_t, 4> hash_rows(std::uint64_t value, std::uint32_t seed, std::uint32_t rows);

/// Row of a form in a table of static vectors, or -1.
std::int64_t vector_row(const resources::StaticVectors& vectors, std::uint64_t key);

struct Annotations {
    /// Per classifier of the network, `keep` label indices per token, the best first.
    std::vector<std::vector<std::uint16_t>> classes;
    std::vector<std::uint32_t> heads;     // index of the head in the text; its own at a root
    std::vector<std::uint16_t> relations; // labels of the parser's table
    std::vector<SentenceStart> starts;    // 1 or -1; without a parser or a sentence recogniser 1 at the first token, else 0
    std::vector<EntitySpan> entities;     // labels of the recogniser's table

    void clear(std::size_t classifiers, std::size_t tokens);
    bool operator==(const Annotations&) const = default;
};

/// Adds the first `tokens` tokens of a chunk's annotations, which begins at token `first` of the text, to the text's.
void append(const Annotations& chunk, std::size_t tokens, std::size_t first, Annotations& text);

}  // namespace marsad::language
