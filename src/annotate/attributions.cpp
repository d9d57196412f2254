#include "annotate/attributions.h"

#include <algorithm>
#include <map>
#include <optional>

#include "annotate/attributions_detail.h"
#include "base/utf8.h"

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
std::vector<Candidate> decided(const std::vector<Candidate>& candidates) {
    std::map<std::uint32_t, const Candidate*> best;  // by cue
    for (const Candidate& c : candidates) {
        if (c.score <= 0 && !c.always) continue;
        const Candidate*& known = best[c.head];
        if (known == nullptr || (c.score > known->score && (c.score > 0 || known->score <= 0))) known = &c;
    }
    std::vector<Candidate> kept;
    for (const auto& [head, c] : best) kept.push_back(*c);
    return kept;
}

// A source that quotes a source: within what is said, a word of saying with its own subject and clause is taken, though
// texts that the weights were learned from never mark one attribution inside another.
void keep_nested(const Tree& tree, const resources::CueLexicon& cues, const std::vector<Candidate>& all, std::vector<Candidate>& kept) {
    std::vector<Span> contents;
    for (const Candidate& k : kept) contents.insert(contents.end(), k.content.begin(), k.content.end());
    std::sort(contents.begin(), contents.end());
    std::vector<std::uint32_t> heads;
    for (const Candidate& k : kept) heads.push_back(k.head);
    std::sort(heads.begin(), heads.end());
    for (const Candidate& c : all) {
        if (!c.source || !c.variant.empty() || !(c.frame == "that" || c.frame == "clause" || c.frame == "according")) continue;
        if (std::binary_search(heads.begin(), heads.end(), c.head) || (c.frame != "according" && cues.find(tree.lemma(c.head), "verb").type != "say")) continue;
        // The contents that begin before the cue; a few of them back reach the one that holds it.
        auto at = std::partition_point(contents.begin(), contents.end(), [&](Span s) { return s.begin <= c.cue.begin; });
        for (int back = 0; back < 8 && at != contents.begin(); ++back) {
            if (!(--at)->contains(c.cue)) continue;
            kept.push_back(c);
            break;
        }
    }
}

// Whether a content is quoted words: all but a "that" or an "and" between the marks.
bool is_quoted(const std::vector<Quote>& quotes, const std::vector<Span>& content) {
    std::uint32_t all = 0, quoted = 0;
    for (Span s : content) {
        all += s.size();
        auto q = std::partition_point(quotes.begin(), quotes.end(), [&](const Quote& x) { return x.span.end <= s.begin; });
        for (; q != quotes.end() && q->span.begin < s.end; ++q) {
            quoted += std::min(q->span.end, s.end) - std::max(q->span.begin, s.begin);
        }
    }
    return all > 0 && quoted * 100 >= all * 85;
}

// "She called the plan “a disgrace”": what is said is the quoted name alone.
bool is_naming(std::string_view lemma) { return detail::is_word(lemma, {"call", "label", "dub", "brand", "term"}); }
void keep_quoted_name(const std::vector<Quote>& quotes, std::vector<Span>& content) {
    if (content.size() != 1) return;
    const Span all = content.front();
    auto q = std::partition_point(quotes.begin(), quotes.end(), [&](const Quote& x) { return x.span.end + 3 < all.end; });
    if (q != quotes.end() && all.contains(q->span) && q->span.begin > all.begin && q->last - q->first > 1) content.front() = q->span;
}

// Which quotations are in the content of an attribution already.
class Coverage {
public:
    Coverage(const std::vector<Quote>& quotes, const std::vector<Attribution>& list) : m_quotes(quotes), m_covered(quotes.size(), false), m_direct(quotes.size(), false) {
        for (const Attribution& a : list) {
            for (Span s : a.content) mark(s);
            if (a.direct) mark_direct(a.content);
        }
    }
    void mark_direct(const std::vector<Span>& content) {
        for (Span s : content) {
            for (std::size_t q = first_after(s.begin); q < m_quotes.size() && m_quotes[q].span.begin < s.end; ++q) m_direct[q] = true;
        }
    }
    // Whether the quotation is, or is part of, somebody's direct speech already.
    bool is_direct(std::size_t quote) const { return m_direct[quote]; }
    void mark(Span s) {
        for (std::size_t q = first_after(s.begin); q < m_quotes.size() && m_quotes[q].span.begin < s.end; ++q) m_covered[q] = true;
    }
    bool has(std::size_t quote) const { return m_covered[quote]; }
    std::size_t first_after(std::uint32_t at) const {
        return static_cast<std::size_t>(std::partition_point(m_quotes.begin(), m_quotes.end(), [at](const Quote& q) { return q.span.end <= at; }) - m_quotes.begin());
    }

private:
    const std::vector<Quote>& m_quotes;
    std::vector<bool> m_covered, m_direct;
};

