#include "engine/pipeline.h"

#include "annotate/actors.h"
#include "annotate/attributions.h"
#include "annotate/places.h"
#include "annotate/quantities.h"
#include "annotate/times.h"
#include "events/events.h"
#include "segment/segment.h"

namespace marsad::engine {

struct Worker::Caches {
    language::Pipeline language;
    segment::Options segment;
    annotate::PlaceScratch places;
};

Worker::Worker(const Engine::State& state, const read::Options& options, const profiles::Profile& profile)
    : m_state(&state), m_options(&options), m_profile(&profile), m_caches(new Caches{language::Pipeline(state.model), {}, {}}) {}
Worker::Worker(Worker&&) noexcept = default;
Worker::~Worker() = default;

read::Reading Worker::run(read::RawReport raw, Upto upto) {
    read::Reading reading = read::read(std::move(raw), *m_options);
    if (!reading.document) return reading;
    document::Document& document = *reading.document;
    document.by = m_state->by;
    const auto goes_on = [upto](Upto stage) { return upto >= stage; };
    if (goes_on(Upto::segment)) segment::run(document, m_caches->segment);
    if (goes_on(Upto::language)) m_caches->language.run(document);
    if (goes_on(Upto::annotate)) {
        annotate::find_times(document);
        annotate::find_places(document, m_state->resources, m_caches->places);
        annotate::find_actors(document, m_state->actors);
        annotate::find_quantities(document);
        annotate::find_attributions(document, m_state->cues);
    }
    if (goes_on(Upto::events)) events::run(document, m_state->codebook);
    if (goes_on(Upto::profiles)) profiles::apply(document, *m_profile);
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
