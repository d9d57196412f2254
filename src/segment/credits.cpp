// Credits: the lines by which services name a post's author and day.
#include <algorithm>
#include <array>

#include "segment/dates.h"
#include "segment/posts.h"
#include "segment/text.h"

namespace marsad::segment::detail {
namespace {

constexpr std::size_t longest_name = 80;  // bytes

bool is_handle(char c) { return base::is_ascii_alnum(c) || c == '_'; }

// "@handle" or "@handle@server.org" at `at`; its end, or `at` where there is none.
std::size_t handle_end(std::string_view text, std::size_t at, std::size_t end) {
    if (at >= end || text[at] != '@') return at;
    std::size_t stop = at + 1;
    while (stop < end && is_handle(text[stop])) ++stop;
    if (stop == at + 1 || stop - at > 50) return at;
    if (stop < end && text[stop] == '@') {
        std::size_t server = stop + 1;
        while (server < end && (is_handle(text[server]) || text[server] == '.' || text[server] == '-')) ++server;
        if (server > stop + 3) stop = server;
    }
    return stop;
}

bool is_dash(char32_t c) { return c == 0x2014 || c == 0x2015 || c == 0x2013; }
bool is_mark(char32_t c) { return is_dash(c) || c == 0xB7 || c == 0x2022 || c == '|' || c == '-' || c == ','; }

Span span_of(std::size_t begin, std::size_t end) { return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}; }

void set_date(Credit& credit, const FoundDate& date) {
    credit.date = date.span;
    if (!date.full()) return;
    credit.ambiguous = date.ambiguous;
    credit.month_first = date.month_first;
    credit.day_first = date.day > 12 && !date.month_first;
    credit.posted = date.iso();
    credit.day = date.date();
}

// Past blanks and marks between a name and a date.
std::size_t skip_marks(std::string_view text, std::size_t at, std::size_t end) {
    while (at < end) {
        std::size_t size = 1;
        const char32_t c = base::decode(text, at, size);
        if (!is_white(c) && !is_mark(c)) break;
        at += size;
    }
    return std::min(at, end);
}

struct Opening {
    std::size_t begin = 0;  // of the credit
    std::size_t name = 0;   // of the name in it
    bool dashed = false;
};

// Where a credit that names its author before `at` begins: at a dash, at "A photo posted by", or at the line's start.
std::optional<Opening> opening(std::string_view text, Span piece, std::size_t at) {
    const std::size_t floor = std::max<std::size_t>(piece.begin, at > longest_name ? at - longest_name : 0);
    std::size_t here = at;
    while (here > floor) {
        std::size_t start = 0;
        const char32_t c = before(text, here, &start);
        if (start < floor || is_break(c)) break;
        if (is_dash(c)) return Opening{start, here, true};
        const bool spaced = c == '-' && start > piece.begin && (text[start - 1] == ' ' || text[start - 1] == '-') && here < at &&
                            (text[here] == ' ' || base::is_ascii_upper(text[here]));
        if (spaced) return Opening{text[start - 1] == '-' ? start - 1 : start, here, true};
        here = start;
    }
    const std::string_view window = text.substr(floor, at - floor);
    for (std::string_view by : {"osted by ", "hared by "}) {
        const std::size_t found = window.rfind(by);
        if (found == window.npos || found == 0) continue;
        std::size_t begin = floor + found - 1;
        const std::size_t name = floor + found + by.size();
        for (std::string_view lead : {"A video ", "A photo ", "A post "}) {
            if (begin >= piece.begin + lead.size() && text.substr(begin - lead.size(), lead.size()) == lead) begin -= lead.size();
        }
        return Opening{begin, name, true};
    }
    if (here == piece.begin || (here > piece.begin && is_break(before(text, here)))) return Opening{here, here, false};
    return std::nullopt;
}

bool is_name(std::string_view name) {
    const std::string_view inner = base::trim(name);
    if (inner.empty() || inner.size() > longest_name) return false;
    std::size_t words = 1;
    for (char c : inner) {
        if (c == '\n' || c == '?' || c == ';' || c == '"') return false;
        words += c == ' ';
    }
    return words <= 8 && inner.find(". ") == inner.npos && inner.find("://") == inner.npos;
}

// "(@handle) November 21, 2016" at the bracket `at`.
std::optional<Credit> credit_at_bracket(std::string_view text, Span piece, std::size_t at) {
    const std::size_t stop = handle_end(text, at + 1, piece.end);
    if (stop == at + 1 || stop >= piece.end || text[stop] != ')') return std::nullopt;
    const auto open = opening(text, piece, at);
    if (!open) return std::nullopt;
    Credit credit;
    credit.name = trimmed(text, span_of(open->name, at));
    credit.handle = span_of(at + 1, stop);
    if (!is_name(credit.name.of(text))) return std::nullopt;
    std::size_t after = skip_marks(text, stop + 1, piece.end);
    if (after + 3 < piece.end && text.substr(after, 3) == "on ") after += 3;
    if (const auto date = date_at(text, after, piece.end)) {
        set_date(credit, *date);
        credit.span = span_of(open->begin, date->span.end);
        if (!open->dashed && date->span.end != piece.end) return std::nullopt;
        return credit;
    }
    // Without a date the line must end here, after a dash: "said Roe (@roe)" is no credit.
    if (!open->dashed || skip_white(text, stop + 1, piece.end) != piece.end) return std::nullopt;
    credit.span = span_of(open->begin, stop + 1);
    return credit;
}

// "…words Posted by NAME on Saturday, July 16, 2016" at the end of a piece, with words before it.
std::optional<Credit> credit_posted_by(std::string_view text, Span piece) {
    constexpr std::string_view by = "Posted by ";
    const std::size_t found = piece.of(text).rfind(by);
    if (found == std::string_view::npos || found == 0) return std::nullopt;
    const std::size_t begin = piece.begin + found, name = begin + by.size();
    const std::size_t on = text.substr(0, piece.end).find(" on ", name);
    if (on == text.npos || !is_name(text.substr(name, on - name))) return std::nullopt;
    const auto date = date_at(text, on + 4, piece.end);
    if (!date || date->span.end != piece.end) return std::nullopt;
    Credit credit;
    credit.span = span_of(begin, date->span.end);
    credit.name = span_of(name, on);
    credit.own_limit = false;
    set_date(credit, *date);
    return credit;
}

// "3h", "2 days ago": a day that can't be told without a clock.
std::size_t relative_end(std::string_view text, std::size_t at, std::size_t end) {
    std::size_t here = at;
    while (here < end && base::is_ascii_digit(text[here])) ++here;
    if (here == at || here - at > 2) return at;
    const std::size_t unit = here < end && text[here] == ' ' ? here + 1 : here;
    const std::size_t stop = word_end(text, unit, end);
    const std::string word = folded(text.substr(unit, stop - unit));
    constexpr std::array<std::string_view, 16> units = {"s", "m", "h", "d", "w", "min", "mins", "minutes", "hour", "hours",
                                                        "day", "days", "week", "weeks", "months", "years"};
    if (std::find(units.begin(), units.end(), word) == units.end()) return at;
    return text.substr(stop, std::min<std::size_t>(4, end - stop)) == " ago" ? stop + 4 : stop;
}

std::size_t line_end(std::string_view text, Span piece) {
    std::size_t at = piece.begin, size = 1;
    while (at < piece.end && !is_break(base::decode(text, at, size))) at += size;
    return std::min<std::size_t>(at, piece.end);
}

// "Name @handle · Nov 21, 2016", "@handle · 3h", "@handle: words", "RT @handle: words".
std::optional<Credit> credit_of_handle(std::string_view text, Span piece) {
    const std::size_t end = line_end(text, piece);
    const std::size_t sign = text.substr(0, end).find('@', piece.begin);
    if (sign == text.npos || sign - piece.begin > longest_name) return std::nullopt;
    const std::size_t stop = handle_end(text, sign, end);
    if (stop == sign) return std::nullopt;
    std::string_view name = text.substr(piece.begin, sign - piece.begin);
    Credit credit;
    credit.leads = true;
    credit.handle = span_of(sign, stop);
    if (base::trim(name) == "RT") {
        credit.span = {piece.begin, piece.begin};
        credit.repost_of = std::string(credit.handle.of(text));
        credit.handle = {};
        return credit;
    }
    if (name.empty() && stop < end && text[stop] == ':' && stop + 1 < end && text[stop + 1] == ' ') {
        credit.span = span_of(piece.begin, stop + 1);
        return credit;
    }
    const bool bracket = !name.empty() && name.back() == '(';
    if (bracket) name.remove_suffix(1);
    if (!name.empty() && (!is_name(name) || name.find(',') != name.npos || name.find(':') != name.npos)) return std::nullopt;
    const std::size_t closed = bracket && stop < end && text[stop] == ')' ? stop + 1 : stop;
    const std::size_t after = skip_marks(text, closed, end);
    constexpr std::string_view thread = "Thread by ";
    credit.name = trimmed(text, span_of(piece.begin + (name.starts_with(thread) ? thread.size() : 0), piece.begin + name.size()));
    if (const auto date = date_at(text, after, end)) {
        set_date(credit, *date);
        credit.span = span_of(piece.begin, date->span.end);
        return credit;
    }
    const std::size_t relative = relative_end(text, after, end);
    if (after == closed || relative == after) return std::nullopt;
    credit.span = span_of(piece.begin, relative);
    return credit;
}

// A date and time of a chat's export: "21/11/2016 14:05", "14:05, 21/11/2016"; its end.
std::size_t stamp_end(std::string_view text, std::size_t at, std::size_t end, Credit& credit) {
    std::size_t start = at;
    std::string clock;
    if (at + 5 < end && base::is_ascii_digit(text[at]) && (text[at + 1] == ':' || text[at + 2] == ':')) {
        const std::size_t comma = text.substr(0, std::min(end, at + 10)).find(',', at);
        if (comma == text.npos) return at;
        clock = (text[at + 1] == ':' ? "0" : "") + std::string(text.substr(at, text[at + 1] == ':' ? 4 : 5));
        start = skip_white(text, comma + 1, end, false);
    }
    const auto date = date_at(text, start, end);
    if (!date || (clock.empty() && date->clock.empty())) return at;
    set_date(credit, *date);
    credit.date = span_of(at, date->span.end);
    if (!clock.empty() && credit.day) credit.posted += "T" + clock;
    return date->span.end;
}

// "[21/11/2016 14:05] Name: words", "21/11/2016, 14:05 - Name: words", "Name, [21.11.2016 14:05]" (Telegram, WhatsApp).
std::optional<Credit> credit_of_chat(std::string_view text, Span piece) {
    const std::size_t end = line_end(text, piece);
    Credit credit;
    credit.leads = true;
    credit.own_limit = false;
    const bool bracket = text[piece.begin] == '[';
    if (bracket || base::is_ascii_digit(text[piece.begin])) {
        const std::size_t start = piece.begin + (bracket ? 1 : 0);
        std::size_t at = stamp_end(text, start, end, credit);
        if (at == start) return std::nullopt;
        if (bracket && (at >= end || text[at++] != ']')) return std::nullopt;
        at = skip_white(text, at, end, false);
        if (!bracket) {
            if (at + 1 >= end || text[at] != '-') return std::nullopt;
            at = skip_white(text, at + 1, end, false);
        }
        const std::size_t colon = text.substr(0, end).find(':', at);
        if (colon == text.npos || !is_name(text.substr(at, colon - at))) return std::nullopt;
        credit.name = trimmed(text, span_of(at, colon));
        credit.span = span_of(piece.begin, colon + 1);
        return credit;
    }
    const std::size_t open = text.substr(0, end).find(", [", piece.begin);
    if (open == text.npos || open + 3 >= end || !is_name(text.substr(piece.begin, open - piece.begin))) return std::nullopt;
    const std::size_t stop = stamp_end(text, open + 3, end, credit);
    if (stop == open + 3 || stop >= end || text[stop] != ']') return std::nullopt;
    credit.name = span_of(piece.begin, open);
    credit.span = span_of(piece.begin, stop + 1);
    return credit;
}

}  // namespace

std::vector<Credit> credits_in(std::string_view text, Span piece) {
    std::vector<Credit> found;
    const std::string_view words = piece.of(text);
    for (std::size_t at = words.find("(@"); at != words.npos; at = words.find("(@", at + 2)) {
        auto credit = credit_at_bracket(text, piece, piece.begin + at);
        if (credit && (found.empty() || credit->span.begin >= found.back().span.end)) found.push_back(std::move(*credit));
    }
    if (found.empty()) {
        if (auto credit = credit_posted_by(text, piece)) found.push_back(std::move(*credit));
    }
    return found;
}

std::optional<Credit> credit_before(std::string_view text, Span piece) {
    if (piece.empty()) return std::nullopt;
    if (auto credit = credit_of_handle(text, piece)) return credit;
    return credit_of_chat(text, piece);
}

}  // namespace marsad::segment::detail
