#include "resources/build.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "base/hash.h"
#include "resources/actors.h"
#include "resources/codebook.h"
#include "resources/compile_gazetteer.h"
#include "resources/compile_language.h"
#include "resources/cues.h"
#include "resources/weights.h"
#include "resources/compile_language.h"
#include "resources/file.h"
#include "resources/linear_weights.h"
#include "resources/gazetteer_draft.h"
#include "resources/table.h"
#include "resources/word_classes.h"

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

// A table of learned decisions, compiled; one that is not there is left out.
Result<> add_weights(const std::string& path, const std::string& section, FileWriter& out) {
    std::error_code none;
    if (!std::filesystem::exists(path, none)) return {};
    const auto text = read_download(path);
    if (!text) return text.error();
    auto weights = compile_linear_weights(*text, std::filesystem::path(path).filename().string());
    if (!weights) return weights.error();
    out.add_source({"project-weights", std::filesystem::path(path).filename().string(), base::sha256_hex(*text), "Apache-2.0"});
    out.add(section, std::move(*weights));
    return {};
}

Result<> add_word_classes(const std::string& path, FileWriter& out) {
    std::error_code none;
    if (!std::filesystem::exists(path, none)) return {};
    const auto text = read_download(path);
    if (!text) return text.error();
    auto section = compile_word_classes(*text, std::filesystem::path(path).filename().string());
    if (!section) return section.error();
    out.add_source({"project-word-classes", std::filesystem::path(path).filename().string(), base::sha256_hex(*text), "Apache-2.0"});
    out.add("words/classes", std::move(*section));
    return {};
}

// By the list of the truecaser the place finder tells "Hope" from "hope".
Result<> add_common_words(const std::string& path, FileWriter& out) {
    std::error_code none;
    if (!std::filesystem::exists(path, none)) return {};
    const auto text = read_download(path);
    if (!text) return text.error();
    out.add("places/common", common_words(*text));
    return {};
}

// The files of a folder that end so, in byte order of their names.
std::vector<std::filesystem::path> files_of(const std::string& folder, std::string_view ending) {
    std::vector<std::filesystem::path> out;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
        if (entry.path().extension() == ending) out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

// The language package, by the name that set-up gives its folder.
Result<> add_model(const std::string& downloads, FileWriter& out) {
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(downloads, none)) {
        if (entry.path().filename().string().starts_with("en-core-web-sm")) return compile_language(entry.path().string(), out);
    }
    return Error{ErrorCode::not_found, fmt::format("{}: the English model is not there", downloads), "run tools/fetch_resources.py, or ./run, which does"};
}

Result<> add_codebook(const std::string& folder, FileWriter& out) {
    std::vector<CodebookSource> sources;
    for (const auto& path : files_of(folder, ".codebook")) {
        auto text = read_download(path.string());
        if (!text) return text.error();
        sources.push_back({path.filename().string(), std::move(*text)});
    }
    auto section = Codebook::section(sources);
    if (!section) return section.error();
    out.add_source({"codebook", "marsad's own", base::sha256_hex(*section), "Apache-2.0"});
    out.add("codebook", std::move(*section));
    return {};
}

Result<> add_profiles(const std::string& folder, FileWriter& out) {
    for (const auto& path : files_of(folder, ".tsv")) {
        if (auto done = add_text(path.string(), "profiles/" + path.stem().string(), "profile", out); !done) return done;
    }
    return {};
}

}  // namespace

Result<> build(const BuildOptions& options) {
    FileWriter out;
    if (auto done = add_pins(options.data + "/pins.tsv", out); !done) return done;
    if (auto done = compile_gazetteer(options.downloads, options.data + "/places", out); !done) return done;
    if (auto done = add_text(options.data + "/learned/places.tsv", "places/weights", "project-places", out); !done) return done;
    if (auto done = add_model(options.downloads, out); !done) return done;
    if (auto done = add_text(options.data + "/learned/truecase.txt", "language/truecase", "project-truecase", out); !done) return done;
    if (auto done = add_common_words(options.data + "/learned/truecase.txt", out); !done) return done;
    if (auto done = add_actors(out, options.data + "/actors"); !done) return done;
    if (auto done = add_cues(out, options.data); !done) return done;
    if (auto done = add_statement_weights(out, options.data); !done) return done;
    if (auto done = add_place_name_weights(out, options.data); !done) return done;
    if (auto done = add_codebook(options.data + "/codebook", out); !done) return done;
    if (auto done = add_profiles(options.data + "/profiles", out); !done) return done;
    if (auto done = add_weights(options.data + "/learned/muc4.tsv", "weights/muc4", out); !done) return done;
    if (auto done = add_word_classes(options.data + "/learned/word_classes.tsv", out); !done) return done;
    return out.write(options.output);
}

}  // namespace marsad::resources
