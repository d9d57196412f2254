// Weights: a learned linear model as a table of named numbers.
//
// Purpose: looks up the weight of a feature by the hash of its name; the tables are compiled from resources/learned/*.tsv
// (compile_weights, cues.h). Ownership: a view into a resources::File or a string that outlives it. Threading: immutable.
#pragma once

#include <cstdint>
#include <string_view>

#include "marsad/result.h"
#include "resources/file.h"

namespace marsad::resources {

class Weights {
public:
    Weights() = default;
    // A section made by compile_weights; an empty one has no weights.
    static Result<Weights> open(std::string_view section);

    bool empty() const { return m_slots.empty(); }
    // In thousandths, by the hash of the feature's name (base::fnv1a); 0 where it has none.
    std::int32_t weight(std::uint64_t feature) const;

private:
    std::string_view m_slots;
    std::uint32_t m_mask = 0;
};

// Reads learned/statements.tsv below the folder, where it is there, into the section "learned/statements".
Result<> add_statement_weights(FileWriter& writer, const std::string& folder);
// Reads learned/place_names.tsv below the folder, where it is there, into the section "learned/place_names".
Result<> add_place_name_weights(FileWriter& writer, const std::string& folder);

}  // namespace marsad::resources
