// Lexemes: what the models look at in a word form, worked out once per form.
//
// Purpose: the attributes and their 64-bit ids (resources/string_id.h) are those of spaCy 3.8. The NORM of a form is the
// package's norm, else the base norm, else the form in lower case.
// Ownership: a LexemeTable owns its lexemes and the bytes of their forms; references stay valid until begin_batch() empties
// the table. Threading: one table per worker, never shared; the free functions are pure.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "resources/string_id.h"

namespace marsad::language {

using resources::string_id;
using resources::StringId;

enum LexemeFlag : std::uint32_t {
    is_alpha = 1U << 0U,
    is_ascii = 1U << 1U,
    is_digit = 1U << 2U,
    is_lower = 1U << 3U,
    is_upper = 1U << 4U,
    is_title = 1U << 5U,
    is_space = 1U << 6U,
    is_punct = 1U << 7U,
};

struct Lexeme {
    StringId orth = 0;
    StringId lower = 0;
    StringId norm = 0;
    StringId prefix = 0;      // first code point
    StringId suffix = 0;      // last three code points
    StringId shape = 0;       // "Xxxxx", "dd", …; "LONG" from 100 code points
    std::uint32_t flags = 0;  // LexemeFlag bits
    std::uint32_t chars = 0;  // length in code points
    std::string_view form;    // the word itself, owned by the table

    bool has(LexemeFlag flag) const noexcept { return (flags & flag) != 0; }
};

// A token as the tokenizer leaves it. SPACY (one space follows) belongs to the token, everything else to the lexeme.
struct LexToken {
    std::uint32_t lexeme = 0;  // index into the LexemeTable
    std::uint32_t begin = 0;   // bytes from the start of the text given to the tokenizer
    std::uint32_t end = 0;
    bool space_after = false;
};

// Norms that differ from the form in lower case: base norms, and the package's own on top. Immutable once filled, shared.
class NormTable {
public:
    NormTable();  // holds the base norms

    // Later entries win.
    void add(StringId form, std::string_view norm) { m_norms.insert_or_assign(form, std::string(norm)); }
    // Null when there is no entry.
    const std::string* find(StringId form) const {
        const auto found = m_norms.find(form);
        return found == m_norms.end() ? nullptr : &found->second;
    }

private:
    std::unordered_map<StringId, std::string> m_norms;
};

// Worker-owned, bounded cache of lexemes. Indices are dense from 0, so a caller may keep arrays beside the table (one row
// per lexeme, or per lexeme and space) as long as it drops them when epoch() changes.
class LexemeTable {
public:
    // `norms` must outlive the table. Above `max_lexemes` the next begin_batch() empties the table.
    explicit LexemeTable(const NormTable& norms, std::size_t max_lexemes = 1U << 16U);
    LexemeTable(const LexemeTable&) = delete;
    LexemeTable& operator=(const LexemeTable&) = delete;

    // Call before each batch of texts. Empties the table when it has grown beyond its bound, raises epoch() and returns
    // true. Within a batch the table grows with the text at most.
    bool begin_batch();

    std::uint32_t epoch() const noexcept { return m_epoch; }
    std::size_t size() const noexcept { return m_lexemes.size(); }
    const Lexeme& operator[](std::uint32_t index) const noexcept { return m_lexemes[index]; }

    // Index of the lexeme of a form; made when new.
    std::uint32_t find_or_add(std::string_view form);
    // The same with a norm of its own, as tokenizer exceptions set it ("n't" → "not"): a lexeme of its own, so that one
    // index always means one set of attributes.
    std::uint32_t find_or_add(std::string_view form, std::string_view norm);

private:
    std::uint32_t insert(std::string_view form, const StringId* norm);
    void rehash(std::size_t slots);

    const NormTable& m_norms;
    std::size_t m_max_lexemes;
    std::uint32_t m_epoch = 0;
    std::deque<Lexeme> m_lexemes;
    std::deque<std::string> m_forms;
    std::vector<std::uint64_t> m_hashes;   // per lexeme
    std::vector<std::uint32_t> m_slots;    // open addressing: index + 1, 0 is free
};

// The attributes of a form without its norm (left 0); `form` must outlive the result.
Lexeme lexical_attributes(std::string_view form, std::string_view lower);

}  // namespace marsad::language
