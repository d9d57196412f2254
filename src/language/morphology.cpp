#include "language/morphology.h"

#include <algorithm>
#include <deque>
#include <set>

namespace marsad::language {

using document::Pos;
using resources::GrammarStep;

namespace {

constexpr std::size_t most_kept = 1U << 17U;

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    std::uint64_t hash = (a ^ (b * 0x9e3779b97f4a7c15ULL)) * 0xbf58476d1ce4e5b9ULL;
    return hash ^ (hash >> 31U);
}

}  // namespace

// Answers by lexeme and labels, in an open-addressing table.
struct MorphologyCache::State {
    struct Entry {
        std::uint64_t key, labels;
        WordAnalysis analysis;
        bool begins_phrase;
    };

    State() { clear(); }

    void clear() {
        slots.assign(1U << 14U, 0);
        entries.clear();
        lemmas.clear();
        lemma_set.clear();
    }

    // The entry's number + 1 at its slot, or 0 at the slot where it belongs.
    std::uint32_t& find(std::uint64_t key, std::uint64_t labels) {
        const std::size_t mask = slots.size() - 1;
        std::size_t slot = mix(key, labels) & mask;
        while (slots[slot] != 0 && (entries[slots[slot] - 1].key != key || entries[slots[slot] - 1].labels != labels)) slot = (slot + 1) & mask;
        return slots[slot];
    }

    void grow() {
        slots.assign(slots.size() * 2, 0);
        for (std::uint32_t i = 0; i < entries.size(); ++i) find(entries[i].key, entries[i].labels) = i + 1;
    }

    std::string_view keep(const std::string& lemma) {
        const auto found = lemma_set.find(lemma);
        if (found != lemma_set.end()) return *found;
        return *lemma_set.insert(lemmas.emplace_back(lemma)).first;
    }

    std::uint32_t epoch = 0;
    const LexemeTable* table = nullptr;
    std::vector<std::uint32_t> slots;
    std::vector<Entry> entries;
    std::deque<std::string> lemmas;
    std::set<std::string_view> lemma_set;
    RegexScratch scratch;
    std::vector<std::uint32_t> rules;
    std::vector<std::size_t> phrase_starts;
    struct Extra {
        std::size_t token;
        std::uint32_t rule;
        auto operator<=>(const Extra&) const = default;
    };
    std::vector<Extra> extras;
    std::vector<AttributeRuler::PhraseMatch> phrase_matches;
};

MorphologyCache::MorphologyCache() : m_state(std::make_unique<State>()) {}
MorphologyCache::~MorphologyCache() = default;
MorphologyCache::MorphologyCache(MorphologyCache&&) noexcept = default;

Result<Morphology> Morphology::create(const resources::LanguageRules& rules, std::span<const std::string_view> tags, std::span<const std::string_view> deps) {
    Morphology out(rules);
    if (tags.size() + deps.size() > 60000) return Error{ErrorCode::unsupported, "a model with more than 60000 labels", ""};
    for (const std::string_view tag : tags) out.m_tables.tags.add(tag);
    for (const std::string_view dep : deps) out.m_tables.deps.add(dep);
    if (rules.morphologizer) {
        const auto ruler = std::find(rules.steps.begin(), rules.steps.end(), GrammarStep::ruler);
        const auto morphologizer = std::find(rules.steps.begin(), rules.steps.end(), GrammarStep::morphologizer);
        if (rules.morphologizer->extend && ruler < morphologizer) {
            return Error{ErrorCode::unsupported, "component 'morphologizer': extend = true after an attribute ruler", "Supported: a morphologizer before the attribute ruler, or extend = false."};
        }
        for (const resources::MorphologizerLabel& label : rules.morphologizer->labels) {
            out.m_label_morphs.push_back(out.m_tables.morphs.add(label.morph));
            out.m_label_pos.push_back(document::pos_from(label.pos));
        }
    }
    auto ruler = AttributeRuler::create(rules.ruler, out.m_tables);
    if (!ruler) return ruler.error();
    out.m_ruler = std::move(*ruler);
    return out;
}

void Morphology::step(GrammarStep step, GrammarInput input, std::span<const std::uint32_t> rules, std::span<const std::uint16_t> trees, WordState& word) const {
    switch (step) {
        case GrammarStep::tags: word.tag = input.tag; break;
        case GrammarStep::dependencies: word.dep = input.dep; break;
        case GrammarStep::morphologizer: {
            if (input.morph_label == 0 || input.morph_label > m_label_morphs.size()) break;
            const std::size_t label = input.morph_label - 1U;
            if (word.morph == 0 || m_rules->morphologizer->overwrite) word.morph = m_label_morphs[label];
            if (word.pos == Pos::none || m_rules->morphologizer->overwrite) word.pos = m_label_pos[label];
            break;
        }
        case GrammarStep::ruler:
            for (const std::uint32_t rule : rules) m_ruler.apply(rule, word);
            break;
        case GrammarStep::lemmatizer:
            if (word.has_lemma && !m_rules->lemmas.overwrite) break;
            word.lemma = m_lemmatizer.lemma(*word.lexeme, word.pos, m_tables.morphs.names()[word.morph]);
            word.has_lemma = !word.lemma.empty();
            break;
        case GrammarStep::edit_trees:
            if (!m_rules->edit_trees || (word.has_lemma && !m_rules->edit_trees->overwrite)) break;
            if (const auto lemma = lemma_by_edit_trees(*m_rules->edit_trees, trees, word.lexeme->form)) {
                word.lemma = *lemma;
                word.has_lemma = !lemma->empty();
            }
            break;
    }
}

