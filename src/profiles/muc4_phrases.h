// Phrases of a report that may fill a slot of MUC-4's templates: sentences, noun phrases, and which name one thing.
//
// Purpose: the learned profile scores these; nothing here decides what fills a slot. Texts in capitals with marks such as
// "[FMLN]" break in the middle of a sentence, so sentences are put together again up to a full stop.
// Ownership: plain values; positions are into the Document they were made from. Threading: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "resources/word_classes.h"

namespace marsad::profiles::muc4 {

using document::none;

// A sentence of the article: tokens [first, last).
struct Unit {
    std::uint32_t first = 0, last = 0;
    std::uint32_t paragraph = 0;  // index of its segment
};

struct Phrase {
    std::uint32_t head = none;
    std::uint32_t first = 0, last = 0;            // tokens, without article and number
    std::uint32_t long_last = 0;                  // with its of-phrase
    std::uint32_t name_first = 0, name_last = 0;  // the proper name in it; empty where there is none
    std::uint32_t unit = 0;                       // position in Reading::units
    std::uint32_t thing = 0;                      // position in Reading::things
    std::uint32_t actor = none;                   // the actor mention with the same head
    std::uint32_t figure = none;                  // the figure that counts it
    bool person = false;                          // the name is a person's
    bool organisation = false;
    bool plural = false;
};

// What several phrases name.
struct Thing {
    std::vector<std::uint32_t> phrases;  // positions in Reading::phrases
};

struct Reading {
    std::vector<Unit> units;
    std::vector<std::uint32_t> unit_of_token;  // `none` for tokens of no unit
    std::vector<Phrase> phrases;
    std::vector<Thing> things;
};

Reading read(const document::Document& document, const resources::WordClasses& words);

// Words in capitals with single spaces, without quotation marks.
std::string fill_words(const document::Document& document, std::uint32_t first, std::uint32_t last);
// The token that a phrase depends on.
std::uint32_t head_of(const document::Document& document, std::uint32_t token);
// The end of a phrase as a perpetrator or a human target: "members of the front", but "soldiers" of "soldiers of the front".
std::uint32_t group_end(const document::Document& document, const Phrase& phrase);
std::string lower_lemma(const document::Document& document, std::uint32_t token);
// The word beside a token, over the ends of lines; `none` beyond [lowest, end).
std::uint32_t word_before(const document::Document& document, std::uint32_t token, std::uint32_t lowest);
std::uint32_t word_after(const document::Document& document, std::uint32_t token, std::uint32_t end);

}  // namespace marsad::profiles::muc4
