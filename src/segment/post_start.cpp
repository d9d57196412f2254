// Where a post begins that is known only by the credit after it.
//
//     …they said.Shells fell on our street again #Douma pic.example/x — Name (@name) November 21, 2016Officials said…
//     article     ^ the seam                                          ^ the credit                     ^ article again
//
// A credit says surely where a post ends, but nothing says where it begins: pages paste posts in lines of their own, after
// a blank, or with nothing between. So the text before the credit, back to the piece's start or the last post's end, is cut
// into units at each place where a post could begin: the start of the piece or of a line above it, a seam (the end of a
// sentence with a capital right after it), the start of any sentence. Each unit gets a weight for how much it reads like a
// post (tags, mentions, links, first person, appeals) or like an article (reported speech, length). The start chosen is
// the one that makes
//
//     bonus(kind of start) + weights of the units after it - weights of the units before it - 12 where it's too long
//
// greatest; the earliest where several are. Services' own limits are strong evidence: 140 characters up to 7 November
// 2017, 280 since (X, "Counting characters"), links counting 23 and pictures' links nothing; 500 on Mastodon.
// Weights are whole numbers (fifths): sums don't depend on the order.
#include <algorithm>
#include <array>

#include "segment/posts.h"
#include "segment/text.h"

namespace marsad::segment::detail {
namespace {

struct Start {
    std::size_t at = 0;
    int bonus = 0;
};

constexpr int bonus_edge = 20;       // the piece's start, or right after another post
constexpr int bonus_seam = 18;       // a sentence's end with a capital right after it
constexpr int bonus_tag_seam = 5;    // … with a tag or a mention right after it: posts themselves are written so
constexpr int bonus_line = 8;        // a line above, not parted by an empty one
constexpr int too_long = 60;
constexpr int a_little_long = 10;
constexpr std::size_t most_lines_above = 8;
constexpr std::size_t farthest_back = 8000;  // bytes; no limit of any service is as long

bool ends_speech(char32_t c) { return c == '"' || c == '\'' || c == ')' || c == 0x201D || c == 0x2019 || c == 0xBB; }
bool ends_sentence(char32_t c) { return c == '.' || c == '!' || c == '?' || c == 0x2026; }

// Whether the run without white space that ends at `at` is a link, a handle or an abbreviation, in which a capital after
// a stop is nothing unusual.
bool in_token(std::string_view text, std::size_t floor, std::size_t at) {
    std::size_t begin = at;
    floor = std::max(floor, at > 100 ? at - 100 : 0);
    while (begin > floor && !base::is_ascii_space(text[begin - 1])) --begin;
    const std::string_view token = text.substr(begin, at - begin);
    if (token.find("://") != token.npos || token.find('/') != token.npos || token.find('@') != token.npos || token.starts_with("www.")) return true;
    // "U.S.Army": too few letters before the stop to be a sentence's last word.
    std::size_t letters = 0, here = at;
    while (here > begin) {
        std::size_t start = 0;
        const char32_t c = before(text, here, &start);
        if (is_letter(c) || (c >= '0' && c <= '9')) ++letters;
        else if (letters) break;
        here = start;
    }
    return letters < 2;
}

// 0 where no sentence begins at `at`; else the bonus of beginning there, 1 meaning "an ordinary sentence".
int boundary(std::string_view text, std::size_t floor, std::size_t at) {
    if (at <= floor) return 0;
    const char32_t c = code_at(text, at);
    std::size_t begin = at;
    char32_t last = before(text, begin, &begin);
    const bool white = is_white(last);
    while (is_white(last) && begin > floor) last = before(text, begin, &begin);
    bool speech = false;
    while (ends_speech(last) && begin > floor) {
        speech = true;
        last = before(text, begin, &begin);
    }
    if (!ends_sentence(last)) return 0;
    const bool opens = is_upper(c) || c == '#' || c == '@' || c == 0x201C || (c == '"' && white) || (c >= '0' && c <= '9' && white) ||
                       (c > 0x7F && is_letter(c) && !is_lower(c));
    if (!opens) return 0;
    if (white) return 1;
    if (in_token(text, floor, at)) return 0;
    // «word."Next»: only with the mark of speech closed before it.
    if (c == 0x201C && !speech) return bonus_tag_seam;
    return c == '#' || c == '@' ? bonus_tag_seam : bonus_seam;
}

bool has_word(std::string_view lower, std::string_view word) {
    for (std::size_t at = lower.find(word); at != lower.npos; at = lower.find(word, at + 1)) {
        const bool left = at == 0 || !base::is_ascii_alnum(lower[at - 1]);
        const bool right = at + word.size() >= lower.size() || !base::is_ascii_alnum(lower[at + word.size()]);
        if (left && right) return true;
    }
    return false;
}

int weight(std::string_view unit) {
    constexpr std::array<std::string_view, 8> first_person = {"i", "we", "my", "our", "us", "i'm", "we're", "i’m"};
    constexpr std::array<std::string_view, 10> appeals = {"stop", "watch", "see", "please", "follow", "donate", "help", "share", "join", "listen"};
    constexpr std::array<std::string_view, 5> reports = {"said", "told", "added", "according", "reporters"};
    const std::string lower = folded(unit);
    int sum = -2;
    for (std::size_t at = 0; at < lower.size(); ++at) {
        const bool starts = at == 0 || !base::is_ascii_alnum(lower[at - 1]);
        if (starts && lower[at] == '#' && at + 1 < lower.size() && !base::is_ascii_digit(lower[at + 1])) sum += 8;
        if (starts && lower[at] == '@') sum += 7;
    }
    if (lower.find("://") != lower.npos || lower.find("pic.twitter.com") != lower.npos || lower.find("pic.x.com") != lower.npos) sum += 12;
    for (auto word : first_person) sum += has_word(lower, word) ? 5 : 0;
    for (auto word : reports) sum -= has_word(lower, word) ? 7 : 0;
    for (auto word : appeals) sum += lower.starts_with(word) && has_word(lower, word) ? 5 : 0;
    if (lower.find('!') != lower.npos) sum += 3;
    if (lower.size() > 200) sum -= 4;
    return sum;
}

// As the services count: links 23, links of pictures nothing.
std::size_t counted(std::string_view words) {
    std::size_t sum = 0, at = 0;
    while (at < words.size()) {
        std::size_t stop = at;
        while (stop < words.size() && !base::is_ascii_space(words[stop])) ++stop;
        const std::string_view token = words.substr(at, stop - at);
        if (token.find("://") != token.npos) sum += 23;
        else if (token.find("pic.twitter.com/") == token.npos && token.find("pic.x.com/") == token.npos) sum += length(token);
        at = stop;
        while (at < words.size() && base::is_ascii_space(words[at])) ++at, ++sum;
    }
    return sum;
}

std::size_t limit_of(std::string_view text, const Credit& credit) {
    if (credit.handle.of(text).substr(0, credit.handle.size()).find('@', 1) != std::string_view::npos) return 500;
    const base::Date longer_from{2017, 11, 7};
    return credit.day && *credit.day < longer_from ? 140 : 280;
}

int penalty(std::size_t count, std::size_t limit) { return count <= limit ? 0 : count <= limit + limit / 6 ? a_little_long
                                                                                                           : too_long; }

}  // namespace

std::uint32_t start_of_words(std::string_view text, const std::vector<Piece>& pieces, std::size_t piece, std::uint32_t floor,
                             const Credit& credit) {
    const Span here = pieces[piece].span;
    std::size_t base_piece = piece;
    std::size_t lowest = std::max(here.begin, floor);
    Span words = trimmed(text, {static_cast<std::uint32_t>(lowest), std::max(credit.span.begin, static_cast<std::uint32_t>(lowest))});
    if (words.empty()) {
        // The credit stands on a line of its own, under the words.
        if (piece == 0 || lowest != here.begin) return credit.span.begin;
        base_piece = piece - 1;
        lowest = std::max(pieces[base_piece].span.begin, floor);
        if (lowest >= pieces[base_piece].span.end) return credit.span.begin;
        words = trimmed(text, {static_cast<std::uint32_t>(lowest), pieces[base_piece].span.end});
        if (words.empty()) return credit.span.begin;
    }
    if (!credit.own_limit) return words.begin;

    std::vector<Start> starts;
    std::size_t top = base_piece;
    while (top > 0 && base_piece - top < most_lines_above && !pieces[top].blank_before && !pieces[top - 1].markup &&
           pieces[top - 1].span.begin >= floor) {
        --top;
        starts.push_back({pieces[top].span.begin, bonus_line});
    }
    std::reverse(starts.begin(), starts.end());
    starts.push_back({words.begin, bonus_edge});
    const std::size_t from = words.size() > farthest_back ? base::code_point_start(text, words.end - farthest_back) : words.begin;
    for (std::size_t at = from, size = 1; at < words.end; at += size) {
        base::decode(text, at, size);
        if (at == words.begin) continue;
        if (const int bonus = boundary(text, words.begin, at)) starts.push_back({at, bonus > 1 ? bonus : 0});
    }
    const std::size_t limit = limit_of(text, credit);
    std::vector<int> weights;
    int total = 0;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::size_t stop = i + 1 < starts.size() ? starts[i + 1].at : words.end;
        weights.push_back(weight(text.substr(starts[i].at, stop - starts[i].at)));
        total += weights.back();
    }
    int best = 0, left_out = 0;
    std::size_t chosen = words.begin;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        // Text far longer than any limit need not be counted to the end.
        const std::size_t bytes = words.end - starts[i].at;
        const std::size_t count = bytes > 8 * limit ? bytes : counted(text.substr(starts[i].at, bytes));
        const int score = starts[i].bonus + (total - left_out) - left_out - penalty(count, limit);
        if (i == 0 || score > best) {
            best = score;
            chosen = starts[i].at;
        }
        left_out += weights[i];
    }
    return static_cast<std::uint32_t>(chosen);
}

}  // namespace marsad::segment::detail
