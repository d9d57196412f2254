#include "read/html_tree.h"

#include <algorithm>

#include "base/utf8.h"

namespace marsad::read::detail {

void* Arena::take(std::size_t size) {
    constexpr std::size_t block = 64 << 10, alignment = alignof(std::max_align_t);
    size = (std::max<std::size_t>(size, 1) + alignment - 1) / alignment * alignment;
    if (size > m_left) {
        const std::size_t whole = std::max(size, block);
        m_blocks.push_back(std::make_unique_for_overwrite<std::byte[]>(whole));
        if (size >= block) return m_blocks.back().get();
        m_next = m_blocks.back().get();
        m_left = whole;
    }
    void* given = m_next;
    m_next += size;
    m_left -= size;
    return given;
}

Tree::Tree(std::string_view source) : m_arena(std::make_unique<Arena>()) {
    GumboOptions options = kGumboDefaultOptions;
    options.userdata = m_arena.get();
    options.allocator = [](void* arena, std::size_t size) { return static_cast<Arena*>(arena)->take(size); };
    options.deallocator = [](void*, void*) {};
    options.max_errors = 0;
    m_output = gumbo_parse_with_options(&options, source.data(), source.size());
}

std::string_view attribute(const GumboNode* element, const char* name) {
    const GumboAttribute* found = gumbo_get_attribute(&element->v.element.attributes, name);
    return found ? std::string_view(found->value) : std::string_view();
}

bool has_attribute(const GumboNode* element, const char* name) {
    return gumbo_get_attribute(&element->v.element.attributes, name) != nullptr;
}

std::string_view inner_text(const GumboNode* element) {
    const GumboVector& children = element->v.element.children;
    if (children.length == 0) return {};
    const auto* child = static_cast<const GumboNode*>(children.data[0]);
    return is_text(child) ? std::string_view(child->v.text.text) : std::string_view();
}

std::vector<std::string> class_words(const GumboNode* element) {
    std::vector<std::string> words;
    for (const char* name : {"class", "id"}) {
        std::string word;
        const auto end_word = [&] {
            if (!word.empty()) words.push_back(std::move(word));
            word.clear();
        };
        for (char c : attribute(element, name)) {
            if (!base::is_ascii_alpha(c)) {
                end_word();
                continue;
            }
            // "articleBody" is two words, "HTML" one.
            if (base::is_ascii_upper(c) && !word.empty() && !base::is_ascii_upper(word.back())) end_word();
            word += c;
        }
        end_word();
    }
    for (auto& word : words) word = base::ascii_lower(word);
    return words;
}

bool has_word(const std::vector<std::string>& words, std::initializer_list<std::string_view> wanted) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return std::find(wanted.begin(), wanted.end(), word) != wanted.end(); });
}

}  // namespace marsad::read::detail
