#include "segment/segment.h"

#include <algorithm>

#include <fmt/format.h>

#include "segment/kinds.h"
#include "segment/languages.h"
#include "segment/pieces.h"
#include "segment/posts.h"
#include "segment/publication.h"
#include "segment/text.h"

namespace marsad::segment {
namespace {

using document::Document;
using document::Segment;

// "en" of "en-GB"; empty where it is no code.
std::string primary_code(std::string_view tag) {
    const std::size_t end = std::min(tag.find_first_of("-_"), tag.size());
    if (end < 2 || end > 3) return {};
    return base::ascii_lower(tag.substr(0, end));
}

// The words whose language is a segment's: of a post its own, not its author's name.
std::string_view words_of(const Document& document, const Segment& segment) {
    return segment.post && !segment.post->words.empty() ? document.words(segment.post->words) : document.words(segment.span);
}

// The language of most of the article, of its first stretch where it is long; of everything where there is no article.
std::string document_language(const Document& document) {
    constexpr std::size_t enough = 64 << 10;  // bytes
    detail::LanguageScores article, all;
    std::size_t article_bytes = 0, all_bytes = 0;
    for (const Segment& segment : document.segments) {
        const std::string_view words = words_of(document, segment);
        if (segment.is_article() && article_bytes < enough) {
            article.add(words.substr(0, base::code_point_start(words, std::min(words.size(), enough))));
            article_bytes += words.size();
        }
        if (segment.kind != document::SegmentKind::furniture && all_bytes < enough) {
            all.add(words.substr(0, base::code_point_start(words, std::min(words.size(), enough))));
            all_bytes += words.size();
        }
    }
    const std::string given = primary_code(document.report.lang);
    const std::string found = (article.words() ? article : all).best(given);
    return found == "und" && !given.empty() ? given : found;
}

void name_languages(Document& document, const std::vector<std::string>& read) {
    document.lang = document_language(document);
    detail::LanguageScores scores;
    for (Segment& segment : document.segments) {
        scores.clear();
        scores.add(words_of(document, segment));
        segment.lang = scores.best(document.lang);
        // Names and numbers alone are in no language of their own.
        if (segment.lang == "und" && scores.words() < 4) segment.lang = document.lang;
        const bool reads = std::find(read.begin(), read.end(), segment.lang) != read.end();
        segment.unread = !reads && segment.lang != "und";
        // What can't be told in letters that no read language uses is not read either.
        if (segment.lang == "und" && !scores.is_latin()) segment.unread = true;
    }
}

// "KOSTI, Sudan (Lantern Wire) -": plain copy names its agency in the dateline's brackets, where no date stands.
void name_agency(Document& document) {
    if (!document.report.agency.empty() || !document.report.outlet.empty()) return;
    for (const Segment& segment : document.segments) {
        if (segment.kind != document::SegmentKind::dateline) continue;
        const std::string_view words = document.words(segment.span);
        const auto open = words.rfind('('), close = words.find(')', open == std::string_view::npos ? 0 : open);
        if (open == std::string_view::npos || close == std::string_view::npos) return;
        const std::string_view inside = base::trim(words.substr(open + 1, close - open - 1));
        const bool is_name = !inside.empty() && base::is_ascii_upper(inside[0]) && std::none_of(inside.begin(), inside.end(), base::is_ascii_digit);
        if (is_name && inside.size() <= 60) document.report.agency = inside;
        return;
    }
}

}  // namespace

Result<> Options::validate() const {
    for (const std::string& code : languages_read) {
        if (primary_code(code) != code) {
            return Error{ErrorCode::invalid_argument, fmt::format("languages_read: \"{}\" is no language code", code),
                         "give two or three lower-case letters, as ISO 639 has them (en, ar, ckb)"};
        }
    }
    return {};
}

void run(Document& document, const Options& options) {
    const std::vector<detail::Piece> pieces = detail::pieces_of(document);
    auto kinds = detail::kinds_of(document, pieces, detail::find_posts(document.buffer, pieces));
    document.segments = std::move(kinds.segments);
    name_languages(document, options.languages_read);
    name_agency(document);
    if (options.find_date && !document.published) document.published = detail::find_publication(document, kinds.days);
}

}  // namespace marsad::segment
