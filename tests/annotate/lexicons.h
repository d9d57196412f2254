// The project's own lexicons, compiled for tests straight from resources/: no resource file is needed.
//
// Ownership: the returned objects own what their views point into and live for the program. Threading: main thread.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

#include "resources/actors.h"
#include "resources/cues.h"
#include "resources/file.h"

namespace marsad::tests {

struct Lexicons {
    resources::File file;
    resources::ActorLexicon actors;
    resources::CueLexicon cues;
};

inline const Lexicons& lexicons() {
    static const Lexicons all = [] {
        const std::string path = MARSAD_BINARY_DIR "/test_annotate_lexicons.resources";
        resources::FileWriter writer;
        const auto check = [](const auto& result) {
            if (!result) throw std::runtime_error(result.error().message);
        };
        check(resources::add_actors(writer, MARSAD_SOURCE_DIR "/resources/actors"));
        check(resources::add_cues(writer, MARSAD_SOURCE_DIR "/resources"));
        check(writer.write(path));
        auto file = resources::File::open(path);
        check(file);
        auto actors = resources::ActorLexicon::open(*file);
        check(actors);
        auto cues = resources::CueLexicon::open(*file);
        check(cues);
        return Lexicons{std::move(*file), *actors, *cues};
    }();
    return all;
}

}  // namespace marsad::tests
