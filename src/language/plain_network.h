// The plain forward pass: the networks written out in floats, one text at a time, as simply as can be.
//
// Purpose: the reference. The fast pass is tested against it, and it against spaCy. It is not used in production.
// Ownership: borrows the Network. Threading: one per worker.
#pragma once

#include <span>
#include <vector>

#include "language/annotations.h"
#include "language/decisions.h"
#include "language/transitions.h"
#include "resources/model.h"

namespace marsad::language {

class PlainNetwork {
public:
    explicit PlainNetwork(const resources::Network& network);

    void run(const TokenView& text, Annotations& out);

    /// Vectors of a text by one of the network's embedding-and-encoding parts: [token][width].
    std::vector<float> vectors(const TokenView& text, std::size_t tok2vec) const;

    /// How close a decision of the last run() was: smallest margins between the best and the second-best allowed score of
    /// the classifiers and of the transitions that touched a token. For telling near ties from mistakes.
    const std::vector<float>& margins() const { return m_margins; }

    /// From now on each run() writes its decisions there; null: nowhere.
    void log_decisions(DecisionLog* log) { m_log = log; }

private:
    void classify(const resources::Classifier& net, const std::vector<float>& x, std::size_t tokens, Annotations& out);
    void parse(const resources::TransitionNet& net, const TokenView& text, const std::vector<float>& lower, Annotations& out);
    void recognise(const resources::TransitionNet& net, const TokenView& text, const std::vector<float>& lower, Annotations& out);
    std::vector<float> lower_layer(const resources::TransitionNet& net, const std::vector<float>& x, std::size_t tokens) const;
    void score(const resources::TransitionNet& net, const std::vector<float>& lower, std::span<const std::int32_t> ids);
    template <typename Allowed>
    int best_class(const resources::TransitionNet& net, std::size_t token, Allowed allowed);

    const resources::Network& m_network;
    std::vector<TreeBuilder> m_builders;
    ArcEager m_arc_eager;
    Biluo m_biluo;
    std::vector<float> m_scores, m_margins;
    std::vector<std::uint8_t> m_spaces;
    DecisionLog* m_log = nullptr;
    DecisionLog::Part* m_part = nullptr;  // of the step at hand; null without a log
};

}  // namespace marsad::language
