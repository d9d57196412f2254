// Writes a page's text as a browser shows it, with the map back to the source.
//
// White space is held back until something visible follows, so that it is collapsed, and left out at the ends of blocks.
// Ownership: views the source. Threading: belongs to one parse.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/span.h"
#include "read/map.h"

namespace marsad::read::detail {

// Character references, decoded by Gumbo itself, which does not show its table: each is parsed as a page of its own, once.
class References {
public:
    struct Decoded {
        std::string text;      // what it stands for; "&" where it is no reference
        std::size_t size = 1;  // how many bytes of the source it takes
    };
    // The reference that begins with the "&" at `at`.
    const Decoded& decode(std::string_view source, std::size_t at);

private:
    std::unordered_map<std::string, Decoded> m_known;
};

class TextWriter {
public:
    explicit TextWriter(std::string_view source) : m_source(source) {}

    // The source's characters [span), which are text but for tags that the parser passed over. Gives the span of the
    // text's visible part; empty where there is none. `breaks` pending before it are written first.
    base::Span write(base::Span span, bool preformatted);
    // At least so many line feeds before the next visible character (1 or 2).
    void break_line(int feeds);
    // One line feed more (<br>), two at most.
    void add_break();
    int pending_breaks() const { return m_breaks; }
    // A tab between cells of a row.
    void add_tab();

    std::uint32_t size() const { return static_cast<std::uint32_t>(m_text.size()); }
    const std::string& text() const { return m_text; }
    std::string take_text() { return std::move(m_text); }
    Map take_map() { return m_map.finish(static_cast<std::uint32_t>(m_source.size())); }

private:
    struct Space {
        char c;
        std::uint32_t begin, size;
    };
    void visible(std::string_view bytes, std::uint32_t begin, std::uint32_t size);
    void space(char c, std::uint32_t begin, std::uint32_t size, bool preformatted);
    std::size_t skip_tag(std::size_t at, std::size_t end) const;

    std::string_view m_source;
    References m_references;
    std::string m_text;
    MapBuilder m_map;
    std::vector<Space> m_spaces;      // held back
    int m_breaks = 0;                 // held back
    std::uint32_t m_source_end = 0;   // where the last visible character's source ends
};

}  // namespace marsad::read::detail
