// From a package's files to a Network.
//
// A component's "model" file is MessagePack: a list of layers in breadth-first order, each with a name, sizes, attributes
// and parameters. The architecture is named in config.cfg; the layers are then found by their names, whose order within
// one kind is fixed by the architecture. Sizes are checked against each other.
#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "resources/model_block.h"
#include "resources/msgpack.h"
#include "resources/spacy_package.h"

namespace marsad::resources {

namespace {

// What goes wrong inside the compiler, caught in compile_network.
struct Failure {
    Error error;
};

[[noreturn]] void fail_format(const std::string& where, const std::string& what) {
    throw Failure{{ErrorCode::bad_format, where + ": " + what, "check that the package is complete and was made by spaCy 3"}};
}

[[noreturn]] void fail_support(const std::string& where, const std::string& what, const std::string& supported) {
    throw Failure{{ErrorCode::unsupported, where + ": " + what + " is not supported", "supported: " + supported}};
}

constexpr const char* tok2vec_architectures =
    "spacy.Tok2Vec.v1/v2 (spacy.MultiHashEmbed.v1/v2 with spacy.MaxoutWindowEncoder.v1/v2), spacy.HashEmbedCNN.v1/v2, spacy.Tok2VecListener.v1";
constexpr const char* factories =
    "tok2vec, tagger, morphologizer, senter, parser, ner, attribute_ruler, lemmatizer, trainable_lemmatizer";

const std::string& file_of(const SpacyPackage& package, const std::string& path) {
    const auto it = package.files.find(path);
    if (it == package.files.end()) fail_format(package.folder, "no file " + path);
    return it->second;
}

struct Attribute_name {
    std::string_view name;
    Attribute attribute;
    std::uint64_t id;
};
constexpr Attribute_name attribute_names[] = {
    {"ORTH", Attribute::orth, 65},
    {"TEXT", Attribute::orth, 65},
    {"LOWER", Attribute::lower, 66},
    {"NORM", Attribute::norm, 67},
    {"SHAPE", Attribute::shape, 68},
    {"PREFIX", Attribute::prefix, 69},
    {"SUFFIX", Attribute::suffix, 70},
    {"LENGTH", Attribute::length, 71},
    {"SPACY", Attribute::spacy, 84},
    {"IS_ALPHA", Attribute::is_alpha, 1},
    {"IS_ASCII", Attribute::is_ascii, 2},
    {"IS_DIGIT", Attribute::is_digit, 3},
    {"IS_LOWER", Attribute::is_lower, 4},
    {"IS_PUNCT", Attribute::is_punct, 5},
    {"IS_SPACE", Attribute::is_space, 6},
    {"IS_TITLE", Attribute::is_title, 7},
    {"IS_UPPER", Attribute::is_upper, 8},
};

std::optional<Attribute> attribute_from(std::string_view name) {
    for (const auto& a : attribute_names) {
        if (a.name == name) return a.attribute;
    }
    return std::nullopt;
}

std::optional<Attribute> attribute_from(std::uint64_t id) {
    for (const auto& a : attribute_names) {
        if (a.id == id) return a.attribute;
    }
    return std::nullopt;
}

/// The layers of one component's model file.
class Layers {
public:
    Layers(std::string where, const std::string& bytes, Arrays& arrays) : m_where(std::move(where)), m_arrays(arrays) {
        auto tree = read_msgpack(bytes);
        if (!tree.ok()) fail_format(m_where, tree.error().message);
        m_tree = std::move(*tree);
        m_nodes = list("nodes");
        m_attributes = list("attrs");
        m_parameters = list("params");
        if (m_nodes->items.size() != m_parameters->items.size() || m_nodes->items.size() != m_attributes->items.size()) {
            fail_format(m_where, "lists of different lengths");
        }
    }

    /// Positions of the layers of a name, in order.
    std::vector<std::size_t> named(std::string_view name) const {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < m_nodes->items.size(); ++i) {
            const MsgPack* n = m_nodes->items[i].find("name");
            if (n != nullptr && n->is_text() && n->bytes == name) found.push_back(i);
        }
        return found;
    }

