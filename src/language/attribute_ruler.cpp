#include "language/attribute_ruler.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"
#include "language/characters.h"

namespace marsad::language {

namespace {

using document::Pos;
using Test = resources::RulerCondition::Test;

enum class Field : std::uint8_t {
    orth,
    lower,
    norm,
    prefix,
    suffix,
    shape,
    tag,
    pos,
    dep,
    morph,
    lemma,
    flag
};

struct FieldName {
    std::string_view name;
    Field field;
    std::uint32_t flag = 0;
};

constexpr FieldName fields[] = {
    {"ORTH", Field::orth}, {"LOWER", Field::lower}, {"NORM", Field::norm}, {"PREFIX", Field::prefix}, {"SUFFIX", Field::suffix}, {"SHAPE", Field::shape}, {"TAG", Field::tag}, {"POS", Field::pos}, {"DEP", Field::dep}, {"MORPH", Field::morph}, {"LEMMA", Field::lemma}, {"IS_ALPHA", Field::flag, is_alpha}, {"IS_ASCII", Field::flag, is_ascii}, {"IS_DIGIT", Field::flag, is_digit}, {"IS_LOWER", Field::flag, is_lower}, {"IS_UPPER", Field::flag, is_upper}, {"IS_TITLE", Field::flag, is_title}, {"IS_SPACE", Field::flag, is_space}, {"IS_PUNCT", Field::flag, is_punct}};

const FieldName* field_of(std::string_view name) {
    const auto* found = std::find_if(std::begin(fields), std::end(fields), [&](const FieldName& field) { return field.name == name; });
    return found == std::end(fields) ? nullptr : found;
}

std::string pos_label(Pos pos) { return pos == Pos::none ? "" : base::ascii_upper(document::name(pos)); }

StringId pos_id(Pos pos) {
    static const auto ids = [] {
        std::array<StringId, 32> out{};
        for (int i = 1; i <= static_cast<int>(Pos::space); ++i) out[static_cast<std::size_t>(i)] = string_id(pos_label(static_cast<Pos>(i)));
        return out;
    }();
    return ids[static_cast<std::size_t>(pos)];
}

struct Condition {
    Field field = Field::orth;
    std::uint32_t flag = 0;
    Test test = Test::equal;
    std::vector<StringId> values;  // sorted; 0 and 1 for flags
    std::optional<Regex> regex;
};

StringId value_of(const Condition& condition, const WordState& word, const GrammarTables& tables) {
    switch (condition.field) {
        case Field::orth: return word.lexeme->orth;
        case Field::lower: return word.lexeme->lower;
        case Field::norm: return word.lexeme->norm;
        case Field::prefix: return word.lexeme->prefix;
        case Field::suffix: return word.lexeme->suffix;
        case Field::shape: return word.lexeme->shape;
        case Field::tag: return tables.tags.id(word.tag);
        case Field::pos: return pos_id(word.pos);
        case Field::dep: return tables.deps.id(word.dep);
        case Field::morph: return tables.morphs.id(word.morph);
        case Field::lemma: return word.has_lemma ? string_id(word.lemma) : 0;
        case Field::flag: return (word.lexeme->flags & condition.flag) != 0 ? 1 : 0;
    }
    return 0;
}

std::string text_of(Field field, const WordState& word, const GrammarTables& tables) {
    switch (field) {
        case Field::orth: return std::string(word.lexeme->form);
        case Field::lower: return lower(word.lexeme->form);
        case Field::tag: return tables.tags.names()[word.tag];
        case Field::pos: return pos_label(word.pos);
        case Field::dep: return tables.deps.names()[word.dep];
        case Field::morph: return tables.morphs.names()[word.morph];
        case Field::lemma: return word.lemma;
        default: return "";
    }
}

bool has_text(Field field) {
    return field == Field::orth || field == Field::lower || (field >= Field::tag && field <= Field::lemma);
}

bool holds(const Condition& condition, const WordState& word, const GrammarTables& tables, RegexScratch& scratch) {
    if (condition.test == Test::regex) return condition.regex->search(text_of(condition.field, word, tables), 0, scratch).has_value();
    const bool listed = std::binary_search(condition.values.begin(), condition.values.end(), value_of(condition, word, tables));
    return listed != (condition.test == Test::not_in);
}

using TokenPattern = std::vector<Condition>;

bool holds(const TokenPattern& pattern, const WordState& word, const GrammarTables& tables, RegexScratch& scratch) {
    return std::all_of(pattern.begin(), pattern.end(), [&](const Condition& condition) { return holds(condition, word, tables, scratch); });
}

Result<Condition> compile(const resources::RulerCondition& source) {
    const FieldName* name = field_of(source.attribute);
    if (name == nullptr) return Error{ErrorCode::unsupported, "attribute_ruler: a pattern tests " + source.attribute, ""};
    Condition condition;
    condition.field = name->field;
    condition.flag = name->flag;
    condition.test = source.test;
    if (source.test == Test::regex) {
        if (!has_text(name->field) || source.values.size() != 1) return Error{ErrorCode::unsupported, "attribute_ruler: REGEX on " + source.attribute, ""};
        auto regex = Regex::compile(source.values.front());
        if (!regex) return Error{regex.error().code, "attribute_ruler: " + regex.error().message, ""};
        condition.regex.emplace(std::move(*regex));
        return condition;
    }
    for (const std::string& value : source.values) {
        condition.values.push_back(name->field == Field::flag ? (value == "1" ? 1U : 0U) : string_id(value));
    }
    std::sort(condition.values.begin(), condition.values.end());
    return condition;
}

// What a rule sets; unset numbers are -1.
struct Action {
    std::int32_t tag = -1, dep = -1, morph = -1;
    std::optional<Pos> pos;
    std::optional<std::string> lemma;
};

struct WordPattern {
    std::uint32_t rule = 0;
    TokenPattern token;
};

struct PhrasePattern {
    std::uint32_t rule = 0, target = 0;
    std::vector<TokenPattern> tokens;
};

}  // namespace

struct AttributeRuler::Patterns {
    std::vector<Action> actions;  // by rule
    std::vector<WordPattern> words;
    std::vector<PhrasePattern> phrases;
    std::size_t longest = 1;
};

std::uint16_t LabelTable::add(std::string_view name) {
    const auto found = std::find(m_names.begin(), m_names.end(), name);
    if (found != m_names.end()) return static_cast<std::uint16_t>(found - m_names.begin());
    m_names.emplace_back(name);
    m_ids.push_back(string_id(name));
    return static_cast<std::uint16_t>(m_names.size() - 1);
}

AttributeRuler::AttributeRuler() : m_patterns(std::make_unique<Patterns>()) {}
AttributeRuler::AttributeRuler(AttributeRuler&&) noexcept = default;
AttributeRuler& AttributeRuler::operator=(AttributeRuler&&) noexcept = default;
AttributeRuler::~AttributeRuler() = default;

Result<AttributeRuler> AttributeRuler::create(const std::vector<resources::RulerRule>& rules, GrammarTables& tables) {
    auto patterns = std::make_unique<Patterns>();
    for (const resources::RulerRule& rule : rules) {
        const auto number = static_cast<std::uint32_t>(patterns->actions.size());
        Action action;
        for (const auto& [name, value] : rule.attributes) {
            if (name == "TAG") action.tag = tables.tags.add(value);
            else if (name == "DEP") action.dep = tables.deps.add(value);
            else if (name == "MORPH") action.morph = tables.morphs.add(value);
            else if (name == "POS") action.pos = document::pos_from(value);
            else if (name == "LEMMA") action.lemma = value;
        }
        patterns->actions.push_back(std::move(action));
        for (const resources::RulerPattern& source : rule.patterns) {
            std::vector<TokenPattern> tokens;
            for (const resources::RulerToken& conditions : source) {
                TokenPattern& token = tokens.emplace_back();
                for (const resources::RulerCondition& condition : conditions) {
                    auto compiled = compile(condition);
                    if (!compiled) return compiled.error();
                    token.push_back(std::move(*compiled));
                }
            }
            const auto size = static_cast<std::int32_t>(tokens.size());
            const std::int32_t target = rule.index < 0 ? size + rule.index : rule.index;
            if (target < 0 || target >= size) return Error{ErrorCode::bad_format, "attribute_ruler: an index outside its pattern", ""};
            patterns->longest = std::max(patterns->longest, tokens.size());
            if (size == 1) patterns->words.push_back({number, std::move(tokens.front())});
            else patterns->phrases.push_back({number, static_cast<std::uint32_t>(target), std::move(tokens)});
        }
    }
    AttributeRuler ruler;
    ruler.m_patterns = std::move(patterns);
    return ruler;
}

void AttributeRuler::match_word(const WordState& word, const GrammarTables& tables, RegexScratch& scratch, std::vector<std::uint32_t>& rules) const {
    for (const WordPattern& pattern : m_patterns->words) {
        if (holds(pattern.token, word, tables, scratch)) rules.push_back(pattern.rule);
    }
}

bool AttributeRuler::may_begin_phrase(const WordState& word, const GrammarTables& tables, RegexScratch& scratch) const {
    return std::any_of(m_patterns->phrases.begin(), m_patterns->phrases.end(),
                       [&](const PhrasePattern& pattern) { return holds(pattern.tokens.front(), word, tables, scratch); });
}

void AttributeRuler::match_phrases(std::span<const WordState> words, const GrammarTables& tables, RegexScratch& scratch, std::vector<PhraseMatch>& matches) const {
    for (const PhrasePattern& pattern : m_patterns->phrases) {
        if (pattern.tokens.size() > words.size()) continue;
        bool all = true;
        for (std::size_t i = 0; all && i < pattern.tokens.size(); ++i) all = holds(pattern.tokens[i], words[i], tables, scratch);
        if (all) matches.push_back({pattern.target, pattern.rule});
    }
}

std::size_t AttributeRuler::longest_phrase() const { return m_patterns->longest; }

void AttributeRuler::apply(std::uint32_t rule, WordState& word) const {
    const Action& action = m_patterns->actions[rule];
    if (action.tag >= 0) word.tag = static_cast<std::uint16_t>(action.tag);
    if (action.dep >= 0) word.dep = static_cast<std::uint16_t>(action.dep);
    if (action.morph >= 0) word.morph = static_cast<std::uint16_t>(action.morph);
    if (action.pos) word.pos = *action.pos;
    if (action.lemma) {
        word.lemma = *action.lemma;
        word.has_lemma = !action.lemma->empty();
    }
}

}  // namespace marsad::language
