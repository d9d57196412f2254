// The door of the events room: from annotated text to statements, and from statements to incidents of one report.
//
// Purpose: reads tokens, dependencies, actors, places, times, figures and attributions of a Document by the codebook, and
// fills `statements` and `incidents`. Figures get the outcome of the trigger that governs them. Nothing is read from
// furniture or from segments without a model; what a reader's comment says is the commenter's and never asserted.
// Ownership: works in the Document; the codebook must outlive the call only. Threading: pure but for the Document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "resources/codebook.h"
#include "resources/weights.h"

namespace marsad::events {

// A named feature of a linear model and its value in thousandths.
struct Feature {
    std::string name;
    std::int32_t value = 1000;
};

// What the learned models see: for each trigger of harm whether violence is meant, for each statement how sure its reading
// is. For the tools that train them.
struct Trace {
    struct Row {
        document::Span trigger;
        std::string type;
        std::vector<Feature> features;
    };
    std::vector<Row> triggers, statements;
    // For each statement the places of its sentence, and whether the rules took them.
    struct PlaceRow {
        document::Span trigger;
        std::vector<document::Span> also;
        document::Span place;
        bool chosen = false;
        std::vector<Feature> features;
    };
    std::vector<PlaceRow> places;
};

struct Options {
    // How many days before the report a stated time must end for a happening to count as recalled (`background`).
    int background_days = 30;
    // Read all that the codebook reaches. Where false, statements of words (talks, praise …) are left out.
    bool words = true;
    // What was learned of statements; without it every word of violence is meant, and confidences follow rules of thumb.
    const resources::Weights* learned = nullptr;
    Trace* trace = nullptr;
};

void run(document::Document& document, const resources::Codebook& codebook, const Options& options = {});

}  // namespace marsad::events
