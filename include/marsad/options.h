// Options: what a caller may ask of the engine, each with its default and a check.
//
// Ownership: plain values. Threading: as for any value. Nothing below the apps reads the environment: what is not said
// here is not known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "marsad/result.h"

namespace marsad {

// How reports are read and understood.
struct ReadOptions {
    // The day of publication of reports that name none, "YYYY-MM-DD"; empty for none.
    std::string date;
    // Names of JSON Lines fields that differ from the contract's: "text=body,published=pub_date".
    std::string map;
    // A coder's conventions: "plain", "acled", "ged", "airwars", "isaf", "muc4", or the path of a profile file.
    std::string profile = "plain";
    // The largest report, in bytes; 0 for no limit but 4 GiB.
    std::uint64_t limit = 32ULL << 20;
    // Worker threads; 0 for one a core.
    unsigned threads = 0;

    Result<> validate() const;
};

// Where the compiled resource file lies.
struct EngineOptions {
    std::string resources;  // path of the file
    std::string model;      // path of another compiled language model; empty for the one in `resources`

    Result<> validate() const;
};

}  // namespace marsad
