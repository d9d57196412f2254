// Posts pasted or embedded into a report, and readers' comments.
//
// Purpose: a post is somebody else's word; it has to be cut out whole, even where it is glued to the sentence before it,
// and be given its author, its day, its tags and links.
// Ownership: values. Threading: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "document/segments.h"
#include "segment/pieces.h"

namespace marsad::segment::detail {

struct FoundPost {
    base::Span span;
    document::SegmentKind kind = document::SegmentKind::post;
    document::PostDetails details;
};

// In order, disjoint. Blocks that the markup calls posts or comments are taken as they are.
std::vector<FoundPost> find_posts(std::string_view text, const std::vector<Piece>& pieces);

// ---- the parts, for each other and for tests

// Who a post names as its author, where and when: "— Name (@handle) November 21, 2016".
struct Credit {
    base::Span span;  // from the dash (or the name) to the end of the date
    base::Span name, handle, date;
    std::string posted;
    std::optional<base::Date> day;
    bool ambiguous = false;      // `date` is 4/5/2016 or the like; `posted` is empty until the order is settled
    bool month_first = false;    // … 11/21/2016: the service writes the month first
    bool day_first = false;      // … 21/11/2016
    bool leads = false;          // stands before the post's words rather than after them
    bool own_limit = true;       // words are at most as long as the service allows; false for services without one
    std::string repost_of;
};

// Where the words before a credit begin, not before `floor`; `pieces` up to `piece` hold them. Equal to `end` where no
// words stand there.
std::uint32_t start_of_words(std::string_view text, const std::vector<Piece>& pieces, std::size_t piece, std::uint32_t floor,
                             const Credit& credit);
// Tags, links, media, mentions and the post's own address, read from details.words.
void fill_from_words(std::string_view text, document::PostDetails& details);
// Credits that stand after a post's words, anywhere in the piece.
std::vector<Credit> credits_in(std::string_view text, base::Span piece);
// The credit that a post's piece begins with, if it does.
std::optional<Credit> credit_before(std::string_view text, base::Span piece);
// Readers' comments after the piece `opener`; they run to the end of the report or to the next furniture.
void find_comments(std::string_view text, const std::vector<Piece>& pieces, std::size_t opener, std::vector<FoundPost>& found);

}  // namespace marsad::segment::detail
