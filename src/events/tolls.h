// Tolls: the range of what a report says of how many.
//
// Purpose: a report gives the toll of one happening several times, by several sources: "at least ten were killed … the
// agency spoke of 14". The incident's figure holds the least and the most of these totals; what is told of a part of the
// people, or of named persons, widens nothing. Threading: pure.
#pragma once

#include <vector>

#include "document/document.h"

namespace marsad::events {

// "A fatal shooting", "a murder-suicide": nobody gave a number, though the words imply that one or two died.
bool is_implied(const document::Document& document, const document::Figure& f);

// Sets the bounds of one figure of an incident from all totals that its statements tell of the same people.
void reconcile(const document::Document& document, const std::vector<std::uint32_t>& statements, document::Figure& total);

}  // namespace marsad::events
