// MUC-4: a report's incidents as the 24-slot templates of the Fourth Message Understanding Conference (1992).
//
// Purpose: the task's own conventions on top of what was read: which incidents are of its kinds and countries, which slots
// a statement's parts fill, and in which words. Source of the rules: the task's template documentation, version 7.
// Ownership: plain values. Threading: pure functions.
#pragma once

#include <string>
#include <vector>

#include "document/document.h"
#include "resources/codebook.h"
#include "resources/linear_weights.h"
#include "resources/word_classes.h"

namespace marsad::profiles {

namespace muc4 {
struct Template;
}

// The templates of one report in the key files' own form, slot 0 holding the report's id; one template of empty slots
// where nothing in it is an incident of the task's.
// By the learned weights; by rules alone where there are none.
std::string muc4_templates(const document::Document& document, const resources::Codebook& codebook, const resources::WordClasses& words, const resources::LinearWeights& weights);

// The form alone, for templates made elsewhere.
std::string print_templates(const document::Document& document, const std::vector<muc4::Template>& templates);

}  // namespace marsad::profiles
