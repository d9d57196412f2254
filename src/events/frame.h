// Frames: what stands in which of marsad's relations to a trigger.
//
// Purpose: one shape for "Rebels shelled Sorn", "Sorn was shelled by rebels", "the shelling of Sorn by rebels", "rebels
// carried out a shelling of Sorn", "rebels who shelled Sorn", "rebels were accused of shelling Sorn": agent rebels,
// patient (or of) Sorn. Relations: agent, patient, recipient, poss, mod, clause, attribute, time, and prepositions; of nouns
// also owner and whose (poss beside "of" and without), bearer (of a wound).
//
//     verb ─┬─ nsubj ──▶ agent, or patient where passive     control: xcomp takes the object, else the subject above
//           ├─ dobj  ──▶ patient                             coordination: a second verb shares the first one's subject
//           ├─ agent(by) ──▶ by and agent                    relatives: who, which, that stand for the noun they follow
//           └─ prep  ──▶ the preposition's word              reduced relatives: the noun itself, by the verb's form
//
//     noun ─┬─ of, by, on, against …, poss, mod (compound, adjective)
//           └─ a light verb above ("carried out", "launched"): its subject is the agent, its prepositions join
//
// Ownership: tokens by index; relation names are views into the codebook, the document or literals.
// Threading: pure functions of the grammar.
#pragma once

#include <string_view>
#include <vector>

#include "events/grammar.h"

namespace marsad::events {

struct Argument {
    std::string_view relation;
    Index token = none;      // the noun, its head word
    Index by = none;         // the preposition that brings it in; none for the others
    bool inherited = false;  // from a verb above the trigger, whose argument it properly is
};

struct Frame {
    std::vector<Argument> arguments;
    bool passive = false, imperative = false, infinitive = false;
    Index light = none;  // the light or occurrence verb that carries a noun ("carried out", "took place")
    std::vector<Index> filled(std::string_view relation) const;
    bool has(std::string_view relation) const;
};

// The surface subject of a verb, found through control, coordination and relatives; none where there is none.
Index subject_of(const Grammar& grammar, Index verb, int depth = 0);
Frame verb_frame(const Grammar& grammar, Index verb);
Frame noun_frame(const Grammar& grammar, Index noun);
Frame adjective_frame(const Grammar& grammar, Index adjective);

}  // namespace marsad::events
