#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "marsad/codebook.h"
#include "marsad/engine.h"
#include "marsad/inspect.h"
#include "marsad/record.h"
#include "marsad/resources.h"
#include "resource_file.h"

namespace marsad {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

class EngineTest : public ::testing::Test {
protected:
    void SetUp() override {
        MARSAD_NEEDS_RESOURCES();
        auto engine = Engine::open({tests::resource_file(), ""});
        ASSERT_TRUE(engine.ok()) << engine.error().message;
        m_engine.emplace(std::move(*engine));
        m_folder = fs::temp_directory_path() / ("marsad-engine-" + std::to_string(getpid()));
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    std::string write(const std::string& name, const std::string& text) {
        const std::string path = (m_folder / name).string();
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

    std::string extract(const std::vector<std::string>& paths, const ReadOptions& options = {}, Form form = Form::lines, Summary* summary = nullptr) {
        std::string out;
        const auto done = m_engine->extract(paths, options, form, [&](std::string_view text) {
            out += text;
            return true;
        });
        EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message);
        if (done.ok() && summary) *summary = *done;
        return out;
    }

    // Forty invented reports of different lengths, so that threads finish out of order.
    std::string feed() {
        std::string out;
        for (int i = 0; i < 40; ++i) {
            std::string text;
            for (int s = 0; s <= i % 7; ++s) text += "Shells hit the village of Marj Sabil on Monday, killing " + std::to_string(i + s + 2) + " people, residents said. ";
            out += json{{"id", "r" + std::to_string(i)}, {"text", text}, {"published", "2031-05-13"}}.dump() + "\n";
        }
        return write("feed.jsonl", out);
    }

    std::optional<Engine> m_engine;
    fs::path m_folder;
};

TEST_F(EngineTest, TheWholeWayOfAReport) {
    const std::string path = write("raid.txt", "An air raid on a market in Idlib killed at least nine civilians on Monday, doctors said.\n");
    ReadOptions options;
    options.date = "2031-05-13";
    const json line = json::parse(extract({path}, options));
    ASSERT_EQ(line["statements"].size(), 1u);
    const json& statement = line["statements"][0];
    EXPECT_EQ(statement["type"], "airstrike");
    EXPECT_EQ(statement["places"][0]["name"], "Idlib");
    EXPECT_EQ(statement["time"]["value"], "2031-05-12");
    EXPECT_EQ(statement["figures"][0]["low"], 9);
    EXPECT_FALSE(statement["figures"][0].contains("high"));
    EXPECT_EQ(line["by"]["profile"], "plain");
    EXPECT_EQ(line["incidents"].size(), 1u);
}

TEST_F(EngineTest, ThreadsChangeNothing) {
    const std::string path = feed();
    ReadOptions one, three;
    one.threads = 1;
    three.threads = 3;
    const std::string alone = extract({path}, one);
    EXPECT_EQ(alone, extract({path}, three));
    EXPECT_EQ(std::count(alone.begin(), alone.end(), '\n'), 40);
}

TEST_F(EngineTest, ARefusedReportHasItsLineAndTheOthersGoOn) {
    const std::string path = write("some.jsonl", "{\"id\": \"a\", \"text\": \"Troops left Kosti.\"}\n{broken\n{\"id\": \"c\", \"text\": \"Rebels took Kosti.\"}\n");
    Summary summary;
    const std::string out = extract({path, (m_folder / "missing.txt").string()}, {}, Form::lines, &summary);
    EXPECT_EQ(summary.reports, 2u);
    EXPECT_EQ(summary.refused, 2u);
    std::vector<json> lines;
    std::istringstream in(out);
    for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
    ASSERT_EQ(lines.size(), 4u);
    EXPECT_EQ(lines[0]["id"], "a");
    EXPECT_EQ(lines[1]["error"]["code"], "bad_format");
    EXPECT_THAT(lines[1]["error"]["message"].get<std::string>(), HasSubstr("some.jsonl:2"));
    EXPECT_EQ(lines[2]["id"], "c");
    EXPECT_EQ(lines[3]["error"]["code"], "not_found");
}

TEST_F(EngineTest, AProfileChangesWhatIsDerivedAlone) {
    const std::string path = write("raid.txt", "Shelling killed dozens of civilians in Idlib.\n");
    ReadOptions plain, acled;
    acled.profile = "acled";
    const json a = json::parse(extract({path}, plain)), b = json::parse(extract({path}, acled));
    ASSERT_FALSE(a["statements"].empty());
    ASSERT_FALSE(b["statements"].empty());
    EXPECT_EQ(b["statements"][0]["figures"][0]["best"], 12);
    EXPECT_FALSE(a["statements"][0]["figures"][0].contains("best"));
    EXPECT_EQ(a["statements"][0]["figures"][0]["term"], b["statements"][0]["figures"][0]["term"]);
    EXPECT_EQ(a["statements"][0]["key"], b["statements"][0]["key"]);
    ReadOptions unknown;
    unknown.profile = "nobody";
    const auto wrong = m_engine->extract({path}, unknown, Form::lines, [](std::string_view) { return true; });
    ASSERT_FALSE(wrong.ok());
    EXPECT_THAT(wrong.error().advice, HasSubstr("acled"));
}

TEST_F(EngineTest, RecordsAnswer) {
    const std::string path = feed();
    auto record = Record::open((m_folder / "my.record").string(), Record::Mode::create);
    ASSERT_TRUE(record.ok());
    const auto added = record->add(*m_engine, {path}, {}, {});
    ASSERT_TRUE(added.ok()) << added.error().message;
    EXPECT_EQ(added->fresh, 40u);
    EXPECT_EQ(record->add(*m_engine, {path}, {}, {})->same, 40u);
    PlaceChoice choice;
    const auto incidents = record->incidents(&*m_engine, {}, choice);
    ASSERT_TRUE(incidents.ok());
    ASSERT_FALSE(incidents->rows.empty());
    const auto shown = record->show(incidents->rows[0].id);
    ASSERT_TRUE(shown.ok());
    EXPECT_EQ(shown->kind, "incident");
    EXPECT_TRUE(record->show("r1").ok());
    EXPECT_FALSE(record->show("i-nothing").ok());
    EXPECT_TRUE(record->check().ok());
    for (const auto form : {PublishForm::csv, PublishForm::geojson, PublishForm::html, PublishForm::text, PublishForm::clusters}) {
        std::string out;
        EXPECT_TRUE(record->publish(&*m_engine, {}, form, {}, choice, [&](std::string_view text) {
                              out += text;
                              return true;
                          })
                        .ok());
        EXPECT_FALSE(out.empty());
    }
    EXPECT_FALSE(record->publish(&*m_engine, {}, PublishForm::lines, {}, choice, [](std::string_view) { return true; }).ok());
}

TEST_F(EngineTest, WhereSaysWhichPlaceItTook) {
    auto record = Record::open((m_folder / "my.record").string(), Record::Mode::create);
    ASSERT_TRUE(record.ok());
    Query query;
    PlaceChoice choice;
    query.where = "Tripoli";
    ASSERT_TRUE(record->incidents(&*m_engine, query, choice).ok());
    EXPECT_THAT(choice.description, HasSubstr("Libya"));
    EXPECT_FALSE(choice.others.empty());
    query.where = "Tripoli, Lebanon";
    ASSERT_TRUE(record->incidents(&*m_engine, query, choice).ok());
    EXPECT_THAT(choice.description, HasSubstr("Lebanon"));
    query.where = "Nosuchplaceatall";
    EXPECT_FALSE(record->incidents(&*m_engine, query, choice).ok());
    for (const char* wrong : {"yesterday", "2031-13", "2031-02-30"}) {
        Query bad;
        bad.since = wrong;
        const auto answer = record->incidents(&*m_engine, bad, choice);
        ASSERT_FALSE(answer.ok()) << wrong;
        EXPECT_EQ(answer.error().code, ErrorCode::invalid_argument);
    }
    Query bad;
    bad.killed = "20-5";
    EXPECT_FALSE(record->incidents(&*m_engine, bad, choice).ok());
}

TEST_F(EngineTest, EveryStageCanBeLookedAt) {
    const std::string path = write("raid.txt", "KOSTI, Sudan, March 3, 2031 - Shells fell on a market in Kosti on Monday, killing nine people, the governor said.\n");
    for (const char* stage : {"read", "segment", "language", "annotate", "events"}) {
        DumpOptions options;
        options.stage = stage;
        std::string out;
        const auto done = dump(*m_engine, path, {}, options, [&](std::string_view text) {
            out += text;
            return true;
        });
        EXPECT_TRUE(done.ok()) << stage;
        EXPECT_THAT(out, HasSubstr("market")) << stage;
    }
    DumpOptions wrong;
    wrong.stage = "thinking";
    EXPECT_FALSE(dump(*m_engine, path, {}, wrong, [](std::string_view) { return true; }).ok());
}

TEST_F(EngineTest, LinesAreCountedFromOneWithoutTheEmptyOnes) {
    const std::string path = write("lines.txt", "Troops left.\n\nRebels came. They stayed.\r\n");
    DumpOptions options;
    options.stage = "language";
    options.lines = true;
    std::string out;
    const auto take = [&](std::string_view text) {
        out += text;
        return true;
    };
    ASSERT_TRUE(dump(*m_engine, path, {}, options, take).ok());
    EXPECT_THAT(out, HasSubstr("# sent_id = 1.1"));
    EXPECT_THAT(out, HasSubstr("# sent_id = 2.2"));
    EXPECT_EQ(out.find("# sent_id = 3"), std::string::npos);
    options.as = "count";
    out.clear();
    ASSERT_TRUE(dump(*m_engine, path, {}, options, take).ok());
    EXPECT_EQ(out, "texts 2\nsentences 3\ntokens 9\n");
}

TEST_F(EngineTest, TheCodebooksExamplesHold) {
    const auto check = check_codebook(*m_engine, {std::string(MARSAD_SOURCE_DIR) + "/resources/codebook"});
    ASSERT_TRUE(check.ok()) << check.error().message;
    EXPECT_GT(check->types, 100u);
    EXPECT_THAT(check->failures, ::testing::IsEmpty());
}

TEST_F(EngineTest, ADifferentCodebookChangesStatements) {
    const std::string reports = write("raid.txt", "Shells fell on a market in Kosti on Monday.\n");
    const std::string folder = std::string(MARSAD_SOURCE_DIR) + "/resources/codebook";
    std::string out;
    const auto take = [&](std::string_view text) {
        out += text;
        return true;
    };
    ASSERT_TRUE(diff_codebooks(*m_engine, folder, folder, {reports}, take).ok());
    EXPECT_EQ(out, "");
}

TEST_F(EngineTest, TheResourceFileIsWhole) {
    EXPECT_TRUE(verify_resources(tests::resource_file()).ok());
    const auto list = list_resources(tests::resource_file());
    ASSERT_TRUE(list.ok());
    EXPECT_THAT(*list, HasSubstr("codebook"));
}

TEST(EngineOpen, WhatIsMissingNamesTheCommandThatMendsIt) {
    const auto missing = Engine::open({"/nonexistent/marsad.resources", ""});
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.error().code, ErrorCode::not_found);
    EXPECT_THAT(missing.error().advice, HasSubstr("marsad resources build"));
}

}  // namespace
}  // namespace marsad
