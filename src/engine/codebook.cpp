#include "marsad/codebook.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include <fmt/format.h>

#include "engine/state.h"

namespace marsad {

namespace {

namespace fs = std::filesystem;

Result<std::vector<resources::CodebookSource>> read_sources(const std::vector<std::string>& paths) {
    std::vector<fs::path> files;
    for (const std::string& path : paths) {
        std::error_code none;
        if (!fs::is_directory(path, none)) {
            files.emplace_back(path);
            continue;
        }
        for (const auto& entry : fs::directory_iterator(path, none)) {
            if (entry.path().extension() == ".codebook") files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    std::vector<resources::CodebookSource> out;
    for (const fs::path& file : files) {
        std::ifstream in(file, std::ios::binary);
        if (!in) return Error{ErrorCode::not_found, fmt::format("{}: the codebook file can't be read", file.string()), "name a .codebook file or a folder of them"};
        out.push_back({file.filename().string(), std::string(std::istreambuf_iterator<char>(in), {})});
    }
    if (out.empty()) return Error{ErrorCode::not_found, "no codebook files there", "name a .codebook file or a folder of them"};
    return out;
}

// The codebook of the files, or a copy of the engine's own.
Result<resources::Codebook> codebook_of(const Engine& engine, const std::vector<std::string>& paths) {
    if (paths.empty()) return engine.state().codebook;
    const auto sources = read_sources(paths);
    if (!sources) return sources.error();
    return resources::Codebook::parse(*sources);
}

}  // namespace

Result<CodebookCheck> check_codebook(const Engine& engine, const std::vector<std::string>& paths) {
    const auto codebook = codebook_of(engine, paths);
    if (!codebook) return codebook.error();
    CodebookCheck out;
    out.types = codebook->types().size();
    out.triggers = codebook->triggers().size();
    for (const resources::StatementType& type : codebook->types()) out.examples += type.examples.size();
    return out;
}

Result<std::string> describe_codebook(const Engine& engine, const std::vector<std::string>& paths) {
    const auto codebook = codebook_of(engine, paths);
    if (!codebook) return codebook.error();
    return resources::describe(*codebook);
}

}  // namespace marsad
