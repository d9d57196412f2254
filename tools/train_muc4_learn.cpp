#include "train_muc4_learn.h"

#include <cmath>

namespace marsad::tools {

using profiles::muc4::probability;

namespace {

std::vector<double> descend(const std::vector<Example>& examples, const std::vector<std::vector<std::uint32_t>>& rows, std::size_t features, const Settings& settings, std::uint64_t turn) {
    std::vector<double> w(features, 0), g(features, 1e-2);
    std::vector<std::uint32_t> order(examples.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::uint64_t state = 12345 + turn;
    for (int epoch = 0; epoch < settings.epochs; ++epoch) {
        for (std::size_t i = order.size(); i > 1; --i) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            std::swap(order[i - 1], order[(state >> 33) % i]);
        }
        for (const std::uint32_t at : order) {
            double sum = 0;
            for (const std::uint32_t f : rows[at]) sum += w[f];
            const double wrong = examples[at].weight * (probability(sum) - (examples[at].yes ? 1 : 0));
            for (const std::uint32_t f : rows[at]) {
                const double slope = wrong + (f ? settings.l2 * w[f] : 0);
                g[f] += slope * slope;
                w[f] -= settings.rate * slope / std::sqrt(g[f]);
            }
        }
    }
    return w;
}

}  // namespace

Weights learn(const std::vector<Example>& examples, const Settings& settings) {
    std::unordered_map<std::uint64_t, std::uint32_t> id, seen;
    for (const Example& e : examples) {
        for (const std::uint64_t f : e.features) ++seen[f];
    }
    std::vector<std::uint64_t> hash{0};
    std::vector<std::vector<std::uint32_t>> rows(examples.size());
    for (std::size_t i = 0; i < examples.size(); ++i) {
        rows[i].push_back(0);
        for (const std::uint64_t f : examples[i].features) {
            if (seen[f] < settings.count) continue;
            const auto [it, fresh] = id.emplace(f, static_cast<std::uint32_t>(hash.size()));
            if (fresh) hash.push_back(f);
            rows[i].push_back(it->second);
        }
    }
    // The mean of several orders of the examples: one order alone moves a figure by up to a point.
    std::vector<double> w(hash.size(), 0);
    for (int turn = 0; turn < settings.orders; ++turn) {
        const std::vector<double> one = descend(examples, rows, hash.size(), settings, static_cast<std::uint64_t>(turn));
        for (std::size_t f = 0; f < w.size(); ++f) w[f] += one[f] / settings.orders;
    }
    Weights out{{0, w[0]}};
    for (std::size_t f = 1; f < w.size(); ++f) {
        if (std::abs(w[f]) >= settings.least) out[hash[f]] = w[f];
    }
    return out;
}

}  // namespace marsad::tools
