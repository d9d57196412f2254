#include "resources/word_classes.h"

#include <gtest/gtest.h>

namespace marsad::resources {
namespace {

TEST(WordClasses, WordsOfOneRowAreOfOneClass) {
    const auto section = compile_word_classes("# comment\n3\t14\t159\tmill millstone\n3\t14\t26\tbakery\n5\t35\t89\tharvest\n", "test.tsv");
    ASSERT_TRUE(section.ok());
    const auto words = WordClasses::open(*section);
    ASSERT_TRUE(words.ok());
    EXPECT_FALSE(words->empty());
    ASSERT_TRUE(words->of("mill") && words->of("millstone") && words->of("bakery") && words->of("harvest"));
    EXPECT_EQ(words->of("mill")->fine, words->of("millstone")->fine);
    EXPECT_EQ(words->of("mill")->middle, words->of("bakery")->middle);
    EXPECT_NE(words->of("mill")->fine, words->of("bakery")->fine);
    EXPECT_EQ(words->of("harvest")->broad, 5);
    EXPECT_FALSE(words->of("Mill"));
    EXPECT_FALSE(words->of("miller"));
    EXPECT_FALSE(words->of(""));
}

TEST(WordClasses, WithoutASectionNoWordHasAClass) {
    const auto words = WordClasses::open("");
    ASSERT_TRUE(words.ok());
    EXPECT_TRUE(words->empty());
    EXPECT_FALSE(words->of("mill"));
}

TEST(WordClasses, WrongRowsAndSectionsAreRefused) {
    for (const char* row : {"3\t14\tmill\n", "3\t14\t159\n", "3\t14\t99999\tmill\n", "mill\n"}) {
        const auto section = compile_word_classes(row, "test.tsv");
        ASSERT_FALSE(section.ok()) << row;
        EXPECT_NE(section.error().message.find("test.tsv, line 1"), std::string::npos) << section.error().message;
    }
    EXPECT_FALSE(WordClasses::open("seventeen bytes..").ok());
}

}  // namespace
}  // namespace marsad::resources