    std::size_t only(std::string_view name) const {
        const auto found = named(name);
        if (found.size() != 1) fail_format(m_where, "expected one layer named " + std::string(name) + ", found " + std::to_string(found.size()));
        return found[0];
    }

    /// A named reference of a layer to another.
    std::optional<std::size_t> reference(std::size_t node, std::string_view name) const {
        const MsgPack* refs = m_nodes->items[node].find("refs");
        const MsgPack* to = refs == nullptr ? nullptr : refs->find(name);
        if (to == nullptr || !to->is_number() || to->natural >= m_nodes->items.size()) return std::nullopt;
        return static_cast<std::size_t>(to->natural);
    }

    /// An attribute of a layer: a value packed within the file.
    std::optional<MsgPack> attribute(std::size_t node, std::string_view name) const {
        const MsgPack* packed = m_attributes->items[node].find(name);
        if (packed == nullptr) return std::nullopt;
        if (!packed->is_text()) return *packed;
        auto value = read_msgpack(packed->bytes);
        if (!value.ok()) fail_format(m_where, "attribute " + std::string(name) + ": " + value.error().message);
        return std::move(*value);
    }

    bool has(std::size_t node, std::string_view name) const {
        const MsgPack* p = m_parameters->items[node].find(name);
        return p != nullptr && p->is_map();
    }

    /// A parameter as floats, of the given shape.
    std::span<const float> parameter(std::size_t node, std::string_view name, const std::vector<std::uint32_t>& shape) const {
        const std::vector<std::uint32_t> found = shape_of(node, name);
        if (found != shape) fail_format(m_where, "parameter " + std::string(name) + " of layer " + std::to_string(node) + " has another shape than its neighbours ask for");
        return floats(m_parameters->items[node].find(name));
    }

    std::vector<std::uint32_t> shape_of(std::size_t node, std::string_view name) const {
        const MsgPack* p = m_parameters->items[node].find(name);
        const MsgPack* shape = p == nullptr ? nullptr : p->find("shape");
        if (shape == nullptr || !shape->is_array()) fail_format(m_where, "layer " + std::to_string(node) + " has no parameter " + std::string(name));
        std::vector<std::uint32_t> out;
        for (const auto& n : shape->items) {
            if (n.natural > 100'000'000) fail_format(m_where, "a parameter is too large");
            out.push_back(static_cast<std::uint32_t>(n.natural));
        }
        return out;
    }

    const std::string& where() const { return m_where; }

private:
    const MsgPack* list(std::string_view name) const {
        const MsgPack* l = m_tree.find(name);
        if (l == nullptr || !l->is_array()) fail_format(m_where, "no list of " + std::string(name));
        return l;
    }

    std::span<const float> floats(const MsgPack* array) const {
        const MsgPack* type = array->find("type");
        const MsgPack* data = array->find("data");
        if (type == nullptr || data == nullptr || !data->is_text()) fail_format(m_where, "a parameter is no array");
        if (type->bytes != "<f4") fail_support(m_where, "numbers of type " + std::string(type->bytes), "32-bit floats (<f4)");
        std::size_t size = 1;
        for (const auto& n : array->find("shape")->items) size *= n.natural;
        if (data->bytes.size() != size * sizeof(float)) fail_format(m_where, "a parameter's bytes do not fill its shape");
        std::vector<float> values(size);
        if (size > 0) std::memcpy(values.data(), data->bytes.data(), data->bytes.size());
        return m_arrays.keep(std::move(values));
    }

    std::string m_where;
    Arrays& m_arrays;
    MsgPack m_tree;
    const MsgPack* m_nodes = nullptr;
    const MsgPack* m_attributes = nullptr;
    const MsgPack* m_parameters = nullptr;
};

class Compiler {
public:
    Compiler(const SpacyPackage& package, Network& network, Arrays& arrays) : m_package(package), m_network(network), m_arrays(arrays) {}

