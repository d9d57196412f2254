#include "language/headline.h"

#include <array>

#include "base/utf8.h"

namespace marsad::language {

namespace {

constexpr std::size_t few_words = 5;   // a speaker or a topic beside a colon
constexpr std::size_t tail_words = 8;  // who says so or the paper's name, behind a dash

bool is_blank(char c) { return base::is_ascii_space(c); }

// Words that have a letter.
std::size_t words_of(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool letter = base::is_ascii_alpha(c) || static_cast<unsigned char>(c) >= 0x80;
        if (letter && !inside) ++words;
        inside = is_blank(c) ? false : inside || letter;
    }
    return words;
}

// The length of a dash or bar at `at` that has a blank before it; "-sources" needs none behind it, "5 - 3" is none.
std::size_t dash_at(std::string_view text, std::size_t at) {
    static constexpr std::array<std::string_view, 5> dashes = {"--", "\u2013", "\u2014", "|", "-"};
    if (at == 0 || !is_blank(text[at - 1])) return 0;
    for (const std::string_view dash : dashes) {
        if (!text.substr(at).starts_with(dash)) continue;
        const std::size_t next = at + dash.size();
        if (next >= text.size()) return 0;
        const std::size_t word = is_blank(text[next]) ? next + 1 : next;
        return word < text.size() && base::is_ascii_digit(text[word]) ? 0 : dash.size();
    }
    return 0;
}

}  // namespace

std::vector<base::Span> headline_parts(std::string_view text) {
    std::vector<std::size_t> cuts;
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        const std::size_t begin = cuts.empty() ? 0 : cuts.back();
        if (text[at] == ':' && is_blank(text[at + 1])) {
            const std::size_t before = words_of(text.substr(begin, at - begin)), after = words_of(text.substr(at));
            if (before > 0 && after > 0 && (before <= few_words || after <= few_words)) cuts.push_back(at + 1);
        } else if (dash_at(text, at) > 0) {
            const std::size_t before = words_of(text.substr(begin, at - begin)), after = words_of(text.substr(at));
            if (before > 1 && after > 0 && after <= tail_words) cuts.push_back(at);
            while (at + 1 < text.size() && !is_blank(text[at])) ++at;
        }
    }
    cuts.push_back(text.size());
    std::vector<base::Span> parts;
    std::size_t begin = 0;
    for (const std::size_t cut : cuts) {
        std::size_t end = cut;
        while (begin < end && is_blank(text[begin])) ++begin;
        while (end > begin && is_blank(text[end - 1])) --end;
        if (end > begin) parts.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
        begin = cut;
    }
    if (parts.empty()) parts.push_back({0, static_cast<std::uint32_t>(text.size())});
    return parts;
}

}  // namespace marsad::language
