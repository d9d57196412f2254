#include "language/lemmatizer.h"

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "language/characters.h"

namespace marsad::language {

namespace {

using document::Pos;
using PerPos = resources::LemmaRules::PerPos;

bool is_word(std::string_view form) {
    if (form.empty()) return false;
    for (std::size_t at = 0, size = 0; at < form.size(); at += size) {
        if (!is_alpha_char(base::decode(form, at, size))) return false;
    }
    return true;
}

// English: forms that are their own lemma by their features.
bool is_base_form(Pos pos, std::string_view features) {
    const std::string_view verb_form = feature(features, "VerbForm");
    if (pos == Pos::noun && feature(features, "Number") == "Sing") return true;
    if (pos == Pos::verb && verb_form == "Fin" && feature(features, "Tense") == "Pres" && feature(features, "Number").empty()) return true;
    return verb_form == "Inf" || verb_form == "None" || feature(features, "Degree") == "Pos";
}

void add_unless_there(std::vector<std::string>& forms, std::string form, bool in_front) {
    if (std::find(forms.begin(), forms.end(), form) != forms.end()) return;
    forms.insert(in_front ? forms.begin() : forms.end(), std::move(form));
}

class TreeWalk {
public:
    TreeWalk(const std::vector<resources::EditTree>& trees, std::string_view form) : m_trees(trees), m_form(form) {
        for (std::size_t at = 0, size = 0; at < form.size(); at += size) {
            m_offsets.push_back(at);
            base::decode(form, at, size);
        }
        m_offsets.push_back(form.size());
    }

    std::size_t chars() const { return m_offsets.size() - 1; }

    // Code points [first, last) of the form; children have smaller indices than their parents.
    bool apply(std::uint32_t index, std::size_t first, std::size_t last, std::string& out) const {
        const resources::EditTree& tree = m_trees[index];
        if (!tree.match) {
            if (part(first, last) != tree.original) return false;
            out += tree.substitute;
            return true;
        }
        if (std::size_t{tree.prefix_length} + tree.suffix_length > last - first) return false;
        const std::size_t prefix_end = first + tree.prefix_length, suffix_begin = last - tree.suffix_length;
        constexpr std::uint32_t no_tree = 0xFFFFFFFF;
        if (tree.prefix_tree != no_tree && !apply(tree.prefix_tree, first, prefix_end, out)) return false;
        out += part(prefix_end, suffix_begin);
        return tree.suffix_tree == no_tree || apply(tree.suffix_tree, suffix_begin, last, out);
    }

private:
    std::string_view part(std::size_t first, std::size_t last) const { return m_form.substr(m_offsets[first], m_offsets[last] - m_offsets[first]); }

    const std::vector<resources::EditTree>& m_trees;
    std::string_view m_form;
    std::vector<std::size_t> m_offsets;
};

}  // namespace

std::string_view feature(std::string_view features, std::string_view name) {
    while (!features.empty()) {
        const std::size_t end = std::min(features.find('|'), features.size());
        const std::string_view one = features.substr(0, end);
        if (one.size() > name.size() && one[name.size()] == '=' && one.starts_with(name)) return one.substr(name.size() + 1);
        features.remove_prefix(std::min(end + 1, features.size()));
    }
    return {};
}

Lemmatizer::Lemmatizer(const resources::LemmaRules& rules) : m_rules(&rules) {
    for (const PerPos& table : rules.by_pos) m_by_pos[static_cast<std::size_t>(document::pos_from(table.pos))] = &table;
    m_by_pos[static_cast<std::size_t>(Pos::none)] = nullptr;
}

std::string Lemmatizer::lemma(const Lexeme& lexeme, Pos pos, std::string_view features) const {
    if (m_rules->mode == resources::LemmatizerMode::lookup) {
        const auto& ids = m_rules->lookup_ids;
        const auto found = std::lower_bound(ids.begin(), ids.end(), lexeme.orth);
        if (found == ids.end() || *found != lexeme.orth) return std::string(lexeme.form);
        return std::string(m_rules->lookup_lemmas[static_cast<std::size_t>(found - ids.begin())]);
    }
    if (pos == Pos::none || pos == Pos::space) return lower(lexeme.form);
    if (m_rules->english && is_base_form(pos, features)) return lower(lexeme.form);
    const PerPos* table = m_by_pos[static_cast<std::size_t>(pos)];
    if (table == nullptr) return pos == Pos::propn ? std::string(lexeme.form) : lower(lexeme.form);
    return by_rules(lexeme.form, lower(lexeme.form), *table);
}

// Forms in the index come first, the last found foremost; then other forms that are not words; exceptions before all;
// words outside the index only where nothing else was found.
std::string Lemmatizer::by_rules(std::string_view form, std::string lowered, const PerPos& table) const {
    std::vector<std::string> forms, unknown;
    for (const auto& [suffix, replacement] : table.rules) {
        if (!lowered.ends_with(suffix)) continue;
        std::string candidate = lowered.substr(0, lowered.size() - suffix.size()) + replacement;
        if (candidate.empty()) continue;
        if (table.index.find(candidate)) {
            forms.insert(forms.begin(), std::move(candidate));
        } else if (!is_word(candidate)) {
            forms.push_back(std::move(candidate));
        } else {
            unknown.push_back(std::move(candidate));
        }
    }
    if (const auto found = table.exceptions.find(lowered)) {
        std::string_view lemmas = table.exception_lemmas[*found];
        while (!lemmas.empty()) {
            const std::size_t end = std::min(lemmas.find('\n'), lemmas.size());
            add_unless_there(forms, std::string(lemmas.substr(0, end)), true);
            lemmas.remove_prefix(std::min(end + 1, lemmas.size()));
        }
    }
    if (!forms.empty()) return forms.front();
    return unknown.empty() ? std::string(form) : unknown.front();
}

std::optional<std::string_view> Lemmatizer::stored(std::string_view lemma) const {
    for (const PerPos& table : m_rules->by_pos) {
        if (const auto found = table.index.find(lemma)) return table.index[*found];
    }
    return std::nullopt;
}

std::optional<std::string> apply_edit_tree(const resources::EditTreeLemmatizer& lemmatizer, std::uint32_t tree, std::string_view form) {
    const TreeWalk walk(lemmatizer.trees, form);
    std::string out;
    if (!walk.apply(tree, 0, walk.chars(), out)) return std::nullopt;
    return out;
}

std::optional<std::string> lemma_by_edit_trees(const resources::EditTreeLemmatizer& lemmatizer, std::span<const std::uint16_t> labels, std::string_view form) {
    for (const std::uint16_t label : labels) {
        if (label >= lemmatizer.labels.size()) continue;
        if (auto lemma = apply_edit_tree(lemmatizer, lemmatizer.labels[label], form)) return lemma;
    }
    if (lemmatizer.backoff == "orth") return std::string(form);
    return std::nullopt;
}

}  // namespace marsad::language
