// Encodings: whole texts, broken ones, binary files; and the map over random ones.
#include <gtest/gtest.h>

#include <random>

#include <unicode/unistr.h>

#include "base/utf8.h"
#include "read/encoding.h"
#include "support.h"

namespace marsad::tests {
namespace {

using namespace std::string_view_literals;

// What decoding gives; the error's name in angle brackets where it is refused.
std::string decoded(std::string_view bytes) {
    const auto result = read::detail::decode(std::string(bytes), "f");
    return result ? result->text : "<" + std::string(name(result.error().code)) + ">";
}

// The text in an encoding, by ICU.
std::string encode(std::string_view utf8, const char* encoding) {
    const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    std::string bytes(static_cast<std::size_t>(text.length()) * 8 + 16, '\0');
    const auto size = text.extract(0, text.length(), bytes.data(), static_cast<std::uint32_t>(bytes.size()), encoding);
    bytes.resize(static_cast<std::size_t>(size));
    return bytes;
}

constexpr std::string_view english = "The mayor \u2013 a caf\u00e9 owner \u2013 said \u201cnobody was hurt\u201d when the shells fell on the market.\n";
constexpr std::string_view arabic = "قال شهود إن القذائف سقطت على السوق القديم صباح الثلاثاء، وإن ثلاثة أشخاص أصيبوا بجروح طفيفة.\nوأضاف أحدهم أن الطريق مغلق.\n";
constexpr std::string_view russian = "Очевидцы сообщили, что снаряды упали на старый рынок во вторник утром, трое получили лёгкие ранения.\nДорога закрыта.\n";

TEST(Encoding, utf8_stays) {
    EXPECT_EQ(decoded(english), english);
    EXPECT_EQ(decoded(arabic), arabic);
    EXPECT_TRUE(read::detail::decode(std::string(arabic), "f")->map.empty());
}

TEST(Encoding, marks) {
    EXPECT_EQ(decoded("\xEF\xBB\xBF" + std::string(english)), english);
    for (const char* encoding : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
        EXPECT_EQ(decoded(encode("\uFEFF" + std::string(english), encoding)), english) << encoding;
        EXPECT_EQ(decoded(encode("\uFEFF" + std::string(arabic), encoding)), arabic) << encoding;
    }
}

TEST(Encoding, utf16_and_utf32_without_a_mark) {
    for (const char* encoding : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
        EXPECT_EQ(decoded(encode(english, encoding)), english) << encoding;
        EXPECT_EQ(decoded(encode(arabic, encoding)), arabic) << encoding;
    }
}

TEST(Encoding, legacy) {
    EXPECT_EQ(decoded(encode(english, "windows-1252")), english);
    EXPECT_EQ(decoded(encode(arabic, "windows-1256")), arabic);
    EXPECT_EQ(decoded(encode(arabic, "ISO-8859-6")), arabic);
    EXPECT_EQ(decoded(encode(russian, "windows-1251")), russian);
    EXPECT_EQ(decoded(encode(russian, "KOI8-R")), russian);
    EXPECT_EQ(decoded("Les tirs ont cess\xE9 \xE0 midi, selon le maire.\n"), "Les tirs ont cessé à midi, selon le maire.\n");
}

TEST(Encoding, a_few_legacy_bytes_late_in_a_long_text) {
    std::string text;
    for (int i = 0; i < 2000; ++i) text += "Nothing moved on the road. ";
    EXPECT_EQ(decoded(text + "He said \x93no\x94.\n"), text + "He said “no”.\n");
}

TEST(Encoding, declared_by_the_page) {
    const std::string head = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1256\"></head><body><p>";
    const auto reading = read_bytes(head + encode("سوق", "windows-1256"));
    ASSERT_TRUE(reading.document);
    EXPECT_EQ(reading.document->body(), "سوق");
    const auto span = read::source_span(reading.document->map, {0, 2});
    EXPECT_EQ(span.begin, head.size());
    EXPECT_EQ(span.end, head.size() + 1);
    EXPECT_EQ(decoded("<?xml version='1.0' encoding='koi8-r'?><html>" + encode("мир", "KOI8-R")), "<?xml version='1.0' encoding='koi8-r'?><html>мир");
}

TEST(Encoding, well_formed_utf8_beats_what_the_page_declares) {
    const std::string page = "<meta charset=iso-8859-1><p>café à la carte</p>";
    EXPECT_EQ(decoded(page), page);
}

TEST(Encoding, broken_utf8_keeps_the_rest) {
    EXPECT_EQ(decoded("caf\xC3\xA9, \xD8\xB3\xD9\x88\xD9\x82 and \xFFthe end"), "café, سوق and \uFFFDthe end");
    const std::string cut = std::string(arabic).substr(0, arabic.size() - 3);  // in the middle of a letter
    EXPECT_EQ(decoded(cut), cut.substr(0, base::first_invalid(cut)) + "\uFFFD");
}

TEST(Encoding, broken_utf16) {
    std::string bytes = encode("\uFEFF" + std::string(english), "UTF-16LE");
    bytes.insert(2 + 2 * 10, "\x00\xD8"sv);  // half of a surrogate pair
    const std::string text = decoded(bytes);
    EXPECT_EQ(text, std::string(english.substr(0, 10)) + "\uFFFD" + std::string(english.substr(10)));
    EXPECT_EQ(decoded(encode("\uFEFF" + std::string(arabic), "UTF-16BE") + "\x06"), std::string(arabic) + "\uFFFD");
}

TEST(Encoding, nothing_fits) {
    std::mt19937 random(5);
    std::string bytes = "Words and then: ";
    for (int i = 0; i < 4000; ++i) bytes += static_cast<char>(0x80 + random() % 0x20);
    const auto result = read::detail::decode(bytes, "f");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::bad_encoding);
    EXPECT_NE(result.error().message.find("offset 16"), std::string::npos) << result.error().message;
    EXPECT_FALSE(result.error().advice.empty());
}

TEST(Encoding, binary) {
    for (const std::string_view bytes : {"\x89PNG\r\n\x1a\n...."sv, "%PDF-1.7 text"sv, "PK\x03\x04 docx"sv,
                                         "\x7F"
                                         "ELF\x02"sv,
                                         "\x1F\x8B\x08"sv, "{\\rtf1 text}"sv}) {
        const auto result = read::detail::decode(std::string(bytes), "f");
        ASSERT_FALSE(result) << bytes;
        EXPECT_EQ(result.error().code, ErrorCode::binary);
        EXPECT_NE(result.error().message.find("f: this is a"), std::string::npos) << result.error().message;
    }
    std::mt19937 random(3);
    std::string noise;
    for (int i = 0; i < 10000; ++i) noise += static_cast<char>(random());
    EXPECT_EQ(decoded(noise), "<binary>");
    EXPECT_EQ(decoded(std::string("some\0\0\0\0words\0\0", 15)), "<binary>");
}

// Every character's span leads to bytes that decode to it alone, and spans of words to the words.
void expect_true_map(const std::string& bytes, const char* encoding, std::string_view expected) {
    const auto result = read::detail::decode(bytes, "f");
    ASSERT_TRUE(result) << encoding;
    ASSERT_EQ(result->text, expected) << encoding;
    std::mt19937 random(11);
    const auto size = static_cast<std::uint32_t>(expected.size());
    for (int i = 0; i < 300; ++i) {
        auto begin = static_cast<std::uint32_t>(base::code_point_start(expected, random() % size));
        auto end = static_cast<std::uint32_t>(base::code_point_start(expected, std::min<std::size_t>(size, begin + 1 + random() % 40)));
        if (i % 2 || end <= begin) {
            std::size_t length = 1;
            base::decode(expected, begin, length);
            end = begin + static_cast<std::uint32_t>(length);
        }
        const auto source = read::source_span(result->map, {begin, end});
        EXPECT_EQ(bytes.substr(source.begin, source.size()), encode(expected.substr(begin, end - begin), encoding)) << encoding << " " << begin << " " << end;
    }
}

TEST(Encoding, maps_lead_back_to_the_bytes) {
    const std::string mixed = std::string(english) + std::string(arabic) + "🕊 " + std::string(russian);
    for (const char* encoding : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) expect_true_map(encode(mixed, encoding), encoding, mixed);
    expect_true_map(encode(english, "windows-1252"), "windows-1252", english);
    expect_true_map(encode(arabic, "windows-1256"), "windows-1256", arabic);
    expect_true_map(encode(russian, "KOI8-R"), "KOI8-R", russian);
    const auto marked = read::detail::decode("\xEF\xBB\xBF" + std::string(arabic), "f");
    EXPECT_EQ(marked->map, (read::Map{{0, 3, static_cast<std::uint32_t>(arabic.size())}}));
}

}  // namespace
}  // namespace marsad::tests
