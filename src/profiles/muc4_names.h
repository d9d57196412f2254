// People's names in noun phrases, also where the entities have none.
//
// Purpose: texts in capitals hide names from the language model: it cuts "LUIS CARLOS GALAN" behind CARLOS, and takes "HECTOR
// OQUELI COLINDRES" for an organisation. Names are found by titles, by classes of words, and by surnames told before.
// Ownership: borrows the document and the classes. Threading: immutable.
#pragma once

#include <cstdint>
#include <set>
#include <string_view>

#include "profiles/muc4_phrases.h"
#include "resources/word_classes.h"

namespace marsad::profiles::muc4 {

class Names {
public:
    Names(const document::Document& document, const resources::WordClasses& words);

    // Sets the phrase's name where it is a person's, apart from the title before it ("BANKER LUIS PAZ"); `lowest` is the first
    // token of its sentence.
    void find(Phrase& phrase, std::uint32_t lowest) const;
    // Marks the phrases whose only word is a surname of somebody whom the report names in full.
    void by_surname(Reading& reading) const;

private:
    void split(Phrase& phrase, std::uint32_t lowest) const;
    void guess(Phrase& phrase, std::uint32_t lowest) const;
    void set(Phrase& phrase, std::uint32_t first, std::uint32_t last, std::uint32_t lowest) const;
    std::uint32_t begin(std::uint32_t token, std::uint32_t lowest) const;
    bool is_name(std::uint32_t token) const;
    bool is_unlisted(std::uint32_t token) const;
    bool in_person(std::uint32_t token) const;

    const document::Document& m_document;
    const resources::WordClasses& m_words;
    std::set<std::uint16_t> m_classes;  // fine classes of names
};

bool is_noun(const document::Token& token);
// Marks that end a phrase.
bool is_bound(std::string_view words);

}  // namespace marsad::profiles::muc4
