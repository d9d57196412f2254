// The grammar of time expressions: which lexemes make one, and what each says, before anything is resolved.
//
// Purpose: a table of patterns over the classes of lexemes (times_grammar.cpp), and what extends a match to its left
// ("the end of", "early", "about") and right ("Friday" + "night"). The longest match wins, then the earlier pattern.
// Ownership: values. Threading: pure functions; the table is compiled once and never changes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <span>
#include <vector>

#include "annotate/times_lexer.h"

namespace marsad::annotate::detail {

// What an expression says of its relation to the time it is resolved against.
enum class Direction : std::uint8_t {
    none,
    this_,
    next,
    last,
    same,
    that
};

enum class Shape : std::uint8_t {
    point,     // a date or a time of day by its parts; parts that are not told are open
    shift,     // `count` units from a reference: "two days later", "yesterday", "three years ago"
    duration,
    set,
    past,
    present,
    future,
    untimed    // "the same time": a time expression without a value of its own
};

// Against what a shift counts.
enum class Anchor : std::uint8_t {
    reference,
    today
};

struct Expression {
    base::Span span;
    std::uint32_t first = 0, last = 0;  // lexemes [first, last)
    Shape shape = Shape::point;
    Direction direction = Direction::none;
    Anchor anchor = Anchor::reference;
    Mod mod = Mod::none;

    std::optional<int> year;      // as written; with `bc` before Christ
    bool bc = false;
    int month = 0, day = 0, weekday = 0, season = 0, half = 0, quarter = 0, week = 0, hijri = 0;
    int holiday = 0;
    int decade = -1;              // 199 for the 1990s; 6 for the sixties
    int century = 0;              // 19 for the nineteenth
    bool fiscal = false;
    Part part = Part::none;
    bool at_night_before = false; // "last night", "overnight"
    int clock = -1;               // seconds since midnight
    int clock_flags = 0;
    int zone = zone_local;        // minutes east of UTC

    Unit unit = Unit::day;
    std::string amount;           // of durations: "3", "2.5", "X"
    int count = 0;                // of shifts, in units, signed; `open` where it is not told how many
    int ordinal = 0;              // of days: "the third day"
    bool open = false;
    bool anchored = false;        // a duration up to or from the reference: "the past four years"
    bool usual = false;           // no certain day: "at night"
    bool wide = false;            // the year was told by what follows ("3" of "3 to 5 May 1918")
    bool drop_last = false;       // the last lexeme is no part of it ("two days after …" in news)
    bool follows_clause = false;  // "two days after …": the anchor is told in words

    // Of histories, filled in by date_story().
    std::optional<int> story_year;  // of a month told without one, as base::Date counts years
    bool aside = false;             // a year named in passing

    bool has_day() const { return shape == Shape::point && (day || weekday || holiday); }
};

struct Register {
    bool narrative = false;
    bool post = false;
    int year = 0;          // of publication; 0 where it is not known
    bool ancient = false;  // years before Christ are named, so that "in 480" can be one
};

// All expressions of the lexemes, in order, disjoint.
void parse(std::string_view text, std::span<const Lexeme> lexemes, Register kind, std::vector<Expression>& out);

}  // namespace marsad::annotate::detail
