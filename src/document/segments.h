// Segments: what kind of text each stretch of a report is.
//
// Purpose: an article, its posts, its readers' comments and the page's furniture are read apart.
// Ownership: plain values in the Document. Threading: as the Document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/span.h"

namespace marsad::document {

enum class SegmentKind : std::uint8_t {
    headline,
    byline,
    dateline,
    paragraph,
    post,
    quotation,
    caption,
    correction,
    comment,
    furniture
};
std::string_view name(SegmentKind kind);
std::optional<SegmentKind> segment_kind_from(std::string_view name);

// What a post or a comment says of itself; a field that is not known is empty.
struct PostDetails {
    std::string author, handle, url, reply_to, repost_of;
    std::string posted;                       // as ISO 8601: a day, or a time with the zone as written
    std::optional<base::Date> posted_day;     // the day of `posted`
    std::vector<std::string> tags, links, media;
    // Where these stand in the text; empty spans where they are not in it.
    base::Span author_span, handle_span, posted_span;
    // The words of the post itself, without the line that names its author and date.
    base::Span words;
};

struct Segment {
    base::Span span;
    SegmentKind kind = SegmentKind::paragraph;
    std::string lang;     // ISO 639-1 ("en", "ar"); "und" where it can't be told
    bool unread = false;  // kept and dated, but in a language that no model reads
    std::optional<PostDetails> post;  // of posts and comments
    // Tokens and sentences of this segment, [first, last) each; set by the language room.
    std::uint32_t first_token = 0, last_token = 0;
    std::uint32_t first_sentence = 0, last_sentence = 0;

    // Whether statements are read from it at all.
    bool is_read() const { return !unread && kind != SegmentKind::furniture; }
    // Article text, as against posts, comments and furniture.
    bool is_article() const {
        return kind != SegmentKind::post && kind != SegmentKind::comment && kind != SegmentKind::furniture;
    }
};

}  // namespace marsad::document
