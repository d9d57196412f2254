// The walk over a page's tree: each stretch of text with what stands around it.
//
// Purpose: the first of two steps. The walk lists the page's pieces of text in order of the source, each with its
// Context; html.cpp then writes them and makes blocks of them.
// Ownership: a Walk owns its lists. Threading: belongs to one parse.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "document/segments.h"
#include "read/html_facts.h"
#include "read/html_roles.h"
#include "read/html_tree.h"

namespace marsad::read::detail {

// Which part of a comment or post a piece is.
enum class Part : std::uint8_t {
    words,
    author,
    date,
    aside
};

// What stands around a piece of text.
struct Context {
    std::int32_t owner = -1;  // the comment or post it is in, an index of Walk::owners
    Part part = Part::words;
    std::uint8_t heading = 0;
    bool furniture = false, outside = false;  // outside: not in the page's main part
    bool comments = false, lone_comments = false;  // in a section of comments; in one that marks no single comment
    bool quotation = false, caption = false, note = false, byline = false, dateline = false;
    bool item = false, row = false, link = false, preformatted = false;
    std::uint32_t lang = 0;  // index of Walk::langs
};

struct Piece {
    base::Span source;
    std::uint32_t context = 0;  // index of Walk::contexts
    std::uint8_t feeds = 0;     // line feeds before it, at least
    bool new_block = false;     // whether a block begins with it
    bool tab = false;           // a cell's begin
};

// A comment or an embedded post: what its markup says of it, but for the spans.
struct Owner {
    bool post = false;
    document::PostDetails details;
};

class Walk {
public:
    Walk(const Tree& tree, std::string_view source);

    std::vector<Piece> pieces;  // in order of the source, apart from each other
    std::vector<Context> contexts;
    std::vector<Owner> owners;
    std::vector<std::string> langs{""};
    FactCollector facts;

private:
    struct Frame {
        const GumboNode* node;
        unsigned child = 0;
        std::uint32_t context = 0;
    };
    struct Survey;

    void enter(const GumboNode* element, std::vector<Frame>& stack);
    void leave(const GumboNode* element);
    void take_text(const GumboNode* text, std::uint32_t context);
    void find_owner(const GumboNode* element, const Role& role, Context& context);
    void find_part(const GumboNode* element, const Role& role, Context& context);
    void take_link(const GumboNode* element, const Context& context);
    bool is_furniture(const GumboNode* element, const Role& role, const Context& context, const Survey& survey) const;
    void apply_break(Breaks breaks);
    void sort_pieces();

    std::string_view m_source;
    const Survey* m_survey = nullptr;
    std::uint8_t m_feeds = 0;
    int m_line_breaks = 0;
    bool m_new_block = true, m_tab = false;
    std::size_t m_paragraphs = 0;  // of the article, so far
};

}  // namespace marsad::read::detail
