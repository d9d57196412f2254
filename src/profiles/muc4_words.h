// Words of MUC-4's set lists: what kind of thing a word names.
#pragma once

#include <string_view>

namespace marsad::profiles::muc4 {

// "DYNAMITE" for "dynamite charges"; empty where the words name no instrument of the set list.
std::string_view instrument_type(std::string_view words);
// "ENERGY" for "power pylons"; "OTHER" where no word is known.
std::string_view physical_type(std::string_view words);
// "LAW ENFORCEMENT" for "two policemen"; "CIVILIAN" where no word is known.
std::string_view human_type(std::string_view words);
// Whether a word stands before people's names ("SENATOR", "DR", "DAUGHTER").
bool is_title(std::string_view word);
// "EL SALVADOR" for "SV"; empty for a country that the task does not cover.
std::string_view country(std::string_view code);
// The other way round.
std::string_view country_code(std::string_view name);
// The same for any country of the task's list of nations ("UNITED STATES" for "US").
std::string_view nation_name(std::string_view code);
// Whether the words name a thing that can be damaged (a house, a bridge), as against people.
bool is_physical(std::string_view words);

}  // namespace marsad::profiles::muc4
