// MUC-4's templates by rules alone, from the incidents that were read.
//
// Ownership: plain values. Threading: a pure function.
#pragma once

#include <vector>

#include "document/document.h"
#include "profiles/muc4_decide.h"
#include "resources/codebook.h"

namespace marsad::profiles::muc4 {

std::vector<Template> decide_by_rules(const document::Document& document, const resources::Codebook& codebook);

}  // namespace marsad::profiles::muc4
