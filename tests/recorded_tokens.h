// Recorded analyses: Documents with tokens, sentences and entities, without the language room.
//
// Purpose: the annotate stages are tested on the analysis that spaCy gave (tools/record_tokens.py), one JSON object a
// line; so a test fails for what it tests and not for a change of the model.
// Ownership: values. Threading: a Document belongs to one thread; the label tables must outlive it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>

#include "document/document.h"

namespace marsad::tests {

inline document::Document recorded_document(const nlohmann::json& row, document::LabelTables& labels) {
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

// All recorded texts of a file, by text. Throws std::runtime_error where the file can't be read.
class Recorded {
public:
    explicit Recorded(const std::string& path) {
        std::ifstream in(path);
        if (!in) throw std::runtime_error("can't read " + path);
        for (std::string line; std::getline(in, line);) {
            auto row = nlohmann::json::parse(line);
            m_rows.emplace(row["text"].get<std::string>(), std::move(row));
        }
    }
    bool has(const std::string& text) const { return m_rows.count(text) != 0; }
    document::Document document(const std::string& text) { return recorded_document(m_rows.at(text), m_labels); }

private:
    std::map<std::string, nlohmann::json> m_rows;
    document::LabelTables m_labels;
};

}  // namespace marsad::tests
