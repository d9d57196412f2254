// The door of the events room: from annotated text to statements, and from statements to incidents of one report.
//
// Purpose: reads tokens, dependencies, actors, places, times, figures and attributions of a Document by the codebook, and
// fills `statements` and `incidents`. Figures get the outcome of the trigger that governs them. Nothing is read from
// furniture or from segments without a model; what a reader's comment says is the commenter's and never asserted.
// Ownership: works in the Document; the codebook must outlive the call only. Threading: pure but for the Document.
#pragma once

#include <string>
#include <string_view>

#include "document/document.h"
#include "resources/codebook.h"

namespace marsad::events {

struct Options {
    // How many days before the report a stated time must end for a happening to count as recalled (`background`).
    int background_days = 30;
    // Read all that the codebook reaches. Where false, statements of words (talks, praise …) are left out.
    bool words = true;
};

void run(document::Document& document, const resources::Codebook& codebook, const Options& options = {});

}  // namespace marsad::events
