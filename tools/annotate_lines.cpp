// annotate_lines: times, actors, places and attributions of recorded tokens, as record lines.
//
// Purpose: a program for development. It reads JSON Lines {id, text, published, segments: [[begin, end, first, last]],
// tokens: [[begin, end, head, POS, tag, dep, lemma, IOB, entity, sentence_start]]} (bytes; made with spaCy by
// any spaCy pipeline) and runs the annotate stages on them, so that they are measured apart from the rooms before.
// Usage: annotate_lines FOLDER_OF_RESOURCES FILE.jsonl [features]
#include <fstream>
#include <iostream>
#include <map>

#include <nlohmann/json.hpp>

#include "annotate/actors.h"
#include "annotate/attributions.h"
#include "resources/actors.h"
#include "resources/cues.h"

namespace {

using nlohmann::json;
namespace document = marsad::document;

document::Document load(const json& row, document::LabelTables& labels) {
    document::Document doc;
    doc.buffer = row["text"].get<std::string>();
    doc.report.id = row["id"].get<std::string>();
    for (const auto& s : row["segments"]) {
        document::Segment segment;
        segment.span = {s[0], s[1]};
        segment.first_token = s[2];
        segment.last_token = s[3];
        segment.lang = "en";
        doc.segments.push_back(segment);
    }
    for (const auto& t : row["tokens"]) {
        document::Token token;
        token.span = {t[0], t[1]};
        token.head = t[2];
        token.pos = document::pos_from(t[3].get<std::string>());
        token.rel = document::relation_from(t[5].get<std::string>());
        const auto tag = t[4].get<std::string>();
        const auto found = std::find(labels.tags.begin(), labels.tags.end(), tag);
        token.tag = static_cast<std::uint16_t>(found - labels.tags.begin());
        if (found == labels.tags.end()) labels.tags.push_back(tag);
        doc.strings.push_back(t[6].get<std::string>());
        token.lemma = doc.strings.back();
        const auto i = static_cast<std::uint32_t>(doc.tokens.size());
        const auto iob = t[7].get<std::string>();
        if (iob == "B" || (iob == "I" && doc.entities.empty())) doc.entities.push_back({i, i + 1, 0, document::entity_type_from(t[8].get<std::string>())});
        if (iob == "B" || iob == "I") {
            doc.entities.back().last = i + 1;
            token.entity = static_cast<std::uint32_t>(doc.entities.size() - 1);
        }
        doc.tokens.push_back(token);
    }
    for (std::uint32_t s = 0; s < doc.segments.size(); ++s) {
        auto& segment = doc.segments[s];
        segment.first_sentence = static_cast<std::uint32_t>(doc.sentences.size());
        for (std::uint32_t i = segment.first_token; i < segment.last_token; ++i) {
            if (i == segment.first_token || row["tokens"][i][9] == 1) doc.sentences.push_back({i, i, s, i});
            auto& sentence = doc.sentences.back();
            sentence.last = i + 1;
            if (doc.tokens[i].head == i) sentence.root = i;
            doc.tokens[i].sentence = static_cast<std::uint32_t>(doc.sentences.size() - 1);
        }
        segment.last_sentence = static_cast<std::uint32_t>(doc.sentences.size());
    }
    doc.labels = &labels;
    return doc;
}

json span(const document::Document& doc, document::Span s) { return {{"begin", s.begin}, {"end", s.end}, {"text", std::string(doc.words(s))}}; }

json line(const document::Document& doc) {
    json out = {{"id", doc.report.id}, {"text", doc.buffer}, {"actors", json::array()}, {"places", json::array()}, {"times", json::array()}};
    for (const auto& a : doc.actors) {
        json row = span(doc, a.span);
        row["name"] = a.name;
        row["kind"] = name(a.kind);
        row["chain"] = a.chain;
        if (!a.id.empty()) row["id"] = a.id;
        if (!a.country.empty()) row["country"] = a.country;
        if (!a.role.empty()) row["role"] = a.role;
        if (!a.facility.empty()) row["facility"] = a.facility;
        out["actors"].push_back(row);
    }
    out["attributions"] = json::array();
    for (const auto& a : doc.attributions) {
        json row = {{"cue", span(doc, a.cue)}, {"content", json::array()}, {"direct", a.direct}};
        if (a.source) row["source"] = span(doc, *a.source);
        for (const auto& s : a.content) row["content"].push_back(span(doc, s));
        out["attributions"].push_back(row);
    }
    return out;
}

// What the classifier of attributions learns from.
json candidates(const document::Document& doc, const marsad::resources::CueLexicon& cues) {
    json out = {{"id", doc.report.id}, {"candidates", json::array()}};
    for (const auto& c : marsad::annotate::attribution_candidates(doc, cues)) {
        json spans = json::array();
        for (const auto& s : c.content) spans.push_back({s.begin, s.end});
        out["candidates"].push_back({{"cue", {c.cue.begin, c.cue.end}}, {"content", spans}, {"features", c.features}});
    }
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return 2;
    marsad::resources::FileWriter writer;
    auto added = marsad::resources::add_actors(writer, std::string(argv[1]) + "/actors");
    if (added) added = marsad::resources::add_cues(writer, argv[1]);
    const std::string path = std::string(argv[2]) + ".resources";
    if (!added || !writer.write(path)) {
        std::cerr << (added ? "write" : added.error().message) << "\n";
        return 1;
    }
    auto file = marsad::resources::File::open(path);
    auto lexicon = marsad::resources::ActorLexicon::open(*file);
    auto cues = marsad::resources::CueLexicon::open(*file);
    if (!lexicon || !cues) return 1;
    std::ifstream in(argv[2]);
    document::LabelTables labels;
    for (std::string row; std::getline(in, row);) {
        document::Document doc = load(json::parse(row), labels);
        marsad::annotate::find_actors(doc, *lexicon);
        if (argc > 3) {
            std::cout << candidates(doc, *cues).dump() << "\n";
            continue;
        }
        marsad::annotate::find_attributions(doc, *cues);
        std::cout << line(doc).dump() << "\n";
    }
}
