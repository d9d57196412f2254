// Tree: the dependency trees of a document, read downwards.
//
// Purpose: tokens know their heads; actors and attributions also ask for children, subtrees and phrases.
// Ownership: keeps a reference to the document, which must outlive it and keep its tokens. Threading: as the Document.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace marsad::annotate::detail {

using document::none;
using document::Pos;
using document::Relation;
using document::Token;

class Tree {
public:
    explicit Tree(const document::Document& doc);

    const document::Document& doc() const { return m_doc; }
    const Token& token(std::uint32_t i) const { return m_doc.tokens[i]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_doc.tokens.size()); }
    std::uint32_t head(std::uint32_t i) const { return m_doc.tokens[i].head; }
    bool is_root(std::uint32_t i) const { return m_doc.tokens[i].head == i; }
    Pos pos(std::uint32_t i) const { return m_doc.tokens[i].pos; }
    Relation rel(std::uint32_t i) const { return m_doc.tokens[i].rel; }
    // The word in lower case, and the lemma in lower case.
    std::string_view lower(std::uint32_t i) const { return m_lower[i]; }
    std::string_view lemma(std::uint32_t i) const { return m_doc.tokens[i].lemma.empty() ? lower(i) : m_lemmas[i]; }

    // Children in order of text.
    std::span<const std::uint32_t> children(std::uint32_t i) const;
    // The first child with one of the relations; `none` where there is none.
    std::uint32_t child(std::uint32_t i, std::initializer_list<Relation> relations) const;
    bool has_child(std::uint32_t i, std::initializer_list<Relation> relations) const { return child(i, relations) != none; }
    // The leftmost and rightmost token of the subtree of i.
    std::uint32_t left_edge(std::uint32_t i) const { return m_left[i]; }
    std::uint32_t right_edge(std::uint32_t i) const { return m_right[i]; }
    // Whether i is below (or is) `above`.
    bool is_under(std::uint32_t i, std::uint32_t above) const;
    // The first of a row of conjuncts ("A, B and C": A for all three).
    std::uint32_t first_conjunct(std::uint32_t i) const;
    // Whether the word begins with a capital letter.
    bool is_capitalised(std::uint32_t i) const;

private:
    const document::Document& m_doc;
    std::vector<std::string> m_lower, m_lemmas;
    std::vector<std::uint32_t> m_first, m_children, m_left, m_right;
};

// Whether a value is one of those listed.
template <typename T>
bool any_of(T value, std::initializer_list<T> list) {
    for (const T& x : list) {
        if (x == value) return true;
    }
    return false;
}
inline bool is_word(std::string_view word, std::initializer_list<std::string_view> list) { return any_of(word, list); }

}  // namespace marsad::annotate::detail
