#include <gtest/gtest.h>

#include "cases.h"
#include "dump.h"
#include "segment/segment.h"

namespace marsad {
namespace {

document::Document document_of(const std::string& text, const std::string& title = "") {
    document::Document d;
    d.report.id = "case";
    d.report.format = "text";
    d.report.title = title;
    d.buffer = title.empty() ? text : title + "\n" + text;
    d.body_begin = title.empty() ? 0 : static_cast<std::uint32_t>(title.size() + 1);
    return d;
}

bool is_white(unsigned char c) { return c <= ' '; }

// Segments are in order, disjoint, and nothing but white space lies between them.
void expect_covering(const document::Document& d, const std::string& where) {
    std::uint32_t at = 0;
    const auto expect_white = [&](std::uint32_t begin, std::uint32_t end) {
        for (std::uint32_t i = begin; i < end; ++i) {
            EXPECT_TRUE(is_white(static_cast<unsigned char>(d.buffer[i]))) << where << " byte " << i << " is in no segment";
        }
    };
    for (const auto& segment : d.segments) {
        ASSERT_LE(at, segment.span.begin) << where;
        ASSERT_LT(segment.span.begin, segment.span.end) << where;
        expect_white(at, segment.span.begin);
        at = segment.span.end;
    }
    ASSERT_LE(at, d.buffer.size()) << where;
    expect_white(at, static_cast<std::uint32_t>(d.buffer.size()));
}

TEST(Segment, Cases) {
    for (const auto& c : tests::all_cases(MARSAD_SOURCE_DIR "/tests/cases/segment")) {
        auto d = document_of(c.input.text, c.input.get("title"));
        d.report.url = c.input.get("url");
        d.report.lang = c.input.get("lang");
        segment::run(d);
        expect_covering(d, c.where());
        for (const auto& section : c.expected) {
            ASSERT_TRUE(section.name == "segments" || section.name == "published") << c.where() << ": section " << section.name;
            const auto got = section.name == "segments" ? tests::dump_segments(d) : tests::dump_published(d);
            EXPECT_EQ("", tests::difference(section, got)) << c.where();
        }
    }
}

TEST(Segment, EmptyAndWhiteTextsHaveNoSegments) {
    for (const char* text : {"", " ", "\n\n \t\n", "\xE2\x80\xA8"}) {
        auto d = document_of(text);
        segment::run(d);
        EXPECT_TRUE(d.segments.empty());
        EXPECT_FALSE(d.published);
    }
}

TEST(Segment, TheSameTextGivesTheSameSegments) {
    const std::string text = "Shells fell on the market on Friday, residents said.We saw it #Harbin — Ann Poe (@annpoe) May 4, 2018\nThe army denied it.";
    auto a = document_of(text), b = document_of(text);
    segment::run(a);
    segment::run(b);
    EXPECT_EQ(tests::dump_segments(a), tests::dump_segments(b));
}

TEST(Segment, AGivenDateStays) {
    auto d = document_of("KABUL, 3 March 2014 (Agency) -- Two men were held.");
    d.published = document::Publication{{2014, 3, 5}, "2014-03-05", true, {}};
    segment::run(d);
    EXPECT_EQ(d.published->value, "2014-03-05");
    EXPECT_TRUE(d.published->given);
}

TEST(Segment, LanguagesReadAreAnOption) {
    auto d = document_of("قال شهود إن القصف أصاب سوقا في وسط المدينة بعد صلاة الجمعة.");
    segment::run(d);
    ASSERT_EQ(d.segments.size(), 1u);
    EXPECT_EQ(d.segments[0].lang, "ar");
    EXPECT_TRUE(d.segments[0].unread);
    segment::Options options;
    options.languages_read = {"en", "ar"};
    segment::run(d, options);
    EXPECT_FALSE(d.segments[0].unread);
    EXPECT_TRUE(options.validate().ok());
    options.languages_read = {"English"};
    EXPECT_FALSE(options.validate().ok());
}

TEST(Segment, FollowsMarkup) {
    const std::string text = "Raid on the port\n\nBy Ann Poe\n\nTwo boats burned on Monday.\n\nA boat, file\n\nHome | World";
    auto d = document_of(text);
    using document::BlockKind;
    const auto block = [&](const std::string& words, BlockKind kind) {
        const auto at = static_cast<std::uint32_t>(text.find(words));
        document::Block b;
        b.span = {at, at + static_cast<std::uint32_t>(words.size())};
        b.kind = kind;
        d.blocks.push_back(b);
    };
    block("Raid on the port", BlockKind::heading);
    block("By Ann Poe", BlockKind::byline);
    block("Two boats burned on Monday.", BlockKind::paragraph);
    block("A boat, file", BlockKind::caption);
    block("Home | World", BlockKind::furniture);
    segment::run(d);
    std::string kinds;
    for (const auto& segment : d.segments) kinds += std::string(name(segment.kind)) + " ";
    EXPECT_EQ(kinds, "headline byline paragraph caption furniture ");
    expect_covering(d, "markup");
}

}  // namespace
}  // namespace marsad