WordState Morphology::before_ruler(const Lexeme& lexeme, GrammarInput input) const {
    WordState word;
    word.lexeme = &lexeme;
    for (const GrammarStep each : m_rules->steps) {
        if (each == GrammarStep::ruler) break;
        step(each, input, {}, {}, word);
    }
    return word;
}

WordState Morphology::analyse(const Lexeme& lexeme, GrammarInput input, std::span<const std::uint32_t> rules, std::span<const std::uint16_t> trees) const {
    WordState word;
    word.lexeme = &lexeme;
    for (const GrammarStep each : m_rules->steps) step(each, input, rules, trees, word);
    return word;
}

WordAnalysis Morphology::finish(const WordState& word, MorphologyCache::State& state) const {
    WordAnalysis out;
    out.tag = word.tag;
    out.dep = word.dep;
    out.morph = word.morph;
    out.pos = word.pos;
    if (!word.has_lemma) {
        out.lemma_source = WordAnalysis::LemmaSource::model;
    } else if (word.lemma == word.lexeme->form) {
        out.lemma = word.lexeme->form;
    } else if (const auto stored = m_lemmatizer.stored(word.lemma)) {
        out.lemma_source = WordAnalysis::LemmaSource::model;
        out.lemma = *stored;
    } else {
        out.lemma_source = WordAnalysis::LemmaSource::cache;
        out.lemma = state.keep(word.lemma);
    }
    return out;
}

void Morphology::annotate(std::span<const LexToken> tokens, const LexemeTable& lexemes, std::span<const GrammarInput> inputs,
                          std::span<const std::uint16_t> trees, std::size_t trees_per_token, MorphologyCache& cache, std::vector<WordAnalysis>& out) const {
    MorphologyCache::State& state = *cache.m_state;
    if (state.table != &lexemes || state.epoch != lexemes.epoch() || state.entries.size() > most_kept) state.clear();
    state.table = &lexemes;
    state.epoch = lexemes.epoch();
    state.phrase_starts.clear();
    out.clear();
    const auto trees_of = [&](std::size_t i) { return trees.empty() ? trees : trees.subspan(i * trees_per_token, trees_per_token); };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const GrammarInput input = inputs[i];
        // Edit trees add a label each; keys hold the best one, and with several to choose from the answer isn't kept.
        const std::uint64_t tree = trees.empty() ? 0 : trees_of(i)[0] + 1U;
        const std::uint64_t key = (std::uint64_t{tokens[i].lexeme} << 32U) | (std::uint64_t{input.tag} << 16U) | input.dep;
        const std::uint64_t labels = (tree << 16U) | input.morph_label;
        std::uint32_t* slot = &state.find(key, labels);
        if (*slot == 0 || trees_per_token > 1) {
            const Lexeme& lexeme = lexemes[tokens[i].lexeme];
            const WordState before = before_ruler(lexeme, input);
            state.rules.clear();
            m_ruler.match_word(before, m_tables, state.scratch, state.rules);
            const WordAnalysis analysis = finish(analyse(lexeme, input, state.rules, trees_of(i)), state);
            const MorphologyCache::State::Entry entry{key, labels, analysis, m_ruler.may_begin_phrase(before, m_tables, state.scratch)};
            if (*slot == 0) {
                state.entries.push_back(entry);
                *slot = static_cast<std::uint32_t>(state.entries.size());
                if (state.entries.size() * 2 > state.slots.size()) {
                    state.grow();
                    slot = &state.find(key, labels);
                }
            } else {
                state.entries[*slot - 1] = entry;
            }
        }
        const auto& entry = state.entries[*slot - 1];
        out.push_back(entry.analysis);
        if (entry.begins_phrase) state.phrase_starts.push_back(i);
    }
    // Patterns of several tokens: found on the tokens as they were, then the tokens that they set are worked out anew.
    state.extras.clear();
    std::vector<WordState> window;
    for (const std::size_t start : state.phrase_starts) {
        window.clear();
        for (std::size_t i = start; i < std::min(tokens.size(), start + m_ruler.longest_phrase()); ++i) window.push_back(before_ruler(lexemes[tokens[i].lexeme], inputs[i]));
        state.phrase_matches.clear();
        m_ruler.match_phrases(window, m_tables, state.scratch, state.phrase_matches);
        for (const auto& match : state.phrase_matches) state.extras.push_back({start + match.offset, match.rule});
    }
    std::sort(state.extras.begin(), state.extras.end());
    for (std::size_t first = 0; first < state.extras.size();) {
        const std::size_t token = state.extras[first].token;
        const Lexeme& lexeme = lexemes[tokens[token].lexeme];
        state.rules.clear();
        m_ruler.match_word(before_ruler(lexeme, inputs[token]), m_tables, state.scratch, state.rules);
        for (; first < state.extras.size() && state.extras[first].token == token; ++first) state.rules.push_back(state.extras[first].rule);
        std::sort(state.rules.begin(), state.rules.end());
        out[token] = finish(analyse(lexeme, inputs[token], state.rules, trees_of(token)), state);
    }
}

}  // namespace marsad::language
