// Literal: whether words of violence mean violence.
//
// Purpose: "the visitors attacked from the first whistle", "the update killed the battery": sport, business, films and
// software fight with words only. What a trigger is said of, and the other words of its sentence and its report, tell
// them apart. Each word has a weight by how much more often reports of conflict use it than other news (`w=`); a linear
// model over these and over the classes of the trigger's arguments decides. Without weights every word is meant.
// Ownership: views the grammar, the mentions and the weights. Threading: one document, one thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "events/events.h"
#include "events/match.h"
#include "resources/weights.h"

namespace marsad::events {

// The sum of weight times value, in thousandths; names are looked up with `prefix` before them.
std::int64_t score(const resources::Weights& weights, std::string_view prefix, const std::vector<Feature>& features);

class Literal {
public:
    Literal(const Grammar& grammar, const Mentions& mentions, const resources::Weights* weights);

    std::vector<Feature> features(const Candidate& candidate) const;
    // How sure it is that violence is meant, in thousandths of a logit; 0 without weights.
    std::int64_t certainty(const Candidate& candidate) const;
    // Whether it is surely meant; without weights nothing is.
    bool is_sure(const Candidate& candidate) const { return certainty(candidate) >= sure; }
    // Which of the doubtful candidates mean no violence.
    std::vector<Index> figurative(const std::vector<Candidate>& candidates, const std::vector<Index>& doubtful) const;

    // Mean weight of the words of a sentence, and of all other sentences, in thousandths; the candidate's own are left out.
    std::int32_t warlike(const Candidate& candidate) const;
    std::int32_t warlike_elsewhere(const Candidate& candidate) const;

private:
    static constexpr std::int64_t sure = 3000;
    struct Sum {
        std::int64_t weight = 0;
        std::int32_t words = 0;
    };
    std::int32_t weight_of(Index token) const;
    std::string_view class_of(Index token) const;
    const Grammar& m_grammar;
    const Mentions& m_mentions;
    const resources::Weights* m_weights;
    std::vector<std::int32_t> m_by_token;
    std::vector<Sum> m_by_sentence;
    Sum m_all;
};

}  // namespace marsad::events
