#include "language/transitions.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace marsad::language {

using resources::Move;

namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

}  // namespace

// ---------------------------------------------------------------- arc-eager

void ArcEager::begin(std::int32_t length, std::span<const SentenceStart> starts) {
    const std::size_t n = at(length);
    m_length = length;
    m_next = 0;
    m_stack.clear();
    m_rebuffer.clear();
    m_heads.assign(n, -1);
    m_last_left.assign(n, -1);
    m_last_right.assign(n, -1);
    m_sibling.assign(n, -1);
    m_labels.assign(n, 0);
    m_unshiftable.assign(n, 0);
    m_fixed.assign(n, 0);
    if (!starts.empty()) {
        std::copy(starts.begin(), starts.end(), m_fixed.begin());
    } else if (n > 0) {
        m_fixed[0] = 1;
    }
    m_starts = m_fixed;
}

std::int32_t ArcEager::buffer(std::size_t i) const {
    if (i < m_rebuffer.size()) return m_rebuffer[m_rebuffer.size() - 1 - i];
    const std::size_t word = at(m_next) + i - m_rebuffer.size();
    return word < at(m_length) ? static_cast<std::int32_t>(word) : -1;
}

std::int32_t ArcEager::left_child(std::int32_t head, int nth) const {
    if (head < 0) return -1;
    std::int32_t child = m_last_left[at(head)];
    for (int i = 1; i < nth && child >= 0; ++i) child = m_sibling[at(child)];
    return child;
}

std::int32_t ArcEager::right_child(std::int32_t head, int nth) const {
    if (head < 0) return -1;
    std::int32_t child = m_last_right[at(head)];
    for (int i = 1; i < nth && child >= 0; ++i) child = m_sibling[at(child)];
    return child;
}

unsigned ArcEager::valid() const {
    const std::int32_t rest = buffer_length();
    const std::int32_t b0 = buffer(0);
    unsigned moves = 0;
    if (rest >= 2) {
        const std::int32_t b1 = buffer(1);
        if (b1 == b0 + 1 && !starts_sentence(b1) && !cannot_start(b1)) moves |= bit(Move::break_);
    }
    // Shift is allowed on an empty stack whatever else holds, so that there is always a way on.
    if (m_stack.empty()) return moves | bit(Move::shift);
    if (rest >= 2 && !starts_sentence(b0) && m_unshiftable[at(b0)] == 0) moves |= bit(Move::shift);
    if (rest == 0 || m_stack.size() > 1 || !cannot_start(b0)) moves |= bit(Move::reduce);
    if (rest > 0 && !starts_sentence(b0)) moves |= bit(Move::left) | bit(Move::right);
    return moves;
}

void ArcEager::push() {
    if (m_rebuffer.empty()) {
        m_stack.push_back(m_next++);
    } else {
        m_stack.push_back(m_rebuffer.back());
        m_rebuffer.pop_back();
    }
}

void ArcEager::add_arc(std::int32_t head, std::int32_t child, std::uint16_t label) {
    const std::int32_t old = m_heads[at(child)];
    if (old >= 0 && old < child) m_last_right[at(old)] = m_sibling[at(child)];
    m_heads[at(child)] = head;
    m_labels[at(child)] = label;
    auto& last = head > child ? m_last_left : m_last_right;
    m_sibling[at(child)] = last[at(head)];
    last[at(head)] = child;
}

void ArcEager::apply(Move move, std::uint16_t label) {
    switch (move) {
        case Move::shift:
            push();
            break;
        case Move::reduce: {
            const std::int32_t s0 = m_stack.back();
            if (m_heads[at(s0)] < 0 && m_stack.size() > 1) {
                m_unshiftable[at(s0)] = 1;
                m_rebuffer.push_back(s0);
            }
            m_stack.pop_back();
            break;
        }
        case Move::left: {
            const std::int32_t b0 = buffer(0);
            add_arc(b0, m_stack.back(), label);
            m_unshiftable[at(b0)] = 0;  // the stack has changed, so this cannot go on forever
            m_stack.pop_back();
            break;
        }
        case Move::right:
            add_arc(m_stack.back(), buffer(0), label);
            push();
            break;
        case Move::break_:
            m_starts[at(buffer(1))] = 1;
            break;
        default:
            break;
    }
}

std::int32_t ArcEager::restart() const {
    if (!m_stack.empty() || !m_rebuffer.empty() || m_next >= m_length || m_last_left[at(m_next)] >= 0) return -1;
    const std::size_t after = at(m_next) + 1;
    return after < m_starts.size() && m_starts[after] != m_fixed[after] ? -1 : m_next;
}

