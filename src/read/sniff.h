// What bytes are, as far as their first look tells: a known binary format, HTML, XML, JSON.
//
// Ownership: views of the caller's bytes; names are literals. Threading: pure functions.
#pragma once

#include <string_view>

namespace marsad::read::detail {

// What a file of another kind looks like ("a PNG image") and what to do with it.
struct Foreign {
    std::string_view what;
    std::string_view advice;
};

// The binary format whose signature the bytes begin with; an empty `what` for none.
Foreign known_format(std::string_view bytes);

// Whether so many bytes are control characters that this is no text. UTF-16 and UTF-32 must have been decoded before.
bool looks_binary(std::string_view bytes);

// Whether UTF-8 text is a page: it begins, after white space and comments, with a tag that pages begin with (the list of
// the WHATWG MIME sniffing standard, and the elements that came since), or is XML that holds an <html>.
bool looks_like_html(std::string_view text);
// The name of the XML format that isn't a page ("an RSS feed"); empty for what is no XML.
std::string_view xml_kind(std::string_view text);
// Whether the text begins as a JSON object or an array of objects does.
bool looks_like_json(std::string_view text);

}  // namespace marsad::read::detail
