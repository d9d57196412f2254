// Places: the cases of tests/cases/places through read text, segments and language; and what must hold for any text.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "annotate/places.h"
#include "cases.h"
#include "document/document.h"
#include "language/language.h"
#include "resources/file.h"
#include "resources/resources.h"
#include "segment/segment.h"

namespace marsad::annotate {
namespace {

struct Reader {
    resources::Resources resources;
    language::Model model;
    language::Pipeline pipeline;
    PlaceScratch scratch;

    Reader(resources::Resources r, language::Model m) : resources(std::move(r)), model(std::move(m)), pipeline(model) {}

    document::Document read(const std::string& text, bool with_language = true) {
        document::Document document;
        document.buffer = text;
        segment::run(document);
        if (with_language) pipeline.run(document);
        find_places(document, resources, scratch);
        return document;
    }
};

// Null where set-up has not made the resource file.
Reader* reader() {
    static const auto made = []() -> std::unique_ptr<Reader> {
        auto opened = resources::Resources::open(MARSAD_RESOURCE_FILE);
        if (!opened) return nullptr;
        auto model = language::Model::open(opened->file());
        if (!model) return nullptr;
        return std::make_unique<Reader>(std::move(*opened), std::move(*model));
    }();
    return made.get();
}

#define MARSAD_NEEDS_RESOURCES()                                                                     \
    if (!reader()) {                                                                                 \
        if (std::getenv("CI")) FAIL() << "the resource file is missing: set-up should have made it"; \
        GTEST_SKIP() << "the resource file is missing: ./run makes it";                              \
    }

std::vector<std::string> dump(const document::Document& document) {
    std::vector<std::string> out;
    for (const auto& p : document.places) {
        std::string line = fmt::format("{} {} name={}", name(p.use), tests::in_quotes(document.words(p.span)), tests::in_quotes(p.name));
        if (!p.id.empty()) line += " id=" + p.id;
        line += fmt::format(" precision={}", name(p.precision));
        if (!p.country.empty()) line += " country=" + p.country;
        if (!p.admin.empty()) line += " adm1=" + tests::in_quotes(p.admin.front().name);
        if (p.relation != document::PlaceRelation::none) line += fmt::format(" is={} words={}", name(p.relation), tests::in_quotes(document.words(p.relation_words)));
        if (p.relation_km) line += fmt::format(" km={:.1f}", *p.relation_km);
        if (!p.held_by.empty()) line += " held_by=" + p.held_by;
        if (p.point) line += fmt::format(" at={:.2f},{:.2f}", p.point->lat, p.point->lon);
        out.push_back(line);
    }
    return out;
}

TEST(Places, Cases) {
    MARSAD_NEEDS_RESOURCES();
    const auto cases = tests::all_cases(MARSAD_SOURCE_DIR "/tests/cases/places");
    ASSERT_FALSE(cases.empty());
    for (const auto& c : cases) {
        const auto document = reader()->read(c.input.text);
        for (const auto& section : c.expected) EXPECT_EQ("", tests::difference(section, dump(document))) << c.where();
    }
}

TEST(Places, LieInOrderInsideTheText) {
    MARSAD_NEEDS_RESOURCES();
    for (const auto& c : tests::all_cases(MARSAD_SOURCE_DIR "/tests/cases/places")) {
        for (bool with_language : {true, false}) {
            const auto document = reader()->read(c.input.text, with_language);
            std::uint32_t last = 0;
            for (const auto& p : document.places) {
                EXPECT_LE(last, p.span.begin) << c.where();
                EXPECT_LT(p.span.begin, p.span.end);
                ASSERT_LE(p.span.end, document.buffer.size());
                EXPECT_TRUE(p.relation_words.empty() || p.relation != document::PlaceRelation::none);
                EXPECT_TRUE(p.within == document::none || p.within < document.places.size());
                last = p.span.begin;
            }
        }
    }
}

TEST(Places, TheScratchLeavesNoTrace) {
    MARSAD_NEEDS_RESOURCES();
    const std::string text = "Shells fell on Homs. Medics in Hama counted the wounded.";
    const auto first = dump(reader()->read(text));
    (void)reader()->read("Rain in Paris, Texas, and in Lyon.");
    EXPECT_EQ(first, dump(reader()->read(text)));
}

TEST(Places, WithoutTokensNamesAreStillFound) {
    MARSAD_NEEDS_RESOURCES();
    const auto document = reader()->read("Convoys left Damascus for Homs.", false);
    const auto lines = dump(document);
    EXPECT_NE(std::find_if(lines.begin(), lines.end(), [](const auto& l) { return l.find("\"Damascus\"") != std::string::npos; }), lines.end());
}

}  // namespace
}  // namespace marsad::annotate
