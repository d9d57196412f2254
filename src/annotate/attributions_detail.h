// What the parts of the attribution stage share: quotations, and candidates before they are decided on.
//
// Ownership: values. Threading: as the Document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "annotate/tree.h"
#include "document/document.h"
#include "resources/cues.h"

namespace marsad::annotate::detail {

using document::Document;
using document::Span;

// A quotation with its marks; `closed` is false where the closing mark is missing (a quotation that goes on in the next
// paragraph opens anew there).
struct Quote {
    Span span;
    std::uint32_t segment = 0;
    bool closed = true;
    // Tokens [first, last) that lie within the marks.
    std::uint32_t first = 0, last = 0;
};
// Outermost quotations, in order.
std::vector<Quote> find_quotes(const Document& doc);

struct Candidate {
    std::uint32_t head = none;  // the cue's main word
    std::string variant;        // cut:advcl, ext:prep …: another end of the content; empty for the whole phrase
    bool always = false;        // taken whatever its weight, where nothing better is found for its cue
    std::string frame;          // that | clause | quote | colon | around | inf | raise | object | prep:of | according | title | …
    Span cue;
    std::optional<Span> source;
    std::uint32_t source_head = none;
    std::vector<Span> content;
    std::vector<std::string> features;
    std::int32_t score = 0;     // thousandths; above 0 where it is taken
};
std::vector<Candidate> find_candidates(const Tree& tree, const std::vector<Quote>& quotes, const resources::CueLexicon& cues);

// Who says so at the end of headlines that no attribution of `known` stands in: "Blast kills nine: officials".
std::vector<document::Attribution> headline_attributions(const Tree& tree, const std::vector<document::Attribution>& known);

// The span without white space and punctuation at its ends; quotation marks that pair within it stay.
Span trimmed(const Document& doc, Span span);

}  // namespace marsad::annotate::detail
