// Small networks with random weights of any shape that the compiler takes, for tests and fuzzers without a trained model.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "language/lexeme.h"
#include "resources/model.h"
#include "resources/model_block.h"

namespace marsad::language {

struct RandomShape {
    std::uint32_t width = 32, window = 1, depth = 4, pieces = 3;
    std::uint32_t hidden = 32, transition_pieces = 2;
    bool upper = true, extra_features = false, senter = false, vectors = false, parser = true, ner = true;
    std::uint32_t keep = 1;
};

class RandomNetwork {
public:
    explicit RandomNetwork(const RandomShape& shape, std::uint32_t seed = 1) : m_random(seed) {
        using namespace resources;
        Network network;
        network.tok2vecs = {tok2vec(shape, true), tok2vec(shape, false)};
        if (shape.senter) add_classifier(network, shape, ClassifierKind::senter, 2);
        add_classifier(network, shape, ClassifierKind::tagger, 21);
        if (shape.keep > 1) add_classifier(network, shape, ClassifierKind::edit_tree_lemmatizer, 30);
        if (shape.parser) add_transitions(network, shape, TransitionKind::parser, 0);
        if (shape.ner) add_transitions(network, shape, TransitionKind::ner, 1);
        pack_network(network, m_arrays);
        m_block = write_network(network);
        m_storage.resize(m_block.size() + 64);
        const auto address = reinterpret_cast<std::uintptr_t>(m_storage.data());
        std::byte* begin = m_storage.data() + (64 - address % 64) % 64;
        std::memcpy(begin, m_block.data(), m_block.size());
        m_view = {begin, m_block.size()};
        m_network = std::make_unique<Network>(*Network::view(m_view));
    }

    const resources::Network& operator*() const { return *m_network; }
    const resources::Network* operator->() const { return m_network.get(); }
    std::span<std::byte> block() { return m_view; }

private:
    // The same numbers with every standard library: its distributions differ.
    float weight(float size) { return size * (static_cast<float>(m_random() % 20001U) / 10000.0F - 1.0F); }

    std::span<const float> weights(std::size_t n, double size) {
        std::vector<float> values(n);
        for (float& v : values) v = weight(static_cast<float>(size));
        return m_arrays.keep(std::move(values));
    }

    resources::MaxoutLayer maxout(std::uint32_t outputs, std::uint32_t pieces, std::uint32_t inputs) {
        resources::MaxoutLayer layer;
        layer.outputs = outputs, layer.pieces = pieces, layer.inputs = inputs;
        layer.weight = weights(std::size_t{outputs} * pieces * inputs, 1.7 / std::sqrt(inputs));
        layer.bias = weights(std::size_t{outputs} * pieces, 0.3);
        std::vector<float> gain(outputs);
        for (float& g : gain) g = 1.0F + weight(0.4F);
        layer.gain = m_arrays.keep(std::move(gain));
        layer.shift = weights(outputs, 0.2);
        return layer;
    }

    resources::LinearLayer linear(std::uint32_t outputs, std::uint32_t inputs, double size) {
        resources::LinearLayer layer;
        layer.outputs = outputs, layer.inputs = inputs;
        layer.weight = weights(std::size_t{outputs} * inputs, size / std::sqrt(inputs));
        layer.bias = weights(outputs, 0.2);
        return layer;
    }

    resources::Tok2Vec tok2vec(const RandomShape& shape, bool sees_space) {
        using resources::Attribute;
        resources::Tok2Vec net;
        net.width = shape.width, net.window = shape.window;
        std::vector<Attribute> attributes{Attribute::norm, Attribute::prefix, Attribute::suffix, Attribute::shape};
        if (sees_space) attributes.insert(attributes.end(), {Attribute::spacy, Attribute::is_space});
        for (std::size_t i = 0; i < attributes.size(); ++i) {
            const std::uint32_t rows = 97 + static_cast<std::uint32_t>(i);
            net.embeddings.push_back({attributes[i], static_cast<std::uint32_t>(8 + i), rows, weights(std::size_t{rows} * shape.width, 0.7)});
        }
        std::uint32_t parts = static_cast<std::uint32_t>(attributes.size());
        if (shape.vectors) {
            net.vectors.width = shape.width, net.vectors.dimensions = 20;
            net.vectors.projection = weights(std::size_t{shape.width} * 20, 0.4);
            net.vectors.vectors = weights(3 * 20, 1.0);
            net.vectors.keys = m_arrays.keep(std::vector<std::uint64_t>{std::min(string_id("the"), string_id("town")), std::max(string_id("the"), string_id("town"))});
            net.vectors.key_rows = m_arrays.keep(std::vector<std::uint32_t>{2, 1});
            ++parts;
        }
        net.mix = maxout(shape.width, 3, parts * shape.width);
        for (std::uint32_t i = 0; i < shape.depth; ++i) net.layers.push_back(maxout(shape.width, shape.pieces, shape.width * (2 * shape.window + 1)));
        return net;
    }

