#include "language/language.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <vector>

#include "language/annotations.h"
#include "language/fast_network.h"
#include "language/morphology.h"
#include "language/plain_network.h"
#include "language/tokenizer.h"
#include "language/headline.h"
#include "language/truecase.h"
#include "resources/file.h"
#include "resources/language_rules.h"
#include "resources/model.h"

namespace marsad::language {

using document::Document;
using document::none;

namespace {

constexpr std::size_t batch_tokens = 16384;  // texts are collected up to this before the networks see them
constexpr std::string_view truecase_section = "language/truecase";  // words in their usual case, see truecase.h
constexpr std::size_t no_part = static_cast<std::size_t>(-1);

// Which of the network's parts says what.
struct Parts {
    std::size_t tagger = no_part, morphologizer = no_part, trees = no_part;  // classifiers
    std::size_t parser = no_part, ner = no_part;                             // transitions
};

Parts parts_of(const resources::Network& network) {
    Parts parts;
    for (std::size_t i = 0; i < network.classifiers.size(); ++i) {
        switch (network.classifiers[i].kind) {
            case resources::ClassifierKind::tagger: parts.tagger = i; break;
            case resources::ClassifierKind::morphologizer: parts.morphologizer = i; break;
            case resources::ClassifierKind::edit_tree_lemmatizer: parts.trees = i; break;
            case resources::ClassifierKind::senter: break;
        }
    }
    for (std::size_t i = 0; i < network.transitions.size(); ++i) {
        (network.transitions[i].kind == resources::TransitionKind::parser ? parts.parser : parts.ner) = i;
    }
    return parts;
}

}  // namespace

struct Model::State {
    resources::LanguageRules rules;
    resources::Network network;
    NormTable norms;
    Parts parts;
    std::optional<Tokenizer> tokenizer;
    std::optional<Morphology> morphology;
    std::optional<Truecaser> truecaser;
    document::LabelTables labels;
    std::vector<document::Relation> relations;    // by dependency label
    std::vector<document::EntityType> entities;   // by entity label
};

Model::Model(std::unique_ptr<const State> state) : m_state(std::move(state)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

const document::LabelTables& Model::labels() const { return m_state->labels; }
const std::string& Model::language() const { return m_state->rules.language; }
const std::string& Model::name() const { return m_state->rules.package; }

Result<Model> Model::open(const resources::File& file) {
    if (!file.has(resources::rules_section) || !file.has(resources::network_section)) {
        return Error{ErrorCode::not_found, file.path() + ": no language model in it", "Make the resource file again: marsad resources"};
    }
    auto state = std::make_unique<State>();
    auto rules = resources::decode_rules(file.text(resources::rules_section));
    if (!rules) return rules.error();
    state->rules = std::move(*rules);
    auto network = resources::Network::view(file.section(resources::network_section));
    if (!network) return network.error();
    state->network = std::move(*network);
    state->parts = parts_of(state->network);
    for (const auto& [form, norm] : state->rules.norms) state->norms.add(form, norm);
    auto tokenizer = Tokenizer::create(state->rules.tokenizer);
    if (!tokenizer) return tokenizer.error();
    state->tokenizer.emplace(std::move(*tokenizer));

    if (file.has(truecase_section)) state->truecaser.emplace(file.text(truecase_section));

    const Parts& parts = state->parts;
    std::span<const std::string_view> tags, deps;
    if (parts.tagger != no_part) tags = state->network.classifiers[parts.tagger].labels;
    if (parts.parser != no_part) deps = std::span(state->network.transitions[parts.parser].labels).subspan(1);
    auto morphology = Morphology::create(state->rules, tags, deps);
    if (!morphology) return morphology.error();
    state->morphology.emplace(std::move(*morphology));

    const GrammarTables& tables = state->morphology->tables();
    state->labels.tags = tables.tags.names();
    state->labels.deps = tables.deps.names();
    state->labels.morphs = tables.morphs.names();
    state->labels.entities.emplace_back();
    if (parts.ner != no_part) {
        const auto& names = state->network.transitions[parts.ner].labels;
        state->labels.entities.assign(names.begin(), names.end());
    }
    for (const std::string& name : state->labels.deps) state->relations.push_back(name.empty() ? document::Relation::none : document::relation_from(name));
    for (const std::string& name : state->labels.entities) state->entities.push_back(document::entity_type_from(name));
    return Model(std::move(state));
}

// ---- the pipeline ----------------------------------------------------------------------------------------------------

struct Pipeline::State {
    // A text: a stretch of a document and its tokens in `tokens`.
    struct Text {
        Document* document;
        std::uint32_t segment;
        base::Span span;
        std::size_t first_token, last_token;
        bool goes_on = false;  // not the first text of its segment
    };

    State(const Model::State& model_state, const PipelineOptions& pipeline_options)
        : model(model_state), options(pipeline_options), lexemes(model.norms), tokenizer_cache(*model.tokenizer, lexemes) {
        if (options.plain) plain.emplace(model.network);
        else fast.emplace(model.network);
    }

    void collect(Document& document);
    void add_text(Document& document, std::uint32_t segment, base::Span span, std::string_view like);
    void add_headline(Document& document, std::uint32_t segment, base::Span span);
    void flush();
    void run_networks();
    void write(const Text& text, const Annotations& found);
    void write_tokens(const Text& text, const Annotations& found, std::uint32_t first);
    void write_sentences(const Text& text, const Annotations& found, std::uint32_t first);
    void write_entities(const Text& text, const Annotations& found, std::uint32_t first);
    std::string_view lemma_in(Document& document, base::Span span, const WordAnalysis& word);

    const Model::State& model;
    PipelineOptions options;
    LexemeTable lexemes;
    TokenizerCache tokenizer_cache;
    MorphologyCache morphology_cache;
    std::optional<PlainNetwork> plain;
    std::optional<FastNetwork> fast;

    std::vector<Text> texts;
    std::vector<LexToken> tokens, one_text;
    std::vector<TokenView> views;
    std::vector<Annotations> annotations;
    std::vector<GrammarInput> inputs;
    std::vector<WordAnalysis> words;
    std::unordered_map<const char*, std::string_view> copied;  // lemmas in the cache → in the document, for one text
};

// `like`: the words whose case decides whether these are recased.
void Pipeline::State::add_text(Document& document, std::uint32_t segment, base::Span span, std::string_view like) {
    const std::string_view words = span.of(document.buffer);
    const bool recasing = options.recase && model.truecaser.has_value();
    if (recasing && Truecaser::is_in_capitals(like)) {
        model.tokenizer->tokenize(model.truecaser->recase(words), tokenizer_cache, one_text);
    } else if (recasing && Truecaser::is_in_title_case(like)) {
        model.tokenizer->tokenize(model.truecaser->recase_title(words), tokenizer_cache, one_text);
    } else {
        model.tokenizer->tokenize(words, tokenizer_cache, one_text);
    }
    const std::size_t first = tokens.size();
    tokens.insert(tokens.end(), one_text.begin(), one_text.end());
    texts.push_back({&document, segment, span, first, tokens.size()});
}

// The parts of a headline are texts of their own.
void Pipeline::State::add_headline(Document& document, std::uint32_t segment, base::Span span) {
    const std::string_view words = span.of(document.buffer);
    bool first = true;
    for (const base::Span part : headline_parts(words)) {
        add_text(document, segment, {span.begin + part.begin, span.begin + part.end}, words);
        texts.back().goes_on = !first;
        first = false;
    }
}

void Pipeline::State::collect(Document& document) {
    document.labels = &model.labels;
    document.tokens.clear();
    document.sentences.clear();
    document.entities.clear();
    if (document.segments.empty()) {
        add_text(document, 0, {0, static_cast<std::uint32_t>(document.buffer.size())}, document.buffer);
        return;
    }
    for (std::uint32_t i = 0; i < document.segments.size(); ++i) {
        const document::Segment& segment = document.segments[i];
        const bool other_language = !segment.lang.empty() && segment.lang != "und" && segment.lang != model.rules.language;
        const bool reads = segment.is_read() && !other_language;
        const bool words_apart = segment.post && !segment.post->words.empty();
        // A segment that isn't read gets its place in the order, and no tokens.
        const base::Span span = !reads ? base::Span{segment.span.begin, segment.span.begin} : words_apart ? segment.post->words
                                                                                                          : segment.span;
        if (reads && segment.kind == document::SegmentKind::headline) add_headline(document, i, span);
        else add_text(document, i, span, span.of(document.buffer));
    }
}

void Pipeline::State::run_networks() {
    views.clear();
    for (const Text& text : texts) views.push_back({std::span(tokens).subspan(text.first_token, text.last_token - text.first_token), &lexemes});
    if (annotations.size() < texts.size()) annotations.resize(texts.size());
    if (fast) {
        fast->run(views, std::span(annotations).first(texts.size()));
    } else {
        for (std::size_t i = 0; i < texts.size(); ++i) plain->run(views[i], annotations[i]);
    }
}

void Pipeline::State::flush() {
    if (texts.empty()) return;
    run_networks();
    for (std::size_t i = 0; i < texts.size(); ++i) write(texts[i], annotations[i]);
    texts.clear();
    tokens.clear();
    lexemes.begin_batch();
}

void Pipeline::State::write(const Text& text, const Annotations& found) {
    Document& document = *text.document;
    const auto first = static_cast<std::uint32_t>(document.tokens.size());
    const auto first_sentence = static_cast<std::uint32_t>(document.sentences.size());
    if (text.first_token != text.last_token) {
        write_tokens(text, found, first);
        write_sentences(text, found, first);
        write_entities(text, found, first);
    }
    if (document.segments.empty()) return;
    document::Segment& segment = document.segments[text.segment];
    if (!text.goes_on) segment.first_token = first;
    segment.last_token = static_cast<std::uint32_t>(document.tokens.size());
    if (!text.goes_on) segment.first_sentence = first_sentence;
    segment.last_sentence = static_cast<std::uint32_t>(document.sentences.size());
}

void Pipeline::State::write_tokens(const Text& text, const Annotations& found, std::uint32_t first) {
    Document& document = *text.document;
    const std::span<const LexToken> own = std::span(tokens).subspan(text.first_token, text.last_token - text.first_token);
    const Parts& parts = model.parts;
    const auto labels = [&](std::size_t part) { return part == no_part ? std::span<const std::uint16_t>() : std::span<const std::uint16_t>(found.classes[part]); };
    const auto tags = labels(parts.tagger), morphs = labels(parts.morphologizer), trees = labels(parts.trees);
    const auto number = [](std::span<const std::uint16_t> list, std::size_t i) { return static_cast<std::uint16_t>(i < list.size() ? list[i] + 1U : 0U); };
    inputs.resize(own.size());
    for (std::size_t i = 0; i < own.size(); ++i) {
        inputs[i] = {number(tags, i), i < found.relations.size() ? found.relations[i] : std::uint16_t{0}, number(morphs, i)};
    }
    const std::size_t kept = parts.trees == no_part ? 0 : model.network.classifiers[parts.trees].keep;
    model.morphology->annotate(own, lexemes, inputs, trees, kept, morphology_cache, words);
    copied.clear();
    document.tokens.reserve(document.tokens.size() + own.size());
    for (std::size_t i = 0; i < own.size(); ++i) {
        document::Token& token = document.tokens.emplace_back();
        token.span = {text.span.begin + own[i].begin, text.span.begin + own[i].end};
        token.head = i < found.heads.size() ? first + found.heads[i] : first + static_cast<std::uint32_t>(i);
        const WordAnalysis& word = words[i];
        token.tag = word.tag;
        token.dep = word.dep;
        token.morph = word.morph;
        token.pos = word.pos;
        token.rel = model.relations[word.dep];
        token.lemma = lemma_in(document, token.span, word);
    }
}

// Where a token's lemma lives: in the text, in the model, else in the document's strings. Texts of a few bytes lie within
// the std::string and move with it, so that views of them must not be kept.
std::string_view Pipeline::State::lemma_in(Document& document, base::Span span, const WordAnalysis& word) {
    constexpr std::size_t surely_on_the_heap = 64;
    if (word.lemma_source == WordAnalysis::LemmaSource::model) return word.lemma;
    const std::string_view in_text = span.of(document.buffer);
    if (in_text == word.lemma && document.buffer.size() >= surely_on_the_heap) return in_text;
    std::string_view& kept = copied[word.lemma.data()];
    if (kept.data() == nullptr) kept = document.strings.emplace_back(word.lemma);
    return kept;
}

void Pipeline::State::write_sentences(const Text& text, const Annotations& found, std::uint32_t first) {
    Document& document = *text.document;
    const auto last = static_cast<std::uint32_t>(document.tokens.size());
    for (std::uint32_t i = first; i < last; ++i) {
        if (i == first || found.starts[i - first] == 1) {
            if (i > first) document.sentences.back().last = i;
            document.sentences.push_back({i, last, text.segment, i});
        }
        document.tokens[i].sentence = static_cast<std::uint32_t>(document.sentences.size() - 1);
    }
    for (std::size_t s = document.tokens[first].sentence; s < document.sentences.size(); ++s) {
        document::Sentence& sentence = document.sentences[s];
        while (sentence.root + 1 < sentence.last && document.tokens[sentence.root].head != sentence.root) ++sentence.root;
    }
}

void Pipeline::State::write_entities(const Text& text, const Annotations& found, std::uint32_t first) {
    Document& document = *text.document;
    for (const EntitySpan& entity : found.entities) {
        const auto number = static_cast<std::uint32_t>(document.entities.size());
        document.entities.push_back({first + entity.first, first + entity.last, entity.label, model.entities[entity.label]});
        for (std::uint32_t i = entity.first; i < entity.last; ++i) document.tokens[first + i].entity = number;
    }
}

Pipeline::Pipeline(const Model& model, const PipelineOptions& options) : m_state(std::make_unique<State>(*model.m_state, options)) {}
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;
Pipeline::~Pipeline() = default;

void Pipeline::run(Document& document) { run(std::span(&document, 1)); }

void Pipeline::run(std::span<Document> documents) {
    for (Document& document : documents) {
        m_state->collect(document);
        if (m_state->tokens.size() >= batch_tokens) m_state->flush();
    }
    m_state->flush();
}

}  // namespace marsad::language
