// Years before Christ that do not say so.
//
// Purpose: in a text that tells of antiquity, makes years of the numbers of three figures that stand where years do
// ("in 429", "the summer of 427", "413–412"). Ownership: changes the lexemes in place. Threading: pure function.
#pragma once

#include <span>
#include <string_view>

#include "annotate/times_lexer.h"

namespace marsad::annotate::detail {

void mark_ancient_years(std::string_view text, std::span<Lexeme> lexemes);

}  // namespace marsad::annotate::detail
