// event_place_features RESOURCES REPORTS: what the model of the events room sees of the places of each statement's sentence, one JSON
// object a line and report, for tools/train_event_places.py.
#include <cstdio>
#include <fstream>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/pipeline.h"
#include "engine/state.h"
#include "events/events.h"
#include "marsad/engine.h"

namespace {

using namespace marsad;
using nlohmann::json;

json span_of(const document::Document& document, document::Span span) {
    const std::uint32_t base = document.in_title(span) ? 0 : document.body_begin;
    return json::array({span.begin - base, span.end - base});
}

json rows_of(const document::Document& document, const std::vector<events::Trace::PlaceRow>& rows) {
    json out = json::array();
    for (const auto& row : rows) {
        json features = json::array(), also = json::array();
        for (const auto& f : row.features) features.push_back(f.name);
        for (const auto& span : row.also) also.push_back(span_of(document, span));
        out.push_back({{"trigger", span_of(document, row.trigger)}, {"also", std::move(also)}, {"place", span_of(document, row.place)}, {"chosen", row.chosen}, {"features", std::move(features)}});
    }
    return out;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return std::fprintf(stderr, "event_place_features RESOURCES REPORTS\n"), 2;
    EngineOptions options;
    options.resources = arguments[1];
    const auto engine = Engine::open(options);
    if (!engine) return std::fprintf(stderr, "%s\n%s\n", engine.error().message.c_str(), engine.error().advice.c_str()), 1;
    const auto& state = engine->state();
    const profiles::Profile profile;
    const read::Options reading;
    engine::Worker worker(state, reading, profile);
    std::ifstream in(arguments[2]);
    for (std::string line; std::getline(in, line);) {
        const json row = json::parse(line, nullptr, false);
        if (!row.is_object() || !row.contains("text")) continue;
        read::RawReport raw;
        raw.place = "line";
        raw.form = read::RawReport::Form::json_line;
        raw.bytes = line;
        auto read = worker.run(std::move(raw), engine::Upto::annotate);
        if (!read.document) continue;
        events::Trace trace;
        events::run(*read.document, state.codebook, {.trace = &trace});
        std::puts(json{{"id", row["id"]}, {"places", rows_of(*read.document, trace.places)}}.dump(-1, ' ', false, json::error_handler_t::replace).c_str());
    }
    return 0;
}
