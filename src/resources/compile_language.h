// Compiles a spaCy v3 pipeline into the sections of a resource file that the language room reads.
#pragma once

#include <string>

#include "marsad/result.h"

namespace marsad::resources {

class FileWriter;

// Adds the sections "language/rules" and "language/network" of the package in `folder`. Errors: those of
// read_spacy_package() and compile_network().
Result<> compile_language(const std::string& folder, FileWriter& out);

}  // namespace marsad::resources
