#include "language/characters.h"

#include <unicode/uchar.h>

#include <vector>

#include "base/utf8.h"

namespace marsad::language {

namespace {

UChar32 icu(char32_t c) { return static_cast<UChar32>(c); }

bool has_property(char32_t c, UProperty property) { return u_hasBinaryProperty(icu(c), property) != 0; }

std::vector<char32_t> code_points(std::string_view utf8) {
    std::vector<char32_t> points;
    points.reserve(utf8.size());
    for (std::size_t at = 0, size = 0; at < utf8.size(); at += size) points.push_back(base::decode(utf8, at, size));
    return points;
}

// Whether the capital sigma at `at` ends a word (Unicode, Final_Sigma): a cased letter before it, none after it, with
// case-ignorable characters between them skipped.
bool is_final_sigma(const std::vector<char32_t>& points, std::size_t at) {
    std::size_t before = at;
    while (before > 0 && has_property(points[before - 1], UCHAR_CASE_IGNORABLE)) --before;
    if (before == 0 || !has_property(points[before - 1], UCHAR_CASED)) return false;
    std::size_t after = at + 1;
    while (after < points.size() && has_property(points[after], UCHAR_CASE_IGNORABLE)) ++after;
    return after == points.size() || !has_property(points[after], UCHAR_CASED);
}

bool is_ascii(std::string_view text) {
    for (char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    }
    return true;
}

}  // namespace

bool is_space_char(char32_t c) noexcept {
    if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
    if (c < 0x1680) return c == 0x85 || c == 0xA0;
    return c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

bool is_alpha_char(char32_t c) noexcept {
    if (c < 0x80) return base::is_ascii_alpha(static_cast<char>(c));
    return (U_GET_GC_MASK(icu(c)) & U_GC_L_MASK) != 0;
}

bool is_upper_char(char32_t c) noexcept {
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    return u_isUUppercase(icu(c)) != 0;
}

bool is_lower_char(char32_t c) noexcept {
    if (c < 0x80) return c >= 'a' && c <= 'z';
    return u_isULowercase(icu(c)) != 0;
}

bool is_title_char(char32_t c) noexcept { return c >= 0x80 && u_charType(icu(c)) == U_TITLECASE_LETTER; }

bool is_digit_char(char32_t c) noexcept {
    if (c < 0x80) return c >= '0' && c <= '9';
    const int type = u_getIntPropertyValue(icu(c), UCHAR_NUMERIC_TYPE);
    return type == U_NT_DECIMAL || type == U_NT_DIGIT;
}

bool is_punct_char(char32_t c) noexcept { return (U_GET_GC_MASK(icu(c)) & U_GC_P_MASK) != 0; }

std::string lower(std::string_view utf8) {
    if (is_ascii(utf8)) return base::ascii_lower(utf8);
    constexpr char32_t capital_sigma = 0x03A3, small_sigma = 0x03C3, final_sigma = 0x03C2;
    const std::vector<char32_t> points = code_points(utf8);
    std::string out;
    out.reserve(utf8.size() + 2);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const char32_t c = points[i];
        if (c == 0x0130) {  // the only character whose lower case is two code points
            out += 'i';
            base::append(out, 0x0307);
        } else if (c == capital_sigma) {
            base::append(out, is_final_sigma(points, i) ? final_sigma : small_sigma);
        } else {
            base::append(out, static_cast<char32_t>(u_tolower(icu(c))));
        }
    }
    return out;
}

std::string upper(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0, size = 0; at < utf8.size(); at += size) {
        const char32_t c = base::decode(utf8, at, size);
        base::append(out, static_cast<char32_t>(u_toupper(icu(c))));
    }
    return out;
}

std::size_t count_chars(std::string_view utf8) noexcept {
    std::size_t count = 0;
    for (std::size_t at = 0, size = 0; at < utf8.size(); at += size, ++count) base::decode(utf8, at, size);
    return count;
}

}  // namespace marsad::language
