#include "read/html_text.h"

#include <algorithm>

#include "base/utf8.h"
#include "read/html_tree.h"

namespace marsad::read::detail {

namespace {

// The whole text of a tiny page's body; it is one node.
std::string body_text(std::string_view page) {
    const Tree tree(page);
    const GumboNode* node = tree.root();
    while (is_element(node) && node->v.element.children.length > 0) {
        const GumboVector& children = node->v.element.children;
        node = static_cast<const GumboNode*>(children.data[children.length - 1]);
    }
    return is_text(node) ? std::string(node->v.text.text) : std::string();
}

}  // namespace

const References::Decoded& References::decode(std::string_view source, std::size_t at) {
    constexpr std::size_t longest = 40;  // the longest name has 31 letters
    std::size_t end = at + 1;
    if (end < source.size() && source[end] == '#') ++end;
    while (end < source.size() && end - at < longest && base::is_ascii_alnum(source[end])) ++end;
    if (end < source.size() && source[end] == ';') ++end;
    const std::string token(source.substr(at, end - at));
    const auto [entry, fresh] = m_known.try_emplace(token);
    Decoded& decoded = entry->second;
    if (!fresh) return decoded;
    const std::string text = body_text("<!doctype html><body>" + token);
    // What both end in was no part of the reference ("&ampere" is "&ere").
    std::size_t rest = 0;
    while (rest < token.size() && rest < text.size() && token[token.size() - 1 - rest] == text[text.size() - 1 - rest]) ++rest;
    if (text == token || text.empty() || rest >= text.size() || !base::is_valid(text)) decoded = {"&", 1};
    else decoded = {text.substr(0, text.size() - rest), token.size() - rest};
    return decoded;
}

void TextWriter::break_line(int feeds) { m_breaks = std::max(m_breaks, feeds); }
void TextWriter::add_break() { m_breaks = std::min(m_breaks + 1, 2); }

void TextWriter::add_tab() {
    if (m_text.empty() || m_breaks > 0) return;
    m_spaces.clear();
    m_spaces.push_back({'\t', m_source_end, 0});
}

void TextWriter::visible(std::string_view bytes, std::uint32_t begin, std::uint32_t size) {
    if (m_breaks > 0 && !m_text.empty()) {
        m_text.append(static_cast<std::size_t>(m_breaks), '\n');
        m_map.add(static_cast<std::uint32_t>(m_breaks), m_source_end, 0);
    } else if (!m_text.empty()) {
        for (const Space& held : m_spaces) {
            m_text += held.c;
            m_map.add(1, held.begin, held.size);
        }
    }
    m_breaks = 0;
    m_spaces.clear();
    m_text += bytes;
    m_map.add(static_cast<std::uint32_t>(bytes.size()), begin, size);
    m_source_end = begin + size;
}

void TextWriter::space(char c, std::uint32_t begin, std::uint32_t size, bool preformatted) {
    if (preformatted) {
        m_spaces.push_back({c, begin, size});
    } else if (m_spaces.empty()) {
        m_spaces.push_back({' ', begin, size});
    } else if (Space& held = m_spaces.back(); held.c == ' ' && held.begin + held.size == begin) {
        held.size += size;
    }
}

// The end of the tag or comment at `at`; `at` itself where the "<" there is text.
std::size_t TextWriter::skip_tag(std::size_t at, std::size_t end) const {
    const char next = at + 1 < end ? m_source[at + 1] : ' ';
    if (!base::is_ascii_alpha(next) && next != '/' && next != '!' && next != '?') return at;
    char quote = 0;
    for (std::size_t i = at + 1; i < end; ++i) {
        const char c = m_source[i];
        if (quote) quote = c == quote ? '\0' : quote;
        else if (c == '>') return i + 1;
        else if ((c == '"' || c == '\'') && m_source[i - 1] == '=') quote = c;
    }
    return end;
}

base::Span TextWriter::write(base::Span span, bool preformatted) {
    base::Span seen{0, 0};
    for (std::size_t at = span.begin, size = 1; at < span.end; at += size) {
        size = 1;
        std::string_view bytes = m_source.substr(at, 1);
        const char c = bytes[0];
        if (c == '<') {
            const std::size_t end = skip_tag(at, span.end);
            size = std::max<std::size_t>(end - at, 1);
            if (end > at) continue;
        } else if (c == '&') {
            const auto& decoded = m_references.decode(m_source.substr(0, span.end), at);
            bytes = decoded.text;
            size = decoded.size;
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            base::decode(m_source, at, size);
            bytes = m_source.substr(at, size);
        }
        const auto begin = static_cast<std::uint32_t>(at), length = static_cast<std::uint32_t>(size);
        const bool crlf = c == '\r' && at + 1 < span.end && m_source[at + 1] == '\n';
        if (bytes == "\u00AD" || bytes == "\u200B" || bytes == "\uFEFF" || bytes[0] == '\0' || (crlf && preformatted)) continue;
        if (bytes == "\u00A0" || base::is_ascii_space(bytes[0])) {
            space(bytes == "\u00A0" ? ' ' : bytes[0] == '\r' ? '\n'
                                                             : bytes[0],
                  begin, length, preformatted);
            continue;
        }
        visible(bytes, begin, length);
        if (seen.empty()) seen.begin = this->size() - static_cast<std::uint32_t>(bytes.size());
        seen.end = this->size();
    }
    return seen;
}

}  // namespace marsad::read::detail
