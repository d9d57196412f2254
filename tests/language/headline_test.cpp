// The parts of headlines, and the view of headlines in title case.
#include "language/headline.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "language/truecase.h"

namespace marsad::language {
namespace {

std::vector<std::string> parts(const std::string& headline) {
    std::vector<std::string> out;
    for (const base::Span part : headline_parts(headline)) out.push_back(headline.substr(part.begin, part.size()));
    return out;
}

using Parts = std::vector<std::string>;

TEST(Headline, WhoSaysSoStandsApart) {
    EXPECT_EQ(parts("Police: two men shot in market"), (Parts{"Police:", "two men shot in market"}));
    EXPECT_EQ(parts("Shells kill nine in Marn - residents"), (Parts{"Shells kill nine in Marn", "- residents"}));
    EXPECT_EQ(parts("Two soldiers held near border -sources"), (Parts{"Two soldiers held near border", "-sources"}));
    EXPECT_EQ(parts("Clashes in Marn | The Marn Post"), (Parts{"Clashes in Marn", "| The Marn Post"}));
}

TEST(Headline, OtherMarksDivideNothing) {
    for (const char* whole : {"Marn beats Sorn 5 - 3", "Clock stops at 10:30 in Marn", "A six-day truce begins", "-", ":", ": ", "", " ", "a:", "Envoys of nine states meet once more: talks about water, borders and the release of prisoners go on"}) {
        EXPECT_EQ(headline_parts(whole).size(), 1U) << whole;
    }
}

TEST(Headline, EveryByteIsInOnePartOrBlank) {
    for (const std::string text : {"A: b - c | d: e", " x:  y ", "--\xE2\x80\x94 \xE2\x80\x93 \xff: |", "a -b -c --d"}) {
        std::uint32_t at = 0;
        for (const base::Span part : headline_parts(text)) {
            EXPECT_GE(part.begin, at);
            EXPECT_EQ(text.substr(at, part.begin - at).find_first_not_of(' '), std::string::npos) << text;
            at = part.end;
        }
        EXPECT_LE(at, text.size());
    }
}

constexpr std::string_view list = "held\nin\nmen\nraid\nThe\ntwo\nwith\n";

TEST(Truecaser, KnowsTitleCase) {
    EXPECT_TRUE(Truecaser::is_in_title_case("Two Soldiers Held After Raid in Marn"));
    EXPECT_FALSE(Truecaser::is_in_title_case("Two soldiers held after raid in Marn"));
    EXPECT_FALSE(Truecaser::is_in_title_case("Marn"));
    EXPECT_FALSE(Truecaser::is_in_title_case(""));
    EXPECT_FALSE(Truecaser::is_in_title_case("TWO SOLDIERS HELD AFTER RAID"));
}

TEST(Truecaser, LowersCommonWordsOfTitlesAlone) {
    const Truecaser caser(list);
    EXPECT_EQ(caser.recase_title("Two Men Held In Raid With KSLA McAdam Marn"), "Two men held in raid with KSLA McAdam Marn");
    EXPECT_EQ(caser.recase_title("\xff\xC3 Marn Men"), "\xff\xC3 Marn men");
}

}  // namespace
}  // namespace marsad::language
