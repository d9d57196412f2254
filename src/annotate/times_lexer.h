// The words and numbers of a text as the grammar of times sees them.
//
// Purpose: one quick pass over the bytes: each word is looked up in a small lexicon of time words and gets the set of
// classes that it can belong to; numbers, clocks, and dates in figures are read whole. No tokens are needed.
// Ownership: lexemes hold offsets only. Threading: pure functions; the lexicon is built once and never changes.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace marsad::annotate::detail {

using Mask = std::uint64_t;

// Classes of lexemes; a word may belong to several ("second" is a unit and an ordinal).
inline constexpr Mask c_num = 1ull << 0;        // a whole or decimal number, in figures or words
inline constexpr Mask c_ord = 1ull << 1;        // "3rd", "third"
inline constexpr Mask c_dayn = 1ull << 2;       // a number or ordinal that can be a day of the month
inline constexpr Mask c_year = 1ull << 3;       // four figures that can be a year
inline constexpr Mask c_apos = 1ull << 4;       // '99
inline constexpr Mask c_decade = 1ull << 5;     // "1990s", "sixties"
inline constexpr Mask c_month = 1ull << 6;
inline constexpr Mask c_wday = 1ull << 7;
inline constexpr Mask c_wdays = 1ull << 8;      // "Mondays"
inline constexpr Mask c_season = 1ull << 9;
inline constexpr Mask c_unit = 1ull << 10;      // "day"; the value is a Unit
inline constexpr Mask c_units = 1ull << 11;     // "days"
inline constexpr Mask c_part = 1ull << 12;      // "morning"; the value is a Part
inline constexpr Mask c_today = 1ull << 13;     // "today", "yesterday"; the value is the offset in days
inline constexpr Mask c_now = 1ull << 14;       // "now", "currently"
inline constexpr Mask c_past = 1ull << 15;      // "former", "recently"
inline constexpr Mask c_future = 1ull << 16;    // "future"
inline constexpr Mask c_holiday = 1ull << 17;
inline constexpr Mask c_clock = 1ull << 18;     // "10:57", "7pm"; the value is seconds since midnight
inline constexpr Mask c_ampm = 1ull << 19;
inline constexpr Mask c_zone = 1ull << 20;      // "GMT"; the value is minutes east of UTC, or zone_local
inline constexpr Mask c_full = 1ull << 21;      // a date in figures; the value is days since 1970
inline constexpr Mask c_bc = 1ull << 22;
inline constexpr Mask c_ad = 1ull << 23;
inline constexpr Mask c_the = 1ull << 24;
inline constexpr Mask c_a = 1ull << 25;
inline constexpr Mask c_this = 1ull << 26;
inline constexpr Mask c_that = 1ull << 27;
inline constexpr Mask c_same = 1ull << 28;
inline constexpr Mask c_next = 1ull << 29;      // "next", "following", "coming"
inline constexpr Mask c_last = 1ull << 30;      // "last", "past", "previous"
inline constexpr Mask c_every = 1ull << 31;
inline constexpr Mask c_of = 1ull << 32;
inline constexpr Mask c_prep = 1ull << 33;      // "in", "on", "since" … : a time may follow
inline constexpr Mask c_ago = 1ull << 34;
inline constexpr Mask c_later = 1ull << 35;     // "later", "after"
inline constexpr Mask c_earlier = 1ull << 36;   // "earlier", "before"
inline constexpr Mask c_edge = 1ull << 37;      // "end", "beginning", "middle"; the value is a Mod
inline constexpr Mask c_mod = 1ull << 38;       // "early", "late", "mid"; the value is a Mod
inline constexpr Mask c_vague = 1ull << 39;     // "few", "several"
inline constexpr Mask c_approx = 1ull << 40;    // "about", "over", "nearly"; the value is a Mod
inline constexpr Mask c_comma = 1ull << 41;
inline constexpr Mask c_hyphen = 1ull << 42;
inline constexpr Mask c_and = 1ull << 43;
inline constexpr Mask c_to = 1ull << 44;        // "to", "until", "through"
inline constexpr Mask c_half = 1ull << 45;
inline constexpr Mask c_long = 1ull << 46;      // "long", "old"
inline constexpr Mask c_century = 1ull << 47;
inline constexpr Mask c_hijri = 1ull << 48;     // a month of the Islamic calendar
inline constexpr Mask c_whole = 1ull << 49;     // "whole", "entire", "more", "another" …
inline constexpr Mask c_quarter = 1ull << 50;   // "Q3"
inline constexpr Mask c_fiscal = 1ull << 51;
inline constexpr Mask c_sets = 1ull << 52;      // "daily", "weekly"; the value is a Unit
inline constexpr Mask c_per = 1ull << 53;
inline constexpr Mask c_stop = 1ull << 54;      // the end of a sentence, or any other mark
inline constexpr Mask c_yearword = 1ull << 55;  // "year"
inline constexpr Mask c_adj = 1ull << 56;       // what may stand between a number and a unit: "bloody", "consecutive"
inline constexpr Mask c_weekno = 1ull << 57;    // "W47"
inline constexpr Mask c_oclock = 1ull << 58;
inline constexpr Mask c_will = 1ull << 59;      // a cue of the future: "will", "plan", "scheduled"; with the value 1 of the past before the story's: "had"; 2: of what has come to an end: "lasted"
inline constexpr Mask c_than = 1ull << 60;      // "than", after "more" or "less"
inline constexpr Mask c_poss = 1ull << 61;      // 's
inline constexpr Mask c_time = 1ull << 62;      // "time", "period", "era"
inline constexpr Mask c_word = 1ull << 63;      // any word

