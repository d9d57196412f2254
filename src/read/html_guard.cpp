#include "read/html_guard.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/utf8.h"

namespace marsad::read::detail {

namespace {

using Name = std::uint64_t;  // hash of an element's name in lower case

constexpr Name operator""_tag(const char* text, std::size_t size) { return base::fnv1a(std::string_view(text, size)); }

template <std::size_t N>
bool is_one_of(Name name, const Name (&names)[N]) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

constexpr Name void_elements[] = {"area"_tag, "base"_tag, "br"_tag, "col"_tag, "embed"_tag, "hr"_tag, "img"_tag, "input"_tag, "link"_tag,
                                  "meta"_tag, "param"_tag, "source"_tag, "track"_tag, "wbr"_tag, "frame"_tag, "keygen"_tag, "image"_tag,
                                  "isindex"_tag, "basefont"_tag, "bgsound"_tag};
constexpr Name formatting[] = {"b"_tag, "big"_tag, "code"_tag, "em"_tag, "font"_tag, "i"_tag, "nobr"_tag, "s"_tag, "small"_tag,
                               "strike"_tag, "strong"_tag, "tt"_tag, "u"_tag};
constexpr Name raw_text[] = {"script"_tag, "style"_tag, "textarea"_tag, "title"_tag, "xmp"_tag, "iframe"_tag, "noembed"_tag, "noframes"_tag};
// Elements whose start closes an open paragraph.
constexpr Name closes_paragraph[] = {"address"_tag, "article"_tag, "aside"_tag, "blockquote"_tag, "center"_tag, "details"_tag, "dialog"_tag,
                                     "dir"_tag, "div"_tag, "dl"_tag, "fieldset"_tag, "figcaption"_tag, "figure"_tag, "footer"_tag, "form"_tag,
                                     "h1"_tag, "h2"_tag, "h3"_tag, "h4"_tag, "h5"_tag, "h6"_tag, "header"_tag, "hgroup"_tag, "hr"_tag, "main"_tag,
                                     "menu"_tag, "nav"_tag, "ol"_tag, "p"_tag, "pre"_tag, "section"_tag, "summary"_tag, "table"_tag, "ul"_tag,
                                     "li"_tag, "dd"_tag, "dt"_tag};
constexpr Name items[] = {"li"_tag, "dd"_tag, "dt"_tag};
constexpr Name cells[] = {"td"_tag, "th"_tag};
constexpr Name table_parts[] = {"td"_tag, "th"_tag, "tr"_tag, "tbody"_tag, "thead"_tag, "tfoot"_tag, "table"_tag};
// HTML5's "scope": an element is not looked for through these.
constexpr Name scope[] = {"applet"_tag, "caption"_tag, "table"_tag, "td"_tag, "th"_tag, "marquee"_tag, "object"_tag, "template"_tag, "button"_tag,
                          "svg"_tag, "math"_tag};
constexpr Name other_special[] = {"select"_tag, "iframe"_tag, "listing"_tag, "noscript"_tag, "plaintext"_tag, "frameset"_tag};
// Tags that change no depth: the parser allows one of each, whatever closes it.
constexpr Name single[] = {"html"_tag, "head"_tag, "body"_tag, "form"_tag};

bool is_special(Name name) {
    return is_one_of(name, closes_paragraph) || is_one_of(name, table_parts) || is_one_of(name, scope) || is_one_of(name, other_special);
}

// Follows HTML5's rules for the stack of open elements as far as depth goes; where it is coarser, it counts too many.
class Guard {
public:
    explicit Guard(std::string& html) : m_html(html) {}

    std::optional<std::size_t> run() {
        std::size_t at = 0;
        while ((at = m_html.find('<', at)) != std::string::npos && at + 1 < m_html.size()) {
            const char next = m_html[at + 1];
            if (next == '!' || next == '?') {
                at = skip_comment(at);
            } else if (base::is_ascii_alpha(next) || (next == '/' && at + 2 < m_html.size() && base::is_ascii_alpha(m_html[at + 2]))) {
                const std::size_t begin = at;
                at = take_tag(at);
                if (m_open.size() > deepest) return begin;
            } else {
                ++at;
            }
        }
        return std::nullopt;
    }

private:
    std::size_t skip_comment(std::size_t at) const {
        if (m_html.compare(at, 4, "<!--") == 0) {
            const auto end = m_html.find("-->", at + 2);  // "<!-->" is a whole comment
            return end == std::string::npos ? m_html.size() : end + 3;
        }
        const auto end = m_html.find('>', at);
        return end == std::string::npos ? m_html.size() : end + 1;
    }

