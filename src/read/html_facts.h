// What a page says of itself: meta elements, links, JSON-LD, the <html> element's language.
//
// Ownership: collects values. Threading: belongs to one parse.
#pragma once

#include <string>
#include <string_view>

#include "read/html.h"
#include "read/html_tree.h"

namespace marsad::read::detail {

class FactCollector {
public:
    // Looks at an element of any kind; those that say nothing cost a switch.
    void see(const GumboNode* element);
    // A <time> near the head of the article, for pages whose metadata names no date.
    void see_article_time(std::string_view datetime);
    // The best of what was seen.
    PageFacts take();

private:
    // A fact and how much it is worth: the highest rank seen wins, of the same rank the first.
    struct Ranked {
        std::string value;
        int rank = 0;
        void offer(std::string_view candidate, int its_rank);
    };
    void see_meta(const GumboNode* element);
    void see_json(std::string_view json);
    void offer_date(std::string_view value, int rank);

    Ranked m_title, m_published, m_author, m_outlet, m_url, m_lang;
};

}  // namespace marsad::read::detail
