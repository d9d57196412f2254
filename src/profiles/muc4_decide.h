// MUC-4's templates by the learned model: which sentences tell of which incident, and what fills its slots.
//
// Ownership: plain values. Threading: pure functions.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "profiles/muc4_model.h"

namespace marsad::profiles::muc4 {

// One template: fills by slot, as they are printed.
struct Template {
    std::array<std::vector<std::string>, 25> fills;
    void add(int slot, std::string fill);
    bool has(int slot) const { return !fills[static_cast<std::size_t>(slot)].empty(); }
};

// The odds above which each decision is yes; set on the development texts.
struct Limits {
    double unit = -2.4, link = 0.4, keep = -0.65, place = -1.5;
    double draft = -2.5;  // of the first look at an incident; `keep` is of the last
    double least_target = 1.5;  // how far below its limit the likeliest target of an incident without any may lie
    std::array<double, 5> slots{-0.6, -0.6, -0.5, -0.5, -0.4};  // in the order of thing_slots
};

// A place or part of one that an incident's location may name; `unit` is none in the dateline.
struct Spot {
    std::uint32_t first = 0, last = 0, unit = none, place = none;
    std::string words;
};

std::vector<Spot> spots_of(const View& view);
// Fills the report's score and the sentences' scores.
void score_units(View& view, const Model& model);
std::vector<Cluster> clusters_of(const View& view, const Model& model, const Limits& limits);
std::string date_fill(const View& view, std::uint32_t time);  // empty where it names no day
std::string person_name(const View& view, std::uint32_t thing);
// The variants of a thing's words, the best first: what a slot may be filled with.
std::vector<std::string> variants(const View& view, std::uint32_t thing, int slot);

void spot_features(const View& view, const std::vector<Cluster>& clusters, std::size_t cluster, const Spot& spot, Features& out);
void time_features(const View& view, const std::vector<Cluster>& clusters, std::size_t cluster, std::uint32_t time, Features& out);
// What may fill the location's last part, and the date: the mentions of the same words, or day, together.
struct PlaceVote {
    std::string words;
    bool department = false;
    Features features;
};
std::vector<PlaceVote> place_votes(const View& view, const std::vector<Cluster>& clusters, std::size_t cluster, std::string_view country, std::unordered_map<std::uint64_t, std::string>* names);
struct DateVote {
    std::string fill;
    std::uint32_t time = none;  // none: the report's day or before
    Features features;
};
std::vector<DateVote> date_votes(const View& view, const std::vector<Cluster>& clusters, std::size_t cluster, std::unordered_map<std::uint64_t, std::string>* names);
struct CountryVote {
    std::string_view code;
    Features features;
};
std::vector<CountryVote> country_votes(const View& view, const std::vector<Cluster>& clusters, std::size_t cluster, std::unordered_map<std::uint64_t, std::string>* names);

// By incident, by thing, by slot (in the order of thing_slots): the odds that the thing fills it, looked at alone.
using Fits = std::vector<std::vector<std::array<double, 5>>>;
Fits fits_of(const View& view, const std::vector<Cluster>& clusters, const Model& model);
// A thing that fits worse than this is none of the slot's and is left out of the second look.
inline constexpr double least_fit = -3;
// A thing beside the others that fit the slot.
void choice_features(const View& view, const std::vector<Cluster>& clusters, const Fits& fits, std::size_t cluster, std::uint32_t thing, std::size_t slot, Features& out);

// A template before the last question, whether it is one at all.
struct Draft {
    std::size_t cluster = 0;
    double score = 0;           // that its sentences tell of an incident of the task's
    double country_score = -9;  // of the best country
    std::string_view country;
    std::string_view age;       // of its date
    struct Choice {
        std::uint32_t thing = 0;
        int slot = 0;
        double over = 0;
    };
    std::vector<Choice> chosen;
    Template filled;
};
// A draft for each cluster that isn't far from being an incident; whether it is kept is not asked.
std::vector<Draft> drafts_of(const View& view, const std::vector<Cluster>& clusters, const Fits& fits, const Model& model, const Limits& limits);
// A draft beside the others of its report.
void draft_features(const View& view, const std::vector<Cluster>& clusters, const std::vector<Draft>& drafts, std::size_t draft, Features& out);

std::vector<Template> decide(View& view, const Model& model, const Limits& limits);
// The same where the sentences have their scores.
std::vector<Template> decide_scored(const View& view, const Model& model, const Limits& limits);

}  // namespace marsad::profiles::muc4
