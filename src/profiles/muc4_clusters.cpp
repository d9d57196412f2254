// Which sentences tell of which incident.
#include <algorithm>

#include <fmt/format.h>

#include "base/hash.h"
#include "profiles/muc4_decide.h"

namespace marsad::profiles::muc4 {

double Shipped::score(std::string_view task, const Features& features) const {
    const std::uint64_t decision = base::fnv1a(task);
    std::int64_t sum = m_weights.weight(decision, base::fnv1a("*"));
    for (const std::uint64_t feature : features.hashes) sum += m_weights.weight(decision, feature);
    return static_cast<double>(sum) / 1000;
}

// Without the library's exponential, whose last bit differs between machines: e^x by halving and a short series.
double probability(double score) {
    double x = score < 0 ? -score : score;
    if (x > 30) x = 30;
    double r = x / 1024, e = 1 + r + r * r / 2 + r * r * r / 6;
    for (int i = 0; i < 10; ++i) e *= e;
    return score < 0 ? 1 / (1 + e) : e / (1 + e);
}

std::string class_task(std::string_view decision, std::string_view name) { return fmt::format("{} {}", decision, name); }

void score_units(View& view, const Model& model) {
    Features report;
    report_features(view, report);
    view.report_score = model.score("report", report);
    view.kind_scores.assign(view.reading.units.size(), std::vector<double>(kinds_of_incident.size(), 0));
    view.unit_scores.assign(view.reading.units.size(), 0);
    for (std::uint32_t u = 0; u < view.reading.units.size(); ++u) {
        Features features;
        unit_features(view, u, features);
        view.unit_scores[u] = model.score("sentence", features);
        for (std::size_t k = 0; k < kinds_of_incident.size(); ++k) view.kind_scores[u][k] = model.score(class_task("sentence", kinds_of_incident[k]), features);
    }
}

std::vector<Cluster> clusters_of(const View& view, const Model& model, const Limits& limits) {
    std::vector<Cluster> out;
    for (std::uint32_t u = 0; u < view.reading.units.size(); ++u) {
        if (view.unit_scores[u] < limits.unit) continue;
        double best = limits.link, nearest = -9;
        Cluster* home = nullptr;
        for (Cluster& cluster : out) {
            double sum = 0;
            for (const std::uint32_t earlier : cluster.units) {
                Features features;
                pair_features(view, earlier, u, features);
                sum += model.score("pair", features);
            }
            sum /= static_cast<double>(cluster.units.size());
            nearest = std::max(nearest, sum);
            if (sum > best) best = sum, home = &cluster;
        }
        if (home) home->units.push_back(u);
        else out.push_back({{u}, 0, nearest});
    }
    for (Cluster& cluster : out) {
        std::vector<double> sums(kinds_of_incident.size(), 0);
        for (const std::uint32_t u : cluster.units) {
            for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += probability(view.kind_scores[u][k]);
        }
        cluster.kind = static_cast<std::size_t>(std::max_element(sums.begin(), sums.end()) - sums.begin());
    }
    return out;
}

}  // namespace marsad::profiles::muc4
