#include <clocale>
#include <cstdlib>

#include <gtest/gtest.h>

#include "annotate/times.h"
#include "annotate_dump.h"

namespace marsad {
namespace {

document::Document document_of(const tests::Section& input) {
    document::Document d;
    d.buffer = input.text;
    if (const auto day = base::parse_date(input.get("published"))) d.published = document::Publication{*day, base::iso(*day), true, {}};
    // A text of a post's length is read as one; cases of news and histories say so where they are short.
    if (input.has("kind") && input.get("kind") != "short") d.buffer += std::string(400, ' ');
    return d;
}

TEST(Times, Cases) {
    std::size_t n = 0;
    for (const auto& c : tests::all_cases(MARSAD_SOURCE_DIR "/tests/cases/times")) {
        auto d = document_of(c.input);
        annotate::find_times(d);
        ++n;
        EXPECT_EQ(d.narrative, c.input.get("kind") == "history") << c.where();
        for (const auto& section : c.expected) EXPECT_EQ("", tests::difference(section, tests::dump_times(d))) << c.where();
    }
    EXPECT_GE(n, 150u);
}

// The same under any locale and time zone: the engine reads neither.
TEST(Times, SameUnderAnyLocale) {
    std::string first;
    for (const auto& [locale, zone] : {std::pair{"C", "UTC"}, std::pair{"tr_TR.UTF-8", "Asia/Kathmandu"}, std::pair{"de_DE.UTF-8", "America/St_Johns"}}) {
        std::setlocale(LC_ALL, locale);  // a locale that isn't installed leaves the one before
        setenv("TZ", zone, 1);
        tzset();
        std::string all;
        for (const auto& c : tests::all_cases(MARSAD_SOURCE_DIR "/tests/cases/times")) {
            auto d = document_of(c.input);
            annotate::find_times(d);
            for (const auto& line : tests::dump_times(d)) all += line + "\n";
        }
        if (first.empty()) first = all;
        EXPECT_EQ(first, all) << locale << " " << zone;
    }
    std::setlocale(LC_ALL, "C");
    unsetenv("TZ");
    EXPECT_FALSE(first.empty());
}

TEST(Times, SpansAreInOrderAndDisjoint) {
    for (const auto& c : tests::all_cases(MARSAD_SOURCE_DIR "/tests/cases/times")) {
        auto d = document_of(c.input);
        annotate::find_times(d);
        for (std::size_t i = 1; i < d.times.size(); ++i) EXPECT_LE(d.times[i - 1].span.end, d.times[i].span.begin) << c.where();
    }
}

// A post counts from its own day, an article from that of publication.
TEST(Times, PostsCountFromTheirOwnDay) {
    document::Document d;
    d.buffer = "It was shelled yesterday. It was shelled yesterday.";
    d.published = document::Publication{{2016, 11, 22}, "2016-11-22", true, {}};
    document::Segment article, post;
    article.span = {0, 25};
    post.span = {26, 51};
    post.kind = document::SegmentKind::post;
    post.post.emplace().posted_day = base::Date{2016, 11, 19};
    d.segments = {article, post};
    annotate::find_times(d);
    ASSERT_EQ(d.times.size(), 2u);
    EXPECT_EQ(d.times[0].value, "2016-11-21");
    EXPECT_EQ(d.times[1].value, "2016-11-18");
}

TEST(Times, FurnitureAndUnreadSegmentsAreLeftOut) {
    document::Document d;
    d.buffer = "On 3 May 2016. On 4 May 2016.";
    document::Segment a, b;
    a.span = {0, 14};
    a.kind = document::SegmentKind::furniture;
    b.span = {15, 29};
    b.unread = true;
    d.segments = {a, b};
    annotate::find_times(d);
    EXPECT_TRUE(d.times.empty());
}

// A year that stands alone looks like a page's furniture, and is the heading of a chronicle.
TEST(Times, HeadingsSetTheYearOfTheirParagraphs) {
    document::Document d;
    d.published = document::Publication{{2009, 12, 20}, "2009-12-20", true, {}};
    const auto add = [&d](std::string_view text, document::SegmentKind kind) {
        document::Segment segment;
        segment.span.begin = static_cast<std::uint32_t>(d.buffer.size());
        d.buffer += text;
        segment.span.end = static_cast<std::uint32_t>(d.buffer.size());
        segment.kind = kind;
        d.segments.push_back(segment);
        d.buffer += "\n\n";
    };
    add("1936", document::SegmentKind::furniture);
    add("Page 12", document::SegmentKind::furniture);
    add("The port fell on 3 March. A bridge of 1871 was blown up.", document::SegmentKind::paragraph);
    add("The war of 1938 was near. It had rained in 1937.", document::SegmentKind::paragraph);
    add("In May the town fell.", document::SegmentKind::paragraph);
    annotate::find_times(d);
    EXPECT_TRUE(d.narrative);
    std::string values;
    for (const auto& time : d.times) values += time.value + " ";
    EXPECT_EQ(values, "1936 1936-03-03 1871 1938 1937 1936-05 ");
}

TEST(Times, BoundsOfValues) {
    const auto bounds = [](std::string_view value) {
        const auto b = annotate::bounds_of(value);
        return (b.earliest ? base::iso(*b.earliest) : "-") + " " + (b.latest ? base::iso(*b.latest) : "-");
    };
    EXPECT_EQ(bounds("2016-11-22"), "2016-11-22 2016-11-23");
    EXPECT_EQ(bounds("2016-11"), "2016-11-01 2016-12-01");
    EXPECT_EQ(bounds("2016-W47"), "2016-11-21 2016-11-28");
    EXPECT_EQ(bounds("2016-W47-WE"), "2016-11-26 2016-11-28");
    EXPECT_EQ(bounds("1941-SU"), "1941-06-01 1941-09-01");
    EXPECT_EQ(bounds("2016-Q3"), "2016-07-01 2016-10-01");
    EXPECT_EQ(bounds("2008-H2"), "2008-07-01 2009-01-01");
    EXPECT_EQ(bounds("187"), "1870-01-01 1880-01-01");
    EXPECT_EQ(bounds("18"), "1800-01-01 1900-01-01");
    EXPECT_EQ(bounds("BC0480"), "-0479-01-01 -0478-01-01");
    EXPECT_EQ(bounds("BC04"), "-0499-01-01 -0399-01-01");
    EXPECT_EQ(bounds("2016-11-22TNI"), "2016-11-22T20:00 2016-11-23T06:00");
    EXPECT_EQ(bounds("2016-11-22T14:05"), "2016-11-22T14:05 2016-11-22T14:06");
    EXPECT_EQ(bounds("P4Y"), "- -");
    EXPECT_EQ(bounds("XXXX-WXX-5"), "- -");
    EXPECT_EQ(bounds("PRESENT_REF"), "- -");
}

}  // namespace
}  // namespace marsad
