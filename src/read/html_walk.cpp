#include "read/html_walk.h"

#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"
#include "read/dates.h"

namespace marsad::read::detail {

// What is known of elements before the walk: how much text they hold, and which one is the page's main part.
struct Walk::Survey {
    struct Facts {
        std::uint32_t text = 0;  // bytes of visible text, roughly
        bool headline = false;   // holds an h1
        bool article = false;    // holds an article or main
        bool comment = false;    // holds a marked comment
    };
    std::unordered_map<const GumboNode*, Facts> facts;  // of elements that may hold others of interest
    const GumboNode* main = nullptr;
    Facts page;

    explicit Survey(const GumboNode* root);

    Facts of(const GumboNode* element) const {
        const auto found = facts.find(element);
        return found == facts.end() ? Facts{} : found->second;
    }
};

namespace {

bool may_hold(GumboTag tag) { return breaks_of(tag) != Breaks::none || tag == GUMBO_TAG_TD; }

bool is_main(const GumboNode* element) {
    return element->v.element.tag == GUMBO_TAG_MAIN || attribute(element, "role") == "main" || attribute(element, "itemprop") == "articleBody";
}

}  // namespace

Walk::Survey::Survey(const GumboNode* root) {
    struct Open {
        const GumboNode* node;
        unsigned child = 0;
        Facts facts;
        bool in_comments = false;
    };
    std::vector<Open> stack{{root, 0, {}, false}};
    std::vector<std::pair<const GumboNode*, Facts>> mains, articles;
    while (!stack.empty()) {
        Open& top = stack.back();
        const GumboVector& children = top.node->v.element.children;
        if (top.child < children.length) {
            const auto* child = static_cast<const GumboNode*>(children.data[top.child++]);
            if (is_text(child)) {
                if (child->type != GUMBO_NODE_WHITESPACE) top.facts.text += static_cast<std::uint32_t>(child->v.text.original_text.length);
            } else if (is_element(child)) {
                const Role role = role_of(child);
                if (role.skipped) continue;
                const GumboTag tag = child->v.element.tag;
                top.facts.headline = top.facts.headline || tag == GUMBO_TAG_H1;
                top.facts.article = top.facts.article || tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN;
                top.facts.comment = top.facts.comment || role.comment;
                stack.push_back({child, 0, {}, top.in_comments || role.comments || role.comment});
            }
            continue;
        }
        const Open done = top;
        stack.pop_back();
        if (may_hold(done.node->v.element.tag)) facts[done.node] = done.facts;
        if (is_main(done.node)) mains.push_back({done.node, done.facts});
        if (done.node->v.element.tag == GUMBO_TAG_ARTICLE && !done.in_comments) articles.push_back({done.node, done.facts});
        if (stack.empty()) {
            page = done.facts;
            break;
        }
        Facts& outer = stack.back().facts;
        outer.text += done.facts.text;
        outer.headline = outer.headline || done.facts.headline;
        outer.article = outer.article || done.facts.article;
        outer.comment = outer.comment || done.facts.comment;
    }
    // <main> is the main part; else the one article that outweighs the others (teasers). A part with too little of the
    // page's text is not believed.
    const auto larger = [](const auto& a, const auto& b) { return a.second.text < b.second.text; };
    const auto best = std::max_element(mains.begin(), mains.end(), larger);
    if (best != mains.end() && best->second.text * 4 >= page.text) main = best->first;
    const auto article = std::max_element(articles.begin(), articles.end(), larger);
    if (article == articles.end() || article->second.text * 4 < page.text) return;
    const bool alone = std::none_of(articles.begin(), articles.end(), [&](const auto& other) {
        return other.first != article->first && other.second.text * 3 > article->second.text;
    });
    if (alone) main = article->first;
}

Walk::Walk(const Tree& tree, std::string_view source) : m_source(source) {
    const Survey survey(tree.root());
    m_survey = &survey;
    Context page;
    page.outside = survey.main != nullptr && survey.main != tree.root();
    contexts.push_back(page);
    facts.see(tree.root());
    if (const auto lang = attribute(tree.root(), "lang"); !lang.empty()) {
        langs.emplace_back(lang);
        contexts[0].lang = 1;
    }
    std::vector<Frame> stack{{tree.root(), 0, 0}};
    while (!stack.empty()) {
        Frame& top = stack.back();
        const GumboVector& children = top.node->v.element.children;
        if (top.child == children.length) {
            leave(top.node);
            stack.pop_back();
            continue;
        }
        const auto* child = static_cast<const GumboNode*>(children.data[top.child++]);
        if (is_text(child)) take_text(child, top.context);
        else if (is_element(child)) enter(child, stack);
    }
    m_survey = nullptr;
    sort_pieces();
}

void Walk::apply_break(Breaks breaks) {
    if (breaks == Breaks::none) return;
    m_feeds = std::max<std::uint8_t>(m_feeds, breaks == Breaks::paragraph ? 2 : 1);
    m_new_block = true;
    m_tab = false;
    m_line_breaks = 0;
}

void Walk::enter(const GumboNode* element, std::vector<Frame>& stack) {
    const GumboTag tag = element->v.element.tag;
    facts.see(element);
    if (tag == GUMBO_TAG_BR) {
        // One goes on in the same block, two are how old pages part paragraphs.
        if (++m_line_breaks >= 2) apply_break(Breaks::paragraph);
        else m_feeds = std::max<std::uint8_t>(m_feeds, 1);
        return;
    }
    const std::uint32_t outer = stack.back().context;
    const Role role = role_of(element);
    if (role.skipped) {
        // Metadata may stand in what is not shown.
        if (tag == GUMBO_TAG_NOSCRIPT || tag == GUMBO_TAG_TEMPLATE) return;
        for (unsigned i = 0; i < element->v.element.children.length; ++i) {
            const auto* child = static_cast<const GumboNode*>(element->v.element.children.data[i]);
            if (is_element(child)) facts.see(child);
        }
        return;
    }
    apply_break(breaks_of(tag));
    Context context = contexts[outer];
    if (element == m_survey->main) context.outside = false;
    find_owner(element, role, context);
    find_part(element, role, context);
    if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) context.heading = static_cast<std::uint8_t>(1 + tag - GUMBO_TAG_H1);
    context.furniture = context.furniture || is_furniture(element, role, context, *m_survey);
    context.quotation = context.quotation || role.quotation;
    context.caption = context.caption || role.caption;
    context.note = context.note || role.note;
    context.byline = context.byline || role.byline;
    context.dateline = context.dateline || role.dateline;
    context.link = context.link || tag == GUMBO_TAG_A;
    context.preformatted = context.preformatted || tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_LISTING || tag == GUMBO_TAG_PLAINTEXT;
    if (tag == GUMBO_TAG_LI || tag == GUMBO_TAG_DD || tag == GUMBO_TAG_DT) context.item = true;
    if (tag == GUMBO_TAG_TR) context.row = true;
    if ((tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) && !m_new_block) m_tab = true;
    if (const auto lang = attribute(element, "lang"); !lang.empty() && lang != langs[context.lang]) {
        context.lang = static_cast<std::uint32_t>(langs.size());
        langs.emplace_back(lang);
    }
    if (tag == GUMBO_TAG_A) take_link(element, context);
    if (tag == GUMBO_TAG_IMG && context.owner >= 0) {
        if (const auto src = attribute(element, "src"); !src.empty()) owners[static_cast<std::size_t>(context.owner)].details.media.emplace_back(src);
    }
    if (tag == GUMBO_TAG_TIME && context.owner < 0 && !context.furniture && m_paragraphs < 2) facts.see_article_time(attribute(element, "datetime"));
    if (tag == GUMBO_TAG_P && !context.furniture && !context.outside && context.owner < 0) ++m_paragraphs;
    contexts.push_back(context);
    stack.push_back({element, 0, static_cast<std::uint32_t>(contexts.size() - 1)});
}

