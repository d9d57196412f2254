#include "language/plain_network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace marsad::language {

using resources::Move;
using resources::TransitionNet;

namespace {

// Sixteen partial sums: close to the exact sum, and quick enough to test on whole corpora.
float dot(const float* a, const float* b, std::size_t n) {
    constexpr std::size_t lanes = 16;
    std::array<float, lanes> sums{};
    std::size_t i = 0;
    for (; i + lanes <= n; i += lanes) {
        for (std::size_t j = 0; j < lanes; ++j) sums[j] += a[i + j] * b[i + j];
    }
    for (std::size_t j = 0; i < n; ++i, ++j) sums[j] += a[i] * b[i];
    float sum = 0;
    for (const float part : sums) sum += part;
    return sum;
}

void normalize(std::span<float> x, std::span<const float> gain, std::span<const float> shift) {
    double mean = 0;
    for (const float v : x) mean += v;
    mean /= static_cast<double>(x.size());
    double variance = 0;
    for (const float v : x) variance += (v - mean) * (v - mean);
    variance = variance / static_cast<double>(x.size()) + 1e-8;
    const double scale = 1.0 / std::sqrt(variance);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>((x[i] - mean) * scale) * gain[i] + shift[i];
}

void maxout(const resources::MaxoutLayer& layer, const float* in, std::span<float> out) {
    for (std::size_t o = 0; o < layer.outputs; ++o) {
        float best = -std::numeric_limits<float>::infinity();
        for (std::size_t p = 0; p < layer.pieces; ++p) {
            const std::size_t row = o * layer.pieces + p;
            best = std::max(best, dot(in, &layer.weight[row * layer.inputs], layer.inputs) + layer.bias[row]);
        }
        out[o] = best;
    }
    normalize(out, layer.gain, layer.shift);
}

void affine(const resources::LinearLayer& layer, const float* in, float* out) {
    for (std::size_t o = 0; o < layer.outputs; ++o) {
        out[o] = dot(in, &layer.weight[o * layer.inputs], layer.inputs) + (layer.bias.empty() ? 0.0F : layer.bias[o]);
    }
}

void embed(const resources::Tok2Vec& net, const Lexeme& lexeme, bool space_after, std::vector<float>& row) {
    row.assign(net.mix.inputs, 0.0F);
    std::size_t column = 0;
    for (const auto& table : net.embeddings) {
        const auto rows = hash_rows(attribute_value(table.attribute, lexeme, space_after), table.seed, table.rows);
        for (const std::uint32_t r : rows) {
            for (std::size_t i = 0; i < net.width; ++i) row[column + i] += table.table[r * net.width + i];
        }
        column += net.width;
    }
    if (net.vectors.dimensions == 0) return;
    const std::int64_t found = vector_row(net.vectors, attribute_value(net.vectors.key, lexeme, space_after));
    if (found < 0) return;
    const float* vector = &net.vectors.vectors[static_cast<std::size_t>(found) * net.vectors.dimensions];
    for (std::size_t i = 0; i < net.width; ++i) {
        row[column + i] = dot(vector, &net.vectors.projection[i * net.vectors.dimensions], net.vectors.dimensions);
    }
}

}  // namespace

PlainNetwork::PlainNetwork(const resources::Network& network) : m_network(network) {
    for (const auto& net : network.transitions) m_builders.emplace_back(net);
}

// A text stands between rows of zeros, as many as the layers can see, and these rows go through the layers too: what a
// token at the edge sees beside it is not zero after the first layer. (So it was trained, in batches of texts.)
std::vector<float> PlainNetwork::vectors(const TokenView& text, std::size_t tok2vec) const {
    const resources::Tok2Vec& net = m_network.tok2vecs[tok2vec];
    const std::size_t width = net.width;
    const std::size_t n = text.tokens.size();
    const std::size_t pad = net.window * net.layers.size();
    std::vector<float> x((n + 2 * pad) * width, 0.0F), row;
    for (std::size_t i = 0; i < n; ++i) {
        embed(net, text.lexeme(i), text.tokens[i].space_after, row);
        maxout(net.mix, row.data(), std::span<float>(&x[(i + pad) * width], width));
    }
    const std::size_t rows = n + 2 * pad;
    const std::size_t edge = net.window * width;
    std::vector<float> out(width);
    for (const auto& layer : net.layers) {
        std::vector<float> padded(x.size() + 2 * edge, 0.0F);
        std::copy(x.begin(), x.end(), padded.begin() + static_cast<std::ptrdiff_t>(edge));
        for (std::size_t i = 0; i < rows; ++i) {
            maxout(layer, &padded[i * width], out);
            for (std::size_t j = 0; j < width; ++j) x[i * width + j] += out[j];
        }
    }
    return {x.begin() + static_cast<std::ptrdiff_t>(pad * width), x.begin() + static_cast<std::ptrdiff_t>((pad + n) * width)};
}

