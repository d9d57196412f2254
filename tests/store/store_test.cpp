#include "store/store.h"

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "fixture.h"
#include "link/link.h"
#include "publish/record_lines.h"

namespace marsad::store {
namespace {

class Links final : public link::Joiner {
public:
    Result<link::Decision> decide(const link::Happening& happening, link::Lookup& lookup) override { return link::decide(happening, lookup); }
    link::Whole reconcile(const std::vector<link::Happening>& members) override { return link::reconcile(members); }
};

class StoreTest : public ::testing::Test {
protected:
    void SetUp() override {
        m_folder = std::filesystem::temp_directory_path() / ("marsad-store-" + std::to_string(getpid()) + "-" + ::testing::UnitTest::GetInstance()->current_test_info()->name());
        std::filesystem::remove_all(m_folder);
        std::filesystem::create_directories(m_folder);
        m_path = (m_folder / "test.record").string();
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    Store open(Store::Mode mode = Store::Mode::create) {
        auto store = Store::open(m_path, mode, &m_links);
        EXPECT_TRUE(store.ok()) << (store.ok() ? "" : store.error().message);
        return std::move(*store);
    }

    static AddResult add(Store& store, const document::Document& document, std::string_view resources = "digest") {
        std::string line;
        publish::append_record_line(line, document);
        EXPECT_TRUE(store.begin().ok());
        const auto added = store.add(document, link::happenings_of(document), line, resources);
        EXPECT_TRUE(added.ok()) << (added.ok() ? "" : added.error().message);
        EXPECT_TRUE(store.commit().ok());
        return added.ok() ? *added : AddResult();
    }

    static std::vector<IncidentRow> incidents(const Store& store, const Filter& filter = {}) {
        auto found = store.incidents(filter);
        EXPECT_TRUE(found.ok());
        return found.ok() ? found->rows : std::vector<IncidentRow>();
    }

    std::filesystem::path m_folder;
    std::string m_path;
    Links m_links;
};

using tests::strike_report;

TEST_F(StoreTest, TheSameBytesTwiceAreOneReport) {
    Store store = open();
    EXPECT_EQ(add(store, strike_report("a", "Tal Rasul", 9)).added, Added::fresh);
    EXPECT_EQ(add(store, strike_report("a", "Tal Rasul", 9)).added, Added::same);
    EXPECT_EQ(store.reports({})->size(), 1u);
    EXPECT_EQ(incidents(store).size(), 1u);
}

TEST_F(StoreTest, ReportsOfOneEventAreOneIncident) {
    Store store = open();
    add(store, strike_report("a", "Tal Rasul", 9));
    add(store, strike_report("b", "Tal Rasul", 11, "Levant Radio"));
    add(store, strike_report("c", "Marj Sabil", 2));
    const auto rows = incidents(store);
    ASSERT_EQ(rows.size(), 2u);
    const IncidentRow& joined = rows[0].reports == 2 ? rows[0] : rows[1];
    EXPECT_EQ(joined.reports, 2u);
    EXPECT_EQ(joined.killed.low, 9);
    EXPECT_EQ(joined.killed.high, 11);
    EXPECT_EQ(store.members(joined.id)->size(), 2u);
}

TEST_F(StoreTest, IncidentsDoNotDependOnTheOrderOfAdding) {
    Store forwards = open();
    add(forwards, strike_report("a", "Tal Rasul", 9));
    add(forwards, strike_report("b", "Tal Rasul", 11, "Levant Radio"));
    const auto first = incidents(forwards);
    m_path += ".2";
    Store backwards = open();
    add(backwards, strike_report("b", "Tal Rasul", 11, "Levant Radio"));
    add(backwards, strike_report("a", "Tal Rasul", 9));
    const auto second = incidents(backwards);
    ASSERT_EQ(first.size(), 1u);
    ASSERT_EQ(second.size(), 1u);
    EXPECT_EQ(first[0].id, second[0].id);
    EXPECT_EQ(first[0].killed.high, second[0].killed.high);
}

TEST_F(StoreTest, AnOldIdStaysAsAnAlias) {
    Store store = open();
    std::string first;
    for (const char* id : {"a", "b", "c", "d", "e", "f"}) {
        add(store, strike_report(id, "Tal Rasul", 9, id));
        const auto rows = incidents(store);
        ASSERT_EQ(rows.size(), 1u);
        if (first.empty()) first = rows[0].id;
        const auto found = store.incident(first);
        ASSERT_TRUE(found.ok() && found->has_value()) << id;
        EXPECT_EQ((*found)->id, rows[0].id);
    }
}

TEST_F(StoreTest, ANewVersionCountsAndTheOlderStays) {
    Store store = open();
    auto first = strike_report("a", "Tal Rasul", 9), second = strike_report("b", "Tal Rasul", 14);
    first.report.url = second.report.url = "https://wire.example/raid";
    add(store, first);
    EXPECT_EQ(add(store, second).added, Added::version);
    const auto rows = incidents(store);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].killed.low, 14);
    EXPECT_EQ(rows[0].reports, 1u);
    const auto reports = store.reports({});
    ASSERT_EQ(reports->size(), 2u);
    EXPECT_EQ((*reports)[0].status, "superseded");
    EXPECT_EQ((*reports)[0].work, (*reports)[1].work);
    EXPECT_EQ(store.statements({})->rows.size(), 1u);
}

TEST_F(StoreTest, AnUpdateSlugIsAVersionOfTheSameHeadline) {
    Store store = open();
    auto first = strike_report("a", "Tal Rasul", 9), second = strike_report("b", "Tal Rasul", 14);
    const auto titled = [](document::Document& d, const std::string& title) {
        d.buffer = title + "\n" + d.buffer;
        d.body_begin = static_cast<std::uint32_t>(title.size() + 1);
        d.report.title = title;
        d.report.sha256 = base::sha256_hex(d.buffer);
    };
    titled(first, "Raid kills villagers at Tal Rasul");
    titled(second, "UPDATE 1-Raid kills villagers at Tal Rasul");
    add(store, first);
    EXPECT_EQ(add(store, second).added, Added::version);
}

TEST_F(StoreTest, AWithdrawnReportLeavesEveryTally) {
    Store store = open();
    add(store, strike_report("a", "Tal Rasul", 9));
    add(store, strike_report("b", "Tal Rasul", 30, "Levant Radio"));
    ASSERT_TRUE(store.begin().ok());
    ASSERT_TRUE(store.withdraw("b", "killed by the desk").ok());
    ASSERT_TRUE(store.commit().ok());
    const auto rows = incidents(store);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].killed.high, 9);
    EXPECT_EQ(store.statements({})->rows.size(), 1u);
    EXPECT_EQ(store.reports({})->size(), 2u);
    EXPECT_FALSE(store.withdraw("nobody", "").ok());
}

