#include "engine/pipeline.h"

#include "annotate/actors.h"
#include "annotate/attributions.h"
#include "annotate/places.h"
#include "annotate/quantities.h"
#include "annotate/times.h"
#include "annotate/trees.h"
#include "events/events.h"
#include "segment/segment.h"

namespace marsad::engine {

struct Worker::Caches {
    language::Pipeline language;
    segment::Options segment;
    annotate::PlaceScratch places;
};

Worker::Worker(const Engine::State& state, const read::Options& options, const profiles::Profile& profile, const resources::Codebook* codebook)
    : m_state(&state), m_options(&options), m_profile(&profile), m_codebook(codebook ? codebook : &state.codebook), m_caches(new Caches{language::Pipeline(state.model), {}, {}}) {}
Worker::Worker(Worker&&) noexcept = default;
Worker::~Worker() = default;

read::Reading Worker::run(read::RawReport raw, Upto upto) {
    read::Reading reading = read::read(std::move(raw), *m_options);
    done("read");
    if (!reading.document) return reading;
    document::Document& document = *reading.document;
    document.by = m_state->by;
    const auto stage = [&](Upto last, std::string_view name, const auto& room) {
        if (upto < last) return;
        room();
        done(name);
    };
    stage(Upto::segment, "segment", [&] { segment::run(document, m_caches->segment); });
    stage(Upto::language, "language", [&] { m_caches->language.run(document); });
    stage(Upto::annotate, "trees", [&] { annotate::amend_trees(document); });
    stage(Upto::annotate, "times", [&] { annotate::find_times(document); });
    stage(Upto::annotate, "places", [&] { annotate::find_places(document, m_state->resources, m_caches->places); });
    stage(Upto::annotate, "actors", [&] { annotate::find_actors(document, m_state->actors); });
    stage(Upto::annotate, "quantities", [&] { annotate::find_quantities(document); });
    stage(Upto::annotate, "attributions", [&] { annotate::find_attributions(document, m_state->cues); });
    stage(Upto::events, "events", [&] { events::run(document, *m_codebook, {.learned = &m_state->learned}); });
    stage(Upto::profiles, "profiles", [&] { profiles::apply(document, *m_profile); });
    return reading;
}

read::Options read_options(const ReadOptions& options) {
    read::Options out;
    out.limit = options.limit;
    out.date = options.date;
    out.map = options.map;
    return out;
}

}  // namespace marsad::engine
