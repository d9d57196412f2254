// How the day of publication is found, the surest way first:
//
//   1. a dateline with a year; else a line of publication ("Published …"); else a headline that ends in a full date;
//   2. a dateline or line without a year, where the year follows: from a release's number, the days of posts, full dates
//      within a year's half of it, or the one year that the page's copyright names;
//   3. a day in the report's address (/2016/11/22/);
//   4. a full date next to "today" in the first paragraphs;
//   5. posts: a report quotes posts of its own day or the days before, so it is of the last post's day; but where its first
//      paragraphs name a weekday ("on Tuesday"), as news does for its own day, it is the first such weekday not before the
//      last post, if that is few days off. (A weekday further off is that of an earlier day.)
//
// A date alone in running text is never taken: it may be history.
#include "segment/publication.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "segment/text.h"

namespace marsad::segment::detail {
namespace {

using document::Document;
using document::Publication;
using document::Segment;
using document::SegmentKind;
using From = DayMark::From;

constexpr int most_days_after_post = 3;
constexpr std::size_t first_paragraphs = 2;  // in which news names its own day

Publication published(base::Date day, std::string value, std::vector<Span> evidence) {
    Publication found;
    found.day = day;
    found.value = std::move(value);
    found.evidence = std::move(evidence);
    return found;
}

class Searcher {
public:
    Searcher(const Document& document, const std::vector<DayMark>& days) : m_document(document), m_text(document.buffer), m_days(days) {
        for (const Segment& segment : document.segments) {
            if (segment.kind == SegmentKind::paragraph && m_paragraphs.size() < first_paragraphs) m_paragraphs.push_back(segment.span);
            if (segment.kind == SegmentKind::post && segment.post && segment.post->posted_day) m_posts.push_back(&segment);
        }
    }

    std::optional<Publication> find() {
        for (From from : {From::dateline, From::line, From::headline, From::updated_line}) {
            if (auto found = full_day(from)) return found;
        }
        for (From from : {From::dateline, From::line, From::headline, From::updated_line}) {
            if (auto found = day_without_year(from)) return found;
        }
        if (auto found = from_address()) return found;
        if (auto found = next_to_today()) return found;
        return from_posts();
    }

private:
    const Document& m_document;
    std::string_view m_text;
    const std::vector<DayMark>& m_days;
    std::vector<Span> m_paragraphs;
    std::vector<const Segment*> m_posts;

    std::optional<Publication> full_day(From from) const {
        for (const DayMark& mark : m_days) {
            if (mark.from == from && mark.date.full() && !mark.date.ambiguous) return published(mark.date.date(), mark.date.iso(), {mark.date.span});
        }
        return std::nullopt;
    }

    std::optional<Publication> day_without_year(From from) const {
        for (const DayMark& mark : m_days) {
            if (mark.from != from || mark.date.full()) continue;
            FoundDate date = mark.date;
            std::vector<Span> evidence = {date.span};
            const auto year = year_for(date, evidence);
            if (!year) continue;
            date.year = *year;
            if (base::is_valid(date.date())) return published(date.date(), date.iso(), std::move(evidence));
        }
        return std::nullopt;
    }

    // The year in which a day without one lies nearest to a day that is known.
    static int nearest_year(const FoundDate& date, base::Date known, std::int64_t& distance) {
        int best = known.year;
        distance = 100000;
        for (int year = known.year - 1; year <= known.year + 1; ++year) {
            const base::Date day{year, static_cast<std::uint8_t>(date.month), static_cast<std::uint8_t>(date.day)};
            if (!base::is_valid(day) || (date.weekday && base::weekday(day) != date.weekday)) continue;
            const std::int64_t apart = std::llabs(base::to_days(day) - base::to_days(known));
            if (apart < distance) {
                distance = apart;
                best = year;
            }
        }
        return best;
    }

    std::optional<int> year_for(const FoundDate& date, std::vector<Span>& evidence) const {
        for (const DayMark& mark : m_days) {
            if (mark.from == From::slug && std::abs(mark.date.month - date.month) <= 1) {
                evidence.push_back(mark.date.span);
                return mark.date.year;
            }
        }
        std::int64_t distance = 0;
        for (const Segment* post : m_posts) {
            const int year = nearest_year(date, *post->post->posted_day, distance);
            if (distance > 60) continue;
            evidence.push_back(post->post->posted_span);
            return year;
        }
        std::int64_t nearest = 183;
        std::optional<int> found;
        Span words;
        for (const Segment& segment : m_document.segments) {
            if (segment.kind == SegmentKind::comment) continue;
            for (const FoundDate& other : dates_in(m_text, segment.span)) {
                if (!other.full() || other.ambiguous) continue;
                const int year = nearest_year(date, other.date(), distance);
                if (distance >= nearest) continue;
                nearest = distance;
                found = year;
                words = other.span;
            }
        }
        if (!found) found = copyright_year(words);
        if (found) evidence.push_back(words);
        return found;
    }

