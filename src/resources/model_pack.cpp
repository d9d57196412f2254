// Rounding the networks to 16-bit whole numbers.
//
// A layer computes y = W x + b. Each input channel i is stored as round(x[i] * s[i]), each weight as round(W[o][i] / s[i]
// * t[o]), and the sum, in 32 bits, is y[o] * t[o] but for rounding. The s are as large as the largest value of x allows,
// and the t as large as 16 bits of the weights and 32 bits of the sum allow:
//
//   - Vectors are sums of layers' outputs g ∘ z + h, where z is normalized and so of length sqrt(n), whatever the text.
//     By Cauchy and Schwarz |w · (g ∘ z + h)| <= sqrt(n) |w ∘ g| + |w · h|, and adding this up over the layers and the
//     rows of a window bounds every sum. Partial sums may wrap around; only the whole must fit.
//   - One channel of a normalized vector is at most sqrt(n - 1). For a sum of layers, the channel's limit is taken as if
//     the layers were independent; what exceeds it (nothing seen does) is cut off there, in every path alike.
//   - The layers above the transition systems' sums stay in floats.
#include <algorithm>
#include <cmath>

#include "resources/model_block.h"

namespace marsad::resources {

namespace {

constexpr double max16 = 32767;
constexpr double max32 = 2147483648.0 * 0.98;  // the rest is for the rounding of inputs and weights
constexpr std::uint32_t lane_count = 16;
constexpr std::uint32_t wide = 4;  // columns of layers without maxout

/// What is known of a vector: limits of its channels, and either of its length or of what it is the sum of.
struct Range {
    std::vector<double> limit;
    double length = 0;
    std::vector<const MaxoutLayer*> sum;  // `copies` vectors, one after the other, each the sum of these layers' outputs
    std::uint32_t copies = 1;
    const Tok2Vec* embedded = nullptr;    // or this net's embedded attributes, one after the other

    /// The largest value that a row of weights can have with such a vector.
    double bound(std::span<const float> row) const {
        if (embedded != nullptr) return embedded_bound(row);
        if (sum.empty()) return length_of(row) * length;
        const std::size_t n = row.size() / copies;
        double total = 0;
        for (const MaxoutLayer* layer : sum) {
            for (std::uint32_t c = 0; c < copies; ++c) {
                double square = 0, constant = 0;
                for (std::size_t i = 0; i < n; ++i) {
                    const double w = row[c * n + i];
                    square += w * layer->gain[i] * w * layer->gain[i];
                    constant += w * layer->shift[i];
                }
                total += std::sqrt(static_cast<double>(n) * square) + std::abs(constant);
            }
        }
        return total;
    }

    // Four rows of each table, none of which gives more than the one that gives most; static vectors by their length.
    double embedded_bound(std::span<const float> row) const {
        const std::uint32_t width = embedded->width;
        double total = 0;
        std::size_t column = 0;
        for (const auto& table : embedded->embeddings) {
            float most = 0;
            for (std::uint32_t r = 0; r < table.rows; ++r) {
                float dot = 0;
                for (std::uint32_t i = 0; i < width; ++i) dot += row[column + i] * table.table[std::size_t{r} * width + i];
                most = std::max(most, std::abs(dot));
            }
            total += 4.001 * most;  // and the rounding of these sums
            column += width;
        }
        return total + length_of(row.subspan(column)) * length;
    }

