#include "resources/place_features.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace marsad::resources {

PlaceWeights default_place_weights() {
    using R = RankFeature;
    using S = SpotFeature;
    PlaceWeights w;
    w[R::log_population] = 4;
    w[R::is_country] = 3;
    w[R::is_adm1] = 1.5;
    w[R::is_continent] = 4;
    w[R::is_area] = 2;
    w[R::is_adm2] = -0.5;
    w[R::is_capital] = 1;
    w[R::name_main] = 1;
    w[R::name_short] = 1;
    w[R::name_loose] = -1;
    w[R::most_populous] = 0.5;
    w[R::contained] = 6;
    w[R::not_contained] = -3;
    w[R::country_named] = 1;
    w[R::adm1_named] = 2;
    w[R::adm2_named] = 1;
    w[R::same_country] = 1.5;
    w[R::same_adm1] = 1.5;
    w[R::near_30] = 1;
    w[R::near_100] = 1;
    w[R::near_300] = 0.5;
    w[R::kind_word_fits] = 3;
    w[R::kind_word_differs] = -1.5;

    w[R::is_capital] = 2;
    w[R::has_seat] = -3;
    w[R::is_seat] = 6;
    w[R::acts_as_capital] = 3;
    w[R::log_population_world] = 6;
    w[R::big_city_world] = 1;
    w[R::share_world] = 1;

    w[S::bias] = -1;
    w[S::ent_gpe] = 2.5;
    w[S::ent_loc] = 2;
    w[S::ent_fac] = 1;
    w[S::ent_org] = -0.5;
    w[S::ent_person] = -2;
    w[S::ent_norp] = 0.5;
    w[S::ent_name] = -1.5;
    w[S::ent_number] = -4;
    w[S::part_gpe] = 0.5;
    w[S::part_person] = -3;
    w[S::part_org] = 0.3F;
    w[S::pos_noun] = -2;
    w[S::pos_other] = -3;
    w[S::prev_in] = 2;
    w[S::prev_from] = 1;
    w[S::prev_near] = 1.5;
    w[S::prev_title] = -3;
    w[S::prev_capital] = -1.5;
    w[S::next_capital] = -0.7F;
    w[S::next_kind] = 1.5;
    w[S::contains_next] = 3;
    w[S::inside_previous] = 3;
    w[S::sentence_start] = -0.5;
    w[S::log_population] = 1;
    w[S::has_country] = 2;
    w[S::has_adm1] = 1;
    w[S::has_main_name] = 0.5;
    w[S::only_other_name] = -1;
    w[S::is_abbreviation] = -4;
    w[S::is_demonym] = 1;
    w[S::group_gpe] = 1;
    w[S::group_person] = -1.5;
    w[S::surname_seen] = -2;
    w[S::lower_seen] = -2;
    w[S::near] = 0.5;
    w[S::dominant] = 3;
    w[S::dominant_home] = 2.5;
    w[S::the_town] = -2;
    w[S::generic] = -4;
    w[S::person_first] = -3;
    w[S::common_word] = -1;
    w[S::alias] = -4;
    return w;
}

namespace {

// The weight that a row is for; null where this program has no such feature.
float* weight_of(PlaceWeights& weights, std::string_view model, std::string_view feature) {
    const auto in = [&](const auto& names, auto& values) -> float* {
        const auto found = std::find(names.begin(), names.end(), feature);
        return found == names.end() ? nullptr : &values[static_cast<std::size_t>(found - names.begin())];
    };
    return model == "rank" ? in(rank_names, weights.rank) : model == "spot" ? in(spot_names, weights.spot)
                                                                            : nullptr;
}

}  // namespace

Result<PlaceWeights> read_place_weights(std::string_view table, const std::string& where) {
    if (table.empty()) return default_place_weights();
    PlaceWeights out;
    for (std::size_t number = 1; !table.empty(); ++number) {
        const auto line = table.substr(0, table.find('\n'));
        table.remove_prefix(std::min(line.size() + 1, table.size()));
        if (line.empty() || line[0] == '#') continue;
        const auto one = line.find('\t'), two = one == line.npos ? one : line.find('\t', one + 1);
        if (two == line.npos) return Error{ErrorCode::bad_format, fmt::format("{}: weights of places, line {}: 3 columns are needed", where, number), ""};
        float* weight = weight_of(out, line.substr(0, one), line.substr(one + 1, two - one - 1));
        if (!weight) return Error{ErrorCode::version_mismatch, fmt::format("{}: weights of places, line {}: no such feature", where, number), "train them anew with tools/train_places.py"};
        const auto text = line.substr(two + 1);
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *weight);
        if (error != std::errc() || end != text.data() + text.size()) return Error{ErrorCode::bad_format, fmt::format("{}: weights of places, line {}: no number", where, number), ""};
    }
    return out;
}

}  // namespace marsad::resources
