// Canonical names of mentions: what a list for people to read calls them.
#include <algorithm>

#include "annotate/actors_detail.h"
#include "base/utf8.h"

namespace marsad::annotate::detail {

namespace {

// Words before a noun that count it or point at it, and say nothing of what it is.
bool is_quantifier(const Tree& tree, std::uint32_t i) {
    if (any_of(tree.pos(i), {Pos::num, Pos::det, Pos::punct, Pos::space, Pos::sym})) return true;
    return is_word(tree.lower(i), {"a", "an", "the", "some", "several", "many", "few", "fewer", "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "scores", "tens", "million", "millions", "numerous",
                                   "countless", "at", "least", "most", "up", "to", "about", "around", "nearly", "almost", "over", "more", "less", "than", "approximately", "roughly", "some", "of", "as", "estimated", "total",
                                   "both", "all", "half", "another", "additional", "other", "only", "just", "no", "any", "each", "every", "such", "between", "and", "or", "its", "their", "his", "her", "our", "my", "your",
                                   "this", "that", "these", "those"});
}

// "two-year-old": a number that a hyphen joins to the next word is part of that word.
bool is_hyphenated(const Tree& tree, std::uint32_t i) {
    const auto& text = tree.doc().buffer;
    const std::uint32_t end = tree.token(i).span.end;
    return end < text.size() && text[end] == '-';
}

bool is_upper(std::string_view word) {
    return std::none_of(word.begin(), word.end(), base::is_ascii_lower) && std::count_if(word.begin(), word.end(), base::is_ascii_upper) > 1;
}

// The word as it stands in running text: a name keeps its capital, in a text that is all capitals too.
std::string in_running_case(const Tree& tree, const Names& names, std::uint32_t i, bool first_word, bool shouted) {
    const std::string word(tree.doc().words(i));
    const Name* name = names.at(i);
    if (name != nullptr && name->row != none && name->last == name->first + 1 && !name->phrase.empty()) return shouted ? std::string(name->phrase) : word;
    if (shouted && (name == nullptr || !is_upper(word))) return base::ascii_lower(word);
    if (shouted) return word.substr(0, 1) + base::ascii_lower(std::string_view(word).substr(1));
    // The capital that begins a sentence; "UN" and "Free" of "Free Army" keep theirs.
    const bool begins_sentence = tree.token(i).sentence != none && tree.doc().sentences[tree.token(i).sentence].first == i;
    const bool common = any_of(tree.pos(i), {Pos::noun, Pos::adj, Pos::verb, Pos::adv});
    return first_word && begins_sentence && common && name == nullptr && !is_upper(word) ? base::ascii_lower(word) : word;
}

template <typename WordOf>
std::string words_with_single_spaces(const Tree& tree, std::uint32_t first, std::uint32_t last, WordOf word_of) {
    std::string out;
    for (std::uint32_t i = first; i < last; ++i) {
        if (tree.pos(i) == Pos::space) continue;
        if (!out.empty() && tree.token(i).span.begin > tree.token(i - 1).span.end) out += ' ';
        else if (!out.empty() && tree.pos(i - 1) == Pos::space) out += ' ';
        for (char c : word_of(i)) {
            // A token can hold white space itself (a no-break space stays a part of its word).
            if (!base::is_ascii_space(c)) out += c;
            else if (!out.empty() && out.back() != ' ') out += ' ';
        }
    }
    return out;
}

}  // namespace

std::string plain_words(const Tree& tree, std::uint32_t first, std::uint32_t last) {
    return words_with_single_spaces(tree, first, last, [&](std::uint32_t i) { return tree.doc().words(i); });
}

std::string name_of_noun(const Tree& tree, const Names& names, std::uint32_t first, std::uint32_t last, std::uint32_t head) {
    const bool shouted = is_upper(tree.doc().words(head));
    while (first < head && names.at(first) == nullptr && is_quantifier(tree, first) && !is_hyphenated(tree, first)) ++first;
    return words_with_single_spaces(tree, first, last, [&](std::uint32_t i) { return in_running_case(tree, names, i, i == first, shouted); });
}

}  // namespace marsad::annotate::detail
