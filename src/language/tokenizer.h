// The tokenizer: from text to tokens, exactly as spaCy 3.8 does it, from a package's own rules.
//
// Ownership: a Tokenizer owns its rules; a TokenizerCache belongs to one worker and refers to that worker's LexemeTable.
// Threading: a Tokenizer is immutable and shared.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "language/lexeme.h"
#include "marsad/result.h"
#include "resources/spacy_package.h"

namespace marsad::language {

class Tokenizer;

// What one worker keeps from text to text: tokens of chunks seen before, in bounded memory.
class TokenizerCache {
public:
    // `tokenizer` and `lexemes` must outlive the cache.
    TokenizerCache(const Tokenizer& tokenizer, LexemeTable& lexemes);
    ~TokenizerCache();
    TokenizerCache(TokenizerCache&&) noexcept;

    LexemeTable& lexemes() const;

private:
    friend class Tokenizer;
    struct State;
    std::unique_ptr<State> m_state;
};

class Tokenizer {
public:
    // Error: bad_format with the rule that doesn't compile.
    static Result<Tokenizer> create(const resources::TokenizerRules& rules);

    Tokenizer(Tokenizer&&) noexcept;
    Tokenizer& operator=(Tokenizer&&) noexcept;
    ~Tokenizer();

    // Replaces `out` by the tokens of the text (UTF-8, below 4 GiB; an ill-formed byte reads as "?"). Time is linear in the
    // length of the text whatever it is.
    void tokenize(std::string_view text, TokenizerCache& cache, std::vector<LexToken>& out) const;

private:
    friend class TokenizerCache;
    struct Rules;
    explicit Tokenizer(std::unique_ptr<const Rules> rules);
    std::unique_ptr<const Rules> m_rules;
};

}  // namespace marsad::language
