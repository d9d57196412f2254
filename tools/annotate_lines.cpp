// annotate_lines: times, actors, places and attributions of recorded tokens, as record lines.
//
// Purpose: a program for development. It reads JSON Lines {id, text, published, segments: [[begin, end, first, last]],
// tokens: [[begin, end, head, POS, tag, dep, lemma, IOB, entity, sentence_start]]} (bytes; made with spaCy by
// any spaCy pipeline) and runs the annotate stages on them, so that they are measured apart from the rooms before.
// Usage: annotate_lines FOLDER_OF_RESOURCES FILE.jsonl
#include <fstream>
#include <iostream>

#include <nlohmann/json.hpp>

#include "annotate/actors.h"
#include "annotate/attributions.h"
#include "annotate/trees.h"
#include "resources/actors.h"
#include "resources/cues.h"
#include "recorded_tokens.h"

namespace {

using nlohmann::json;
namespace document = marsad::document;

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
        document::Document doc = marsad::tests::recorded_document(json::parse(row), labels);
        marsad::annotate::amend_trees(doc);
        marsad::annotate::find_actors(doc, *lexicon);
        marsad::annotate::find_attributions(doc, *cues);
        std::cout << line(doc).dump() << "\n";
    }
}