    void run() {
        for (const auto& component : m_package.components) {
            const std::string& f = component.factory;
            if (f == "tok2vec") tok2vec_component(component);
            else if (f == "tagger") classifier(component, ClassifierKind::tagger);
            else if (f == "morphologizer") classifier(component, ClassifierKind::morphologizer);
            else if (f == "senter") classifier(component, ClassifierKind::senter);
            else if (f == "trainable_lemmatizer") classifier(component, ClassifierKind::edit_tree_lemmatizer);
            else if (f == "parser") transitions(component, TransitionKind::parser);
            else if (f == "ner") transitions(component, TransitionKind::ner);
            else if (f != "attribute_ruler" && f != "lemmatizer") fail_support("component " + component.name, "factory " + f, factories);
        }
    }

private:
    std::string architecture(const std::string& section) const { return m_package.config.text(section, "@architectures"); }

    static bool one_of(const std::string& name, std::initializer_list<const char*> names) {
        return std::any_of(names.begin(), names.end(), [&](const char* n) { return name == n; });
    }

    void check(const SpacyComponent& component, const std::string& section, std::initializer_list<const char*> names, const char* supported) const {
        const std::string name = architecture(section);
        if (!one_of(name, names)) fail_support("component " + component.name, "architecture " + (name.empty() ? "(none)" : name) + " in [" + section + "]", supported);
    }

    void tok2vec_component(const SpacyComponent& component) {
        const Layers layers("component " + component.name, file_of(m_package, component.name + "/model"), m_arrays);
        m_upstream.emplace_back(component.name, build_tok2vec(component, component.section + ".model", layers));
    }

    // The part of a component's network that makes vectors: its own, or another component's.
    std::uint32_t vectors_of(const SpacyComponent& component, const Layers& layers) {
        const std::string section = component.section + ".model.tok2vec";
        if (architecture(section) != "spacy.Tok2VecListener.v1") return build_tok2vec(component, section, layers);
        const std::string upstream = m_package.config.text(section, "upstream");
        for (auto it = m_upstream.rbegin(); it != m_upstream.rend(); ++it) {
            if (upstream == "*" || upstream.empty() || it->first == upstream) return it->second;
        }
        fail_support("component " + component.name, "listening to \"" + upstream + "\", which is no tok2vec component before it", "a tok2vec component earlier in the pipeline");
    }

    std::uint32_t build_tok2vec(const SpacyComponent& component, const std::string& section, const Layers& layers) {
        check(component, section, {"spacy.Tok2Vec.v1", "spacy.Tok2Vec.v2", "spacy.HashEmbedCNN.v1", "spacy.HashEmbedCNN.v2"}, tok2vec_architectures);
        if (architecture(section).starts_with("spacy.Tok2Vec.")) {
            check(component, section + ".embed", {"spacy.MultiHashEmbed.v1", "spacy.MultiHashEmbed.v2"}, tok2vec_architectures);
            check(component, section + ".encode", {"spacy.MaxoutWindowEncoder.v1", "spacy.MaxoutWindowEncoder.v2"}, tok2vec_architectures);
        }
        Tok2Vec net;
        const auto maxouts = layers.named("maxout");
        const auto norms = layers.named("layernorm");
        if (maxouts.empty() || norms.size() != maxouts.size()) {
            fail_support("component " + component.name, "an encoder without maxout or layer normalization", tok2vec_architectures);
        }
        net.width = layers.shape_of(maxouts[0], "W").at(0);
        embeddings(net, layers);
        static_vectors(net, layers);
        const auto parts = static_cast<std::uint32_t>(net.embeddings.size() + (net.vectors.dimensions > 0 ? 1 : 0));
        net.mix = maxout(layers, maxouts[0], norms[0], net.width, parts * net.width);
        const auto windows = layers.named("expand_window");
        if (windows.size() + 1 != maxouts.size()) fail_format(layers.where(), "windows and maxout layers differ in number");
        for (std::size_t i = 0; i < windows.size(); ++i) {
            const auto size = layers.attribute(windows[i], "window_size");
            const std::uint32_t window = size ? static_cast<std::uint32_t>(size->natural) : 1;
            if (window < 1 || window > 8 || (i > 0 && window != net.window)) fail_support("component " + component.name, "window size " + std::to_string(window), "1 to 8, the same in all layers");
            net.window = window;
            net.layers.push_back(maxout(layers, maxouts[i + 1], norms[i + 1], net.width, net.width * (2 * window + 1)));
        }
        m_network.tok2vecs.push_back(std::move(net));
        return static_cast<std::uint32_t>(m_network.tok2vecs.size() - 1);
    }

