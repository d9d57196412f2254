#include "read/encoding.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "base/utf8.h"
#include "read/sniff.h"

namespace marsad::read::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t largest_text = std::numeric_limits<std::uint32_t>::max();

struct CloseConverter {
    void operator()(UConverter* c) const { ucnv_close(c); }
};
struct CloseDetector {
    void operator()(UCharsetDetector* d) const { ucsdet_close(d); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;
using Detector = std::unique_ptr<UCharsetDetector, CloseDetector>;

// What the web means by a label where ICU takes it at its word (WHATWG Encoding standard): the wider code page.
std::string widened(std::string_view label) {
    static constexpr std::array<std::array<std::string_view, 2>, 16> table{{{"iso-8859-1", "windows-1252"}, {"latin1", "windows-1252"}, {"us-ascii", "windows-1252"}, {"ascii", "windows-1252"}, {"iso-8859-9", "windows-1254"}, {"iso-8859-11", "windows-874"}, {"tis-620", "windows-874"}, {"gb2312", "gb18030"}, {"gbk", "gb18030"}, {"shift_jis", "windows-31j"}, {"euc-kr", "windows-949"}, {"ks_c_5601-1987", "windows-949"}, {"x-sjis", "windows-31j"}, {"iso_8859-1", "windows-1252"}, {"x-user-defined", "windows-1252"}, {"arabic", "iso-8859-6"}}};
    const std::string lower = base::ascii_lower(label);
    for (const auto& row : table) {
        if (lower == row[0]) return std::string(row[1]);
    }
    return lower;
}

// A converter in which ASCII is ASCII (so no EBCDIC, UTF-7 or UTF-16), as everything but 1 and 2 of the header must be.
Converter open_ascii_based(const std::string& label) {
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open(label.c_str(), &status));
    if (U_FAILURE(status)) return nullptr;
    static constexpr std::string_view probe = "<Az+&~-09>";
    std::array<UChar, 32> out{};
    const auto size = ucnv_toUChars(converter.get(), out.data(), static_cast<std::int32_t>(out.size()), probe.data(),
                                    static_cast<std::int32_t>(probe.size()), &status);
    if (U_FAILURE(status) || size != static_cast<std::int32_t>(probe.size())) return nullptr;
    for (std::size_t i = 0; i < probe.size(); ++i) {
        if (out[i] != static_cast<UChar>(static_cast<unsigned char>(probe[i]))) return nullptr;
    }
    ucnv_reset(converter.get());
    return converter;
}

// Whether a character has no business in a report's text: it was decoded by the wrong table.
bool is_odd(char32_t c) {
    if (c == base::replacement_character || (c >= 0x80 && c < 0xA0)) return true;
    if (c >= 0x2500 && c <= 0x259F) return true;  // box drawing: what random bytes are in KOI8 and the DOS code pages
    const auto type = u_charType(static_cast<UChar32>(c));
    return type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR || type == U_SURROGATE;
}

struct Attempt {
    Decoded decoded;
    std::size_t odd = 0, beyond_ascii = 0;
    bool overflow = false;
    // At most one odd character among twenty that are not ASCII.
    bool sane() const { return !overflow && odd * 20 <= beyond_ascii; }
};

// Decodes from byte `skip` (a byte order mark lies before) one character at a time, which gives each its own source bytes.
Attempt convert(UConverter* converter, std::string_view bytes, std::size_t skip) {
    Attempt attempt;
    MapBuilder map;
    const char* at = bytes.data() + skip;
    const char* end = bytes.data() + bytes.size();
    attempt.decoded.text.reserve(bytes.size());
    while (at < end) {
        UErrorCode status = U_ZERO_ERROR;
        const char* before = at;
        const UChar32 got = ucnv_getNextUChar(converter, &at, end, &status);
        if (status == U_INDEX_OUTOFBOUNDS_ERROR) break;
        if (at == before) ++at;  // can't be; a loop that ends is worth the line
        const auto c = U_FAILURE(status) ? base::replacement_character : static_cast<char32_t>(got);
        const std::size_t size = attempt.decoded.text.size();
        base::append(attempt.decoded.text, c);
        if (attempt.decoded.text.size() > largest_text) {
            attempt.overflow = true;
            return attempt;
        }
        map.add(static_cast<std::uint32_t>(attempt.decoded.text.size() - size), static_cast<std::uint32_t>(before - bytes.data()),
                static_cast<std::uint32_t>(at - before));
        if (c < 0x80) continue;
        ++attempt.beyond_ascii;
        attempt.odd += is_odd(c);
        attempt.decoded.replaced += c == base::replacement_character;
    }
    attempt.decoded.map = map.finish(static_cast<std::uint32_t>(bytes.size()));
    UErrorCode status = U_ZERO_ERROR;
    if (const char* name = ucnv_getName(converter, &status)) attempt.decoded.encoding = name;
    return attempt;
}

// UTF-8 from byte `skip` on: as it is, or with U+FFFD for each byte that is part of no character.
Decoded repair(std::string bytes, std::size_t skip) {
    Decoded decoded;
    decoded.encoding = "UTF-8";
    const auto whole = static_cast<std::uint32_t>(bytes.size());
    MapBuilder map;
    for (std::size_t at = skip; at < bytes.size();) {
        const auto good = base::first_invalid(std::string_view(bytes).substr(at));
        map.add(static_cast<std::uint32_t>(good), static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(good));
        decoded.text.append(bytes, at, good);
        at += good;
        if (at == bytes.size()) break;
        base::append(decoded.text, base::replacement_character);
        map.add(3, static_cast<std::uint32_t>(at), 1);
        ++decoded.replaced;
        ++at;
    }
    decoded.map = map.finish(whole);
    return decoded;
}

Error no_encoding(std::string_view place, std::string_view bytes, std::size_t at) {
    return {ErrorCode::bad_encoding,
            fmt::format("{}: the text is in no encoding that fits: byte 0x{:02X} at offset {} is not UTF-8", place,
                        at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0, at),
            "convert it to UTF-8 first, for example: iconv -f WINDOWS-1256 -t UTF-8 FILE > NEW"};
}

Error too_much_text(std::string_view place) {
    return {ErrorCode::too_large, fmt::format("{}: the text takes 4 GiB or more as UTF-8", place), "split the file"};
}

struct Mark {
    std::string_view bytes;
    const char* encoding;
};
constexpr Mark marks[] = {{"\xFF\xFE\0\0"sv, "UTF-32LE"}, {"\0\0\xFE\xFF"sv, "UTF-32BE"}, {"\xFF\xFE"sv, "UTF-16LE"}, {"\xFE\xFF"sv, "UTF-16BE"}};

// UTF-32 or UTF-16 by where zero bytes stand; null for neither. Looks at the first 64 KiB.
const char* wide_pattern(std::string_view bytes) {
    const auto sample = bytes.substr(0, std::min<std::size_t>(bytes.size(), 64 << 10) & ~std::size_t{3});
    std::array<std::size_t, 4> zeros{};
    for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 4] += sample[i] == '\0';
    const std::size_t quads = sample.size() / 4;
    if (quads >= 2) {
        if (zeros[3] == quads && zeros[2] * 10 >= quads * 9 && zeros[0] * 10 < quads) return "UTF-32LE";
        if (zeros[0] == quads && zeros[1] * 10 >= quads * 9 && zeros[3] * 10 < quads) return "UTF-32BE";
    }
    const std::size_t even = zeros[0] + zeros[2], odd = zeros[1] + zeros[3];
    // Text in any script has spaces and line ends, whose high byte is zero; the low byte never is.
    if (odd * 50 > sample.size() && even * 50 <= odd) return "UTF-16LE";
    if (even * 50 > sample.size() && odd * 50 <= even) return "UTF-16BE";
    return nullptr;
}