void ArcEager::force_final() {
    m_stack.clear();
    m_rebuffer.clear();
    m_next = m_length;
}

void ArcEager::features(std::span<std::int32_t> ids) const {
    const std::int32_t b0 = buffer(0);
    const std::int32_t s0 = stack(0);
    const std::int32_t s1 = stack(1);
    ids[0] = b0;
    ids[1] = buffer(1);
    ids[2] = s0;
    ids[3] = s1;
    ids[4] = stack(2);
    if (ids.size() == 8) {
        ids[5] = left_child(b0, 1);
        ids[6] = left_child(s0, 1);
        ids[7] = right_child(s0, 1);
        return;
    }
    ids[5] = left_child(s0, 1);
    ids[6] = right_child(s0, 1);
    ids[7] = left_child(b0, 1);
    ids[8] = right_child(s0, 2);
    ids[9] = left_child(s1, 1);
    ids[10] = left_child(s1, 2);
    ids[11] = right_child(s1, 1);
    ids[12] = right_child(s1, 2);
}

// ---------------------------------------------------------------- BILUO

void Biluo::begin(std::int32_t length, std::span<const SentenceStart> starts, std::span<const std::uint8_t> spaces) {
    m_length = length;
    m_next = 0;
    m_open = false;
    m_starts = starts;
    m_spaces = spaces;
    m_entities.clear();
}

void Biluo::apply(Move move, std::uint16_t label) {
    switch (move) {
        case Move::begin:
            m_open = true;
            m_first = m_next;
            m_label = label;
            break;
        case Move::last:
            m_entities.push_back({static_cast<std::uint32_t>(m_first), static_cast<std::uint32_t>(m_next) + 1, m_label});
            m_open = false;
            break;
        case Move::unit:
            m_entities.push_back({static_cast<std::uint32_t>(m_next), static_cast<std::uint32_t>(m_next) + 1, label});
            break;
        default:
            break;
    }
    ++m_next;
}

void Biluo::features(std::span<std::int32_t> ids) const {
    std::fill(ids.begin(), ids.end(), -1);
    ids[0] = m_next;
    if (!m_open) return;
    if (ids.size() == 3) {
        ids[1] = m_first;
        ids[2] = m_next - 1;
        return;
    }
    for (std::int32_t i = m_first, j = 1; i < m_next && j < static_cast<std::int32_t>(ids.size()); ++i, ++j) ids[at(j)] = i;
}

// ---------------------------------------------------------------- trees

TreeBuilder::TreeBuilder(const resources::TransitionNet& net) {
    constexpr std::string_view mark = "||";
    const auto find = [&](std::string_view label) {
        const auto it = std::find(net.labels.begin(), net.labels.end(), label);
        return it == net.labels.end() ? no_label : static_cast<std::uint16_t>(it - net.labels.begin());
    };
    m_root = find("ROOT");
    m_lifted.resize(net.labels.size());
    for (std::size_t i = 0; i < net.labels.size(); ++i) {
        const std::size_t split = net.labels[i].find(mark);
        if (split == std::string_view::npos) continue;
        m_lifted[i] = {find(net.labels[i].substr(0, split)), find(net.labels[i].substr(split + mark.size())), true};
    }
}

// Widens each token's edges to those of its children, once forwards and once backwards. Returns whether all heads lie
// within the sentences that the roots' left edges mark out; where arcs cross, more rounds are needed.
bool TreeBuilder::grow_edges(const std::vector<std::uint32_t>& heads) {
    const std::size_t n = heads.size();
    const auto widen = [&](std::size_t child) {
        const std::size_t head = heads[child];
        m_left_edge[head] = std::min(m_left_edge[head], m_left_edge[child]);
        m_right_edge[head] = std::max(m_right_edge[head], m_right_edge[child]);
    };
    for (std::size_t i = 0; i < n; ++i) widen(i);
    for (std::size_t i = n; i-- > 0;) widen(i);
    m_starts_here.assign(n, 0);
    for (std::size_t i = 0; i < n; ++i) {
        if (heads[i] == i) m_starts_here[m_left_edge[i]] = 1;
    }
    std::size_t first = 0;
    for (std::size_t i = 0; i < n; ++i) {
        if ((i == 0 || m_starts_here[i] == 0) && i != n - 1) continue;
        for (std::size_t j = first; j < i; ++j) {
            if (heads[j] < first || heads[j] > i) return false;
        }
        first = i;
    }
    return true;
}