    MaxoutLayer maxout(const Layers& layers, std::size_t node, std::size_t norm, std::uint32_t outputs, std::uint32_t inputs) const {
        const auto shape = layers.shape_of(node, "W");
        if (shape.size() != 3) fail_format(layers.where(), "a maxout layer's weights have no three dimensions");
        MaxoutLayer layer;
        layer.outputs = outputs;
        layer.pieces = shape[1];
        layer.inputs = inputs;
        if (layer.pieces < 1 || layer.pieces > 4) fail_support(layers.where(), std::to_string(layer.pieces) + " maxout pieces", "1 to 4");
        layer.weight = layers.parameter(node, "W", {outputs, layer.pieces, inputs});
        layer.bias = layers.parameter(node, "b", {outputs, layer.pieces});
        layer.gain = layers.parameter(norm, "G", {outputs});
        layer.shift = layers.parameter(norm, "b", {outputs});
        return layer;
    }

    LinearLayer linear(const Layers& layers, std::size_t node, std::uint32_t inputs) const {
        const auto shape = layers.shape_of(node, "W");
        if (shape.size() != 2) fail_format(layers.where(), "a linear layer's weights have no two dimensions");
        LinearLayer layer;
        layer.outputs = shape[0];
        layer.inputs = inputs;
        layer.weight = layers.parameter(node, "W", {layer.outputs, inputs});
        layer.bias = layers.parameter(node, "b", {layer.outputs});
        return layer;
    }

    void embeddings(Tok2Vec& net, const Layers& layers) const {
        const auto columns = layers.attribute(layers.only("extract_features"), "columns");
        if (!columns || !columns->is_array()) fail_format(layers.where(), "no list of attributes");
        for (const std::size_t node : layers.named("hashembed")) {
            HashEmbedding table;
            const auto column = layers.attribute(node, "column");
            const auto seed = layers.attribute(node, "seed");
            if (!column || !seed || column->natural >= columns->items.size()) fail_format(layers.where(), "an embedding without column or seed");
            const MsgPack& name = columns->items[column->natural];
            const auto attribute = name.is_text() ? attribute_from(name.bytes) : attribute_from(name.natural);
            if (!attribute) {
                fail_support(layers.where(), "attribute " + (name.is_text() ? std::string(name.bytes) : std::to_string(name.natural)),
                             "ORTH LOWER NORM PREFIX SUFFIX SHAPE LENGTH SPACY IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER");
            }
            table.attribute = *attribute;
            table.seed = static_cast<std::uint32_t>(seed->natural);
            table.rows = layers.shape_of(node, "E").at(0);
            if (table.rows == 0) fail_format(layers.where(), "an embedding without rows");
            table.table = layers.parameter(node, "E", {table.rows, net.width});
            net.embeddings.push_back(table);
        }
    }

