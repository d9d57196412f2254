#include "annotate/times.h"

#include <algorithm>

#include "annotate/times_grammar.h"
#include "annotate/times_values.h"

namespace marsad::annotate {

namespace {

using document::Document;
using document::Segment;
using document::SegmentKind;

constexpr std::uint32_t longest_message = 320;  // bytes; a report no longer than that is written like a post

// A history names years; news names days of the week, and "today". One mode for the whole document decides against
// what its months, weekdays and "next days" count.
bool is_narrative(const Document& document) {
    std::vector<detail::Lexeme> lexemes;
    std::size_t years = 0, days = 0;
    const int own = document.published ? document.published->day.year : 0;
    const auto count = [&](base::Span span) {
        detail::lex(document.text(), span, lexemes);
        for (std::size_t i = 1; i < lexemes.size(); ++i) {
            const detail::Lexeme& word = lexemes[i];
            if (word.is(detail::c_bc)) ++years;
            if (word.is(detail::c_year) && word.value != own && word.value < 2050 && lexemes[i - 1].is(detail::c_prep | detail::c_month | detail::c_mod | detail::c_comma)) ++years;
            if (word.is(detail::c_wday) && !word.hesitant) ++days;
            if (word.is(detail::c_today) && word.value <= 0) ++days;
        }
    };
    if (document.segments.empty()) count({0, static_cast<std::uint32_t>(document.buffer.size())});
    for (const Segment& segment : document.segments) {
        if (segment.is_article() && !segment.unread) count(segment.span);
    }
    return years >= 4 && years > 3 * days;
}

}  // namespace

void find_times(Document& document) {
    document.times.clear();
    document.narrative = is_narrative(document);
    const std::optional<base::Date> published = document.published ? std::optional(document.published->day) : std::nullopt;
    const bool message = document.buffer.size() <= longest_message;
    const detail::Register article{document.narrative, message};
    detail::Resolver resolver(article, published);
    std::vector<detail::Lexeme> lexemes;
    std::vector<detail::Expression> expressions;
    const auto read = [&](base::Span span, detail::Register kind, detail::Resolver& by) {
        detail::lex(document.text(), span, lexemes);
        detail::parse(document.text(), lexemes, kind, expressions);
        by.resolve(document.text(), lexemes, expressions, document.times);
    };
    if (document.segments.empty()) read({0, static_cast<std::uint32_t>(document.buffer.size())}, article, resolver);
    for (const Segment& segment : document.segments) {
        if (segment.unread || segment.kind == SegmentKind::furniture) continue;
        if (segment.kind == SegmentKind::post || segment.kind == SegmentKind::comment) {
            const detail::Register post{false, true};
            detail::Resolver own(post, segment.post && segment.post->posted_day ? segment.post->posted_day : published);
            read(segment.span, post, own);
        } else {
            read(segment.span, article, resolver);
        }
    }
    std::sort(document.times.begin(), document.times.end(), [](const document::Time& a, const document::Time& b) { return a.span < b.span; });
}

}  // namespace marsad::annotate
