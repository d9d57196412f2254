#include "segment/kinds.h"

#include <algorithm>
#include <array>

#include "segment/datelines.h"
#include "segment/phrases.h"
#include "segment/text.h"

namespace marsad::segment::detail {
namespace {

using document::BlockKind;
using document::Document;
using document::Segment;
using document::SegmentKind;

constexpr std::size_t longest_headline = 170;     // bytes
constexpr std::size_t longest_heading_line = 110;
constexpr std::size_t longest_subheading = 70;
constexpr std::size_t least_paragraph = 110;      // a neighbour so long is running text
constexpr std::size_t datelines_within = 3;       // paragraphs from the top in which a dateline may stand

bool is_all_caps(std::string_view text) {
    std::size_t upper = 0, lower = 0;
    for (char c : text) {
        upper += base::is_ascii_upper(c);
        lower += base::is_ascii_lower(c);
    }
    return upper > 40 && upper > 10 * lower;
}

// The last code point that is no quotation mark or bracket.
char32_t last_mark(std::string_view words) {
    std::size_t at = words.size();
    while (at > 0) {
        std::size_t start = 0;
        const char32_t c = before(words, at, &start);
        if (c != '"' && c != '\'' && c != ')' && c != 0x201D && c != 0x2019 && c != 0xBB && !is_white(c)) return c;
        at = start;
    }
    return 0;
}

bool stops(char32_t c) { return c == '.' || c == ';' || c == ':' || c == ',' || c == 0x2026 || c == '!' || c == '?' || c == 0x061F || c == 0x60C; }

// "A headline in Title Case.", or one without articles and auxiliaries: databases of news end headlines by a full stop.
bool reads_like_headline(std::string_view words) {
    constexpr std::array<std::string_view, 16> running = {"the", "a", "an", "was", "were", "has", "have", "had", "is", "are", "been", "said", "will", "would", "i", "we"};
    std::size_t long_words = 0, capitals = 0, sentence_words = 0;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t stop = word_end(words, at, words.size());
        if (stop == at) {
            ++at;
            continue;
        }
        const std::string lower = folded(words.substr(at, stop - at));
        sentence_words += std::find(running.begin(), running.end(), lower) != running.end();
        if (stop - at >= 4) {
            ++long_words;
            capitals += is_upper(code_at(words, at));
        }
        at = stop;
    }
    return words.size() <= 130 && long_words >= 2 && (capitals * 10 >= long_words * 7 || (sentence_words == 0 && words.size() <= 80));
}

// "SYRIA-CRISIS/ALEPPO", "2013-01-S-022": a machine's name for the copy.
bool is_slug(std::string_view words) {
    if (words.size() > 50 || words.find(' ') != words.npos) return false;
    bool parted = false;
    for (char c : words) {
        if (c == '-' || c == '/') parted = true;
        else if (!base::is_ascii_upper(c) && !base::is_ascii_digit(c) && c != '(' && c != ')' && c != '.') return false;
    }
    return parted;
}

// "Home | News | World": a menu.
bool is_menu(std::string_view words) {
    const auto bars = std::count(words.begin(), words.end(), '|');
    const auto blanks = std::count(words.begin(), words.end(), ' ');
    return words.size() <= 160 && (bars >= 2 || (bars == 1 && blanks <= 6)) && last_mark(words) != '.';
}

// A link or a mail address and nothing else.
bool is_address(std::string_view words) {
    if (words.find(' ') != words.npos || words.find('\n') != words.npos) return false;
    if (words.starts_with("http://") || words.starts_with("https://") || words.starts_with("www.")) return true;
    const std::size_t sign = words.find('@');
    return sign != words.npos && sign > 0 && words.find('.', sign) != words.npos;
}

// "12 Retweets 34 Likes".
bool is_count_line(std::string_view words) {
    constexpr std::array<std::string_view, 18> counted = {"retweets", "retweet", "likes", "like", "replies", "reply", "views", "shares", "share", "reposts",
                                                          "quotes", "boosts", "favorites", "favourites", "comments", "bookmarks", "upvotes", "k"};
    if (words.size() > 90) return false;
    bool number = false;
    const std::string lower = folded(words);
    for (std::size_t at = 0; at < lower.size();) {
        const std::size_t stop = word_end(lower, at, lower.size());
        if (stop == at) {
            number |= base::is_ascii_digit(lower[at]);
            ++at;
            continue;
        }
        if (std::find(counted.begin(), counted.end(), lower.substr(at, stop - at)) == counted.end()) return false;
        at = stop;
    }
    return number;
}

class Namer {
public:
    Namer(const Document& document, const std::vector<Piece>& pieces) : m_document(document), m_text(document.buffer), m_all(pieces), m_all_caps(is_all_caps(m_text)) {}

