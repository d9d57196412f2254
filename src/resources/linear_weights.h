// Linear weights: learned decisions as weights of features, compiled for look-up by hash.
//
// Purpose: one table for several decisions of a room; a row is DECISION, FEATURE and a whole number of thousandths, so that
// sums are the same on every machine. The feature "*" is the decision's bias.
// Ownership: a view of a section that outlives it. Threading: immutable.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "marsad/result.h"

namespace marsad::resources {

class LinearWeights {
public:
    LinearWeights() = default;
    // `damaged` where the section has the wrong size; an empty section has no weights.
    static Result<LinearWeights> open(std::string_view section);

    bool empty() const { return m_section.empty(); }
    // Thousandths; 0 where the decision has no such feature. Both by base::fnv1a of their names.
    std::int32_t weight(std::uint64_t decision, std::uint64_t feature) const;

private:
    std::string_view m_section;
    std::uint64_t m_mask = 0;
};

// Compiles rows of DECISION, FEATURE and thousandths; '#' begins a comment. Errors name the line.
Result<std::string> compile_linear_weights(std::string_view text, std::string_view name);
}  // namespace marsad::resources
