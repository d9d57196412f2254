#include "annotate/tree.h"

#include <algorithm>

#include "base/utf8.h"

namespace marsad::annotate::detail {

Tree::Tree(const document::Document& doc) : m_doc(doc) {
    const std::uint32_t n = size();
    m_lower.reserve(n);
    m_lemmas.reserve(n);
    m_first.assign(n + 1, 0);
    m_left.resize(n);
    m_right.resize(n);
    for (std::uint32_t i = 0; i < n; ++i) {
        m_lower.push_back(base::ascii_lower(doc.words(i)));
        m_lemmas.push_back(base::ascii_lower(doc.tokens[i].lemma));
        m_left[i] = m_right[i] = i;
        if (const std::uint32_t h = doc.tokens[i].head; h != i && h < n) ++m_first[h + 1];
    }
    for (std::uint32_t i = 0; i < n; ++i) m_first[i + 1] += m_first[i];
    m_children.resize(m_first[n]);
    std::vector<std::uint32_t> next(m_first.begin(), m_first.end() - (n ? 1 : 0));
    for (std::uint32_t i = 0; i < n; ++i) {
        if (const std::uint32_t h = doc.tokens[i].head; h != i && h < n) m_children[next[h]++] = i;
    }
    // Edges: tokens in the order of a breadth-first walk, read backwards, have their children before them.
    std::vector<std::uint32_t> order;
    order.reserve(n);
    for (std::uint32_t i = 0; i < n; ++i) {
        if (doc.tokens[i].head == i || doc.tokens[i].head >= n) order.push_back(i);
    }
    for (std::size_t at = 0; at < order.size(); ++at) {
        for (std::uint32_t c : children(order[at])) order.push_back(c);
    }
    for (std::size_t at = order.size(); at-- > 0;) {
        const std::uint32_t i = order[at], h = doc.tokens[i].head;
        if (h == i || h >= n) continue;
        m_left[h] = std::min(m_left[h], m_left[i]);
        m_right[h] = std::max(m_right[h], m_right[i]);
    }
}

std::span<const std::uint32_t> Tree::children(std::uint32_t i) const {
    return std::span(m_children).subspan(m_first[i], m_first[i + 1] - m_first[i]);
}

std::uint32_t Tree::child(std::uint32_t i, std::initializer_list<Relation> relations) const {
    for (std::uint32_t c : children(i)) {
        if (any_of(rel(c), relations)) return c;
    }
    return none;
}

bool Tree::is_under(std::uint32_t i, std::uint32_t above) const {
    for (std::uint32_t steps = 0; steps < 1000; ++steps) {
        if (i == above) return true;
        const std::uint32_t h = head(i);
        if (h == i || h >= size()) return false;
        i = h;
    }
    return false;
}

std::uint32_t Tree::first_conjunct(std::uint32_t i) const {
    for (std::uint32_t steps = 0; steps < 100 && rel(i) == Relation::conj && head(i) < size() && head(i) != i; ++steps) i = head(i);
    return i;
}

bool Tree::is_capitalised(std::uint32_t i) const {
    const std::string_view word = m_doc.words(i);
    std::size_t size = 0;
    if (word.empty()) return false;
    if (base::is_ascii_upper(word.front())) return true;
    const char32_t c = base::decode(word, 0, size);
    return (c >= 0xC0 && c <= 0xDE) || (c >= 0x100 && c <= 0x17F && c % 2 == 0);
}

}  // namespace marsad::annotate::detail
