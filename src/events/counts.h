// Counts: which figures of the text belong to which happening, and what they count.
//
// Purpose: a figure joins the candidate whose patient, victim or head it counts; where the annotate room did not say what
// came of those counted, the trigger does ("gives killed"). Threading: one document, one thread.
#pragma once

#include <vector>

#include "events/match.h"

namespace marsad::events {

// For each figure the candidate that it belongs to; none for no such. Sets outcomes in the document, and adds a figure of
// one for each single person that a trigger tells of.
std::vector<Index> assign_figures(document::Document& document, const Grammar& grammar, const Mentions& mentions, const std::vector<Candidate>& candidates);

}  // namespace marsad::events
