#include "segment/posts.h"

#include <algorithm>

#include "segment/dates.h"
#include "segment/phrases.h"
#include "segment/text.h"

namespace marsad::segment::detail {
namespace {

using document::BlockKind;
using document::PostDetails;
using document::SegmentKind;

Span span_of(std::size_t begin, std::size_t end) { return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}; }

constexpr std::size_t most_pieces_between = 12;  // two numbers of a thread

bool is_link_char(char c) {
    return c > ' ' && static_cast<unsigned char>(c) < 0x7F && c != '"' && c != '<' && c != '>' && c != '|' && c != '\\' && c != '^' && c != '`';
}

// The end of a link at `at`, without the stops and brackets of the sentence around it.
std::size_t link_end(std::string_view text, std::size_t at, std::size_t end) {
    std::size_t stop = at;
    while (stop < end && is_link_char(text[stop])) ++stop;
    // Short links are letters and digits only; what follows without a blank is no part of them.
    const std::string_view link = text.substr(at, stop - at);
    for (std::string_view host : {"://t.co/", "pic.twitter.com/", "pic.x.com/"}) {
        const std::size_t found = link.find(host);
        if (found > 5) continue;
        std::size_t code = at + found + host.size();
        while (code < stop && base::is_ascii_alnum(text[code])) ++code;
        return code;
    }
    while (stop > at && std::string_view(".,;:!?)]}'").find(text[stop - 1]) != std::string_view::npos) --stop;
    return stop;
}

bool starts_link(std::string_view rest) {
    return rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("pic.twitter.com/") || rest.starts_with("pic.x.com/");
}

void add_once(std::vector<std::string>& list, std::string_view item) {
    if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end()) list.emplace_back(item);
}

// The end of a tag's name after '#'.
std::size_t tag_end(std::string_view text, std::size_t at, std::size_t end) {
    bool letters = false;
    while (at < end) {
        std::size_t size = 1;
        const char32_t c = base::decode(text, at, size);
        if (is_letter(c)) letters = true;
        else if (c != '_' && c != 0x200C && !(c >= '0' && c <= '9')) break;
        at += size;
    }
    return letters ? std::min(at, end) : 0;
}

void take_link(std::string_view link, PostDetails& details) {
    if (link.starts_with("pic.")) {
        add_once(details.media, link);
    } else if (link.find("/status/") != link.npos && details.url.empty() && !details.handle.empty() &&
               link.find(std::string_view(details.handle).substr(1)) != link.npos) {
        details.url = link;
    } else {
        add_once(details.links, link);
    }
}

// "RT @x: …", "Replying to @x", "Forwarded from NAME". A mention at the start alone may be a reply or may not.
void take_relation(std::string_view words, PostDetails& details) {
    const auto handle_after = [&](std::string_view lead) -> std::string {
        if (!words.starts_with(lead)) return {};
        std::size_t stop = lead.size() + 1;
        if (lead.size() >= words.size() || words[lead.size()] != '@') return {};
        while (stop < words.size() && (base::is_ascii_alnum(words[stop]) || words[stop] == '_')) ++stop;
        return stop > lead.size() + 1 ? std::string(words.substr(lead.size(), stop - lead.size())) : std::string();
    };
    if (details.repost_of.empty()) details.repost_of = handle_after("RT ");
    if (details.reply_to.empty()) details.reply_to = handle_after("Replying to ");
    constexpr std::string_view forwarded = "Forwarded from ";
    if (details.repost_of.empty() && words.starts_with(forwarded)) {
        const std::size_t stop = std::min(words.find('\n'), words.size());
        if (stop < forwarded.size() + 80) details.repost_of = base::trim(words.substr(forwarded.size(), stop - forwarded.size()));
    }
}

PostDetails details_of(std::string_view text, const Credit& credit, Span words) {
    PostDetails details;
    details.author = std::string(credit.name.of(text));
    details.handle = std::string(credit.handle.of(text));
    if (details.author.empty() && !details.handle.empty()) details.author = details.handle.substr(1);
    details.posted = credit.posted;
    details.posted_day = credit.day;
    details.repost_of = credit.repost_of;
    details.author_span = credit.name;
    details.handle_span = credit.handle;
    details.posted_span = credit.date;
    details.words = words;
    fill_from_words(text, details);
    return details;
}

// "1/ words", "2/7 words", "(3/7) words": its number, 0 where it is none.
int thread_number(std::string_view piece) {
    std::size_t at = piece.starts_with("(") ? 1 : 0;
    int number = 0;
    std::size_t digits = 0;
    for (; at < piece.size() && base::is_ascii_digit(piece[at]) && digits < 2; ++at, ++digits) number = number * 10 + (piece[at] - '0');
    if (!digits || at >= piece.size() || piece[at] != '/') return 0;
    ++at;
    for (digits = 0; at < piece.size() && base::is_ascii_digit(piece[at]) && digits < 3; ++at) ++digits;
    if (at < piece.size() && piece[at] == ')') ++at;
    return digits < 3 && at < piece.size() && base::is_ascii_space(piece[at]) ? number : 0;
}

