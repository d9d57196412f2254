#include "annotate/times_ancient.h"

#include "annotate/times_build.h"

namespace marsad::annotate::detail {

namespace {

bool can_be_year(const Lexeme& word) { return word.is(c_num) && word.figures && !word.decimal && word.end - word.begin == 3 && word.value >= 100; }

// A year, or a number that the text calls one: "431 BC".
bool is_year(std::span<const Lexeme> lexemes, std::size_t at) {
    if (lexemes[at].is(c_year)) return lexemes[at].extra == year_bc;
    return can_be_year(lexemes[at]) && at + 1 < lexemes.size() && lexemes[at + 1].is(c_bc);
}

// "in", "since", "by", "until", "circa"; not "for", "at", "on", "within", "about" or "over", which numbers of all kinds follow.
bool leads_to_year(std::string_view text, const Lexeme& word) {
    const char letter = static_cast<char>(text[word.begin] | 0x20);
    if (word.is(c_approx)) return letter == 'c';
    if (word.is(c_mod | c_month | c_season | c_edge)) return true;
    const bool place = word.value == 1 || word.value == 2;
    return word.is(c_prep) && !(place && !word.is(c_later | c_earlier)) && !(word.is(c_to) && word.end - word.begin == 2) && letter != 'f' && letter != 'w';
}

bool stands_for_year(std::string_view text, std::span<const Lexeme> lexemes, std::size_t at) {
    if (at == 0 || lexemes[at - 1].end == lexemes[at - 1].begin) return false;
    const Lexeme& previous = lexemes[at - 1];
    if (previous.is(c_stop) && !previous.is(c_hyphen)) return previous.value == '(';
    if (leads_to_year(text, previous)) return true;
    if (at < 2) return false;
    if (previous.is(c_of)) return lexemes[at - 2].is(c_season | c_month | c_edge);
    const bool link = previous.is(c_hyphen | c_and | c_comma) || (previous.is(c_to) && previous.end - previous.begin == 2);
    return link && is_year(lexemes, at - 2);
}

}  // namespace

void mark_ancient_years(std::string_view text, std::span<Lexeme> lexemes) {
    for (std::size_t at = 0; at + 1 < lexemes.size(); ++at) {
        Lexeme& word = lexemes[at];
        const Lexeme& next = lexemes[at + 1];
        if (!can_be_year(word) || next.is(c_bc | c_ad) || (next.is(c_num) && !next.is(c_year)) || is_counted(text, next)) continue;
        const bool beside = next.is(c_hyphen) && at + 2 < lexemes.size() && is_year(lexemes, at + 2);  // "528/527 BC"
        if (!beside && !stands_for_year(text, lexemes, at)) continue;
        word.mask |= c_year;
        word.extra = year_bc;
    }
}

}  // namespace marsad::annotate::detail
