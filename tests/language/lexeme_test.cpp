#include "language/lexeme.h"

#include <gtest/gtest.h>

#include "language/characters.h"

namespace marsad::language {
namespace {

// Ids as spaCy's StringStore gives them.
TEST(StringId, HashesTextsAndKnowsSymbols) {
    EXPECT_EQ(string_id(""), 0U);
    EXPECT_EQ(string_id("coffee"), 3197928453018144401U);
    EXPECT_EQ(string_id("case"), 8110129090154140942U);
    EXPECT_LT(string_id("punct"), 1000U);
    EXPECT_LT(string_id("NOUN"), 1000U);
    EXPECT_GT(string_id("noun"), 1000U);
}

class Lexemes : public testing::Test {
protected:
    const Lexeme& of(std::string_view form) { return m_table[m_table.find_or_add(form)]; }
    NormTable m_norms;
    LexemeTable m_table{m_norms, 4};
};

TEST_F(Lexemes, HaveShapeAffixesAndLowerCase) {
    EXPECT_EQ(of("Shelling2017").shape, string_id("Xxxxxdddd"));
    EXPECT_EQ(of("U.N.").shape, string_id("X.X."));
    EXPECT_EQ(of("Ärzte").prefix, string_id("Ä"));
    EXPECT_EQ(of("Ärzte").suffix, string_id("zte"));
    EXPECT_EQ(of("ÄRZTE").lower, string_id("ärzte"));
    EXPECT_EQ(of("is").suffix, string_id("is"));
    EXPECT_EQ(of(std::string(100, 'a')).shape, string_id("LONG"));
    EXPECT_EQ(of(std::string(99, 'a')).shape, string_id("xxxx"));
}

TEST_F(Lexemes, HaveFlags) {
    EXPECT_TRUE(of("Road").has(is_title) && of("Road").has(is_alpha) && !of("Road").has(is_lower));
    EXPECT_TRUE(of("M4").has(is_upper) && !of("M4").has(is_alpha));
    EXPECT_TRUE(of("²").has(is_digit) && !of("²").has(is_ascii));
    EXPECT_TRUE(of("\xC2\xA0\t").has(is_space));
    EXPECT_TRUE(of("«»").has(is_punct) && !of("$").has(is_punct));
    EXPECT_FALSE(of("ǅ").has(is_upper) || of("ǅ").has(is_lower));
}

TEST_F(Lexemes, TakeNormsFromExceptionsThenTablesThenLowerCase) {
    m_norms.add(string_id("colour"), "color");
    EXPECT_EQ(of("colour").norm, string_id("color"));
    EXPECT_EQ(of("€").norm, string_id("$"));
    EXPECT_EQ(of("Colour").norm, string_id("colour"));
    const std::uint32_t plain = m_table.find_or_add("n't"), own = m_table.find_or_add("n't", "not");
    EXPECT_NE(plain, own);
    EXPECT_EQ(m_table[own].norm, string_id("not"));
    EXPECT_EQ(m_table[own].orth, m_table[plain].orth);
    EXPECT_EQ(m_table.find_or_add("n't", "not"), own);
    EXPECT_EQ(m_table.find_or_add("not", "not"), m_table.find_or_add("not")) << "a norm that is no news makes no second lexeme";
}

TEST_F(Lexemes, AreForgottenOnlyBetweenBatches) {
    for (const char* form : {"a", "b", "c", "d"}) of(form);
    EXPECT_FALSE(m_table.begin_batch());
    const std::uint32_t e = m_table.find_or_add("e");
    EXPECT_EQ(m_table.find_or_add("e"), e);
    EXPECT_EQ(m_table.epoch(), 0U);
    EXPECT_TRUE(m_table.begin_batch());
    EXPECT_EQ(m_table.epoch(), 1U);
    EXPECT_EQ(m_table.size(), 0U);
    EXPECT_EQ(m_table.find_or_add("e"), 0U);
}

TEST_F(Lexemes, StayApartInALargeTable) {
    std::vector<std::uint32_t> indices;
    for (int i = 0; i < 20000; ++i) indices.push_back(m_table.find_or_add("w" + std::to_string(i)));
    for (int i = 0; i < 20000; ++i) ASSERT_EQ(m_table.find_or_add("w" + std::to_string(i)), indices[static_cast<std::size_t>(i)]);
}

TEST(Lower, FollowsUnicodeAndNoLocale) {
    EXPECT_EQ(lower("İstanbul"), "i̇stanbul");
    EXPECT_EQ(lower("ΟΔΟΣ"), "οδος");
    EXPECT_EQ(lower("ΣΑΣ ΣΙΓΜΑ"), "σας σιγμα");
    EXPECT_EQ(lower("Σ"), "σ");
    EXPECT_EQ(lower("\xff"
                    "A"),
              "\xEF\xBF\xBD"
              "a");
}

}  // namespace
}  // namespace marsad::language
