#include "resources/spacy_rules.h"

#include <algorithm>

#include "base/utf8.h"
#include "resources/string_id.h"

namespace marsad::resources::detail {

namespace {

constexpr std::uint64_t orth_symbol = 65, norm_symbol = 67;

Error bad(std::string what) { return Error{ErrorCode::bad_format, std::move(what), "The package may be damaged; download it again."}; }

Error unsupported(const std::string& component, const std::string& what) {
    return Error{ErrorCode::unsupported, "component '" + component + "': " + what,
                 "Supported in token patterns: ORTH, TEXT, LOWER, NORM, PREFIX, SUFFIX, SHAPE, TAG, POS, DEP, MORPH, LEMMA and "
                 "IS_ALPHA, IS_ASCII, IS_DIGIT, IS_LOWER, IS_UPPER, IS_TITLE, IS_SPACE, IS_PUNCT, with a value, IN, NOT_IN or "
                 "REGEX; set: TAG, POS, MORPH, LEMMA, DEP."};
}

std::optional<std::string> optional_text(const MsgPack& root, std::string_view key) {
    const MsgPack* value = root.find(key);
    if (value == nullptr || !value->is_text()) return std::nullopt;
    return std::string(value->bytes);
}

// Keys are symbols by number, or their names.
const MsgPack* by_symbol(const MsgPack& map, std::uint64_t symbol, std::string_view name) {
    const MsgPack* found = map.find(symbol);
    return found != nullptr ? found : map.find(name);
}

std::string split_sort_join(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) break;
        text.remove_prefix(at + 1);
    }
    std::sort(parts.begin(), parts.end());
    std::string out;
    for (const std::string_view part : parts) {
        if (!out.empty()) out += separator;
        out += part;
    }
    return out;
}

bool is_known_attribute(std::string_view name) {
    static constexpr std::string_view known[] = {"ORTH", "LOWER", "NORM", "PREFIX", "SUFFIX", "SHAPE", "TAG", "POS", "DEP", "MORPH", "LEMMA",
                                                 "IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_SPACE", "IS_PUNCT"};
    return std::find(std::begin(known), std::end(known), name) != std::end(known);
}

std::optional<std::string> plain_value(const MsgPack& value) {
    if (value.is_text()) return std::string(value.bytes);
    if (value.kind == MsgPack::Kind::boolean) return value.boolean ? "1" : "0";
    if (value.is_number()) return std::to_string(value.integer);
    return std::nullopt;
}

// One {"LOWER": …} of a token's pattern; a set of tests ({"IN": …, "NOT_IN": …}) gives several conditions.
Result<> read_condition(const std::string& component, std::string attribute, const MsgPack& value, RulerToken& out) {
    attribute = base::ascii_upper(attribute);
    if (attribute == "TEXT") attribute = "ORTH";
    if (!is_known_attribute(attribute)) return unsupported(component, "a pattern tests " + attribute);
    if (const auto plain = plain_value(value)) {
        out.push_back({attribute, RulerCondition::Test::equal, {*plain}});
        return {};
    }
    if (!value.is_map()) return unsupported(component, "a pattern's value for " + attribute + " is of an unknown kind");
    for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) {
        const std::string test = base::ascii_upper(value.items[i].bytes);
        const MsgPack& argument = value.items[i + 1];
        RulerCondition condition{attribute, RulerCondition::Test::in, {}};
        if (test == "REGEX" && argument.is_text()) {
            condition.test = RulerCondition::Test::regex;
            condition.values.emplace_back(argument.bytes);
        } else if ((test == "IN" || test == "NOT_IN") && argument.is_array()) {
            if (test == "NOT_IN") condition.test = RulerCondition::Test::not_in;
            for (const MsgPack& item : argument.items) condition.values.push_back(plain_value(item).value_or(""));
        } else {
            return unsupported(component, "a pattern uses " + test);
        }
        out.push_back(std::move(condition));
    }
    return {};
}

Result<RulerPattern> read_pattern(const std::string& component, const MsgPack& tokens) {
    RulerPattern pattern;
    for (const MsgPack& token : tokens.items) {
        if (!token.is_map()) return bad("attribute_ruler/patterns: a token's pattern is not a map");
        RulerToken conditions;
        for (std::size_t i = 0; i + 1 < token.items.size(); i += 2) {
            if (auto read = read_condition(component, std::string(token.items[i].bytes), token.items[i + 1], conditions); !read) return read.error();
        }
        pattern.push_back(std::move(conditions));
    }
    if (pattern.empty()) return bad("attribute_ruler/patterns: a pattern without tokens");
    return pattern;
}

