// A spaCy v3 pipeline folder, read into plain structs.
//
// Purpose: only the compiler of the resource file looks at packages; the language room sees what it writes. Nothing is
// run: the folder's config, MessagePack and JSON files are data.
// Ownership: a SpacyPackage owns all its strings and bytes. Threading: plain values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "marsad/result.h"

namespace marsad::resources {

// config.cfg: sections ("components.parser.model") of keys and their values as JSON text, ${section.key} resolved.
class SpacyConfig {
public:
    using Section = std::map<std::string, std::string, std::less<>>;

    static Result<SpacyConfig> parse(std::string_view text);

    const Section* section(std::string_view name) const;
    // The value as it stands; null where there is none.
    const std::string* raw(std::string_view section, std::string_view key) const;
    // A string value without its quotes; empty where there is none or it is null.
    std::string text(std::string_view section, std::string_view key) const;
    std::optional<std::int64_t> integer(std::string_view section, std::string_view key) const;
    bool flag(std::string_view section, std::string_view key, bool otherwise) const;
    // A list of strings or of whole numbers.
    std::vector<std::string> texts(std::string_view section, std::string_view key) const;
    std::vector<std::int64_t> integers(std::string_view section, std::string_view key) const;
    const std::map<std::string, Section, std::less<>>& sections() const { return m_sections; }

private:
    std::map<std::string, Section, std::less<>> m_sections;
};

struct ExceptionToken {
    std::string orth;
    std::string norm;  // empty: not set
};

struct TokenizerException {
    std::string text;
    std::vector<ExceptionToken> tokens;
};

// Regular expressions in Python's syntax; absent ones match nothing.
struct TokenizerRules {
    std::optional<std::string> prefix, suffix, infix, token_match, url_match;
    bool faster_heuristics = true;
    std::vector<TokenizerException> exceptions;  // in the order of their texts
};

// One condition of a token pattern: {"LOWER": {"IN": [...]}}.
struct RulerCondition {
    enum class Test : std::uint8_t {
        equal,
        in,
        not_in,
        regex
    };
    std::string attribute;  // upper case; TEXT is written as ORTH
    Test test = Test::equal;
    std::vector<std::string> values;  // "1" and "0" for booleans
};

using RulerToken = std::vector<RulerCondition>;
using RulerPattern = std::vector<RulerToken>;

struct RulerRule {
    std::vector<RulerPattern> patterns;
    std::vector<std::pair<std::string, std::string>> attributes;  // "POS" → "NOUN"
    std::int32_t index = 0;                                       // which token of the match; negative from its end
};

enum class LemmatizerMode : std::uint8_t {
    none,
    rule,
    lookup
};

struct LemmaTables {
    LemmatizerMode mode = LemmatizerMode::none;
    bool overwrite = false;
    bool english = false;  // the rule lemmatizer's English test for base forms
    struct PerPos {
        std::vector<std::pair<std::string, std::string>> rules;                    // suffix, replacement; in order
        std::vector<std::pair<std::string, std::vector<std::string>>> exceptions;  // sorted by form
        std::vector<std::string> index;                                            // sorted
        bool any() const { return !rules.empty() || !exceptions.empty() || !index.empty(); }
    };
    std::map<std::string, PerPos> by_pos;                      // "noun", "verb" …
    std::vector<std::pair<std::uint64_t, std::string>> lookup;  // id of form → lemma, sorted by id
};

struct EditTree {
    bool match = false;
    std::uint32_t prefix_length = 0, suffix_length = 0;  // code points
    std::uint32_t prefix_tree = 0xFFFFFFFF, suffix_tree = 0xFFFFFFFF;
    std::string original, substitute;
};

struct EditTreeLemmatizer {
    std::vector<EditTree> trees;
    std::vector<std::uint32_t> labels;  // label → tree
    bool overwrite = false;
    std::string backoff;  // "orth" or empty
    std::int64_t top_k = 1;
};

struct MorphologizerLabel {
    std::string label, morph, pos;
};

struct Morphologizer {
    std::vector<MorphologizerLabel> labels;  // in the order of the network's outputs
    bool overwrite = true, extend = false;
};

struct SpacyComponent {
    std::string name, factory;
    std::string section;  // "components.NAME"
};

struct SpacyPackage {
    std::string folder;
    std::string language, name, version, spacy_version, licence;
    SpacyConfig config;
    std::vector<SpacyComponent> components;  // in order, disabled ones left out
    // Bytes of the files that networks need, by path: "parser/model", "parser/cfg", "parser/moves", "vocab/vectors" …
    std::map<std::string, std::string, std::less<>> files;
    std::map<std::uint64_t, std::string> strings;  // vocab/strings.json by id

    TokenizerRules tokenizer;
    std::vector<std::pair<std::uint64_t, std::string>> norms;  // id of form → norm, in the package's order
    std::vector<RulerRule> ruler;
    LemmaTables lemmas;
    std::optional<EditTreeLemmatizer> edit_trees;
    std::optional<Morphologizer> morphologizer;
};

// Reads a package's folder: the one with config.cfg, or one above it. Errors: not_found, not_readable, bad_format (with
// the file), unsupported (names the component, the language or the setting, and says what is supported).
Result<SpacyPackage> read_spacy_package(const std::string& folder);

}  // namespace marsad::resources
