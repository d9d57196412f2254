// How a word gets its case
//
//   1. Listed words (resources/learned/truecase.txt) take the case of their list entry: "said", "Lebanon", "NATO".
//   2. A word that isn't listed is lower case if without an ending (-s, -ed, -ing, -ly …) it is a listed word in lower case;
//      else it is taken for a name: in capitals if it has no vowel or letters and digits mixed, else with a capital.
//   3. The first word of a sentence, and of a quotation after a comma, a colon or a full stop, gets a capital.
//   4. Neighbours that the list has as a pair ("White House") take the case that the pair has. Where it has none, a word beside
//      a name may be listed with a star in the name's place ("* County", "President *"). What is a name is told by steps 1 and
//      2 alone, so that the order of words does not matter; a word that its neighbours would have differently takes the case
//      that it would not have alone.
//   5. In title case only what would be a common word there loses its capital; the first word keeps it.
//   6. Words joined by hyphens or apostrophes are recased each for itself; after an apostrophe only names of four letters
//      and more get a capital ("O'Connor", "don't"). Single letters with full stops between them stay in capitals ("U.S.").
#include "language/truecase.h"

#include <algorithm>

#include "base/utf8.h"
#include "language/characters.h"

namespace marsad::language {

namespace {

// The end of the run of letters and digits at `at`; `at` itself where there is none.
std::size_t word_end(std::string_view text, std::size_t at) {
    for (std::size_t size = 0; at < text.size(); at += size) {
        const char32_t c = base::decode(text, at, size);
        if (!is_alpha_char(c) && !is_digit_char(c)) break;
    }
    return at;
}

// "a.m." and the like, which are no initials.
bool is_small_abbreviation(std::string_view text, std::size_t at) {
    static constexpr std::string_view known[] = {"a.m", "p.m", "e.g", "i.e"};
    return std::any_of(std::begin(known), std::end(known), [&](std::string_view one) {
        return text.substr(at).starts_with(one) || (at >= 2 && text.substr(at - 2).starts_with(one));
    });
}

bool is_apostrophe(std::string_view text, std::size_t at) { return text[at] == '\'' || text.substr(at).starts_with("’"); }

// The text in lower case where that keeps every character's length; other characters stay.
std::string lower_in_place(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0, size = 0; at < text.size(); at += size) {
        base::decode(text, at, size);
        const std::string small = size == 1 ? std::string(1, base::ascii_lower(text[at])) : lower(text.substr(at, size));
        if (small.size() == size) out += small;
        else out += text.substr(at, size);
    }
    return out;
}

// Prepositions that stand in lower case in many a house's title case.
bool may_be_small(std::string_view word) {
    static constexpr std::string_view known[] = {"with", "from", "over", "into", "after", "near", "amid", "upon", "than", "that", "under", "about", "between", "against"};
    return std::find(std::begin(known), std::end(known), word) != std::end(known);
}

void capitalize_first(char* word, std::size_t size) {
    std::size_t first = 0;
    base::decode({word, size}, 0, first);
    const std::string capital = upper({word, first});
    if (capital.size() == first) std::copy(capital.begin(), capital.end(), word);
}

void capitalize_all(char* word, std::size_t size) {
    for (std::size_t at = 0, one = 0; at < size; at += one) {
        base::decode({word + at, size - at}, 0, one);
        capitalize_first(word + at, one);
    }
}

bool is_known_opening(std::string_view text, std::size_t at) {
    static constexpr std::string_view quotes[] = {"\"", "“", "``", "«"};
    return std::any_of(std::begin(quotes), std::end(quotes), [&](std::string_view quote) { return text.substr(at).starts_with(quote); });
}

// Follows the text from word to word and knows whether the next one begins a sentence or a quotation.
class SentenceStarts {
public:
    bool take() {
        const bool begins = m_begins;
        m_begins = m_after_stop = m_after_comma = false;
        return begins;
    }

    void pass(std::string_view text, std::size_t at, bool after_initial) {
        const char c = text[at];
        if (c == '.' && after_initial) return;  // "J. SMITH", "U.S. TROOPS"
        if (c == '.' || c == '!' || c == '?') m_after_stop = true;
        else if (c == ',' || c == ':') m_after_comma = true;
        else if (base::is_ascii_space(c)) m_begins = m_begins || m_after_stop;
        else if (is_known_opening(text, at)) m_begins = m_begins || m_after_comma || m_after_stop;
        else if (c == ']') m_begins = true;  // "[TEXT] THE …"
    }

private:
    bool m_begins = true, m_after_stop = false, m_after_comma = false;
};

}  // namespace

