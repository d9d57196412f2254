// The segment room's door: what kind of text each stretch of a report is, in which language, and when it was published.
//
// Purpose: fills Document::segments, lang and published. An article, the posts pasted into it, its readers' comments and
// the page's furniture are told apart, so that later rooms read each as what it is.
// Ownership: writes to the Document alone. Threading: pure; documents may be segmented on any number of threads.
#pragma once

#include <string>
#include <vector>

#include "document/document.h"
#include "marsad/result.h"

namespace marsad::segment {

struct Options {
    // Languages (ISO 639-1) that a model reads; segments in others are kept and dated, and marked unread.
    std::vector<std::string> languages_read = {"en"};
    // Whether a date of publication is looked for in the text where none is given.
    bool find_date = true;

    Result<> validate() const;
};

// Segments are disjoint, in order, and cover title and text but for white space. Follows Document::blocks where the
// report's markup gave any, and lines, blank lines and indents where it gave none. Never changes the text; never fails.
void run(document::Document& document, const Options& options = {});

}  // namespace marsad::segment
