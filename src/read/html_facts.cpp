#include "read/html_facts.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "read/dates.h"

namespace marsad::read::detail {

namespace {

using Json = nlohmann::json;

// The text with white space collapsed.
std::string tidy(std::string_view text) {
    std::string out;
    for (char c : base::trim(text)) {
        if (!base::is_ascii_space(c)) out += c;
        else if (out.back() != ' ') out += ' ';
    }
    return out;
}

bool is_type_of_article(const Json& object) {
    const auto has = [](const Json& type) {
        return type.is_string() && (type.get_ref<const std::string&>().find("Article") != std::string::npos ||
                                    type.get_ref<const std::string&>().find("Posting") != std::string::npos);
    };
    const auto found = object.find("@type");
    if (found == object.end()) return false;
    if (!found->is_array()) return has(*found);
    for (const auto& type : *found) {
        if (has(type)) return true;
    }
    return false;
}

// A field that is a string, or an object or a list of objects with a name.
std::string string_or_name(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) return "";
    const Json* value = &*found;
    if (value->is_array() && !value->empty()) value = &value->front();
    if (value->is_object() && value->contains("name")) value = &(*value)["name"];
    return value->is_string() ? value->get<std::string>() : "";
}

}  // namespace

void FactCollector::Ranked::offer(std::string_view candidate, int its_rank) {
    if (its_rank <= rank) return;
    std::string tidied = tidy(candidate);
    if (tidied.empty()) return;
    value = std::move(tidied);
    rank = its_rank;
}

void FactCollector::offer_date(std::string_view value, int rank) {
    if (const auto date = parse_stated_date(value)) m_published.offer(date->iso, rank);
}

void FactCollector::see_article_time(std::string_view datetime) { offer_date(datetime, 1); }

void FactCollector::see(const GumboNode* element) {
    switch (element->v.element.tag) {
        case GUMBO_TAG_HTML: m_lang.offer(attribute(element, "lang"), 2); break;
        case GUMBO_TAG_TITLE: m_title.offer(inner_text(element), 1); break;
        case GUMBO_TAG_META: see_meta(element); break;
        case GUMBO_TAG_LINK:
            if (attribute(element, "rel") == "canonical") m_url.offer(attribute(element, "href"), 2);
            break;
        case GUMBO_TAG_TIME:
            if (attribute(element, "itemprop") == "datePublished" || has_attribute(element, "pubdate")) offer_date(attribute(element, "datetime"), 2);
            break;
        case GUMBO_TAG_SCRIPT:
            if (base::equal_ascii_case(attribute(element, "type"), "application/ld+json")) see_json(inner_text(element));
            break;
        default: break;
    }
}

void FactCollector::see_meta(const GumboNode* element) {
    std::string name = base::ascii_lower(attribute(element, "property"));
    if (name.empty()) name = base::ascii_lower(attribute(element, "name"));
    if (name.empty()) name = base::ascii_lower(attribute(element, "itemprop"));
    const auto content = attribute(element, "content");
    if (name == "og:title") m_title.offer(content, 3);
    else if (name == "twitter:title") m_title.offer(content, 2);
    else if (name == "article:published_time") offer_date(content, 5);
    else if (name == "datepublished" || name == "parsely-pub-date" || name == "sailthru.date" || name == "pubdate" || name == "publishdate" ||
             name == "publish-date" || name == "date" || name == "dc.date" || name == "dc.date.issued" || name == "dcterms.date" || name == "dcterms.created")
        offer_date(content, 3);
    else if (name == "author" || name == "dc.creator" || name == "parsely-author") m_author.offer(content, 3);
    else if (name == "article:author" && content.find("://") == std::string_view::npos) m_author.offer(content, 2);
    else if (name == "og:site_name") m_outlet.offer(content, 3);
    else if (name == "publisher" || name == "dc.publisher" || name == "application-name") m_outlet.offer(content, 1);
    else if (name == "og:url") m_url.offer(content, 1);
    else if (name == "og:locale" || name == "language") m_lang.offer(content.substr(0, content.find('_')), 1);
    else if (base::equal_ascii_case(attribute(element, "http-equiv"), "content-language")) m_lang.offer(content, 1);
}

void FactCollector::see_json(std::string_view text) {
    constexpr std::size_t most = 1 << 20;
    if (text.size() > most) return;
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return;
    // Lists and graphs hold the article beside the site and the bread crumbs; a page of ours to walk, not to recurse.
    std::vector<const Json*> open{&json};
    while (!open.empty()) {
        const Json& value = *open.back();
        open.pop_back();
        if (value.is_array()) {
            for (auto it = value.rbegin(); it != value.rend(); ++it) open.push_back(&*it);
            continue;
        }
        if (!value.is_object()) continue;
        if (const auto graph = value.find("@graph"); graph != value.end()) open.push_back(&*graph);
        if (!is_type_of_article(value)) continue;
        offer_date(string_or_name(value, "datePublished"), 4);
        m_title.offer(string_or_name(value, "headline"), 2);
        m_author.offer(string_or_name(value, "author"), 2);
        m_outlet.offer(string_or_name(value, "publisher"), 2);
    }
}

PageFacts FactCollector::take() {
    return {std::move(m_title.value), std::move(m_published.value), std::move(m_author.value),
            std::move(m_outlet.value), std::move(m_url.value), std::move(m_lang.value)};
}

}  // namespace marsad::read::detail