void Walk::leave(const GumboNode* element) { apply_break(breaks_of(element->v.element.tag)); }

// Whether the element begins a comment or a post, or a section of comments.
void Walk::find_owner(const GumboNode* element, const Role& role, Context& context) {
    const bool in_post = context.owner >= 0 && owners[static_cast<std::size_t>(context.owner)].post;
    if (in_post) return;
    if (role.comments && context.owner < 0) {
        context.comments = true;
        context.lone_comments = !m_survey->of(element).comment;
    }
    if (!role.comment && !role.post) return;
    // Text outside a section of comments is one only where a whole block is marked so.
    if (role.comment && breaks_of(element->v.element.tag) == Breaks::none) return;
    context.owner = static_cast<std::int32_t>(owners.size());
    context.part = Part::words;
    context.furniture = context.byline = context.dateline = context.lone_comments = false;
    owners.push_back({role.post, {}});
    if (const auto id = attribute(element, "cite"); !id.empty()) owners.back().details.url = id;
}

void Walk::find_part(const GumboNode* element, const Role& role, Context& context) {
    if (context.owner < 0) return;
    Owner& owner = owners[static_cast<std::size_t>(context.owner)];
    const GumboTag tag = element->v.element.tag;
    if (owner.post && tag == GUMBO_TAG_P) context.part = Part::words;
    else if (role.author) context.part = Part::author;
    else if (role.date) context.part = Part::date;
    else if (role.aside) context.part = Part::aside;
    else if (role.words) context.part = Part::words;
    if (tag != GUMBO_TAG_TIME) return;
    if (const auto date = parse_stated_date(attribute(element, "datetime")); date && owner.details.posted.empty()) {
        owner.details.posted = date->iso;
        owner.details.posted_day = date->day;
    }
}

