// The networks: the plain pass against known values, the fast pass against the plain one, and the fast pass against
// itself with other vectors, batches, caches, chunks and threads.
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "language/fast_network.h"
#include "language/plain_network.h"
#include "random_network.h"

namespace marsad::language {
namespace {

struct Texts {
    explicit Texts(std::size_t count, std::size_t longest, std::uint32_t seed = 3) : lexemes(norms), tokens(random_texts(lexemes, count, longest, seed)) {
        for (const auto& text : tokens) views.push_back({text, &lexemes});
    }
    NormTable norms;
    LexemeTable lexemes;
    std::vector<std::vector<LexToken>> tokens;
    std::vector<TokenView> views;
};

std::vector<Annotations> run_fast(const resources::Network& network, const Texts& texts, const FastOptions& options = {}) {
    FastNetwork fast(network, options);
    std::vector<Annotations> out(texts.views.size());
    fast.run(texts.views, out);
    return out;
}

std::vector<RandomShape> shapes() {
    std::vector<RandomShape> all(10);
    all[1].width = 96, all[1].hidden = 64;
    all[2].width = 33, all[2].depth = 2;                    // no whole vectors, an odd number of inputs
    all[3].window = 2, all[3].depth = 2, all[3].pieces = 2;
    all[4].depth = 0;
    all[5].upper = false, all[5].transition_pieces = 1;
    all[6].extra_features = true, all[6].hidden = 40;
    all[7].senter = true, all[7].parser = false, all[7].keep = 3;
    all[8].vectors = true, all[8].pieces = 1;
    all[9].width = 20, all[9].depth = 1, all[9].pieces = 4, all[9].senter = true;
    return all;
}

class Shapes : public testing::TestWithParam<std::size_t> {};

// Rounding to whole numbers moves a score by far less than this; where no decision was closer, nothing may differ.
constexpr float near_tie = 0.02F;

TEST_P(Shapes, FastAgreesWithPlainButForNearTies) {
    const RandomNetwork network(shapes()[GetParam()], static_cast<std::uint32_t>(GetParam()) + 1);
    const Texts texts(150, 30);
    const auto fast = run_fast(*network, texts);
    PlainNetwork plain(*network);
    Annotations expected;
    std::size_t clear = 0, same = 0;
    for (std::size_t i = 0; i < texts.views.size(); ++i) {
        plain.run(texts.views[i], expected);
        same += fast[i] == expected;
        const auto& margins = plain.margins();
        if (std::any_of(margins.begin(), margins.end(), [](float m) { return m < near_tie; })) continue;
        ++clear;
        EXPECT_EQ(fast[i].classes, expected.classes) << "text " << i;
        EXPECT_EQ(fast[i].heads, expected.heads) << "text " << i;
        EXPECT_EQ(fast[i].relations, expected.relations) << "text " << i;
        EXPECT_EQ(fast[i].starts, expected.starts) << "text " << i;
        EXPECT_EQ(fast[i].entities, expected.entities) << "text " << i;
    }
    EXPECT_GT(clear, 10U);
    EXPECT_GT(same, texts.views.size() * 4 / 5);
}

TEST_P(Shapes, EveryTargetGivesTheSameBits) {
    const RandomNetwork network(shapes()[GetParam()], static_cast<std::uint32_t>(GetParam()) + 1);
    const Texts texts(60, 40);
    const auto expected = run_fast(*network, texts);
    for (const Kernels* target : all_kernels()) {
        FastOptions options;
        options.kernels = target;
        EXPECT_TRUE(run_fast(*network, texts, options) == expected) << target->name;
        // Not the decisions alone: the numbers that they rest on.
        for (const auto& net : network->tok2vecs) {
            const std::span<const float> scale = net.mix.packed.input_scale.first(net.width);
            FastEncoder one(net, scale, 4096, *target), other(net, scale, 4096, kernels());
            const Piece piece{texts.views[1], 0, texts.views[1].tokens.size()};
            one.encode({&piece, 1});
            other.encode({&piece, 1});
            ASSERT_EQ(one.token_starts().size(), piece.size());
            for (const std::uint32_t start : one.token_starts()) {
                EXPECT_TRUE(std::equal(one.whole() + start, one.whole() + start + net.width, other.whole() + start)) << target->name;
            }
        }
    }
}

TEST_P(Shapes, BatchesCachesAndThreadsChangeNothing) {
    const RandomNetwork network(shapes()[GetParam()], static_cast<std::uint32_t>(GetParam()) + 1);
    const Texts texts(120, 60);
    const auto expected = run_fast(*network, texts);
    for (const std::size_t batch : {1, 50, 100000}) {
        FastOptions options;
        options.batch_tokens = batch;
        options.cached_forms = batch == 50 ? 64 : 100000;
        EXPECT_TRUE(run_fast(*network, texts, options) == expected) << "batches of " << batch;
    }
    std::vector<std::vector<Annotations>> results(4);
    std::vector<std::thread> workers;
    for (auto& result : results) workers.emplace_back([&] { result = run_fast(*network, texts); });
    for (auto& worker : workers) worker.join();
    for (const auto& result : results) EXPECT_TRUE(result == expected);
}

TEST_P(Shapes, CuttingLongTextsChangesNothing) {
    const RandomNetwork network(shapes()[GetParam()], static_cast<std::uint32_t>(GetParam()) + 1);
    const Texts texts(12, 900, 5);
    FastOptions whole;
    whole.chunk_tokens = 100000;
    FastOptions cut;
    cut.chunk_tokens = 24;
    cut.longest_chunk = 100000;
    EXPECT_TRUE(run_fast(*network, texts, cut) == run_fast(*network, texts, whole));
}

INSTANTIATE_TEST_SUITE_P(Networks, Shapes, testing::Range<std::size_t>(0, 10));

TEST(FastNetwork, BoundsTheLengthOfAChunk) {
    const RandomNetwork network(RandomShape{});
    const Texts texts(3, 2000, 7);
    FastOptions options;
    options.chunk_tokens = options.longest_chunk = 16;
    const auto out = run_fast(*network, texts, options);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::size_t n = texts.tokens[i].size();
        ASSERT_EQ(out[i].heads.size(), n);
        ASSERT_EQ(out[i].starts.size(), n);
        ASSERT_EQ(out[i].classes[0].size(), n);
        EXPECT_TRUE(std::all_of(out[i].heads.begin(), out[i].heads.end(), [&](std::uint32_t h) { return h < n; }));
    }
}

TEST(HashRows, AreThoseOfThinc) {
    EXPECT_EQ(hash_rows(15091604296615300055ULL, 8, 5000), (std::array<std::uint32_t, 4>{2250, 2673, 2227, 362}));
}

TEST(NetworkBlock, DamageIsAnError) {
    RandomNetwork network(RandomShape{});
    const std::span<std::byte> block = network.block();
    const std::vector<std::byte> good(block.begin(), block.end());
    EXPECT_EQ(resources::Network::view(block.first(10)).error().code, ErrorCode::damaged);
    EXPECT_EQ(resources::Network::view(block.first(block.size() / 2)).error().code, ErrorCode::damaged);
    block[8] = std::byte{77};
    EXPECT_EQ(resources::Network::view(block).error().code, ErrorCode::version_mismatch);
    // Any byte of the fields may be wrong: an error, or a network whose sizes fit together; never a read outside the block.
    for (std::size_t at = 12; at < 6000; ++at) {
        std::copy(good.begin(), good.end(), block.begin());
        block[at] ^= std::byte{0xA5};
        const auto result = resources::Network::view(block);
        EXPECT_TRUE(result.ok() || !result.error().message.empty());
    }
}

// ---------------------------------------------------------------- transition systems

using resources::Move;

TEST(ArcEager, ShiftsOntoAnEmptyStackOnly) {
    ArcEager state;
    state.begin(3, {});
    EXPECT_EQ(state.valid() & bit(Move::shift), bit(Move::shift));
    EXPECT_EQ(state.valid() & (bit(Move::reduce) | bit(Move::left) | bit(Move::right)), 0U);
}

TEST(ArcEager, BuildsATree) {
    ArcEager state;  // "guns fell silent": fell heads both
    state.begin(3, {});
    state.apply(Move::shift, 0);
    state.apply(Move::left, 2);
    EXPECT_EQ(state.heads()[0], 1);
    state.apply(Move::shift, 0);
    state.apply(Move::right, 3);
    EXPECT_EQ(state.heads()[2], 1);
    EXPECT_FALSE(state.is_final());
    state.apply(Move::reduce, 0);
    state.apply(Move::reduce, 0);
    EXPECT_TRUE(state.is_final());
}

TEST(ArcEager, PutsBackWhatHasNoHead) {
    ArcEager state;
    state.begin(3, {});
    state.apply(Move::shift, 0);
    state.apply(Move::shift, 0);
    state.apply(Move::reduce, 0);  // token 1 has no head and token 0 lies below it
    std::array<std::int32_t, 8> ids;
    state.features(ids);
    EXPECT_EQ(ids[0], 1);
    EXPECT_EQ(ids[2], 0);
    EXPECT_EQ(state.valid() & bit(Move::shift), 0U) << "it can't be shifted again";
    state.apply(Move::left, 2);
    EXPECT_EQ(state.valid() & bit(Move::shift), bit(Move::shift)) << "but can after the stack has changed";
}

TEST(ArcEager, BreakKeepsSentencesApart) {
    ArcEager state;
    state.begin(3, {});
    state.apply(Move::break_, 1);
    EXPECT_EQ(state.valid() & bit(Move::break_), 0U);
    state.apply(Move::shift, 0);
    EXPECT_EQ(state.valid(), bit(Move::reduce) | bit(Move::break_));
}

TEST(Biluo, StaysWithinSentences) {
    Biluo state;
    const std::vector<SentenceStart> starts{1, -1, 1, -1};
    const std::vector<std::uint8_t> spaces{0, 0, 0, 1};
    state.begin(4, starts, spaces);
    EXPECT_TRUE(state.may_begin());
    state.apply(Move::begin, 2);
    EXPECT_FALSE(state.may_go_on());
    state.apply(Move::last, 2);
    state.apply(Move::unit, 3);
    EXPECT_FALSE(state.may_be_unit()) << "white space is no entity";
    state.apply(Move::out, 0);
    EXPECT_EQ(state.entities(), (std::vector<EntitySpan>{{0, 2, 2}, {2, 3, 3}}));
}

TEST(TreeBuilder, UndoesLiftedArcs) {
    // 0 ←dobj||nsubj— 3, 1 —nsubj→ of 3: token 0 truly hangs on token 1.
    resources::TransitionNet net;
    net.labels = {"", "ROOT", "nsubj", "dobj", "dobj||nsubj"};
    ArcEager state;
    state.begin(4, {});
    state.apply(Move::shift, 0);
    state.apply(Move::shift, 0);
    state.apply(Move::shift, 0);
    state.apply(Move::left, 3);   // 2 ← 3
    state.apply(Move::left, 2);   // 1 ← 3
    state.apply(Move::left, 4);   // 0 ← 3, lifted
    state.apply(Move::shift, 0);
    state.apply(Move::reduce, 0);
    ASSERT_TRUE(state.is_final());
    TreeBuilder builder(net);
    std::vector<std::uint32_t> heads;
    std::vector<std::uint16_t> labels;
    std::vector<SentenceStart> starts;
    builder.build(state, std::vector<std::uint8_t>(4, 0), heads, labels, starts);
    EXPECT_EQ(heads, (std::vector<std::uint32_t>{1, 3, 3, 3}));
    EXPECT_EQ(labels, (std::vector<std::uint16_t>{3, 2, 3, 1}));
    EXPECT_EQ(starts, (std::vector<SentenceStart>{1, -1, -1, -1}));
}

}  // namespace
}  // namespace marsad::language
