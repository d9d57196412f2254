#include "marsad/codebook.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "engine/pipeline.h"
#include "engine/sources.h"
#include "engine/state.h"
#include "events/check.h"

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
    const auto profile = engine::load_profile(engine.state().resources.file(), "plain");
    if (!profile) return profile.error();
    const read::Options options;
    engine::Worker worker(engine.state(), options, *profile, &*codebook);
    const auto report = events::check(*codebook, [&](std::string_view text) {
        read::RawReport raw;
        raw.place = "example";
        raw.bytes = std::string(text);
        return std::move(worker.run(std::move(raw)).document);
    });
    if (!report) return report.error();
    return CodebookCheck{report->types, report->triggers, report->examples, report->failures};
}

namespace {

// Statements of a report as lines, by key: what a change of codebook is compared by.
std::map<std::string, std::string> statements_of(const document::Document& document) {
    std::map<std::string, std::string> out;
    for (const document::Statement& s : document.statements) {
        out[s.key] = fmt::format("{} {} \"{}\" [{} {} {}]", document.report.id, s.type, document.words(s.trigger), name(s.stage), name(s.polarity), name(s.modality));
    }
    return out;
}

}  // namespace

Result<> diff_codebooks(const Engine& engine, const std::string& before, const std::string& after, const std::vector<std::string>& reports, const std::function<bool(std::string_view)>& out) {
    const auto first = codebook_of(engine, {before}), second = codebook_of(engine, {after});
    if (!first) return first.error();
    if (!second) return second.error();
    const auto profile = engine::load_profile(engine.state().resources.file(), "plain");
    if (!profile) return profile.error();
    const read::Options options;
    engine::Worker old_worker(engine.state(), options, *profile, &*first), new_worker(engine.state(), options, *profile, &*second);
    engine::Sources sources(reports, options, engine::Folders::read);
    while (auto raw = sources.next()) {
        const auto old_reading = old_worker.run(*raw), new_reading = new_worker.run(std::move(*raw));
        if (!old_reading.document) {
            if (!out(fmt::format("! {}\n", old_reading.document.error().message))) return {};
            continue;
        }
        const auto old_rows = statements_of(*old_reading.document), new_rows = statements_of(*new_reading.document);
        std::string text;
        for (const auto& [key, row] : old_rows) {
            const auto found = new_rows.find(key);
            if (found == new_rows.end() || found->second != row) text += "- " + row + "\n";
        }
        for (const auto& [key, row] : new_rows) {
            const auto found = old_rows.find(key);
            if (found == old_rows.end() || found->second != row) text += "+ " + row + "\n";
        }
        if (!out(text)) return {};
    }
    return {};
}

Result<std::string> describe_codebook(const Engine& engine, const std::vector<std::string>& paths) {
    const auto codebook = codebook_of(engine, paths);
    if (!codebook) return codebook.error();
    return resources::describe(*codebook);
}

}  // namespace marsad
