// How a layer is computed. Weights lie in groups of 16 outputs times a few columns (the pieces of a maxout layer); a tile
// is a few rows of x by one group, all its sums in registers:
//
//     for each pair of inputs k:   w[c] = 16 outputs × 2 inputs, one load per column c
//                                  for each row r: x = the pair x[r][k], in all lanes
//                                      sum[r][c] += pmaddwd(x, w[c])   16 outputs: x0·w0 + x1·w1 in 32 bits
//
// A group's weights (28 kB for a window layer) stay in the first-level cache while all rows of the batch pass by.
// With vectors of 8 or 4 lanes the group is done in 2 or 4 parts.
#include "language/fast_kernels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>

// The sums of a tile are in registers only if the loops over them are unrolled completely.
#if defined(__clang__)
#define MARSAD_UNROLL _Pragma("unroll")
#else
#define MARSAD_UNROLL _Pragma("GCC unroll 8")
#endif

// Highway avoids its emulation of 128-bit vectors with early GCC 12, for fear of miscompilation; the tests compare its
// bits with the other targets', and processors that need it are older than 2006.
#define HWY_BROKEN_EMU128 0
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "language/fast_kernels.cpp"
#include <hwy/foreach_target.h>  // IWYU pragma: keep
// foreach_target.h comes before highway.h
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace marsad::language {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using resources::PackedMatrix;

constexpr std::size_t group = 16;
using DI = hn::CappedTag<std::int32_t, group>;
using DF = hn::CappedTag<float, group>;
using DS = hn::Repartition<std::int16_t, DI>;
constexpr std::size_t lanes = hn::MaxLanes(DI());
constexpr std::size_t parts = group / lanes;
using VI = hn::Vec<DI>;
using VF = hn::Vec<DF>;

// Rows of a tile: as many sums as fit into the registers beside the weights.
constexpr std::size_t tile_rows(std::size_t columns) {
    const std::size_t registers = lanes == group ? 26 : 12;
    const std::size_t rows = registers / columns;
    return rows > 8 ? 8 : rows;
}

HWY_INLINE VI multiply_add(VI sum, hn::Vec<DS> x, hn::Vec<DS> w) {
    VI unused = hn::Zero(DI());
    const VI low = hn::ReorderWidenMulAccumulate(DI(), x, w, sum, unused);
    return hn::Add(low, unused);
}

HWY_INLINE hn::Vec<DS> pair_at(const std::int16_t* x) {
    std::int32_t pair;
    std::memcpy(&pair, x, sizeof pair);
    return hn::BitCast(DS(), hn::Set(DI(), pair));
}

// Sums of `rows` rows and `columns` columns over `pairs` pairs of inputs, one part of the group's lanes.
template <std::size_t rows, std::size_t columns>
HWY_INLINE void tile(const std::int16_t* const* x, const std::int16_t* w, std::size_t pairs, VI (&sum)[rows][columns]) {
    for (std::size_t k = 0; k < pairs; ++k) {
        hn::Vec<DS> weight[columns];
        MARSAD_UNROLL
        for (std::size_t c = 0; c < columns; ++c) weight[c] = hn::LoadU(DS(), w + (k * columns + c) * group * 2);
        MARSAD_UNROLL
        for (std::size_t r = 0; r < rows; ++r) {
            const auto pair = pair_at(x[r] + 2 * k);
            MARSAD_UNROLL
            for (std::size_t c = 0; c < columns; ++c) sum[r][c] = multiply_add(sum[r][c], pair, weight[c]);
        }
    }
}

struct Job {
    const PackedMatrix* m;
    std::size_t first_pair, pairs;
    bool bias, max;
    std::int32_t* out;
    std::size_t stride;  // of out
};

template <std::size_t rows, std::size_t columns>
HWY_INLINE void group_tile(const Job& job, std::size_t g, const std::int16_t* const* x, std::size_t row) {
    const PackedMatrix& m = *job.m;
    const std::int16_t* w = m.weight.data() + (g * (m.inputs / 2) + job.first_pair) * columns * group * 2;
    for (std::size_t part = 0; part < parts; ++part) {
        VI sum[rows][columns];
        MARSAD_UNROLL
        for (std::size_t c = 0; c < columns; ++c) {
            const VI start = job.bias ? hn::LoadU(DI(), m.bias.data() + (g * columns + c) * group + part * lanes) : hn::Zero(DI());
            MARSAD_UNROLL
            for (std::size_t r = 0; r < rows; ++r) sum[r][c] = start;
        }
        tile<rows, columns>(x, w + part * lanes * 2, job.pairs, sum);
        MARSAD_UNROLL
        for (std::size_t r = 0; r < rows; ++r) {
            if (job.max) {
                VI best = sum[r][0];
                MARSAD_UNROLL
                for (std::size_t c = 1; c < columns; ++c) best = hn::Max(best, sum[r][c]);
                hn::StoreU(best, DI(), job.out + (row + r) * job.stride + g * group + part * lanes);
            } else {
                MARSAD_UNROLL
                for (std::size_t c = 0; c < columns; ++c) {
                    hn::StoreU(sum[r][c], DI(), job.out + (row + r) * job.stride + (g * columns + c) * group + part * lanes);
                }
            }
        }
    }
}

template <std::size_t columns>
void run_job(const Job& job, const std::int16_t* x, std::span<const std::uint32_t> starts) {
    constexpr std::size_t step = tile_rows(columns);
    const std::int16_t* rows[step];
    for (std::size_t g = 0; g < job.m->groups; ++g) {
        std::size_t r = 0;
        for (; r + step <= starts.size(); r += step) {
            for (std::size_t i = 0; i < step; ++i) rows[i] = x + starts[r + i];
            group_tile<step, columns>(job, g, rows, r);
        }
        for (; r + 2 <= starts.size(); r += 2) {
            for (std::size_t i = 0; i < 2; ++i) rows[i] = x + starts[r + i];
            group_tile<2, columns>(job, g, rows, r);
        }
        for (; r < starts.size(); ++r) {
            rows[0] = x + starts[r];
            group_tile<1, columns>(job, g, rows, r);
        }
    }
}

void run_columns(const Job& job, const std::int16_t* x, std::span<const std::uint32_t> starts) {
    switch (job.m->columns) {
        case 1: return run_job<1>(job, x, starts);
        case 2: return run_job<2>(job, x, starts);
        case 3: return run_job<3>(job, x, starts);
        default: return run_job<4>(job, x, starts);
    }
}

void maxout(const std::int16_t* x, std::span<const std::uint32_t> starts, const PackedMatrix& m, std::int32_t* out) {
    run_columns({&m, 0, m.inputs / 2, true, true, out, m.groups * group}, x, starts);
}

void products(const std::int16_t* x, std::span<const std::uint32_t> starts, const PackedMatrix& m, std::uint32_t first,
              std::uint32_t count, bool bias, std::int32_t* out) {
    run_columns({&m, first / 2, count / 2, bias, false, out, m.lanes()}, x, starts);
}

void add_products(const std::int32_t* const* rows, std::uint32_t count, const PackedMatrix& m, std::int32_t* out) {
    for (std::size_t g = 0; g < m.groups; ++g) {
        for (std::size_t part = 0; part < parts; ++part) {
            VI best = hn::Set(DI(), std::numeric_limits<std::int32_t>::min());
            for (std::size_t c = 0; c < m.columns; ++c) {
                const std::size_t at = (g * m.columns + c) * group + part * lanes;
                VI sum = hn::LoadU(DI(), m.bias.data() + at);
                for (std::size_t i = 0; i < count; ++i) sum = hn::Add(sum, hn::LoadU(DI(), rows[i] + at));
                best = hn::Max(best, sum);
            }
            hn::StoreU(best, DI(), out + g * group + part * lanes);
        }
    }
}

// Sixteen partial sums, added up in halves: the same tree for every width.
HWY_INLINE float total(const VF (&sums)[parts]) {
    alignas(64) std::array<float, group> s;
    for (std::size_t p = 0; p < parts; ++p) hn::StoreU(sums[p], DF(), s.data() + p * lanes);
    for (std::size_t half = group / 2; half > 0; half /= 2) {
        for (std::size_t i = 0; i < half; ++i) s[i] += s[i + half];
    }
    return s[0];
}

HWY_INLINE hn::VFromD<hn::Half<DS>> to_whole(VF v) {
    const VF bound = hn::Set(DF(), 32767.0F);
    const auto rounded = hn::NearestInt(hn::Min(hn::Max(v, hn::Neg(bound)), bound));
    return hn::DemoteTo(hn::Half<DS>(), rounded);
}

// `x`, `sums` and `unit` reach over whole groups; sums beyond the width are zero, and what is put there is never read.
void normalize(const std::int32_t* sums, const float* unit, const NormParameters& norm, const float* before, float* x,
               const float* scale, std::int16_t* whole) {
    constexpr std::size_t most = 4096;
    alignas(64) float values[most];
    const std::size_t width = norm.width, padded = norm.gain.size();
    VF sum[parts];
    for (auto& s : sum) s = hn::Zero(DF());
    for (std::size_t i = 0; i < padded; i += group) {
        for (std::size_t p = 0; p < parts; ++p) {
            const std::size_t at = i + p * lanes;
            const VF v = hn::Mul(hn::ConvertTo(DF(), hn::LoadU(DI(), sums + at)), hn::LoadU(DF(), unit + at));
            hn::StoreU(v, DF(), values + at);
            sum[p] = hn::Add(sum[p], v);
        }
    }
    const float mean = total(sum) / static_cast<float>(width);
    const VF means = hn::Set(DF(), mean);
    for (auto& s : sum) s = hn::Zero(DF());
    for (std::size_t i = width; i < padded; ++i) values[i] = mean;
    for (std::size_t i = 0; i < padded; i += group) {
        for (std::size_t p = 0; p < parts; ++p) {
            const std::size_t at = i + p * lanes;
            const VF v = hn::Sub(hn::LoadU(DF(), values + at), means);
            hn::StoreU(v, DF(), values + at);
            sum[p] = hn::Add(sum[p], hn::Mul(v, v));
        }
    }
    const float variance = total(sum) / static_cast<float>(width) + 1e-8F;
    const VF factor = hn::Set(DF(), 1.0F / std::sqrt(variance));
    for (std::size_t i = 0; i < padded; i += group) {
        for (std::size_t p = 0; p < parts; ++p) {
            const std::size_t at = i + p * lanes;
            VF v = hn::Mul(hn::LoadU(DF(), values + at), factor);
            v = hn::Add(hn::Mul(v, hn::LoadU(DF(), norm.gain.data() + at)), hn::LoadU(DF(), norm.shift.data() + at));
            if (before != nullptr) v = hn::Add(hn::LoadU(DF(), before + at), v);
            hn::StoreU(v, DF(), x + at);
            hn::StoreU(v, DF(), values + at);
        }
    }
    std::size_t i = 0;
    for (; i + lanes <= width; i += lanes) {
        hn::StoreU(to_whole(hn::Mul(hn::LoadU(DF(), values + i), hn::LoadU(DF(), scale + i))), hn::Half<DS>(), whole + i);
    }
    if (i == width) return;
    alignas(64) std::int16_t last[group];
    alignas(64) float last_scale[group] = {};
    std::memcpy(last_scale, scale + i, (width - i) * sizeof(float));
    hn::StoreU(to_whole(hn::Mul(hn::LoadU(DF(), values + i), hn::LoadU(DF(), last_scale))), hn::Half<DS>(), last);
    std::memcpy(whole + i, last, (width - i) * sizeof(std::int16_t));
}

void requantize(const std::int32_t* sums, const float* factor, std::size_t count, std::int16_t* whole) {
    for (std::size_t i = 0; i < count; i += lanes) {
        const VF v = hn::Mul(hn::ConvertTo(DF(), hn::LoadU(DI(), sums + i)), hn::LoadU(DF(), factor + i));
        hn::StoreU(to_whole(v), hn::Half<DS>(), whole + i);
    }
}

void quantize(const float* x, const float* scale, std::size_t count, std::int16_t* whole) {
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        hn::StoreU(to_whole(hn::Mul(hn::LoadU(DF(), x + i), hn::LoadU(DF(), scale + i))), hn::Half<DS>(), whole + i);
    }
    if (i == count) return;
    alignas(64) float last[2 * group] = {};
    alignas(64) std::int16_t out[group];
    std::memcpy(last, x + i, (count - i) * sizeof(float));
    std::memcpy(last + group, scale + i, (count - i) * sizeof(float));
    hn::StoreU(to_whole(hn::Mul(hn::LoadU(DF(), last), hn::LoadU(DF(), last + group))), hn::Half<DS>(), out);
    std::memcpy(whole + i, out, (count - i) * sizeof(std::int16_t));
}

