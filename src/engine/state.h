// What an Engine holds: the mapped resources and the views on them that the rooms read by.
#pragma once

#include <string>

#include "document/document.h"
#include "language/language.h"
#include "marsad/engine.h"
#include "resources/actors.h"
#include "resources/codebook.h"
#include "resources/cues.h"
#include "resources/file.h"
#include "resources/linear_weights.h"
#include "resources/resources.h"
#include "resources/weights.h"
#include "resources/word_classes.h"

namespace marsad {

struct Engine::State {
    resources::Resources resources;
    language::Model model;
    resources::ActorLexicon actors;
    resources::CueLexicon cues;
    resources::Codebook codebook;
    resources::LinearWeights muc4;  // of the MUC-4 profile; empty where the file has none
    resources::WordClasses words;  // empty where the file has none
    resources::Weights learned;  // of statements: what is meant literally, how sure a reading is
    document::ReadBy by;    // versions and digests; the profile is the caller's
    std::string digest;     // of the resource file: goes into every reading
};

}  // namespace marsad