// “Face the Nation”, “The New Order”: the name of a work or a broadcast, which nobody speaks: every word but the small ones
// is capitalised, and no mark parts it from the word before it.
bool is_title(const Tree& tree, const Quote& q) {
    const Document& doc = tree.doc();
    if (!q.closed || q.first == 0 || q.last - q.first > 10) return false;
    std::uint32_t before = q.first - 1;
    if (doc.tokens[before].span.begin >= q.span.begin && before > 0) --before;
    if (doc.tokens[before].span.end + 1 != q.span.begin) return false;
    if (!detail::any_of(tree.pos(before), {document::Pos::adp, document::Pos::noun, document::Pos::propn, document::Pos::part, document::Pos::adj, document::Pos::det})) return false;
    bool capitals = false;
    for (std::uint32_t i = q.first; i < q.last; ++i) {
        const char first = doc.words(doc.tokens[i].span).front();
        if (!base::is_ascii_alnum(first)) continue;
        if (tree.is_capitalised(i) || !base::is_ascii_lower(first)) capitals = true;
        else if (i == q.first || doc.tokens[i].span.size() > 4) return false;
    }
    return capitals;
}

// "Q," he said. "Q": where the cue took the second quotation only, the first one is its content too.
void prepend_quotes(const Document& doc, const std::vector<Quote>& quotes, Coverage& coverage, std::vector<Attribution>& list) {
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        const Quote& q = quotes[i];
        if (coverage.has(i) || q.last - q.first < 3) continue;
        auto a = std::partition_point(list.begin(), list.end(), [&](const Attribution& x) { return x.cue.begin < q.span.end; });
        for (; a != list.end() && a->cue.begin <= q.span.end + 80; ++a) {
            if (!a->direct || doc.segment_at(a->cue.begin) != q.segment || a->content.front().begin < a->cue.begin) continue;
            a->content.insert(a->content.begin(), q.span);
            coverage.mark(q.span);
            break;
        }
    }
}

bool ends_in_comma(const Document& doc, const Quote& q) {
    const std::string_view words = doc.words(q.span);
    const std::size_t last = words.find_last_not_of("\"'\xE2\x80\x9D\x99 ");
    return q.closed && last != std::string_view::npos && (words[last] == ',' || words[last] == '?' || words[last] == '!');
}

// "…," he said, adding that …: a comma before the closing mark makes the quotation what is said, though the grammar gave
// the word of saying only what follows it.
void claim_quotes(const Document& doc, const std::vector<Quote>& quotes, Coverage& coverage, std::vector<Attribution>& list) {
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        const Quote& q = quotes[i];
        if (coverage.has(i) || q.last - q.first < 2 || !ends_in_comma(doc, q)) continue;
        const std::uint32_t limit = i + 1 < quotes.size() ? std::min(q.span.end + 100, quotes[i + 1].span.begin) : q.span.end + 100;
        auto a = std::partition_point(list.begin(), list.end(), [&](const Attribution& x) { return x.cue.begin < q.span.end; });
        if (a == list.end() || a->cue.begin >= limit || a->direct || a->content.empty() || a->content.front().begin < a->cue.begin) continue;
        if (doc.segment_at(a->cue.begin) != q.segment) continue;
        a->content = {q.span};
        a->direct = true;
        coverage.mark(q.span);
        coverage.mark_direct(a->content);
    }
}

// "…" — Karim Nasser: the line after a quotation that a dash opens and that names somebody.
std::optional<Attribution> signature(const Document& doc, const Quote& q) {
    const std::string_view text = doc.text();
    std::size_t at = q.span.end;
    while (at < text.size() && (text[at] == ' ' || text[at] == '\n') && at < q.span.end + 3) ++at;
    for (std::string_view dash : {"\u2015", "\u2014", "\u2013", "--", "-"}) {
        if (!text.substr(at).starts_with(dash)) continue;
        Attribution a;
        a.cue = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + dash.size())};
        std::size_t begin = at + dash.size();
        while (begin < text.size() && text[begin] == ' ') ++begin;
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (begin >= end || end - begin > 60 || base::is_ascii_lower(text[begin])) return std::nullopt;
        const Span source = detail::trimmed(doc, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
        if (source.empty() || doc.words(source).find_first_of(",;:\"") != std::string_view::npos) return std::nullopt;
        a.source = source;
        return a;
    }
    return std::nullopt;
}

