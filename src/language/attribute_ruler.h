// The attribute ruler: rules that set tag, part of speech, features, lemma or relation where a pattern of tokens matches.
//
// All matches are found on the tokens as they were before any rule; then the rules are applied in their order.
// Ownership: an AttributeRuler owns its patterns. Threading: immutable, shared; a RegexScratch per worker.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/tokens.h"
#include "language/lexeme.h"
#include "language/regex.h"
#include "marsad/result.h"
#include "resources/spacy_package.h"

namespace marsad::language {

// Names by number, with their ids; number 0 is the empty name.
class LabelTable {
public:
    LabelTable() { add(""); }
    std::uint16_t add(std::string_view name);  // its number; made when new
    const std::vector<std::string>& names() const { return m_names; }
    StringId id(std::uint16_t number) const { return m_ids[number]; }

private:
    std::vector<std::string> m_names;
    std::vector<StringId> m_ids;
};

// The tables that a model's tokens refer to.
struct GrammarTables {
    LabelTable tags, deps, morphs;
};

// What is known of a token so far.
struct WordState {
    const Lexeme* lexeme = nullptr;
    std::uint16_t tag = 0, dep = 0, morph = 0;
    document::Pos pos = document::Pos::none;
    bool has_lemma = false;
    std::string lemma;
};

class AttributeRuler {
public:
    // Adds what the rules set to the tables. Errors: unsupported, bad_format (a regular expression).
    static Result<AttributeRuler> create(const std::vector<resources::RulerRule>& rules, GrammarTables& tables);

    AttributeRuler();
    AttributeRuler(AttributeRuler&&) noexcept;
    AttributeRuler& operator=(AttributeRuler&&) noexcept;
    ~AttributeRuler();

    // Numbers of the rules with a pattern of this one token, in order.
    void match_word(const WordState& word, const GrammarTables& tables, RegexScratch& scratch, std::vector<std::uint32_t>& rules) const;

    // Whether a pattern of several tokens can begin at this one.
    bool may_begin_phrase(const WordState& word, const GrammarTables& tables, RegexScratch& scratch) const;
    // Patterns of several tokens that begin at words[0]: appends (offset of the token that is set, rule).
    struct PhraseMatch {
        std::uint32_t offset, rule;
    };
    void match_phrases(std::span<const WordState> words, const GrammarTables& tables, RegexScratch& scratch, std::vector<PhraseMatch>& matches) const;
    std::size_t longest_phrase() const;

    // Applies a rule to a token.
    void apply(std::uint32_t rule, WordState& word) const;

private:
    struct Patterns;
    std::unique_ptr<const Patterns> m_patterns;
};

}  // namespace marsad::language
