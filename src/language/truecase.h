// The truecaser: how a text in capitals would stand in mixed case.
//
// Old wires, headlines and tickers come in capitals, where a model that was trained on mixed case fails. The truecaser gives
// the model a view of such a text in which each word has its usual case: names, words with a case of their own and the
// beginnings of sentences get their capitals, all else is lower case. The view has the bytes of the text, one for one: only
// letters whose two cases are of the same length change, so that spans stay as they are.
// Ownership: a Truecaser borrows its list. Threading: immutable, shared; pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace marsad::language {

class Truecaser {
public:
    // `list`: one word a line in its usual case, or two neighbours ("White House"), of which one may be a star for any name
    // ("* County"); sorted by the lines in lower case. It must outlive the truecaser. An empty list makes every word unknown.
    explicit Truecaser(std::string_view list);

    // Whether a text is written in capitals: it has at least two words of letters, and hardly a small letter.
    static bool is_in_capitals(std::string_view text);

    // Whether a text is a headline in title case ("Two Men Held In Raid"): short, hardly a longer word without its capital.
    static bool is_in_title_case(std::string_view text);

    // The text in its usual case; the same length in bytes.
    std::string recase(std::string_view text) const;
    // A text in title case, its common words in lower case; names, words in capitals and words of mixed case stay.
    std::string recase_title(std::string_view text) const;

private:
    // The listed form of a word in lower case; empty where it isn't listed.
    std::string_view find(std::string_view lower) const;
    bool is_inflected(std::string_view lower) const;
    bool joins_a_name(std::string_view text, std::size_t at) const;
    void recase_word(char* word, std::size_t size) const;

    struct Word {
        std::size_t at, size;
        bool begins;  // a sentence or a quotation
        bool joined;  // one space lies between it and the word before
    };
    struct Pair {
        std::string_view first, second;
    };
    std::vector<Word> recase_words(std::string& out) const;
    Pair find_pair(std::string_view one, std::string_view two) const;

    std::string_view m_list;
    std::vector<std::uint32_t> m_lines;  // where each begins
};

}  // namespace marsad::language
