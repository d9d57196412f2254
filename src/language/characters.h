// Character classes and case mapping as spaCy's features see them: those of Python's str methods, from ICU's properties.
//
// Ownership: values. Threading: pure functions; nothing depends on the locale.
#pragma once

#include <string>
#include <string_view>

namespace marsad::language {

// str.isspace(): white space, the separators U+001C to U+001F, and U+0085.
bool is_space_char(char32_t c) noexcept;
bool is_alpha_char(char32_t c) noexcept;  // general categories L*
bool is_upper_char(char32_t c) noexcept;  // derived property Uppercase
bool is_lower_char(char32_t c) noexcept;  // derived property Lowercase
bool is_title_char(char32_t c) noexcept;  // general category Lt
bool is_digit_char(char32_t c) noexcept;  // decimal digits, superscripts, circled digits
bool is_punct_char(char32_t c) noexcept;  // general categories P*

// str.lower(): full lower case without tailoring, final sigma included. Ill-formed bytes become U+FFFD.
std::string lower(std::string_view utf8);
// str.upper() by code point, where the upper case is a single code point; others (ß) stay.
std::string upper(std::string_view utf8);

// Number of code points; an ill-formed byte counts as one.
std::size_t count_chars(std::string_view utf8) noexcept;

}  // namespace marsad::language