std::uint32_t highest(const std::int32_t* values, std::size_t count) {
    VI best = hn::LoadU(DI(), values);
    for (std::size_t i = lanes; i < count; i += lanes) best = hn::Max(best, hn::LoadU(DI(), values + i));
    const VI top = hn::MaxOfLanes(DI(), best);
    for (std::size_t i = 0; i < count; i += lanes) {
        const auto found = hn::FindFirstTrue(DI(), hn::Eq(hn::LoadU(DI(), values + i), top));
        if (found >= 0) return static_cast<std::uint32_t>(i) + static_cast<std::uint32_t>(found);
    }
    return 0;
}

// Sums of a hidden unit's features, the highest of its pieces.
HWY_INLINE VI hidden_units(const StepInput& in, std::size_t at) {
    VI best = hn::Zero(DI());
    for (std::size_t p = 0; p < in.pieces; ++p) {
        VI sum = hn::LoadU(DI(), in.bias + p * in.hidden + at);
        for (std::size_t f = 0; f < in.features; ++f) sum = hn::Add(sum, hn::LoadU(DI(), in.rows[f] + p * in.hidden + at));
        best = p == 0 ? sum : hn::Max(best, sum);
    }
    return best;
}

// Scores of a few vectors of classes: bias, then the hidden units in order.
template <std::size_t count>
HWY_INLINE void upper_tile(const StepInput& in, const float* hidden, std::size_t at, float* scores) {
    VF sum[count];
    MARSAD_UNROLL
    for (std::size_t c = 0; c < count; ++c) sum[c] = hn::LoadU(DF(), in.upper_bias + at + c * lanes);
    for (std::size_t h = 0; h < in.hidden; ++h) {
        const VF unit = hn::Set(DF(), hidden[h]);
        const float* weight = in.upper_weight + h * in.lanes + at;
        MARSAD_UNROLL
        for (std::size_t c = 0; c < count; ++c) sum[c] = hn::Add(sum[c], hn::Mul(unit, hn::LoadU(DF(), weight + c * lanes)));
    }
    const VF never = hn::Set(DF(), -std::numeric_limits<float>::infinity());
    MARSAD_UNROLL
    for (std::size_t c = 0; c < count; ++c) {
        const auto mask = hn::MaskFromVec(hn::BitCast(DF(), hn::LoadU(DI(), in.allowed + at + c * lanes)));
        hn::StoreU(hn::IfThenElse(mask, sum[c], never), DF(), scores + at + c * lanes);
    }
}

