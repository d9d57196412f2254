// The development texts of MUC-4 beside their answer key, as tools/train_muc4 learns from them: which phrases fill which slot,
// which sentences tell of which template.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "document/document.h"
#include "profiles/muc4_decide.h"
#include "train_muc4_gold.h"

namespace marsad::tools {

using profiles::muc4::Cluster;
using profiles::muc4::Draft;
using profiles::muc4::Fits;
using profiles::muc4::View;

struct Text {
    std::string id;
    std::size_t fold = 0;
    std::unique_ptr<document::Document> document;
    std::vector<Key> keys;
    View view;
    std::vector<std::vector<double>> aligned;  // by template, by sentence: how much of the template stands in it
    std::vector<Cluster> clusters;
    Fits fits;
    std::vector<Draft> drafts;
    std::vector<int> key_of;                   // by cluster; -1 where it is none of the key's
    std::vector<bool> best_of;                 // by cluster: the one that fits its template best
};

// Names and words, in the order of the file.
std::vector<std::pair<std::string, std::string>> read_texts(const std::string& path);
// The fills of a slot that a thing's words agree with.
std::set<const Fill*> fills_of(const Text& text, std::uint32_t thing, const Key& key, int slot);
// Whether some phrase agrees with one of the fills, whatever the slot makes of it.
bool names(const Text& text, const profiles::muc4::Phrase& p, const std::vector<Fill>& fills);
bool fills_slot(const Text& text, std::uint32_t thing, const Key& key, int slot);
// Fills Text::aligned.
void align(Text& text);
// How much of the templates of a kind, or of any, stands in a sentence.
double kind_worth(const Text& text, std::uint32_t unit, std::size_t kind);
double any_worth(const Text& text, std::uint32_t unit);
// Which template each cluster tells of.
void match_clusters(Text& text);
// By draft the template it is paired with, as the scorer pairs them (the same type and a fill in common), or -1.
std::vector<int> pair_drafts(const Text& text);

}  // namespace marsad::tools
