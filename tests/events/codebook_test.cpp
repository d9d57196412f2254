// The codebook as data: its form, its errors, what it reaches in other codebooks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "events/check.h"
#include "reader.h"

namespace marsad::resources {
namespace {

Result<Codebook> parse(const std::string& text) {
    const std::vector<CodebookSource> sources{{"own.codebook", text}};
    return Codebook::parse(sources);
}

constexpr const char* small = "family: fighting\ntype: shelling\n  is: Shells fall.\n  verb: shell\n  noun: shelling, artillery fire\n";

TEST(Codebook, IndexesTriggersByTheLemmaOfTheirHead) {
    const auto book = parse(small);
    ASSERT_TRUE(book.ok()) << book.error().message;
    EXPECT_EQ(book->triggers_of("fire").size(), 1u);
    EXPECT_EQ(book->triggers_of("artillery").size(), 0u);
    EXPECT_EQ(book->triggers()[book->triggers_of("shell").front()].kind, TriggerKind::verb);
}

TEST(Codebook, ErrorsNameFileLineAndAdvice) {
    const struct {
        const char* added;
        const char* message;
    } cases[] = {
        {"  verbs: shell\n", "own.codebook:6: unknown keyword \"verbs\""},
        {"  roles: whom = patient\n", "own.codebook:6: no role in \"whom = patient\""},
        {"  verb: hit | if patient is @nowhere\n", "own.codebook:6: there is no set \"@nowhere\""},
        {"  verb: hit | if patient is nobody\n", "own.codebook:6: \"nobody\" can't fill a relation"},
        {"  verb: hit | when patient\n", "own.codebook:6: unknown clause \"when patient\""},
        {"  codes: nato = 7\n", "own.codebook:6: no coding in \"nato = 7\""},
        {"  content: mood=bad\n", "own.codebook:6: \"mood=bad\" sets nothing"},
        {"type: battle\n", "own.codebook:6: the type \"battle\" has no definition"},
        {"type: Battle\n", "own.codebook:6: \"Battle\" is no name for a type"},
        {"expect: shelling\n", "own.codebook:6: \"expect\" without an example"},
        {"  verb:\n", "own.codebook:6: nothing stands after \"verb:\""},
        {"  a line\n", "own.codebook:6: no colon in \"a line\""},
        {"  verb: hit,\n", "own.codebook:6: the file ends in the middle of a line"},
    };
    for (const auto& c : cases) {
        const auto book = parse(std::string(small) + c.added);
        ASSERT_FALSE(book.ok()) << c.added;
        EXPECT_EQ(book.error().code, ErrorCode::bad_format);
        EXPECT_EQ(book.error().message, c.message);
        EXPECT_FALSE(book.error().advice.empty()) << c.added;
    }
}

TEST(Codebook, TypesInheritFromTheTypeAbove) {
    const auto book = parse(std::string(small) + "  codes: acled = Shelling; plover = ASSAULT\n  figures: killed\ntype: shelling.tank\n  is: Tanks fire.\n  codes: plover = OTHER\n  noun: tank fire\n");
    ASSERT_TRUE(book.ok()) << book.error().message;
    const auto tank = book->type_of("shelling.tank");
    ASSERT_TRUE(tank.has_value());
    EXPECT_EQ(code_of(*book, *tank, "acled"), "Shelling");
    EXPECT_EQ(code_of(*book, *tank, "plover"), "OTHER");
    EXPECT_THAT(book->types()[*tank].figures, testing::ElementsAre("killed"));
}

TEST(Codebook, TheMostSpecificTriggerComesFirst) {
    const auto book = parse(std::string(small) + "  verb: fire | if patient is \"gun\"\n  verb: open fire\n");
    ASSERT_TRUE(book.ok());
    const auto found = book->triggers_of("fire");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(book->triggers()[found[0]].words.size(), 2u);
}

TEST(Codebook, AnotherFileAddsWordsToAType) {
    const std::vector<CodebookSource> sources{{"a.codebook", small}, {"b.codebook", "family: fighting\ntype: shelling\n  verb: bombard\n"}};
    const auto book = Codebook::parse(sources);
    ASSERT_TRUE(book.ok()) << book.error().message;
    EXPECT_EQ(book->types().size(), 1u);
    EXPECT_EQ(book->triggers()[book->triggers_of("bombard").front()].type, 0u);
}

TEST(Codebook, SectionHoldsTheFilesAsTheyAre) {
    const auto sources = tests::codebook_files();
    const auto section = Codebook::section(sources);
    ASSERT_TRUE(section.ok()) << section.error().message;
    const auto again = Codebook::from_section(*section);
    const auto direct = Codebook::parse(sources);
    ASSERT_TRUE(again.ok() && direct.ok());
    EXPECT_EQ(again->digest(), direct->digest());
    EXPECT_EQ(again->triggers().size(), direct->triggers().size());
    EXPECT_FALSE(Codebook::from_section("no section").ok());
}

// ------------------------------------------------------------- what is reached in other codebooks

std::vector<std::vector<std::string>> table(const std::string& name) {
    std::ifstream in(MARSAD_SOURCE_DIR "/resources/codings/" + name);
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        rows.emplace_back();
        std::istringstream fields(line);
        for (std::string field; std::getline(fields, field, '\t');) rows.back().push_back(field);
    }
    if (!rows.empty()) rows.erase(rows.begin());
    return rows;
}

std::set<std::string> reached(const Codebook& book, std::string_view coding) {
    std::set<std::string> out;
    for (std::uint32_t i = 0; i < book.types().size(); ++i) {
        std::istringstream codes{std::string(code_of(book, i, coding))};
        for (std::string code; std::getline(codes, code, '|');) out.insert(code);
    }
    return out;
}

Codebook own() {
    auto book = Codebook::parse(tests::codebook_files());
    if (!book) throw std::runtime_error(book.error().message);
    return std::move(*book);
}

TEST(Codings, EveryAcledSubEventTypeIsReached) {
    const auto codes = reached(own(), "acled");
    const auto rows = table("acled_events.tsv");
    EXPECT_EQ(rows.size(), 25u);
    for (const auto& row : rows) EXPECT_TRUE(codes.count(row[0] + " > " + row[1])) << row[1];
    EXPECT_EQ(codes.size(), rows.size()) << "a code that ACLED doesn't have";
}

TEST(Codings, EveryPloverTypeAndModeIsReached) {
    const auto codes = reached(own(), "plover");
    for (const auto& row : table("plover.tsv")) {
        EXPECT_TRUE(std::any_of(codes.begin(), codes.end(), [&](const auto& c) { return c.substr(0, c.find('/')) == row[0]; })) << row[0];
        if (row.size() < 4) continue;
        std::istringstream modes(row[3]);
        for (std::string mode; modes >> mode;) EXPECT_TRUE(codes.count(row[0] + "/" + mode)) << row[0] << " " << mode;
    }
}

TEST(Codings, EveryCameoRootIsReached) {
    const auto codes = reached(own(), "cameo");
    for (const auto& row : table("cameo_roots.tsv")) {
        EXPECT_TRUE(std::any_of(codes.begin(), codes.end(), [&](const auto& c) { return c.substr(0, 2) == row[0]; })) << row[0] << " " << row[1];
    }
}

TEST(Codings, EveryGraveViolationIsReached) {
    const auto codes = reached(own(), "grave");
    for (const auto& row : table("grave_violations.tsv")) EXPECT_TRUE(codes.count(row[0])) << row[0];
}

TEST(Codings, EveryTypeHasItsPlacesAndAnExample) {
    const Codebook book = own();
    for (std::uint32_t i = 0; i < book.types().size(); ++i) {
        const StatementType& type = book.types()[i];
        for (const char* coding : {"acled", "plover", "cameo"}) EXPECT_FALSE(code_of(book, i, coding).empty()) << type.name << " " << coding;
        EXPECT_FALSE(type.examples.empty()) << type.name;
        for (const auto& example : type.examples) EXPECT_FALSE(example.expected.empty()) << example.file << ":" << example.line;
    }
}

TEST(Codebook, DescriptionNamesEveryType) {
    const Codebook book = own();
    const std::string text = describe(book);
    for (const StatementType& type : book.types()) EXPECT_NE(text.find("### " + type.name + "\n"), std::string::npos) << type.name;
}

TEST(Codebook, ItsExamplesAreReadAsExpected) {
    MARSAD_NEEDS_RESOURCES();
    auto* reader = tests::EventsReader::get();
    ASSERT_NE(reader, nullptr);
    const auto report = events::check(reader->codebook(), [&](std::string_view text) -> Result<document::Document> { return reader->read(text, "2031-05-16"); });
    ASSERT_TRUE(report.ok()) << report.error().message;
    for (const std::string& failure : report->failures) ADD_FAILURE() << failure;
    EXPECT_GE(report->examples, report->types);
}

}  // namespace
}  // namespace marsad::resources
