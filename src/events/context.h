// Context: was it done, tried, planned, threatened, denied, supposed? With the words that say so.
//
// Purpose: climbs from a trigger to the root of its sentence and lets the cues on the way speak; see context.cpp.
// Threading: one document, one thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "events/match.h"

namespace marsad::events {

// A field that no cue spoke of is empty.
struct Context {
    std::string stage, polarity, modality, result, certainty;
    std::vector<std::pair<std::string, document::Span>> cues;
    // The candidate whose content this one is, and the link that joins them ("about", "term_of" …); none for no such.
    Index governor = none;
    std::string link;
};

// `at`: the candidate of each token (candidate_by_token).
Context read_context(const Grammar& grammar, const std::vector<Candidate>& candidates, const std::vector<Index>& at, Index candidate);

}  // namespace marsad::events
