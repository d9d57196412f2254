#include <gtest/gtest.h>

#include "annotate/coordinates.h"

namespace marsad::annotate {
namespace {

void expect_point(std::string_view text, std::string_view words, double lat, double lon, double within = 1e-3) {
    const auto found = find_coordinates(text);
    ASSERT_EQ(found.size(), 1U) << text;
    EXPECT_EQ(found[0].span.of(text), words);
    EXPECT_NEAR(found[0].point.lat, lat, within) << text;
    EXPECT_NEAR(found[0].point.lon, lon, within) << text;
}

TEST(Coordinates, Decimal) {
    expect_point("Impact at 36.2012, 37.1612, by the mill.", "36.2012, 37.1612", 36.2012, 37.1612);
    expect_point("at -33.8650 151.2094", "-33.8650 151.2094", -33.865, 151.2094);
    expect_point("36.2012° N, 37.1612° E", "36.2012° N, 37.1612° E", 36.2012, 37.1612);
    expect_point("N36.2012 W37.1612", "N36.2012 W37.1612", 36.2012, -37.1612);
    expect_point("37.1612E, 36.2012N", "37.1612E, 36.2012N", 36.2012, 37.1612);
}

TEST(Coordinates, DegreesMinutesSeconds) {
    expect_point("hit 35°55'12\"N 36°38'01\"E today", "35°55'12\"N 36°38'01\"E", 35.92, 36.63361);
    expect_point("35°55′12″ S, 36°38′01″ W", "35°55′12″ S, 36°38′01″ W", -35.92, -36.63361);
    expect_point("35 55 12 N 36 38 01 E", "35 55 12 N 36 38 01 E", 35.92, 36.63361);
    expect_point("35°55.2'N, 36°38'E", "35°55.2'N, 36°38'E", 35.92, 36.63333);
}

TEST(Coordinates, ArabicDigits) { expect_point("عند ٣٦٫٢٠١٢، ٣٧٫١٦١٢", "٣٦٫٢٠١٢، ٣٧٫١٦١٢", 36.2012, 37.1612); }

TEST(Coordinates, MapLinks) {
    expect_point("see https://maps.example/maps/@33.5138,36.2765,15z", "33.5138,36.2765", 33.5138, 36.2765);
    expect_point("https://maps.example/?q=33.5138,36.2765&z=3", "33.5138,36.2765", 33.5138, 36.2765);
    expect_point("https://map.example/#map=15/33.5138/36.2765", "33.5138/36.2765", 33.5138, 36.2765);
}

TEST(Coordinates, UtmAndMgrs) {
    // The tower of Greenwich's meridian is easting 500000 of no zone: zone 31 begins at 0° E; its middle is 3° E.
    const auto middle = from_utm(31, true, 500000, 0);
    ASSERT_TRUE(middle);
    EXPECT_NEAR(middle->lat, 0, 1e-9);
    EXPECT_NEAR(middle->lon, 3, 1e-9);
    // A quarter of the meridian is 10,001,966 m long; at 45° N the northing is 4,982,950 m (scale 0.9996).
    const auto north = from_utm(31, true, 500000, 4982950.4);
    ASSERT_TRUE(north);
    EXPECT_NEAR(north->lat, 45, 1e-5);
    const auto south = from_utm(31, false, 500000, 10000000 - 4982950.4);
    ASSERT_TRUE(south);
    EXPECT_NEAR(south->lat, -45, 1e-5);
    EXPECT_FALSE(from_utm(61, true, 500000, 0));
    EXPECT_FALSE(from_utm(32, false, 500000, 66633)) << "the grid ends at 80 degrees south";
    EXPECT_FALSE(from_utm(32, true, 850000, 9300000)) << "far outside of its zone, so near the pole";
    EXPECT_FALSE(from_utm(31, true, 5, 0));
    const auto grid = from_mgrs("31NAA 66021 00000");
    ASSERT_TRUE(grid);
    EXPECT_NEAR(grid->point.lat, 0, 1e-3);
    EXPECT_NEAR(grid->point.lon, 0, 1e-3);
    expect_point("Report from 37SCA1234567890: nine dead", "37SCA1234567890", 36.738, 36.898, 2e-3);
    expect_point("at 37S 312345 4067890.", "37S 312345 4067890", 36.738, 36.898, 2e-3);
    EXPECT_FALSE(from_mgrs("37SII1234"));
    EXPECT_FALSE(from_mgrs("37SCA123"));
}

TEST(Coordinates, PlainNumbersAreNone) {
    for (std::string_view text : {"killed 12, 14 of them children", "rose 3.5, 4.2 and 5.1 percent", "won 6-3, 6-4", "on 22.11.2016, 14.30", "from 1.125 to 2.250 in 1,204.500", "version 1.2.3.4",
                                  "95.2012, 37.1612", "36.2012, 237.1612", "12 N 14 N", "E 5", ""}) {
        EXPECT_TRUE(find_coordinates(text).empty()) << text;
    }
}

}  // namespace
}  // namespace marsad::annotate
