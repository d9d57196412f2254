// Stated dates: forms that are read, and forms that are two dates or none.
#include <gtest/gtest.h>

#include "read/dates.h"

namespace marsad::tests {
namespace {

std::string iso_of(std::string_view text) {
    const auto date = read::detail::parse_stated_date(text);
    return date ? date->iso + " " + base::iso(date->day) : "";
}

TEST(Dates, read) {
    EXPECT_EQ(iso_of("2016-11-22"), "2016-11-22 2016-11-22");
    EXPECT_EQ(iso_of(" 2016-11-22T23:30:00-05:00 "), "2016-11-22T23:30:00-05:00 2016-11-22");
    EXPECT_EQ(iso_of("2016-11-22 14:05"), "2016-11-22 14:05 2016-11-22");
    EXPECT_EQ(iso_of("2016-11-22T14:05:00.123Z"), "2016-11-22T14:05:00.123Z 2016-11-22");
    EXPECT_EQ(iso_of("20161122"), "2016-11-22 2016-11-22");
    EXPECT_EQ(iso_of("Tue, 22 Nov 2016 14:05:00 GMT"), "2016-11-22T14:05:00Z 2016-11-22");
    EXPECT_EQ(iso_of("Tue Nov 22 14:05:00 +0200 2016"), "2016-11-22T14:05:00+02:00 2016-11-22");
    EXPECT_EQ(iso_of("November 22, 2016"), "2016-11-22 2016-11-22");
    EXPECT_EQ(iso_of("2:05 PM · Nov 22, 2016"), "2016-11-22T14:05 2016-11-22");
    EXPECT_EQ(iso_of("12:10 am on 1st May 2016"), "2016-05-01T00:10 2016-05-01");
}

TEST(Dates, refused) {
    for (const char* text : {"", "soon", "2016-02-30", "2016-11-22T25:00", "22/11/2016", "Nov 2016", "November 31, 2016", "2016", "2016-11-22 and so on",
                             "14 PM Nov 22, 2016", "22 22 Nov 2016", "2016-11-22T14:05:00+99:00"}) {
        EXPECT_EQ(iso_of(text), "") << text;
    }
}

}  // namespace
}  // namespace marsad::tests
