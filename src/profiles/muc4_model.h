// MUC-4's learned decisions: the classes of each, and a linear model that scores them.
//
// Purpose: one interface for the shipped weights (whole thousandths, so that sums are the same on every machine) and for
// the weights in the making of tools/train_muc4. Ownership: Weights views a section that outlives it. Threading: immutable.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "profiles/muc4_features.h"
#include "resources/linear_weights.h"

namespace marsad::profiles::muc4 {

inline constexpr std::array<std::string_view, 5> kinds_of_incident{"ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY"};
inline constexpr std::array<std::string_view, 3> stages{"ACCOMPLISHED", "ATTEMPTED", "THREATENED"};
inline constexpr std::array<std::string_view, 3> categories{"TERRORIST ACT", "STATE-SPONSORED VIOLENCE", "-"};
inline constexpr std::array<std::string_view, 5> confidences{"REPORTED AS FACT", "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES", "CLAIMED OR ADMITTED", "POSSIBLE"};
inline constexpr std::array<std::string_view, 14> instrument_types{"BOMB", "GUN", "DYNAMITE", "EXPLOSIVE", "MACHINE GUN", "VEHICLE BOMB", "MORTAR", "RIFLE", "GRENADE", "TORTURE", "CUTTING DEVICE", "AERIAL BOMB", "ROCKET", "-"};
inline constexpr std::array<std::string_view, 13> physical_types{"COMMERCIAL", "OTHER", "TRANSPORT VEHICLE", "ENERGY", "GOVERNMENT OFFICE OR RESIDENCE", "COMMUNICATIONS", "ORGANIZATION OFFICE", "FINANCIAL", "CIVILIAN RESIDENCE", "DIPLOMAT OFFICE OR RESIDENCE", "POLITICAL FIGURE OFFICE OR RESIDENCE", "TRANSPORTATION ROUTE", "LAW ENFORCEMENT FACILITY"};
inline constexpr std::array<std::string_view, 4> physical_effects{"SOME DAMAGE", "DESTROYED", "NO DAMAGE", "-"};
inline constexpr std::array<std::string_view, 10> human_types{"CIVILIAN", "POLITICAL FIGURE", "GOVERNMENT OFFICIAL", "LAW ENFORCEMENT", "LEGAL OR JUDICIAL", "ACTIVE MILITARY", "SECURITY GUARD", "FORMER GOVERNMENT OFFICIAL", "DIPLOMAT", "FORMER ACTIVE MILITARY"};
inline constexpr std::array<std::string_view, 6> human_effects{"DEATH", "INJURY", "NO INJURY OR DEATH", "NO INJURY", "REGAINED FREEDOM", "-"};
// The slots that things fill: instrument, perpetrator (person, organisation), physical target, human target.
inline constexpr std::array<int, 5> thing_slots{6, 9, 10, 12, 18};
inline constexpr std::array<std::string_view, 5> thing_tasks{"slot 6", "slot 9", "slot 10", "slot 12", "slot 18"};
inline constexpr std::array<std::string_view, 5> choice_tasks{"choice 6", "choice 9", "choice 10", "choice 12", "choice 18"};

class Model {
public:
    virtual ~Model() = default;
    // The logarithm of the odds.
    virtual double score(std::string_view task, const Features& features) const = 0;
};

// The weights of the resource file.
class Shipped : public Model {
public:
    explicit Shipped(const resources::LinearWeights& weights) : m_weights(weights) {}
    double score(std::string_view task, const Features& features) const override;

private:
    const resources::LinearWeights& m_weights;
};

double probability(double score);
// The task "htype CIVILIAN" of a decision "htype" with classes.
std::string class_task(std::string_view decision, std::string_view name);

template <std::size_t N>
std::size_t best_class(const Model& model, std::string_view decision, const std::array<std::string_view, N>& classes, const Features& features) {
    std::size_t best = 0;
    double highest = 0;
    for (std::size_t i = 0; i < N; ++i) {
        const double score = model.score(class_task(decision, classes[i]), features);
        if (i == 0 || score > highest) best = i, highest = score;
    }
    return best;
}

}  // namespace marsad::profiles::muc4