TEST_F(StoreTest, RereadingAddsAReading) {
    Store store = open();
    add(store, strike_report("a", "Tal Rasul", 9), "old");
    auto again = strike_report("a", "Tal Rasul", 9);
    again.statements[0].type = "airstrike.drone";
    again.incidents[0].type = "airstrike.drone";
    EXPECT_EQ(add(store, again, "new").added, Added::reread);
    const auto rows = incidents(store);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].type, "airstrike.drone");
    const auto statements = store.statements({});
    ASSERT_EQ(statements->rows.size(), 1u);
    EXPECT_EQ(statements->rows[0].key, strike_report("a", "Tal Rasul", 9).statements[0].key);
}

TEST_F(StoreTest, WhatWasReadCanNotBeChanged) {
    {
        Store store = open();
        add(store, strike_report("a", "Tal Rasul", 9));
    }
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(m_path.c_str(), &database), SQLITE_OK);
    for (const char* sql : {"UPDATE report SET title = 'x'", "DELETE FROM report", "UPDATE reading SET engine = 'x'", "DELETE FROM reading", "UPDATE statement SET type = 'x'", "DELETE FROM statement",
                            "UPDATE happening SET key = 'x'", "DELETE FROM happening"}) {
        EXPECT_NE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql;
    }
    sqlite3_close(database);
}

TEST_F(StoreTest, FiltersFindWhatFits) {
    Store store = open();
    add(store, strike_report("a", "Tal Rasul", 9));
    add(store, strike_report("b", "Marj Sabil", 2));
    Filter filter;
    filter.killed = Range{5, std::nullopt};
    EXPECT_EQ(incidents(store, filter).size(), 1u);
    filter = {};
    filter.type = "airstrike";
    EXPECT_EQ(incidents(store, filter).size(), 2u);
    filter.type = "air";
    EXPECT_EQ(incidents(store, filter).size(), 0u);
    filter = {};
    filter.who = "PEOP";
    EXPECT_EQ(incidents(store, filter).size(), 2u);
    filter.who = "%";
    EXPECT_EQ(incidents(store, filter).size(), 0u);
    filter = {};
    filter.since = base::midnight({2031, 5, 13});
    EXPECT_EQ(incidents(store, filter).size(), 0u);
    filter.since = base::midnight({2031, 5, 12});
    filter.until = base::midnight({2031, 5, 13});
    EXPECT_EQ(incidents(store, filter).size(), 2u);
}

