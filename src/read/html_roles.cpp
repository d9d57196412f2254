#include "read/html_roles.h"

#include "base/utf8.h"
#include "read/html_tree.h"

namespace marsad::read::detail {

namespace {

using Words = std::vector<std::string>;

bool is_hidden(const GumboNode* element) {
    if (has_attribute(element, "hidden")) return true;
    std::string style;
    for (char c : attribute(element, "style")) {
        if (!base::is_ascii_space(c)) style += base::ascii_lower(c);
    }
    return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
}

bool is_skipped(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_SCRIPT:
        case GUMBO_TAG_STYLE:
        case GUMBO_TAG_TEMPLATE:
        case GUMBO_TAG_NOSCRIPT:
        case GUMBO_TAG_IFRAME:
        case GUMBO_TAG_OBJECT:
        case GUMBO_TAG_SVG:
        case GUMBO_TAG_MATH:
        case GUMBO_TAG_CANVAS:
        case GUMBO_TAG_AUDIO:
        case GUMBO_TAG_VIDEO:
        case GUMBO_TAG_TEXTAREA:
        case GUMBO_TAG_SELECT:
        case GUMBO_TAG_DATALIST:
        case GUMBO_TAG_TITLE:
        case GUMBO_TAG_NOFRAMES:
        case GUMBO_TAG_NOEMBED:
        case GUMBO_TAG_APPLET:
        case GUMBO_TAG_XMP:
        case GUMBO_TAG_RP:
            return true;
        default: return false;
    }
}

// Furniture by the role that ARIA gives it.
bool has_furniture_role(const GumboNode* element) {
    const auto role = attribute(element, "role");
    return role == "navigation" || role == "banner" || role == "contentinfo" || role == "complementary" || role == "search" || role == "menu" ||
           role == "dialog" || role == "button";
}

bool names_furniture(const Words& words) {
    return has_word(words, {"nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "sidebar", "share", "sharing", "social", "related",
                            "newsletter", "subscribe", "subscription", "promo", "promotion", "advert", "advertisement", "ads", "ad", "sponsored",
                            "cookie", "cookies", "consent", "popup", "modal", "toolbar", "pagination", "pager", "footer", "masthead", "copyright",
                            "trending", "popular", "recommended", "recommendations", "outbrain", "taboola", "tags", "skip", "login", "signup",
                            "search", "readmore", "topics"});
}

void find_comments(const Words& words, const GumboNode* element, Role& role) {
    const auto type = attribute(element, "itemtype");
    const bool named = has_word(words, {"comment"});
    const bool many = has_word(words, {"comments", "commentlist", "disqus", "respond"});
    const bool holder = has_word(words, {"list", "section", "area", "wrapper", "thread", "container", "form", "respond", "box", "count", "link", "links", "feed"});
    const bool part = has_word(words, {"body", "content", "text", "meta", "metadata", "author", "date", "time", "header", "footer", "reply", "message", "actions"});
    role.comments = many || (named && holder);
    role.comment = type.find("schema.org/Comment") != std::string_view::npos || type.find("schema.org/UserComments") != std::string_view::npos ||
                   (named && !holder && !many && !part);
}

void find_parts(const Words& words, const GumboNode* element, Role& role) {
    const GumboTag tag = element->v.element.tag;
    const auto property = attribute(element, "itemprop");
    role.date = tag == GUMBO_TAG_TIME || property == "datePublished" || property == "dateCreated" ||
                has_word(words, {"date", "time", "timestamp", "metadata", "posted", "datetime", "dateline", "published", "permalink"});
    role.author = !role.date && (property == "author" || property == "creator" || attribute(element, "rel") == "author" ||
                                 has_word(words, {"author", "fn", "username", "byline", "commenter", "nickname", "fullname"}));
    role.aside = has_word(words, {"says", "reply", "avatar", "vote", "votes", "likes", "actions", "report", "badge"});
    role.words = has_word(words, {"content", "text", "message", "body"}) && !role.author && !role.date;
    role.byline = role.author;
    role.dateline = role.date && !has_word(words, {"metadata", "permalink"});
}

}  // namespace

