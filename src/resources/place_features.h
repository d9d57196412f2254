// What the place finder weighs, by name: the features of the two small linear models, and their weights.
//
// Purpose: `spot` decides whether a name in the text is used as a place's; `rank` which of its bearers is meant. The
// annotate room computes the features, tools/train_places.py learns the weights, the resource file carries them; where
// it has none, the weights below, set by hand, serve.
// Threading: constants.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "marsad/result.h"

namespace marsad::resources {

enum class RankFeature : std::uint8_t {
    log_population,
    is_country,
    is_adm1,
    is_adm2,
    is_settlement,
    is_area,
    is_continent,
    is_water,
    is_capital,
    is_us,
    name_main,
    name_other,
    name_short,
    name_demonym,
    name_loose,
    most_populous,
    population_share,
    only_one,
    contained,
    not_contained,
    country_named,
    adm1_named,
    adm2_named,
    country_named_often,
    same_country,
    same_adm1,
    same_adm2,
    near_30,
    near_100,
    near_300,
    support,
    kind_word_fits,
    kind_word_differs,
    dateline_near,
    holds_others,
    big_city,
    over_million,
    lies_around,
    tiny,
    has_seat,
    is_seat,
    acts_as_capital,
    log_population_world,
    big_city_world,
    share_world,
    count
};

enum class SpotFeature : std::uint8_t {
    bias,
    ent_gpe,
    ent_loc,
    ent_fac,
    ent_org,
    ent_person,
    ent_norp,
    ent_name,
    ent_number,
    ent_none,
    part_gpe,
    part_loc,
    part_fac,
    part_org,
    part_person,
    part_name,
    pos_propn,
    pos_adj,
    pos_noun,
    pos_other,
    rel_pobj,
    rel_compound,
    rel_nsubj,
    rel_poss,
    rel_appos,
    rel_amod,
    prev_in,
    prev_from,
    prev_of,
    prev_to,
    prev_near,
    prev_for,
    prev_the,
    prev_and,
    prev_comma,
    prev_title,
    prev_capital,
    prev_university,
    prev_street,
    next_comma,
    next_possessive,
    next_capital,
    next_kind,
    next_force,
    next_school,
    next_street,
    next_lower,
    next_hyphen,
    next_stop,
    contains_next,
    inside_previous,
    sentence_start,
    all_caps,
    log_population,
    has_country,
    has_adm1,
    has_adm2,
    has_main_name,
    only_other_name,
    two_words,
    is_abbreviation,
    is_demonym,
    is_area,
    group_gpe,
    group_person,
    group_many,
    surname_seen,
    lower_seen,
    sure,
    supported,
    near,
    named_division,
    dominant,
    dominant_home,
    the_town,
    generic,
    person_first,
    common_word,
    alias,
    count
};

inline constexpr std::size_t rank_features = static_cast<std::size_t>(RankFeature::count);
inline constexpr std::size_t spot_features = static_cast<std::size_t>(SpotFeature::count);

inline constexpr std::array<std::string_view, rank_features> rank_names{
    "log_population", "is_country", "is_adm1", "is_adm2", "is_settlement", "is_area", "is_continent", "is_water", "is_capital", "is_us",
    "name_main", "name_other", "name_short", "name_demonym", "name_loose", "most_populous", "population_share", "only_one",
    "contained", "not_contained", "country_named", "adm1_named", "adm2_named", "country_named_often",
    "same_country", "same_adm1", "same_adm2", "near_30", "near_100", "near_300", "support", "kind_word_fits", "kind_word_differs", "dateline_near",
    "holds_others", "big_city", "over_million", "lies_around", "tiny", "has_seat", "is_seat", "acts_as_capital", "log_population_world", "big_city_world", "share_world"};

inline constexpr std::array<std::string_view, spot_features> spot_names{
    "bias", "ent_gpe", "ent_loc", "ent_fac", "ent_org", "ent_person", "ent_norp", "ent_name", "ent_number", "ent_none",
    "part_gpe", "part_loc", "part_fac", "part_org", "part_person", "part_name",
    "pos_propn", "pos_adj", "pos_noun", "pos_other", "rel_pobj", "rel_compound", "rel_nsubj", "rel_poss", "rel_appos", "rel_amod",
    "prev_in", "prev_from", "prev_of", "prev_to", "prev_near", "prev_for", "prev_the", "prev_and", "prev_comma", "prev_title", "prev_capital", "prev_university", "prev_street",
    "next_comma", "next_possessive", "next_capital", "next_kind", "next_force", "next_school", "next_street", "next_lower", "next_hyphen", "next_stop",
    "contains_next", "inside_previous", "sentence_start", "all_caps", "log_population", "has_country", "has_adm1", "has_adm2", "has_main_name", "only_other_name",
    "two_words", "is_abbreviation", "is_demonym", "is_area", "group_gpe", "group_person", "group_many", "surname_seen", "lower_seen", "sure", "supported", "near", "named_division", "dominant", "dominant_home", "the_town", "generic", "person_first", "common_word", "alias"};

struct PlaceWeights {
    std::array<float, rank_features> rank{};
    std::array<float, spot_features> spot{};
    float& operator[](RankFeature f) { return rank[static_cast<std::size_t>(f)]; }
    float& operator[](SpotFeature f) { return spot[static_cast<std::size_t>(f)]; }
};

// Set by hand; a spot is a place where its sum is above 0.
PlaceWeights default_place_weights();

// Weights from a table of the columns model (rank | spot), feature, weight; `where` names it in errors. An empty table
// gives the default ones. Errors: bad_format (with the line), version_mismatch (a feature that this program lacks).
Result<PlaceWeights> read_place_weights(std::string_view table, const std::string& where);

}  // namespace marsad::resources
