#include "read/sniff.h"

#include <algorithm>
#include <cstddef>

#include "base/utf8.h"

namespace marsad::read::detail {

namespace {

using namespace std::string_view_literals;

struct Signature {
    std::size_t at;
    std::string_view bytes;
    Foreign format;
};

constexpr std::string_view no_images = "images are not read; give the text that belongs to it";
constexpr std::string_view no_media = "sound and film are not read; give a transcript";
constexpr std::string_view unpack = "unpack it first and give what is inside";
constexpr std::string_view as_text = "save it as plain text or HTML first";

constexpr Signature signatures[] = {
    {0, "\x89PNG\r\n\x1a\n"sv, {"a PNG image", no_images}},
    {0, "\xFF\xD8\xFF"sv, {"a JPEG image", no_images}},
    {0, "GIF87a"sv, {"a GIF image", no_images}},
    {0, "GIF89a"sv, {"a GIF image", no_images}},
    {8, "WEBP"sv, {"a WebP image", no_images}},
    {0, "II*\0"sv, {"a TIFF image", no_images}},
    {0, "MM\0*"sv, {"a TIFF image", no_images}},
    {0, "%PDF-"sv, {"a PDF file", "take its text out first: pdftotext FILE.pdf FILE.txt"}},
    {0, "%!PS"sv, {"a PostScript file", as_text}},
    {0, "PK\x03\x04"sv, {"a zip archive (docx, odt, epub and xlsx are such)", "unpack it, or save the document as plain text or HTML first"}},
    {0, "\x1F\x8B"sv, {"a gzip file", "unpack it on the way: zcat FILE | marsad … - for JSON Lines, gunzip FILE for others"}},
    {0, "BZh"sv, {"a bzip2 file", unpack}},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     {"an xz file", unpack}},
    {0, "\x28\xB5\x2F\xFD"sv, {"a Zstandard file", unpack}},
    {0, "7z\xBC\xAF\x27\x1C"sv, {"a 7z archive", unpack}},
    {0, "Rar!\x1A\x07"sv, {"a RAR archive", unpack}},
    {257, "ustar"sv, {"a tar archive", unpack}},
    {0,
     "\x7F"
     "ELF"sv,
     {"a program (ELF)", ""}},
    {0, "MZ\x90\0"sv, {"a Windows program", ""}},
    {0, "SQLite format 3\0"sv, {"an SQLite database", "a record is named with --record; other databases export their texts as JSON Lines"}},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, {"an old Microsoft Office document", as_text}},
    {0, "{\\rtf"sv, {"an RTF document", as_text}},
    {0, "ID3"sv, {"an MP3 file", no_media}},
    {0, "OggS"sv, {"an Ogg file", no_media}},
    {4, "ftyp"sv, {"an MP4 film or image", no_media}},
    {0, "\x1A\x45\xDF\xA3"sv, {"a Matroska film", no_media}},
    {0, "RIFF"sv, {"a RIFF file (wav, avi)", no_media}},
};

std::string_view skip_space(std::string_view text) {
    while (!text.empty() && base::is_ascii_space(text.front())) text.remove_prefix(1);
    return text;
}

bool begins(std::string_view text, std::string_view lower) {
    return text.size() >= lower.size() && base::equal_ascii_case(text.substr(0, lower.size()), lower);
}

// What follows the XML declaration, comments and white space.
std::string_view skip_prolog(std::string_view text) {
    for (;;) {
        text = skip_space(text);
        const std::string_view end = begins(text, "<!--") ? "-->" : begins(text, "<?") ? ">"
                                                                                       : "";
        if (end.empty()) return text;
        const auto at = text.find(end);
        if (at == std::string_view::npos) return {};
        text.remove_prefix(at + end.size());
    }
}

// The name of the tag that the text begins with, in lower case; empty for none.
std::string first_tag(std::string_view text) {
    if (text.size() < 2 || text[0] != '<') return "";
    std::size_t end = 1;
    while (end < text.size() && (base::is_ascii_alnum(text[end]) || text[end] == ':' || text[end] == '!')) ++end;
    if (end == text.size()) return "";
    if (!base::is_ascii_space(text[end]) && text[end] != '>' && text[end] != '/') return "";
    return base::ascii_lower(text.substr(1, end - 1));
}

}  // namespace

Foreign known_format(std::string_view bytes) {
    for (const auto& signature : signatures) {
        if (bytes.size() >= signature.at + signature.bytes.size() && bytes.substr(signature.at, signature.bytes.size()) == signature.bytes) {
            return signature.format;
        }
    }
    return {};
}

bool looks_binary(std::string_view bytes) {
    std::size_t nul = 0, control = 0;
    for (char c : bytes) {
        const auto u = static_cast<unsigned char>(c);
        if (u == 0) ++nul;
        else if ((u < 0x20 && !(u >= 7 && u <= 13) && u != 0x1B) || u == 0x7F) ++control;
    }
    // A stray NUL or a few control characters come with old wire copy; text has no more than one in fifty.
    return nul + control > 2 && (nul * 500 > bytes.size() || (nul + control) * 50 > bytes.size());
}

bool looks_like_html(std::string_view text) {
    static constexpr std::string_view tags[] = {
        "html", "head", "body", "title", "meta", "script", "style", "link", "iframe", "h1", "h2", "h3", "div", "font", "table", "a", "b", "br",
        "p", "article", "section", "main", "header", "nav", "span", "blockquote", "ul", "ol", "img", "figure", "center", "strong", "em", "i"};
    const bool comment = begins(skip_space(text), "<!--");
    text = skip_prolog(text);
    if (begins(text, "<!doctype html")) return true;
    const std::string tag = first_tag(text);
    if (tag.empty()) return comment && text.find('<') != std::string_view::npos;
    return std::find(std::begin(tags), std::end(tags), tag) != std::end(tags);
}

std::string_view xml_kind(std::string_view text) {
    const bool declared = begins(skip_space(text), "<?xml");
    text = skip_prolog(text);
    const std::string tag = first_tag(text);
    if (tag == "rss" || tag == "rdf:rdf") return "an RSS feed";
    if (tag == "feed") return "an Atom feed";
    if (tag == "newsml" || tag == "newsitem" || tag == "nitf") return "a NewsML file";
    return declared && !looks_like_html(text) ? "an XML file" : "";
}

bool looks_like_json(std::string_view text) {
    text = skip_space(text);
    if (text.size() > 1 && text[0] == '[') text = skip_space(text.substr(1));
    if (text.size() < 2 || text[0] != '{') return false;
    text = skip_space(text.substr(1));
    if (text.empty() || text[0] != '"') return false;
    const auto end = text.find('"', 1);
    if (end == std::string_view::npos) return false;
    text = skip_space(text.substr(end + 1));
    return !text.empty() && text[0] == ':';
}

}  // namespace marsad::read::detail
