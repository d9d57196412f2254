// The words of quantities: what is counted, and what became of it.
//
// Purpose: two small lexicons in code: nouns that can be counted (with who they are), and verbs, adjectives and nouns
// that tell an outcome. Ownership: static, immutable. Threading: reading only.
#pragma once

#include <string_view>

#include "document/annotations.h"

namespace marsad::annotate::detail {

using document::CivilStatus;
using document::Outcome;

// A noun that is counted. `plural` is the form that Figure::of gets.
struct CountedNoun {
    std::string_view lemma;
    std::string_view plural;
    std::string_view unit;  // "persons", "households", "buildings" …
    CivilStatus status = CivilStatus::unknown;
    std::string_view age, sex, role;
};

// By lemma or plural form in lower case; null for a noun that isn't in the lexicon.
const CountedNoun* counted_noun(std::string_view word);
// Units of measure, money and the like: what is counted by them is no figure ("12 km", "5 percent").
bool is_measure(std::string_view word);

// What becomes of the object of a verb ("killed 12"), of its subject ("12 died"), of those an adjective or participle
// describes ("12 dead"), and what a noun counts ("12 deaths"). Outcome::none where the word tells none.
Outcome outcome_of_object(std::string_view lemma);
Outcome outcome_of_subject(std::string_view lemma);
Outcome outcome_of_adjective(std::string_view word);
Outcome outcome_of_noun(std::string_view lemma);
// "the killing of 12", "the loss of five": what becomes of those after "of".
Outcome outcome_of_complement(std::string_view lemma);

}  // namespace marsad::annotate::detail