std::optional<Attempt> convert_wide(const char* encoding, std::string_view bytes, std::size_t skip) {
    UErrorCode status = U_ZERO_ERROR;
    const Converter converter(ucnv_open(encoding, &status));
    if (U_FAILURE(status)) return std::nullopt;
    return convert(converter.get(), bytes, skip);
}

// The encoding that a page names in its first 4 KiB: charset=… of a <meta>, encoding=… of an XML declaration.
std::string declared_encoding(std::string_view bytes) {
    const std::string head = base::ascii_lower(bytes.substr(0, 4096));
    const auto value_after = [&](std::size_t at) {
        while (at < head.size() && (base::is_ascii_space(head[at]) || head[at] == '=' || head[at] == '"' || head[at] == '\'')) ++at;
        std::size_t end = at;
        while (end < head.size() && end - at < 40 && (base::is_ascii_alnum(head[end]) || "-_:."sv.find(head[end]) != std::string_view::npos)) ++end;
        return head.substr(at, end - at);
    };
    if (head.rfind("<?xml", 0) == 0) {
        const auto at = head.find("encoding");
        if (at != std::string::npos && at < head.find("?>")) return value_after(at + 8);
    }
    for (auto meta = head.find("<meta"); meta != std::string::npos; meta = head.find("<meta", meta + 5)) {
        const auto at = head.find("charset", meta);
        if (at != std::string::npos && at < head.find('>', meta)) return value_after(at + 7);
    }
    return "";
}

