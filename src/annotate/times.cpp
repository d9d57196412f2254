#include "annotate/times.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "annotate/times_ancient.h"
#include "annotate/times_grammar.h"
#include "annotate/times_story.h"
#include "annotate/times_values.h"
#include "base/utf8.h"

namespace marsad::annotate {

namespace {

using document::Document;
using document::Segment;
using document::SegmentKind;

constexpr std::uint32_t longest_message = 320;  // bytes; a report no longer than that is written like a post

constexpr std::size_t longest_heading = 90;       // bytes

// The lexemes of one segment, in the list of the whole document.
struct Run {
    const Segment* segment = nullptr;  // null where the document has none
    std::size_t first = 0, last = 0;
};

// A line that says no more than a year or two ("1937", "1921–1923"): a heading of a chronicle, which the page's own
// furniture looks like; nothing else would be taken from it.
bool is_date_line(const Document& document, const Segment& segment) {
    const std::string_view words = document.words(segment.span);
    if (segment.kind != SegmentKind::furniture || segment.unread || words.size() > 12) return false;
    std::size_t digits = 0;
    for (const char c : words) {
        digits += base::is_ascii_digit(c);
        if (static_cast<signed char>(c) > 0 && !base::is_ascii_digit(c) && c != '-' && c != ' ' && c != ':') return false;
    }
    return digits == 4 || digits == 8;
}

// One short line that is no sentence.
bool is_heading(std::string_view words) {
    return words.size() <= longest_heading && words.find('\n') == std::string_view::npos && std::string_view(".!?;,").find(words.empty() ? '.' : words.back()) == std::string_view::npos;
}

// A history names years; news names days of the week, and "today". One mode for the whole document decides against
// what its months, weekdays and "next days" count.
detail::Register register_of(const Document& document, const std::vector<detail::Lexeme>& lexemes, const std::vector<Run>& runs) {
    std::size_t years = 0, days = 0, ancient = 0;
    const int own = document.published ? document.published->day.year : 0;
    for (const Run& run : runs) {
        if (run.segment && !run.segment->is_article() && !is_date_line(document, *run.segment)) continue;
        for (std::size_t i = run.first; i < run.last; ++i) {
            const detail::Lexeme& word = lexemes[i];
            if (!word.is(detail::c_bc | detail::c_year | detail::c_wday | detail::c_today)) continue;
            const detail::Lexeme& previous = lexemes[std::max(i, run.first + 1) - 1];
            if (word.is(detail::c_bc) && previous.figures) ++ancient;
            if (word.is(detail::c_year) && word.value != own && word.value < 2050 && !previous.is(detail::c_hyphen)) ++years;
            if (word.is(detail::c_wday) && !word.hesitant) ++days;
            if (word.is(detail::c_today) && word.value <= 0) ++days;
        }
    }
    detail::Register kind;
    kind.narrative = years + ancient >= 4 && years + ancient > 3 * days;
    kind.post = document.buffer.size() <= longest_message;
    kind.year = own;
    kind.ancient = ancient >= 3;
    return kind;
}

// The words of a post, in a report that is no longer than one.
bool has_marks_of_post(const std::string& text) {
    return text.find_first_of("#@") != std::string::npos || text.find("http") != std::string::npos;
}

}  // namespace

void find_times(Document& document) {
    document.times.clear();
    std::vector<detail::Lexeme> lexemes;
    lexemes.reserve(document.buffer.size() / 4);
    std::vector<Run> runs;
    const auto lex = [&](const Segment* segment, base::Span span) {
        const std::size_t first = lexemes.size();
        detail::lex(document.text(), span, lexemes);
        runs.push_back({segment, first, lexemes.size()});
    };
    if (document.segments.empty()) lex(nullptr, {0, static_cast<std::uint32_t>(document.buffer.size())});
    for (const Segment& segment : document.segments) {
        if (segment.is_read() || is_date_line(document, segment)) lex(&segment, segment.span);
    }
    const detail::Register article = register_of(document, lexemes, runs);
    if (article.ancient) {
        for (const Run& run : runs) detail::mark_ancient_years(document.text(), std::span(lexemes).subspan(run.first, run.last - run.first));
    }
    document.narrative = article.narrative;
    const std::optional<base::Date> published = document.published ? std::optional(document.published->day) : std::nullopt;
    // A short report may be worded like a post and yet tell of its day as news does, unless it bears a post's marks.
    detail::Resolver resolver({article.narrative, article.post && has_marks_of_post(document.buffer), article.year, article.ancient}, published);
    std::vector<detail::Passage> passages;
    passages.reserve(runs.size());
    for (const Run& run : runs) {
        const std::span<const detail::Lexeme> words(lexemes.data() + run.first, run.last - run.first);
        const Segment* segment = run.segment;
        detail::Passage passage{words, {}, segment && is_heading(document.words(segment->span)), {}};
        if (segment && (segment->kind == SegmentKind::post || segment->kind == SegmentKind::comment)) {
            const detail::Register post{false, true, article.year, false};
            detail::Resolver own(post, segment->post && segment->post->posted_day ? segment->post->posted_day : published);
            detail::parse(document.text(), words, post, passage.expressions);
            own.resolve(words, passage.expressions, document.times);
        } else {
            detail::parse(document.text(), words, article, passage.expressions);
            if (article.narrative) passages.push_back(std::move(passage));
            else resolver.resolve(words, passage.expressions, document.times);
        }
    }
    detail::date_story(passages);
    for (const detail::Passage& passage : passages) {
        if (passage.begins_in) resolver.begin_in(*passage.begins_in);
        resolver.resolve(passage.lexemes, passage.expressions, document.times);
    }
    std::sort(document.times.begin(), document.times.end(), [](const document::Time& a, const document::Time& b) { return a.span < b.span; });
}

}  // namespace marsad::annotate
