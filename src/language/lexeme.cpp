#include "language/lexeme.h"

#include "base/utf8.h"
#include "language/characters.h"

namespace marsad::language {

namespace {

struct BaseNorm {
    std::string_view form;
    std::string_view norm;
};

constexpr BaseNorm base_norms[] = {
#include "language/spacy_base_norms.inc"
};

// Word shape: letters become x or X, digits d, other characters stay; runs are cut after four.
std::string shape_of(std::string_view form, std::size_t chars) {
    if (chars >= 100) return "LONG";
    std::string shape;
    char32_t last = 0;
    int run = 0;
    for (std::size_t at = 0, size = 0; at < form.size(); at += size) {
        char32_t c = base::decode(form, at, size);
        if (is_alpha_char(c)) {
            c = is_upper_char(c) ? U'X' : U'x';
        } else if (is_digit_char(c)) {
            c = U'd';
        }
        run = (at > 0 && c == last) ? run + 1 : 0;
        last = c;
        if (run < 4) base::append(shape, c);
    }
    return shape;
}

// str.istitle(), isupper(), islower() in one pass: what the cased characters of a form look like.
struct Casing {
    bool cased = false;
    bool only_upper = true;
    bool only_lower = true;
    bool title = true;
    bool previous_cased = false;

    void add(char32_t c) {
        const bool title_letter = is_title_char(c);
        const bool up = is_upper_char(c) || title_letter, low = is_lower_char(c);
        if (up) {
            only_lower = false;
            if (title_letter) only_upper = false;
            if (previous_cased) title = false;
        } else if (low) {
            only_upper = false;
            if (!previous_cased) title = false;
        }
        previous_cased = up || low;
        cased = cased || previous_cased;
    }
};

std::uint32_t flags_of(std::string_view form) {
    std::uint32_t all = is_alpha | is_ascii | is_digit | is_space | is_punct;
    Casing casing;
    for (std::size_t at = 0, size = 0; at < form.size(); at += size) {
        const char32_t c = base::decode(form, at, size);
        if (!is_alpha_char(c)) all &= ~is_alpha;
        if (c >= 0x80) all &= ~is_ascii;
        if (!is_digit_char(c)) all &= ~is_digit;
        if (!is_space_char(c)) all &= ~is_space;
        if (!is_punct_char(c)) all &= ~is_punct;
        casing.add(c);
    }
    if (casing.cased && casing.only_lower) all |= is_lower;
    if (casing.cased && casing.only_upper) all |= is_upper;
    if (casing.cased && casing.title) all |= is_title;
    return all;
}

std::string_view first_char(std::string_view form) {
    std::size_t size = 0;
    base::decode(form, 0, size);
    return form.substr(0, size);
}

std::string_view last_chars(std::string_view form, int count) {
    std::size_t begin = form.size();
    while (begin > 0 && count-- > 0) begin = base::code_point_start(form, begin - 1);
    return form.substr(begin);
}

}  // namespace

NormTable::NormTable() {
    for (const BaseNorm& entry : base_norms) add(string_id(entry.form), entry.norm);
}

Lexeme lexical_attributes(std::string_view form, std::string_view lower) {
    Lexeme lexeme;
    if (form.empty()) return lexeme;
    lexeme.form = form;
    lexeme.chars = static_cast<std::uint32_t>(count_chars(form));
    lexeme.orth = string_id(form);
    lexeme.lower = string_id(lower);
    lexeme.prefix = string_id(first_char(form));
    lexeme.suffix = string_id(last_chars(form, 3));
    lexeme.shape = string_id(shape_of(form, lexeme.chars));
    lexeme.flags = flags_of(form);
    return lexeme;
}

LexemeTable::LexemeTable(const NormTable& norms, std::size_t max_lexemes) : m_norms(norms), m_max_lexemes(max_lexemes) {
    rehash(1U << 12U);
}

bool LexemeTable::begin_batch() {
    if (m_lexemes.size() <= m_max_lexemes) return false;
    m_lexemes.clear();
    m_forms.clear();
    m_hashes.clear();
    m_hashes.shrink_to_fit();
    m_slots.clear();
    m_slots.shrink_to_fit();
    rehash(1U << 12U);
    ++m_epoch;
    return true;
}

void LexemeTable::rehash(std::size_t slots) {
    m_slots.assign(slots, 0);
    for (std::uint32_t i = 0; i < m_hashes.size(); ++i) {
        std::size_t slot = m_hashes[i] & (slots - 1);
        while (m_slots[slot] != 0) slot = (slot + 1) & (slots - 1);
        m_slots[slot] = i + 1;
    }
}

std::uint32_t LexemeTable::find_or_add(std::string_view form) { return insert(form, nullptr); }

std::uint32_t LexemeTable::find_or_add(std::string_view form, std::string_view norm) {
    const std::uint32_t plain = insert(form, nullptr);
    const StringId id = string_id(norm);
    // A norm of 0 means "not set" in spaCy's tokens.
    return id == 0 || m_lexemes[plain].norm == id ? plain : insert(form, &id);
}

// Lexemes with a norm of their own are keyed by form and norm together; plain ones by the form.
std::uint32_t LexemeTable::insert(std::string_view form, const StringId* norm) {
    std::uint64_t hash = resources::murmur_hash_64a(form, 1);
    if (norm != nullptr) hash = (hash ^ *norm) * 0x9e3779b97f4a7c15ULL;
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hash & mask;
    for (; m_slots[slot] != 0; slot = (slot + 1) & mask) {
        const std::uint32_t index = m_slots[slot] - 1;
        if (m_hashes[index] == hash && m_lexemes[index].form == form) return index;
    }
    const std::string& kept = m_forms.emplace_back(form);
    const std::string lowered = lower(kept);
    Lexeme lexeme = lexical_attributes(kept, lowered);
    const std::string* listed = m_norms.find(lexeme.orth);
    lexeme.norm = norm != nullptr ? *norm : listed != nullptr ? string_id(*listed)
                                                              : lexeme.lower;
    const auto index = static_cast<std::uint32_t>(m_lexemes.size());
    m_lexemes.push_back(lexeme);
    m_hashes.push_back(hash);
    m_slots[slot] = index + 1;
    if (m_lexemes.size() * 2 > m_slots.size()) rehash(m_slots.size() * 2);
    return index;
}

}  // namespace marsad::language