// "The mayor released a statement: “…”", the quotation in the same paragraph or the next; "The analyst Karim Nasser: “…”".
std::optional<Attribution> before_colon(const Tree& tree, const Quote& q) {
    const Document& doc = tree.doc();
    std::uint32_t at = q.first;
    while (at > 0 && doc.tokens[at - 1].span.end > q.span.begin) --at;
    while (at > 0 && tree.pos(at - 1) == document::Pos::space) --at;
    if (at < 2 || tree.lower(at - 1) != ":" || q.span.begin > doc.tokens[at - 1].span.end + 6) return std::nullopt;
    const std::uint32_t colon = at - 1;
    Attribution a;
    if (const std::uint32_t e = doc.tokens[colon - 1].entity; e != none && detail::any_of(doc.entities[e].type, {document::EntityType::person, document::EntityType::org})) {
        a.source = doc.span_of(doc.entities[e].first, doc.entities[e].last);
        a.cue = doc.tokens[colon].span;
        return a;
    }
    if (doc.tokens[colon].sentence == none) return std::nullopt;
    const auto& sentence = doc.sentences[doc.tokens[colon].sentence];
    for (std::uint32_t i = sentence.first; i < colon; ++i) {
        const std::uint32_t subject = tree.is_root(i) ? tree.child(i, {document::Relation::nsubj}) : none;
        if (subject == none || tree.pos(i) != document::Pos::verb) continue;
        a.source = doc.span_of(tree.left_edge(subject), tree.right_edge(subject) + 1);
        a.cue = doc.tokens[i].span;
        return a;
    }
    return std::nullopt;
}

void sign_quotes(const Tree& tree, const std::vector<Quote>& quotes, Coverage& coverage, std::vector<Attribution>& list) {
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        const Quote& q = quotes[i];
        if (coverage.has(i) || q.last - q.first < 3) continue;
        auto a = signature(tree.doc(), q);
        if (!a) a = before_colon(tree, q);
        if (!a) continue;
        a->content = {q.span};
        a->direct = true;
        coverage.mark(q.span);
        coverage.mark_direct(a->content);
        list.push_back(std::move(*a));
    }
}

// A quotation that no cue took is given to a word of saying right beside it, whatever its weight: "…," she wondered aloud.
void rescue_quotes(const Tree& tree, const std::vector<Quote>& quotes, const resources::CueLexicon& cues, const std::vector<Candidate>& all, Coverage& coverage,
                   std::vector<Attribution>& list) {
    const Document& doc = tree.doc();
    struct Choice {
        const Candidate* candidate = nullptr;
        std::uint32_t distance = 50;
    };
    std::map<std::size_t, Choice> best;  // by quotation
    for (const Candidate& c : all) {
        const Span cue = doc.tokens[c.head].span;
        if (c.content.size() != 1 || !c.source || tree.pos(c.head) != document::Pos::verb) continue;
        if (c.score <= -1500 && cues.find(tree.lemma(c.head), "verb").type != "say") continue;
        // A cue that has its content already: the quotation goes on from it (continue_quotes).
        const auto known = std::partition_point(list.begin(), list.end(), [&](const Attribution& a) { return a.cue.begin < cue.begin; });
        if (known != list.end() && known->cue.begin == cue.begin) continue;
        for (std::size_t q = coverage.first_after(c.content.front().begin); q < quotes.size() && quotes[q].span.begin < c.content.front().end; ++q) {
            const Span words = quotes[q].span;
            const std::uint32_t gap = cue.end <= words.begin ? words.begin - cue.end : cue.begin >= words.end ? cue.begin - words.end
                                                                                                              : 1000;
            // Within what somebody is said to have said, only a word of saying right before it ("…, chanting “…”").
            const bool nested = coverage.has(q) && !coverage.is_direct(q) && cue.end <= words.begin && gap <= 3 && cues.find(tree.lemma(c.head), "verb").type == "say";
            if ((!coverage.has(q) || nested) && gap < best[q].distance) best[q] = {&c, gap};
        }
    }
    for (const auto& [q, choice] : best) {
        if (choice.candidate == nullptr || coverage.is_direct(q)) continue;
        Attribution a;
        a.source = choice.candidate->source;
        a.cue = choice.candidate->cue;
        a.content = {quotes[q].span};
        a.direct = true;
        coverage.mark(quotes[q].span);
        coverage.mark_direct(a.content);
        list.push_back(std::move(a));
    }
}

