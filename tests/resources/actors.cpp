// The actor lexicon, its tables and importers: what is read, and what an error says.
#include "resources/actors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "resources/actor_import.h"
#include "resources/cues.h"
#include "resources/lexicon_table.h"

namespace marsad::resources {
namespace {

using testing::HasSubstr;

const std::vector<LexiconTable::Match> found_in(const LexiconTable& table, std::string_view text) {
    const auto words = words_of(text, 0, static_cast<std::uint32_t>(text.size()));
    std::vector<LexiconTable::Match> out;
    for (std::size_t at = 0; at < words.size(); ++at) {
        for (const auto& m : table.longest(text, words, at)) out.push_back(m);
    }
    return out;
}

TEST(LexiconTable, LongestPhraseWhateverCaseMarksAndAccents) {
    const auto rows = lexicon_rows("a\tNorth River Front\nb\tNorth River\nc\tÉtoile d'Or\n", "t.tsv", 2);
    ASSERT_TRUE(rows);
    const std::string bytes = LexiconTable::compile(*rows, 2, {1});
    const auto table = LexiconTable::open(bytes);
    ASSERT_TRUE(table);
    EXPECT_EQ(found_in(*table, "the NORTH river-front fell").at(0).row, 0u);
    EXPECT_EQ(found_in(*table, "the north river fell").at(0).row, 1u);
    EXPECT_EQ(found_in(*table, "Etoile d’Or").at(0).row, 2u);
    EXPECT_TRUE(found_in(*table, "North, River").empty());
    EXPECT_TRUE(found_in(*table, "North\nRiver").empty());
}

TEST(LexiconTable, SameRowsSameBytes) {
    const auto rows = lexicon_rows("a\tone|two\nb\tthree\n", "t.tsv", 2);
    EXPECT_EQ(LexiconTable::compile(*rows, 2, {1}), LexiconTable::compile(*rows, 2, {1}));
}

TEST(LexiconTable, DamagedBytesAreRefused) {
    const auto rows = lexicon_rows("a\tone\n", "t.tsv", 2);
    std::string bytes = LexiconTable::compile(*rows, 2, {1});
    EXPECT_FALSE(LexiconTable::open(bytes.substr(0, bytes.size() - 1)));
    EXPECT_FALSE(LexiconTable::open("short"));
    bytes[0] = 'X';
    EXPECT_EQ(LexiconTable::open(bytes).error().code, ErrorCode::version_mismatch);
}

TEST(ActorLexicon, ErrorsNameFileAndLine) {
    const TableText empty{"nouns.tsv", ""}, countries{"countries.tsv", ""};
    const auto unknown = compile_actors({{"own.tsv", "# rows\nx\tThe X\tpirates\n"}}, empty, countries);
    ASSERT_FALSE(unknown);
    EXPECT_THAT(unknown.error().message, HasSubstr("own.tsv:2"));
    const auto twice = compile_actors({{"a.tsv", "x\tThe X\trebel\n"}, {"b.tsv", "x\tThe Y\trebel\n"}}, empty, countries);
    ASSERT_FALSE(twice);
    EXPECT_THAT(twice.error().message, HasSubstr("b.tsv:1"));
    EXPECT_THAT(twice.error().message, HasSubstr("a.tsv:1"));
}

TEST(ActorImport, Petrarch) {
    const auto table = import_actors("# a comment\nRIVER_FRONT_(RVF)_ [COLREB]\n+FRONT_OF_THE_RIVER_\n\nHILL_POLICE_\n\t[PERCOP >19990101]\n", "old.txt");
    ASSERT_TRUE(table);
    EXPECT_THAT(table->text, HasSubstr("petrarch/river_front\tRiver Front\trebel\t\tCO\tRVF|Front of the River\t"));
    // A country behind a name is no other name of the group.
    const auto namesakes = import_actors("GREEN_FLAG_(COLOMBIA)_ [COLREB]\nGREEN_FLAG_(PERU)_ [PERREB]\nWHITE_FLAG_(EAST TIMOR)_ [TMPREB]\n", "x.txt");
    ASSERT_TRUE(namesakes);
    EXPECT_THAT(namesakes->text, testing::Not(HasSubstr("COLOMBIA")));
    EXPECT_THAT(namesakes->text, testing::Not(HasSubstr("EAST TIMOR")));
    EXPECT_THAT(table->text, HasSubstr("petrarch/hill_police\tHill Police\tpolice\t\tPE\t\t1999\t"));
}

TEST(ActorImport, AgentsAreNoActors) {
    const auto table = import_actors("# agents\nLAWYER_ [~LEG]\n", "agents.txt");
    ASSERT_FALSE(table);
    EXPECT_THAT(table.error().message, HasSubstr("agents.txt:2"));
}

TEST(ActorLexicon, FurtherRowsReplaceThoseWithTheirIds) {
    const TableText empty{"nouns.tsv", ""}, countries{"countries.tsv", ""};
    const auto sections = compile_actors({{"a.tsv", "x\tThe X\trebel\ny\tThe Y\trebel\n"}}, empty, countries, {{"own.tsv", "x\tNew X\tparty\n"}});
    ASSERT_TRUE(sections);
    const auto lexicon = ActorLexicon::open(*sections);
    ASSERT_TRUE(lexicon);
    EXPECT_EQ(lexicon->names().rows(), 2u);
    EXPECT_TRUE(lexicon->names().exactly("The X").empty());
    ASSERT_EQ(lexicon->names().exactly("New X").size(), 1u);
    EXPECT_EQ(lexicon->actor(lexicon->names().exactly("New X")[0].row).kind, "party");
    EXPECT_FALSE(compile_actors({}, empty, countries, {{"own.tsv", "x\tOne\trebel\nx\tTwo\trebel\n"}}));
}

TEST(ActorImport, Ucdp) {
    const auto table = import_actors("ActorId,NameData,NameOrig,Org\n17,\"Front, River\",Frente del Rio,1\n18,Government of Hillia,,4\n", "ucdp.csv");
    ASSERT_TRUE(table);
    EXPECT_THAT(table->text, HasSubstr("ucdp/17\tFront, River\trebel\t\t\tFrente del Rio\t"));
    EXPECT_THAT(table->text, HasSubstr("ucdp/18\tGovernment of Hillia\tgovernment\t"));
}

TEST(ActorImport, OwnTable) {
    const auto table = import_actors("name,kind,aliases\r\nRiver Council,political_militia,RC|Council of the River\r\n", "mine.csv");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->text, "own/river_council\tRiver Council\tpolitical_militia\t\t\tRC|Council of the River\t\t\t\n");
}

TEST(ActorImport, ErrorsNameFileAndLine) {
    EXPECT_THAT(import_actors("ONE_ [COLREB\n", "x.txt").error().message, HasSubstr("x.txt:1"));
    EXPECT_THAT(import_actors("+ONE_\nTWO_ [COLREB]\n", "x.txt").error().message, HasSubstr("x.txt:1"));
    EXPECT_THAT(import_actors("name,kind\nA,rebel\n,rebel\n", "x.csv").error().message, HasSubstr("x.csv:3"));
    EXPECT_EQ(import_actors("", "x.csv").error().code, ErrorCode::empty);
    EXPECT_EQ(import_actors("\xff\xfe", "x.csv").error().code, ErrorCode::bad_encoding);
    EXPECT_EQ(import_actors("one,two\n1,2\n", "x.csv").error().code, ErrorCode::bad_format);
}

TEST(CueLexicon, WeightsAndFrames) {
    const auto cues = compile_cues("say\tverb\tsay\tthat quote\n", "cues.tsv");
    const auto weights = compile_weights("lf=say/that\t1500\nbias\t-200\n", "w.tsv");
    ASSERT_TRUE(cues && weights);
    const auto lexicon = CueLexicon::open(*cues, *weights);
    ASSERT_TRUE(lexicon);
    EXPECT_EQ(lexicon->find("say", "verb").frames, "that quote");
    EXPECT_TRUE(lexicon->find("say", "noun").frames.empty());
    EXPECT_FALSE(compile_weights("bias\tmany\n", "w.tsv"));
    EXPECT_THAT(compile_cues("say\tadverb\tsay\tthat\n", "cues.tsv").error().message, HasSubstr("cues.tsv:1"));
}

}  // namespace
}  // namespace marsad::resources