enum class Unit : std::uint8_t {
    second,
    minute,
    hour,
    day,
    week,
    fortnight,
    weekend,
    month,
    quarter,
    year,
    decade,
    century
};
enum class Part : std::uint8_t {
    none,
    morning,
    midday,
    afternoon,
    evening,
    night,
    daytime,
    noon,
    midnight
};
enum class Mod : std::uint8_t {
    none,
    start,
    mid,
    end,
    approx,
    more_than,
    less_than,
    on_or_before,
    on_or_after,
    equal_or_more,
    equal_or_less
};

inline constexpr std::int32_t zone_local = 10000;

// Numbers of holidays that move; those some days before or after one have its number and the days.
inline constexpr std::int32_t easter_sunday = 10500, thanksgiving = 11000;

struct Lexeme {
    std::uint32_t begin = 0, end = 0;
    Mask mask = 0;
    std::int32_t value = 0;
    std::int32_t extra = 0;  // clocks: see clock_*; full dates: seconds of the day + 1; ISO weeks: the year; years: see year_bc
    bool capital = false;    // begins with a capital letter
    bool figures = false;    // written in figures
    bool decimal = false;
    bool spaced = false;     // white space before it
    bool hesitant = false;   // "may", "sat": a time only where its neighbours say so

    bool is(Mask classes) const { return (mask & classes) != 0; }
    base::Span span() const { return {begin, end}; }
};

inline constexpr std::int32_t year_bc = 1;     // a year before Christ, though it does not say so
inline constexpr std::int32_t clock_half = 1;     // a.m. or p.m. is told
inline constexpr std::int32_t clock_seconds = 2;  // seconds are told
inline constexpr std::int32_t clock_bare = 4;     // four figures without a colon

struct LexiconEntry {
    Mask mask = 0;
    std::int32_t value = 0;
    bool hesitant = false;
};

// The entry of a word in lower case; null where it has none.
const LexiconEntry* find_word(std::string_view lower);

// The lexemes of a range of the text, appended to `out` and closed by a stop.
void lex(std::string_view text, base::Span range, std::vector<Lexeme>& out);

}  // namespace marsad::annotate::detail
