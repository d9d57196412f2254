// Incidents within one report: which statements tell of the same happening, and what they say of it together.
//
// Purpose: see incidents.cpp. Ownership: fills Document::incidents. Threading: one document, one thread.
#pragma once

#include "document/document.h"
#include "resources/codebook.h"

namespace marsad::events {

void gather_incidents(document::Document& document, const resources::Codebook& codebook);

}  // namespace marsad::events
