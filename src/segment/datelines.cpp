#include "segment/datelines.h"

#include <algorithm>
#include <array>

#include "segment/text.h"

namespace marsad::segment::detail {
namespace {

constexpr std::size_t longest_dateline = 140;  // bytes
constexpr std::size_t most_words = 9;

Span span_of(std::size_t begin, std::size_t end) { return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}; }

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

// Words that stand in capitals before a dash or a colon and are no place.
constexpr std::array<std::string_view, 36> no_places = {
    "update", "updated", "breaking", "related", "video", "watch", "live", "correction", "corrected", "note", "editor", "photos",
    "photo", "read", "more", "alert", "urgent", "analysis", "opinion", "factbox", "timeline", "news", "exclusive", "special",
    "background", "comment", "abstract", "byline", "developing", "clarification", "refile", "advisory", "warning", "summary", "who", "what"};
constexpr std::array<std::string_view, 22> small_words = {"of", "de", "la", "el", "al", "and", "near", "del", "des", "du", "the",
                                                          "in", "upon", "on", "sur", "y", "e", "von", "am", "da", "do", "les"};

enum class End {
    none,
    dash,
    colon,
    bracket
};

// A mark that ends a dateline at `at`: a dash with a blank on a side, "--", or a colon; its end in `stop`.
End end_mark(std::string_view text, std::size_t at, std::size_t end, std::size_t& stop) {
    std::size_t size = 1;
    const char32_t c = base::decode(text, at, size);
    if (c == 0x2014 || c == 0x2013 || c == 0x2015) {
        const bool blank = at + size >= end || is_white(code_at(text, at + size)) || is_white(before(text, at));
        stop = at + size;
        return c != 0x2013 || blank ? End::dash : End::none;
    }
    if (c == '-') {
        std::size_t past = at;
        while (past < end && text[past] == '-') ++past;
        stop = past;
        if (past - at >= 2) return End::dash;
        return is_white(before(text, at)) && past < end && is_white(code_at(text, past)) ? End::dash : End::none;
    }
    stop = at + size;
    return c == ':' && stop < end && is_white(code_at(text, stop)) ? End::colon : End::none;
}

struct Head {
    std::size_t words = 0, caps_words = 0, parts = 1;
    bool first_part_caps = true, agency = false, good = true;
    std::optional<FoundDate> date;
    std::size_t date_bracket_end = 0;  // after the bracket that holds the date
    std::string first, previous;
};

bool is_caps(std::string_view word) {
    std::size_t letters = 0;
    for (std::size_t at = 0, size = 1; at < word.size(); at += size) {
        const char32_t c = base::decode(word, at, size);
        if (is_lower(c)) return false;
        letters += is_upper(c);
    }
    return letters >= 2;
}

// Reads one word of a dateline's place; false where it can't be one.
bool take_word(std::string_view word, Head& head) {
    const std::string lower = folded(word);
    if (head.previous == "no" && lower == "date") head.agency = true;  // "HAVANA, NO DATE --": the form alone tells
    head.previous = lower;
    if (head.first.empty()) head.first = lower;
    ++head.words;
    if (is_caps(word)) {
        ++head.caps_words;
        return true;
    }
    if (head.parts == 1 && !among(small_words, lower)) head.first_part_caps = false;
    const char32_t c = code_at(word, 0);
    // Scripts without capitals are judged by date and agency alone.
    return is_upper(c) || (c > 0x24F && is_letter(c) && !is_lower(c)) || among(small_words, lower) || word.starts_with("al-") || word.starts_with("el-");
}

// A bracket: a date, an agency, or a country; nothing else may stand in one. Its end, or `at` where it is none of them.
std::size_t take_bracket(std::string_view text, std::size_t at, std::size_t end, Head& head) {
    const std::size_t close = text.substr(0, std::min(end, at + 60)).find(')', at);
    if (close == text.npos) return at;
    const std::size_t start = skip_white(text, at + 1, close);
    const auto date = date_at(text, start, close);
    if (date && skip_white(text, date->span.end, close) == close) {
        head.date = date;
        head.date_bracket_end = close + 1;
        return close + 1;
    }
    const char32_t c = code_at(text, start);
    if (!is_upper(c) && !(c > 0x24F && is_letter(c) && !is_lower(c))) return at;
    head.agency = true;
    return close + 1;
}

// Reads place, date and agency up to the mark that ends them.
End read_head(std::string_view text, Span piece, Head& head, std::size_t& begin_mark, std::size_t& past_mark) {
    const std::size_t end = std::min<std::size_t>(piece.end, piece.begin + longest_dateline);
    std::size_t at = piece.begin;
    while (at < end) {
        std::size_t size = 1;
        const char32_t c = base::decode(text, at, size);
        if (is_white(c) || c == '/' || c == '.') {
            at += size;
            continue;
        }
        const End mark = end_mark(text, at, end, past_mark);
        if (mark != End::none && at > piece.begin) {
            begin_mark = at;
            return mark;
        }
        if (head.date_bracket_end && head.date_bracket_end == skip_white(text, head.date_bracket_end, at)) break;
        if (c == ',' || c == 0x60C) {
            ++head.parts;
            at += size;
            continue;
        }
        if (c == '(') {
            const std::size_t past = take_bracket(text, at, end, head);
            if (past == at) break;
            at = past;
            if (head.date_bracket_end) {
                // "(Jan. 22, 2013)" ends a dateline by itself; a dash after it belongs to it.
                const std::size_t next = skip_white(text, at, end, false);
                if (next < end && end_mark(text, next, end, past_mark) == End::dash) {
                    begin_mark = next;
                    return End::dash;
                }
                begin_mark = past_mark = at;
                return End::bracket;
            }
            continue;
        }
        if (!head.date) {
            if (const auto date = date_at(text, at, end)) {
                head.date = date;
                at = date->span.end;
                continue;
            }
        }
        const std::size_t stop = word_end(text, at, end);
        if (stop == at || !take_word(text.substr(at, stop - at), head) || head.words > most_words) break;
        at = stop;
    }
    return End::none;
}

bool opens_text(std::string_view text, std::size_t at, std::size_t end) {
    at = skip_white(text, at, end);
    if (at >= end) return true;
    const char32_t c = code_at(text, at);
    return !is_lower(c) && c != '-' && c != ',';
}

// Tags that monitoring services set after a dateline: "[TEXT]", "[EXCERPT] [BY NAME] [TEXT]".
std::size_t past_tags(std::string_view text, std::size_t at, std::size_t end) {
    constexpr std::array<std::string_view, 14> tags = {"text", "excerpt", "excerpts", "report", "commentary", "communique", "editorial",
                                                       "interview", "article", "speech", "statement", "announcer-read report", "passage omitted", "summary"};
    std::size_t here = at, last = at;
    for (;;) {
        const std::size_t open = skip_white(text, here, end);
        if (open >= end || text[open] != '[') return last;
        const std::size_t close = text.substr(0, std::min(end, open + 300)).find(']', open);
        if (close == text.npos) return last;
        const std::string words = folded(text.substr(open + 1, close - open - 1));
        here = close + 1;
        if (std::any_of(tags.begin(), tags.end(), [&](std::string_view tag) { return words == tag || words.starts_with(std::string(tag) + " "); })) last = here;
    }
}

}  // namespace