using PerPos = LemmaTables::PerPos;

void read_pos_tables(const MsgPack& tables, std::uint64_t pos, PerPos& out) {
    const auto table = [&](std::string_view name) -> const MsgPack* {
        const MsgPack* found = tables.find(name);
        return found == nullptr ? nullptr : found->find(pos);
    };
    if (const MsgPack* rules = table("lemma_rules"); rules != nullptr && rules->is_array()) {
        for (const MsgPack& rule : rules->items) {
            if (rule.items.size() == 2) out.rules.emplace_back(rule.items[0].bytes, rule.items[1].bytes);
        }
    }
    if (const MsgPack* exceptions = table("lemma_exc"); exceptions != nullptr && exceptions->is_map()) {
        for (std::size_t i = 0; i + 1 < exceptions->items.size(); i += 2) {
            std::vector<std::string> lemmas;
            for (const MsgPack& lemma : exceptions->items[i + 1].items) lemmas.emplace_back(lemma.bytes);
            out.exceptions.emplace_back(exceptions->items[i].bytes, std::move(lemmas));
        }
        std::sort(out.exceptions.begin(), out.exceptions.end());
    }
    if (const MsgPack* index = table("lemma_index"); index != nullptr && index->is_array()) {
        for (const MsgPack& form : index->items) out.index.emplace_back(form.bytes);
        std::sort(out.index.begin(), out.index.end());
        out.index.erase(std::unique(out.index.begin(), out.index.end()), out.index.end());
    }
}

}  // namespace

std::string normalize_features(std::string_view features) {
    if (features.empty() || features == "_") return "";
    std::string sorted_values;
    while (true) {
        const std::size_t at = features.find('|');
        const std::string_view feature = features.substr(0, at);
        const std::size_t equals = feature.find('=');
        if (!sorted_values.empty()) sorted_values += '|';
        if (equals == std::string_view::npos) {
            sorted_values += feature;
        } else {
            sorted_values += feature.substr(0, equals + 1);
            sorted_values += split_sort_join(feature.substr(equals + 1), ',');
        }
        if (at == std::string_view::npos) break;
        features.remove_prefix(at + 1);
    }
    return split_sort_join(sorted_values, '|');
}

Result<TokenizerRules> read_tokenizer(std::string_view bytes) {
    auto root = read_msgpack(bytes);
    if (!root || !root->is_map()) return bad("tokenizer: not a MessagePack map");
    TokenizerRules rules;
    rules.prefix = optional_text(*root, "prefix_search");
    rules.suffix = optional_text(*root, "suffix_search");
    rules.infix = optional_text(*root, "infix_finditer");
    rules.token_match = optional_text(*root, "token_match");
    rules.url_match = optional_text(*root, "url_match");
    if (const MsgPack* fast = root->find("faster_heuristics"); fast != nullptr) rules.faster_heuristics = fast->boolean;
    if (const MsgPack* exceptions = root->find("exceptions"); exceptions != nullptr && exceptions->is_map()) {
        for (std::size_t i = 0; i + 1 < exceptions->items.size(); i += 2) {
            TokenizerException exception{std::string(exceptions->items[i].bytes), {}};
            for (const MsgPack& token : exceptions->items[i + 1].items) {
                const MsgPack* orth = by_symbol(token, orth_symbol, "ORTH");
                const MsgPack* norm = by_symbol(token, norm_symbol, "NORM");
                if (orth == nullptr || !orth->is_text()) return bad("tokenizer: an exception's token has no ORTH");
                exception.tokens.push_back({std::string(orth->bytes), norm == nullptr ? "" : std::string(norm->bytes)});
            }
            rules.exceptions.push_back(std::move(exception));
        }
    }
    std::sort(rules.exceptions.begin(), rules.exceptions.end(), [](const auto& a, const auto& b) { return a.text < b.text; });
    return rules;
}

