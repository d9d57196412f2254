// Places that only the words around them tell: "the village of Karm Dol", "in Karm Dol", "Karm Dol district".
//
// Purpose: names that no gazetteer entry fits and that the model takes for nothing or for somebody; they are listed
// without an id. Ownership: works in the Document. Threading: one document, one thread.
#pragma once

#include "document/document.h"

namespace marsad::annotate::places {

// Adds them to Document::places, in order of text; no place that is listed already is touched.
void add_told(document::Document& document);

// Names without an entry lie in the place that is told beside them: "Karm Dol district, Sool province", "Karm Dol in Marn".
void lie_where_told(document::Document& document);

}  // namespace marsad::annotate::places