std::optional<Dateline> dateline_at(std::string_view text, Span piece, bool all_caps) {
    Head head;
    std::size_t mark = 0, past = 0;
    const End end = read_head(text, piece, head, mark, past);
    if (end == End::none || (head.words == 0 && !(head.date && head.agency))) return std::nullopt;
    if (among(no_places, head.first)) return std::nullopt;
    const bool text_follows = opens_text(text, past, piece.end);
    const bool told = head.date || head.agency;
    const bool caps = !all_caps && head.first_part_caps && head.caps_words > 0;
    bool good = false;
    if (end == End::bracket) good = head.words > 0;
    else if (end == End::colon) good = head.date ? head.words > 0 : caps && head.words <= 3 && !head.agency && text_follows && piece.end > past + 60;
    else if (told) good = head.words > 0 || head.agency;
    else good = text_follows && (piece.end > past + 25 || (caps && skip_white(text, past, piece.end) == piece.end)) && (caps || (!all_caps && head.parts == 2 && head.words <= 5 && head.words >= 2));
    if (!good || (!text_follows && !told && !caps)) return std::nullopt;
    Dateline found;
    found.span = trimmed(text, span_of(piece.begin, past_tags(text, past, piece.end)));
    found.date = head.date;
    return found;
}

std::optional<DateLine> date_line(std::string_view text, Span piece) {
    if (piece.size() > 140) return std::nullopt;
    constexpr std::array<std::string_view, 34> words = {
        "published", "posted", "updated", "update", "created", "first", "last", "modified", "date", "on", "at", "et", "gmt", "by", "issued", "edition",
        "publié", "le", "à", "mis", "jour", "publicado", "el", "veröffentlicht", "am", "uhr", "released", "release", "time", "local", "pm", "edt", "est", "the"};
    const auto dates = dates_in(text, piece);
    if (dates.empty()) return std::nullopt;
    DateLine line;
    line.date = dates.front();
    const std::string lead = folded(text.substr(piece.begin, dates.front().span.begin - piece.begin));
    if (lead.find("correct") != lead.npos) return std::nullopt;
    line.updated = lead.find("update") != lead.npos || lead.find("modified") != lead.npos || lead.find("mis à jour") != lead.npos;
    std::size_t at = piece.begin, others = 0, next = 0;
    while (at < piece.end) {
        while (next < dates.size() && dates[next].span.end <= at) ++next;
        if (next < dates.size() && at >= dates[next].span.begin) {
            at = dates[next].span.end;
            continue;
        }
        const std::size_t stop = word_end(text, at, piece.end);
        if (stop == at) {
            std::size_t size = 1;
            const char32_t c = base::decode(text, at, size);
            if (c >= '0' && c <= '9') ++others;
            at += size;
            continue;
        }
        const std::string word = folded(text.substr(at, stop - at));
        if (!among(words, word) && base::weekday_number(word) == 0) others += 2;
        at = stop;
    }
    if (others > 2) return std::nullopt;
    line.bare = lead.find_first_not_of(" ([") == lead.npos;
    return line;
}