void PlainNetwork::classify(const resources::Classifier& net, const std::vector<float>& x, std::size_t tokens, Annotations& out) {
    auto& classes = out.classes[static_cast<std::size_t>(&net - m_network.classifiers.data())];
    m_scores.resize(net.output.outputs);
    const std::size_t keep = std::min<std::size_t>(net.keep, net.output.outputs);
    std::vector<std::uint16_t> order(net.output.outputs);
    for (std::size_t i = 0; i < tokens; ++i) {
        affine(net.output, &x[i * net.output.inputs], m_scores.data());
        for (std::size_t c = 0; c < order.size(); ++c) order[c] = static_cast<std::uint16_t>(c);
        const auto better = [&](std::uint16_t a, std::uint16_t b) {
            return m_scores[a] != m_scores[b] ? m_scores[a] > m_scores[b] : a < b;
        };
        std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(std::min(keep + 1, order.size())), order.end(), better);
        classes.insert(classes.end(), order.begin(), order.begin() + static_cast<std::ptrdiff_t>(keep));
        if (m_part != nullptr) m_part->add(m_scores, order[0], [](std::size_t) { return true; });
        for (std::size_t k = 0; k < keep && k + 1 < order.size(); ++k) {
            m_margins[i] = std::min(m_margins[i], m_scores[order[k]] - m_scores[order[k + 1]]);
        }
    }
    if (net.kind != resources::ClassifierKind::senter) return;
    for (std::size_t i = 0; i < tokens; ++i) {
        if (out.starts[i] == 0) out.starts[i] = classes[i * keep] == 1 ? 1 : -1;
    }
}

std::vector<float> PlainNetwork::lower_layer(const TransitionNet& net, const std::vector<float>& x, std::size_t tokens) const {
    std::vector<float> reduced(net.reduce.outputs), lower(tokens * net.lower.outputs);
    for (std::size_t i = 0; i < tokens; ++i) {
        affine(net.reduce, &x[i * net.reduce.inputs], reduced.data());
        affine(net.lower, reduced.data(), &lower[i * net.lower.outputs]);
    }
    return lower;
}

void PlainNetwork::score(const TransitionNet& net, const std::vector<float>& lower, std::span<const std::int32_t> ids) {
    const std::size_t units = std::size_t{net.hidden} * net.pieces;
    std::vector<float> sums(units, 0.0F), hidden(net.hidden);
    for (std::size_t f = 0; f < ids.size(); ++f) {
        const float* row = ids[f] < 0 ? &net.padding[f * units] : &lower[static_cast<std::size_t>(ids[f]) * net.lower.outputs + f * units];
        for (std::size_t u = 0; u < units; ++u) sums[u] += row[u];
    }
    for (std::size_t h = 0; h < net.hidden; ++h) {
        float best = -std::numeric_limits<float>::infinity();
        for (std::size_t p = 0; p < net.pieces; ++p) best = std::max(best, sums[h * net.pieces + p] + net.lower_bias[h * net.pieces + p]);
        hidden[h] = best;
    }
    m_scores.resize(net.has_upper ? net.upper.outputs : net.hidden);
    if (net.has_upper) {
        affine(net.upper, hidden.data(), m_scores.data());
    } else {
        m_scores = hidden;
    }
    const float lowest = *std::min_element(m_scores.begin(), m_scores.end());
    for (std::size_t c = 0; c < net.unseen.size() && c < m_scores.size(); ++c) {
        if (net.unseen[c] != 0) m_scores[c] = lowest;
    }
}

