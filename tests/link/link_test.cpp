#include "link/link.h"

#include <gtest/gtest.h>

namespace marsad::link {
namespace {

Happening raid(std::string type = "airstrike") {
    Happening out;
    out.type = std::move(type);
    out.family = "fighting";
    out.key = "aa00";
    out.earliest = base::midnight({2031, 5, 12});
    out.latest = base::midnight({2031, 5, 13});
    out.where = Where{"geonames:1", "Tal Rasul", "SY", "settlement", {"adm1:SY.09"}, base::LatLon{36.0, 37.0}, 3.0};
    out.published = "2031-05-12";
    out.source = "Orontes Wire";
    return out;
}

class Few final : public Lookup {
public:
    std::vector<Member> members;
    Result<std::vector<Member>> near(const Window&) override { return members; }
};

TEST(Compare, SameDayAndPlaceAreOne) {
    Happening other = raid();
    other.work = 2;
    EXPECT_GE(compare(raid(), other).score, 6);
    EXPECT_GE(compare(raid("attack"), other).score, 6);
}

TEST(Compare, ContradictionsKeepThemApart) {
    Happening far = raid();
    far.where->id = "geonames:2";
    far.where->point = base::LatLon{33.5, 36.3};
    EXPECT_EQ(compare(raid(), far).score, 0);
    Happening later = raid();
    later.earliest = base::midnight({2031, 5, 20});
    later.latest = base::midnight({2031, 5, 21});
    EXPECT_EQ(compare(raid(), later).score, 0);
    Happening talks = raid("talks");
    talks.family = "talks";
    EXPECT_EQ(compare(raid(), talks).score, 0);
}

TEST(Compare, TooLittleIsNotEnough) {
    Happening vague = raid();
    vague.where = Where{"country:SY", "Syria", "SY", "country", {}, base::LatLon{35, 38}, {}};
    vague.earliest = base::midnight({2031, 5, 1});
    vague.latest = base::midnight({2031, 6, 1});
    EXPECT_LT(compare(raid(), vague).score, 6);
    vague.earliest.reset();
    EXPECT_EQ(compare(raid(), vague).score, 0);
}

TEST(Compare, OneReportTellsOfTwo) {
    Happening a = raid(), b = raid();
    a.work = b.work = 7;
    EXPECT_EQ(compare(a, b).score, 0);
}

TEST(Decide, JoinsTheBestAndSaysWhy) {
    Few store;
    Happening near = raid(), nearest = raid();
    near.work = 1;
    near.where->id = "geonames:9";
    near.where->point = base::LatLon{36.05, 37.05};
    near.figures = {};
    nearest.work = 2;
    nearest.actors = {"Rebels"};
    store.members = {{near, "i-near"}, {nearest, "i-nearest"}};
    Happening mine = raid();
    mine.work = 3;
    mine.actors = {"Rebels"};
    const auto decision = decide(mine, store);
    ASSERT_TRUE(decision.ok());
    EXPECT_EQ(decision->incident, "i-nearest");
    EXPECT_NE(decision->reason.find("same day"), std::string::npos);
}

TEST(Decide, ADistinctIncidentOfTheSameReportIsNotJoined) {
    Few store;
    Happening first = raid();
    first.work = 3;
    Happening others = raid();
    others.work = 2;
    store.members = {{others, "i-x"}, {first, "i-x"}};
    Happening second = raid();
    second.work = 3;
    const auto decision = decide(second, store);
    ASSERT_TRUE(decision.ok());
    EXPECT_EQ(decision->incident, "");
}

TEST(Reconcile, FiguresBecomeARange) {
    Happening first = raid(), second = raid(), third = raid();
    first.work = 1;
    first.figures = {{"killed", "civilians", "nine civilians", 9, 9, 9}};
    second.work = 2;
    second.published = "2031-05-13";
    second.source = "Levant Radio";
    second.figures = {{"killed", "civilians", "at least 11 civilians", 11, 11, std::nullopt}};
    third.work = 3;
    third.published = "2031-05-12";
    third.type = "airstrike.drone";
    third.key = "0011223344556677";
    const Whole whole = reconcile({second, first, third});
    ASSERT_EQ(whole.figures.size(), 1u);
    EXPECT_EQ(whole.figures[0].low, 9);
    EXPECT_EQ(whole.figures[0].high, 11);
    EXPECT_TRUE(whole.figures[0].open);
    EXPECT_EQ(whole.figures[0].best, 11);  // the newest report's
    EXPECT_EQ(whole.figures[0].by, (std::vector<std::string>{"Orontes Wire", "Levant Radio"}));
    EXPECT_EQ(whole.type, "airstrike.drone");
    EXPECT_EQ(whole.reports, 3u);
    EXPECT_EQ(whole.id, "i-001122334455");
}

TEST(Reconcile, UnknownStaysUnknown) {
    const Whole whole = reconcile({raid()});
    EXPECT_TRUE(whole.figures.empty());
}

TEST(Reconcile, TheOrderOfMembersChangesNothing) {
    Happening a = raid(), b = raid();
    a.work = 1;
    a.figures = {{"killed", "", "four dead", 4, 4, 4}};
    b.work = 2;
    b.key = "bb00";
    b.published = "2031-05-14";
    b.figures = {{"killed", "", "six dead", 6, 6, 6}};
    EXPECT_EQ(to_json(reconcile({a, b})), to_json(reconcile({b, a})));
}

TEST(Happening, JsonThereAndBack) {
    Happening happening = raid();
    happening.figures = {{"killed", "people", "more than 140", 141, std::nullopt, std::nullopt}};
    happening.actors = {"a \"quoted\" name"};
    happening.quoted_sources = {"Health Ministry"};
    const auto back = from_json(to_json(happening));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, happening);
    EXPECT_FALSE(from_json("{\"type\": 1}"));
    EXPECT_FALSE(from_json("not json"));
}

}  // namespace
}  // namespace marsad::link
