// The year that a story is in at each of its times.
//
// Purpose: a history names the year now and then, and months and days in between. Which of the years named move the
// story, and which are named in passing, is told by what follows as much as by what stands before; so the whole text is
// weighed at once (see times_story.cpp). Ownership: writes to the expressions alone. Threading: pure function.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "annotate/times_grammar.h"

namespace marsad::annotate::detail {

// A stretch of a text and its times.
struct Passage {
    std::span<const Lexeme> lexemes;
    std::vector<Expression> expressions;
    bool heading = false;
    std::optional<int> begins_in;  // filled in: the year that the heading above sets the story back to
};

// Fills Expression::story_year and ::aside, and Passage::begins_in.
void date_story(std::vector<Passage>& passages);

// A year before Christ as the calendar counts it (1 BC is 0), and back.
inline int across_christ(int year, bool bc) { return bc ? 1 - year : year; }

// The year with these last two figures that lies nearest, and not long after: "'87".
inline int year_near(int two, int near) {
    const int year = near / 100 * 100 + two;
    return year > near + 20 ? year - 100 : year;
}

// The month that stands for a season told without its year: a winter is named by the year that it ends in.
inline int month_of_season(int season) { return season == 4 ? 1 : 3 * season; }

// How many years lie between a moment and the season next to it, or last before it; `month` is 0 where it is not known.
inline int years_to_season(int season, Direction direction, int month) {
    const int own = month_of_season(season);
    if (direction == Direction::next) return month && own > month ? 0 : 1;
    if (direction == Direction::last) return month && own < month ? 0 : -1;
    return 0;
}

// What the words around an expression say of it.
struct Surroundings {
    std::span<const Lexeme> lexemes;
    const std::vector<Expression>& expressions;

    bool in_future(const Expression& e) const;        // of what is to come: "will", "plans", "scheduled"
    bool is_until(const Expression& e) const;         // what is still to end: "until Friday"; not "lasted until Friday"
    bool in_past_perfect(const Expression& e) const;  // of what was before the story: "had been taken in"
    bool in_parentheses(const Expression& e) const;
    bool bounds_something(const Expression& e) const; // "since", "until", "before", "after"
    bool begins_sentence(std::size_t at) const;       // whether the expression with this number is its sentence's first
    // Whether it only says again what the date before it said: "5 July 1912, two days after the landing".
    bool in_apposition(std::size_t at) const;
    bool ends_range(std::size_t at) const;            // the second year of "1916–17"
};

}  // namespace marsad::annotate::detail