// Builds the list of posts, piece by piece.
class Finder {
public:
    Finder(std::string_view text, const std::vector<Piece>& pieces) : m_text(text), m_pieces(pieces) {}

    std::vector<FoundPost> find() {
        settle_order();
        for (std::size_t i = 0; i < m_pieces.size();) i = read(i);
        return std::move(m_found);
    }

private:
    std::string_view m_text;
    const std::vector<Piece>& m_pieces;
    std::vector<FoundPost> m_found;
    std::vector<std::optional<Credit>> m_leads;  // by piece
    std::size_t m_last_lead = 0;
    bool m_thread = false;  // the report is a run of posts with their credits before them

    std::uint32_t floor() const { return m_found.empty() ? 0 : m_found.back().span.end; }

    // Whether the month comes first in days such as 4/5/2016 follows from the report's other days; else they stay open.
    void settle_order() {
        bool month_first = false, day_first = false;
        for (const Piece& piece : m_pieces) {
            m_leads.push_back(piece.markup ? std::nullopt : credit_before(m_text, piece.span));
            if (!m_leads.back()) continue;
            m_last_lead = m_leads.size() - 1;
            month_first |= m_leads.back()->month_first;
            day_first |= m_leads.back()->day_first;
        }
        for (auto& lead : m_leads) {
            if (!lead || !lead->ambiguous || !lead->day) continue;
            if (month_first == day_first) {
                lead->posted.clear();
                lead->day.reset();
            } else if (month_first) {
                std::swap(lead->day->month, lead->day->day);
                lead->posted = base::iso(*lead->day) + lead->posted.substr(std::min<std::size_t>(10, lead->posted.size()));
            }
        }
        std::size_t leads = 0;
        for (std::size_t i = 0; i < std::min<std::size_t>(3, m_leads.size()); ++i) leads += m_leads[i] && m_leads[i]->date.end > 0;
        m_thread = leads > 0;
    }

    void add(Span span, const Credit& credit, Span words) { m_found.push_back({span, SegmentKind::post, details_of(m_text, credit, words)}); }

    // Reads piece `i`; the number of the next one to read.
    std::size_t read(std::size_t i) {
        const Piece& piece = m_pieces[i];
        if (piece.markup && (piece.markup->kind == BlockKind::post || piece.markup->kind == BlockKind::comment)) {
            take_markup(piece);
            return i + 1;
        }
        if (piece.markup && piece.markup->kind == BlockKind::furniture) return i + 1;
        if (!piece.markup && opens_comments(piece.span.of(m_text))) {
            const std::size_t had = m_found.size();
            find_comments(m_text, m_pieces, i, m_found);
            if (m_found.size() > had) return m_pieces.size();
        }
        if (take_trailing(i)) return i + 1;
        const bool heads_thread = i + 1 < m_pieces.size() && thread_number(m_pieces[i + 1].span.of(m_text)) == 1;
        if (m_leads[i] && !heads_thread) return take_lead(i);
        if (!piece.markup && thread_number(piece.span.of(m_text)) == 1) return take_numbered(i);
        return i + 1;
    }

    bool take_trailing(std::size_t i) {
        const auto credits = credits_in(m_text, m_pieces[i].span);
        bool taken = false;
        for (const Credit& credit : credits) {
            if (credit.span.begin < floor()) continue;
            // A credit on the first line of a run, with words under it, belongs to those.
            const bool alone = credit.span == m_pieces[i].span;
            const bool words_below = i + 1 < m_pieces.size() && !m_pieces[i + 1].blank_before;
            if (alone && m_pieces[i].blank_before && words_below && m_leads[i]) continue;
            const std::uint32_t begin = start_of_words(m_text, m_pieces, i, floor(), credit);
            if (begin >= credit.span.begin) continue;
            const Span words = trimmed(m_text, {begin, credit.span.begin});
            add({begin, credit.span.end}, credit, words);
            taken = true;
        }
        return taken;
    }

    std::size_t take_lead(std::size_t i) {
        const Credit& credit = *m_leads[i];
        const bool one_line = credit.date.empty() && !credit.span.empty();  // "@handle: words"
        std::size_t next = i + 1;
        const bool words_here = skip_white(m_text, credit.span.end, m_pieces[i].span.end) < m_pieces[i].span.end;
        const bool short_form = one_line || !credit.repost_of.empty();
        while (next < m_pieces.size() && !m_leads[next] && !m_pieces[next].markup) {
            const bool first_words = !words_here && next == i + 1;
            const bool parted = m_pieces[next].blank_before && !first_words;
            if (short_form ? !first_words : parted && !lead_follows(next)) break;
            if (opens_comments(m_pieces[next].span.of(m_text)) || kind_by_phrase(m_pieces[next].span.of(m_text)) == SegmentKind::furniture) break;
            ++next;
        }
        const std::uint32_t end = m_pieces[next - 1].span.end;
        const Span words = trimmed(m_text, {credit.span.end, end});
        if (words.empty() || credit.span.begin < floor()) return i + 1;
        add({m_pieces[i].span.begin, end}, credit, words);
        return next;
    }

