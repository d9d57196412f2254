// Rows as words: days, figures, names.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "marsad/rows.h"

namespace marsad::cli {

std::string day(Instant seconds);
// A day, or the first and the last one; "-" where nothing is known.
std::string when(const std::optional<Instant>& earliest, const std::optional<Instant>& latest);
// "11", "9-12", "141+"; "-" where no toll is known.
std::string figure(const Toll& toll);
std::string number(const std::optional<double>& value);
std::string where(const std::string& place, const std::string& country);
// "a, b" from "|a|b|".
std::string names(std::string_view barred);
std::string padded(std::string text, std::size_t columns);

}  // namespace marsad::cli
