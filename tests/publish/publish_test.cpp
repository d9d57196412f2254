#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixture.h"
#include "publish/record_lines.h"
#include "publish/tally.h"
#include "publish/writer.h"

namespace marsad::publish {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

json line_of(const document::Document& document) {
    std::string line;
    append_record_line(line, document);
    EXPECT_EQ(line.back(), '\n');
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    return json::parse(line);
}

IncidentRow incident(std::string id, std::optional<double> low, std::optional<double> high, bool open = false) {
    IncidentRow row;
    row.id = std::move(id);
    row.type = "airstrike";
    row.killed = {low, low, high, open};
    row.targets = "|civilians|medics|";
    row.actors = "|Army|";
    row.place = "Tal Rasul";
    row.country = "SY";
    row.earliest = 1936310400;
    row.latest = 1936396800;
    row.lat = 36.5;
    row.lon = 37.25;
    row.data = "{\"figures\":[]}";
    row.reports = 1;
    return row;
}

TEST(JsonWriter, EscapesAndReplaces) {
    std::string out;
    append_json_string(out, "a\"b\\c\n\x01\x7F é \xFF");
    EXPECT_EQ(out, "\"a\\\"b\\\\c\\n\\u0001\\u007f é \xEF\xBF\xBD\"");
    EXPECT_EQ(json::parse(out).get<std::string>(), "a\"b\\c\n\x01\x7F é \xEF\xBF\xBD");
}

TEST(JsonWriter, NumbersAreShort) {
    std::string out;
    JsonWriter writer(out);
    writer.begin_array();
    writer.value(140.0);
    writer.value(0.5);
    writer.value(-3.0);
    writer.value(1e20);
    writer.end_array();
    EXPECT_EQ(out, "[140,0.5,-3,1e+20]");
}

TEST(RecordLine, WhatIsNotKnownIsAbsent) {
    const json line = line_of(tests::strike_report("a", "Tal Rasul", 9));
    EXPECT_EQ(line["contract"], 1);
    EXPECT_FALSE(line.contains("title"));
    EXPECT_FALSE(line.contains("map"));
    const json& statement = line["statements"][0];
    EXPECT_FALSE(statement.contains("actors"));
    EXPECT_FALSE(statement.contains("background"));
    EXPECT_FALSE(statement.contains("mutual"));
    EXPECT_EQ(statement["stage"], "done");
    EXPECT_EQ(statement["time"]["from"], "stated");
    EXPECT_EQ(statement["figures"][0]["low"], 9);
}

TEST(RecordLine, OffsetsCountInTheText) {
    auto document = tests::strike_report("a", "Tal Rasul", 9);
    const std::string title = "Raid";
    document.buffer = title + "\n" + document.buffer;
    document.body_begin = 5;
    document.report.title = title;
    const auto shift = [](document::Span& span) { span = {span.begin + 5, span.end + 5}; };
    for (auto* span : {&document.segments[0].span, &document.times[0].span, &document.places[0].span, &document.actors[0].span, &document.figures[0].span, &document.statements[0].trigger,
                       &document.statements[0].also[0], &document.statements[0].evidence}) {
        shift(*span);
    }
    document.statements[0].trigger = {0, 4};  // "Raid", in the title
    const json line = line_of(document);
    const std::string text = line["text"];
    const json& place = line["places"][0];
    EXPECT_EQ(text.substr(place["begin"], place["end"].get<int>() - place["begin"].get<int>()), "Tal Rasul");
    EXPECT_EQ(place["text"], "Tal Rasul");
    EXPECT_EQ(line["statements"][0]["trigger"]["in"], "title");
    EXPECT_EQ(line["statements"][0]["trigger"]["text"], "Raid");
    EXPECT_FALSE(place.contains("in"));
}

TEST(RecordLine, ARefusedReportHasItsError) {
    std::string line;
    append_error_line(line, "x.txt", {ErrorCode::too_large, "x.txt: 40 MB", "lift the limit"});
    const json parsed = json::parse(line);
    EXPECT_EQ(parsed["error"]["code"], "too_large");
    EXPECT_EQ(parsed["id"], "x.txt");
    EXPECT_FALSE(parsed.contains("statements"));
}

TEST(Tally, UnknownIsNeverZero) {
    const Tally sums = tally({incident("i-1", 3, 3), incident("i-2", std::nullopt, std::nullopt), incident("i-3", 10, std::nullopt, true)}, TallyBy::nothing);
    EXPECT_EQ(sums.all.incidents, 3u);
    EXPECT_EQ(sums.all.unknown, 1u);
    EXPECT_EQ(sums.all.killed.low, 13);
    EXPECT_EQ(sums.all.killed.high, 13);
    EXPECT_TRUE(sums.all.killed.open);
    const Tally none = tally({incident("i-2", std::nullopt, std::nullopt)}, TallyBy::nothing);
    EXPECT_FALSE(none.all.killed.known());
}

TEST(Tally, GroupsShareAnIncident) {
    const Tally sums = tally({incident("i-1", 3, 5)}, TallyBy::victims);
    ASSERT_EQ(sums.rows.size(), 2u);
    EXPECT_EQ(sums.rows[0].killed.high, 5);
    EXPECT_EQ(sums.all.incidents, 1u);
    EXPECT_EQ(sums.all.killed.high, 5);
    EXPECT_EQ(tally({incident("i-1", 3, 5)}, TallyBy::month).rows[0].group, "2031-05");
}

Story story_of(const document::Document& document) {
    std::string line;
    append_record_line(line, document);
    ReportRow report;
    report.id = 1;
    report.name = document.report.id;
    report.source = document.report.outlet;
    Story story{incident("i-1", 9, 9), {}, {{report, line, 1, ""}}};
    auto shown = show_incident(story.row, story.members);
    EXPECT_TRUE(shown.ok());
    story.shown = *shown;
    return story;
}

TEST(Show, EveryFieldLeadsBackToItsWords) {
    const Story story = story_of(tests::strike_report("a", "Tal Rasul", 9));
    std::size_t quoted = 0;
    for (const ShownField& field : story.shown.fields) {
        for (const Quotation& quotation : field.quotations) {
            ++quoted;
            ASSERT_EQ(quotation.marks.size(), 1u);
            const auto [begin, end] = quotation.marks[0];
            ASSERT_LE(end, quotation.text.size());
            const std::string words = quotation.text.substr(begin, end - begin);
            if (field.name == "where") {
                EXPECT_EQ(words, "Tal Rasul");
            }
            if (field.name == "killed") {
                EXPECT_EQ(words, "9 people");
            }
        }
    }
    EXPECT_GE(quoted, 4u);
}

TEST(Show, QuotationsAreShort) {
    auto document = tests::strike_report("a", "Tal Rasul", 9);
    document.buffer += std::string(5000, 'x') + "é" + std::string(5000, 'y');
    document.statements[0].evidence = {0, static_cast<std::uint32_t>(document.buffer.size())};
    const Story story = story_of(document);
    for (const ShownField& field : story.shown.fields) {
        for (const Quotation& quotation : field.quotations) EXPECT_LE(quotation.text.size(), longest_quotation);
    }
}

TEST(Html, NoTextOfAReportIsMarkup) {
    auto document = tests::strike_report("<script>alert(1)</script>", "Tal Rasul", 9, "<b>Wire</b> & \"sons\"");
    const std::string page = html({story_of(document)}, {}, {"A <title>", 1, ""}, {{"r1", "%INCIDENTS% </pre><script>"}});
    EXPECT_THAT(page, Not(HasSubstr("<b>Wire")));
    EXPECT_THAT(page, HasSubstr("&lt;b&gt;Wire&lt;/b&gt; &amp; &quot;sons&quot;"));
    EXPECT_THAT(page, Not(HasSubstr("</pre><script>")));
    EXPECT_THAT(page, HasSubstr("%INCIDENTS% &lt;/pre&gt;"));
    EXPECT_THAT(page, HasSubstr("<mark>Tal Rasul</mark>"));
    EXPECT_THAT(page, Not(HasSubstr("http://")));
    EXPECT_THAT(page, Not(HasSubstr("src=")));
}

TEST(Html, WholeTextsOnlyOnRequest) {
    auto document = tests::strike_report("a", "Tal Rasul", 9);
    document.buffer += " " + std::string(2000, 'z');
    const std::string page = html({story_of(document)}, {}, {"t", 1, ""}, {});
    EXPECT_THAT(page, Not(HasSubstr(std::string(400, 'z'))));
}

TEST(GeoJson, IsWellFormed) {
    const json parsed = json::parse(geojson({story_of(tests::strike_report("a", "Tal Rasul", 9))}));
    EXPECT_EQ(parsed["type"], "FeatureCollection");
    EXPECT_EQ(parsed["features"][0]["geometry"]["coordinates"], json::array({37.25, 36.5}));
    EXPECT_EQ(parsed["features"][0]["properties"]["killed"]["low"], 9);
}

TEST(Csv, QuotesAndKeepsFormulasText) {
    std::string out;
    append_csv_field(out, "a,\"b\"");
    EXPECT_EQ(out, "\"a,\"\"b\"\"\"");
    out.clear();
    append_csv_field(out, "=HYPERLINK(1)");
    EXPECT_EQ(out, "\"'=HYPERLINK(1)\"");
    out.clear();
    append_csv_field(out, "-12.5");
    EXPECT_EQ(out, "-12.5");
}

TEST(Csv, OneRowAStatement) {
    std::string out;
    append_statements_csv(out, tests::strike_report("a", "Tal Rasul", 9));
    EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 1);
    EXPECT_THAT(out, HasSubstr("airstrike"));
}

TEST(Readable, MarksWordsInBrackets) {
    const std::string text = readable({story_of(tests::strike_report("a", "Tal Rasul", 9))}, {}, {"Title", 1, ""});
    EXPECT_THAT(text, HasSubstr("[Tal Rasul]"));
    EXPECT_THAT(text, HasSubstr("[9 people]"));
}

TEST(Cluster, NamesItsReports) {
    std::string out;
    append_cluster(out, story_of(tests::strike_report("a", "Tal Rasul", 9)));
    EXPECT_EQ(json::parse(out)["reports"], json::array({"a"}));
}

}  // namespace
}  // namespace marsad::publish
