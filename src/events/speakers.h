// Speakers: who says so, the nearest to the content first. Threading: one document, one thread.
#pragma once

#include "events/match.h"

namespace marsad::events {

// Fills `speakers` from the attributions whose content holds the trigger, and the author of the post or comment.
void read_speakers(const Grammar& grammar, const Mentions& mentions, const Candidate& candidate, document::Statement& statement);

}  // namespace marsad::events