bool is_byline(std::string_view text, Span piece) {
    if (piece.size() > 200) return false;
    const std::string_view words = piece.of(text);
    std::size_t at = 0;
    for (std::string_view lead : {"By ", "BY ", "by ", "By: ", "by: ", "BY: ", "By:", "Byline: "}) {
        if (words.starts_with(lead)) at = lead.size();
    }
    if (at == 0) return false;
    constexpr std::array<std::string_view, 24> between = {"and", "in", "of", "for", "the", "at", "with", "on", "de", "van", "von", "der", "den", "bin", "ibn",
                                                          "al", "el", "la", "du", "da", "dos", "und", "et", "y"};
    std::size_t names = 0, n = 0;
    bool first = true;
    for (std::size_t here = piece.begin + at; here < piece.end;) {
        const std::size_t stop = word_end(text, here, piece.end);
        if (stop == here) {
            std::size_t size = 1;
            const char32_t c = base::decode(text, here, size);
            // A sentence that goes on after a stop is no byline; initials and abbreviations are.
            if (c == '?' || c == '!' || c == ';' || c == '"' || c == 0x201C) return false;
            here += size;
            continue;
        }
        const std::string_view word = text.substr(here, stop - here);
        const std::string lower = folded(word);
        if (first && (base::weekday_number(lower) || month_of(lower) || lower == "the" || lower == "a") && words.find("Press") == words.npos) return false;
        const bool address = stop < piece.end && (text[stop] == '@' || text[stop] == '.') && is_lower(code_at(text, here));
        ++n;
        if (is_upper(code_at(text, here)) || word.starts_with("al-")) ++names;
        else if (!among(between, lower) && !address && !(here > 0 && (text[here - 1] == '.' || text[here - 1] == '@')) && !base::is_ascii_digit(text[here - 1])) return false;
        first = false;
        here = stop;
    }
    return names >= 1 && n <= 24;
}

}  // namespace marsad::segment::detail
