// The parser's tree, with its memory, and what the rooms' other files ask of an element.
//
// Ownership: a Tree owns its nodes and views the source, which must outlive it. Threading: as for any value.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gumbo.h>

namespace marsad::read::detail {

// Memory that is given out piece by piece and dropped whole: freeing Gumbo's tree its own way recurses once a level.
class Arena {
public:
    void* take(std::size_t size);

private:
    std::vector<std::unique_ptr<std::byte[]>> m_blocks;
    std::size_t m_left = 0;
    std::byte* m_next = nullptr;
};

class Tree {
public:
    explicit Tree(std::string_view source);
    const GumboNode* root() const { return m_output->root; }

private:
    std::unique_ptr<Arena> m_arena;
    GumboOutput* m_output;  // in the arena
};

inline bool is_element(const GumboNode* node) { return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE; }
inline bool is_text(const GumboNode* node) {
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA;
}
// The value of an attribute; empty where there is none.
std::string_view attribute(const GumboNode* element, const char* name);
bool has_attribute(const GumboNode* element, const char* name);
// The first text child's decoded words (of <title>, <script>).
std::string_view inner_text(const GumboNode* element);

// The words of class and id in lower case: "comment-list articleBody" gives comment, list, article, body.
std::vector<std::string> class_words(const GumboNode* element);
bool has_word(const std::vector<std::string>& words, std::initializer_list<std::string_view> wanted);

}  // namespace marsad::read::detail