std::uint32_t step(const StepInput& in) {
    constexpr std::size_t most = 2048;
    if (in.upper_weight == nullptr) {
        alignas(64) std::int32_t sums[most];
        const VI never = hn::Set(DI(), std::numeric_limits<std::int32_t>::min());
        for (std::size_t i = 0; i < in.hidden; i += lanes) {
            const auto mask = hn::MaskFromVec(hn::LoadU(DI(), in.allowed + i));
            hn::StoreU(hn::IfThenElse(mask, hidden_units(in, i), never), DI(), sums + i);
        }
        return highest(sums, in.hidden);
    }
    alignas(64) float hidden[most];
    alignas(64) float scores[most];
    for (std::size_t i = 0; i < in.hidden; i += lanes) {
        hn::StoreU(hn::Mul(hn::ConvertTo(DF(), hidden_units(in, i)), hn::LoadU(DF(), in.hidden_unit + i)), DF(), hidden + i);
    }
    std::size_t at = 0;
    for (; at + 8 * lanes <= in.lanes; at += 8 * lanes) upper_tile<8>(in, hidden, at, scores);
    for (; at + 4 * lanes <= in.lanes; at += 4 * lanes) upper_tile<4>(in, hidden, at, scores);
    for (; at < in.lanes; at += lanes) upper_tile<1>(in, hidden, at, scores);
    VF best = hn::LoadU(DF(), scores);
    for (std::size_t i = lanes; i < in.lanes; i += lanes) best = hn::Max(best, hn::LoadU(DF(), scores + i));
    const VF top = hn::MaxOfLanes(DF(), best);
    for (std::size_t i = 0; i < in.lanes; i += lanes) {
        const auto found = hn::FindFirstTrue(DF(), hn::Eq(hn::LoadU(DF(), scores + i), top));
        if (found >= 0) return static_cast<std::uint32_t>(i) + static_cast<std::uint32_t>(found);
    }
    return 0;
}

