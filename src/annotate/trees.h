// Trees: systematic mistakes of the parser, mended before anything is read from its trees.
//
// Purpose: a small model parses some turns of agency copy wrong in one and the same way; where the words leave only one
// reading, heads and relations are set right, so that every later stage sees it. The language room itself gives what the
// model gives. Ownership: changes Document::tokens and Sentence::root in place. Threading: as the Document.
#pragma once

#include "document/document.h"

namespace marsad::annotate {

// Mends the trees of all sentences:
// - "by the paramilitary Marn Guard": an adjective that the name after it was made a mere apposition of;
// - "… killed ten villagers, locals and officials said": those who say it, taken for more of the killed;
// - "saying that the rebels fired mortar bombs": a clause read as one noun;
// - "killed hundreds and displaced millions": the second deed read as what the millions are;
// - "displaced over 8,000 people": a measure read as a place;
// - "claimed on Monday control of the town": an object read as a part of the day;
// - "clashes in Marn between rebels and soldiers": sides hung on the place;
// - "200 were killed and 9,000 displaced": a number read as the doer of the second.
// Time is linear in tokens; a tree that isn't one (a circle, a head outside of the sentence) is left as it is.
void amend_trees(document::Document& document);

}  // namespace marsad::annotate
