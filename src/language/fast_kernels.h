// The inner loops of the fast pass, compiled once for each width of vectors that a processor may have.
//
// Every sum of products is in whole numbers (wrapping 32-bit addition, whose order does not matter), and every step in
// floats is one multiplication, addition, division or square root in an order that does not depend on the width; so each
// target gives the same bits. docs/decisions/0010-language-numerics.md has the reasons.
// Threading: pure functions on the caller's memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "resources/model.h"

namespace marsad::language {

/// Layer normalization's parameters, padded to whole groups of 16 with zeros.
struct NormParameters {
    std::vector<float> gain, shift;
    std::uint32_t width = 0;
};

/// What a transition system's step reads.
struct StepInput {
    const std::int32_t* const* rows = nullptr;  // one row of [piece][hidden] sums per feature
    std::uint32_t features = 0;
    std::uint32_t hidden = 0;                   // a multiple of 16
    std::uint32_t pieces = 0;
    const std::int32_t* bias = nullptr;         // [piece][hidden]
    const float* hidden_unit = nullptr;         // [hidden]
    const float* upper_weight = nullptr;        // [hidden][lanes]; null: the hidden units are the scores
    const float* upper_bias = nullptr;          // [lanes]
    std::uint32_t lanes = 0;                    // a multiple of 16
    const std::int32_t* allowed = nullptr;      // per lane: -1 where the class may be chosen, else 0
};

struct Kernels {
    const char* name;
    /// out[r][group * 16 + lane] = max over pieces of the bias and the sum of x[r] times weights, for rows r given by the
    /// position of their first input in x.
    void (*maxout)(const std::int16_t* x, std::span<const std::uint32_t> starts, const resources::PackedMatrix& m, std::int32_t* out);
    /// out[r][lane] = the sum over inputs [first, first + count) alone, without the bias if `bias` is false. first, count even.
    void (*products)(const std::int16_t* x, std::span<const std::uint32_t> starts, const resources::PackedMatrix& m,
                     std::uint32_t first, std::uint32_t count, bool bias, std::int32_t* out);
    /// out[group * 16 + lane] = max over pieces of the bias and `count` rows of products.
    void (*add_products)(const std::int32_t* const* rows, std::uint32_t count, const resources::PackedMatrix& m, std::int32_t* out);
    /// x = normalized(sums * unit) * gain + shift, plus `before` where that is not null; then rounded into `whole`.
    void (*normalize)(const std::int32_t* sums, const float* unit, const NormParameters& norm, const float* before, float* x,
                      const float* scale, std::int16_t* whole);
    /// whole[i] = round(sums[i] * unit[i] * scale[i]).
    void (*requantize)(const std::int32_t* sums, const float* factor, std::size_t count, std::int16_t* whole);
    /// whole[i] = round(x[i] * scale[i]).
    void (*quantize)(const float* x, const float* scale, std::size_t count, std::int16_t* whole);
    /// Index of the first of the highest values; count a multiple of 16.
    std::uint32_t (*highest)(const std::int32_t* values, std::size_t count);
    /// The best allowed class of a state.
    std::uint32_t (*step)(const StepInput& in);
};

/// Those for the processor at hand.
const Kernels& kernels();

/// All that the processor at hand can run, for tests.
std::vector<const Kernels*> all_kernels();

}  // namespace marsad::language
