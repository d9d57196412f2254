// Words beside names that tell what kind of thing they name. Small letters; constants only.
#pragma once

#include <array>
#include <string_view>

namespace marsad::annotate::places {

inline constexpr std::array<std::string_view, 20> arabic_articles{"al", "el", "as", "ash", "ar", "ad", "an", "at", "az", "es",
                                                                  "esh", "er", "ed", "en", "et", "ez", "adh", "ath", "umm", "bab"};
// Springs, monasteries, hills, bridges: what the first word of an Arabic place name means.
inline constexpr std::array<std::string_view, 27> geographic_words{"ain", "ayn", "ein", "deir", "dayr", "der", "khan", "tel", "tell", "tal", "kafr", "kafer", "kfar", "jisr", "wadi", "jabal", "jebel",
                                                                   "bab", "beit", "bayt", "ras", "qalat", "maarat", "souq", "hawsh", "marj", "bir"};
inline constexpr std::array<std::string_view, 22> directions{"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper", "lower",
                                                             "northeast", "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern",
                                                             "southwestern", "mainland", "greater", "inner"};
inline constexpr std::array<std::string_view, 16> settlement_words{"city", "town", "village", "villages", "towns", "cities", "suburb", "hamlet", "port", "settlement",
                                                                   "neighborhood", "neighbourhood", "capital", "municipality", "township", "borough"};
inline constexpr std::array<std::string_view, 22> division_words{"province", "provinces", "governorate", "governorates", "state", "states", "region", "regions", "department", "departments", "district",
                                                                 "districts", "county", "counties", "oblast", "prefecture", "parish", "emirate", "territory", "canton",
                                                                 "countryside", "peninsula"};
inline constexpr std::array<std::string_view, 28> titles{"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sen.", "rep.", "gov.", "gen.", "col.", "capt.", "lt.", "sgt.", "sir", "judge",
                                                         "president", "senator", "coach", "officer", "detective", "mayor", "chief", "rev.", "maj.", "prof."};
inline constexpr std::array<std::string_view, 30> forces{"police", "sheriff", "army", "fire", "department", "court", "council", "board", "commission", "schools", "government", "guard",
                                                         "times", "post", "news", "herald", "tribune", "journal", "gazette", "daily", "hospital", "airport", "center", "centre", "medical",
                                                         "chamber", "republicans", "democrats", "authority", "ministry"};
inline constexpr std::array<std::string_view, 14> schools{"university", "college", "school", "high", "middle", "elementary", "academy", "institute", "tech", "state",
                                                          "community", "technical", "law", "students"};
inline constexpr std::array<std::string_view, 34> streets{"street", "st.", "st", "avenue", "ave.", "ave", "road", "rd.", "rd", "drive", "dr.", "lane", "ln.", "boulevard", "blvd.", "blvd", "highway",
                                                          "hwy.", "court", "ct.", "parkway", "pkwy.", "place", "terrace", "trail", "pike", "circle", "way", "square", "plaza", "turnpike", "expressway", "mall", "bridge"};
inline constexpr std::array<std::string_view, 44> saying{"say", "said", "says", "condemn", "condemned", "accuse", "accused", "announce", "announced", "warn", "warned", "urge", "urged", "deny",
                                                         "denied", "reject", "rejected", "demand", "demanded", "agree", "agreed", "refuse", "refused", "insist", "insisted", "call", "called", "claim", "claimed",
                                                         "want", "wants", "support", "supports", "supported", "back", "backed", "threaten", "threatened", "vow", "vowed", "declare", "declared", "sign", "signed"};

// Towns have these names as well; a capital letter alone makes them none.
inline constexpr std::array<std::string_view, 131> generic_words{"american", "april", "august", "bank", "bar", "bay", "beach", "best", "big", "black", "blue", "bridge", "brown", "center",
                                                                 "central", "centre", "christmas", "church", "college", "commerce", "congress", "corner", "council", "court", "crossing", "data", "democrat", "earth",
                                                                 "east", "easter", "eastern", "energy", "enterprise", "faith", "federal", "field", "fields", "forest", "friday", "garden", "general", "god",
                                                                 "gold", "golden", "good", "grace", "gray", "green", "high", "hill", "hills", "hope", "hospital", "house", "independence", "international",
                                                                 "island", "joy", "judge", "july", "june", "king", "lake", "liberty", "long", "love", "low", "major", "mall", "march",
                                                                 "market", "mars", "marshall", "mart", "may", "media", "mill", "mobile", "monday", "moon", "mountain", "national", "new", "normal",
                                                                 "north", "northern", "old", "page", "park", "point", "police", "post", "price", "prince", "queen", "red", "republican", "ridge",
                                                                 "river", "road", "rock", "rose", "sale", "sand", "saturday", "school", "senate", "short", "silver", "south", "southern", "spring",
                                                                 "star", "station", "stone", "street", "success", "summer", "sun", "sunday", "union", "university", "valley", "wells", "west", "western",
                                                                 "white", "winter", "wood", "woods", "young"};

}  // namespace marsad::annotate::places