    Kinds name(std::vector<FoundPost> posts) {
        if (m_document.body_begin > 1) {
            const Span title = trimmed(m_text, {0, m_document.body_begin - 1});
            if (!title.empty()) add(title, SegmentKind::headline);
        }
        cut(posts);
        for (std::size_t i = 0; i < m_parts.size(); ++i) name_part(i, posts);
        return std::move(m_kinds);
    }

private:
    struct Part {
        Span span;
        const Piece* piece = nullptr;  // none for a post
        std::size_t post = 0;          // number of the post, where it is one
        bool cut = false;              // a post was taken out of its piece
    };

    const Document& m_document;
    std::string_view m_text;
    const std::vector<Piece>& m_all;
    bool m_all_caps;
    std::vector<Part> m_parts;
    Kinds m_kinds;
    std::size_t m_paragraphs = 0;

    void add(Span span, SegmentKind kind) {
        Segment segment;
        segment.span = span;
        segment.kind = kind;
        m_kinds.segments.push_back(std::move(segment));
    }

    // Pieces and posts in order of text; pieces without the stretches that posts take up.
    void cut(const std::vector<FoundPost>& posts) {
        std::size_t next = 0;
        for (const Piece& piece : m_all) {
            std::uint32_t at = piece.span.begin;
            bool was_cut = false;
            while (next < posts.size() && posts[next].span.begin < piece.span.end) {
                const Span rest = trimmed(m_text, {at, std::max(at, posts[next].span.begin)});
                was_cut = true;
                if (!rest.empty()) m_parts.push_back({rest, &piece, 0, true});
                if (posts[next].span.end > at) at = std::max(at, std::min(posts[next].span.end, piece.span.end));
                if (posts[next].span.end > piece.span.end) break;
                m_parts.push_back({posts[next].span, nullptr, next, false});
                ++next;
            }
            const Span rest = trimmed(m_text, {at, std::max(at, piece.span.end)});
            if (!rest.empty()) m_parts.push_back({rest, &piece, 0, was_cut});
        }
    }

    void name_part(std::size_t i, std::vector<FoundPost>& posts) {
        const Part& part = m_parts[i];
        if (!part.piece) {
            FoundPost& post = posts[part.post];
            add(post.span, post.kind);
            m_kinds.segments.back().post = std::move(post.details);
            return;
        }
        const auto kind = kind_of(i);
        if (kind == SegmentKind::paragraph) {
            paragraph(part.span);
            return;
        }
        add(part.span, kind);
        mark_days(part.span, kind);
    }

    // A paragraph, its dateline cut off where it has one.
    void paragraph(Span span) {
        if (m_paragraphs < datelines_within) {
            // Releases run their heading and dateline together, parted by blanks only.
            const Span gap = wide_gap(span);
            auto dateline = dateline_at(m_text, span, m_all_caps);
            if (!dateline && !gap.empty()) {
                const Span rest{gap.end, span.end};
                dateline = dateline_at(m_text, rest, m_all_caps);
                if (dateline && dateline->date) {
                    const Span lead = trimmed(m_text, {span.begin, gap.begin});
                    add(lead, SegmentKind::headline);
                    mark_days(lead, SegmentKind::headline);
                } else {
                    dateline.reset();
                }
            }
            if (dateline) {
                add(dateline->span, SegmentKind::dateline);
                if (dateline->date) m_kinds.days.push_back({DayMark::From::dateline, *dateline->date});
                span = trimmed(m_text, {dateline->span.end, span.end});
            }
        }
        if (span.empty()) return;
        ++m_paragraphs;
        add(span, SegmentKind::paragraph);
    }

