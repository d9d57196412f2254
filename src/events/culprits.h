// Culprits and casualties: who did a happening, and who suffered it, where neither stands beside its noun.
//
// Purpose: "was charged with the murder", "claimed responsibility for the bombing", "the raid was blamed on rebels", "the
// suspect in the shooting", "was behind the attack": the words above the noun say who did it, and how sure that is.
// "Captured in an ambush", "the victims of the massacre": they say whom it befell.
// Threading: pure functions of the grammar.
#pragma once

#include <vector>

#include "document/statements.h"
#include "events/grammar.h"

namespace marsad::events {

struct Culprit {
    Index token = none;
    document::Certainty certainty = document::Certainty::asserted;
};

std::vector<Culprit> culprits_of(const Grammar& grammar, Index noun);
std::vector<Index> casualties_of(const Grammar& grammar, Index noun);

}  // namespace marsad::events
