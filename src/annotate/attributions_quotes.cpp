// Quotations by their marks: curly, straight, doubled single and single ones, paragraph by paragraph.
#include "annotate/attributions_detail.h"
#include "base/utf8.h"

namespace marsad::annotate::detail {

namespace {

constexpr std::string_view left_double = "\u201C", right_double = "\u201D", left_single = "\u2018", right_single = "\u2019";

bool is_letter(std::string_view text, std::size_t at) {
    return at < text.size() && (base::is_ascii_alnum(text[at]) || (static_cast<unsigned char>(text[at]) >= 0xC3 && static_cast<unsigned char>(text[at]) != 0xE2));
}

// The end of the quotation that opens at `at` (past its closing mark), or npos. `size` is the opening mark's length.
struct Mark {
    std::size_t size = 0;
    enum {
        none,
        curly,
        straight,
        doubled,
        single_curly,
        single
    } type = none;
};

Mark opening(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with(left_double) || rest.starts_with(right_double)) return {left_double.size(), Mark::curly};
    if (rest.starts_with('"')) return {1, Mark::straight};
    if (rest.starts_with("''") || rest.starts_with("``")) return {2, Mark::doubled};
    const bool fresh = at == 0 || !(is_letter(text, at - 1) || text[at - 1] == '.' || text[at - 1] == ',');
    if (rest.starts_with(left_single) && fresh) return {left_single.size(), Mark::single_curly};
    if (rest.starts_with('\'') && fresh && is_letter(text, at + 1)) return {1, Mark::single};
    return {};
}

std::size_t closing(std::string_view text, std::size_t from, std::size_t end, Mark mark) {
    for (std::size_t at = from; at < end; ++at) {
        const std::string_view rest = text.substr(at, end - at);
        switch (mark.type) {
            case Mark::curly:
                if (rest.starts_with(right_double)) return at + right_double.size();
                if (rest.starts_with('"') && text[from] != '"') return at + 1;
                break;
            case Mark::straight:
                if (rest.starts_with('"')) return at + 1;
                if (rest.starts_with(right_double)) return at + right_double.size();
                break;
            case Mark::doubled:
                if (rest.starts_with("''")) return at + 2;
                break;
            case Mark::single_curly:
                if (at - from > 600) return std::string_view::npos;
                if (rest.starts_with(right_single) && !is_letter(text, at + right_single.size())) return at + right_single.size();
                break;
            case Mark::single:
                if (at - from > 300) return std::string_view::npos;
                if (rest.starts_with('\'') && !is_letter(text, at + 1) && text[at - 1] != ' ') return at + 1;
                break;
            case Mark::none: return std::string_view::npos;
        }
    }
    return std::string_view::npos;
}

}  // namespace

std::vector<Quote> find_quotes(const Document& doc) {
    std::vector<Quote> out;
    const std::string_view text = doc.text();
    for (std::uint32_t s = 0; s < doc.segments.size(); ++s) {
        const auto& segment = doc.segments[s];
        if (!segment.is_read()) continue;
        bool open_ended[6] = {};  // no closing mark of this type is left in the segment: not looked for again
        for (std::size_t at = segment.span.begin; at < segment.span.end;) {
            const Mark mark = opening(text, at);
            if (mark.type == Mark::none) {
                ++at;
                continue;
            }
            std::size_t end = open_ended[mark.type] ? std::string_view::npos : closing(text, at + mark.size, segment.span.end, mark);
            const bool closed = end != std::string_view::npos;
            open_ended[mark.type] |= !closed && mark.type != Mark::single && mark.type != Mark::single_curly;
            if (!closed) {
                if (mark.type == Mark::single || mark.type == Mark::single_curly || at > segment.span.begin + 300) {
                    at += mark.size;
                    continue;
                }
                end = segment.span.end;
            }
            Quote q;
            q.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
            q.segment = s;
            q.closed = closed;
            q.first = doc.token_at(static_cast<std::uint32_t>(at + mark.size));
            q.last = q.first;
            while (q.last < doc.tokens.size() && doc.tokens[q.last].span.begin < end) ++q.last;
            if (q.first < q.last) out.push_back(q);
            at = end;
        }
    }
    return out;
}

Span trimmed(const Document& doc, Span span) {
    const std::string_view text = doc.text();
    const auto is_trailing = [](char c) { return base::is_ascii_space(c) || c == ',' || c == ';' || c == ':' || c == '-'; };
    const auto ends_with = [&](std::string_view mark) { return span.size() >= mark.size() && text.substr(span.end - mark.size(), mark.size()) == mark; };
    for (bool changed = true; changed && !span.empty();) {
        changed = false;
        while (!span.empty() && is_trailing(text[span.end - 1])) --span.end, changed = true;
        while (!span.empty() && (is_trailing(text[span.begin]) || text[span.begin] == '.')) ++span.begin, changed = true;
        if (!span.empty() && text[span.end - 1] == '.') --span.end, changed = true;
        for (std::string_view dash : {"\u2014", "\u2013", "\u00A0", "\u2015"}) {
            if (ends_with(dash)) span.end -= static_cast<std::uint32_t>(dash.size()), changed = true;
            if (span.size() >= dash.size() && text.substr(span.begin, dash.size()) == dash) span.begin += static_cast<std::uint32_t>(dash.size()), changed = true;
        }
    }
    return span;
}

}  // namespace marsad::annotate::detail
