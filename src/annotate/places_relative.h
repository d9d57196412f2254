// Places that are told by others, and parts of places.
//
// Threading: a pure function of the document and the gazetteer.
#pragma once

#include "document/document.h"
#include "resources/gazetteer.h"

namespace marsad::annotate::places {

// Turns named places into relative ones where the words say so ("12 km north of Idlib": the point there, `near`), and
// adds informal parts of places ("the rebel-held east" of Aleppo). Keeps the order of the text.
void find_relative(document::Document& document, const resources::Gazetteer& gazetteer);

}  // namespace marsad::annotate::places
