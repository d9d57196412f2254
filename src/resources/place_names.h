// Names of places made comparable: one form for the spellings that a gazetteer and a report may use.
//
// Purpose: "Deïr ez-Zôr", "Deir ez Zor" and "DEIR EZ-ZOR" have one key, and so have all Arabic spellings of a name that
// differ in marks and carriers only. A second, loose key brings transliterations of Arabic together ("Foua", "Fu'ah",
// "Foah"). Folding of other than ASCII follows a table that is made by ICU when the resource file is compiled, so that
// a running process needs none.
// Ownership: a NameFolder borrows its table. Threading: immutable; all functions are pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace marsad::resources {

// A folded name: words parted by single spaces, in a buffer of its own so that looking up allocates nothing.
class FoldedName {
public:
    static constexpr std::size_t capacity = 248;

    std::string_view text() const { return {m_bytes, m_size}; }
    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    void clear() { m_size = 0; }
    void cut(std::size_t size) { m_size = size; }
    // Appends; what does not fit is dropped, and the name fits nothing then.
    void push(char c) {
        if (m_size < capacity) m_bytes[m_size++] = c;
    }
    void push(std::string_view text) {
        for (char c : text) push(c);
    }

private:
    char m_bytes[capacity] = {};
    std::size_t m_size = 0;
};

class NameFolder {
public:
    // `table` as made by make_fold_table(); empty: ASCII alone is folded.
    explicit NameFolder(std::string_view table = {});

    // Folds the word that starts at `at` and appends it (after a space, if `out` has words already). Returns the offset
    // after the word, `at` itself where no word starts there. A possessive "'s" and a closing apostrophe stay outside;
    // "U.S." is one word, "us", with its last dot; "St." is "saint".
    std::size_t word(std::string_view text, std::size_t at, FoldedName& out) const;

    // Folds a whole name; the words may be parted by anything.
    void name(std::string_view text, FoldedName& out) const;
    std::string name(std::string_view text) const;

private:
    void fold_code_point(std::string_view text, std::size_t at, std::size_t size, FoldedName& out) const;
    std::string_view m_pool;
    std::span<const std::uint32_t> m_entries;
};

// The offset after a possessive "'s" at `at`; `at` where there is none. Folded names leave it out.
std::size_t after_possessive(std::string_view text, std::size_t at);

// The key under which a folded name's transliterations meet: articles dropped (al, el, as, ash …), "ain", "ein" and
// "ayn" one, doubled letters single, a/e/i and o/u one, a closing "h" after "a" dropped. Empty where too little is left
// (under three letters) to tell anything by.
void loosen(std::string_view folded, FoldedName& out);
// "al", "el", "as", "ash" …: a folded word.
bool is_arabic_article(std::string_view word);

// A name's hash, and the step by which one word is added to it: hash("deir ez") = extend(hash("deir"), "ez").
std::uint64_t name_hash(std::string_view folded);
inline constexpr std::uint64_t loose_seed = 0x6c6f6f7365000001ULL;
std::uint64_t loose_hash(std::string_view loosened);

// Made by ICU (compile time of the resource file only): for each code point of the Basic Multilingual Plane what it folds to.
std::string make_fold_table();

}  // namespace marsad::resources