    // In a run of posts the words of one may have empty lines in them, up to the next credit; the last one's end at its first.
    bool lead_follows(std::size_t next) const { return m_thread && next <= m_last_lead; }

    // A numbered thread: two or more pieces numbered from 1; pieces between belong to the number before them.
    std::size_t take_numbered(std::size_t first) {
        std::vector<std::size_t> begins = {first};
        for (std::size_t i = first + 1; i < m_pieces.size() && !m_pieces[i].markup && i <= begins.back() + most_pieces_between; ++i) {
            if (thread_number(m_pieces[i].span.of(m_text)) == static_cast<int>(begins.size()) + 1) begins.push_back(i);
        }
        if (begins.size() < 2) return first + 1;
        const Credit credit = heading_credit(first);
        std::size_t next = first;
        for (std::size_t n = 0; n < begins.size(); ++n) {
            next = n + 1 < begins.size() ? begins[n + 1] : begins[n] + 1;
            const Span span = span_of(m_pieces[begins[n]].span.begin, m_pieces[next - 1].span.end);
            if (span.begin >= floor()) add(span, credit, span);
        }
        return next;
    }

    // Who a thread is by, from the line above it: "Thread by Name (@handle), November 21, 2016".
    Credit heading_credit(std::size_t first) const {
        Credit credit;
        if (first == 0) return credit;
        const Span line = m_pieces[first - 1].span;
        const std::string_view words = line.of(m_text);
        const std::size_t sign = words.find('@');
        if (line.size() > 160 || sign == words.npos) return credit;
        if (m_leads[first - 1]) return *m_leads[first - 1];
        std::size_t stop = sign + 1;
        while (stop < words.size() && (base::is_ascii_alnum(words[stop]) || words[stop] == '_')) ++stop;
        if (stop == sign + 1) return credit;
        credit.handle = span_of(line.begin + sign, line.begin + stop);
        std::size_t name = words.rfind("by ", sign);
        name = name == words.npos ? 0 : name + 3;
        const std::size_t name_end = sign > 0 && words[sign - 1] == '(' ? sign - 1 : sign;
        if (name < name_end) credit.name = trimmed(m_text, span_of(line.begin + name, line.begin + name_end));
        const auto dates = dates_in(m_text, {credit.handle.end, line.end});
        if (!dates.empty() && dates.front().full() && !dates.front().ambiguous) {
            credit.date = dates.front().span;
            credit.day = dates.front().date();
            credit.posted = dates.front().iso();
        }
        return credit;
    }

    void take_markup(const Piece& piece) {
        FoundPost post;
        post.kind = piece.markup->kind == BlockKind::post ? SegmentKind::post : SegmentKind::comment;
        post.span = piece.span;
        post.details = piece.markup->post.value_or(PostDetails{});
        PostDetails& details = post.details;
        const auto credits = credits_in(m_text, piece.span);
        std::optional<Credit> credit = credits.empty() ? credit_before(m_text, piece.span) : credits.back();
        if (credit && details.author.empty() && details.handle.empty()) {
            const Span words = trimmed(m_text, credit->leads ? span_of(credit->span.end, piece.span.end) : span_of(piece.span.begin, credit->span.begin));
            const PostDetails read = details_of(m_text, *credit, details.words.empty() ? words : details.words);
            details.author = read.author, details.author_span = read.author_span;
            details.handle = read.handle, details.handle_span = read.handle_span;
            if (details.posted.empty()) {
                details.posted = read.posted, details.posted_day = read.posted_day, details.posted_span = read.posted_span;
            }
            if (details.words.empty()) details.words = words;
        }
        if (details.words.empty()) details.words = piece.span;
        fill_from_words(m_text, details);
        m_found.push_back(std::move(post));
    }
};

}  // namespace

void fill_from_words(std::string_view text, PostDetails& details) {
    const Span words = details.words;
    for (std::size_t at = words.begin; at < words.end;) {
        const std::string_view rest = text.substr(at, words.end - at);
        if (starts_link(rest)) {
            const std::size_t stop = std::max(link_end(text, at, words.end), at + 1);
            take_link(text.substr(at, stop - at), details);
            at = stop;
        } else if (text[at] == '#' && (at == words.begin || !base::is_ascii_alnum(text[at - 1]))) {
            const std::size_t stop = tag_end(text, at + 1, words.end);
            if (stop) add_once(details.tags, text.substr(at + 1, stop - at - 1));
            at = std::max(stop, at + 1);
        } else {
            ++at;
        }
    }
    take_relation(words.of(text), details);
}

std::vector<FoundPost> find_posts(std::string_view text, const std::vector<Piece>& pieces) { return Finder(text, pieces).find(); }

}  // namespace marsad::segment::detail
