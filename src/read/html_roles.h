// What an element is for, by its name, its class, its id and the marks of schema.org.
//
// Pages tell readers' comments, embedded posts, bylines and furniture by habit rather than by standard; these are the
// habits of WordPress, Disqus, Facebook and Twitter embeds, and of the class names that news sites share.
// Ownership: plain values. Threading: pure functions.
#pragma once

#include <cstdint>

#include <gumbo.h>

namespace marsad::read::detail {

// How an element parts lines.
enum class Breaks : std::uint8_t {
    none,
    line,
    paragraph
};

struct Role {
    bool skipped = false;    // nothing in it is shown
    bool furniture = false;  // by its element
    bool maybe_furniture = false;  // by its class, its id or as a form: not where it holds the article
    bool comments = false;   // a section of readers' comments
    bool comment = false;    // one reader's comment
    bool post = false;       // an embedded post
    bool quotation = false, caption = false, note = false, byline = false, dateline = false;
    // Parts of comments and posts.
    bool author = false, date = false, words = false, aside = false;
};

Role role_of(const GumboNode* element);
Breaks breaks_of(GumboTag tag);

}  // namespace marsad::read::detail