    // vocab/vectors is a NumPy array, vocab/key2row a MessagePack map from the ids of forms to rows.
    void static_vectors(Tok2Vec& net, const Layers& layers) const {
        const auto nodes = layers.named("static_vectors");
        if (nodes.empty()) return;
        const auto mode = nlohmann::json::parse(file_of(m_package, "vocab/vectors.cfg"), nullptr, false);
        if (mode.is_object() && mode.value("mode", "default") != "default") {
            fail_support(layers.where(), "vectors of mode " + mode.value("mode", ""), "mode default");
        }
        const std::string& file = file_of(m_package, "vocab/vectors");
        constexpr std::size_t fixed = 10;
        if (file.size() < fixed || file.compare(0, 6, "\x93NUMPY") != 0) fail_format("vocab/vectors", "no NumPy array");
        const std::size_t header = static_cast<unsigned char>(file[8]) + 256U * static_cast<unsigned char>(file[9]);
        if (file.size() < fixed + header) fail_format("vocab/vectors", "cut short");
        const std::string about = file.substr(fixed, header);
        if (about.find("'<f4'") == std::string::npos || about.find("'fortran_order': False") == std::string::npos) {
            fail_support("vocab/vectors", "an array other than of 32-bit floats in C order", "descr <f4, fortran_order False");
        }
        const auto shape = layers.shape_of(nodes[0], "W");
        net.vectors.width = net.width;
        net.vectors.dimensions = shape.at(1);
        net.vectors.projection = layers.parameter(nodes[0], "W", {net.width, shape.at(1)});
        std::vector<float> values((file.size() - fixed - header) / sizeof(float));
        if (values.empty() || values.size() % net.vectors.dimensions != 0) fail_format("vocab/vectors", "its rows are not as wide as the network asks");
        std::memcpy(values.data(), file.data() + fixed + header, values.size() * sizeof(float));
        const std::size_t rows = values.size() / net.vectors.dimensions;
        net.vectors.vectors = m_arrays.keep(std::move(values));
        const auto map = read_msgpack(file_of(m_package, "vocab/key2row"));
        if (!map.ok() || !map->is_map()) fail_format("vocab/key2row", "no map");
        std::vector<std::pair<std::uint64_t, std::uint32_t>> pairs;
        for (std::size_t i = 0; i + 1 < map->items.size(); i += 2) {
            if (map->items[i + 1].natural < rows) pairs.emplace_back(map->items[i].natural, static_cast<std::uint32_t>(map->items[i + 1].natural));
        }
        std::sort(pairs.begin(), pairs.end());
        std::vector<std::uint64_t> keys;
        std::vector<std::uint32_t> key_rows;
        for (const auto& [key, row] : pairs) {
            keys.push_back(key);
            key_rows.push_back(row);
        }
        net.vectors.keys = m_arrays.keep(std::move(keys));
        net.vectors.key_rows = m_arrays.keep(std::move(key_rows));
    }

    std::vector<std::string> labels_of(const SpacyComponent& component, ClassifierKind kind) const {
        if (kind == ClassifierKind::senter) return {"I", "S"};
        const auto cfg = nlohmann::json::parse(file_of(m_package, component.name + "/cfg"), nullptr, false);
        if (!cfg.is_object()) fail_format(component.name + "/cfg", "no JSON object");
        std::vector<std::string> out;
        if (kind == ClassifierKind::morphologizer) {
            if (!cfg.contains("labels_morph") || !cfg["labels_morph"].is_object()) fail_format(component.name + "/cfg", "no labels_morph");
            // The order of the file is the order of the outputs; a plain JSON object would sort them.
            const auto ordered = nlohmann::ordered_json::parse(file_of(m_package, component.name + "/cfg"));
            for (const auto& item : ordered["labels_morph"].items()) out.push_back(item.key());
            return out;
        }
        if (!cfg.contains("labels") || !cfg["labels"].is_array()) fail_format(component.name + "/cfg", "no labels");
        for (const auto& label : cfg["labels"]) out.push_back(label.is_string() ? label.get<std::string>() : label.dump());
        return out;
    }

    void classifier(const SpacyComponent& component, ClassifierKind kind) {
        check(component, component.section + ".model", {"spacy.Tagger.v1", "spacy.Tagger.v2"}, "spacy.Tagger.v1/v2");
        const Layers layers("component " + component.name, file_of(m_package, component.name + "/model"), m_arrays);
        Classifier net;
        net.kind = kind;
        net.name = m_arrays.keep(component.name);
        net.tok2vec = vectors_of(component, layers);
        net.output = linear(layers, layers.only("softmax"), m_network.tok2vecs[net.tok2vec].width);
        for (auto& label : labels_of(component, kind)) net.labels.push_back(m_arrays.keep(std::move(label)));
        if (net.labels.size() != net.output.outputs) fail_format("component " + component.name, "labels and outputs differ in number");
        if (kind == ClassifierKind::edit_tree_lemmatizer) {
            const auto top = m_package.config.integer(component.section, "top_k").value_or(1);
            net.keep = static_cast<std::uint32_t>(std::clamp<std::int64_t>(top, 1, net.output.outputs));
        }
        add_step(NetworkStep::Kind::classifier, m_network.classifiers.size());
        m_network.classifiers.push_back(std::move(net));
    }

    void add_step(NetworkStep::Kind kind, std::size_t index) { m_network.steps.push_back({kind, static_cast<std::uint32_t>(index)}); }

