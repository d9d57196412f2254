// Makes the resource file: from what set-up fetched and from the project's own data.
//
// Ownership: plain values. Threading: one build at a time per output path.
#pragma once

#include <string>

#include "marsad/result.h"

namespace marsad::resources {

struct BuildOptions {
    std::string downloads = "build/downloads";  // made by tools/fetch_resources.py
    std::string data = "resources";             // the project's own data (codebook, lexicons, places, profiles …)
    std::string output = "build/marsad.resources";
};

// Compiles all of it into `output`; the same input gives the same bytes. Errors: not_found (a download is missing; the
// advice says how to get it), bad_format (with file and line), disk_full.
Result<> build(const BuildOptions& options);

}  // namespace marsad::resources
