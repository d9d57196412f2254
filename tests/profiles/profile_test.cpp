#include "profiles/profile.h"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

namespace marsad::profiles {
namespace {

using document::Figure;
using document::Qualifier;

Profile load(const std::string& name) {
    std::ifstream in(std::string(MARSAD_SOURCE_DIR) + "/resources/profiles/" + name + ".tsv");
    auto profile = Profile::parse(name, std::string(std::istreambuf_iterator<char>(in), {}));
    EXPECT_TRUE(profile.ok()) << (profile.ok() ? "" : profile.error().message);
    return profile.ok() ? std::move(*profile) : Profile();
}

Figure vague(std::string term) {
    Figure figure;
    figure.qualifier = Qualifier::vague;
    figure.term = std::move(term);
    return figure;
}

TEST(Profile, TheSixThatComeWithUsParse) {
    for (const char* name : {"plain", "acled", "ged", "airwars", "isaf", "muc4"}) EXPECT_EQ(load(name).name(), name);
}

TEST(Profile, DozensDiffer) {
    Figure figure = vague("dozens");
    apply(figure, load("acled"));
    EXPECT_EQ(figure.best, 12);
    figure = vague("dozens");
    apply(figure, load("airwars"));
    EXPECT_EQ(figure.low, 12);
    EXPECT_EQ(figure.high, 24);
    figure = vague("several");
    apply(figure, load("isaf"));
    EXPECT_EQ(figure.best, 3);
}

TEST(Profile, PlainDoesNotGuess) {
    Figure figure = vague("dozens");
    apply(figure, load("plain"));
    EXPECT_FALSE(figure.best);
    EXPECT_FALSE(figure.high);
    figure = {};
    figure.qualifier = Qualifier::between;
    figure.stated = {10, 15};
    figure.low = 10;
    figure.high = 15;
    apply(figure, load("plain"));
    EXPECT_FALSE(figure.best);
    apply(figure, load("acled"));
    EXPECT_EQ(figure.best, 10);
}

TEST(Profile, WhatWasReadStays) {
    Figure figure;
    figure.qualifier = Qualifier::more_than;
    figure.stated = {140};
    figure.low = 141;
    apply(figure, load("ged"));
    EXPECT_EQ(figure.stated, std::vector<double>{140});
    EXPECT_EQ(figure.low, 141);
    EXPECT_FALSE(figure.high);
    EXPECT_EQ(figure.best, 140);
}

TEST(Profile, ErrorsNameTheLine) {
    const auto wrong = Profile::parse("mine", "# mine\nterm\tdozens\ttwelve\t\t\n");
    ASSERT_FALSE(wrong.ok());
    EXPECT_NE(wrong.error().message.find("line 2"), std::string::npos);
    EXPECT_FALSE(Profile::parse("mine", "best\tsometimes\tlow\n").ok());
    EXPECT_FALSE(Profile::parse("mine", "term\tdozens\n").ok());
}

}  // namespace
}  // namespace marsad::profiles