    void transitions(const SpacyComponent& component, TransitionKind kind) {
        check(component, component.section + ".model", {"spacy.TransitionBasedParser.v1", "spacy.TransitionBasedParser.v2"}, "spacy.TransitionBasedParser.v1/v2");
        const std::string where = "component " + component.name;
        const Layers layers(where, file_of(m_package, component.name + "/model"), m_arrays);
        const auto cfg = nlohmann::json::parse(file_of(m_package, component.name + "/cfg"), nullptr, false);
        if (!cfg.is_object()) fail_format(component.name + "/cfg", "no JSON object");
        if (cfg.value("beam_width", 1) != 1) fail_support(where, "a beam of width " + std::to_string(cfg.value("beam_width", 1)), "beam_width = 1");
        if (cfg.value("learn_tokens", false)) fail_support(where, "learn_tokens", "learn_tokens = false");
        TransitionNet net;
        net.kind = kind;
        net.name = m_arrays.keep(component.name);
        net.tok2vec = vectors_of(component, layers);
        const std::size_t lower = layers.only("precomputable_affine");
        const auto shape = layers.shape_of(lower, "W");
        if (shape.size() != 4) fail_format(where, "the lower layer's weights have no four dimensions");
        net.features = shape[0], net.hidden = shape[1], net.pieces = shape[2];
        const std::uint32_t middle = shape[3];
        const bool fits = kind == TransitionKind::parser ? net.features == 8 || net.features == 13 : net.features == 3 || net.features == 6;
        if (!fits) fail_support(where, std::to_string(net.features) + " features", "8 or 13 for the parser, 3 or 6 for entities");
        if (net.pieces < 1 || net.pieces > 4) fail_support(where, std::to_string(net.pieces) + " maxout pieces", "1 to 4");
        net.lower.outputs = net.features * net.hidden * net.pieces;
        net.lower.inputs = middle;
        net.lower.weight = layers.parameter(lower, "W", shape);
        net.lower_bias = layers.parameter(lower, "b", {net.hidden, net.pieces});
        net.padding = layers.parameter(lower, "pad", {1, net.features, net.hidden, net.pieces});
        const auto upper_node = layers.reference(0, "upper");
        const auto linears = layers.named("linear");
        const auto upper_at = upper_node ? std::find(linears.begin(), linears.end(), *upper_node) : linears.end();
        net.has_upper = upper_at != linears.end();
        if (linears.size() != (net.has_upper ? 2U : 1U)) fail_format(where, "an unexpected number of linear layers");
        if (net.has_upper) net.upper = linear(layers, *upper_at, net.hidden);
        const std::size_t reduce = net.has_upper && upper_at == linears.begin() ? linears.back() : linears.front();
        net.reduce = linear(layers, reduce, m_network.tok2vecs[net.tok2vec].width);
        if (net.reduce.outputs != middle) fail_format(where, "the layers before and after the vectors do not fit");
        moves(component, net);
        const std::uint32_t outputs = net.has_upper ? net.upper.outputs : net.hidden;
        if (net.classes.size() > outputs || net.classes.empty()) fail_format(where, "more moves than outputs");
        if (outputs > 2048 || net.hidden > 2048) fail_support(where, "more than 2048 moves or hidden units", "up to 2048");
        std::vector<std::uint8_t> unseen(net.classes.size(), 0);
        if (const auto list = layers.attribute(0, "unseen_classes"); list && list->is_array()) {
            for (const auto& item : list->items) {
                if (item.natural < unseen.size()) unseen[item.natural] = 1;
            }
        }
        net.unseen = m_arrays.keep(std::move(unseen));
        add_step(NetworkStep::Kind::transition, m_network.transitions.size());
        m_network.transitions.push_back(std::move(net));
    }

