#include "resources/language_rules.h"

#include <algorithm>
#include <cstring>

namespace marsad::resources {

namespace {

constexpr std::uint32_t rules_version = 1;

// Numbers are little-endian, strings have their length before them.
class Writer {
public:
    void number(std::uint32_t value) { m_bytes.append(reinterpret_cast<const char*>(&value), sizeof value); }
    void number64(std::uint64_t value) { m_bytes.append(reinterpret_cast<const char*>(&value), sizeof value); }
    void flag(bool value) { number(value ? 1 : 0); }

    void text(std::string_view value) {
        number(static_cast<std::uint32_t>(value.size()));
        m_bytes += value;
    }

    void optional_text(const std::optional<std::string>& value) {
        flag(value.has_value());
        if (value) text(*value);
    }

    // count, offsets, bytes
    template <typename Items, typename Project>
    void table(const Items& items, Project project) {
        std::string bytes;
        number(static_cast<std::uint32_t>(items.size()));
        for (const auto& item : items) {
            number(static_cast<std::uint32_t>(bytes.size()));
            bytes += project(item);
        }
        number(static_cast<std::uint32_t>(bytes.size()));
        text(bytes);
    }

    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

// Reads what Writer wrote; after the first thing that doesn't fit, ok() is false and everything reads as empty.
class Reader {
public:
    explicit Reader(std::string_view bytes) : m_rest(bytes) {}

    bool ok() const { return m_ok; }
    bool at_end() const { return m_ok && m_rest.empty(); }

    std::uint32_t number() { return read<std::uint32_t>(); }
    std::uint64_t number64() { return read<std::uint64_t>(); }
    bool flag() { return number() != 0; }

    // A count of items that take `least` bytes each at least.
    std::uint32_t count(std::size_t least) {
        const std::uint32_t value = number();
        if (value > m_rest.size() / least) return fail(), 0;
        return value;
    }

    std::string_view view(std::size_t size) {
        if (size > m_rest.size()) return fail(), std::string_view();
        const std::string_view out = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return out;
    }

    std::string_view text() { return view(number()); }
    std::string string() { return std::string(text()); }

    std::optional<std::string> optional_text() {
        if (!flag()) return std::nullopt;
        return string();
    }

    StringTable table() {
        const std::uint32_t size = count(4);
        const std::string_view offsets = view((std::size_t{size} + 1) * 4);
        const std::string_view bytes = text();
        std::uint32_t last = 0;
        for (std::size_t at = 0; at < offsets.size(); at += 4) {
            std::uint32_t offset = 0;
            std::memcpy(&offset, offsets.data() + at, 4);
            if (offset < last || offset > bytes.size()) return fail(), StringTable();
            last = offset;
        }
        return m_ok ? StringTable(offsets, bytes) : StringTable();
    }

private:
    void fail() {
        m_ok = false;
        m_rest = {};
    }

    template <typename Number>
    Number read() {
        Number value = 0;
        const std::string_view bytes = view(sizeof value);
        if (m_ok) std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }

