#include "segment/pieces.h"

#include "segment/text.h"

namespace marsad::segment::detail {
namespace {

// Wire copy and mails are wrapped at some 60 to 80 columns; a line beyond this says that lines are paragraphs.
constexpr std::size_t widest_wrapped = 100;
constexpr std::size_t narrowest_full = 45;  // a line that was wrapped has at least so many columns

bool ends_sentence(std::string_view text, Span line) {
    std::size_t at = line.end;
    while (at > line.begin) {
        std::size_t start = 0;
        const char32_t c = before(text, at, &start);
        if (c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB) {
            at = start;
            continue;
        }
        return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026 || c == 0x061F || c == 0x3002;
    }
    return false;
}

// Whether lines were broken to fit a width rather than to end a paragraph: most lines that have a neighbour below are
// long and stop in the middle of a sentence, and none is longer than wrapped copy gets.
bool is_wrapped(std::string_view text, const std::vector<Line>& lines) {
    std::size_t pairs = 0, full = 0, widest = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t columns = length(lines[i].span.of(text));
        widest = std::max(widest, columns);
        if (i + 1 == lines.size() || lines[i + 1].blank_before) continue;
        ++pairs;
        if (columns >= narrowest_full && !ends_sentence(text, lines[i].span)) ++full;
    }
    return pairs >= 2 && widest <= widest_wrapped && full * 2 > pairs;
}

bool is_quoted(std::string_view text, Span line) { return line.size() > 1 && text[line.begin] == '>'; }

// Whether a line of wrapped copy goes on in the next.
bool goes_on(std::string_view text, const Line& line, const Line& next, std::size_t width) {
    if (next.blank_before || next.indent >= 2) return false;
    const std::size_t columns = length(line.span.of(text)) + line.indent;
    const std::size_t word = length(text.substr(next.span.begin, word_end(text, next.span.begin, next.span.end) - next.span.begin));
    const bool had_room = columns + 1 + word + 4 < width;
    return !(had_room && columns * 4 < width * 3 && ends_sentence(text, line.span)) && !(columns * 2 < width && had_room);
}

std::vector<Piece> pieces_of_lines(std::string_view text, Span body) {
    const auto lines = lines_of(text, body);
    const bool wrapped = is_wrapped(text, lines);
    std::size_t width = 0;
    for (const Line& line : lines) width = std::max(width, length(line.span.of(text)) + line.indent);
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool quoted = is_quoted(text, lines[i].span);
        const bool joins = i > 0 && !lines[i].blank_before && pieces.back().quoted == quoted &&
                           (quoted || (wrapped && goes_on(text, lines[i - 1], lines[i], width)));
        if (joins) pieces.back().span.end = lines[i].span.end;
        else pieces.push_back({lines[i].span, nullptr, lines[i].blank_before, quoted});
    }
    return pieces;
}

}  // namespace

std::vector<Piece> pieces_of(const document::Document& document) {
    const std::string_view text = document.buffer;
    const Span body{document.body_begin, static_cast<std::uint32_t>(text.size())};
    if (document.blocks.empty()) return pieces_of_lines(text, body);
    std::vector<Piece> pieces;
    std::uint32_t past = body.begin;
    const auto add_unmarked = [&](std::uint32_t end) {
        for (Piece piece : pieces_of_lines(text, {past, end})) pieces.push_back(piece);
    };
    for (const auto& block : document.blocks) {
        if (block.span.begin < past || block.span.end > body.end || block.span.empty()) continue;
        add_unmarked(block.span.begin);
        const auto gap = text.substr(past, block.span.begin - past);
        const Span span = trimmed(text, block.span);
        if (!span.empty()) pieces.push_back({span, &block, pieces.empty() || gap.find("\n\n") != gap.npos, false});
        past = block.span.end;
    }
    add_unmarked(body.end);
    return pieces;
}

}  // namespace marsad::segment::detail
