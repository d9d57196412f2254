// The compiled pattern table of the grammar of times.
//
// Purpose: patterns as text ("the? dayn of? month year|apos"), compiled once to classes of lexemes and indexed by the
// classes that a match can begin with.
// Ownership: static, immutable. Threading: reading only.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "annotate/times_lexer.h"

namespace marsad::annotate::detail {

// Which function reads the parts of a match.
enum class Build : std::uint8_t {
    date,
    month_of_year,
    relative_month,
    year,
    year_bc,
    decade,
    century,
    ordinal_quarter,
    quarter,
    fiscal,
    week,
    season,
    relative_season,
    holiday,
    weekday,
    relative_weekday,
    weekdays,
    today,
    day_about_today,
    part,
    relative_part,
    relative_unit,
    unit_after,
    shift,
    shift_clause,
    duration,
    anchored_duration,
    compound,
    long_unit,
    set,
    clock,
    hours,
    oclock,
    present,
    past,
    future,
    untimed,
    hijri,
    the_day,
    full,
    weekend_of,
    day_of_unit,
    day_and_month,
    unit_end,
    bare_clock
};

struct Element {
    Mask mask = 0;
    bool optional = false;
};

struct Pattern {
    std::vector<Element> elements;
    std::uint8_t context = 255;  // elements from here on are looked at, but not part of the expression
    Build build = Build::date;
    Mask starts = 0;             // classes of the lexemes that it can begin with
    Mask seconds = 0;            // and of the next lexeme; all where one lexeme can be enough
};

inline constexpr std::size_t most_elements = 14;

struct Match {
    const Pattern* pattern = nullptr;
    std::uint32_t first = 0, last = 0;                  // lexemes of the expression
    std::uint32_t seen = 0;                             // end of the lexemes looked at
    std::array<std::uint32_t, most_elements> at{};      // the lexeme of each element; `unmatched` for none
    static constexpr std::uint32_t unmatched = 0xFFFFFFFF;

    // The lexeme of the n-th matched element with one of these classes; null for none.
    const Lexeme* slot(std::span<const Lexeme> lexemes, Mask classes, int n = 0) const;
};

// The best match that begins at lexeme `first`; pattern null where there is none.
Match best_match(std::span<const Lexeme> lexemes, std::uint32_t first);

}  // namespace marsad::annotate::detail
