// From the networks' answers to a token's grammar: attribute rules, parts of speech, features and lemmas.
//
// Purpose: runs the package's rule components (morphologizer's labels, attribute ruler, lemmatizer, edit trees) in the
// package's order. What they say depends on the word form and the networks' labels alone, but for a few patterns of
// several tokens, so the answers are kept per worker.
// Ownership: a Morphology refers to its rules, which must outlive it; lemmas marked `cache` live until the next call of
// annotate() with the same cache. Threading: a Morphology is immutable and shared; one MorphologyCache per worker.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/tokens.h"
#include "language/attribute_ruler.h"
#include "language/lemmatizer.h"
#include "language/lexeme.h"
#include "resources/language_rules.h"

namespace marsad::language {

// What the networks said of a token: index + 1 of the label; 0 where no network spoke.
struct GrammarInput {
    std::uint16_t tag = 0, dep = 0, morph_label = 0;
};

struct WordAnalysis {
    enum class LemmaSource : std::uint8_t {
        form,
        model,
        cache
    };  // the token's own text, storage of the model, of the cache

    std::uint16_t tag = 0, dep = 0, morph = 0;  // numbers in Morphology::tables()
    document::Pos pos = document::Pos::none;
    LemmaSource lemma_source = LemmaSource::form;
    std::string_view lemma;  // empty where there is none
};

class MorphologyCache {
public:
    MorphologyCache();
    ~MorphologyCache();
    MorphologyCache(MorphologyCache&&) noexcept;

private:
    friend class Morphology;
    struct State;
    std::unique_ptr<State> m_state;
};

class Morphology {
public:
    // `tags` and `deps` are the labels of tagger and parser (without an empty one). Errors: unsupported, bad_format.
    static Result<Morphology> create(const resources::LanguageRules& rules, std::span<const std::string_view> tags, std::span<const std::string_view> deps);

    const GrammarTables& tables() const { return m_tables; }

    // `inputs` are beside `tokens`; `trees` holds trees_per_token labels of the edit-tree lemmatizer per token, best
    // first, or is empty. Replaces `out`.
    void annotate(std::span<const LexToken> tokens, const LexemeTable& lexemes, std::span<const GrammarInput> inputs,
                  std::span<const std::uint16_t> trees, std::size_t trees_per_token, MorphologyCache& cache, std::vector<WordAnalysis>& out) const;

private:
    Morphology(const resources::LanguageRules& rules) : m_rules(&rules), m_lemmatizer(rules.lemmas) {}
    // The steps up to the ruler, and all of them with the rules that matched.
    WordState before_ruler(const Lexeme& lexeme, GrammarInput input) const;
    void step(resources::GrammarStep step, GrammarInput input, std::span<const std::uint32_t> rules, std::span<const std::uint16_t> trees, WordState& word) const;
    WordState analyse(const Lexeme& lexeme, GrammarInput input, std::span<const std::uint32_t> rules, std::span<const std::uint16_t> trees) const;
    WordAnalysis finish(const WordState& word, MorphologyCache::State& state) const;

    const resources::LanguageRules* m_rules;
    Lemmatizer m_lemmatizer;
    AttributeRuler m_ruler;
    GrammarTables m_tables;
    std::vector<std::uint16_t> m_label_morphs;     // of the morphologizer's labels
    std::vector<document::Pos> m_label_pos;
};

}  // namespace marsad::language