Truecaser::Truecaser(std::string_view list) : m_list(list) {
    for (std::size_t at = 0; at < list.size();) {
        m_lines.push_back(static_cast<std::uint32_t>(at));
        const std::size_t end = list.find('\n', at);
        at = end == std::string_view::npos ? list.size() : end + 1;
    }
}

bool Truecaser::is_in_capitals(std::string_view text) {
    std::size_t big = 0, small = 0, words = 0;
    bool in_word = false;
    for (std::size_t at = 0, size = 0; at < text.size(); at += size) {
        const char32_t c = base::decode(text, at, size);
        const bool letter = is_alpha_char(c);
        if (letter && !in_word) ++words;
        in_word = letter;
        if (is_upper_char(c)) ++big;
        else if (is_lower_char(c)) ++small;
    }
    return words >= 2 && big >= 4 && small * 20 < big;
}

bool Truecaser::is_in_title_case(std::string_view text) {
    constexpr std::size_t longest = 400;
    if (text.size() > longest) return false;
    std::size_t capital = 0, small = 0, words = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = word_end(text, at);
        std::size_t size = 0;
        const char32_t c = base::decode(text, at, size);
        if (end == at) {
            at += size;
            continue;
        }
        // Articles and prepositions may be small, so that short words tell nothing; nor does the first one.
        if (words++ > 0 && end - at >= 4 && !may_be_small(lower_in_place(text.substr(at, end - at)))) {
            capital += is_upper_char(c) ? 1U : 0U;
            small += is_lower_char(c) && !(at > 0 && is_apostrophe(text, at - 1)) ? 1U : 0U;
        }
        at = end;
    }
    return capital >= 3 && small * 8 < capital && !is_in_capitals(text);
}

std::string_view Truecaser::find(std::string_view lowered) const {
    const auto line = [&](const std::uint32_t& at) {
        const std::size_t end = &at == &m_lines.back() ? m_list.size() - (m_list.ends_with('\n') ? 1 : 0) : *(&at + 1) - 1;
        return m_list.substr(at, end - at);
    };
    const auto before = [&](const std::uint32_t& at) {
        const std::string_view listed = line(at);
        return std::lexicographical_compare(listed.begin(), listed.end(), lowered.begin(), lowered.end(), [](char a, char b) {
            return static_cast<unsigned char>(base::ascii_lower(a)) < static_cast<unsigned char>(base::ascii_lower(b));
        });
    };
    const auto found = std::partition_point(m_lines.begin(), m_lines.end(), before);
    if (found == m_lines.end() || !base::equal_ascii_case(line(*found), lowered)) return {};
    return line(*found);
}

bool Truecaser::is_inflected(std::string_view lowered) const {
    static constexpr std::string_view endings[] = {"s", "es", "ed", "d", "ing", "ly", "er", "ers", "ness", "able"};
    return std::any_of(std::begin(endings), std::end(endings), [&](std::string_view ending) {
        if (lowered.size() < ending.size() + 3 || !lowered.ends_with(ending)) return false;
        const std::string stem(lowered.substr(0, lowered.size() - ending.size()));
        return find(stem) == stem || find(stem + "e") == stem + "e";
    });
}

// `word` is in lower case.
void Truecaser::recase_word(char* word, std::size_t size) const {
    const std::string_view lowered(word, size);
    if (const std::string_view listed = find(lowered); !listed.empty()) {
        std::copy(listed.begin(), listed.end(), word);
        return;
    }
    const bool digits = std::any_of(word, word + size, base::is_ascii_digit);
    if (digits && base::is_ascii_digit(word[0])) return;  // "5KM", "1ST"
    const bool pronounceable = lowered.find_first_of("aeiouy") != std::string_view::npos || !std::all_of(word, word + size, base::is_ascii_alpha);
    if (digits || (!pronounceable && size > 1)) {
        capitalize_all(word, size);
    } else if (lowered == "i" || (size > 1 && !is_inflected(lowered))) {
        capitalize_first(word, size);
    }
}

