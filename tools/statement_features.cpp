// statement_features RESOURCES REPORTS: what the learned models of the events room see in each report of a JSON Lines file, as one JSON
// object a line, for tools/train_statements.py: triggers of harm and statements, each with its features; the words of each
// sentence by lemma.
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

json rows_of(const document::Document& document, const std::vector<events::Trace::Row>& rows) {
    json out = json::array();
    for (const auto& row : rows) {
        json features = json::object();
        for (const auto& f : row.features) features[f.name] = f.value;
        const auto begin = document.in_title(row.trigger) ? row.trigger.begin : row.trigger.begin - document.body_begin;
        out.push_back({{"begin", begin}, {"title", document.in_title(row.trigger)}, {"type", row.type}, {"features", std::move(features)}});
    }
    return out;
}

// Nouns, verbs and adjectives, by lemma.
json words_of(const document::Document& document) {
    json out = json::array();
    for (const auto& token : document.tokens) {
        if (token.pos != document::Pos::noun && token.pos != document::Pos::verb && token.pos != document::Pos::adj) continue;
        std::string lemma(token.lemma.empty() ? std::string(document.words(token)) : std::string(token.lemma));
        for (char& c : lemma) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        out.push_back(std::move(lemma));
    }
    return out;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return std::fprintf(stderr, "statement_features RESOURCES REPORTS\n"), 2;
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
        events::run(*read.document, state.codebook, {.learned = &state.learned, .trace = &trace});
        std::puts(json{{"id", row["id"]}, {"words", words_of(*read.document)}, {"triggers", rows_of(*read.document, trace.triggers)}, {"statements", rows_of(*read.document, trace.statements)}}.dump(-1, ' ', false, json::error_handler_t::replace).c_str());
    }
    return 0;
}