    // The last run of two or more blanks among the first bytes of a paragraph.
    Span wide_gap(Span span) const {
        Span gap{span.begin, span.begin};
        const std::size_t end = std::min<std::size_t>(span.end, span.begin + 250);
        for (std::size_t at = span.begin; at < end;) {
            std::size_t size = 1;
            if (!is_white(base::decode(m_text, at, size))) {
                at += size;
                continue;
            }
            const std::size_t stop = skip_white(m_text, at, end);
            if (stop - at >= 2 && stop < end && m_text.substr(at, stop - at).find('\n') == std::string_view::npos) {
                gap = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(stop)};
            }
            at = stop;
        }
        return gap;
    }

    void mark_days(Span span, SegmentKind kind) {
        if (kind == SegmentKind::dateline || kind == SegmentKind::byline) {
            if (kind == SegmentKind::dateline) {
                if (const auto dateline = dateline_at(m_text, span, m_all_caps); dateline && dateline->date) {
                    m_kinds.days.push_back({DayMark::From::dateline, *dateline->date});
                    return;
                }
            }
            const auto line = date_line(m_text, span);
            if (line) {
                m_kinds.days.push_back({line->updated ? DayMark::From::updated_line : DayMark::From::line, line->date});
            } else {
                for (const auto& date : dates_in(m_text, span)) {
                    m_kinds.days.push_back({DayMark::From::line, date});
                    break;
                }
            }
        } else if (kind == SegmentKind::headline) {
            // "Daily update, May 30, 2011", "July 6: Operations in the south".
            const auto dates = dates_in(m_text, span);
            for (const FoundDate& date : dates) {
                // "Two held after raid Posted: Friday, May 4, 2018 Updated: …" on one line.
                const std::size_t from = date.span.begin - std::min<std::size_t>(14, date.span.begin - span.begin);
                const std::string lead = folded(m_text.substr(from, date.span.begin - from));
                if (lead.find("posted") == lead.npos && lead.find("published") == lead.npos) continue;
                m_kinds.days.push_back({DayMark::From::line, date});
                return;
            }
            const bool ends = !dates.empty() && m_paragraphs == 0 && dates.back().span.end + 2 >= span.end;
            const bool begins = !dates.empty() && m_paragraphs == 0 && dates.front().span.begin == span.begin && dates.front().span.end < span.end && m_text[dates.front().span.end] == ':';
            if (ends || begins) m_kinds.days.push_back({DayMark::From::headline, ends ? dates.back() : dates.front()});
        }
        if (m_paragraphs == 0) mark_number(span);
    }

    // The year and month that a release's number begins with ("2013-01-S-022").
    void mark_number(Span span) {
        const std::string_view words = span.of(m_text);
        for (std::size_t at = 0; at + 9 < words.size() && at < 200; ++at) {
            const auto digit = [&](std::size_t i) { return base::is_ascii_digit(words[at + i]); };
            if (at && base::is_ascii_alnum(words[at - 1])) continue;
            if (!(digit(0) && digit(1) && digit(2) && digit(3) && words[at + 4] == '-' && digit(5) && digit(6) && words[at + 7] == '-' && base::is_ascii_upper(words[at + 8]))) continue;
            FoundDate date;
            for (std::size_t i = 0; i < 4; ++i) date.year = date.year * 10 + (words[at + i] - '0');
            date.month = (words[at + 5] - '0') * 10 + (words[at + 6] - '0');
            date.span = {static_cast<std::uint32_t>(span.begin + at), static_cast<std::uint32_t>(span.begin + at + 7)};
            if (date.year < 1900 || date.year > 2100 || date.month < 1 || date.month > 12) continue;
            m_kinds.days.push_back({DayMark::From::slug, date});
            return;
        }
    }

