#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "base/geo.h"
#include "base/hash.h"
#include "base/ordered_workers.h"
#include "base/span.h"
#include "base/utf8.h"

namespace marsad::base {
namespace {

TEST(Utf8, DecodesWhatIsWellFormedAlone) {
    std::size_t size = 0;
    EXPECT_EQ(decode("é", 0, size), U'é');
    EXPECT_EQ(size, 2u);
    EXPECT_EQ(decode("حلب", 0, size), U'ح');
    EXPECT_EQ(decode("😀", 0, size), U'😀');
    EXPECT_EQ(size, 4u);
    for (const std::string_view bad : {"\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\x80", "\xF0\x8F\xBF\xBF"}) {
        EXPECT_EQ(decode(bad, 0, size), replacement_character) << bad;
        EXPECT_EQ(size, 1u);
        EXPECT_EQ(first_invalid(std::string("ab") + std::string(bad)), 2u);
    }
    EXPECT_TRUE(is_valid("Ḥoms – حمص 😀"));
}

TEST(Utf8, WritesWhatItReads) {
    for (const char32_t c : {U'a', U'é', U'ح', U'€', U'😀', char32_t{0x10FFFF}}) {
        std::string text;
        append(text, c);
        std::size_t size = 0;
        EXPECT_EQ(decode(text, 0, size), c);
        EXPECT_EQ(size, text.size());
    }
    std::string text;
    append(text, 0xD800);
    EXPECT_EQ(text, "\xEF\xBF\xBD");
}

TEST(Utf8, StartsOfCodePoints) {
    const std::string_view text = "aé😀b";
    EXPECT_EQ(code_point_start(text, 2), 1u);
    EXPECT_EQ(code_point_start(text, 5), 3u);
    EXPECT_EQ(code_point_start(text, 7), 7u);
    EXPECT_EQ(code_point_start(text, 8), 8u);
}

TEST(Hash, KnownDigests) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Sha256 hash;
    hash.update("a");
    hash.update("bc");
    EXPECT_EQ(hex(hash.finish()), sha256_hex("abc"));
    EXPECT_EQ(fnv1a("a"), 0xaf63dc4c8601ec8cULL);
}

TEST(Geo, SineAndCosineAgreeWithTheLibrary) {
    for (double degrees = -720; degrees <= 720; degrees += 0.37) {
        EXPECT_NEAR(sin_degrees(degrees), std::sin(degrees * 3.14159265358979323846 / 180), 1e-12) << degrees;
        EXPECT_NEAR(cos_degrees(degrees), std::cos(degrees * 3.14159265358979323846 / 180), 1e-12) << degrees;
    }
    for (double x = -1; x <= 1; x += 0.001) EXPECT_NEAR(arc_sine(x), std::asin(x), 1e-7) << x;
}

TEST(Geo, DistancesOfCities) {
    EXPECT_NEAR(distance_km({36.20, 37.16}, {33.51, 36.29}), 309.5, 2);      // Aleppo, Damascus
    EXPECT_NEAR(distance_km({51.5, -0.12}, {40.7, -74.0}), 5570, 15);        // London, New York
    EXPECT_EQ(distance_km({10, 20}, {10, 20}), 0);
    EXPECT_NEAR(distance_km({0, 179.5}, {0, -179.5}), 111.2, 0.1);           // across the antimeridian
    EXPECT_NEAR(distance_km({0, 0}, {0, 180}), 20015, 5);
}

TEST(Geo, TravelArrives) {
    for (const double bearing : {0.0, 45.0, 90.0, 200.0, 315.0}) {
        const LatLon start{35.9, 36.6};
        const LatLon there = travel(start, bearing, 12);
        EXPECT_NEAR(distance_km(start, there), 12, 0.01) << bearing;
    }
    EXPECT_GT(travel({35.9, 36.6}, 0, 12).lat, 35.9);
    EXPECT_LT(travel({35.9, 36.6}, 270, 12).lon, 36.6);
}

TEST(Geo, BoxesCrossTheAntimeridian) {
    const Box fiji{177, -20, -178, -12};
    EXPECT_TRUE(fiji.holds({-17, 179}));
    EXPECT_TRUE(fiji.holds({-17, -179}));
    EXPECT_FALSE(fiji.holds({-17, 0}));
    EXPECT_EQ(rounded(2.345678, 3), 2.346);
    EXPECT_EQ(rounded(-2.5, 0), -3);
}

TEST(Span, HoldsAndOverlaps) {
    const Span a{2, 6}, b{5, 9}, c{6, 8};
    EXPECT_TRUE(a.overlaps(b));
    EXPECT_FALSE(a.overlaps(c));
    EXPECT_TRUE(b.contains(c));
    EXPECT_EQ(hull(a, c), (Span{2, 8}));
    EXPECT_EQ(a.of("0123456789"), "2345");
}

TEST(OrderedWorkers, KeepTheOrderOnAnyNumberOfThreads) {
    for (const std::size_t threads : {1u, 2u, 3u, 8u}) {
        int next = 0;
        std::vector<int> out;
        ordered_workers<int, int>(
            threads, 2, [&]() -> std::optional<int> { return next < 5000 ? std::optional(next++) : std::nullopt; },
            [](int item, std::size_t) {
                volatile int sum = 0;
                for (int i = 0; i < item % 97; ++i) sum = sum + i;
                return item * 2;
            },
            [&](int result) {
                out.push_back(result);
                return true;
            });
        ASSERT_EQ(out.size(), 5000u);
        for (int i = 0; i < 5000; ++i) ASSERT_EQ(out[static_cast<std::size_t>(i)], 2 * i) << threads;
    }
}

TEST(OrderedWorkers, EndEarlyWhereTheSinkSaysSo) {
    for (const std::size_t threads : {1u, 4u}) {
        int next = 0;
        int taken = 0;
        ordered_workers<int, int>(
            threads, 4, [&]() -> std::optional<int> { return next++; }, [](int item, std::size_t) { return item; }, [&](int) { return ++taken < 10; });
        EXPECT_EQ(taken, 10) << threads;
    }
}

}  // namespace
}  // namespace marsad::base