void TreeBuilder::set_edges(const std::vector<std::uint32_t>& heads) {
    m_left_edge.resize(heads.size());
    m_right_edge.resize(heads.size());
    for (std::size_t i = 0; i < heads.size(); ++i) m_left_edge[i] = m_right_edge[i] = static_cast<std::uint32_t>(i);
    constexpr int max_rounds = 12;
    for (int round = 0; round < max_rounds; ++round) {
        if (grow_edges(heads)) break;
    }
}

void TreeBuilder::list_children(const std::vector<std::uint32_t>& heads) {
    const std::size_t n = heads.size();
    m_child_begin.assign(n + 1, 0);
    for (std::size_t i = 0; i < n; ++i) {
        if (heads[i] != i) ++m_child_begin[heads[i] + 1];
    }
    for (std::size_t i = 0; i < n; ++i) m_child_begin[i + 1] += m_child_begin[i];
    m_children.resize(m_child_begin[n]);
    // Filling moves each begin to the next token's; going backwards over the counts restores them.
    for (std::size_t i = 0; i < n; ++i) {
        if (heads[i] != i) m_children[m_child_begin[heads[i]]++] = static_cast<std::uint32_t>(i);
    }
    for (std::size_t i = n; i > 0; --i) m_child_begin[i] = m_child_begin[i - 1];
    m_child_begin[0] = 0;
}

// Breadth first from the head that the token hangs on. Tokens that were given back to their true heads earlier in the
// text count as children of those, as far as they lie within the edges of before.
std::uint32_t TreeBuilder::true_head(std::uint32_t token, std::uint16_t head_label, std::span<const std::uint8_t> spaces,
                                     const std::vector<std::uint32_t>& heads, const std::vector<std::uint16_t>& labels) {
    const std::uint32_t head = heads[token];
    m_queue.assign(1, head);
    std::vector<std::uint32_t> merged;
    for (std::size_t next = 0; next < m_queue.size() && m_queue.size() <= heads.size(); ++next) {
        const std::uint32_t parent = m_queue[next];
        merged.clear();
        for (std::uint32_t i = m_child_begin[parent]; i < m_child_begin[parent + 1]; ++i) {
            if (heads[m_children[i]] == parent) merged.push_back(m_children[i]);
        }
        const std::size_t own = merged.size();
        for (const std::uint32_t moved : m_moved) {
            if (heads[moved] == parent && moved != parent && moved >= m_left_edge[parent] && moved <= m_right_edge[parent]) {
                merged.push_back(moved);
            }
        }
        if (merged.size() > own) {
            std::sort(merged.begin(), merged.end());
            merged.erase(std::unique(merged.begin(), merged.end()), merged.end());
        }
        for (const std::uint32_t child : merged) {
            if (spaces[child] != 0 || child == token) continue;
            if (labels[child] == head_label) return child;
            m_queue.push_back(child);
        }
    }
    return head;
}

void TreeBuilder::build(const ArcEager& state, std::span<const std::uint8_t> spaces, std::vector<std::uint32_t>& heads,
                        std::vector<std::uint16_t>& labels, std::vector<SentenceStart>& starts) {
    const std::size_t n = state.heads().size();
    heads.resize(n);
    labels.assign(state.labels().begin(), state.labels().end());
    for (std::size_t i = 0; i < n; ++i) {
        const std::int32_t head = state.heads()[i];
        heads[i] = head < 0 ? static_cast<std::uint32_t>(i) : static_cast<std::uint32_t>(head);
        if (head < 0) labels[i] = m_root;
    }
    set_edges(heads);
    m_moved.clear();
    bool listed = false;
    for (std::size_t i = 0; i < n; ++i) {
        const Lifted& lifted = m_lifted[labels[i]];
        if (!lifted.is_lifted) continue;
        if (!listed) list_children(heads);
        listed = true;
        const auto token = static_cast<std::uint32_t>(i);
        heads[i] = true_head(token, lifted.head_label, spaces, heads, labels);
        labels[i] = lifted.label;
        m_moved.push_back(token);
    }
    if (!m_moved.empty()) set_edges(heads);
    starts.assign(n, -1);
    for (std::size_t i = 0; i < n; ++i) {
        if (heads[i] == i) starts[m_left_edge[i]] = 1;
    }
}

}  // namespace marsad::language
