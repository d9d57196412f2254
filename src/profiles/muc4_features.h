// Features of MUC-4's decisions: what a linear model sees of a report, a sentence, a pair of sentences, a thing, a place
// and a date.
//
// Purpose: the same features for the program and for tools/train_muc4. A feature is the hash of its name.
// Ownership: borrows the document and its reading. Threading: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "profiles/muc4_phrases.h"
#include "resources/codebook.h"
#include "resources/word_classes.h"

namespace marsad::profiles::muc4 {

// Features of one decision. Where `names` is set, the names are kept for the table of weights.
struct Features {
    std::vector<std::uint64_t> hashes;
    std::unordered_map<std::uint64_t, std::string>* names = nullptr;

    void add(std::string_view name);
    void add(std::string_view prefix, std::string_view value);
    // One feature for each whole number below the value: a staircase that a linear model can bend.
    void add_steps(std::string_view prefix, double value, int lowest, int highest);
};

// What a document is read by: its phrases, and what the earlier steps made of its sentences.
struct View {
    const document::Document* document = nullptr;
    const resources::Codebook* codebook = nullptr;
    const resources::WordClasses* words = nullptr;
    Reading reading;
    std::vector<std::vector<std::uint32_t>> statements;   // by sentence: positions in Document::statements
    std::vector<std::vector<std::uint32_t>> places, times;  // by sentence
    double report_score = 0;
    std::vector<double> unit_scores;               // by sentence: that it tells of any incident
    std::vector<std::vector<double>> kind_scores;  // by sentence, by kind (muc4_model.h)
};

View view_of(const document::Document& document, const resources::Codebook& codebook, const resources::WordClasses& words);

// Sentences that tell of one incident.
struct Cluster {
    std::vector<std::uint32_t> units;  // in order
    std::size_t kind = 0;
    double link = -9;  // how near its first sentence came to one of the incidents before; -9 where there is none
};

void report_features(const View& view, Features& out);
void unit_features(const View& view, std::uint32_t unit, Features& out);
void pair_features(const View& view, std::uint32_t earlier, std::uint32_t later, Features& out);
void cluster_features(const View& view, const std::vector<Cluster>& clusters, std::size_t cluster, Features& out);
// A thing as a filler of an incident's slots.
void thing_features(const View& view, const std::vector<Cluster>& clusters, std::size_t cluster, std::uint32_t thing, Features& out);
// The words of a thing alone: what kind of thing it is.
void head_features(const View& view, std::uint32_t thing, Features& out);
// How many sentences lie between a sentence and an incident's; whether it is another incident's.
std::uint32_t distance(const Cluster& cluster, std::uint32_t unit);
bool in_other(const std::vector<Cluster>& clusters, std::size_t cluster, std::uint32_t unit);
// The verb, or noun, that a word hangs on, and the way to it ("nsubjpass", "kill"; "of", "murder").
struct Governor {
    std::string way = "root", lemma;
    std::uint32_t token = none;
    std::string text() const { return token == none ? way : way + ':' + lemma; }
};
Governor governor_of(const document::Document& document, std::uint32_t token);
inline std::string governor(const document::Document& document, std::uint32_t token) { return governor_of(document, token).text(); }
// How long before the report a time lies: "1", "3", "8", "62" or "400" days, "old", "future", "unknown".
std::string_view age_of(const document::Document& document, const document::Time& time);

}  // namespace marsad::profiles::muc4
