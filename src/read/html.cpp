#include "read/html.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"
#include "read/dates.h"
#include "read/html_guard.h"
#include "read/html_text.h"
#include "read/html_walk.h"

namespace marsad::read::detail {

namespace {

using base::Span;
using document::Block;
using document::BlockKind;
using document::PostDetails;

// The first and last character that isn't white space, of what is left of a span.
Span trimmed(std::string_view text, Span span) {
    while (!span.empty() && base::is_ascii_space(text[span.begin])) ++span.begin;
    while (!span.empty() && base::is_ascii_space(text[span.end - 1])) --span.end;
    return span;
}

// Writes pieces and gathers them into blocks.
class BlockMaker {
public:
    BlockMaker(Walk& walk, std::string_view source) : m_walk(walk), m_source(source), m_writer(source) {}

    void run() {
        for (const Piece& piece : m_walk.pieces) take(piece);
        close();
    }
    void finish(Page& page);

private:
    struct Spans {
        Span author, date, words;
    };

    void take(const Piece& piece);
    void close();
    BlockKind kind() const;
    void note_part(const Context& context, Span span);
    PostDetails details_of(std::size_t owner);

    Walk& m_walk;
    std::string_view m_source;
    TextWriter m_writer;
    std::vector<Block> m_blocks;
    std::vector<std::int32_t> m_owners;  // of each block
    std::vector<Spans> m_spans;          // of each owner
    bool m_open = false, m_pending_new = true;
    Span m_span;
    Context m_context;                                   // of the open block's first words
    bool m_links = true, m_bylines = true, m_datelines = true;  // whether all of the open block is so
};

void extend(Span& span, Span more) { span = span.empty() ? more : base::hull(span, more); }

void BlockMaker::take(const Piece& piece) {
    const Context& context = m_walk.contexts[piece.context];
    m_writer.break_line(piece.feeds);
    m_pending_new = m_pending_new || piece.new_block;
    if (m_open && (m_context.owner != context.owner || m_context.furniture != context.furniture)) {
        m_pending_new = true;
        if (m_context.owner != context.owner) m_writer.break_line(1);
    }
    if (m_pending_new && m_open) close();
    if (piece.tab) m_writer.add_tab();
    const Span seen = m_writer.write(piece.source, context.preformatted);
    if (seen.empty()) return;
    if (!m_open) {
        m_open = true;
        m_span = seen;
        m_context = context;
        m_links = m_bylines = m_datelines = true;
    }
    m_pending_new = false;
    m_span.end = seen.end;
    m_links = m_links && context.link;
    m_bylines = m_bylines && (context.byline || context.dateline);
    m_datelines = m_datelines && context.dateline;
    note_part(context, seen);
}

void BlockMaker::note_part(const Context& context, Span span) {
    if (context.owner < 0 || context.furniture) return;
    m_spans.resize(m_walk.owners.size());
    Spans& spans = m_spans[static_cast<std::size_t>(context.owner)];
    switch (context.part) {
        case Part::words: extend(spans.words, span); break;
        case Part::author: extend(spans.author, span); break;
        case Part::date: extend(spans.date, span); break;
        case Part::aside: break;
    }
}

BlockKind BlockMaker::kind() const {
    const Context& c = m_context;
    const std::size_t size = m_span.size();
    if (c.owner >= 0 && !c.furniture) return m_walk.owners[static_cast<std::size_t>(c.owner)].post ? BlockKind::post : BlockKind::comment;
    if (c.furniture) return BlockKind::furniture;
    if (c.comments) return c.lone_comments && c.heading == 0 ? BlockKind::comment : BlockKind::furniture;
    if (c.heading == 1) return BlockKind::heading;
    if (m_datelines && size < 80) return BlockKind::dateline;
    if (m_bylines && size < 200) return BlockKind::byline;
    if (c.outside) return BlockKind::furniture;
    if (c.heading > 0) return BlockKind::heading;
    if (c.caption) return BlockKind::caption;
    if (c.note) return BlockKind::note;
    if (c.quotation) return BlockKind::quotation;
    // An item or a short line that is nothing but a link leads away from the article.
    if (m_links && size < 160) return BlockKind::furniture;
    if (c.row) return BlockKind::table_row;
    return c.item ? BlockKind::list_item : BlockKind::paragraph;
}

void BlockMaker::close() {
    if (!m_open) return;
    m_open = false;
    Block block;
    block.span = m_span;
    block.kind = kind();
    block.level = block.kind == BlockKind::heading ? m_context.heading : 0;
    block.lang = m_walk.langs[m_context.lang];
    const bool owned = block.kind == BlockKind::post || (block.kind == BlockKind::comment && m_context.owner >= 0);
    const std::int32_t owner = owned ? m_context.owner : -1;
    if (owned && !m_blocks.empty() && m_owners.back() == owner) {
        m_blocks.back().span.end = block.span.end;
        return;
    }
    m_blocks.push_back(std::move(block));
    m_owners.push_back(owner);
}

// The signature of an embedded post, as "— A Name (@handle) November 22, 2016" after its words.
void read_signature(std::string_view text, Span rest, PostDetails& post) {
    std::string_view words = rest.of(text);
    const auto open = words.find("(@");
    const auto close = open == std::string_view::npos ? open : words.find(')', open);
    if (close == std::string_view::npos) return;
    std::size_t begin = 0;
    for (const std::string_view dash : {"\u2014", "\u2013", "-", " "}) {
        if (words.substr(begin, dash.size()) == dash) begin += dash.size();
    }
    const Span name = trimmed(text, {rest.begin + static_cast<std::uint32_t>(begin), rest.begin + static_cast<std::uint32_t>(open)});
    post.author_span = name;
    post.author = name.of(text);
    post.handle_span = {rest.begin + static_cast<std::uint32_t>(open) + 1, rest.begin + static_cast<std::uint32_t>(close)};
    post.handle = post.handle_span.of(text);
    const Span date = trimmed(text, {rest.begin + static_cast<std::uint32_t>(close) + 1, rest.end});
    if (const auto parsed = parse_stated_date(date.of(text))) {
        post.posted_span = date;
        if (post.posted.empty()) {
            post.posted = parsed->iso;
            post.posted_day = parsed->day;
        }
    }
}

PostDetails BlockMaker::details_of(std::size_t owner) {
    PostDetails post = std::move(m_walk.owners[owner].details);
    if (owner >= m_spans.size()) return post;
    const Spans& spans = m_spans[owner];
    const std::string_view text = m_writer.text();
    post.author_span = spans.author;
    post.author = spans.author.of(text);
    post.posted_span = spans.date;
    post.words = spans.words;
    if (!spans.date.empty() && post.posted.empty()) {
        if (const auto parsed = parse_stated_date(spans.date.of(text))) {
            post.posted = parsed->iso;
            post.posted_day = parsed->day;
        }
    }
    return post;
}

void BlockMaker::finish(Page& page) {
    const std::string_view text = m_writer.text();
    std::vector<bool> told(m_walk.owners.size(), false);
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        if (m_owners[i] < 0) continue;
        const auto owner = static_cast<std::size_t>(m_owners[i]);
        PostDetails post;
        if (!told[owner]) post = details_of(owner);
        else post.words = m_blocks[i].span;  // goes on after something else's words
        told[owner] = true;
        Block& block = m_blocks[i];
        // Signatures have no markup of their own: what follows the post's last line.
        if (m_walk.owners[owner].post && post.handle.empty()) {
            const auto last = block.span.of(text).rfind('\n');
            if (last != std::string_view::npos) {
                const Span rest{block.span.begin + static_cast<std::uint32_t>(last) + 1, block.span.end};
                read_signature(text, rest, post);
                if (!post.handle.empty() && post.words.end > rest.begin) post.words = trimmed(text, {post.words.begin, rest.begin});
            }
        }
        block.post = std::move(post);
    }
    page.blocks = std::move(m_blocks);
    page.text = m_writer.take_text();
    page.map = m_writer.take_map();
}

// Line and column, both from 1, of a byte.
std::string line_and_column(std::string_view text, std::size_t at) {
    const auto before = text.substr(0, at);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto feed = before.rfind('\n');
    return fmt::format("{}:{}", line, feed == std::string_view::npos ? at + 1 : at - feed);
}

// The first h1 that is the article's is the report's title, which stands in the text then.
void find_headline(Page& page) {
    for (const Block& block : page.blocks) {
        if (block.kind != BlockKind::heading || block.level != 1) continue;
        page.facts.title = block.span.of(page.text);
        std::replace(page.facts.title.begin(), page.facts.title.end(), '\n', ' ');
        page.headline_in_text = true;
        return;
    }
}

}  // namespace

Result<Page> read_html(std::string_view html, std::string_view place) {
    std::string guarded(html);
    if (const auto at = guard_html(guarded)) {
        return Error{ErrorCode::too_deep, fmt::format("{}:{}: HTML elements nest deeper than {}", place, line_and_column(html, *at), deepest),
                     "the page is broken or made to harm; save its text as plain text"};
    }
    const Tree tree(guarded);
    Walk walk(tree, guarded);
    BlockMaker maker(walk, guarded);
    maker.run();
    Page page;
    page.facts = walk.facts.take();
    maker.finish(page);
    find_headline(page);
    return page;
}

}  // namespace marsad::read::detail
