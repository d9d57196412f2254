// Which language a text is in: by script, then by function words and letters.
//
// Purpose: no text is read by a model of another language. Short texts borrow from their document.
// Source: the method of function words (Grefenstette, "Comparing two language identification schemes", 1995); the lists
// are the project's own (resources/lexicons/languages.tsv).
// Ownership: values. Threading: pure functions; the table is built once and immutable.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace marsad::segment::detail {

// What speaks for each language; scores are kept in thousandths, whole numbers, so that sums don't depend on order.
class LanguageScores {
public:
    // Adds a text's words and letters.
    void add(std::string_view text);
    // As new, keeping its storage.
    void clear();
    // The language best spoken for, "und" where too little speaks for any. `leaning` is a language that wins close calls.
    std::string best(std::string_view leaning = {}) const;
    std::uint32_t words() const { return m_words; }
    // Whether most letters are Latin, or there are none.
    bool is_latin() const;

private:
    std::vector<std::uint32_t> m_scores;   // by number of the language in the table
    std::vector<std::uint32_t> m_scripts;  // letters of each script
    std::vector<std::uint32_t> m_distinct; // different words that speak for each language
    std::unordered_set<std::string> m_seen;
    std::uint32_t m_words = 0;
};

}  // namespace marsad::segment::detail
