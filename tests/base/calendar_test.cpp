#include "base/calendar.h"

#include <gtest/gtest.h>

namespace marsad::base {
namespace {

TEST(Calendar, DaysGoThereAndBack) {
    for (std::int64_t days = -800000; days < 800000; days += 97) EXPECT_EQ(to_days(from_days(days)), days);
    EXPECT_EQ(to_days({1970, 1, 1}), 0);
    EXPECT_EQ(to_days({2000, 3, 1}), 11017);
    EXPECT_EQ(to_days({1969, 12, 31}), -1);
    EXPECT_EQ(from_days(-719468), (Date{0, 3, 1}));
}

TEST(Calendar, LeapYears) {
    EXPECT_TRUE(is_leap(2000));
    EXPECT_FALSE(is_leap(1900));
    EXPECT_TRUE(is_leap(2024));
    EXPECT_EQ(days_in_month(2023, 2), 28);
    EXPECT_FALSE(is_valid({2023, 2, 29}));
    EXPECT_FALSE(is_valid({2023, 13, 1}));
    EXPECT_FALSE(is_valid({2023, 4, 0}));
}

TEST(Calendar, WeekdaysAndIsoWeeks) {
    EXPECT_EQ(weekday({1970, 1, 1}), 4);
    EXPECT_EQ(weekday({2031, 5, 12}), 1);
    EXPECT_EQ(weekday({1914, 7, 28}), 2);
    EXPECT_EQ(iso_week({2027, 1, 1}).week, 53);
    EXPECT_EQ(iso_week({2027, 1, 1}).year, 2026);
    EXPECT_EQ(monday_of({2026, 1}), (Date{2025, 12, 29}));
}

TEST(Calendar, MonthsKeepToTheirEnds) {
    EXPECT_EQ(add_months({2024, 1, 31}, 1), (Date{2024, 2, 29}));
    EXPECT_EQ(add_months({2024, 1, 15}, -13), (Date{2022, 12, 15}));
    EXPECT_EQ(add_years({2024, 2, 29}, 1), (Date{2025, 2, 28}));
}

TEST(Calendar, ReadsAndWritesIso) {
    EXPECT_EQ(iso(Date{31, 5, 2}), "0031-05-02");
    EXPECT_EQ(iso(Date{-43, 3, 15}), "-0043-03-15");
    EXPECT_EQ(parse_date("2031-05-12"), (Date{2031, 5, 12}));
    EXPECT_FALSE(parse_date("2031-02-30"));
    EXPECT_FALSE(parse_date("2031-5-12"));
    EXPECT_FALSE(parse_date("2031-05-12T"));
    EXPECT_EQ(parse_date_prefix("2031-05-12T14:05:00+02:00"), (Date{2031, 5, 12}));
    EXPECT_FALSE(parse_date_prefix("2031-05-123"));
    EXPECT_EQ(iso(midnight({2031, 5, 12}) + 14 * 3600 + 5 * 60), "2031-05-12T14:05");
    EXPECT_EQ(iso(midnight({2031, 5, 12}) + 1), "2031-05-12T00:00:01");
    EXPECT_EQ(date_of(-1), (Date{1969, 12, 31}));
}

TEST(Calendar, NamesOfMonthsAndDays) {
    EXPECT_EQ(month_number("Sept."), 9);
    EXPECT_EQ(month_number("MARCH"), 3);
    EXPECT_EQ(month_number("ma"), 0);
    EXPECT_EQ(month_number("Marches"), 0);
    EXPECT_EQ(weekday_number("Thurs"), 4);
    EXPECT_EQ(weekday_number("sun"), 7);
    EXPECT_EQ(weekday_number("Sunny"), 0);
}

}  // namespace
}  // namespace marsad::base