// The bytes that are not ASCII, with 48 bytes on either side: the detector looks at 8 KiB only.
std::string neighbourhoods(std::string_view bytes) {
    constexpr std::size_t reach = 48, most = 8000;
    std::string sample;
    std::size_t taken = 0;
    for (std::size_t i = 0; i < bytes.size() && sample.size() < most; ++i) {
        if (static_cast<unsigned char>(bytes[i]) < 0x80) continue;
        const std::size_t begin = std::max(taken, i > reach ? i - reach : 0);
        const std::size_t end = std::min(bytes.size(), i + reach);
        if (end > begin) sample.append(bytes.substr(begin, end - begin));
        taken = std::max(taken, end);
    }
    return sample;
}

std::optional<Decoded> detect(std::string_view bytes) {
    // Of 100, ICU's own measure. Code pages of two bytes a character fit almost any bytes and must be surer.
    constexpr std::int32_t least_confidence = 10, least_of_wide = 40;
    UErrorCode status = U_ZERO_ERROR;
    const Detector detector(ucsdet_open(&status));
    const std::string sample = neighbourhoods(bytes);
    if (U_SUCCESS(status)) ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
    std::int32_t count = 0;
    const UCharsetMatch** matches = U_SUCCESS(status) ? ucsdet_detectAll(detector.get(), &count, &status) : nullptr;
    if (U_FAILURE(status) || !matches) return std::nullopt;
    for (std::int32_t i = 0; i < count; ++i) {
        UErrorCode one = U_ZERO_ERROR;
        const char* name = ucsdet_getName(matches[i], &one);
        if (U_FAILURE(one) || std::string_view(name).rfind("UTF", 0) == 0) continue;  // UTF-8, -16, -32 were tried before
        const std::string_view label = name;
        const bool narrow = label.rfind("ISO-8859", 0) == 0 || label.rfind("windows", 0) == 0 || label.rfind("KOI8", 0) == 0;
        if (ucsdet_getConfidence(matches[i], &one) < (narrow ? least_confidence : least_of_wide)) continue;
        const auto converter = open_ascii_based(widened(name));
        if (!converter) continue;
        Attempt attempt = convert(converter.get(), bytes, 0);
        if (attempt.sane()) return std::move(attempt.decoded);
    }
    return std::nullopt;
}

