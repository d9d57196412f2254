#include "resources/place_names.h"

#include <array>
#include <cstring>

#include "base/hash.h"
#include "base/utf8.h"

namespace marsad::resources {

namespace {

constexpr std::size_t plane = 65536;

// Apostrophes and the letters that transliterations use for ayn and hamza.
bool is_apostrophe(char32_t c) {
    return c == '\'' || c == '`' || c == 0x2019 || c == 0x2018 || c == 0x02BB || c == 0x02BC || c == 0x02BE || c == 0x02BF || c == 0x00B4 || c == 0x02B9;
}

bool is_word_character(char32_t c) {
    if (c < 0x80) return base::is_ascii_alnum(static_cast<char>(c));
    if (c < 0xC0) return c == 0xAA || c == 0xBA;
    if (c == 0xD7 || c == 0xF7 || c == 0xFEFF) return false;
    if (c >= 0x2000 && c < 0x2070) return c == 0x200C || c == 0x200D;
    if (c >= 0x20A0 && c < 0x2C00) return false;
    if (c >= 0x3000 && c < 0x3040) return c == 0x3005;
    if (c == 0x060C || c == 0x061B || c == 0x061F || c == 0x06D4) return false;
    return c != base::replacement_character && !(c >= 0xFF00 && c < 0xFF10);
}

struct Abbreviation {
    std::string_view from, to;
};
constexpr std::array<Abbreviation, 5> abbreviations{{{"st", "saint"}, {"ste", "sainte"}, {"mt", "mount"}, {"ft", "fort"}, {"pt", "point"}}};

bool is_dotted_abbreviation(std::string_view word) {
    for (const auto& a : abbreviations) {
        if (a.from == word) return true;
    }
    return false;
}

}  // namespace

NameFolder::NameFolder(std::string_view table) {
    if (table.size() < plane * sizeof(std::uint32_t)) return;
    m_entries = {reinterpret_cast<const std::uint32_t*>(table.data()), plane};
    m_pool = table.substr(plane * sizeof(std::uint32_t));
}

void NameFolder::fold_code_point(std::string_view text, std::size_t at, std::size_t size, FoldedName& out) const {
    if (size == 1) return out.push(base::ascii_lower(text[at]));
    std::size_t length = 0;
    const char32_t c = base::decode(text, at, length);
    const std::uint32_t entry = c < m_entries.size() ? m_entries[c] : 0;
    if (entry == 0) return out.push(text.substr(at, size));
    const std::size_t begin = (entry >> 4) - 1, count = entry & 15;
    if (begin <= m_pool.size() && count <= m_pool.size() - begin) out.push(m_pool.substr(begin, count));
}

std::size_t NameFolder::word(std::string_view text, std::size_t at, FoldedName& out) const {
    const std::size_t mark = out.size();
    if (mark) out.push(' ');
    const std::size_t start = out.size();
    std::size_t i = at, end = at, since_dot = 0;
    bool dotted = false;
    while (i < text.size()) {
        std::size_t size = 0;
        const char32_t c = base::decode(text, i, size);
        if (is_word_character(c)) {
            fold_code_point(text, i, size, out);
            ++since_dot;
            end = i += size;
            continue;
        }
        if (i == at && !is_apostrophe(c)) break;
        std::size_t next_size = 0;
        const char32_t next = i + size < text.size() ? base::decode(text, i + size, next_size) : U' ';
        if (is_apostrophe(c) && is_word_character(next)) {
            const std::size_t after = i + size + next_size;
            std::size_t ignored = 0;
            const bool last = after >= text.size() || !is_word_character(base::decode(text, after, ignored));
            if ((next == 's' || next == 'S') && last && i > at) break;  // "Idlib's"
            i += size;
            continue;
        }
        if (c == '.' && since_dot == 1 && (dotted || is_word_character(next))) {  // "U.S."
            dotted = true;
            since_dot = 0;
            end = i += size;
            continue;
        }
        if (c == '.' && !dotted && is_dotted_abbreviation(out.text().substr(start))) end = i + size;
        break;
    }
    if (out.size() == start) {
        out.cut(mark);
        return at;
    }
    for (const auto& a : abbreviations) {
        if (out.text().substr(start) != a.from) continue;
        out.cut(start);
        out.push(a.to);
        break;
    }
    return end;
}

std::size_t after_possessive(std::string_view text, std::size_t at) {
    const auto rest = text.substr(at);
    for (std::string_view mark : {"'s", "\xE2\x80\x99s"}) {
        if (rest.starts_with(mark) && (rest.size() == mark.size() || !base::is_ascii_alnum(rest[mark.size()]))) return at + mark.size();
    }
    return at;
}

void NameFolder::name(std::string_view text, FoldedName& out) const {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = word(text, at, out);
        if (end > at) {
            at = after_possessive(text, end);
            continue;
        }
        std::size_t size = 1;
        base::decode(text, at, size);
        at += size;
    }
}

std::string NameFolder::name(std::string_view text) const {
    FoldedName out;
    name(text, out);
    return std::string(out.text());
}

bool is_arabic_article(std::string_view word) {
    static constexpr std::string_view articles[] = {"al", "el", "as", "ash", "ar", "ad", "an", "at", "az", "es", "esh", "er", "ed", "en", "et", "ez", "adh", "ath", "ul"};
    for (auto article : articles) {
        if (article == word) return true;
    }
    return false;
}

namespace {

// One word without doubled letters and with its vowels in two classes: a (e, i, y) and u (o, w).
void loosen_word(std::string_view word, FoldedName& out) {
    const std::size_t start = out.size();
    char last = 0;
    for (char c : word) {
        if (c == 'e' || c == 'i' || c == 'y') c = 'a';
        if (c == 'o' || c == 'w') c = 'u';
        if (c == 'q') c = 'k';
        if (c == 'j') c = 'g';
        if (c == last) continue;
        last = c;
        out.push(c);
    }
    // A closing "ah", "eh" or "a" (the feminine ending) is one.
    if (out.size() > start + 2 && out.text().ends_with("ah")) out.cut(out.size() - 1);
}

}  // namespace

void loosen(std::string_view folded, FoldedName& out) {
    out.clear();
    bool first = true;
    while (!folded.empty()) {
        const auto word = folded.substr(0, folded.find(' '));
        folded.remove_prefix(std::min(word.size() + 1, folded.size()));
        if (is_arabic_article(word) && !(first && folded.empty())) continue;
        if (!out.empty()) out.push(' ');
        loosen_word(word, out);
        first = false;
    }
    if (out.size() < 3) out.clear();
}

std::uint64_t name_hash(std::string_view folded) { return base::fnv1a(folded); }
std::uint64_t loose_hash(std::string_view loosened) { return base::fnv1a(loosened, loose_seed); }

}  // namespace marsad::resources
