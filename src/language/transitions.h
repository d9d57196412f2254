// The transition systems: which moves are allowed in a state, what a move does, and the trees that come out.
//
// Arc-eager parsing (Nivre 2003, 2008) with non-monotonic repairs and sentence breaks (Honnibal & Johnson 2015), and BILUO tagging of
// entities, by the rules of spaCy 3.8. A state holds a stack of tokens, the rest of the text (the buffer), and tokens
// that were put back on the buffer (the rebuffer, whose top comes first):
//
//     stack  … s2 s1 s0 | b0 b1 …  buffer            shift   b0 → stack
//                                                    reduce  pop s0; without a head, and with others below it, back to
//                                                            the buffer, from where it can't be shifted again
//                                                    left    b0 becomes the head of s0 (over an earlier head); pop s0
//                                                    right   s0 becomes the head of b0; b0 → stack
//                                                    break   b1 begins a sentence
//
// A scorer chooses the best-scoring class among those whose move is allowed; plain and fast passes differ only there.
// Children are kept as linked lists through arrays (an arc that is taken back is always the last right arc of its head,
// since its child lies on top of the stack), so that nothing is allocated once the arrays have grown to a text's length.
// Ownership: states own their arrays and are reused from text to text. Threading: one state per worker.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "resources/model.h"

namespace marsad::language {

/// Sentence starts as known before parsing: 1 starts one, -1 cannot, 0 open.
using SentenceStart = std::int8_t;

inline constexpr unsigned bit(resources::Move move) { return 1U << static_cast<unsigned>(move); }

class ArcEager {
public:
    /// Begins a text of `length` tokens. `starts` has one entry per token, or is empty: then only the first token's is known.
    void begin(std::int32_t length, std::span<const SentenceStart> starts);

    bool is_final() const { return m_stack.empty() && buffer_length() == 0; }
    /// Bits of the moves that are allowed.
    unsigned valid() const;
    void apply(resources::Move move, std::uint16_t label);
    /// Ends the text where no move is allowed.
    void force_final();

    /// The next token if the state is as at the beginning of a text that begins there (nothing on the stack, nothing put
    /// back, no arc to it, the token after it not marked as a sentence's start), else -1.
    std::int32_t restart() const;

    /// Tokens that the network looks at, -1 for none: 8 or 13 of them.
    void features(std::span<std::int32_t> ids) const;

    std::span<const std::int32_t> heads() const { return m_heads; }   // -1: none
    std::span<const std::uint16_t> labels() const { return m_labels; }

private:
    std::int32_t stack(std::size_t i) const { return i < m_stack.size() ? m_stack[m_stack.size() - 1 - i] : -1; }
    std::int32_t buffer(std::size_t i) const;
    std::int32_t buffer_length() const { return m_length - m_next + static_cast<std::int32_t>(m_rebuffer.size()); }
    std::int32_t left_child(std::int32_t head, int nth) const;
    std::int32_t right_child(std::int32_t head, int nth) const;
    bool starts_sentence(std::int32_t word) const { return word >= 0 && m_starts[static_cast<std::size_t>(word)] == 1; }
    bool cannot_start(std::int32_t word) const { return word >= 0 && m_fixed[static_cast<std::size_t>(word)] == -1; }
    void add_arc(std::int32_t head, std::int32_t child, std::uint16_t label);
    void push();

    std::int32_t m_length = 0;
    std::int32_t m_next = 0;
    std::vector<std::int32_t> m_stack, m_rebuffer;
    std::vector<std::int32_t> m_heads, m_last_left, m_last_right, m_sibling;
    std::vector<std::uint16_t> m_labels;
    std::vector<std::uint8_t> m_unshiftable;
    std::vector<SentenceStart> m_fixed, m_starts;
};

/// A named entity: tokens [first, last) with a label of the network's table.
struct EntitySpan {
    std::uint32_t first = 0, last = 0;
    std::uint16_t label = 0;
    bool operator==(const EntitySpan&) const = default;
};

/// What the entity recogniser may do with the next token. An open entity leaves `in` (where `may_go_on`) and `last` of
/// its own label; else begin (where `may_begin`), unit (where `may_be_unit`) and out of any label.
class Biluo {
public:
    /// `starts`: sentence starts, or empty. `spaces`: 1 for white-space tokens.
    void begin(std::int32_t length, std::span<const SentenceStart> starts, std::span<const std::uint8_t> spaces);

    bool is_final() const { return m_next >= m_length; }
    bool is_open() const { return m_open; }
    std::uint16_t open_label() const { return m_label; }
    bool may_go_on() const { return m_next + 1 < m_length && !next_starts(); }
    bool may_begin() const { return may_go_on() && may_be_unit(); }
    bool may_be_unit() const { return m_spaces[static_cast<std::size_t>(m_next)] == 0; }
    void apply(resources::Move move, std::uint16_t label);

    /// 3 or 6 tokens.
    void features(std::span<std::int32_t> ids) const;

    const std::vector<EntitySpan>& entities() const { return m_entities; }

private:
    bool next_starts() const { return !m_starts.empty() && m_starts[static_cast<std::size_t>(m_next) + 1] == 1; }

    std::int32_t m_length = 0;
    std::int32_t m_next = 0;
    std::int32_t m_first = 0;
    std::uint16_t m_label = 0;
    bool m_open = false;
    std::span<const SentenceStart> m_starts;
    std::span<const std::uint8_t> m_spaces;
    std::vector<EntitySpan> m_entities;
};

/// The tree of a text: heads (a root's head is itself), labels, sentence starts. Undoes the lifting of non-projective
/// arcs: a label "a||b" marks an arc of label a whose true head is the nearest descendant of the head, breadth first,
/// that hangs on an arc of label b (Nivre & Nilsson 2005).
class TreeBuilder {
public:
    explicit TreeBuilder(const resources::TransitionNet& net);

    /// Output arrays get one entry per token of the parser's state.
    void build(const ArcEager& state, std::span<const std::uint8_t> spaces, std::vector<std::uint32_t>& heads,
               std::vector<std::uint16_t>& labels, std::vector<SentenceStart>& starts);

private:
    struct Lifted {
        std::uint16_t label = 0, head_label = 0;  // what follows "||" as a label; no_label where it is none of the net's
        bool is_lifted = false;
    };
    static constexpr std::uint16_t no_label = 0xFFFF;

    void set_edges(const std::vector<std::uint32_t>& heads);
    bool grow_edges(const std::vector<std::uint32_t>& heads);
    std::uint32_t true_head(std::uint32_t token, std::uint16_t head_label, std::span<const std::uint8_t> spaces,
                            const std::vector<std::uint32_t>& heads, const std::vector<std::uint16_t>& labels);
    void list_children(const std::vector<std::uint32_t>& heads);

    std::vector<Lifted> m_lifted;
    std::uint16_t m_root = 0;
    std::vector<std::uint32_t> m_left_edge, m_right_edge;
    std::vector<std::uint8_t> m_starts_here;
    std::vector<std::uint32_t> m_child_begin, m_children;  // children of each token in text order, as of listing
    std::vector<std::uint32_t> m_queue, m_moved;
};

}  // namespace marsad::language
