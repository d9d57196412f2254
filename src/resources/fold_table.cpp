// The table of NameFolder, made by ICU: NFKD without marks, case folded, with the letters that have no decomposition.
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstring>
#include <map>
#include <vector>

#include "base/utf8.h"
#include "resources/place_names.h"

namespace marsad::resources {

namespace {

// What NFKD leaves alone and names spell in more than one way.
const std::map<char32_t, std::string_view>& letters() {
    static const std::map<char32_t, std::string_view> table{
        {0xF8, "o"}, {0xD8, "o"}, {0x142, "l"}, {0x141, "l"}, {0x111, "d"}, {0x110, "d"}, {0xF0, "d"}, {0xD0, "d"}, {0xE6, "ae"}, {0xC6, "ae"}, {0x153, "oe"}, {0x152, "oe"}, {0x131, "i"}, {0x130, "i"}, {0x127, "h"}, {0x126, "h"}, {0xFE, "th"}, {0xDE, "th"}, {0xDF, "ss"}, {0x259, "e"}, {0x18F, "e"}, {0x14B, "ng"}, {0x14A, "ng"}, {0x167, "t"}, {0x166, "t"},
        // Arabic: one alef, one ya, one kaf; ta marbuta as ha; no tatweel, no lone hamza.
        {0x622, "ا"},
        {0x623, "ا"},
        {0x625, "ا"},
        {0x671, "ا"},
        {0x649, "ي"},
        {0x6CC, "ي"},
        {0x626, "ي"},
        {0x624, "و"},
        {0x6A9, "ك"},
        {0x629, "ه"},
        {0x6C0, "ه"},
        {0x6C1, "ه"},
        {0x640, ""},
        {0x621, ""},
        {0x200C, ""},
        {0x200D, ""}};
    return table;
}

// The folded form; nothing where it is the character itself.
bool fold(char32_t c, const icu::Normalizer2& nfkd, UErrorCode& status, std::string& out) {
    if (const auto known = letters().find(c); known != letters().end()) {
        out = known->second;
        return true;
    }
    const bool hangul = c >= 0xAC00 && c <= 0xD7A3;
    if (!u_isdefined(static_cast<UChar32>(c)) || hangul || (c >= 0xD800 && c < 0xE000)) return false;
    icu::UnicodeString decomposed = nfkd.normalize(icu::UnicodeString(static_cast<UChar32>(c)), status);
    decomposed.foldCase();
    icu::UnicodeString kept;
    for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
        const UChar32 part = decomposed.char32At(i);
        const auto type = u_charType(part);
        if (type == U_NON_SPACING_MARK && (part < 0x900 || part > 0x1100)) continue;  // Indic vowel signs are letters here
        kept.append(part);
    }
    out.clear();
    kept.toUTF8String(out);
    std::string itself;
    base::append(itself, c);
    return out != itself && out.size() <= 15;
}

}  // namespace

std::string make_fold_table() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
    std::vector<std::uint32_t> entries(65536, 0);
    std::string pool;
    std::map<std::string, std::uint32_t> known;
    for (char32_t c = 0x80; c < 0x10000 && U_SUCCESS(status); ++c) {
        std::string folded;
        if (!fold(c, *nfkd, status, folded)) continue;
        const auto [at, added] = known.try_emplace(folded, static_cast<std::uint32_t>(pool.size() + 1));
        if (added) pool += folded;
        entries[c] = at->second << 4 | static_cast<std::uint32_t>(folded.size());
    }
    std::string out(entries.size() * sizeof entries[0], '\0');
    std::memcpy(out.data(), entries.data(), out.size());
    return out + pool;
}

}  // namespace marsad::resources