template <typename Allowed>
int PlainNetwork::best_class(const TransitionNet& net, std::size_t token, Allowed allowed) {
    int best = -1;
    float second = -std::numeric_limits<float>::infinity();
    for (std::size_t c = 0; c < net.classes.size(); ++c) {
        if (!allowed(net.classes[c])) continue;
        if (best < 0 || m_scores[c] > m_scores[static_cast<std::size_t>(best)]) {
            if (best >= 0) second = m_scores[static_cast<std::size_t>(best)];
            best = static_cast<int>(c);
        } else {
            second = std::max(second, m_scores[c]);
        }
    }
    if (best < 0) return best;
    m_margins[token] = std::min(m_margins[token], m_scores[static_cast<std::size_t>(best)] - second);
    if (m_part != nullptr) {
        m_part->add(std::span(m_scores).first(net.classes.size()), static_cast<std::size_t>(best), [&](std::size_t c) { return net.unseen[c] == 0 && allowed(net.classes[c]); });
    }
    return best;
}

void PlainNetwork::parse(const TransitionNet& net, const TokenView& text, const std::vector<float>& lower, Annotations& out) {
    std::vector<std::int32_t> ids(net.features);
    m_arc_eager.begin(static_cast<std::int32_t>(text.tokens.size()), out.starts);
    while (!m_arc_eager.is_final()) {
        m_arc_eager.features(ids);
        score(net, lower, ids);
        const unsigned moves = m_arc_eager.valid();
        const std::size_t token = static_cast<std::size_t>(std::max({ids[0], ids[2], 0}));
        const int best = best_class(net, token, [&](const auto& c) { return (moves & bit(c.move)) != 0; });
        if (best < 0) {
            m_arc_eager.force_final();
        } else {
            const auto& chosen = net.classes[static_cast<std::size_t>(best)];
            m_arc_eager.apply(chosen.move, chosen.label);
        }
    }
    m_builders[static_cast<std::size_t>(&net - m_network.transitions.data())].build(m_arc_eager, m_spaces, out.heads, out.relations, out.starts);
}

void PlainNetwork::recognise(const TransitionNet& net, const TokenView& text, const std::vector<float>& lower, Annotations& out) {
    std::vector<std::int32_t> ids(net.features);
    m_biluo.begin(static_cast<std::int32_t>(text.tokens.size()), out.starts, m_spaces);
    while (!m_biluo.is_final()) {
        m_biluo.features(ids);
        score(net, lower, ids);
        const int best = best_class(net, static_cast<std::size_t>(ids[0]), [&](const auto& c) {
            if (c.move == Move::out) return !m_biluo.is_open();
            if (c.label == 0) return false;
            if (m_biluo.is_open()) {
                return c.label == m_biluo.open_label() && (c.move == Move::last || (c.move == Move::in && m_biluo.may_go_on()));
            }
            return (c.move == Move::begin && m_biluo.may_begin()) || (c.move == Move::unit && m_biluo.may_be_unit());
        });
        if (best < 0) break;
        const auto& chosen = net.classes[static_cast<std::size_t>(best)];
        m_biluo.apply(chosen.move, chosen.label);
    }
    out.entities = m_biluo.entities();
}

void PlainNetwork::run(const TokenView& text, Annotations& out) {
    const std::size_t n = text.tokens.size();
    out.clear(m_network.classifiers.size(), n);
    m_margins.assign(n, std::numeric_limits<float>::infinity());
    if (n == 0) return;
    m_spaces.resize(n);
    for (std::size_t i = 0; i < n; ++i) m_spaces[i] = text.lexeme(i).has(is_space) ? 1 : 0;
    std::vector<std::vector<float>> made(m_network.tok2vecs.size());
    const auto made_once = [&](std::uint32_t index) -> const std::vector<float>& {
        if (made[index].empty()) made[index] = vectors(text, index);
        return made[index];
    };
    if (m_log != nullptr) m_log->parts.assign(m_network.steps.size(), {});
    for (const auto& step : m_network.steps) {
        m_part = m_log == nullptr ? nullptr : &m_log->parts[static_cast<std::size_t>(&step - m_network.steps.data())];
        if (step.kind == resources::NetworkStep::Kind::classifier) {
            const auto& net = m_network.classifiers[step.index];
            classify(net, made_once(net.tok2vec), n, out);
            continue;
        }
        const auto& net = m_network.transitions[step.index];
        const auto lower = lower_layer(net, made_once(net.tok2vec), n);
        if (net.kind == resources::TransitionKind::parser) {
            parse(net, text, lower, out);
        } else {
            recognise(net, text, lower, out);
        }
    }
}

}  // namespace marsad::language