void Walk::take_link(const GumboNode* element, const Context& context) {
    if (context.owner < 0) return;
    const auto href = attribute(element, "href");
    if (href.empty() || href[0] == '#') return;
    Owner& owner = owners[static_cast<std::size_t>(context.owner)];
    const bool permanent = href.find("/status/") != std::string_view::npos || context.part == Part::date;
    if (permanent && owner.details.url.empty()) owner.details.url = href;
    else if (context.part == Part::words) owner.details.links.emplace_back(href);
}

bool Walk::is_furniture(const GumboNode* element, const Role& role, const Context& context, const Survey& survey) const {
    if (role.furniture) return true;
    const GumboTag tag = element->v.element.tag;
    const Survey::Facts facts = survey.of(element);
    if (context.owner >= 0) return tag == GUMBO_TAG_FORM;
    // The page's own head, but not an article's.
    const bool page_head = tag == GUMBO_TAG_HEADER && context.outside && !facts.headline;
    if (!role.maybe_furniture && !page_head) return false;
    if (context.comments) return tag == GUMBO_TAG_FORM;
    return !facts.headline && !facts.article && facts.text * 2 <= survey.page.text + 1;
}

void Walk::take_text(const GumboNode* text, std::uint32_t context) {
    const GumboStringPiece& original = text->v.text.original_text;
    if (original.data < m_source.data() || original.data > m_source.data() + m_source.size()) return;
    const auto begin = static_cast<std::size_t>(original.data - m_source.data());
    const auto end = std::min(begin + original.length, m_source.size());
    if (begin >= end) return;
    const bool white = text->type == GUMBO_NODE_WHITESPACE;
    if (white && m_new_block && !contexts[context].preformatted) return;
    pieces.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, context, m_feeds, m_new_block, m_tab});
    if (white) return;  // what was held back waits for something visible
    m_feeds = 0;
    m_line_breaks = 0;
    m_new_block = m_tab = false;
}

// HTML5 moves text that stands between a table's cells before the table; here it goes back to where the source has it,
// so that the map never falls.
void Walk::sort_pieces() {
    const auto by_source = [](const Piece& a, const Piece& b) { return a.source.begin < b.source.begin; };
    if (!std::is_sorted(pieces.begin(), pieces.end(), by_source)) {
        std::stable_sort(pieces.begin(), pieces.end(), by_source);
        for (std::size_t i = 1; i < pieces.size(); ++i) {
            if (pieces[i].context == pieces[i - 1].context) continue;
            pieces[i].feeds = std::max<std::uint8_t>(pieces[i].feeds, 1);
            pieces[i].new_block = true;
        }
    }
    std::uint32_t last = 0;
    for (auto& piece : pieces) {
        piece.source.begin = std::max(piece.source.begin, last);
        last = std::max(last, piece.source.end);
        piece.source.end = std::max(piece.source.begin, piece.source.end);
    }
}

}  // namespace marsad::read::detail
