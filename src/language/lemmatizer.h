// Lemmas: by suffix rules with exceptions and an index, by look-up, or by edit trees, exactly as spaCy's components.
//
// Ownership: a Lemmatizer refers to the rules, which must outlive it. Threading: immutable, shared.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "document/tokens.h"
#include "language/lexeme.h"
#include "resources/language_rules.h"

namespace marsad::language {

class Lemmatizer {
public:
    explicit Lemmatizer(const resources::LemmaRules& rules);

    // Lemma of a form by mode "rule" or "lookup"; `features` are those of the token ("Number=Sing|…").
    std::string lemma(const Lexeme& lexeme, document::Pos pos, std::string_view features) const;

    // The model's own copy of a lemma, where its index has it: lives as long as the rules.
    std::optional<std::string_view> stored(std::string_view lemma) const;

private:
    std::string by_rules(std::string_view form, std::string lower, const resources::LemmaRules::PerPos& table) const;

    const resources::LemmaRules* m_rules;
    std::array<const resources::LemmaRules::PerPos*, 32> m_by_pos{};  // by document::Pos
};

// Rewrites a form by an edit tree; nothing where the tree doesn't fit the form.
std::optional<std::string> apply_edit_tree(const resources::EditTreeLemmatizer& lemmatizer, std::uint32_t tree, std::string_view form);

// The lemma by the first of the labels (best first) whose tree fits; the form itself, or nothing, where none does.
std::optional<std::string> lemma_by_edit_trees(const resources::EditTreeLemmatizer& lemmatizer, std::span<const std::uint16_t> labels, std::string_view form);

// The value of a feature ("Sing" of "Number" in "Case=Nom|Number=Sing"); empty where there is none.
std::string_view feature(std::string_view features, std::string_view name);

}  // namespace marsad::language
