// The door to quantities: how many of whom were killed, wounded, displaced, detained …
//
// Purpose: fills Document::figures with numbers in figures and words, vague ones ("dozens", a bare plural), named
// victims and single ones ("a man was killed"), each with its qualifier, bounds, what it counts, and the outcome that
// the words around it govern. What vague words stand for is a profile's rule, applied later by `term`. A figure whose
// outcome no word nearby tells has Outcome::none: the events room may give it that of its trigger.
// Needs: tokens with their grammar, sentences, times (no number inside a time counts anything).
// Ownership: writes to the document only. Threading: pure functions of the document.
#pragma once

#include "document/document.h"

namespace marsad::annotate {

void find_quantities(document::Document& document);

}  // namespace marsad::annotate
