#include "annotate/places_relative.h"

namespace marsad::annotate::places {

void find_relative(document::Document&, const resources::Gazetteer&) {}

}  // namespace marsad::annotate::places
