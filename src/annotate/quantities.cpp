#include "annotate/quantities.h"

namespace marsad::annotate {

void find_quantities(document::Document& document) { document.figures.clear(); }

}  // namespace marsad::annotate
