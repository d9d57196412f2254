// Mended trees: what is mended stands in the cases of the events room; here, that a tree stays a tree.
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string_view>

#include "annotate/trees.h"

namespace marsad {
namespace {

using document::Pos;
using document::Relation;

constexpr std::array<std::string_view, 16> words = {"killed", "displaced", "millions", "and", "that", "rebels", "fired", "bombs", ",", "villagers", "said", "over", "8000", "people", "paramilitary", "Guard"};
constexpr std::array<Pos, 16> tags = {Pos::verb, Pos::verb, Pos::noun, Pos::cconj, Pos::sconj, Pos::propn, Pos::verb, Pos::noun,
                                      Pos::punct, Pos::noun, Pos::verb, Pos::adp, Pos::num, Pos::noun, Pos::adj, Pos::propn};
constexpr std::array<Relation, 12> relations = {Relation::nsubj, Relation::dobj, Relation::conj, Relation::appos, Relation::compound, Relation::amod,
                                                Relation::mark, Relation::prep, Relation::pobj, Relation::ccomp, Relation::punct, Relation::nummod};

class Dice {
public:
    std::uint32_t below(std::uint32_t n) {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::uint32_t>((m_state >> 33) % n);
    }

private:
    std::uint64_t m_state = 7;
};

// A sentence of random words; a tree with every head before or after, or heads anywhere.
document::Document sentence_of(Dice& dice, bool is_tree) {
    document::Document d;
    const std::uint32_t n = 3 + dice.below(6);
    for (std::uint32_t i = 0; i < n; ++i) {
        const std::uint32_t w = dice.below(words.size());
        document::Token token;
        token.span = {static_cast<std::uint32_t>(d.buffer.size()), static_cast<std::uint32_t>(d.buffer.size() + words[w].size())};
        d.buffer += words[w];
        d.buffer += ' ';
        token.pos = tags[w];
        token.sentence = 0;
        token.rel = relations[dice.below(relations.size())];
        token.head = dice.below(n);
        d.tokens.push_back(token);
    }
    if (is_tree) {
        // Tokens joined one after the other, in a random order, to one that is in the tree.
        std::vector<std::uint32_t> order;
        for (std::uint32_t i = 0; i < n; ++i) order.insert(order.begin() + dice.below(i + 1), i);
        d.tokens[order[0]].head = order[0];
        d.tokens[order[0]].rel = Relation::root;
        for (std::uint32_t i = 1; i < n; ++i) d.tokens[order[i]].head = order[dice.below(i)];
    }
    std::uint32_t root = 0;
    for (std::uint32_t i = 0; i < n; ++i) root = d.tokens[i].head == i ? i : root;
    d.sentences.push_back({0, n, 0, root});
    return d;
}

TEST(Trees, StayTrees) {
    Dice dice;
    std::size_t changed = 0;
    for (int round = 0; round < 200000; ++round) {
        document::Document d = sentence_of(dice, true);
        const document::Document before = d;
        annotate::amend_trees(d);
        std::size_t roots = 0;
        for (std::uint32_t i = 0; i < d.tokens.size(); ++i) {
            changed += d.tokens[i].head != before.tokens[i].head;
            roots += d.tokens[i].head == i;
            std::uint32_t at = i;
            for (std::size_t steps = 0; steps < d.tokens.size() && d.tokens[at].head != at; ++steps) at = d.tokens[at].head;
            ASSERT_EQ(d.tokens[at].head, at) << "a circle in: " << d.buffer;
        }
        ASSERT_EQ(roots, 1u) << d.buffer;
        ASSERT_EQ(d.tokens[d.sentences[0].root].head, d.sentences[0].root) << d.buffer;
    }
    EXPECT_GT(changed, 20u);
}

TEST(Trees, WhatIsNoTreeIsHarmless) {
    Dice dice;
    for (int round = 0; round < 50000; ++round) {
        document::Document d = sentence_of(dice, false);
        annotate::amend_trees(d);
        for (const document::Token& token : d.tokens) ASSERT_LT(token.head, d.tokens.size());
    }
}

}  // namespace
}  // namespace marsad
