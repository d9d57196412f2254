// The compiled resource file, for tests of rooms that can't do without it.
//
// MARSAD_NEEDS_RESOURCES() at the head of a test shows it as skipped where the file is missing. Under CI the runner counts
// that as a failure, since ./run makes the file.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace marsad::tests {

// $MARSAD_RESOURCES, else the file that ./run makes.
inline std::string resource_file() {
    const char* named = std::getenv("MARSAD_RESOURCES");
    return named && *named ? named : MARSAD_RESOURCE_FILE;
}

}  // namespace marsad::tests

#define MARSAD_NEEDS_RESOURCES() \
    if (!std::filesystem::exists(marsad::tests::resource_file())) GTEST_SKIP() << "the resource file is missing (./run makes build/marsad.resources)"
