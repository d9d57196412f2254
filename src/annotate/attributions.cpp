#include "annotate/attributions.h"

#include <algorithm>

#include "annotate/attributions_detail.h"

namespace marsad::annotate {

namespace {

using detail::Candidate;
using detail::Quote;
using detail::Tree;
using document::Attribution;
using document::Document;
using document::none;
using document::Span;

// Of the candidates of one cue the best is kept, if it is taken at all.
std::vector<Candidate> decided(std::vector<Candidate> candidates) {
    std::vector<Candidate> kept;
    for (Candidate& c : candidates) {
        if (c.score <= 0) continue;
        const auto same = std::find_if(kept.begin(), kept.end(), [&](const Candidate& k) { return k.head == c.head; });
        if (same == kept.end()) kept.push_back(std::move(c));
        else if (c.score > same->score) *same = std::move(c);
    }
    return kept;
}

// Whether a content is quoted words: all but a "that" or an "and" between the marks.
bool is_quoted(const std::vector<Quote>& quotes, const std::vector<Span>& content) {
    std::uint32_t all = 0, quoted = 0;
    for (Span s : content) {
        all += s.size();
        for (const Quote& q : quotes) {
            if (q.span.overlaps(s)) quoted += std::min(q.span.end, s.end) - std::max(q.span.begin, s.begin);
        }
    }
    return all > 0 && quoted * 100 >= all * 85;
}

std::uint32_t segment_of(const Document& doc, const Attribution& a) { return doc.segment_at(a.cue.begin); }

bool is_covered(const std::vector<Attribution>& list, const Quote& q) {
    return std::any_of(list.begin(), list.end(), [&](const Attribution& a) {
        return std::any_of(a.content.begin(), a.content.end(), [&](Span s) { return s.overlaps(q.span); });
    });
}

// "Q," he said. "Q": where the cue took the second quotation only, the first one is its content too.
void prepend_quotes(const Document& doc, const std::vector<Quote>& quotes, std::vector<Attribution>& list) {
    for (const Quote& q : quotes) {
        if (is_covered(list, q) || q.last - q.first < 3) continue;
        for (Attribution& a : list) {
            if (!a.direct || a.cue.begin < q.span.end || a.cue.begin > q.span.end + 80 || doc.segment_at(a.cue.begin) != q.segment) continue;
            if (a.content.front().begin < a.cue.begin) continue;
            a.content.insert(a.content.begin(), q.span);
            break;
        }
    }
}

// A quotation that no cue took is given to a word of saying right beside it, whatever its weight: "…," she wondered aloud.
void rescue_quotes(const Tree& tree, const std::vector<Quote>& quotes, const resources::CueLexicon& cues, const std::vector<Candidate>& all,
                   std::vector<Attribution>& list) {
    const Document& doc = tree.doc();
    for (const Quote& q : quotes) {
        if (is_covered(list, q)) continue;
        const Candidate* best = nullptr;
        std::uint32_t distance = 50;
        for (const Candidate& c : all) {
            const Span cue = doc.tokens[c.head].span;
            if (c.content.size() != 1 || !c.content.front().overlaps(q.span) || tree.pos(c.head) != document::Pos::verb) continue;
            // A cue that has its content already: the quotation goes on from it (continue_quotes).
            if (std::any_of(list.begin(), list.end(), [&](const Attribution& a) { return a.cue.begin == cue.begin; })) continue;
            const bool says = cues.find(tree.lemma(c.head), "verb").type == "say";
            const std::uint32_t gap = cue.end <= q.span.begin ? q.span.begin - cue.end : cue.begin >= q.span.end ? cue.begin - q.span.end : 1000;
            if ((says || c.score > -1500) && c.source && gap < distance) best = &c, distance = gap;
        }
        if (best == nullptr) continue;
        Attribution a;
        a.source = best->source;
        a.cue = best->cue;
        a.content = {q.span};
        a.direct = true;
        list.push_back(std::move(a));
    }
}

// Quotations that nobody was found for go on from the one before them in the paragraph, or in the paragraph before.
void continue_quotes(const Document& doc, const std::vector<Quote>& quotes, std::vector<Attribution>& list) {
    for (const Quote& q : quotes) {
        if (is_covered(list, q) || q.last - q.first < 5) continue;
        // It must begin a sentence.
        if (q.first >= doc.tokens.size() || doc.tokens[q.first].sentence == none) continue;
        const auto& sentence = doc.sentences[doc.tokens[q.first].sentence];
        if (doc.tokens[sentence.first].span.begin + 4 < q.span.begin) continue;
        Attribution* before = nullptr;
        for (Attribution& a : list) {
            if (!a.direct || a.content.empty() || a.content.back().end > q.span.begin) continue;
            if (before == nullptr || a.content.back().end >= before->content.back().end) before = &a;
        }
        if (before == nullptr) continue;
        const std::uint32_t there = segment_of(doc, *before);
        if (there == none || q.segment < there || q.segment > there + 8) continue;
        const std::uint32_t last = doc.segment_at(before->content.back().end - 1);
        if (last == none || q.segment > last + 1) continue;
        before->content.push_back(q.span);
    }
}

void link_actors(const Document& doc, const Tree& tree, Attribution& a, std::uint32_t head) {
    if (!a.source) return;
    std::uint32_t best = none, size = 0xFFFFFFFF;
    for (std::uint32_t i = 0; i < doc.actors.size(); ++i) {
        const auto& actor = doc.actors[i];
        if (!actor.span.overlaps(*a.source)) continue;
        const bool same = head != none && actor.head == head;
        const bool inside = head != none && head < tree.size() && actor.span.contains(doc.tokens[head].span);
        const std::uint32_t rank = same ? 0 : inside ? actor.span.size() : 100000 + actor.span.begin - std::min(actor.span.begin, a.source->begin);
        if (rank < size && (same || inside || head == none)) best = i, size = rank;
    }
    a.source_actor = best;
}

void add_posts(const Document& doc, std::vector<Attribution>& list) {
    for (std::uint32_t s = 0; s < doc.segments.size(); ++s) {
        const auto& segment = doc.segments[s];
        if (!segment.post || !segment.is_read()) continue;
        Attribution a;
        a.segment = s;
        a.direct = true;
        const auto& post = *segment.post;
        if (!post.author_span.empty()) a.source = post.author_span;
        else if (!post.handle_span.empty()) a.source = post.handle_span;
        a.content = {post.words.empty() ? segment.span : post.words};
        a.cue = {segment.span.begin, segment.span.begin};
        list.push_back(std::move(a));
    }
}

void nest(std::vector<Attribution>& list) {
    for (std::uint32_t i = 0; i < list.size(); ++i) {
        std::uint32_t size = 0xFFFFFFFF;
        for (std::uint32_t j = 0; j < list.size(); ++j) {
            if (i == j || (list[i].segment != none && list[i].cue.empty())) continue;
            for (Span s : list[j].content) {
                if (s.contains(list[i].cue) && !s.empty() && s.size() < size) list[i].within = j, size = s.size();
            }
        }
    }
}

}  // namespace

void find_attributions(document::Document& document, const resources::CueLexicon& cues) {
    document.attributions.clear();
    const Tree tree(document);
    const std::vector<Quote> quotes = detail::find_quotes(document);
    std::vector<Attribution> list;
    const std::vector<Candidate> candidates = detail::find_candidates(tree, quotes, cues);
    std::vector<Candidate> kept = decided(candidates);
    for (const Candidate& c : kept) {
        Attribution a;
        a.source = c.source;
        a.cue = c.cue;
        a.content = c.content;
        a.direct = is_quoted(quotes, a.content);
        link_actors(document, tree, a, c.source_head);
        list.push_back(std::move(a));
    }
    prepend_quotes(document, quotes, list);
    rescue_quotes(tree, quotes, cues, candidates, list);
    continue_quotes(document, quotes, list);
    add_posts(document, list);
    std::stable_sort(list.begin(), list.end(), [](const Attribution& a, const Attribution& b) { return a.cue.begin < b.cue.begin; });
    nest(list);
    document.attributions = std::move(list);
}

std::vector<AttributionCandidate> attribution_candidates(const document::Document& document, const resources::CueLexicon& cues) {
    const Tree tree(document);
    std::vector<AttributionCandidate> out;
    for (Candidate& c : detail::find_candidates(tree, detail::find_quotes(document), cues)) {
        out.push_back({document.tokens[c.head].span, std::move(c.content), std::move(c.features)});
    }
    return out;
}

}  // namespace marsad::annotate