    // Where the tag ends, past its ">"; counts its attributes on the way.
    std::size_t tag_end(std::size_t at, std::size_t& attributes) const {
        char quote = 0;
        bool after_equals = false, in_word = true;
        for (; at < m_html.size(); ++at) {
            const char c = m_html[at];
            if (quote) {
                if (c == quote) quote = 0;
            } else if (c == '>') {
                return at + 1;
            } else if ((c == '"' || c == '\'') && after_equals) {
                quote = c;
                after_equals = false;
                in_word = false;
            } else if (base::is_ascii_space(c) || c == '/') {
                in_word = in_word && after_equals;
            } else {
                if (!in_word && !after_equals && c != '=') ++attributes;
                after_equals = c == '=';
                in_word = true;
            }
        }
        return m_html.size();
    }

    std::size_t take_tag(std::size_t at) {
        const bool closing = m_html[at + 1] == '/';
        const std::size_t name_begin = at + (closing ? 2 : 1);
        std::size_t name_end = name_begin;
        Name name = base::fnv1a({});
        for (; name_end < m_html.size(); ++name_end) {
            const char c = m_html[name_end];
            if (base::is_ascii_space(c) || c == '>' || c == '/') break;
            name = base::fnv1a(std::string_view(&(m_lower = base::ascii_lower(c)), 1), name);
        }
        std::size_t attributes = 0;
        const std::size_t end = tag_end(name_end, attributes);
        if (is_one_of(name, formatting) || attributes > most_attributes) {
            // "<b>" becomes "<!>", "</font>" "<!     >": comments, for the parser.
            m_html[at + 1] = '!';
            const std::size_t inner_end = end > at && m_html[end - 1] == '>' ? end - 1 : end;
            std::fill(m_html.begin() + static_cast<std::ptrdiff_t>(at + 2), m_html.begin() + static_cast<std::ptrdiff_t>(inner_end), ' ');
            return end;
        }
        if (closing) {
            close(name);
        } else {
            open(name);
            if (is_one_of(name, raw_text)) return raw_end(end, std::string_view(m_html).substr(name_begin, name_end - name_begin));
        }
        return end;
    }

    // Where the end tag of a raw text element begins.
    std::size_t raw_end(std::size_t at, std::string_view name) const {
        while ((at = m_html.find("</", at)) != std::string::npos) {
            if (base::equal_ascii_case(std::string_view(m_html).substr(at + 2, name.size()), name)) return at;
            at += 2;
        }
        return m_html.size();
    }

    void open(Name name) {
        if (is_one_of(name, single)) return;
        if (name == "td"_tag || name == "th"_tag) {
            if (!clear_to_table(cells)) return;
        } else if (name != "table"_tag && is_one_of(name, table_parts)) {
            if (!clear_to_table(table_parts)) return;
        }
        if (is_one_of(name, closes_paragraph)) close_paragraph();
        if (is_one_of(name, items)) close_item(name);
        if (name == "a"_tag) close("a"_tag);
        if (name == "option"_tag && !m_open.empty() && m_open.back() == name) cut(m_open.size() - 1);
        if (is_one_of(name, void_elements)) return;
        m_open.push_back(name);
        m_paragraphs += name == "p"_tag;
    }

    void cut(std::size_t depth) {
        for (std::size_t i = depth; i < m_open.size(); ++i) m_paragraphs -= m_open[i] == "p"_tag;
        m_open.resize(depth);
    }

    void close(Name name) {
        if (is_one_of(name, single)) return;
        const bool special = is_special(name), of_table = is_one_of(name, table_parts);
        for (std::size_t i = m_open.size(); i-- > 0;) {
            if (m_open[i] == name) return cut(i);
            const bool barrier = of_table ? m_open[i] == "table"_tag : special ? is_one_of(m_open[i], scope)
                                                                               : is_special(m_open[i]);
            if (barrier) return;
        }
    }
    void close_paragraph() {
        if (m_paragraphs == 0) return;
        for (std::size_t i = m_open.size(); i-- > 0 && !is_one_of(m_open[i], scope);) {
            if (m_open[i] == "p"_tag) return cut(i);
        }
    }
    // A list item ends the one before it, through paragraphs and divisions but no other block.
    void close_item(Name name) {
        for (std::size_t i = m_open.size(); i-- > 0;) {
            const Name open = m_open[i];
            if (open == name || (name != "li"_tag && (open == "dd"_tag || open == "dt"_tag))) return cut(i);
            if (is_special(open) && open != "div"_tag && open != "p"_tag && open != "address"_tag) return;
        }
    }
    // Closes the parts of the innermost table that a part of this kind ends; false outside of tables, where the parser
    // passes such a tag over.
    template <std::size_t N>
    bool clear_to_table(const Name (&ended)[N]) {
        std::size_t found = m_open.size();
        for (std::size_t i = m_open.size(); i-- > 0;) {
            if (m_open[i] == "table"_tag) return cut(found), true;
            if (is_one_of(m_open[i], ended)) found = i;
        }
        return false;
    }

    std::string& m_html;
    std::vector<Name> m_open;
    std::size_t m_paragraphs = 0;
    char m_lower = 0;
};

}  // namespace

std::optional<std::size_t> guard_html(std::string& html) { return Guard(html).run(); }

}  // namespace marsad::read::detail