    // The moves file lists, per move, labels with their counts: the most frequent come first, and of equals the last in
    // order of code points; labels added after training (with counts below zero) come at the end, move by move.
    void moves(const SpacyComponent& component, TransitionNet& net) {
        const auto file = read_msgpack(file_of(m_package, component.name + "/moves"));
        const MsgPack* text = file.ok() ? file->find("moves") : nullptr;
        const auto table = nlohmann::json::parse(text == nullptr ? std::string_view() : text->bytes, nullptr, false);
        if (!table.is_object()) fail_format(component.name + "/moves", "no table of moves");
        static constexpr Move parser_moves[] = {Move::shift, Move::reduce, Move::left, Move::right, Move::break_};
        static constexpr Move ner_moves[] = {Move::out, Move::begin, Move::in, Move::last, Move::unit, Move::out};
        std::vector<std::pair<std::int64_t, std::string>> late;
        std::map<std::string, std::vector<Move>> late_moves;
        std::set<std::pair<Move, std::string>> seen;
        const auto add = [&](Move move, const std::string& label) {
            if (net.kind == TransitionKind::ner && move == Move::out && !label.empty()) return;
            if (seen.insert({move, label}).second) net.classes.push_back({move, label_index(net, label)});
        };
        label_index(net, "");
        for (int code = 0; code < 6; ++code) {
            const auto labels = table.find(std::to_string(code));
            if (labels == table.end() || !labels->is_object()) continue;
            const bool missing = net.kind == TransitionKind::ner && code == 0;  // "no annotation" is no move
            if (missing || (net.kind == TransitionKind::parser && code > 4)) continue;
            const Move move = net.kind == TransitionKind::parser ? parser_moves[code] : ner_moves[code];
            std::vector<std::pair<std::int64_t, std::string>> order;
            for (const auto& item : labels->items()) order.emplace_back(item.value().get<std::int64_t>(), item.key());
            std::sort(order.rbegin(), order.rend());
            for (auto& [count, label] : order) {
                if (count >= 0) {
                    add(move, label);
                } else {
                    late_moves[label].push_back(move);
                    late.emplace_back(count, label);
                }
            }
        }
        std::sort(late.rbegin(), late.rend());
        for (const auto& [count, label] : late) {
            for (const Move move : late_moves[label]) add(move, label);
        }
        if (net.kind == TransitionKind::parser) add_parts(net);
    }

    // Labels that undoing a lifted arc can leave, and the root's.
    void add_parts(TransitionNet& net) {
        label_index(net, "ROOT");
        const std::vector<std::string_view> labels = net.labels;
        for (const std::string_view label : labels) {
            if (const auto split = label.find("||"); split != std::string_view::npos) label_index(net, std::string(label.substr(0, split)));
        }
    }

    std::uint16_t label_index(TransitionNet& net, const std::string& label) {
        auto it = std::find(net.labels.begin(), net.labels.end(), label);
        if (it == net.labels.end()) {
            if (net.labels.size() >= 0xFFFE) fail_support("component " + std::string(net.name), "so many labels", "at most 65,533 labels");
            it = net.labels.insert(net.labels.end(), m_arrays.keep(label));
        }
        return static_cast<std::uint16_t>(it - net.labels.begin());
    }

    const SpacyPackage& m_package;
    Network& m_network;
    Arrays& m_arrays;
    std::vector<std::pair<std::string, std::uint32_t>> m_upstream;
};

}  // namespace

