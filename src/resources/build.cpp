#include "resources/build.h"

#include <filesystem>

#include <fmt/format.h>

#include "resources/compile_gazetteer.h"
#include "resources/file.h"
#include "resources/table.h"

namespace marsad::resources {

namespace {

// What was fetched, as set-up pinned it.
Result<> add_pins(const std::string& path, FileWriter& out) {
    const auto pins = read_table(path);
    if (!pins) return pins.error();
    for (const TableRow& row : pins->rows) {
        if (row.fields.size() < 6 || row.fields[0] == "node") continue;
        out.add_source({row.fields[1], fmt::format("{} {}", row.fields[1], row.fields[2]), row.fields[4], row.fields[5]});
    }
    return {};
}

}  // namespace

Result<> build(const BuildOptions& options) {
    FileWriter out;
    if (auto done = add_pins(options.data + "/pins.tsv", out); !done) return done;
    if (auto done = compile_gazetteer(options.downloads, options.data + "/places", out); !done) return done;
    // MODEL: compile the language model here (spacy_package.h, model.h).
    // ACTORS: compile the actor lexicon here (actors.h), from options.data + "/lexicons".
    // CODEBOOK: compile the codebook here (codebook.h), from options.data + "/codebook".
    return out.write(options.output);
}

}  // namespace marsad::resources
