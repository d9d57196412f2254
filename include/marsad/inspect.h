// Inspecting: what each room made of a report, for `marsad dump`.
//
// Ownership and threading: as for Engine.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "marsad/engine.h"
#include "marsad/options.h"
#include "marsad/result.h"

namespace marsad {

struct DumpOptions {
    // read | segment | language | annotate | events
    std::string stage;
    // `language` alone: each line of the file is one text, taken as it is, without the rooms before and without recasing.
    bool lines = false;
    // `language` alone: "conllu", or "count" for the numbers of texts, sentences and tokens.
    std::string as = "conllu";

    Result<> validate() const;
};

// Prints what the stage found in each report of the path ("-": standard input).
Result<> dump(const Engine& engine, const std::string& path, const ReadOptions& reading, const DumpOptions& options,
              const std::function<bool(std::string_view)>& out);

}  // namespace marsad
