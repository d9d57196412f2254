// Readers' comments in plain text: after "12 Comments" come a name, a day, and words, again and again.
#include <algorithm>

#include "segment/dates.h"
#include "segment/phrases.h"
#include "segment/posts.h"
#include "segment/text.h"

namespace marsad::segment::detail {
namespace {

using document::SegmentKind;

constexpr std::size_t longest_header = 110;  // bytes
constexpr std::size_t longest_author = 50;

struct Header {
    Span name, date;
    std::string posted;
    std::optional<base::Date> day;
    std::size_t end = 0;     // where the words begin, if in the same piece
    std::size_t pieces = 1;  // how many pieces it takes
};

Span span_of(std::size_t begin, std::size_t end) { return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}; }

// "Jane Roe", "jroe42", "Jane, Leeds": short and without the marks of a sentence.
bool is_author(std::string_view name) {
    name = base::trim(name);
    if (name.empty() || name.size() > longest_author) return false;
    std::size_t words = 1;
    for (char c : name) {
        if (c == '?' || c == '!' || c == '"' || c == ':' || c == ';' || c == '\n') return false;
        words += c == ' ';
    }
    return words <= 5 && name.back() != '.';
}

// Where in the piece a day or an "… ago" begins; the piece's end where none does.
std::size_t find_time(std::string_view text, Span piece, Header& header) {
    const auto dates = dates_in(text, piece);
    if (!dates.empty()) {
        const FoundDate& date = dates.front();
        header.date = date.span;
        if (date.full() && !date.ambiguous) {
            header.posted = date.iso();
            header.day = date.date();
        }
        header.end = date.span.end;
        return date.span.begin;
    }
    const std::size_t ago = text.substr(0, piece.end).find(" ago", piece.begin);
    if (ago == text.npos) return piece.end;
    std::size_t begin = ago;
    for (int words = 0; words < 2 && begin > piece.begin; ++words) {
        while (begin > piece.begin && text[begin - 1] == ' ') --begin;
        while (begin > piece.begin && text[begin - 1] != ' ') --begin;
    }
    if (!base::is_ascii_digit(text[begin]) && !text.substr(begin).starts_with("a ") && !text.substr(begin).starts_with("an ")) return piece.end;
    header.end = ago + 4;
    return begin;
}

std::string_view without_lead(std::string_view name) {
    for (std::string_view lead : {"Posted by ", "posted by ", "Comment by ", "By "}) {
        if (name.starts_with(lead)) return name.substr(lead.size());
    }
    return name;
}

Span author_span(std::string_view text, std::size_t begin, std::size_t end) {
    const std::string_view whole = text.substr(begin, end - begin), inner = without_lead(whole);
    begin += whole.size() - inner.size();
    for (std::string_view tail : {" says", " wrote", " said", " on", " at", ","}) {
        const Span cut = trimmed(text, span_of(begin, end));
        if (cut.of(text).ends_with(tail)) end = cut.end - tail.size();
    }
    while (end > begin) {
        std::size_t start = 0;
        const char32_t c = before(text, end, &start);
        if (!is_white(c) && c != 0xB7 && c != 0x2022 && c != '|' && c != '-' && c != 0x2013 && c != 0x2014 && c != ',' && c != '(') break;
        end = start;
    }
    return trimmed(text, span_of(begin, std::max(begin, end)));
}

std::optional<Header> header_at(std::string_view text, const std::vector<Piece>& pieces, std::size_t i) {
    const Span piece = pieces[i].span;
    Header header;
    const Span head{piece.begin, std::min<std::uint32_t>(piece.end, static_cast<std::uint32_t>(base::code_point_start(text, std::min<std::size_t>(text.size(), piece.begin + longest_header))))};
    // "Jane Roe says:" and the words after it.
    const std::size_t colon = head.of(text).find(':');
    const std::string_view first = colon == std::string_view::npos ? std::string_view() : head.of(text).substr(0, colon);
    if (first.ends_with(" says") || first.ends_with(" wrote")) {
        header.name = author_span(text, piece.begin, piece.begin + colon);
        header.end = piece.begin + colon + 1;
        if (is_author(header.name.of(text))) return header;
    }
    const std::size_t time = find_time(text, head, header);
    if (time < head.end && time > piece.begin && header.end + 40 > piece.end) {
        header.name = author_span(text, piece.begin, time);
        header.end = piece.end;
        if (is_author(header.name.of(text))) return header;
    }
    // A name on a line of its own, the day on the next.
    if (i + 1 < pieces.size() && is_author(piece.of(text)) && pieces[i + 1].span.size() <= longest_header) {
        Header two;
        const Span next = pieces[i + 1].span;
        const std::size_t at = find_time(text, next, two);
        if (at < next.end && at <= next.begin + 12 && two.end + 20 > next.end) {
            two.name = trimmed(text, piece);
            two.end = next.end;
            two.pieces = 2;
            return two;
        }
    }
    return std::nullopt;
}

}  // namespace

void find_comments(std::string_view text, const std::vector<Piece>& pieces, std::size_t opener, std::vector<FoundPost>& found) {
    std::size_t i = opener + 1;
    // Buttons and the like may stand between.
    while (i < pieces.size() && i < opener + 3 && !header_at(text, pieces, i) && kind_by_phrase(pieces[i].span.of(text))) ++i;
    while (i < pieces.size()) {
        const auto header = header_at(text, pieces, i);
        if (!header) return;
        std::size_t next = i + header->pieces;
        while (next < pieces.size() && !header_at(text, pieces, next) && kind_by_phrase(pieces[next].span.of(text)) != SegmentKind::furniture) ++next;
        FoundPost comment;
        comment.kind = SegmentKind::comment;
        comment.span = span_of(pieces[i].span.begin, pieces[next - 1].span.end);
        auto& details = comment.details;
        details.author = std::string(header->name.of(text));
        details.author_span = header->name;
        details.posted = header->posted;
        details.posted_day = header->day;
        details.posted_span = header->date;
        details.words = trimmed(text, span_of(header->end, comment.span.end));
        fill_from_words(text, details);
        found.push_back(std::move(comment));
        while (next < pieces.size() && !header_at(text, pieces, next) && kind_by_phrase(pieces[next].span.of(text)) == SegmentKind::furniture) ++next;
        i = next;
    }
}

}  // namespace marsad::segment::detail
