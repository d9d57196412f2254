// The door to attributions: who says what, by which words (source, cue and content, as PolNeAR defines them).
//
// Purpose: fills Document::attributions in order of their cues: direct and indirect speech, "according to", noun cues,
// quotations that go on over sentences and paragraphs, and one attribution for each post, whose author is its source.
// Contents may be in pieces and attributions may lie within others (`within`).
// Needs: segments, tokens, sentences; actors where source_actor is wanted. Without learned weights the frames of the
// cue lexicon decide. Ownership: writes to the document only. Threading: a pure function of document and lexicon.
#pragma once

#include <string>
#include <vector>

#include "document/document.h"
#include "resources/cues.h"

namespace marsad::annotate {

void find_attributions(document::Document& document, const resources::CueLexicon& cues);

// What the classifier decides on, for training (tools/train_attributions.py): one for each cue and frame that the
// grammar allows.
struct AttributionCandidate {
    document::Span cue;
    std::vector<document::Span> content;
    std::vector<std::string> features;
};
std::vector<AttributionCandidate> attribution_candidates(const document::Document& document, const resources::CueLexicon& cues);

}  // namespace marsad::annotate
