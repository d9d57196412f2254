// Places that are told by others: parts, bearings and distances, "near" and "between", who holds them, coordinates.
//
// Threading: pure functions of the document and the gazetteer.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "document/document.h"
#include "resources/gazetteer.h"

namespace marsad::annotate::places {

// Turns named places into relative ones where the words before them say so: "12 km north of Idlib" is the point there,
// `near`; "northern Syria" is that part of it; "rebel-held Aleppo" is held by rebels. A place keeps the id of what it is
// relative to.
void relate(document::Document& document);

// Adds parts that are named without their place ("the rebel-held east", "southern parts of the rebel-held east"): parts
// of the place that the text speaks of.
void add_parts(document::Document& document);

// Adds coordinates of the text as places; the places that they stand beside take their point.
void add_coordinates(document::Document& document);

// The bearing of a direction's word in degrees ("north", "south-eastern"), nothing for other words. Small letters.
std::optional<double> bearing_of(std::string_view word);

// The part of a place that lies in a direction: the half of its box, or of the circle that a town of its size fills.
void take_part(document::Place& place, double bearing);

}  // namespace marsad::annotate::places
