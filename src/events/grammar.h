// Grammar: quick answers about the dependency trees of a document.
//
// Purpose: children, lower-case lemmas, clauses and subjects, so that matching reads like the grammar it means.
// Ownership: views the document's tokens, which must not change while it lives. Threading: one document, one thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "resources/codebook.h"

namespace marsad::events {

using document::none;
using document::Pos;
using document::Relation;
using document::Token;
using Index = std::uint32_t;

class Grammar {
public:
    Grammar(const document::Document& document, const resources::Codebook& codebook);

    const document::Document& document() const { return m_document; }
    const resources::Codebook& codebook() const { return m_codebook; }
    const Token& token(Index i) const { return m_document.tokens[i]; }
    std::size_t size() const { return m_document.tokens.size(); }

    // The lemma in lower case; for words that the model gives no lemma, the word itself.
    std::string_view lemma(Index i) const { return m_lemmas[i]; }
    // The word as written, in lower case.
    std::string word(Index i) const;
    Relation relation(Index i) const { return token(i).rel; }
    Pos pos(Index i) const { return token(i).pos; }
    // The head; none at a root.
    Index head(Index i) const { return token(i).head == i ? none : token(i).head; }
    std::span<const Index> children(Index i) const;
    // The first child of that relation; none where there is none.
    Index child(Index i, Relation relation) const;
    bool has_child(Index i, Relation relation) const { return child(i, relation) != none; }
    bool is_under(Index i, Index ancestor) const;
    // The first and last token of the subtree.
    std::pair<Index, Index> subtree(Index i) const;

    bool is_verb(Index i) const { return pos(i) == Pos::verb || pos(i) == Pos::aux; }
    bool is_noun(Index i) const { return pos(i) == Pos::noun || pos(i) == Pos::propn; }
    bool is_infinitive(Index verb) const;
    bool is_gerund(Index verb) const;
    // Whether a verb's surface subject is what it is done to: "were shelled", "civilians trapped in", "besieged areas".
    bool is_passive(Index verb) const { return is_passive(verb, 0); }
    bool is_headline_participle(Index verb) const;
    bool in_headline(Index i) const;
    // Whether a finite verb stands in the present tense, as far as its form tells ("hit" doesn't).
    bool is_present(Index verb) const;
    // "which rebels seized", with the verb hung on its subject by the parser: the noun before the pronoun; none for no such.
    Index bare_relative(Index verb) const;
    // A participle before a noun, also as the second of two: "government-controlled west and rebel-held east".
    bool is_modifier(Index verb) const;
    // An order to the reader: a root without a subject in its bare form.
    bool is_imperative(Index verb) const;

    // Whether the lemma, or the lemmas with the words before it that hang on it, is in the set.
    bool in_set(Index i, const resources::WordSet* set) const;
    bool in_set(Index i, std::string_view set) const { return in_set(i, m_codebook.set_of(set)); }
    // All conjuncts from a token on ("rebels and soldiers": both), the token first.
    std::vector<Index> conjuncts(Index i) const;
    // What is meant by a measure: "dozens of civilians", "a series of raids" → the noun after "of"; else the token.
    Index measured(Index i) const;
    // The first of a row of conjuncts.
    Index first_conjunct(Index i) const;
    // The verb or root noun whose clause the token belongs to.
    Index clause_of(Index i) const;

private:
    bool is_passive(Index verb, int depth) const;
    const document::Document& m_document;
    const resources::Codebook& m_codebook;
    std::vector<std::string> m_lemmas;
    std::vector<Index> m_children;       // grouped by head
    std::vector<std::uint32_t> m_first;  // where each token's children begin in m_children
};

}  // namespace marsad::events
