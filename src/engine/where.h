// --where: a place's name as a person types it, as the area that a look-up is limited to.
#pragma once

#include <string>

#include "marsad/record.h"
#include "marsad/result.h"
#include "resources/gazetteer.h"
#include "store/store.h"

namespace marsad::engine {

// "Aleppo", "Aleppo, Syria", "geonames:170063". The most populous place of the name wins; `choice` says which it was and
// names the others. not_found where no place has the name.
Result<store::Area> find_area(const resources::Gazetteer& gazetteer, const std::string& where, PlaceChoice& choice);

}  // namespace marsad::engine
