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
detail::Register register_of(const Document& document) {
    std::vector<detail::Lexeme> lexemes;
    std::size_t years = 0, days = 0, ancient = 0;
    const int own = document.published ? document.published->day.year : 0;
    const auto count = [&](base::Span span) {
        detail::lex(document.text(), span, lexemes);
        for (std::size_t i = 1; i < lexemes.size(); ++i) {
            const detail::Lexeme& word = lexemes[i];
            if (word.is(detail::c_bc) && lexemes[i - 1].figures) ++ancient;
            if (word.is(detail::c_year) && word.value != own && word.value < 2050 && !lexemes[i - 1].is(detail::c_hyphen)) ++years;
            if (word.is(detail::c_wday) && !word.hesitant) ++days;
            if (word.is(detail::c_today) && word.value <= 0) ++days;
        }
    };
    if (document.segments.empty()) count({0, static_cast<std::uint32_t>(document.buffer.size())});
    for (const Segment& segment : document.segments) {
        if (segment.is_article() && !segment.unread) count(segment.span);
    }
    detail::Register kind;
    kind.narrative = years + ancient >= 4 && years + ancient > 3 * days;
    kind.post = document.buffer.size() <= longest_message;
    kind.year = own;
    kind.ancient = ancient >= 3;
    return kind;
}

}  // namespace

void find_times(Document& document) {
    document.times.clear();
    const detail::Register article = register_of(document);
    document.narrative = article.narrative;
    const std::optional<base::Date> published = document.published ? std::optional(document.published->day) : std::nullopt;
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
            const detail::Register post{false, true, article.year, false};
            detail::Resolver own(post, segment.post && segment.post->posted_day ? segment.post->posted_day : published);
            read(segment.span, post, own);
        } else {
            read(segment.span, article, resolver);
        }
    }
    std::sort(document.times.begin(), document.times.end(), [](const document::Time& a, const document::Time& b) { return a.span < b.span; });
}

}  // namespace marsad::annotate