    SegmentKind kind_of(std::size_t i) const {
        const Part& part = m_parts[i];
        const std::string_view words = part.span.of(m_text);
        const auto phrase = kind_by_phrase(words);
        if (part.piece->markup) return kind_in_markup(part, phrase);
        if (phrase) return *phrase;
        if (part.piece->quoted) return SegmentKind::quotation;
        if (is_menu(words) || is_count_line(words) || is_address(words)) return SegmentKind::furniture;
        if (is_byline(m_text, part.span)) return SegmentKind::byline;
        if (const auto kind = kind_of_date_line(part.span)) return *kind;
        if (is_slug(words)) return SegmentKind::furniture;
        if (!part.cut && is_headline(i)) return SegmentKind::headline;
        return SegmentKind::paragraph;
    }

    // A line of publication; a bare day after the first paragraph heads an entry of a chronicle.
    std::optional<SegmentKind> kind_of_date_line(Span span) const {
        const auto line = date_line(m_text, span);
        if (!line) return std::nullopt;
        return line->bare && m_paragraphs > 0 ? SegmentKind::headline : SegmentKind::dateline;
    }

    SegmentKind kind_in_markup(const Part& part, std::optional<SegmentKind> phrase) const {
        const auto running = [&](SegmentKind otherwise) {
            if (phrase) return *phrase;
            if (is_count_line(part.span.of(m_text)) || is_address(part.span.of(m_text))) return SegmentKind::furniture;
            if (is_byline(m_text, part.span)) return SegmentKind::byline;
            return kind_of_date_line(part.span).value_or(otherwise);
        };
        switch (part.piece->markup->kind) {
            case BlockKind::heading: return phrase == SegmentKind::furniture ? SegmentKind::furniture : SegmentKind::headline;
            case BlockKind::byline: return SegmentKind::byline;
            case BlockKind::dateline: return SegmentKind::dateline;
            case BlockKind::quotation: return SegmentKind::quotation;
            case BlockKind::caption: return SegmentKind::caption;
            case BlockKind::note: return SegmentKind::correction;
            case BlockKind::furniture: return SegmentKind::furniture;
            case BlockKind::post: return SegmentKind::post;
            case BlockKind::comment: return SegmentKind::comment;
            case BlockKind::paragraph:
            case BlockKind::list_item:
            case BlockKind::table_row: break;
        }
        return running(SegmentKind::paragraph);
    }

    bool is_long(std::size_t i) const { return m_parts[i].piece && m_parts[i].span.size() >= least_paragraph; }

    bool is_headline(std::size_t i) const {
        const std::string_view words = m_parts[i].span.of(m_text);
        if (words.size() > longest_headline || i + 1 >= m_parts.size()) return false;
        const char32_t first = code_at(words, 0), last = last_mark(words);
        if (is_lower(first) || dateline_at(m_text, m_parts[i].span, m_all_caps)) return false;
        const bool parted = !m_parts[i + 1].piece || m_parts[i + 1].piece->blank_before || is_long(i + 1);
        if (m_paragraphs == 0) {
            // Lines of a heading may follow each other; a line that goes on in the next is none.
            const bool goes_on = m_parts[i + 1].piece && is_lower(code_at(m_text, m_parts[i + 1].span.begin));
            if (!stops(last) && !goes_on && words.size() <= longest_heading_line) return true;
            if (!stops(last) || last == '?' || last == '!') return parted && !goes_on && (last == '?' || last == '!' ? words.size() <= 120 : true);
            const bool begins_report = m_kinds.segments.empty();
            return begins_report && last == '.' && m_parts[i + 1].piece && m_parts[i + 1].piece->blank_before && reads_like_headline(words);
        }
        return words.size() <= longest_subheading && is_upper(first) && !stops(last) && i > 0 && is_long(i - 1) && is_long(i + 1) &&
               m_parts[i].piece->blank_before && m_parts[i + 1].piece->blank_before;
    }
};

}  // namespace

Kinds kinds_of(const Document& document, const std::vector<Piece>& pieces, std::vector<FoundPost> posts) {
    return Namer(document, pieces).name(std::move(posts));
}

}  // namespace marsad::segment::detail