TEST_F(StoreTest, WhereIncludesWhatLiesInsideAndCountsTheWiderApart) {
    Store store = open();
    auto town = strike_report("a", "Tal Rasul", 9), country = strike_report("b", "Syria", 2);
    country.places[0].id = "country:SY";
    country.places[0].precision = document::PlacePrecision::country;
    country.places[0].admin.clear();
    add(store, town);
    add(store, country);
    Filter filter;
    filter.where = Area{"adm1:SY.09", "Aleppo", "SY", false, {"country:SY"}, std::nullopt, 0};
    const auto found = store.incidents(filter);
    ASSERT_TRUE(found.ok());
    ASSERT_EQ(found->rows.size(), 1u);
    EXPECT_EQ(found->rows[0].place, "Tal Rasul");
    EXPECT_EQ(found->wider, 1u);
    filter.where = Area{"country:SY", "Syria", "SY", true, {}, std::nullopt, 0};
    EXPECT_EQ(store.incidents(filter)->rows.size(), 2u);
}

TEST_F(StoreTest, RunningTotalsStandApart) {
    Store store = open();
    auto report = strike_report("a", "Tal Rasul", 300);
    report.figures[0].scope = document::FigureScope::running;
    report.figures[0].since = "2030-03";
    report.incidents[0].figures[0].figure.scope = document::FigureScope::running;
    add(store, report);
    const auto rows = incidents(store);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_FALSE(rows[0].killed.known());
    const auto totals = store.totals({});
    ASSERT_EQ(totals->size(), 1u);
    EXPECT_EQ((*totals)[0].since, "2030-03");
    EXPECT_EQ((*totals)[0].bounds.low, 300);
}

TEST_F(StoreTest, ANewerSchemaIsRefused) {
    { Store store = open(); }
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(m_path.c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, "PRAGMA user_version = 999", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
    for (const auto mode : {Store::Mode::read, Store::Mode::create}) {
        const auto store = Store::open(m_path, mode, &m_links);
        ASSERT_FALSE(store.ok());
        EXPECT_EQ(store.error().code, ErrorCode::version_mismatch);
        EXPECT_FALSE(store.error().advice.empty());
    }
}

TEST_F(StoreTest, WhatIsNoRecordIsRefused) {
    std::ofstream(m_path) << std::string(5000, 'x');
    const auto store = Store::open(m_path, Store::Mode::create, &m_links);
    ASSERT_FALSE(store.ok());
    EXPECT_EQ(store.error().code, ErrorCode::damaged);
    m_path += ".sqlite";
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(m_path.c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, "CREATE TABLE t (x); PRAGMA user_version = 1", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
    const auto other = Store::open(m_path, Store::Mode::create, &m_links);
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(other.error().code, ErrorCode::bad_format);
    EXPECT_FALSE(Store::open(m_path + ".missing", Store::Mode::read, &m_links).ok());
}

TEST_F(StoreTest, AKillAtAnyMomentLeavesTheRecordWhole) {
    { Store store = open(); }
    for (int round = 0; round < 12; ++round) {
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            Links links;
            auto store = Store::open(m_path, Store::Mode::write, &links);
            for (int i = 0; store.ok() && i < 100000; ++i) {
                const auto report = strike_report(std::to_string(round) + "-" + std::to_string(i), "Town" + std::to_string(i), i % 40);
                std::string line;
                publish::append_record_line(line, report);
                (void)store->begin();
                (void)store->add(report, link::happenings_of(report), line, "digest");
                (void)store->commit();
            }
            _exit(0);
        }
        usleep(3000u * static_cast<unsigned>(round * round + 1));
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        Store store = open(Store::Mode::write);
        const auto whole = store.check();
        ASSERT_TRUE(whole.ok()) << whole.error().message;
        EXPECT_EQ(store.reports({})->size(), store.statements({})->rows.size());
        EXPECT_EQ(incidents(store).empty(), store.reports({})->empty());
    }
}

TEST_F(StoreTest, ABatchThatIsRolledBackLeavesNothing) {
    Store store = open();
    const auto report = strike_report("a", "Tal Rasul", 9);
    std::string line;
    publish::append_record_line(line, report);
    ASSERT_TRUE(store.begin().ok());
    ASSERT_TRUE(store.add(report, link::happenings_of(report), line, "digest").ok());
    store.roll_back();
    EXPECT_TRUE(store.reports({})->empty());
    EXPECT_TRUE(incidents(store).empty());
}

TEST_F(StoreTest, TheLineComesBackAsItWas) {
    Store store = open();
    const auto report = strike_report("a", "Tal Rasul", 9);
    std::string line;
    publish::append_record_line(line, report);
    const auto added = add(store, report);
    EXPECT_EQ(*store.line(added.report), line);
    EXPECT_TRUE(store.statement(report.statements[0].key.substr(0, 12))->has_value());
    EXPECT_FALSE(store.statement("1234")->has_value());
    EXPECT_TRUE(store.report("r1")->has_value());
    EXPECT_TRUE(store.report("a")->has_value());
    EXPECT_TRUE(store.report(report.report.sha256.substr(0, 10))->has_value());
}

}  // namespace
}  // namespace marsad::store
