// Numbers in a sentence: in figures, in words, mixed, vague, ranges and shares, with what qualifies them.
//
// Purpose: from tokens to amounts. "between 10 and 15", "at least two dozen", "tens of thousands", "two-thirds".
// Ownership: values. Threading: pure functions.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "annotate/tree.h"

namespace marsad::annotate::detail {

struct Amount {
    std::uint32_t first = 0, last = 0;            // tokens of the number alone, [first, last)
    std::uint32_t full_first = 0, full_last = 0;  // with its qualifier
    std::vector<double> stated;
    document::Qualifier qualifier = document::Qualifier::exact;
    std::string term;
    std::optional<std::pair<double, double>> share;
    bool additional = false;  // "another three", "three more"
    bool other = false;       // "three others"
    bool negative = false;    // "no", "none"
};

// The amounts of tokens [first, last), in order, disjoint. Tokens inside a time are passed over.
std::vector<Amount> find_amounts(const Tree& tree, std::uint32_t first, std::uint32_t last, const std::vector<bool>& in_time);

}  // namespace marsad::annotate::detail
