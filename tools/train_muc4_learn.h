// Learning by tools/train_muc4: logistic regression over hashed features.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "profiles/muc4_model.h"

namespace marsad::tools {

using profiles::muc4::class_task;
using profiles::muc4::Features;
using profiles::muc4::Model;

struct Example {
    std::vector<std::uint64_t> features;
    bool yes = false;
    double weight = 1;
};

using Weights = std::unordered_map<std::uint64_t, double>;

class Trained : public Model {
public:
    std::map<std::string, Weights, std::less<>> tasks;
    double score(std::string_view task, const Features& features) const override {
        const auto it = tasks.find(task);
        if (it == tasks.end()) return -9;
        double sum = 0;
        for (const std::uint64_t f : features.hashes) {
            if (const auto w = it->second.find(f); w != it->second.end()) sum += w->second;
        }
        return sum + it->second.at(0);
    }
};

struct Settings {
    int epochs = 8, orders = 3;
    double rate = 0.02, l2 = 1e-3, least = 0.07;
    std::uint32_t count = 3;
};

// Logistic regression by AdaGrad (Duchi, Hazan and Singer 2011) in a fixed order, with ridge regularisation.
Weights learn(const std::vector<Example>& examples, const Settings& settings);

template <std::size_t N>
void learn_classes(Trained& model, std::string_view decision, const std::array<std::string_view, N>& classes, std::vector<std::pair<Features, std::string>>& rows, const Settings& settings) {
    for (const std::string_view name : classes) {
        std::vector<Example> examples;
        for (const auto& [features, value] : rows) {
            if (std::find(classes.begin(), classes.end(), value) != classes.end()) examples.push_back({features.hashes, value == name, 1});
        }
        Settings few = settings;
        few.epochs = 20, few.rate = 0.05, few.count = 4, few.least = 0.12;
        model.tasks[class_task(decision, name)] = learn(examples, few);
    }
}

}  // namespace marsad::tools
