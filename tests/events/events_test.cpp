// Statements and incidents: the cases of tests/cases/events through the real rooms, and what must hold for any text.
#include <gtest/gtest.h>

#include "cases.h"
#include "reader.h"

namespace marsad::events {
namespace {

using document::Document;
using document::Statement;

std::string people(const Document& d, std::string_view key, const std::vector<document::Participant>& list) {
    std::string out;
    for (const auto& p : list) out += " " + std::string(key) + "=" + tests::in_quotes(d.words(d.actors[p.actor].span)) + (p.certainty == document::Certainty::asserted ? "" : " " + std::string(name(p.certainty)));
    return out;
}

std::string figure(const document::Figure& f) {
    const auto number = [](const std::optional<double>& x) { return x ? std::to_string(static_cast<long long>(*x)) : std::string(); };
    return " " + std::string(name(f.outcome)) + "=" + number(f.low) + ".." + number(f.high);
}

std::string dump(const Document& d, const Statement& s) {
    std::string out = s.type + " " + tests::in_quotes(d.words(s.trigger));
    for (document::Span also : s.also) out += " also=" + tests::in_quotes(d.words(also));
    out += people(d, "actor", s.actors) + people(d, "with", s.with) + people(d, "target", s.targets) + people(d, "victim", s.victims);
    for (const auto& p : s.places) out += " " + std::string(name(p.role)) + "=" + tests::in_quotes(d.words(d.places[p.place].span));
    if (s.time) out += " time=" + s.time->value;
    for (std::uint32_t f : s.figures) out += figure(d.figures[f]);
    if (s.stage != document::Stage::done) out += " " + std::string(name(s.stage));
    if (!s.result.empty()) out += " result=" + s.result;
    if (s.polarity == document::Polarity::denied) out += " denied";
    if (s.modality != document::Modality::asserted) out += " " + std::string(name(s.modality));
    if (s.background) out += " background";
    for (const auto& speaker : s.speakers) out += " speaker=" + tests::in_quotes(speaker.actor == document::none ? std::string_view(speaker.name) : d.words(d.actors[speaker.actor].span));
    for (const auto& link : s.links) out += " " + std::string(name(link.kind)) + "=" + d.statements[link.to].type;
    return out;
}

std::string dump(const Document& d, const document::Incident& i) {
    std::string out = i.type + " of=" + std::to_string(i.statements.size());
    for (const auto& f : i.figures) out += figure(f.figure);
    for (const auto& p : i.places) out += " place=" + tests::in_quotes(d.words(d.places[p.place].span));
    return out;
}

TEST(Events, Cases) {
    MARSAD_NEEDS_RESOURCES();
    auto* reader = tests::EventsReader::get();
    ASSERT_NE(reader, nullptr);
    for (const auto& one : tests::all_cases(MARSAD_SOURCE_DIR "/tests/cases/events")) {
        const Document d = reader->read(one.input.text, one.input.get("published"));
        for (const auto& expected : one.expected) {
            std::vector<std::string> lines;
            if (expected.name == "statements") {
                for (const Statement& s : d.statements) lines.push_back(dump(d, s));
            } else {
                ASSERT_EQ(expected.name, "incidents") << one.where();
                for (const auto& i : d.incidents) lines.push_back(dump(d, i));
            }
            EXPECT_EQ(tests::difference(expected, lines), "") << one.where();
        }
    }
}

// What holds for any text: spans inside of it, positions inside of the lists, an order, unique keys.
TEST(Events, WhatIsReadStaysInsideOfTheText) {
    MARSAD_NEEDS_RESOURCES();
    auto* reader = tests::EventsReader::get();
    ASSERT_NE(reader, nullptr);
    for (const auto& one : tests::all_cases(MARSAD_SOURCE_DIR "/tests/cases/events")) {
        const Document d = reader->read(one.input.text, one.input.get("published"));
        std::set<std::string> keys;
        std::uint32_t last = 0;
        for (const Statement& s : d.statements) {
            EXPECT_LE(s.trigger.end, d.buffer.size());
            EXPECT_TRUE(s.evidence.contains(s.trigger)) << one.where();
            EXPECT_LE(last, d.tokens[s.trigger_token].span.begin) << "triggers in order of text";
            last = d.tokens[s.trigger_token].span.begin;
            EXPECT_TRUE(keys.insert(s.key).second) << one.where() << ": a key twice";
            EXPECT_GT(s.confidence, 0);
            EXPECT_LE(s.confidence, 1);
            for (const auto& link : s.links) EXPECT_LT(link.to, d.statements.size());
            for (std::uint32_t f : s.figures) EXPECT_LT(f, d.figures.size());
        }
    }
}

TEST(Events, NothingIsReadFromFurnitureOrUnreadSegments) {
    MARSAD_NEEDS_RESOURCES();
    auto* reader = tests::EventsReader::get();
    ASSERT_NE(reader, nullptr);
    Document d = reader->read("Gunmen killed three shepherds outside Bessa.");
    ASSERT_EQ(d.statements.size(), 1u);
    d.segments.front().kind = document::SegmentKind::furniture;
    run(d, reader->codebook());
    EXPECT_TRUE(d.statements.empty());
    d.segments.front().kind = document::SegmentKind::paragraph;
    d.segments.front().unread = true;
    run(d, reader->codebook());
    EXPECT_TRUE(d.statements.empty());
}

TEST(Events, AReadersCommentAssertsNothing) {
    MARSAD_NEEDS_RESOURCES();
    auto* reader = tests::EventsReader::get();
    ASSERT_NE(reader, nullptr);
    Document d = reader->read("Gunmen killed three shepherds outside Bessa.");
    d.segments.front().kind = document::SegmentKind::comment;
    d.segments.front().post = document::PostDetails{};
    d.segments.front().post->author = "Nadir";
    run(d, reader->codebook());
    ASSERT_EQ(d.statements.size(), 1u);
    EXPECT_FALSE(d.statements[0].is_asserted());
    ASSERT_EQ(d.statements[0].speakers.size(), 1u);
    EXPECT_EQ(d.statements[0].speakers[0].name, "Nadir");
    EXPECT_TRUE(d.incidents.empty());
}

TEST(Events, TheSameTextGivesTheSameStatements) {
    MARSAD_NEEDS_RESOURCES();
    auto* reader = tests::EventsReader::get();
    ASSERT_NE(reader, nullptr);
    const std::string text = "Warplanes bombed a market in Aleppo on Monday, killing nine people. Rescuers said the raid wounded twenty.";
    const Document a = reader->read(text, "2031-05-13"), b = reader->read(text, "2031-05-13");
    ASSERT_EQ(a.statements.size(), b.statements.size());
    for (std::size_t i = 0; i < a.statements.size(); ++i) EXPECT_EQ(dump(a, a.statements[i]), dump(b, b.statements[i]));
}

TEST(Events, WordsCanBeLeftOut) {
    MARSAD_NEEDS_RESOURCES();
    auto* reader = tests::EventsReader::get();
    ASSERT_NE(reader, nullptr);
    Document d = reader->read("The council condemned the shelling of Homs.");
    Options options;
    options.words = false;
    run(d, reader->codebook(), options);
    ASSERT_EQ(d.statements.size(), 1u);
    EXPECT_EQ(d.statements[0].type, "shelling");
}

}  // namespace
}  // namespace marsad::events
