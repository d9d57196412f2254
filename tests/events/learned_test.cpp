// What is learned of statements: which words of violence mean none, and how sure a reading is.
#include <gtest/gtest.h>

#include <algorithm>

#include "reader.h"
#include "resources/weights.h"

namespace {

using namespace marsad;

// The text read as EventsReader does, then its statements once more with the resource file's weights.
document::Document learned(std::string_view text, events::Trace* trace = nullptr) {
    auto document = tests::EventsReader::get()->read(text);
    static const auto file = resources::File::open(tests::resource_file());
    static const auto weights = resources::Weights::open(file->text("learned/statements"));
    events::run(document, tests::EventsReader::get()->codebook(), {.learned = &*weights, .trace = trace});
    return document;
}

bool tells_of_fighting(const document::Document& document) {
    return std::any_of(document.statements.begin(), document.statements.end(), [](const auto& s) { return s.family == "fighting" || s.type == "killing"; });
}

constexpr std::string_view debate =
    "The upper house killed the bill by two votes. A senator attacked the record of the treasury on pensions. The minister shot down his figures. The vote on schools follows in May.";

TEST(Learned, ADebateIsNoFight) {
    MARSAD_NEEDS_RESOURCES();
    EXPECT_TRUE(tells_of_fighting(tests::EventsReader::get()->read(debate))) << "nothing to tell apart";
    EXPECT_FALSE(tells_of_fighting(learned(debate)));
}

TEST(Learned, OneSureSignVouchesForTheReport) {
    MARSAD_NEEDS_RESOURCES();
    const std::string report = std::string(debate) + " Later gunmen opened fire on soldiers outside the station, killing four civilians with rifles.";
    const auto document = learned(report);
    EXPECT_TRUE(tells_of_fighting(document));
    EXPECT_GT(document.statements.size(), learned(debate).statements.size());
}

TEST(Learned, OneOfTheDeadPlayedFootball) {
    MARSAD_NEEDS_RESOURCES();
    EXPECT_TRUE(tells_of_fighting(learned("Warplanes bombed a house in Homs, killing nine civilians. Among them was a striker of the local football club and fan of the league champions, who had won a trophy and was named player of the season by his coach.")));
}

TEST(Learned, AnAttackStaysOne) {
    MARSAD_NEEDS_RESOURCES();
    EXPECT_TRUE(tells_of_fighting(learned("Gunmen attacked a bus near Torvan. Four passengers were killed. Police found the car in a wood. Nobody has claimed the attack.")));
}

TEST(Learned, EachFieldThatIsReadHasAConfidence) {
    MARSAD_NEEDS_RESOURCES();
    events::Trace trace;
    const auto document = learned("Rebels shelled the market of Homs on 3 May 2016, killing nine people. Two medics were wounded in Aleppo.", &trace);
    ASSERT_FALSE(document.statements.empty());
    EXPECT_EQ(trace.statements.size(), document.statements.size());
    for (const auto& s : document.statements) {
        const auto& c = s.confidences;
        EXPECT_EQ(c.actors.has_value(), !s.actors.empty() || !s.targets.empty());
        EXPECT_EQ(c.place.has_value(), !s.places.empty());
        EXPECT_EQ(c.time.has_value(), s.time.has_value());
        EXPECT_EQ(c.figures.has_value(), !s.figures.empty());
        ASSERT_TRUE(c.type.has_value());
        for (const double share : {s.confidence, *c.type, c.actors.value_or(0), c.place.value_or(0), c.time.value_or(0), c.figures.value_or(0)}) {
            EXPECT_GE(share, 0);
            EXPECT_LE(share, 1);
        }
        EXPECT_GT(s.confidence, 0);
    }
}

// The line through the knots must rise, or a surer reading would get a lower confidence.
TEST(Learned, ConfidencesRiseWithTheirSums) {
    MARSAD_NEEDS_RESOURCES();
    const auto file = resources::File::open(tests::resource_file());
    const auto weights = resources::Weights::open(file->text("learned/statements"));
    for (const std::string field : {"type", "actors", "place", "time", "figures", "whole"}) {
        const auto at = [&](const std::string& name) { return weights->weight(base::fnv1a(field + "#" + name)); };
        const int knots = at("knots");
        ASSERT_GT(knots, 1) << field;
        for (int i = 1; i < knots; ++i) {
            EXPECT_GE(at("x" + std::to_string(i)), at("x" + std::to_string(i - 1))) << field;
            EXPECT_GE(at("p" + std::to_string(i)), at("p" + std::to_string(i - 1))) << field;
        }
        EXPECT_LE(at("p" + std::to_string(knots - 1)), 1000) << field;
    }
}

TEST(Learned, AWeightsSectionOfTheWrongSizeIsRefused) {
    EXPECT_FALSE(resources::Weights::open("no table"));
    const auto none = resources::Weights::open("");
    ASSERT_TRUE(none);
    EXPECT_EQ(none->weight(base::fnv1a("w=war")), 0);
}

TEST(Learned, AQuestionIsNoRequest) {
    MARSAD_NEEDS_RESOURCES();
    const auto has_appeal = [](std::string_view text) {
        const auto document = tests::EventsReader::get()->read(text);
        return std::any_of(document.statements.begin(), document.statements.end(), [](const auto& s) { return s.type == "appeal"; });
    };
    EXPECT_FALSE(has_appeal("Reporters asked the minister whether he would leave."));
    EXPECT_TRUE(has_appeal("The mayor asked residents to leave the town."));
}

}  // namespace
