// The whole way from a text to statements, for tests of the events room: the real rooms, the real resources.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "annotate/actors.h"
#include "annotate/attributions.h"
#include "annotate/places.h"
#include "annotate/quantities.h"
#include "annotate/times.h"
#include "annotate/trees.h"
#include "base/hash.h"
#include "events/events.h"
#include "language/language.h"
#include "resource_file.h"
#include "resources/actors.h"
#include "resources/codebook.h"
#include "resources/cues.h"
#include "resources/file.h"
#include "resources/resources.h"
#include "segment/segment.h"

namespace marsad::tests {

// The project's own codebook files, in byte order of their names.
inline std::vector<resources::CodebookSource> codebook_files() {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(MARSAD_SOURCE_DIR "/resources/codebook")) {
        if (entry.path().extension() == ".codebook") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<resources::CodebookSource> sources;
    for (const auto& path : paths) {
        std::ifstream in(path, std::ios::binary);
        sources.push_back({path.filename().string(), std::string(std::istreambuf_iterator<char>(in), {})});
    }
    return sources;
}

class EventsReader {
public:
    // Null where the resource file is missing or can't be opened.
    static EventsReader* get() {
        static const auto made = []() -> std::unique_ptr<EventsReader> {
            auto opened = resources::Resources::open(resource_file());
            if (!opened) return nullptr;
            auto model = language::Model::open(opened->file());
            auto actors = resources::ActorLexicon::open(opened->file());
            auto cues = resources::CueLexicon::open(opened->file());
            const auto sources = codebook_files();
            auto codebook = resources::Codebook::parse(sources);
            if (!model || !actors || !cues || !codebook) return nullptr;
            return std::unique_ptr<EventsReader>(new EventsReader(std::move(*opened), std::move(*model), std::move(*actors), std::move(*cues), std::move(*codebook)));
        }();
        return made.get();
    }

    const resources::Codebook& codebook() const { return m_codebook; }

    // `published`: a day, or empty.
    document::Document read(std::string_view text, const std::string& published = {}) {
        document::Document document;
        document.buffer = text;
        document.report.sha256 = base::sha256_hex(text);
        if (const auto day = base::parse_date(published)) document.published = document::Publication{*day, published, true, {}};
        segment::run(document, {});
        m_pipeline.run(document);
        annotate::amend_trees(document);
        annotate::find_times(document);
        annotate::find_places(document, m_resources, m_places);
        annotate::find_actors(document, m_actors);
        annotate::find_quantities(document);
        annotate::find_attributions(document, m_cues);
        events::run(document, m_codebook);
        return document;
    }

private:
    EventsReader(resources::Resources r, language::Model m, resources::ActorLexicon a, resources::CueLexicon c, resources::Codebook b)
        : m_resources(std::move(r)), m_model(std::move(m)), m_actors(std::move(a)), m_cues(std::move(c)), m_codebook(std::move(b)), m_pipeline(m_model) {}

    resources::Resources m_resources;
    language::Model m_model;
    resources::ActorLexicon m_actors;
    resources::CueLexicon m_cues;
    resources::Codebook m_codebook;
    language::Pipeline m_pipeline;
    annotate::PlaceScratch m_places;
};

}  // namespace marsad::tests