// Whether an apostrophe at `at` is followed by a word of four letters or more that isn't a common one ("o'connor").
bool Truecaser::joins_a_name(std::string_view text, std::size_t at) const {
    if (at >= text.size() || text[at] != '\'') return false;
    const std::string_view next = text.substr(at + 1, word_end(text, at + 1) - at - 1);
    return next.size() >= 4 && find(next) != next;
}

// Each word by itself. Returns those that the list may know, in order.
std::vector<Truecaser::Word> Truecaser::recase_words(std::string& out) const {
    std::vector<Word> words;
    SentenceStarts starts;
    bool after_initial = false, after_apostrophe = false, after_at = false;
    for (std::size_t at = 0, last_end = 0; at < out.size();) {
        const std::size_t end = word_end(out, at);
        if (end == at) {
            starts.pass(out, at, after_initial);
            after_apostrophe = is_apostrophe(out, at) && last_end == at && at > 0;
            after_at = out[at] == '@' || out[at] == '/';
            std::size_t size = 0;
            base::decode(out, at, size);
            at += size;
            continue;
        }
        const std::size_t size = end - at;
        const bool begins = starts.take();
        // Single letters before full stops are initials.
        const bool initial = size == 1 && end < out.size() && out[end] == '.' && !is_small_abbreviation(out, at);
        if (initial || (size == 1 && joins_a_name(out, end))) {
            capitalize_first(out.data() + at, size);
        } else if (!after_at && (!after_apostrophe || size >= 4) && !is_small_abbreviation(out, at)) {
            recase_word(out.data() + at, size);
            words.push_back({at, size, begins, !words.empty() && at == words.back().at + words.back().size + 1 && out[at - 1] == ' '});
        }
        after_initial = initial;
        after_apostrophe = after_at = false;
        at = last_end = end;
    }
    return words;
}

// The case that two words, in lower case, have beside each other; empty where the list has nothing.
Truecaser::Pair Truecaser::find_pair(std::string_view one, std::string_view two) const {
    std::string key(one);
    key += ' ';
    key += two;
    const std::string_view found = find(key);
    if (found.empty()) return {};
    return {found.substr(0, one.size()), found.substr(one.size() + 1)};
}

std::string Truecaser::recase(std::string_view text) const {
    const std::string lowered = lower_in_place(text);
    std::string out = lowered;
    const std::vector<Word> words = recase_words(out);
    const std::string alone = out;
    const auto is_name = [&](const Word& word) {
        std::size_t size = 0;
        return is_upper_char(base::decode(alone, word.at, size));
    };
    const auto take = [&](const Word& word, std::string_view form) {
        if (!form.empty() && form != std::string_view(alone).substr(word.at, word.size)) std::copy(form.begin(), form.end(), out.begin() + static_cast<std::ptrdiff_t>(word.at));
    };
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (!words[i].joined) continue;
        const auto one = std::string_view(lowered).substr(words[i - 1].at, words[i - 1].size), two = std::string_view(lowered).substr(words[i].at, words[i].size);
        Pair pair = find_pair(one, two);
        if (pair.first.empty()) {
            if (is_name(words[i])) pair.first = find_pair(one, "*").first;
            if (is_name(words[i - 1])) pair.second = find_pair("*", two).second;
        }
        take(words[i - 1], pair.first);
        take(words[i], pair.second);
    }
    for (const Word& word : words) {
        if (word.begins) capitalize_first(out.data() + word.at, word.size);
    }
    return out;
}

std::string Truecaser::recase_title(std::string_view text) const {
    const std::string usual = recase(text);
    std::string out(text);
    bool first = true;
    for (std::size_t at = 0; at < out.size();) {
        const std::size_t end = word_end(out, at);
        std::size_t size = 0;
        base::decode(out, at, size);
        if (end == at) {
            at += size;
            continue;
        }
        const std::string_view word = std::string_view(out).substr(at, end - at), seen = std::string_view(usual).substr(at, end - at);
        const bool plain = lower_in_place(word.substr(size)) == word.substr(size) && (end - at > size || word == "A");
        const bool common = seen == lower_in_place(word);
        if (!first && plain && common) std::copy(seen.begin(), seen.end(), out.begin() + static_cast<std::ptrdiff_t>(at));
        first = false;
        at = end;
    }
    return out;
}

}  // namespace marsad::language
