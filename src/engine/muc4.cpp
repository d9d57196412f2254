#include "engine/sources.h"

namespace marsad::engine {

std::string muc4_templates(const document::Document&) { return ""; }

}  // namespace marsad::engine
