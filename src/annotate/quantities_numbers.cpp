#include "annotate/quantities_numbers.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "annotate/quantities_words.h"
#include "base/utf8.h"

namespace marsad::annotate::detail {

namespace {

using document::Qualifier;

struct Word {
    std::string_view word;
    double value;
};

constexpr Word small_words[] = {{"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10}, {"eleven", 11}, {"twelve", 12}, {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20}, {"thirty", 30}, {"forty", 40}, {"fifty", 50}, {"sixty", 60}, {"seventy", 70}, {"eighty", 80}, {"ninety", 90}};
constexpr Word scale_words[] = {{"dozen", 12}, {"hundred", 100}, {"thousand", 1000}, {"lakh", 100000}, {"million", 1000000}, {"crore", 10000000}, {"billion", 1000000000}, {"score", 20}};
constexpr Word parts[] = {{"half", 0.5}, {"third", 1.0 / 3}, {"thirds", 1.0 / 3}, {"quarter", 0.25}, {"quarters", 0.25}, {"fifth", 0.2}, {"fifths", 0.2}, {"tenth", 0.1}, {"tenths", 0.1}};
// Vague words that are an amount by themselves.
constexpr std::string_view vague_words[] = {"dozens", "scores", "hundreds", "thousands", "millions", "tens", "several", "many", "numerous", "multiple", "countless", "few", "handful", "various", "lakhs"};

template <std::size_t N>
std::optional<double> value_of(const Word (&words)[N], std::string_view word) {
    const auto found = std::find_if(std::begin(words), std::end(words), [&](const Word& w) { return w.word == word; });
    return found == std::end(words) ? std::nullopt : std::optional(found->value);
}

// "12", "1,200", "1.5", "730,000", "3,57,243"; nothing for anything else ("M16", "3rd", "7.62mm").
std::optional<double> figures_of(std::string_view word) {
    std::string digits;
    bool point = false;
    if (word.empty() || !base::is_ascii_digit(word.front())) return std::nullopt;
    if (word.back() == '+') word.remove_suffix(1);
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = word[i];
        if (base::is_ascii_digit(c)) digits += c;
        else if (c == '.' && !point && i + 1 < word.size()) {
            digits += c;
            point = true;
        } else if (c != ',' || i + 1 == word.size() || !base::is_ascii_digit(word[i + 1])) {
            return std::nullopt;
        }
    }
    if (digits.size() > 15) return std::nullopt;
    double value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return read.ec == std::errc() ? std::optional(value) : std::nullopt;
}

class Reader {
public:
    Reader(const Tree& tree, std::uint32_t first, std::uint32_t last, const std::vector<bool>& in_time) : m_tree(tree), m_first(first), m_last(last), m_in_time(in_time) {}

    std::vector<Amount> run() {
        std::vector<Amount> out;
        for (std::uint32_t i = m_first; i < m_last;) {
            Amount amount;
            if (m_in_time[i] || !read(i, amount)) {
                ++i;
                continue;
            }
            widen(amount, out.empty() ? m_first : out.back().full_last);
            i = std::max(amount.full_last, i + 1);
            out.push_back(std::move(amount));
        }
        return out;
    }

private:
    std::string_view word(std::uint32_t i) const { return i < m_last ? m_tree.lower(i) : std::string_view(); }
    // The word n tokens before i; empty before the sentence.
    std::string_view back(std::uint32_t i, std::uint32_t n) const { return i >= m_first + n ? m_tree.lower(i - n) : std::string_view(); }
    // Whether something that numbers count comes after token i.
    bool counted_follows(std::uint32_t i) const { return i + 1 < m_last && (counted_noun(m_tree.lemma(i + 1)) != nullptr || counted_noun(m_tree.lower(i + 1)) != nullptr); }
    bool hyphen(std::uint32_t i) const { return word(i) == "-" || word(i) == "–" || word(i) == "—"; }

    bool read(std::uint32_t i, Amount& out) const;
    bool read_share(std::uint32_t i, Amount& out) const;
    bool read_vague(std::uint32_t i, Amount& out) const;
    std::optional<double> read_number(std::uint32_t& i) const;
    std::optional<double> read_plain(std::uint32_t& i) const;
    bool is_label(std::uint32_t i) const;
    void read_range(Amount& out) const;
    void widen(Amount& out, std::uint32_t floor) const;
    bool qualify(Amount& out, std::uint32_t floor) const;

    const Tree& m_tree;
    std::uint32_t m_first, m_last;
    const std::vector<bool>& m_in_time;
};

// "twenty-one", "two hundred and five", "1.2 million", "half a dozen", "a dozen"; `i` is moved past it.
std::optional<double> Reader::read_plain(std::uint32_t& i) const {
    std::uint32_t at = i;
    double total = 0, current = 0;
    bool any = false;
    if (word(at) == "half" && word(at + 1) == "a" && value_of(scale_words, word(at + 2))) {
        i = at + 3;
        return *value_of(scale_words, word(at + 2)) / 2;
    }
    if (is_word(word(at), {"a", "an"})) {
        if (!value_of(scale_words, word(at + 1)) || word(at + 1) == "score") return std::nullopt;
        i = at + 2;
        return *value_of(scale_words, word(at + 1));
    }
    for (; at < m_last && !m_in_time[at]; ++at) {
        const std::string_view w = word(at);
        if (const auto figures = figures_of(w); figures && !any) {
            current = *figures;
        } else if (const auto small = value_of(small_words, w); small && (!any || (*small < 10 && current >= 20 && static_cast<long>(current) % 10 == 0) || (current >= 100 && static_cast<long>(current) % 100 == 0) || (current == 0 && total > 0))) {
            if (any && figures_of(word(i))) break;
            current += *small;
        } else if (const auto scale = value_of(scale_words, w); scale && any) {
            if (w == "score") break;
            current *= *scale;
            if (*scale >= 1000) {
                total += current;
                current = 0;
            }
        } else if (any && hyphen(at) && current >= 20 && current < 100 && value_of(small_words, word(at + 1)).value_or(10) < 10 && !figures_of(word(at - 1))) {
            continue;
        } else if (any && w == "and" && (current >= 100 || total > 0) && value_of(small_words, word(at + 1)) && !figures_of(word(i)) && (m_tree.rel(at + 1) == Relation::compound || m_tree.head(at + 1) == at - 1 || m_tree.head(at - 1) == at + 1)) {
            continue;
        } else {
            break;
        }
        any = true;
    }
    if (!any) return std::nullopt;
    i = at;
    return total + current;
}

// A number that names something: "Resolution 2254", "the 5th Corps", "Highway 5", "No. 4", "T-72".
bool Reader::is_label(std::uint32_t i) const {
    const std::string_view before = back(i, 1);
    if (is_word(before, {"$", "€", "£", "no.", "no", "number", "page", "chapter", "article", "section", "resolution", "highway", "route", "channel", "#", "phase", "section", "aged", "age", "m", "x", "area", "camp", "unit", "gate", "room", "flight", "psalm", "=", "+", "/"}) && !(before == "no" && m_tree.doc().words(i - 1).front() == 'n')) return true;
    if (hyphen(i - 1) && i >= m_first + 2 && m_tree.doc().tokens[i].span.begin == m_tree.doc().tokens[i - 2].span.end + 1 && !figures_of(back(i, 2)) && !value_of(small_words, back(i, 2))) return true;
    // "hit 90 Degrees": a capital name around it, but for the head of a sentence
    if (m_tree.rel(i) == Relation::nummod && m_tree.head(i) < i && m_tree.pos(m_tree.head(i)) == Pos::propn && !counted_follows(i)) return true;
    return false;
}

std::optional<double> Reader::read_number(std::uint32_t& i) const {
    if (is_label(i) || (word(i) == "one" && back(i, 1) == "no") || (word(i) == "one" && word(i + 1) == "another")) return std::nullopt;
    return read_plain(i);
}

// "10-15", "12 to 15", "ten or fifteen"; "between 10 and 15" has its first word before the number.
void Reader::read_range(Amount& out) const {
    std::uint32_t at = out.last;
    const std::string_view link = word(at);
    const bool between = back(out.first, 1) == "between", from = back(out.first, 1) == "from";
    const bool linked = hyphen(at) || (link == "and" && between) || link == "or" || (link == "to" && (from || m_tree.head(at) == out.last - 1 || m_tree.rel(at) == Relation::quantmod));
    if (!linked || at + 1 >= m_last || m_in_time[at + 1]) return;
    std::uint32_t end = at + 1;
    const auto high = read_plain(end);
    if (!high || out.stated.empty()) return;
    double low = out.stated.front();
    // "two to three million": the scale is that of both
    const auto scale = value_of(scale_words, word(end - 1));
    if (scale && low * *scale < *high && low < 1000) low *= *scale;
    if (*high <= low) return;
    if (from && link == "to" && is_word(m_tree.lemma(m_tree.head(out.first - 1)), {"rise", "increase", "climb", "jump", "grow", "revise", "go"})) return;
    out.stated = {low, *high};
    out.qualifier = Qualifier::between;
    out.last = out.full_last = end;
    if (between || from) out.full_first = out.first - 1;
}

// "two-thirds", "a third", "half", "one in five", "70 percent".
bool Reader::read_share(std::uint32_t i, Amount& out) const {
    std::uint32_t at = i;
    std::optional<double> top;
    if (is_word(word(i), {"a", "an", "one"})) {
        top = 1;
        at = i + 1;
    } else {
        top = read_plain(at);
    }
    if (top && hyphen(at)) ++at;
    const auto part = value_of(parts, word(at));
    const bool dozen = word(at) == "half" && (word(at + 1) == "a" || hyphen(at + 1));
    // "a third soldier" is one more, not a share.
    const bool ordinal = top && *top == 1 && part && word(at) != "half" && word(at + 1) != "of" && at + 1 < m_last && any_of(m_tree.pos(at + 1), {Pos::noun, Pos::propn, Pos::adj});
    if (ordinal) return false;
    if (top && part && at > i && !dozen) {
        out.share = {*top * *part, *top * *part};
        out.last = at + 1;
    } else if (word(i) == "half" && !dozen && is_word(word(i + 1), {"of", "the", "its", "their"})) {
        out.share = {0.5, 0.5};
        out.last = i + 1;
    } else if (top && is_word(word(at), {"percent", "%", "per"}) && (word(at) != "per" || word(at + 1) == "cent")) {
        out.share = {*top / 100, *top / 100};
        out.last = at + (word(at) == "per" ? 2 : 1);
    } else if (top && *top < 10 && (word(at) == "in" || (word(at) == "out" && word(at + 1) == "of") || (word(at) == "in" && word(at + 1) == "every"))) {
        std::uint32_t end = at + (word(at) == "out" ? 2 : 1) + (word(at + 1) == "every" ? 1 : 0);
        const auto bottom = read_plain(end);
        if (!bottom || *bottom <= *top || (*bottom != 3 && *bottom != 4 && *bottom != 5 && *bottom != 10 && *bottom != 100 && *bottom != 20)) return false;
        if (end < m_last && m_tree.pos(end) == Pos::noun && word(at) == "in") {
            if (counted_follows(end - 1) == false) return false;
        }
        out.share = {*top / *bottom, *top / *bottom};
        out.last = end;
    } else {
        return false;
    }
    out.first = i;
    return true;
}

// "dozens", "tens of thousands", "several hundred", "a few", "a number of", "a handful".
bool Reader::read_vague(std::uint32_t i, Amount& out) const {
    const std::string_view w = word(i);
    std::uint32_t at = i;
    out.first = i;
    if (is_word(w, {"a", "an"})) {
        if (is_word(word(i + 1), {"few", "handful"}) || (is_word(word(i + 1), {"number", "couple"}) && word(i + 2) == "of")) {
            at = i + 1;
        } else if (is_word(word(i + 1), {"large", "small", "significant", "unknown", "unspecified", "undisclosed", "undetermined", "great"}) && word(i + 2) == "number") {
            at = i + 2;
        } else {
            return false;
        }
        out.term = std::string(word(at));
        out.last = at + 1;
    } else if (std::find(std::begin(vague_words), std::end(vague_words), w) != std::end(vague_words)) {
        out.term = std::string(w);
        out.last = i + 1;
        if (w == "many" && is_word(back(i, 1), {"as", "how", "so", "too"})) return false;
        if (w == "few" && is_word(back(i, 1), {"last", "past", "next", "first"})) return false;
        if (w == "tens" && !(word(i + 1) == "of")) return false;
        if (is_word(w, {"tens", "hundreds"}) && word(i + 1) == "of" && is_word(word(i + 2), {"thousands", "millions"})) {
            out.term = std::string(w) + " of " + std::string(word(i + 2));
            out.last = i + 3;
        }
    } else {
        return false;
    }
    // "several dozen", "a few hundred"
    if (is_word(out.term, {"several", "few", "many"}) && value_of(scale_words, word(out.last))) {
        out.term += " " + std::string(word(out.last));
        ++out.last;
    }
    out.qualifier = Qualifier::vague;
    return true;
}

bool Reader::read(std::uint32_t i, Amount& out) const {
    out = Amount{};
    std::uint32_t at = i;
    const bool label = is_label(i);
    if (!label && read_share(i, out)) {
    } else if (read_vague(i, out)) {
    } else if (const auto value = read_number(at)) {
        out.first = i;
        out.last = at;
        out.stated = {*value};
        if (m_tree.doc().words(at - 1).back() == '+') out.qualifier = Qualifier::at_least;
    } else {
        return false;
    }
    out.full_first = out.first;
    out.full_last = out.last;
    if (!out.stated.empty()) read_range(out);
    return true;
}

// "more than", "at least", "as many as", "nearly", "an estimated" before the number.
bool Reader::qualify(Amount& out, std::uint32_t floor) const {
    struct Phrase {
        std::string_view words;
        Qualifier qualifier;
    };
    static constexpr Phrase phrases[] = {
        {"no fewer than", Qualifier::at_least},
        {"no less than", Qualifier::at_least},
        {"not fewer than", Qualifier::at_least},
        {"not less than", Qualifier::at_least},
        {"a minimum of", Qualifier::at_least},
        {"at the very least", Qualifier::at_least},
        {"no more than", Qualifier::at_most},
        {"not more than", Qualifier::at_most},
        {"a maximum of", Qualifier::at_most},
        {"as many as", Qualifier::at_most},
        {"as much as", Qualifier::at_most},
        {"as few as", Qualifier::at_least},
        {"in excess of", Qualifier::more_than},
        {"well over", Qualifier::more_than},
        {"upwards of", Qualifier::more_than},
        {"upward of", Qualifier::more_than},
        {"more than", Qualifier::more_than},
        {"greater than", Qualifier::more_than},
        {"at least", Qualifier::at_least},
        {"up to", Qualifier::at_most},
        {"at most", Qualifier::at_most},
        {"less than", Qualifier::less_than},
        {"fewer than", Qualifier::less_than},
        {"just under", Qualifier::less_than},
        {"close to", Qualifier::approx},
        {"just over", Qualifier::more_than},
        {"a total of", Qualifier::exact},
        {"over", Qualifier::more_than},
        {"above", Qualifier::more_than},
        {"exceeding", Qualifier::more_than},
        {"under", Qualifier::less_than},
        {"below", Qualifier::less_than},
        {"nearly", Qualifier::approx},
        {"almost", Qualifier::approx},
        {"about", Qualifier::approx},
        {"around", Qualifier::approx},
        {"some", Qualifier::approx},
        {"approximately", Qualifier::approx},
        {"roughly", Qualifier::approx},
        {"an estimated", Qualifier::approx},
        {"estimated", Qualifier::approx},
        {"circa", Qualifier::approx},
        {"only", Qualifier::exact},
        {"just", Qualifier::exact},
        {"exactly", Qualifier::exact},
        {"minimum", Qualifier::at_least},
    };
    for (const Phrase& phrase : phrases) {
        std::string_view rest = phrase.words;
        std::uint32_t at = out.full_first;
        bool fits = true;
        while (!rest.empty() && fits) {
            const std::size_t space = rest.rfind(' ');
            const std::string_view last = space == std::string_view::npos ? rest : rest.substr(space + 1);
            fits = at > floor && m_tree.lower(at - 1) == last;
            if (fits) --at;
            rest = space == std::string_view::npos ? std::string_view() : rest.substr(0, space);
        }
        if (!fits) continue;
        if (is_word(phrase.words, {"over", "under", "above", "below", "around", "about", "some"}) && out.stated.empty() && !out.share) return false;
        if (out.qualifier != Qualifier::between && out.qualifier != Qualifier::vague && phrase.qualifier != Qualifier::exact) out.qualifier = phrase.qualifier;
        out.full_first = at;
        return true;
    }
    return false;
}

void Reader::widen(Amount& out, std::uint32_t floor) const {
    for (int round = 0; round < 2 && qualify(out, floor); ++round) {}
    if (out.full_first > floor && is_word(back(out.full_first, 1), {"another", "additional", "further"})) {
        out.additional = true;
        --out.full_first;
        if (out.full_first > floor && word(out.full_first) == "additional" && back(out.full_first, 1) == "an") --out.full_first;
    }
    const std::string_view next = word(out.full_last);
    if (is_word(next, {"more", "additional", "further"}) && word(out.full_last + 1) != "than") {
        out.additional = true;
        ++out.full_last;
    } else if (next == "or" && is_word(word(out.full_last + 1), {"more", "so"})) {
        out.qualifier = word(out.full_last + 1) == "more" ? Qualifier::at_least : Qualifier::approx;
        out.full_last += 2;
    } else if (is_word(next, {"other", "others"})) {
        out.other = true;
    }
}

}  // namespace

std::vector<Amount> find_amounts(const Tree& tree, std::uint32_t first, std::uint32_t last, const std::vector<bool>& in_time) {
    return Reader(tree, first, last, in_time).run();
}

}  // namespace marsad::annotate::detail
