// Quarters: names that the words call a part of a town ("the Old Mill neighbourhood").
//
// Purpose: a quarter mostly has a town's namesake in the gazetteer, and one far away as often as not. What the report calls
// a neighbourhood anywhere is one wherever it is named, and lies in the report's town.
#pragma once

#include "document/document.h"

namespace marsad::annotate::places {

void tell_quarters(document::Document& document);

}  // namespace marsad::annotate::places