    static double length_of(std::span<const float> values) {
        double sum = 0;
        for (const double v : values) sum += v * v;
        return std::sqrt(sum);
    }
};

/// A matrix before packing, in doubles: rows are lanes ([group][column][16]), each with its step.
struct Rows {
    std::uint32_t inputs = 0;
    std::vector<std::vector<double>> weight;  // empty rows are all zero
    std::vector<double> bias;
    std::vector<double> length_bound;         // largest |sum| of the row, bias included
    std::vector<std::uint32_t> family;        // rows of one family share their step
};

double length_of(std::span<const float> values) { return Range::length_of(values); }

std::uint32_t round_up(std::uint32_t n, std::uint32_t to) { return (n + to - 1) / to * to; }

std::vector<float> input_scale(const std::vector<double>& limit) {
    std::vector<float> scale(limit.size());
    for (std::size_t i = 0; i < limit.size(); ++i) scale[i] = limit[i] > 0 ? static_cast<float>(max16 / limit[i]) : 1.0F;
    return scale;
}

PackedMatrix pack(const Rows& rows, std::vector<float> scale, std::uint32_t columns, bool maxout, Arrays& arrays) {
    PackedMatrix m;
    m.inputs = rows.inputs + rows.inputs % 2;
    m.columns = columns;
    const auto lanes = static_cast<std::uint32_t>(rows.weight.size());
    m.groups = lanes / (columns * lane_count);
    scale.resize(m.inputs, 1.0F);
    const std::uint32_t families = rows.family.empty() ? 0 : *std::max_element(rows.family.begin(), rows.family.end()) + 1;
    std::vector<double> step(families, max16 * max16);
    for (std::uint32_t r = 0; r < lanes; ++r) {
        double& t = step[rows.family[r]];
        double largest = 0;
        for (std::size_t i = 0; i < rows.weight[r].size(); ++i) largest = std::max(largest, std::abs(rows.weight[r][i]) / scale[i]);
        if (largest > 0) t = std::min(t, max16 / largest);
        if (rows.length_bound[r] > 0) t = std::min(t, max32 / rows.length_bound[r]);
    }
    std::vector<std::int16_t> weight(std::size_t{lanes} * m.inputs, 0);
    std::vector<std::int32_t> bias(lanes, 0);
    std::vector<float> unit(maxout ? m.groups * lane_count : lanes, 0.0F);
    for (std::uint32_t r = 0; r < lanes; ++r) {
        const std::uint32_t group = r / (columns * lane_count), column = r / lane_count % columns, lane = r % lane_count;
        const double t = step[rows.family[r]];
        for (std::uint32_t i = 0; i < rows.weight[r].size(); ++i) {
            const std::size_t place = ((std::size_t{group} * (m.inputs / 2) + i / 2) * columns + column) * lane_count * 2 + lane * 2 + i % 2;
            weight[place] = static_cast<std::int16_t>(std::lround(rows.weight[r][i] / scale[i] * t));
        }
        bias[r] = static_cast<std::int32_t>(std::llround(rows.bias[r] * t));
        unit[maxout ? group * lane_count + lane : r] = static_cast<float>(1.0 / t);
    }
    m.weight = arrays.keep(std::move(weight));
    m.bias = arrays.keep(std::move(bias));
    m.unit = arrays.keep(std::move(unit));
    m.input_scale = arrays.keep(std::move(scale));
    return m;
}

Rows empty_rows(std::uint32_t inputs, std::uint32_t lanes) {
    Rows rows;
    rows.inputs = inputs;
    rows.weight.resize(lanes);
    rows.bias.assign(lanes, 0);
    rows.length_bound.assign(lanes, 0);
    rows.family.assign(lanes, 0);
    return rows;
}

std::vector<double> doubles(std::span<const float> values) { return {values.begin(), values.end()}; }

void pack_maxout(MaxoutLayer& layer, const Range& in, Arrays& arrays) {
    const std::uint32_t groups = round_up(layer.outputs, lane_count) / lane_count;
    Rows rows = empty_rows(layer.inputs, groups * layer.pieces * lane_count);
    for (std::uint32_t r = 0; r < rows.weight.size(); ++r) {
        const std::uint32_t piece = r / lane_count % layer.pieces;
        const std::uint32_t output = r / (lane_count * layer.pieces) * lane_count + r % lane_count;
        rows.family[r] = output;
        if (output >= layer.outputs) continue;
        const std::size_t source = std::size_t{output} * layer.pieces + piece;
        const auto row = layer.weight.subspan(source * layer.inputs, layer.inputs);
        rows.weight[r] = doubles(row);
        rows.bias[r] = layer.bias[source];
        rows.length_bound[r] = in.bound(row) + std::abs(rows.bias[r]);
    }
    layer.packed = pack(rows, input_scale(in.limit), layer.pieces, true, arrays);
}

// Scores that are compared with each other share one step.
void pack_scores(LinearLayer& layer, const Range& in, Arrays& arrays) {
    Rows rows = empty_rows(layer.inputs, round_up(layer.outputs, lane_count * wide));
    std::vector<float> scale = input_scale(in.limit);
    for (std::uint32_t o = 0; o < layer.outputs; ++o) {
        const auto row = layer.weight.subspan(std::size_t{o} * layer.inputs, layer.inputs);
        rows.weight[o] = doubles(row);
        rows.bias[o] = layer.bias.empty() ? 0 : layer.bias[o];
        rows.length_bound[o] = in.bound(row) + std::abs(rows.bias[o]);
    }
    layer.packed = pack(rows, std::move(scale), wide, false, arrays);
    // Lanes that are no output never win.
    std::vector<std::int32_t> bias(layer.packed.bias.begin(), layer.packed.bias.end());
    std::fill(bias.begin() + layer.outputs, bias.end(), -2147483647);
    layer.packed.bias = arrays.keep(std::move(bias));
}

Range pack_tok2vec(Tok2Vec& net, Arrays& arrays) {
    Range in;
    double square = 0;
    for (const auto& table : net.embeddings) {
        std::vector<double> limit(net.width, 0);
        for (std::uint32_t r = 0; r < table.rows; ++r) {
            const auto row = table.table.subspan(std::size_t{r} * net.width, net.width);
            for (std::uint32_t i = 0; i < net.width; ++i) limit[i] = std::max<double>(limit[i], std::abs(row[i]));
        }
        for (const double l : limit) in.limit.push_back(4 * l);
    }
    if (net.vectors.dimensions > 0) {
        double longest = 0;
        for (std::size_t r = 0; r * net.vectors.dimensions < net.vectors.vectors.size(); ++r) {
            longest = std::max(longest, length_of(net.vectors.vectors.subspan(r * net.vectors.dimensions, net.vectors.dimensions)));
        }
        for (std::uint32_t o = 0; o < net.width; ++o) {
            const double row = length_of(net.vectors.projection.subspan(std::size_t{o} * net.vectors.dimensions, net.vectors.dimensions));
            in.limit.push_back(row * longest);
            square += row * longest * row * longest;
        }
    }
    in.length = std::sqrt(square);
    in.embedded = &net;
    pack_maxout(net.mix, in, arrays);

    // The sum of the normalized layers so far.
    const double n = net.width;
    std::vector<double> gains(net.width, 0), shifts(net.width, 0);
    std::vector<const MaxoutLayer*> sum;
    const auto add = [&](const MaxoutLayer& layer) {
        for (std::uint32_t i = 0; i < net.width; ++i) {
            gains[i] += double{layer.gain[i]} * layer.gain[i];
            shifts[i] += std::abs(layer.shift[i]);
        }
        sum.push_back(&layer);
    };
    const auto range = [&](std::uint32_t copies) {
        Range r;
        for (std::uint32_t c = 0; c < copies; ++c) {
            for (std::uint32_t i = 0; i < net.width; ++i) r.limit.push_back(std::sqrt(gains[i] * (n - 1)) + shifts[i]);
        }
        r.sum = sum;
        r.copies = copies;
        return r;
    };
    add(net.mix);
    for (auto& layer : net.layers) {
        pack_maxout(layer, range(2 * net.window + 1), arrays);
        add(layer);
    }
    return range(1);
}

// Lanes of the lower layer are [feature][piece][hidden], hidden rounded up to whole vectors.
void pack_transitions(TransitionNet& net, const Range& in, Arrays& arrays) {
    const std::uint32_t width = net.reduce.inputs, middle = net.reduce.outputs;
    const std::uint32_t hidden = round_up(net.hidden, lane_count);
    const std::uint32_t units = hidden * net.pieces;
    Range reduced;
    for (std::uint32_t j = 0; j < middle; ++j) {
        reduced.limit.push_back(in.bound(net.reduce.weight.subspan(std::size_t{j} * width, width)) + std::abs(net.reduce.bias[j]));
    }
    {
        Rows rows = empty_rows(width, round_up(middle, lane_count * wide));
        for (std::uint32_t j = 0; j < middle; ++j) {
            rows.weight[j] = doubles(net.reduce.weight.subspan(std::size_t{j} * width, width));
            rows.bias[j] = net.reduce.bias[j];
            rows.length_bound[j] = reduced.limit[j];
        }
        for (std::uint32_t r = 0; r < rows.family.size(); ++r) rows.family[r] = r;
        net.reduce.packed = pack(rows, input_scale(in.limit), wide, false, arrays);
    }
    Rows rows = empty_rows(middle, round_up(net.features * units, lane_count * wide));
    std::vector<double> bound(hidden, 0);  // over all features, of a unit's sum
    std::vector<float> through(width);
    for (std::uint32_t r = 0; r < rows.family.size(); ++r) rows.family[r] = r % hidden;
    for (std::uint32_t h = 0; h < net.hidden; ++h) {
        for (std::uint32_t p = 0; p < net.pieces; ++p) {
            double sum = std::abs(net.lower_bias[h * net.pieces + p]);
            for (std::uint32_t f = 0; f < net.features; ++f) {
                const std::size_t source = (std::size_t{f} * net.hidden + h) * net.pieces + p;
                const auto row = net.lower.weight.subspan(source * middle, middle);
                rows.weight[f * units + p * hidden + h] = doubles(row);
                // Through both matrices at once, which is less than one bound times the other.
                std::fill(through.begin(), through.end(), 0.0F);
                double constant = 0;
                for (std::uint32_t j = 0; j < middle; ++j) {
                    for (std::uint32_t i = 0; i < width; ++i) through[i] += row[j] * net.reduce.weight[std::size_t{j} * width + i];
                    constant += double{row[j]} * net.reduce.bias[j];
                }
                sum += std::max<double>(in.bound(through) + std::abs(constant), std::abs(net.padding[source]));
            }
            bound[h] = std::max(bound[h], sum);
        }
    }
    // Without an upper layer the units are the scores, and those that are compared share one step.
    const double highest = *std::max_element(bound.begin(), bound.end());
    for (std::uint32_t r = 0; r < rows.family.size(); ++r) {
        rows.length_bound[r] = net.has_upper ? bound[r % hidden] : highest;
        if (!net.has_upper) rows.family[r] = 0;
    }
    net.lower.packed = pack(rows, input_scale(reduced.limit), wide, false, arrays);

    std::vector<std::int32_t> bias(units, 0), padding(std::size_t{net.features} * units, 0);
    std::vector<float> units_of(hidden, 0.0F);
    for (std::uint32_t h = 0; h < net.hidden; ++h) {
        const float unit = units_of[h] = net.lower.packed.unit[h];
        for (std::uint32_t p = 0; p < net.pieces; ++p) {
            bias[p * hidden + h] = static_cast<std::int32_t>(std::llround(double{net.lower_bias[h * net.pieces + p]} / unit));
            for (std::uint32_t f = 0; f < net.features; ++f) {
                const std::size_t source = (std::size_t{f} * net.hidden + h) * net.pieces + p;
                padding[f * units + p * hidden + h] = static_cast<std::int32_t>(std::llround(double{net.padding[source]} / unit));
            }
        }
    }
    net.packed_bias = arrays.keep(std::move(bias));
    net.packed_padding = arrays.keep(std::move(padding));
    net.hidden_unit = arrays.keep(std::move(units_of));
    if (!net.has_upper) return;
    const std::uint32_t lanes = round_up(net.upper.outputs, lane_count);
    std::vector<float> weight(std::size_t{hidden} * lanes, 0.0F), upper_bias(lanes, 0.0F);
    for (std::uint32_t o = 0; o < net.upper.outputs; ++o) {
        for (std::uint32_t h = 0; h < net.hidden; ++h) weight[std::size_t{h} * lanes + o] = net.upper.weight[std::size_t{o} * net.hidden + h];
        upper_bias[o] = net.upper.bias[o];
    }
    net.upper_weight = arrays.keep(std::move(weight));
    net.upper_bias = arrays.keep(std::move(upper_bias));
}

}  // namespace

void pack_network(Network& network, Arrays& arrays) {
    std::vector<Range> ranges;
    for (auto& net : network.tok2vecs) ranges.push_back(pack_tok2vec(net, arrays));
    for (auto& net : network.classifiers) pack_scores(net.output, ranges[net.tok2vec], arrays);
    for (auto& net : network.transitions) pack_transitions(net, ranges[net.tok2vec], arrays);
}

}  // namespace marsad::resources
