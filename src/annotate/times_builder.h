// One match of the grammar of times, while it is read into an Expression.
//
// Purpose: the parts of build(), by kind: dates and periods (times_build_dates.cpp), relative times, lengths and sets
// (times_build_spans.cpp), clocks, holidays and words of reference (times_build.cpp).
// Ownership: refers to the source, the match and the expression of one call. Threading: one call, one thread.
#pragma once

#include <algorithm>
#include <string>

#include "annotate/times_build.h"

namespace marsad::annotate::detail {

// Words that a time expression follows.
inline constexpr Mask leads_to_time = c_prep | c_to | c_mod | c_edge | c_month | c_season | c_next | c_last | c_this | c_that | c_every | c_holiday | c_same;

struct Builder {
    const Source& source;
    const Match& match;
    Expression& out;

    const Lexeme* slot(Mask classes, int n = 0) const { return match.slot(source.lexemes, classes, n); }
    // The lexeme before the match, and the one after it; a stop where there is none.
    const Lexeme& before() const { return match.first > 0 ? source.lexemes[match.first - 1] : source.lexemes.back(); }
    const Lexeme& after() const { return source.lexemes[std::min<std::size_t>(match.last, source.lexemes.size() - 1)]; }

    bool read();
    bool read_date();
    bool read_month();
    bool read_year(const Lexeme& year);
    bool read_period();
    bool read_relative();
    bool read_weekday();
    bool read_day_of();
    bool read_shift();
    bool read_duration();
    bool read_unit();
    bool read_set();
    bool read_clock();
    bool read_reference();
    bool read_the_day();
    bool read_holiday();
    bool read_season();
    bool read_part_of_year();
    bool read_date_word();
    bool read_full();
    bool read_bare_clock();
    bool read_today();
    bool read_part();
    bool read_unit_after();
    bool read_present();
    void set_direction();
    void set_year(const Lexeme* year);
    bool plausible_year(const Lexeme& year) const;
    bool plausible_month(const Lexeme& month) const;
    bool counted_noun_follows() const;
    std::string amount() const;
};

}  // namespace marsad::annotate::detail
