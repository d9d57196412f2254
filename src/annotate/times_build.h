// From a match of a pattern to what it says.
//
// Purpose: reads the parts of a match into an Expression, and refuses matches that are no times in their context.
// Ownership: values. Threading: pure functions.
#pragma once

#include "annotate/times_grammar.h"
#include "annotate/times_patterns.h"

namespace marsad::annotate::detail {

struct Source {
    std::string_view text;
    std::span<const Lexeme> lexemes;
    Register kind;

    std::string_view words(const Lexeme& lexeme) const { return lexeme.span().of(text); }
};

// Fills everything but the span; false where the match is no time here.
bool build(const Source& source, const Match& match, Expression& out);

// Whether a word after a number is a noun that it counts: "1500 soldiers".
bool is_counted(std::string_view text, const Lexeme& next);

// The unit that a lexeme of c_unit or c_units names.
Unit unit_of(const Lexeme& lexeme);

}  // namespace marsad::annotate::detail
