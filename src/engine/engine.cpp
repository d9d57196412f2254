#include "marsad/engine.h"

#include <cstdio>
#include <thread>

#include <fmt/format.h>

#include "base/ordered_workers.h"
#include "engine/pipeline.h"
#include "engine/sources.h"
#include "profiles/muc4.h"
#include "publish/record_lines.h"
#include "publish/writer.h"

namespace marsad {

Result<> ReadOptions::validate() const {
    const read::Options options = engine::read_options(*this);
    return options.validate();
}

Result<> EngineOptions::validate() const {
    if (resources.empty()) return Error{ErrorCode::invalid_argument, "no resource file is named", "run ./run once, or name the file with --resources"};
    return {};
}

Engine::Engine(std::shared_ptr<const State> state) : m_state(std::move(state)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::open(const EngineOptions& options) {
    if (auto fine = options.validate(); !fine) return fine.error();
    auto resources = resources::Resources::open(options.resources);
    if (!resources) return resources.error();
    auto model = language::Model::open(resources->file());
    if (!model) return model.error();
    auto actors = resources::ActorLexicon::open(resources->file());
    if (!actors) return actors.error();
    auto cues = resources::CueLexicon::open(resources->file());
    if (!cues) return cues.error();
    auto codebook = resources::Codebook::load(resources->file());
    if (!codebook) return codebook.error();
    auto learned = resources::Weights::open(resources->file().text("learned/statements"));
    if (!learned) return learned.error();
    auto muc4 = resources::LinearWeights::open(resources->file().text("weights/muc4"));
    if (!muc4) return muc4.error();
    auto words = resources::WordClasses::open(resources->file().text("words/classes"));
    if (!words) return words.error();
    document::ReadBy by;
    by.marsad = MARSAD_VERSION;
    const auto digest_of = [&](std::string_view prefix) { return engine::combined_digest(resources->file(), prefix); };
    by.model = digest_of("lang");
    by.gazetteer = digest_of("places/");
    by.codebook = digest_of("codebook");
    std::string digest = resources->file().digest();
    return Engine(std::make_shared<const State>(State{std::move(*resources), std::move(*model), std::move(*actors), std::move(*cues), std::move(*codebook), *muc4, *words, *learned, std::move(by), std::move(digest)}));
}

std::string Engine::describe() const {
    std::string out = fmt::format("marsad {}\nresources {} {}\n", m_state->by.marsad, m_state->digest.substr(0, 16), m_state->resources.file().path());
    for (const resources::Source& source : m_state->resources.file().sources()) out += fmt::format("  {}: {} ({}) {}\n", source.kind, source.name, source.licence, source.sha256.substr(0, 16));
    return out;
}

namespace {

// What a worker makes of a report: its output, and what is counted.
struct Printed {
    std::string text;
    std::uint64_t bytes = 0;
    bool refused = false;
};

Printed print(const read::Reading& reading, Form form, const Engine::State& state) {
    Printed out;
    out.bytes = reading.report.bytes;
    if (!reading.document) {
        out.refused = true;
        // A table has no room for an error; the command line says it on standard error.
        if (form == Form::lines) publish::append_error_line(out.text, reading.report.id, reading.document.error());
        return out;
    }
    switch (form) {
        case Form::lines: publish::append_record_line(out.text, *reading.document); break;
        case Form::csv: publish::append_statements_csv(out.text, *reading.document); break;
        case Form::muc4: out.text = profiles::muc4_templates(*reading.document, state.codebook, state.words, state.muc4); break;
    }
    return out;
}

}  // namespace

Result<Summary> Engine::extract(const std::vector<std::string>& paths, const ReadOptions& options, Form form, const std::function<bool(std::string_view)>& out) const {
    if (auto fine = options.validate(); !fine) return fine.error();
    const auto profile = engine::load_profile(m_state->resources.file(), options.profile);
    if (!profile) return profile.error();
    const read::Options reading = engine::read_options(options);
    const std::size_t threads = engine::thread_count(options.threads);
    std::vector<engine::Worker> workers;
    for (std::size_t i = 0; i < threads; ++i) workers.emplace_back(*m_state, reading, *profile);

    Summary summary;
    engine::Sources sources(paths, reading, engine::Folders::refused);
    if (form == Form::csv) {
        std::string header;
        publish::append_statements_csv_header(header);
        if (!out(header)) return summary;
    }
    base::ordered_workers<read::RawReport, Printed>(
        threads, 4 * threads, [&] { return sources.next(); }, [&](read::RawReport raw, std::size_t worker) { return print(workers[worker].run(std::move(raw)), form, *m_state); },
        [&](const Printed& printed) {
            summary.reports += !printed.refused;
            summary.refused += printed.refused;
            summary.bytes += printed.bytes;
            return out(printed.text);
        });
    return summary;
}

}  // namespace marsad
