// What belongs to a content, and where it ends.
#include "annotate/attributions_contents.h"

#include <algorithm>

namespace marsad::annotate::detail {

const Quote* Contents::quote_at(std::uint32_t at) const {
    const auto found = std::partition_point(quotes.begin(), quotes.end(), [at](const Quote& q) { return q.span.end <= at; });
    return found != quotes.end() && found->span.contains(at) ? &*found : nullptr;
}

std::span<const Quote> Contents::quotes_in(Span span) const {
    const auto first = std::partition_point(quotes.begin(), quotes.end(), [&](const Quote& q) { return q.span.end <= span.begin; });
    const auto last = std::partition_point(first, quotes.end(), [&](const Quote& q) { return q.span.begin < span.end; });
    return {first, last};
}

bool Contents::ends_in_mark(const Quote& q, std::string_view marks) const {
    const std::string_view words = doc().words(q.span);
    const std::size_t last = words.find_last_not_of("\"'\xE2\x80\x9D\x99 ");
    return q.closed && last != std::string_view::npos && marks.find(words[last]) != std::string_view::npos;
}

bool Contents::opens_sentence(const Quote& q) const {
    std::uint32_t at = q.span.begin;
    while (at > 0 && doc().text()[at - 1] == ' ') --at;
    return at > 0 && (doc().text()[at - 1] == '.' || doc().text()[at - 1] == '\n') && tree.is_capitalised(q.first);
}

std::vector<Span> Contents::content(Span clause, std::uint32_t cue) const {
    const Span word = doc().tokens[cue].span;
    if (clause.contains(word)) {
        // The cue lies in the clause's range ("X, he said, Y"): the side that holds more.
        const Span before{clause.begin, word.begin}, after{word.end, clause.end};
        clause = before.size() > after.size() ? before : after;
    }
    Span span = trimmed(doc(), clause);
    if (span.empty()) return {};
    for (const Quote& q : quotes_in(clause)) {
        if (q.span.contains(word)) continue;
        // A quotation that opens a sentence is no part of the clause before it, whatever the parser says.
        if (word.end <= span.begin && q.span.begin > span.begin + 3 && q.span.begin < span.end && opens_sentence(q)) {
            span = trimmed(doc(), {span.begin, q.span.begin});
            break;
        }
        const std::uint32_t common = std::min(q.span.end, clause.end) - std::max(q.span.begin, clause.begin);
        if (common * 10 >= span.size() * 7 && span.begin + 12 >= q.span.begin) return {q.span};
        // "…," he said: a comma before the closing mark ends what is said, wherever the parser ends the clause.
        if (ends_in_comma(q) && q.last - q.first > 3) {
            const bool before_cue = q.span.end <= word.begin && word.begin <= q.span.end + 60 && q.span.end + 3 >= span.end;
            if (q.span.begin <= span.begin + 1 || (before_cue && (tree.is_capitalised(q.first) || follows_comma(q)))) return {q.span};
        }
        if (q.span.begin < span.begin && q.span.begin + 4 >= span.begin) span.begin = q.span.begin;
        // A closing mark, and what stands before it, belongs to the content.
        if (q.span.begin >= span.begin && q.span.end > span.end && (q.span.end <= span.end + 5 || common * 3 >= q.span.size())) span.end = q.span.end;
    }
    return {span};
}

std::vector<Contents::Extent> Contents::extents(std::uint32_t v, std::uint32_t k, Span whole) const {
    std::vector<Extent> found;
    const std::uint32_t last = tree.right_edge(k);
    std::uint32_t node = k;
    for (int depth = 0; depth < 8 && found.size() < 2; ++depth) {
        std::uint32_t tail = none;
        for (std::uint32_t c : tree.children(node)) {
            if (c > node && tree.right_edge(c) == last) tail = c;
        }
        if (tail == none) break;
        const std::uint32_t first = tree.left_edge(tail);
        const bool comma = first > 0 && is_word(tree.lower(first - 1), {",", "\u2014", "\u2013", "--", "-", ";"});
        const bool clause = any_of(tree.rel(tail), {Relation::advcl, Relation::relcl, Relation::conj, Relation::parataxis, Relation::acl, Relation::ccomp, Relation::dep, Relation::appos, Relation::prep, Relation::npadvmod});
        const std::uint32_t end = doc().tokens[first].span.begin;
        if (clause && first > node && (comma || any_of(tree.rel(tail), {Relation::advcl})) && end > whole.begin + 8 && end < whole.end) {
            const Span cut = trimmed(doc(), {whole.begin, doc().tokens[first - 1].span.end});
            if (cut.size() > 4 && quotes_in(cut).empty() == quotes_in(whole).empty()) {
                found.push_back({cut, joined(comma ? "cut," : "cut", name(tree.rel(tail))), std::string(tree.lower(first))});
            }
        }
        node = tail;
    }
    std::uint32_t more = 0;
    for (std::uint32_t c : tree.children(v)) {
        if (c < k || tree.left_edge(c) <= last || more == 2) continue;
        if (!any_of(tree.rel(c), {Relation::advcl, Relation::conj, Relation::prep, Relation::ccomp, Relation::xcomp, Relation::dep, Relation::parataxis, Relation::npadvmod, Relation::oprd, Relation::advmod})) continue;
        Span grown = trimmed(doc(), {whole.begin, subtree(c).end});
        for (const Quote& q : quotes_in(grown)) {
            if (q.span.end > grown.end && q.span.end <= grown.end + 5) grown.end = q.span.end;
        }
        if (grown.end <= whole.end) continue;
        found.push_back({grown, joined(tree.lower(tree.left_edge(c) - 1) == "," ? "ext," : "ext", name(tree.rel(c))), std::string(tree.lower(tree.left_edge(c)))});
        ++more;
    }
    return found;
}

std::vector<Span> Contents::around(Span all, Span own) const {
    std::vector<Span> pieces;
    for (Span part : {Span{all.begin, own.begin}, Span{own.end, all.end}}) {
        if (part.begin >= part.end) continue;
        Span p = trimmed(doc(), part);
        for (const Quote& q : quotes_in(p)) {
            if (q.span.begin > p.begin + 3 && follows_comma(q) && part.end == own.begin && q.span.end + 2 >= p.end && ends_in_comma(q)) p = q.span;
            // "Shaking her head, she said, “Nobody came.”"
            if (part.begin == own.end && q.span.begin <= part.begin + 3 && q.span.end + 3 >= p.end && tree.is_capitalised(q.first) && !pieces.empty() && quote_at(pieces.front().begin) == nullptr) return {q.span};
        }
        if (p.size() > 2) pieces.push_back(p);
    }
    return pieces;
}

}  // namespace marsad::annotate::detail
