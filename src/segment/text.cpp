#include "segment/text.h"

#include <unicode/uchar.h>

namespace marsad::segment::detail {

bool is_white(char32_t c) {
    if (c < 0x80) return (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x20);
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

bool is_break(char32_t c) { return (c >= 10 && c <= 13) || c == 0x85 || c == 0x2028 || c == 0x2029; }

bool is_letter(char32_t c) {
    if (c < 0x80) return base::is_ascii_alpha(static_cast<char>(c));
    if (c == base::replacement_character) return false;
    return u_isalpha(static_cast<UChar32>(c)) || u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK;
}

bool is_upper(char32_t c) {
    if (c < 0x80) return base::is_ascii_upper(static_cast<char>(c));
    return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
}

bool is_lower(char32_t c) {
    if (c < 0x80) return base::is_ascii_lower(static_cast<char>(c));
    return u_islower(static_cast<UChar32>(c));
}

char32_t lower_of(char32_t c) {
    if (c < 0x80) return static_cast<char32_t>(base::ascii_lower(static_cast<char>(c)));
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

char32_t before(std::string_view text, std::size_t at, std::size_t* begin) {
    if (at == 0 || at > text.size()) {
        if (begin) *begin = 0;
        return 0;
    }
    const std::size_t start = base::code_point_start(text, at - 1);
    if (begin) *begin = start;
    return code_at(text, start);
}

std::size_t skip_white(std::string_view text, std::size_t at, std::size_t end, bool breaks) {
    while (at < end) {
        std::size_t size = 1;
        const char32_t c = base::decode(text, at, size);
        if (!is_white(c) || (!breaks && is_break(c))) break;
        at += size;
    }
    return at < end ? at : end;
}

Span trimmed(std::string_view text, Span span) {
    const auto begin = static_cast<std::uint32_t>(skip_white(text, span.begin, span.end));
    std::size_t end = span.end;
    while (end > begin) {
        std::size_t start = 0;
        if (!is_white(before(text, end, &start)) || start < begin) break;
        end = start;
    }
    return {begin, static_cast<std::uint32_t>(end)};
}

std::string folded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool white = false;
    for (std::size_t at = 0, size = 1; at < text.size(); at += size) {
        const char32_t c = base::decode(text, at, size);
        if (is_white(c)) {
            if (!white) out += ' ';
            white = true;
            continue;
        }
        white = false;
        base::append(out, lower_of(c));
    }
    return out;
}

std::size_t word_end(std::string_view text, std::size_t at, std::size_t end) {
    std::size_t last = at;
    while (at < end) {
        std::size_t size = 1;
        const char32_t c = base::decode(text, at, size);
        if (is_letter(c)) {
            last = at += size;
        } else if (last == at && at != 0 && (c == '\'' || c == '-' || c == 0x2019) && is_letter(before(text, at)) &&
                   at + size < end && is_letter(code_at(text, at + size))) {
            at += size;  // between letters
        } else {
            break;
        }
    }
    return last < end ? last : end;
}

std::size_t length(std::string_view text) {
    std::size_t n = 0;
    for (char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return n;
}

std::vector<Line> lines_of(std::string_view text, Span span) {
    std::vector<Line> lines;
    bool blank = true;
    std::size_t at = span.begin;
    while (at < span.end) {
        std::size_t end = at, size = 1, next = span.end;
        while (end < span.end) {
            const char32_t c = base::decode(text, end, size);
            if (is_break(c)) {
                next = end + size;
                if (c == '\r' && next < span.end && text[next] == '\n') ++next;
                break;
            }
            end += size;
        }
        if (end >= span.end) end = next = span.end;
        const Span whole{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
        const Span inner = trimmed(text, whole);
        if (inner.empty()) {
            blank = true;
        } else {
            lines.push_back({inner, static_cast<std::uint32_t>(length(text.substr(at, inner.begin - at))), blank});
            blank = false;
        }
        at = next;
    }
    return lines;
}

std::vector<std::vector<std::string_view>> rows_of(std::string_view tsv) {
    std::vector<std::vector<std::string_view>> rows;
    while (!tsv.empty()) {
        const std::size_t stop = std::min(tsv.find('\n'), tsv.size());
        std::string_view line = tsv.substr(0, stop);
        tsv.remove_prefix(std::min(stop + 1, tsv.size()));
        if (line.empty() || line[0] == '#') continue;
        rows.emplace_back();
        for (std::size_t tab; (tab = line.find('\t')) != std::string_view::npos; line.remove_prefix(tab + 1)) {
            rows.back().push_back(line.substr(0, tab));
        }
        rows.back().push_back(line);
    }
    return rows;
}

std::vector<std::string_view> items_of(std::string_view column) {
    std::vector<std::string_view> items;
    std::size_t at = 0;
    while (at < column.size()) {
        const std::size_t stop = std::min(column.find(' ', at), column.size());
        if (stop > at) items.push_back(column.substr(at, stop - at));
        at = stop + 1;
    }
    return items;
}

}  // namespace marsad::segment::detail
