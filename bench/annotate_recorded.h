// A long document from the recorded analyses of the tests, and the project's lexicons.
//
// Ownership: values; lexicons live for the program. Threading: one thread.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "../tests/recorded_tokens.h"
#include "resources/actors.h"
#include "resources/cues.h"
#include "resources/file.h"

namespace marsad::bench {

struct Lexicons {
    resources::File file;
    resources::ActorLexicon actors;
    resources::CueLexicon cues;
};

inline const Lexicons& lexicons() {
    static const Lexicons all = [] {
        const std::string path = "bench_annotate.resources";
        resources::FileWriter writer;
        if (!resources::add_actors(writer, MARSAD_SOURCE_DIR "/resources/actors") || !resources::add_cues(writer, MARSAD_SOURCE_DIR "/resources") || !writer.write(path)) std::abort();
        auto file = resources::File::open(path);
        if (!file) std::abort();
        auto actors = resources::ActorLexicon::open(*file);
        auto cues = resources::CueLexicon::open(*file);
        if (!actors || !cues) std::abort();
        return Lexicons{std::move(*file), *actors, *cues};
    }();
    return all;
}

// The recorded texts one after another, each a segment, until `bytes` are reached.
inline document::Document repeated(std::size_t bytes, document::LabelTables& labels) {
    document::Document out;
    while (out.buffer.size() < bytes) {
        std::ifstream in(MARSAD_SOURCE_DIR "/tests/annotate/recorded.jsonl");
        if (!in) std::abort();
        for (std::string line; std::getline(in, line);) {
            document::Document one = tests::recorded_document(nlohmann::json::parse(line), labels);
            const auto at = static_cast<std::uint32_t>(out.buffer.size()), token = static_cast<std::uint32_t>(out.tokens.size()), sentence = static_cast<std::uint32_t>(out.sentences.size()),
                       segment = static_cast<std::uint32_t>(out.segments.size()), entity = static_cast<std::uint32_t>(out.entities.size());
            for (auto s : one.segments) {
                s.span = {s.span.begin + at, s.span.end + at};
                s.first_token += token, s.last_token += token, s.first_sentence += sentence, s.last_sentence += sentence;
                out.segments.push_back(s);
            }
            for (auto t : one.tokens) {
                t.span = {t.span.begin + at, t.span.end + at};
                t.head += token, t.sentence += sentence;
                if (t.entity != document::none) t.entity += entity;
                out.strings.emplace_back(t.lemma);
                t.lemma = out.strings.back();
                out.tokens.push_back(t);
            }
            for (auto s : one.sentences) out.sentences.push_back({s.first + token, s.last + token, s.segment + segment, s.root + token});
            for (auto e : one.entities) out.entities.push_back({e.first + token, e.last + token, e.label, e.type});
            out.buffer += one.buffer + "\n";
        }
    }
    out.labels = &labels;
    return out;
}

// A copy whose lemmas point into the original, which outlives it.
inline document::Document copy_of(const document::Document& doc) { return doc; }

}  // namespace marsad::bench