// Quotations that nobody was found for go on from the one before them in the paragraph, or in the paragraph before.
void continue_quotes(const Document& doc, const std::vector<Quote>& quotes, const Coverage& coverage, std::vector<Attribution>& list) {
    std::vector<std::uint32_t> order;  // attributions by where they end
    for (std::uint32_t i = 0; i < list.size(); ++i) {
        if (!list[i].content.empty() && (list[i].direct || (list[i].source && list[i].content.front().begin > list[i].cue.begin))) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return list[a].content.back().end < list[b].content.back().end; });
    std::size_t next = 0;
    Attribution* before = nullptr;
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        const Quote& q = quotes[i];
        for (; next < order.size() && list[order[next]].content.back().end <= q.span.begin; ++next) {
            if (before == nullptr || list[order[next]].content.back().end >= before->content.back().end) before = &list[order[next]];
        }
        if (before == nullptr || coverage.has(i) || q.last - q.first < 5) continue;
        // It must begin a sentence.
        if (q.first >= doc.tokens.size() || doc.tokens[q.first].sentence == none) continue;
        const auto& sentence = doc.sentences[doc.tokens[q.first].sentence];
        if (doc.tokens[sentence.first].span.begin + 4 < q.span.begin) continue;
        const std::uint32_t there = doc.segment_at(before->cue.begin), last = doc.segment_at(before->content.back().end - 1);
        if (there == none || last == none || q.segment < there || q.segment > there + 8 || q.segment > last + 1) continue;
        if (!doc.segments[q.segment].is_article() && q.segment != there) continue;
        // After indirect speech only the next sentence of the paragraph.
        if (!before->direct && (q.segment != there || doc.text().substr(before->content.back().end, q.span.begin - before->content.back().end).find_first_not_of(".,\"'\xE2\x80\x9D\x99 ") != std::string_view::npos)) continue;
        before->content.push_back(q.span);
    }
}

void link_actors(const Document& doc, const Tree& tree, Attribution& a, std::uint32_t head) {
    if (!a.source) return;
    const Span source = *a.source;
    std::uint32_t best = none, size = 0xFFFFFFFF;
    auto at = std::partition_point(doc.actors.begin(), doc.actors.end(), [&](const document::Actor& x) { return x.span.begin < source.end; });
    for (int back = 0; back < 64 && at != doc.actors.begin(); ++back) {
        const auto& actor = *--at;
        if (!actor.span.overlaps(source)) continue;
        const bool same = head != none && actor.head == head;
        const bool inside = head != none && head < tree.size() && actor.span.contains(doc.tokens[head].span);
        const std::uint32_t rank = same ? 0 : inside ? actor.span.size()
                                                     : 100000 + actor.span.begin - std::min(actor.span.begin, source.begin);
        if (rank < size && (same || inside || head == none)) best = static_cast<std::uint32_t>(at - doc.actors.begin()), size = rank;
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
    std::vector<std::pair<Span, std::uint32_t>> contents;
    for (std::uint32_t i = 0; i < list.size(); ++i) {
        for (Span s : list[i].content) contents.emplace_back(s, i);
    }
    std::sort(contents.begin(), contents.end());
    for (std::uint32_t i = 0; i < list.size(); ++i) {
        if (list[i].cue.empty()) continue;
        auto at = std::partition_point(contents.begin(), contents.end(), [&](const auto& c) { return c.first.begin <= list[i].cue.begin; });
        // The last one that begins before the cue and holds it is the smallest.
        for (int back = 0; back < 32 && at != contents.begin(); ++back) {
            if (--at; at->second == i || !at->first.contains(list[i].cue)) continue;
            list[i].within = at->second;
            break;
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
    keep_nested(tree, cues, candidates, kept);
    for (const Candidate& c : kept) {
        Attribution a;
        a.source = c.source;
        a.cue = c.cue;
        a.content = c.content;
        if (is_naming(tree.lemma(c.head))) keep_quoted_name(quotes, a.content);
        a.direct = is_quoted(quotes, a.content);
        link_actors(document, tree, a, c.source_head);
        list.push_back(std::move(a));
    }
    const auto by_cue = [](const Attribution& a, const Attribution& b) { return a.cue.begin < b.cue.begin; };
    std::stable_sort(list.begin(), list.end(), by_cue);
    Coverage coverage(quotes, list);
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        if (!coverage.has(i) && is_title(tree, quotes[i])) coverage.mark(quotes[i].span);
    }
    claim_quotes(document, quotes, coverage, list);
    prepend_quotes(document, quotes, coverage, list);
    sign_quotes(tree, quotes, coverage, list);
    rescue_quotes(tree, quotes, cues, candidates, coverage, list);
    continue_quotes(document, quotes, coverage, list);
    for (Attribution& a : detail::headline_attributions(tree, list)) {
        link_actors(document, tree, a, none);
        list.push_back(std::move(a));
    }
    add_posts(document, list);
    std::stable_sort(list.begin(), list.end(), by_cue);
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
