// The public doors to making resources and checking codebooks.
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "marsad/resources.h"
#include "resources/actor_import.h"
#include "resources/actors.h"
#include "resources/build.h"
#include "resources/compile_language.h"
#include "resources/file.h"
#include "resources/import_places.h"

namespace marsad {

Result<> build_resources(const ResourceFolders& folders) { return resources::build({folders.downloads, folders.data, folders.output}); }

Result<> verify_resources(const std::string& path) {
    const auto file = resources::File::open(path);
    if (!file) return file.error();
    return file->verify();
}

Result<std::string> list_resources(const std::string& path) {
    const auto file = resources::File::open(path);
    if (!file) return file.error();
    std::string out = fmt::format("{}\nformat {}, digest {}\n", path, resources::format_version, file->digest());
    for (const std::string& section : file->sections()) out += fmt::format("  {:<24} {:>12} bytes  {}\n", section, file->section(section).size(), file->digest_of(section).substr(0, 16));
    out += "made from\n";
    for (const resources::Source& source : file->sources()) out += fmt::format("  {:<12} {} ({}) {}\n", source.kind, source.name, source.licence, source.sha256.substr(0, 16));
    return out;
}

Result<> use_model(const std::string& path, const std::string& package, const std::string& output) {
    resources::FileWriter writer;
    if (auto done = resources::compile_language(package, writer); !done) return done;
    const auto file = resources::File::open(path);
    if (!file) return file.error();
    writer.take(*file);
    return writer.write(output);
}

Result<> add_actor_files(const std::string& path, const std::vector<std::string>& files, const std::string& data, const std::string& output) {
    std::vector<resources::TableText> tables;
    for (const std::string& name : files) {
        std::ifstream in(name, std::ios::binary);
        if (!in) return Error{ErrorCode::not_found, fmt::format("{}: the file can't be read", name), "name a file of actors"};
        auto table = resources::import_actors(std::string(std::istreambuf_iterator<char>(in), {}), name);
        if (!table) return table.error();
        tables.push_back(std::move(*table));
    }
    const auto file = resources::File::open(path);
    if (!file) return file.error();
    resources::FileWriter writer;
    if (auto done = resources::add_actors(writer, data + "/actors", tables); !done) return done;
    writer.take(*file);
    return writer.write(output);
}

Result<PlaceFiles> add_place_files(const std::string& path, const std::vector<std::string>& files, const std::string& output) {
    const auto file = resources::File::open(path);
    if (!file) return file.error();
    resources::FileWriter writer;
    const auto done = resources::import_places(*file, files, writer);
    if (!done) return done.error();
    writer.take(*file);
    if (auto written = writer.write(output); !written) return written.error();
    return PlaceFiles{done->merged, done->added, done->left_out};
}

}  // namespace marsad
