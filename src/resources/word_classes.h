// Word classes: which words are used alike, in three nested grains.
//
// Purpose: features of learned decisions that hold for words which their training texts lack ("dynamite" beside "bomb"), and
// lists by example ("of the class of Carlos"). The classes come from word vectors (resources/learned/word_classes.md).
// Ownership: a view of a section that outlives it. Threading: immutable.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "marsad/result.h"

namespace marsad::resources {

// Numbers mean nothing but sameness: words of one fine class are of one middle and of one broad class too.
struct WordClass {
    std::uint16_t broad = 0, middle = 0, fine = 0;
};

class WordClasses {
public:
    WordClasses() = default;
    // `damaged` where the section has the wrong size; an empty section has no words.
    static Result<WordClasses> open(std::string_view section);

    bool empty() const { return m_words == 0; }
    // Of a word in lower case; none where it isn't listed.
    std::optional<WordClass> of(std::string_view lower) const;

private:
    std::string_view m_keys, m_classes;  // hashes in order, and the class of each
    std::uint32_t m_words = 0;
};

// Compiles rows of broad, middle and fine class and the words, parted by spaces; '#' begins a comment. Errors name the line.
Result<std::string> compile_word_classes(std::string_view text, std::string_view name);

}  // namespace marsad::resources
