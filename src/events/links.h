// Links between statements: causes, terms of plans, answers, counter-claims. Threading: one document, one thread.
#pragma once

#include <vector>

#include "events/context.h"
#include "events/match.h"

namespace marsad::events {

// `statement_of`: for each candidate the position of its statement (that of its root); none where it has none.
void link_statements(document::Document& document, const Grammar& grammar, const std::vector<Candidate>& candidates,
                     const std::vector<Context>& contexts, const std::vector<Index>& statement_of);

}  // namespace marsad::events