const Kernels* table() {
    static const Kernels kernels{hwy::TargetName(HWY_TARGET), maxout, products, add_products, normalize, requantize, quantize, highest, step};
    return &kernels;
}

}  // namespace HWY_NAMESPACE
}  // namespace marsad::language
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace marsad::language {

namespace {

// Which target to take is decided here, so that Highway serves as headers alone: loading its library costs milliseconds at
// each start, since it measures the processor's timer then, whether or not anybody asks for it.
#if HWY_ARCH_X86
// F16C and AES, which Highway allows itself too, are not looked at: no loop here uses them, and what has AVX2 has them.
bool supports_ssse3() { return __builtin_cpu_supports("ssse3"); }
bool supports_sse4() { return supports_ssse3() && __builtin_cpu_supports("sse4.1") && __builtin_cpu_supports("sse4.2"); }
bool supports_avx2() {
    return supports_sse4() && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma");
}
bool supports_avx512() {
    return supports_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
}
#endif

using Table = const Kernels* (*)();

// The best first. Highway leaves a target out (null) that the compiler can't make or that the build's flags surpass.
std::vector<Table> tables() {
    std::vector<Table> out;
    [[maybe_unused]] const auto add = [&out](Table table, bool supported) {
        if (table != nullptr && supported) out.push_back(table);
    };
#if HWY_ARCH_X86
    add(HWY_CHOOSE_AVX3(table), supports_avx512());
    add(HWY_CHOOSE_AVX2(table), supports_avx2());
    add(HWY_CHOOSE_SSE4(table), supports_sse4());
    add(HWY_CHOOSE_SSSE3(table), supports_ssse3());
#endif
    out.push_back(&HWY_STATIC_DISPATCH(table));  // what the build's flags allow
    return out;
}

}  // namespace

const Kernels& kernels() {
    static const Kernels* const best = tables().front()();
    return *best;
}

std::vector<const Kernels*> all_kernels() {
    std::vector<const Kernels*> all;
    for (const Table table : tables()) {
        if (std::find(all.begin(), all.end(), table()) == all.end()) all.push_back(table());
    }
    return all;
}

}  // namespace marsad::language
#endif