    std::string_view m_rest;
    bool m_ok = true;
};

constexpr auto itself = [](const std::string& text) -> std::string_view { return text; };

std::optional<GrammarStep> step_of(std::string_view factory) {
    if (factory == "tagger") return GrammarStep::tags;
    if (factory == "parser") return GrammarStep::dependencies;
    if (factory == "morphologizer") return GrammarStep::morphologizer;
    if (factory == "attribute_ruler") return GrammarStep::ruler;
    if (factory == "lemmatizer") return GrammarStep::lemmatizer;
    if (factory == "trainable_lemmatizer") return GrammarStep::edit_trees;
    return std::nullopt;
}

void write_tokenizer(Writer& out, const TokenizerRules& rules) {
    for (const auto* pattern : {&rules.prefix, &rules.suffix, &rules.infix, &rules.token_match, &rules.url_match}) out.optional_text(*pattern);
    out.flag(rules.faster_heuristics);
    out.number(static_cast<std::uint32_t>(rules.exceptions.size()));
    for (const TokenizerException& exception : rules.exceptions) {
        out.text(exception.text);
        out.number(static_cast<std::uint32_t>(exception.tokens.size()));
        for (const ExceptionToken& token : exception.tokens) {
            out.text(token.orth);
            out.text(token.norm);
        }
    }
}

void read_tokenizer(Reader& in, TokenizerRules& rules) {
    for (auto* pattern : {&rules.prefix, &rules.suffix, &rules.infix, &rules.token_match, &rules.url_match}) *pattern = in.optional_text();
    rules.faster_heuristics = in.flag();
    rules.exceptions.resize(in.count(8));
    for (TokenizerException& exception : rules.exceptions) {
        exception.text = in.string();
        exception.tokens.resize(in.count(8));
        for (ExceptionToken& token : exception.tokens) {
            token.orth = in.string();
            token.norm = in.string();
        }
    }
}

void write_ruler(Writer& out, const std::vector<RulerRule>& rules) {
    out.number(static_cast<std::uint32_t>(rules.size()));
    for (const RulerRule& rule : rules) {
        out.number(static_cast<std::uint32_t>(rule.index));
        out.number(static_cast<std::uint32_t>(rule.attributes.size()));
        for (const auto& [name, value] : rule.attributes) {
            out.text(name);
            out.text(value);
        }
        out.number(static_cast<std::uint32_t>(rule.patterns.size()));
        for (const RulerPattern& pattern : rule.patterns) {
            out.number(static_cast<std::uint32_t>(pattern.size()));
            for (const RulerToken& token : pattern) {
                out.number(static_cast<std::uint32_t>(token.size()));
                for (const RulerCondition& condition : token) {
                    out.text(condition.attribute);
                    out.number(static_cast<std::uint32_t>(condition.test));
                    out.number(static_cast<std::uint32_t>(condition.values.size()));
                    for (const std::string& value : condition.values) out.text(value);
                }
            }
        }
    }
}

void read_ruler_token(Reader& in, RulerToken& token) {
    token.resize(in.count(12));
    for (RulerCondition& condition : token) {
        condition.attribute = in.string();
        condition.test = static_cast<RulerCondition::Test>(std::min(in.number(), 3U));
        condition.values.resize(in.count(4));
        for (std::string& value : condition.values) value = in.string();
    }
}

void read_ruler(Reader& in, std::vector<RulerRule>& rules) {
    rules.resize(in.count(12));
    for (RulerRule& rule : rules) {
        rule.index = static_cast<std::int32_t>(in.number());
        rule.attributes.resize(in.count(8));
        for (auto& [name, value] : rule.attributes) {
            name = in.string();
            value = in.string();
        }
        rule.patterns.resize(in.count(4));
        for (RulerPattern& pattern : rule.patterns) {
            pattern.resize(in.count(4));
            for (RulerToken& token : pattern) read_ruler_token(in, token);
        }
    }
}

void write_lemmas(Writer& out, const LemmaTables& tables) {
    out.number(static_cast<std::uint32_t>(tables.mode));
    out.flag(tables.overwrite);
    out.flag(tables.english);
    out.number(static_cast<std::uint32_t>(tables.by_pos.size()));
    for (const auto& [pos, table] : tables.by_pos) {
        out.text(pos);
        out.number(static_cast<std::uint32_t>(table.rules.size()));
        for (const auto& [suffix, replacement] : table.rules) {
            out.text(suffix);
            out.text(replacement);
        }
        out.table(table.exceptions, [](const auto& entry) -> std::string_view { return entry.first; });
        out.table(table.exceptions, [](const auto& entry) {
            std::string joined;
            for (const std::string& lemma : entry.second) joined += (joined.empty() ? "" : "\n") + lemma;
            return joined;
        });
        out.table(table.index, itself);
    }
    out.number(static_cast<std::uint32_t>(tables.lookup.size()));
    for (const auto& entry : tables.lookup) out.number64(entry.first);
    out.table(tables.lookup, [](const auto& entry) -> std::string_view { return entry.second; });
}

void read_lemmas(Reader& in, LemmaRules& lemmas) {
    lemmas.mode = static_cast<LemmatizerMode>(std::min(in.number(), 2U));
    lemmas.overwrite = in.flag();
    lemmas.english = in.flag();
    lemmas.by_pos.resize(in.count(8));
    for (LemmaRules::PerPos& table : lemmas.by_pos) {
        table.pos = in.string();
        table.rules.resize(in.count(8));
        for (auto& [suffix, replacement] : table.rules) {
            suffix = in.string();
            replacement = in.string();
        }
        table.exceptions = in.table();
        table.exception_lemmas = in.table();
        table.index = in.table();
    }
    lemmas.lookup_ids.resize(in.count(8));
    for (std::uint64_t& id : lemmas.lookup_ids) id = in.number64();
    lemmas.lookup_lemmas = in.table();
}

void write_edit_trees(Writer& out, const std::optional<EditTreeLemmatizer>& lemmatizer) {
    out.flag(lemmatizer.has_value());
    if (!lemmatizer) return;
    out.flag(lemmatizer->overwrite);
    out.text(lemmatizer->backoff);
    out.number(static_cast<std::uint32_t>(lemmatizer->top_k));
    out.number(static_cast<std::uint32_t>(lemmatizer->labels.size()));
    for (const std::uint32_t tree : lemmatizer->labels) out.number(tree);
    out.number(static_cast<std::uint32_t>(lemmatizer->trees.size()));
    for (const EditTree& tree : lemmatizer->trees) {
        out.flag(tree.match);
        for (const std::uint32_t value : {tree.prefix_length, tree.suffix_length, tree.prefix_tree, tree.suffix_tree}) out.number(value);
        out.text(tree.original);
        out.text(tree.substitute);
    }
}

void read_edit_trees(Reader& in, std::optional<EditTreeLemmatizer>& out) {
    if (!in.flag()) return;
    EditTreeLemmatizer lemmatizer;
    lemmatizer.overwrite = in.flag();
    lemmatizer.backoff = in.string();
    lemmatizer.top_k = in.number();
    lemmatizer.labels.resize(in.count(4));
    for (std::uint32_t& tree : lemmatizer.labels) tree = in.number();
    lemmatizer.trees.resize(in.count(28));
    for (EditTree& tree : lemmatizer.trees) {
        tree.match = in.flag();
        for (std::uint32_t* value : {&tree.prefix_length, &tree.suffix_length, &tree.prefix_tree, &tree.suffix_tree}) *value = in.number();
        tree.original = in.string();
        tree.substitute = in.string();
    }
    out = std::move(lemmatizer);
}

void write_morphologizer(Writer& out, const std::optional<Morphologizer>& morphologizer) {
    out.flag(morphologizer.has_value());
    if (!morphologizer) return;
    out.flag(morphologizer->overwrite);
    out.flag(morphologizer->extend);
    out.number(static_cast<std::uint32_t>(morphologizer->labels.size()));
    for (const MorphologizerLabel& label : morphologizer->labels) {
        for (const std::string* text : {&label.label, &label.morph, &label.pos}) out.text(*text);
    }
}

void read_morphologizer(Reader& in, std::optional<Morphologizer>& out) {
    if (!in.flag()) return;
    Morphologizer morphologizer;
    morphologizer.overwrite = in.flag();
    morphologizer.extend = in.flag();
    morphologizer.labels.resize(in.count(12));
    for (MorphologizerLabel& label : morphologizer.labels) {
        for (std::string* text : {&label.label, &label.morph, &label.pos}) *text = in.string();
    }
    out = std::move(morphologizer);
}

// Trees refer to trees; a ring or a missing one would never end. spaCy adds children before their parents.
bool trees_are_sound(const std::optional<EditTreeLemmatizer>& lemmatizer) {
    if (!lemmatizer) return true;
    const auto& trees = lemmatizer->trees;
    for (std::size_t i = 0; i < trees.size(); ++i) {
        for (const std::uint32_t child : {trees[i].prefix_tree, trees[i].suffix_tree}) {
            if (trees[i].match && child != 0xFFFFFFFF && child >= i) return false;
        }
    }
    return std::all_of(lemmatizer->labels.begin(), lemmatizer->labels.end(), [&](std::uint32_t tree) { return tree < trees.size(); });
}

}  // namespace

std::string_view StringTable::operator[](std::size_t index) const {
    std::uint32_t ends[2];
    std::memcpy(ends, m_offsets.data() + index * 4, sizeof ends);
    return m_bytes.substr(ends[0], ends[1] - ends[0]);
}

std::optional<std::size_t> StringTable::find(std::string_view text) const {
    std::size_t low = 0, high = size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if ((*this)[middle] < text) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == size() || (*this)[low] != text) return std::nullopt;
    return low;
}

std::string encode_rules(const SpacyPackage& package) {
    Writer out;
    out.number(rules_version);
    out.text(package.language);
    out.text(package.name + " " + package.version);
    std::vector<GrammarStep> steps;
    for (const SpacyComponent& component : package.components) {
        if (const auto step = step_of(component.factory)) steps.push_back(*step);
    }
    out.number(static_cast<std::uint32_t>(steps.size()));
    for (const GrammarStep step : steps) out.number(static_cast<std::uint32_t>(step));
    write_tokenizer(out, package.tokenizer);
    out.number(static_cast<std::uint32_t>(package.norms.size()));
    for (const auto& [form, norm] : package.norms) {
        out.number64(form);
        out.text(norm);
    }
    write_ruler(out, package.ruler);
    write_lemmas(out, package.lemmas);
    write_edit_trees(out, package.edit_trees);
    write_morphologizer(out, package.morphologizer);
    return out.take();
}

Result<LanguageRules> decode_rules(std::string_view section) {
    const std::string advice = "Make the resource file again: marsad resources";
    Reader in(section);
    if (const std::uint32_t version = in.number(); in.ok() && version != rules_version) {
        return Error{ErrorCode::version_mismatch, "language rules of version " + std::to_string(version) + ", this program reads " + std::to_string(rules_version), advice};
    }
    LanguageRules rules;
    rules.language = in.string();
    rules.package = in.string();
    rules.steps.resize(in.count(4));
    for (GrammarStep& step : rules.steps) step = static_cast<GrammarStep>(std::min(in.number(), 5U));
    read_tokenizer(in, rules.tokenizer);
    rules.norms.resize(in.count(12));
    for (auto& [form, norm] : rules.norms) {
        form = in.number64();
        norm = in.string();
    }
    read_ruler(in, rules.ruler);
    read_lemmas(in, rules.lemmas);
    read_edit_trees(in, rules.edit_trees);
    read_morphologizer(in, rules.morphologizer);
    if (!in.at_end() || !trees_are_sound(rules.edit_trees)) return Error{ErrorCode::damaged, "the language rules are damaged", advice};
    return rules;
}

}  // namespace marsad::resources
