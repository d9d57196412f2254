// Cues: the words by which a text says who says something, and the learned weights that decide between them.
//
// Purpose: cues.tsv lists verbs, nouns, adjectives and phrases of saying, thinking and wanting with the frames in which
// each introduces a content; without weights these frames alone decide. The weights (resources/learned, trained by
// tools/train_attributions.py) score a candidate's features by a linear model.
// Ownership: views into a resources::File or into strings that outlive them. Threading: immutable.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "marsad/result.h"
#include "resources/file.h"
#include "resources/lexicon_table.h"

namespace marsad::resources {

struct CueEntry {
    std::string_view pos;     // verb | noun | adj
    std::string_view frames;  // names of frames, separated by spaces ("that quote colon")
    std::string_view type;    // say | think | want | show | do
};

class CueLexicon {
public:
    CueLexicon() = default;
    // Sections "cues/lexicon" and "cues/weights"; both may be absent.
    static Result<CueLexicon> open(const File& file);
    static Result<CueLexicon> open(std::string_view lexicon, std::string_view weights);

    // The entry of a lemma as this part of speech; an empty `frames` where there is none.
    CueEntry find(std::string_view lemma, std::string_view pos) const;
    bool has_weights() const { return !m_weights.empty(); }
    // The weight of a feature by the hash of its name (base::fnv1a), in thousandths; 0 where it has none.
    std::int32_t weight(std::uint64_t feature) const;

private:
    LexiconTable m_table;
    std::string_view m_weights;
    std::uint32_t m_mask = 0;
};

// Compiles cues.tsv (lemma, part of speech, type, frames).
Result<std::string> compile_cues(std::string_view text, std::string_view name);
// Compiles weights: lines of FEATURE, a tab and a whole number of thousandths; '#' begins a comment.
Result<std::string> compile_weights(std::string_view text, std::string_view name);
// Reads lexicons/cues.tsv and, where it is there, learned/attributions.tsv below the folder, and adds their sections.
Result<> add_cues(FileWriter& writer, const std::string& folder);

}  // namespace marsad::resources