const char* find_inconsistency(const Network& network) {
    const auto packed_fits = [](const PackedMatrix& m, std::uint32_t inputs, std::uint32_t outputs, bool maxout) {
        const std::size_t lanes = std::size_t{m.groups} * m.columns * 16;
        return m.inputs == inputs + inputs % 2 && m.columns >= 1 && m.columns <= 4 && lanes >= outputs && m.weight.size() == lanes * m.inputs &&
               m.bias.size() == lanes && m.unit.size() == (maxout ? std::size_t{m.groups} * 16 : lanes) && m.input_scale.size() == m.inputs;
    };
    const auto maxout_fits = [&](const MaxoutLayer& l, std::uint32_t width, std::size_t inputs) {
        const std::size_t rows = std::size_t{l.outputs} * l.pieces;
        return l.outputs == width && l.inputs == inputs && l.pieces >= 1 && l.pieces <= 4 && l.weight.size() == rows * inputs && l.bias.size() == rows &&
               l.gain.size() == width && l.shift.size() == width && l.packed.columns == l.pieces &&
               packed_fits(l.packed, l.inputs, l.outputs * l.pieces, true);
    };
    const auto linear_fits = [&](const LinearLayer& l, std::size_t inputs) {
        return l.inputs == inputs && l.weight.size() == std::size_t{l.outputs} * inputs && (l.bias.empty() || l.bias.size() == l.outputs) &&
               l.outputs > 0 && packed_fits(l.packed, l.inputs, l.outputs, false);
    };
    for (const auto& net : network.tok2vecs) {
        std::size_t parts = net.embeddings.size();
        for (const auto& table : net.embeddings) {
            if (table.rows == 0 || table.table.size() != std::size_t{table.rows} * net.width || table.attribute > Attribute::is_punct) return "an embedding";
        }
        if (net.vectors.dimensions > 0) {
            const auto& v = net.vectors;
            ++parts;
            if (v.projection.size() != std::size_t{net.width} * v.dimensions || v.keys.size() != v.key_rows.size()) return "static vectors";
            for (const std::uint32_t row : v.key_rows) {
                if ((std::size_t{row} + 1) * v.dimensions > v.vectors.size()) return "a row of the static vectors";
            }
        }
        if (net.width == 0 || net.width > 4096 || net.window == 0 || net.window > 8) return "an encoder's size";
        if (!maxout_fits(net.mix, net.width, parts * net.width)) return "a mixing layer";
        for (const auto& layer : net.layers) {
            if (!maxout_fits(layer, net.width, std::size_t{net.width} * (2 * net.window + 1))) return "an encoder's layer";
        }
    }
    for (const auto& net : network.classifiers) {
        if (net.tok2vec >= network.tok2vecs.size() || !linear_fits(net.output, network.tok2vecs[net.tok2vec].width) ||
            net.labels.size() != net.output.outputs || net.keep < 1 || net.keep > net.output.outputs) return "a classifier";
    }
    for (const auto& net : network.transitions) {
        if (net.tok2vec >= network.tok2vecs.size() || !linear_fits(net.reduce, network.tok2vecs[net.tok2vec].width)) return "a transition system's input";
        const std::size_t units = std::size_t{net.hidden} * net.pieces, lanes = std::size_t{(net.hidden + 15) / 16 * 16} * net.pieces;
        if (net.pieces < 1 || net.pieces > 4 || net.hidden == 0 || net.hidden > 2048 || net.features == 0 || net.features > 13 || net.kind > TransitionKind::ner ||
            (net.kind == TransitionKind::parser && net.features != 8 && net.features != 13)) return "a transition system's size";
        if (net.lower.outputs != net.features * units || net.lower.inputs != net.reduce.outputs || net.lower_bias.size() != units ||
            net.padding.size() != net.features * units || net.lower.packed.lanes() < net.features * lanes || net.packed_bias.size() != lanes ||
            net.packed_padding.size() != net.features * lanes || net.hidden_unit.size() * net.pieces != lanes) return "a lower layer";
        if (net.has_upper) {
            const LinearLayer& u = net.upper;
            const std::size_t classes = (std::size_t{u.outputs} + 15) / 16 * 16;
            if (u.outputs == 0 || u.outputs > 2048 || u.inputs != net.hidden || u.weight.size() != std::size_t{u.outputs} * u.inputs || u.bias.size() != u.outputs ||
                net.upper_weight.size() != net.hidden_unit.size() * classes || net.upper_bias.size() != classes) return "an upper layer";
        }
        if (net.classes.empty() || net.classes.size() > (net.has_upper ? net.upper.outputs : net.hidden) || net.unseen.size() != net.classes.size()) return "moves";
        for (const auto& c : net.classes) {
            if (c.label >= net.labels.size() || c.move > Move::out) return "a move";
        }
    }
    for (const auto& step : network.steps) {
        if (step.index >= (step.kind == NetworkStep::Kind::classifier ? network.classifiers.size() : network.transitions.size())) return "a step";
    }
    return nullptr;
}

Result<std::string> compile_network(const SpacyPackage& package) {
    Network network;
    Arrays arrays;
    try {
        Compiler(package, network, arrays).run();
    } catch (const Failure& failure) {
        return failure.error;
    } catch (const std::exception& error) {  // of the JSON library, on values of an unexpected type
        return Error{ErrorCode::bad_format, package.folder + ": " + error.what(), "check that the package is complete and was made by spaCy 3"};
    }
    pack_network(network, arrays);
    return write_network(network);
}

}  // namespace marsad::resources