    // "© 2016 …", where all that the page's furniture names is one year.
    std::optional<int> copyright_year(Span& words) const {
        std::optional<int> found;
        for (const Segment& segment : m_document.segments) {
            if (segment.kind != SegmentKind::furniture) continue;
            const std::string lower = folded(segment.span.of(m_text));
            if (lower.find("copyright") == lower.npos && lower.find("©") == lower.npos && lower.find("(c)") == lower.npos) continue;
            for (std::size_t at = segment.span.begin; at + 4 <= segment.span.end; ++at) {
                if (at > segment.span.begin && base::is_ascii_digit(m_text[at - 1])) continue;
                if (!((m_text[at] == '1' && m_text[at + 1] == '9') || (m_text[at] == '2' && m_text[at + 1] == '0'))) continue;
                if (!base::is_ascii_digit(m_text[at + 2]) || !base::is_ascii_digit(m_text[at + 3])) continue;
                if (at + 4 < segment.span.end && base::is_ascii_digit(m_text[at + 4])) continue;
                const int year = (m_text[at] - '0') * 1000 + (m_text[at + 1] - '0') * 100 + (m_text[at + 2] - '0') * 10 + (m_text[at + 3] - '0');
                if (found && *found != year) return std::nullopt;
                found = year;
                words = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 4)};
            }
        }
        return found;
    }

    // "/2016/11/22/" or "/2016-11-22"; the evidence lies in no text.
    std::optional<Publication> from_address() const {
        const std::string& url = m_document.report.url;
        for (std::size_t slash = url.find('/'); slash != url.npos; slash = url.find('/', slash + 1)) {
            const auto date = date_at(url, slash + 1, url.size());
            if (date && date->full() && !date->ambiguous && date->span.size() >= 8) return published(date->date(), base::iso(date->date()), {});
        }
        return std::nullopt;
    }

    std::optional<Publication> next_to_today() const {
        constexpr std::array<std::string_view, 4> todays = {"today", "tonight", "this morning", "this evening"};
        for (Span paragraph : m_paragraphs) {
            for (const FoundDate& date : dates_in(m_text, paragraph)) {
                if (!date.full() || date.ambiguous) continue;
                const std::size_t begin = std::max<std::size_t>(paragraph.begin, date.span.begin > 16 ? date.span.begin - 16 : 0);
                const std::size_t end = std::min<std::size_t>(paragraph.end, date.span.end + 16);
                const std::string near = folded(m_text.substr(begin, end - begin));
                const bool told = std::any_of(todays.begin(), todays.end(), [&](std::string_view word) { return near.find(word) != near.npos; });
                if (told) return published(date.date(), base::iso(date.date()), {date.span});
            }
        }
        return std::nullopt;
    }

    // The first weekday that the first paragraphs name as their own; {0, …} where they name none.
    std::pair<int, Span> own_weekday() const {
        constexpr std::array<std::string_view, 12> not_own = {"last", "next", "since", "until", "till", "every", "each", "by", "from", "previous", "past", "coming"};
        for (Span paragraph : m_paragraphs) {
            std::string previous;
            for (std::size_t at = paragraph.begin; at < paragraph.end;) {
                const std::size_t stop = word_end(m_text, at, paragraph.end);
                if (stop == at) {
                    ++at;
                    continue;
                }
                const std::string lower = folded(m_text.substr(at, stop - at));
                const int day = lower.size() >= 6 && base::is_ascii_upper(m_text[at]) ? base::weekday_number(lower) : 0;
                if (day && std::find(not_own.begin(), not_own.end(), previous) == not_own.end()) {
                    return {day, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(stop)}};
                }
                previous = lower;
                at = stop;
            }
        }
        return {0, {}};
    }

    std::optional<Publication> from_posts() const {
        if (m_posts.empty()) return std::nullopt;
        const Segment* last = *std::max_element(m_posts.begin(), m_posts.end(), [](const Segment* a, const Segment* b) {
            return *a->post->posted_day < *b->post->posted_day;
        });
        base::Date day = *last->post->posted_day;
        std::vector<Span> evidence = {last->post->posted_span};
        const auto [weekday, words] = own_weekday();
        if (weekday) {
            const int later = (weekday - base::weekday(day) + 7) % 7;
            if (later <= most_days_after_post) {
                day = base::add_days(day, later);
                evidence.insert(evidence.begin(), words);
            }
        }
        return published(day, base::iso(day), std::move(evidence));
    }
};

}  // namespace

std::optional<Publication> find_publication(const Document& document, const std::vector<DayMark>& days) { return Searcher(document, days).find(); }

}  // namespace marsad::segment::detail
