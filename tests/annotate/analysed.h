// A text as the rooms before annotate give it, for cases whose analysis is not recorded.
//
// Ownership: the document is the caller's. Threading: main thread.
#pragma once

#include <string>

#include "document/document.h"
#include "language/support.h"
#include "segment/segment.h"

namespace marsad::tests {

// Needs the language model (language::pinned_model()).
inline document::Document analysed(const std::string& text) {
    document::Document doc;
    doc.buffer = text;
    segment::run(doc);
    language::Pipeline(*language::pinned_model()).run(doc);
    return doc;
}

}  // namespace marsad::tests