Role role_of(const GumboNode* element) {
    const GumboTag tag = element->v.element.tag;
    Role role;
    role.skipped = is_skipped(tag) || is_hidden(element);
    if (role.skipped) return role;
    const Words words = class_words(element);
    find_parts(words, element, role);
    const bool page = tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY;
    if (!page) find_comments(words, element, role);
    role.post = has_word(words, {"tweet"}) || attribute(element, "class").find("instagram-media") != std::string_view::npos ||
                attribute(element, "class").find("fb-post") != std::string_view::npos || attribute(element, "class").find("tiktok-embed") != std::string_view::npos;
    role.post = role.post && (tag == GUMBO_TAG_BLOCKQUOTE || tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_LI);
    role.quotation = tag == GUMBO_TAG_BLOCKQUOTE;
    role.caption = tag == GUMBO_TAG_FIGCAPTION || tag == GUMBO_TAG_CAPTION || (has_word(words, {"caption", "cutline"}) && tag != GUMBO_TAG_FIGURE);
    role.note = has_word(words, {"correction", "corrections", "clarification", "erratum"}) ||
                (has_word(words, {"editor", "editors", "editorial"}) && has_word(words, {"note", "notes"}));
    role.furniture = tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_BUTTON || tag == GUMBO_TAG_LABEL || tag == GUMBO_TAG_MENU;
    role.maybe_furniture = tag == GUMBO_TAG_ASIDE || tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_FORM || has_furniture_role(element) ||
                           (!page && tag != GUMBO_TAG_MAIN && tag != GUMBO_TAG_ARTICLE && names_furniture(words));
    return role;
}

Breaks breaks_of(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_P:
        case GUMBO_TAG_H1:
        case GUMBO_TAG_H2:
        case GUMBO_TAG_H3:
        case GUMBO_TAG_H4:
        case GUMBO_TAG_H5:
        case GUMBO_TAG_H6:
        case GUMBO_TAG_BLOCKQUOTE:
        case GUMBO_TAG_PRE:
        case GUMBO_TAG_UL:
        case GUMBO_TAG_OL:
        case GUMBO_TAG_DL:
        case GUMBO_TAG_TABLE:
        case GUMBO_TAG_FIGURE:
        case GUMBO_TAG_FIGCAPTION:
        case GUMBO_TAG_ARTICLE:
        case GUMBO_TAG_SECTION:
        case GUMBO_TAG_NAV:
        case GUMBO_TAG_ASIDE:
        case GUMBO_TAG_HEADER:
        case GUMBO_TAG_FOOTER:
        case GUMBO_TAG_MAIN:
        case GUMBO_TAG_HR:
        case GUMBO_TAG_FORM:
        case GUMBO_TAG_LISTING:
        case GUMBO_TAG_PLAINTEXT:
            return Breaks::paragraph;
        case GUMBO_TAG_DIV:
        case GUMBO_TAG_LI:
        case GUMBO_TAG_DT:
        case GUMBO_TAG_DD:
        case GUMBO_TAG_TR:
        case GUMBO_TAG_CAPTION:
        case GUMBO_TAG_ADDRESS:
        case GUMBO_TAG_CENTER:
        case GUMBO_TAG_DETAILS:
        case GUMBO_TAG_SUMMARY:
        case GUMBO_TAG_FIELDSET:
        case GUMBO_TAG_LEGEND:
        case GUMBO_TAG_HGROUP:
        case GUMBO_TAG_BODY:
        case GUMBO_TAG_HTML:
        case GUMBO_TAG_TBODY:
        case GUMBO_TAG_THEAD:
        case GUMBO_TAG_TFOOT:
        case GUMBO_TAG_MENU:
        case GUMBO_TAG_DIR:
        case GUMBO_TAG_BUTTON:
        case GUMBO_TAG_LABEL:
            return Breaks::line;
        default: return Breaks::none;
    }
}

}  // namespace marsad::read::detail
