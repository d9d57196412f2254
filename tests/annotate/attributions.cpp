// Attributions: cases on recorded analyses, and what no case shows.
#include "annotate/attributions.h"

#include <gtest/gtest.h>

#include "annotate/actors.h"
#include "analysed.h"
#include "annotate/attributions_detail.h"
#include "cases.h"
#include "lexicons.h"
#include "recorded_tokens.h"

namespace marsad {
namespace {

using tests::in_quotes;

tests::Recorded& recorded() {
    static tests::Recorded all(MARSAD_SOURCE_DIR "/tests/annotate/recorded.jsonl");
    return all;
}

std::vector<std::string> dump(const document::Document& doc) {
    std::vector<std::string> lines;
    for (const auto& a : doc.attributions) {
        std::string line = (a.direct ? "direct" : "indirect") + std::string(" cue=") + in_quotes(doc.words(a.cue));
        if (a.source) line += " source=" + in_quotes(doc.words(*a.source));
        for (const auto& s : a.content) line += " content=" + in_quotes(doc.words(s));
        lines.push_back(line);
    }
    return lines;
}

TEST(Attributions, Cases) {
    for (const auto& one : tests::all_cases(MARSAD_SOURCE_DIR "/tests/cases/attributions")) {
        // Texts that are not recorded are read by the language room, where its model is here.
        if (!recorded().has(one.input.text) && language::pinned_model() == nullptr) continue;
        auto doc = recorded().has(one.input.text) ? recorded().document(one.input.text) : tests::analysed(one.input.text);
        if (!recorded().has(one.input.text)) annotate::find_actors(doc, tests::lexicons().actors);
        annotate::find_attributions(doc, tests::lexicons().cues);
        for (const auto& section : one.expected) {
            if (section.name == "attributions") {
                EXPECT_EQ("", tests::difference(section, dump(doc))) << one.where();
            }
        }
    }
}

TEST(Attributions, RulesAloneFindPlainSpeech) {
    auto doc = recorded().document("The ministry said that the bridge had been closed.");
    const auto table = resources::compile_cues("say\tverb\tsay\tthat quote\n", "cues.tsv");
    ASSERT_TRUE(table);
    annotate::find_attributions(doc, *resources::CueLexicon::open(*table, ""));
    ASSERT_EQ(doc.attributions.size(), 1u);
    EXPECT_EQ(doc.words(doc.attributions[0].content[0]), "that the bridge had been closed");
}

TEST(Attributions, HeadlinesTellWhoSaysSo) {
    if (language::pinned_model() == nullptr) GTEST_SKIP() << "the model is missing: ./run fetches it";
    const auto source_of = [](const std::string& headline) {
        auto doc = tests::analysed(headline);
        for (auto& segment : doc.segments) segment.kind = document::SegmentKind::headline;
        annotate::find_actors(doc, tests::lexicons().actors);
        annotate::find_attributions(doc, tests::lexicons().cues);
        EXPECT_LE(doc.attributions.size(), 1U) << headline;
        return doc.attributions.empty() || !doc.attributions[0].source ? "" : std::string(doc.words(*doc.attributions[0].source)) + " | " + std::string(doc.words(doc.attributions[0].content.front()));
    };
    EXPECT_EQ(source_of("Shelling kills 12 in Nahrin, medics say"), "medics | Shelling kills 12 in Nahrin");
    EXPECT_EQ(source_of("Air raids hit port of Marsa - residents"), "residents | Air raids hit port of Marsa");
    EXPECT_EQ(source_of("Car bomb kills nine in Kabul: officials"), "officials | Car bomb kills nine in Kabul");
    EXPECT_EQ(source_of("Two soldiers shot dead near border -sources"), "sources | Two soldiers shot dead near border");
    EXPECT_EQ(source_of("Police: two men shot in the old market"), "Police | two men shot in the old market");
    EXPECT_EQ(source_of("Army retakes hill town - nine dead"), "");
    EXPECT_EQ(source_of("War in the valley: what is known so far"), "");
    EXPECT_EQ(source_of("Envoys leave the talks - again"), "");
}

TEST(Attributions, TheSourceIsAnActor) {
    auto doc = recorded().document("Aisha Karim told reporters that her village was empty.");
    annotate::find_actors(doc, tests::lexicons().actors);
    annotate::find_attributions(doc, tests::lexicons().cues);
    ASSERT_EQ(doc.attributions.size(), 1u);
    ASSERT_NE(doc.attributions[0].source_actor, document::none);
    EXPECT_EQ(doc.actors[doc.attributions[0].source_actor].name, "Aisha Karim");
}

TEST(Attributions, AnInnerOneLiesWithinTheOuter) {
    auto doc = recorded().document("State television reported that the minister had said the siege was over.");
    annotate::find_attributions(doc, tests::lexicons().cues);
    ASSERT_EQ(doc.attributions.size(), 2u);
    EXPECT_EQ(doc.attributions[1].within, 0u);
    EXPECT_EQ(doc.attributions[0].within, document::none);
}

TEST(Attributions, APostIsItsAuthors) {
    document::Document doc;
    doc.buffer = "The bridge is gone. — Lina (@lina_s)";
    document::Segment segment;
    segment.span = {0, static_cast<std::uint32_t>(doc.buffer.size())};
    segment.kind = document::SegmentKind::post;
    segment.post.emplace();
    segment.post->words = {0, 19};
    segment.post->author_span = {24, 28};
    doc.segments.push_back(segment);
    annotate::find_attributions(doc, tests::lexicons().cues);
    ASSERT_EQ(doc.attributions.size(), 1u);
    EXPECT_EQ(doc.attributions[0].segment, 0u);
    EXPECT_EQ(doc.words(*doc.attributions[0].source), "Lina");
    EXPECT_EQ(doc.words(doc.attributions[0].content[0]), "The bridge is gone.");
}

TEST(Quotes, ApostrophesOpenNothing) {
    auto doc = recorded().document("The claim that rebels had used gas was rejected by doctors.");
    EXPECT_TRUE(annotate::detail::find_quotes(doc).empty());
}

}  // namespace
}  // namespace marsad
