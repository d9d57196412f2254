// The extents of what is said: quotations, clauses and phrases as contents, and the ends that they may have.
//
// Purpose: what the finder of candidates (attributions_candidates.cpp) knows of spans. Ownership: refers to the tree and the
// quotations that it is made of. Threading: as the Document.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "annotate/attributions_detail.h"

namespace marsad::annotate::detail {

inline std::string joined(std::string_view a, std::string_view b) { return std::string(a) + "=" + std::string(b); }

struct Contents {
    const Tree& tree;
    const std::vector<Quote>& quotes;

    const Document& doc() const { return tree.doc(); }
    Span span_of(std::uint32_t first, std::uint32_t last) const { return doc().span_of(first, last + 1); }
    Span subtree(std::uint32_t i) const { return span_of(tree.left_edge(i), tree.right_edge(i)); }
    // The quotation that holds the byte, or none.
    const Quote* quote_at(std::uint32_t at) const;
    // Quotations that overlap a span.
    std::span<const Quote> quotes_in(Span span) const;
    bool ends_in_mark(const Quote& q, std::string_view marks) const;
    bool ends_in_comma(const Quote& q) const { return ends_in_mark(q, ","); }
    bool follows_comma(const Quote& q) const { return q.span.begin > 1 && doc().text()[q.span.begin - 1] == ' ' && doc().text()[q.span.begin - 2] == ','; }
    bool opens_sentence(const Quote& q) const;
    // A clause as a content: trimmed, and grown to a whole quotation where it is mostly one that the cue lies outside of.
    std::vector<Span> content(Span clause, std::uint32_t cue) const;
    // Where a content ends is often open: "…, which …", "…, prompting …" may be said or told, and what the parser hung on
    // the cue may be said too. Each such end is a candidate of its own, which the weights choose between.
    struct Extent {
        Span span;
        std::string kind;  // cut:advcl, ext:prep …
        std::string mark;  // its first word
    };
    std::vector<Extent> extents(std::uint32_t v, std::uint32_t k, Span whole) const;
    // What is left of a clause without the part that tells who says it. "Asked about it, “Nobody came,” she said": the
    // quotation alone.
    std::vector<Span> around(Span all, Span own) const;
};

}  // namespace marsad::annotate::detail