// Whether UTF-8 with broken places is what the bytes are: three well-formed characters beyond ASCII for each broken place.
bool is_broken_utf8(std::string_view bytes) {
    std::size_t good = 0, broken = 0;
    bool inside = false;
    for (std::size_t at = 0, size = 1; at < bytes.size(); at += size) {
        const char32_t c = base::decode(bytes, at, size);
        const bool bad = c == base::replacement_character && size == 1;
        if (c < 0x80) inside = false;
        else if (!bad) {
            ++good;
            inside = false;
        } else if (!inside) {
            ++broken;
            inside = true;
        }
    }
    return good >= 3 * broken;
}

std::optional<Decoded> decode_declared(std::string_view bytes) {
    const std::string label = declared_encoding(bytes);
    if (label.empty() || label.rfind("utf", 0) == 0) return std::nullopt;
    const auto converter = open_ascii_based(widened(label));
    if (!converter) return std::nullopt;
    Attempt attempt = convert(converter.get(), bytes, 0);
    return attempt.sane() ? std::optional(std::move(attempt.decoded)) : std::nullopt;
}

// Steps 1 and 2 of the header, but for UTF-8.
std::optional<Result<Decoded>> decode_wide(std::string_view bytes, std::string_view place) {
    for (const Mark& mark : marks) {
        if (bytes.substr(0, mark.bytes.size()) != mark.bytes) continue;
        auto attempt = convert_wide(mark.encoding, bytes, mark.bytes.size());
        if (attempt && attempt->overflow) return Result<Decoded>(too_much_text(place));
        // Half of it undecodable: the mark was chance, or the file is damaged beyond use.
        if (!attempt || attempt->decoded.replaced * 2 > bytes.size() / 4) return Result<Decoded>(no_encoding(place, bytes, 0));
        return Result<Decoded>(std::move(attempt->decoded));
    }
    const char* pattern = wide_pattern(bytes);
    if (!pattern) return std::nullopt;
    auto attempt = convert_wide(pattern, bytes, 0);
    if (attempt && attempt->overflow) return Result<Decoded>(too_much_text(place));
    if (!attempt || !attempt->sane() || looks_binary(attempt->decoded.text)) return std::nullopt;
    return Result<Decoded>(std::move(attempt->decoded));
}

}  // namespace

Result<Decoded> decode(std::string bytes, std::string_view place) {
    if (const Foreign foreign = known_format(bytes); !foreign.what.empty()) {
        return Error{ErrorCode::binary, fmt::format("{}: this is {}, not a report in plain text, HTML or JSON Lines", place, foreign.what), std::string(foreign.advice)};
    }
    if (bytes.size() > largest_text) return too_much_text(place);
    if (auto wide = decode_wide(bytes, place)) return std::move(*wide);
    if (looks_binary(bytes)) {
        const auto at = bytes.find_first_of("\0\1\2\3\4\5\6\16\17\20\21\22\23\24\25\26\27\30\31"sv);
        return Error{ErrorCode::binary, fmt::format("{}: this is binary data, not text (byte 0x{:02X} at offset {})", place, at == std::string::npos ? 0x7F : static_cast<unsigned char>(bytes[at]), at == std::string::npos ? 0 : at),
                     "give the report as plain text, HTML or JSON Lines"};
    }
    const std::size_t skip = std::string_view(bytes).substr(0, 3) == "\xEF\xBB\xBF"sv ? 3 : 0;
    const auto invalid = base::first_invalid(bytes);
    if (invalid == bytes.size() && skip == 0) return Decoded{std::move(bytes), {}, "UTF-8", 0};
    if (invalid == bytes.size() || skip > 0 || is_broken_utf8(bytes)) {
        Decoded decoded = repair(std::move(bytes), skip);
        if (decoded.text.size() > largest_text) return too_much_text(place);
        return decoded;
    }
    if (auto decoded = decode_declared(bytes)) return std::move(*decoded);
    if (auto decoded = detect(bytes)) return std::move(*decoded);
    return no_encoding(place, bytes, invalid);
}

}  // namespace marsad::read::detail
