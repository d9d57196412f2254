// Roles: who takes part in a happening, and with what.
//
// Purpose: turns the arguments of a candidate (and of those that joined it) into participants and instruments, by the
// roles of its type. Threading: one document, one thread.
#pragma once

#include <vector>

#include "events/match.h"

namespace marsad::events {

// Fills actors, with, targets, victims, instruments and mutual. `folded`: the candidates that joined this one.
void read_roles(const Grammar& grammar, const Mentions& mentions, const Candidate& candidate,
                const std::vector<const Candidate*>& folded, document::Statement& statement);

// The role of that name: the trigger's own, else the type's; nullptr for none.
const resources::Role* role_of(const Grammar& grammar, const Candidate& candidate, std::string_view name);

}  // namespace marsad::events