    void add_classifier(resources::Network& network, const RandomShape& shape, resources::ClassifierKind kind, std::uint32_t labels) {
        resources::Classifier net;
        net.kind = kind;
        net.name = "classifier";
        net.keep = kind == resources::ClassifierKind::edit_tree_lemmatizer ? shape.keep : 1;
        net.output = linear(labels, shape.width, 3);
        for (std::uint32_t i = 0; i < labels; ++i) net.labels.push_back(m_arrays.keep("L" + std::to_string(i)));
        network.steps.push_back({resources::NetworkStep::Kind::classifier, static_cast<std::uint32_t>(network.classifiers.size())});
        network.classifiers.push_back(std::move(net));
    }

    void add_transitions(resources::Network& network, const RandomShape& shape, resources::TransitionKind kind, std::uint32_t tok2vec) {
        using resources::Move;
        resources::TransitionNet net;
        const bool parser = kind == resources::TransitionKind::parser;
        net.kind = kind;
        net.name = parser ? "parser" : "ner";
        net.tok2vec = tok2vec;
        net.features = parser ? (shape.extra_features ? 13 : 8) : (shape.extra_features ? 6 : 3);
        net.labels = {"", "ROOT", "nsubj", "dobj", "nsubj||dobj", "dobj||nsubj", "dep"};
        if (parser) {
            net.classes = {{Move::shift, 0}, {Move::reduce, 0}, {Move::left, 2}, {Move::left, 4}, {Move::left, 6}, {Move::right, 3}, {Move::right, 5}, {Move::right, 2}, {Move::break_, 1}};
        } else {
            for (const Move move : {Move::begin, Move::in, Move::last, Move::unit}) {
                for (std::uint16_t label = 2; label < 5; ++label) net.classes.push_back({move, label});
            }
            net.classes.push_back({Move::unit, 0});
            net.classes.push_back({Move::out, 0});
        }
        net.has_upper = shape.upper;
        net.hidden = shape.upper ? shape.hidden : static_cast<std::uint32_t>(net.classes.size());
        net.pieces = shape.transition_pieces;
        const std::uint32_t middle = 24, units = net.hidden * net.pieces;
        net.reduce = linear(middle, shape.width, 2);
        net.lower = linear(net.features * units, middle, 1.5);
        net.lower.bias = {};
        net.lower_bias = weights(units, 0.2);
        net.padding = weights(std::size_t{net.features} * units, 0.5);
        if (shape.upper) net.upper = linear(static_cast<std::uint32_t>(net.classes.size()), net.hidden, 4);
        net.unseen = m_arrays.keep(std::vector<std::uint8_t>(net.classes.size(), 0));
        network.steps.push_back({resources::NetworkStep::Kind::transition, static_cast<std::uint32_t>(network.transitions.size())});
        network.transitions.push_back(std::move(net));
    }

    std::mt19937 m_random;
    resources::Arrays m_arrays;
    std::string m_block;
    std::vector<std::byte> m_storage;
    std::span<std::byte> m_view;
    std::unique_ptr<resources::Network> m_network;
};

/// Texts of made-up words; some words come often, some once, some are white space.
inline std::vector<std::vector<LexToken>> random_texts(LexemeTable& lexemes, std::size_t count, std::size_t longest, std::uint32_t seed) {
    static constexpr const char* common[] = {"the", "town", "of", "was", "shelled", ",", ".", "and", "Army", "in", "1,200", "\n", "said", "it", "U.N."};
    std::mt19937 random(seed);
    std::vector<std::vector<LexToken>> texts(count);
    for (auto& text : texts) {
        const std::size_t length = random() % (longest + 1);
        for (std::size_t i = 0; i < length; ++i) {
            std::string word = common[random() % std::size(common)];
            if (random() % 4 == 0) word = "w" + std::to_string(random() % 500);
            LexToken token;
            token.lexeme = lexemes.find_or_add(word);
            token.space_after = random() % 5 != 0;
            text.push_back(token);
        }
    }
    return texts;
}

}  // namespace marsad::language
