// UTF-8: decoding, checking and the few character classes that need no locale.
//
// Purpose: text travels as UTF-8 bytes; these functions never read the locale. Fuller Unicode (case folding,
// normalisation, scripts) comes from ICU where a room needs it.
// Ownership: views into the caller's text. Threading: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace marsad::base {

inline constexpr char32_t replacement_character = 0xFFFD;

// One code point at `at` (at < text.size()); `size` is set to its length in bytes, at least 1. A byte that starts no
// well-formed sequence gives U+FFFD and size 1 (overlong forms, surrogates and values over U+10FFFF are ill-formed).
char32_t decode(std::string_view text, std::size_t at, std::size_t& size);

// Appends the UTF-8 form of a code point; what is no code point is appended as U+FFFD.
void append(std::string& out, char32_t c);

// The offset of the first byte that is not well-formed UTF-8; text.size() where all is.
std::size_t first_invalid(std::string_view text);
inline bool is_valid(std::string_view text) { return first_invalid(text) == text.size(); }

// The start of the code point that holds byte `at` (at <= text.size()).
std::size_t code_point_start(std::string_view text, std::size_t at);

inline bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_ascii_alpha(char c) { return is_ascii_upper(c) || is_ascii_lower(c); }
inline bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_ascii_alnum(char c) { return is_ascii_alpha(c) || is_ascii_digit(c); }
inline bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
inline char ascii_lower(char c) { return is_ascii_upper(c) ? static_cast<char>(c + 32) : c; }
inline char ascii_upper(char c) { return is_ascii_lower(c) ? static_cast<char>(c - 32) : c; }

// A copy with ASCII letters in lower case; other bytes stay.
std::string ascii_lower(std::string_view text);
std::string ascii_upper(std::string_view text);
// Whether two texts are the same but for the case of ASCII letters.
bool equal_ascii_case(std::string_view a, std::string_view b);
// The text without ASCII white space at its ends.
std::string_view trim(std::string_view text);

}  // namespace marsad::base
