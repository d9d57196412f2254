#include "resources/build.h"

#include <filesystem>

#include <fmt/format.h>

#include "base/hash.h"
#include "resources/compile_gazetteer.h"
#include "resources/file.h"
#include "resources/gazetteer_draft.h"
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

// A file of the project as a section of its own; one that is not there is left out.
Result<> add_text(const std::string& path, const std::string& section, const std::string& kind, FileWriter& out) {
    std::error_code none;
    if (!std::filesystem::exists(path, none)) return {};
    auto text = read_download(path);
    if (!text) return text.error();
    out.add_source({kind, std::filesystem::path(path).filename().string(), base::sha256_hex(*text), "Apache-2.0"});
    out.add(section, std::move(*text));
    return {};
}

}  // namespace

Result<> build(const BuildOptions& options) {
    FileWriter out;
    if (auto done = add_pins(options.data + "/pins.tsv", out); !done) return done;
    if (auto done = compile_gazetteer(options.downloads, options.data + "/places", out); !done) return done;
    if (auto done = add_text(options.data + "/learned/places.tsv", "places/weights", "project-places", out); !done) return done;
    // MODEL: compile the language model here (spacy_package.h, model.h).
    // ACTORS: compile the actor lexicon here (actors.h), from options.data + "/lexicons".
    // CODEBOOK: compile the codebook here (codebook.h), from options.data + "/codebook".
    return out.write(options.output);
}

}  // namespace marsad::resources
