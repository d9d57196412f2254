// What the parts of the actor stage share: names found in the text, mentions before they are linked.
//
// Ownership: values; views point into the document and the lexicon. Threading: as the Document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/tree.h"
#include "document/document.h"
#include "resources/actors.h"

namespace marsad::annotate::detail {

using document::Actor;
using document::ActorKind;
using document::Document;
using document::Span;
using resources::ActorLexicon;

// What a name of the text was found to be.
enum class NameType : std::uint8_t {
    none,
    actor,
    country,
    adjective,
    people,
    seat,
    person,
    org,
    norp,
    gpe,
    loc,
    fac,
    other
};

// A name: tokens [first, last). `row` is of the actor table (actor) or of the country table (country … seat).
struct Name {
    std::uint32_t first = 0, last = 0, head = none;
    NameType type = NameType::none;
    std::uint32_t row = none;
    std::string_view phrase;  // the alias that matched
};

// Names from the lexicon, the country table and the language room's entities; a token lies in one name at most.
struct Names {
    std::vector<Name> list;
    std::vector<std::uint32_t> of_token;  // position in `list`, or none
    const Name* at(std::uint32_t token) const { return of_token[token] == none ? nullptr : &list[of_token[token]]; }
};
Names find_names(const Tree& tree, const ActorLexicon& lexicon);

enum class Number : std::uint8_t {
    unknown,
    one,
    many
};
enum class Gender : std::uint8_t {
    unknown,
    male,
    female
};
enum class MentionType : std::uint8_t {
    proper,
    nominal,
    pronoun
};

// A mention as the grammar shows it; tokens [first, last).
struct Mention {
    std::uint32_t first = 0, last = 0, head = none;
    MentionType type = MentionType::nominal;
    Number number = Number::unknown;
    Gender gender = Gender::unknown;
    bool definite = false;          // "the group", "this group"
    bool counted = false;           // "eight villagers", "some rebels", "a soldier"
    bool several = false;           // "Russian and Iranian forces": its parts are mentions of their own
    bool dropped = false;           // an "it" that no actor was found for
    bool body = false;              // a group or institution as a whole
    std::uint32_t row = none;       // of the actor table
    std::uint32_t country = none;   // row of the country table
    bool metonym = false;           // the name of a country or a seat of power for its government
    std::string_view noun;          // the generic noun's first form ("rebel", "foreign minister")
    std::string_view noun_type;
    std::string key;                // the words of a name, folded, titles left out
    Actor actor;
};

// Mentions in order of their first token.
std::vector<Mention> find_mentions(const Tree& tree, const Names& names, const ActorLexicon& lexicon);

// What the last words of an organisation's name say of its kind; unknown where they say nothing.
ActorKind kind_of_name(const Tree& tree, std::uint32_t first, std::uint32_t last);
// What sort of facility the last words of its name say ("hospital", "school" …, else "building").
std::string_view facility_of_name(const Tree& tree, std::uint32_t first, std::uint32_t last);
// Whether the lemma needs somebody who can speak or decide.
bool is_diplomatic(std::string_view lemma);

// The words of tokens [first, last), one space where the text has white space of any kind.
std::string plain_words(const Tree& tree, std::uint32_t first, std::uint32_t last);
// What a noun phrase is called in a list for people to read: without numbers, quantifiers, articles and possessive
// pronouns, and in the case of running text ("At least 38 wounded people": "wounded people"; "REBELS": "rebels").
std::string name_of_noun(const Tree& tree, const Names& names, std::uint32_t first, std::uint32_t last, std::uint32_t head);

// What a given name says, in lower case; unknown where it is borne by both or not in the list.
Gender gender_of_given_name(std::string_view lower);

// Whether the name of a country, seat or organisation at `head` acts here, instead of being where something happens.
bool acts(const Tree& tree, std::uint32_t head);

// Whether harm is done here to what the word means: to people, or to things. Words such as "two" and "position" mean
// somebody or something that takes part only there.
bool is_harmed(const Tree& tree, std::uint32_t head, bool person);
// Whether a noun before a noun says who did it: "a police raid".
bool does_deed(const Tree& tree, std::uint32_t modifier);

// Two persons' names can be one: one is a part of the other.
bool compatible(const Mention& a, const Mention& b);
// The first letters of the words of a name, small words aside.
std::string initials(const std::string& key);
// Whether two mentions can stand in apposition.
bool same_sort(const Mention& a, const Mention& b);
// Whether a noun ("group", "newspaper") can take up a body of this kind with this name.
bool fits_noun(std::string_view noun, ActorKind kind, const std::string& key);
bool ends_with_word(const std::string& longer, const std::string& shorter);
std::string last_word(const std::string& key);

// Numbers the chains and fills in canonical name, id, kind, country and side from one mention to the others.
void link_mentions(const Tree& tree, const ActorLexicon& lexicon, std::vector<Mention>& mentions);

}  // namespace marsad::annotate::detail