Result<std::vector<RulerRule>> read_ruler(std::string_view bytes, const std::string& component) {
    auto root = read_msgpack(bytes);
    if (!root || !root->is_array()) return bad(component + "/patterns: not a MessagePack list");
    std::vector<RulerRule> rules;
    for (const MsgPack& item : root->items) {
        const MsgPack* patterns = item.find("patterns");
        const MsgPack* attributes = item.find("attrs");
        if (patterns == nullptr || attributes == nullptr || !attributes->is_map()) return bad(component + "/patterns: a rule without patterns or attrs");
        RulerRule rule;
        if (const MsgPack* index = item.find("index"); index != nullptr) rule.index = static_cast<std::int32_t>(index->integer);
        for (const MsgPack& tokens : patterns->items) {
            auto pattern = read_pattern(component, tokens);
            if (!pattern) return pattern.error();
            const auto size = static_cast<std::int32_t>(pattern->size());
            if (rule.index >= size || rule.index < -size) return bad(component + "/patterns: an index outside its pattern");
            rule.patterns.push_back(std::move(*pattern));
        }
        for (std::size_t i = 0; i + 1 < attributes->items.size(); i += 2) {
            std::string name = base::ascii_upper(attributes->items[i].bytes);
            std::string value(attributes->items[i + 1].bytes);
            if (name != "TAG" && name != "POS" && name != "MORPH" && name != "LEMMA" && name != "DEP") {
                return unsupported(component, "a rule sets " + name);
            }
            if (name == "MORPH") value = normalize_features(value);
            rule.attributes.emplace_back(std::move(name), std::move(value));
        }
        rules.push_back(std::move(rule));
    }
    return rules;
}

Result<> read_lemma_tables(std::string_view lookups, LemmaTables& tables) {
    auto root = read_msgpack(lookups);
    if (!root || !root->is_map()) return bad("lemmatizer/lookups/lookups.bin: not a MessagePack map");
    if (tables.mode == LemmatizerMode::rule) {
        if (root->find("lemma_rules") == nullptr) return bad("lemmatizer/lookups/lookups.bin: no table lemma_rules");
        static constexpr std::string_view poses[] = {"adj", "adp", "adv", "aux", "cconj", "conj", "det", "intj", "noun", "num",
                                                     "part", "pron", "propn", "punct", "sconj", "sym", "verb", "x"};
        for (const std::string_view pos : poses) {
            PerPos per_pos;
            read_pos_tables(*root, string_id(pos), per_pos);
            if (per_pos.any()) tables.by_pos.emplace(pos, std::move(per_pos));
        }
        return {};
    }
    const MsgPack* table = root->find("lemma_lookup");
    if (table == nullptr || !table->is_map()) return bad("lemmatizer/lookups/lookups.bin: no table lemma_lookup");
    for (std::size_t i = 0; i + 1 < table->items.size(); i += 2) {
        const MsgPack& value = table->items[i + 1];
        const MsgPack* lemma = value.is_array() && !value.items.empty() ? value.items.data() : &value;
        const std::uint64_t form = table->items[i].is_text() ? string_id(table->items[i].bytes) : table->items[i].natural;
        tables.lookup.emplace_back(form, lemma->bytes);
    }
    std::sort(tables.lookup.begin(), tables.lookup.end());
    return {};
}

Result<std::vector<EditTree>> read_edit_trees(std::string_view bytes, const std::map<std::uint64_t, std::string>& strings) {
    auto root = read_msgpack(bytes);
    const MsgPack* list = root ? root->find("trees") : nullptr;
    if (list == nullptr || !list->is_array()) return bad("trees: not a MessagePack map with a list of trees");
    const auto text = [&](const MsgPack* id) -> std::string {
        if (id == nullptr) return "";
        if (id->is_text()) return std::string(id->bytes);
        const auto found = strings.find(id->natural);
        return found == strings.end() ? "" : found->second;
    };
    std::vector<EditTree> trees;
    for (const MsgPack& item : list->items) {
        EditTree tree;
        const MsgPack* prefix = item.find("prefix_len");
        tree.match = prefix != nullptr;
        if (tree.match) {
            const auto number = [&](std::string_view key) {
                const MsgPack* value = item.find(key);
                return value == nullptr ? 0xFFFFFFFFU : static_cast<std::uint32_t>(value->natural);
            };
            tree.prefix_length = number("prefix_len");
            tree.suffix_length = number("suffix_len");
            tree.prefix_tree = number("prefix_tree");
            tree.suffix_tree = number("suffix_tree");
        } else {
            tree.original = text(item.find("orig"));
            tree.substitute = text(item.find("subst"));
        }
        trees.push_back(std::move(tree));
    }
    return trees;
}

}  // namespace marsad::resources::detail
