// A record of what the networks decided on a text, and by which scores: for tests and for telling near ties from mistakes.
//
// Ownership: a plain value that the caller keeps. Threading: that of the network that writes it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace marsad::language {

struct DecisionLog {
    static constexpr float not_allowed = -std::numeric_limits<float>::infinity();

    /// A classifier decides once a token, a transition system once a move.
    struct Part {
        std::size_t classes = 0;
        std::vector<std::uint16_t> chosen;  // per decision
        std::vector<float> scores;          // [decision][class]; not_allowed where the state did not let it be chosen

        /// `allowed(class)` tells which scores count.
        template <typename Allowed>
        void add(std::span<const float> decision, std::size_t choice, Allowed allowed) {
            classes = decision.size();
            chosen.push_back(static_cast<std::uint16_t>(choice));
            for (std::size_t c = 0; c < decision.size(); ++c) scores.push_back(allowed(c) ? decision[c] : not_allowed);
        }
    };

    std::vector<Part> parts;  // in the order of Network::steps
};

}  // namespace marsad::language
