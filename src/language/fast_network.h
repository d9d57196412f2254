// The fast forward pass: the same answers as the plain one but for near ties of scores, in whole numbers, many texts at a
// time.
//
// Long texts are cut into chunks, which changes nothing: vectors see a few tokens to each side, which are given to them;
// and wherever the parser's stack is empty and no entity is open, a state is as at the beginning of a text. Only where a
// stretch of `longest_chunk` tokens has no such place (no sentence end at all) is it cut as it comes, which bounds memory.
//
// Ownership: borrows the Network; owns its caches. Threading: one per worker. The answer depends neither on the batch nor on
// what the cache holds.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "language/annotations.h"
#include "language/decisions.h"
#include "language/fast_encoder.h"
#include "language/fast_kernels.h"
#include "language/transitions.h"
#include "resources/model.h"

namespace marsad::language {

struct FastOptions {
    std::size_t cached_forms = 4096;   // per encoder; about 4 kB each
    std::size_t batch_tokens = 512;    // tokens that go through the layers together
    std::size_t chunk_tokens = 1024;   // longer texts are cut
    std::size_t longest_chunk = 8192;  // where no place to cut is found, chunks grow up to this
    const Kernels* kernels = nullptr;  // null: the best for this processor
};

class FastNetwork {
public:
    explicit FastNetwork(const resources::Network& network, const FastOptions& options = {});

    /// Annotates texts, all with the same lexeme table. `out` has one entry per text.
    void run(std::span<const TokenView> texts, std::span<Annotations> out);

    /// Share of tokens whose form was not in the cache, over all encoders and runs.
    double miss_rate() const;

    /// From now on run() writes its decisions there, for tests: only for one text of up to `chunk_tokens` tokens at a time.
    /// null: nowhere.
    void log_decisions(DecisionLog* log) { m_log = log; }

private:
    struct Transitions {
        std::vector<std::int32_t> allowed;      // [case][lanes]
        std::size_t lanes = 0;
        std::unique_ptr<TreeBuilder> builder;   // of a parser
    };

    void run_batch(std::span<const Piece> pieces);
    void run_long(const TokenView& text, Annotations& out);
    std::size_t cut(const Piece& piece) const;
    void classify(const resources::Classifier& net, std::size_t index, std::span<const Piece> pieces);
    void decode(const resources::TransitionNet& net, std::size_t index, std::span<const Piece> pieces);
    void parse(const resources::TransitionNet& net, Transitions& work, const std::int32_t* lower, const Piece& piece, Annotations& out);
    void recognise(const resources::TransitionNet& net, Transitions& work, const std::int32_t* lower, const Piece& piece, Annotations& out);
    std::uint32_t choose(const resources::TransitionNet& net, Transitions& work, const std::int32_t* lower, std::span<const std::int32_t> ids, std::size_t allowed_case);
    void prepare(const resources::TransitionNet& net, Transitions& work) const;
    void note(const resources::TransitionNet& net, const StepInput& in, std::size_t chosen);

    const resources::Network& m_network;
    FastOptions m_options;
    const Kernels& m_kernels;
    std::vector<FastEncoder> m_encoders;
    std::vector<Transitions> m_transitions;
    ArcEager m_arc_eager;
    Biluo m_biluo;

    std::vector<Piece> m_pieces;
    std::vector<Annotations> m_results;           // per piece of a batch
    std::vector<std::vector<std::uint8_t>> m_spaces;
    std::vector<std::uint32_t> m_restarts;        // of the last parse: where a text could begin
    std::vector<std::int32_t> m_scores, m_reduced, m_lower;
    std::vector<std::int16_t> m_reduced_whole;
    std::vector<std::uint32_t> m_reduced_starts;
    DecisionLog* m_log = nullptr;
    DecisionLog::Part* m_part = nullptr;          // of the step at hand; null without a log
};

}  // namespace marsad::language
