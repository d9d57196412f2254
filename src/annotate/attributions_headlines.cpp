// Headlines that end in who says so, or begin with it: "Blast kills nine in Kabul: officials", "Air raids hit port -
// residents", "Shells kill two in the market, medics say", "Police: two shot in park". A headline leaves out the words that the grammar goes by, so that the parser rarely sees
// these; the marks and the place at the end tell.
#include <algorithm>
#include <array>

#include "annotate/attributions_detail.h"
#include "base/utf8.h"

namespace marsad::annotate::detail {

namespace {

using document::Attribution;

constexpr std::uint32_t longest_tail = 60;  // bytes
constexpr std::array<std::string_view, 7> marks = {": ", " - ", " -", " \u2013 ", " \u2014 ", " -- ", "\u2014"};
constexpr std::array<std::string_view, 6> sayings = {"say", "says", "said", "report", "reports", "reported"};

// Those who tell and are no actors of their own: "- sources", ": state media".
bool tells(std::string_view lemma) {
    return is_word(lemma, {"source", "report", "media", "monitor", "witness", "eyewitness", "lawyer", "rescuer", "agency", "tv", "radio", "statement"});
}

class Headlines {
public:
    explicit Headlines(const Tree& tree) : m_tree(tree), m_doc(tree.doc()) {}

    std::optional<Attribution> read(const document::Segment& segment) const {
        const Span words = trimmed(m_doc, segment.span);
        if (auto said = by_saying(words)) return said;
        if (auto said = by_lead(words)) return said;
        return by_mark(words);
    }

private:
    // "…, medics say"
    std::optional<Attribution> by_saying(Span words) const {
        const std::string_view text = m_doc.words(words);
        const std::size_t comma = text.rfind(", "), blank = text.rfind(' ');
        if (comma == std::string_view::npos || blank <= comma + 1 || std::find(sayings.begin(), sayings.end(), text.substr(blank + 1)) == sayings.end()) return std::nullopt;
        const auto at = [&](std::size_t offset) { return words.begin + static_cast<std::uint32_t>(offset); };
        return made({words.begin, at(comma)}, {at(blank + 1), words.end}, {at(comma + 2), at(blank)});
    }
    // "Police: …"
    std::optional<Attribution> by_lead(Span words) const {
        const std::size_t colon = m_doc.words(words).find(": ");
        if (colon == std::string_view::npos) return std::nullopt;
        const std::uint32_t at = words.begin + static_cast<std::uint32_t>(colon);
        return made({at + 2, words.end}, {at, at + 1}, {words.begin, at});
    }
    // "…: officials", "… - residents"; the last such mark.
    std::optional<Attribution> by_mark(Span words) const {
        const std::string_view text = m_doc.words(words);
        std::size_t found = std::string_view::npos;
        std::string_view mark;
        for (std::string_view m : marks) {
            const std::size_t at = text.rfind(m);
            if (at == std::string_view::npos || at + m.size() >= text.size() || (found != std::string_view::npos && at <= found)) continue;
            found = at;
            mark = m;
        }
        if (found == std::string_view::npos) return std::nullopt;
        const auto at = [&](std::size_t offset) { return words.begin + static_cast<std::uint32_t>(offset); };
        const std::size_t lead = mark.front() == ' ' ? 1 : 0;
        const Span cue = trimmed_of_blanks({at(found + lead), at(found + mark.size())});
        return made({words.begin, at(found)}, cue, {at(found + mark.size()), words.end});
    }
    Span trimmed_of_blanks(Span span) const {
        while (span.size() > 1 && m_doc.text()[span.end - 1] == ' ') --span.end;
        return span;
    }
    std::optional<Attribution> made(Span content, Span cue, Span source) const {
        content = trimmed(m_doc, content);
        source = trimmed(m_doc, source);
        if (content.empty() || source.empty() || source.size() > longest_tail || !is_speaker(source) || words_in(content) < 3) return std::nullopt;
        Attribution a;
        a.source = source;
        a.cue = cue;
        a.content = {content};
        return a;
    }
    std::uint32_t words_in(Span span) const {
        std::uint32_t count = 0;
        for (std::uint32_t i = m_doc.token_at(span.begin); i < m_tree.size() && m_doc.tokens[i].span.begin < span.end; ++i) count += m_tree.pos(i) != document::Pos::punct ? 1U : 0U;
        return count;
    }
    // Whether the words are somebody who can speak, to the last word: an actor, or a word such as "sources".
    bool is_speaker(Span source) const {
        std::uint32_t last = none;
        for (std::uint32_t i = m_doc.token_at(source.begin); i < m_tree.size() && m_doc.tokens[i].span.begin < source.end; ++i) last = i;
        if (last == none || m_doc.words(source).find_first_of(",;:\"") != std::string_view::npos) return false;
        const Span end = m_doc.tokens[last].span;
        // The tokenizer leaves a dash on the word: "-sources".
        std::string_view lemma = m_tree.lemma(last);
        if (lemma.starts_with('-')) lemma.remove_prefix(1);
        if (tells(lemma) || tells(m_tree.lower(last))) return true;
        // The parser may have put the name before the mark into the mention.
        return std::any_of(m_doc.actors.begin(), m_doc.actors.end(), [&](const document::Actor& a) { return a.span.contains(end) && a.span.end == end.end; });
    }

    const Tree& m_tree;
    const Document& m_doc;
};

}  // namespace

std::vector<Attribution> headline_attributions(const Tree& tree, const std::vector<Attribution>& known) {
    std::vector<Attribution> found;
    const Document& doc = tree.doc();
    const Headlines headlines(tree);
    for (const auto& segment : doc.segments) {
        if (segment.kind != document::SegmentKind::headline || !segment.is_read()) continue;
        const auto inside = [&](const Attribution& a) { return segment.span.contains(a.cue) && !a.cue.empty(); };
        if (std::any_of(known.begin(), known.end(), inside)) continue;
        if (auto a = headlines.read(segment)) found.push_back(std::move(*a));
    }
    return found;
}

}  // namespace marsad::annotate::detail
