// Folding: words of one happening become one statement.
//
// Purpose: "The air raid killed eleven" is an air strike with a figure, not an air strike and a killing. A candidate that
// only tells the outcome of another, or what the other did, joins it (Candidate::host) and stands in its `also`.
// Threading: one document, one thread.
#pragma once

#include <vector>

#include "events/match.h"

namespace marsad::events {

void fold(const Grammar& grammar, std::vector<Candidate>& candidates);
// The candidate that stands for itself: follows hosts.
Index root_of(const std::vector<Candidate>& candidates, Index candidate);
// For each token the candidate whose trigger it belongs to; none for no such.
std::vector<Index> candidate_by_token(const Grammar& grammar, const std::vector<Candidate>& candidates);

}  // namespace marsad::events
