#include "language/conllu.h"

#include <gtest/gtest.h>

#include "support.h"

namespace marsad::language {
namespace {

// Two sentences with white space between, in it and at the end.
document::Document small_document(const document::LabelTables& labels) {
    document::Document document;
    document.buffer = "T\nShells  hit Homs. \n Ok \n";
    document.body_begin = 2;
    document.labels = &labels;
    const auto add = [&](std::uint32_t begin, std::uint32_t end, std::uint32_t head, std::uint16_t dep, std::string_view lemma) {
        document::Token token;
        token.span = {begin, end};
        token.head = head;
        token.dep = dep;
        token.tag = 1;
        token.lemma = lemma;
        token.pos = document::Pos::noun;
        document.tokens.push_back(token);
    };
    add(2, 8, 1, 1, "shell");   // on the white space, and so on its head
    add(9, 10, 2, 1, " ");
    add(10, 13, 2, 2, "hit");
    add(14, 18, 2, 1, "Homs");
    add(18, 19, 2, 1, ".");
    add(20, 22, 4, 1, "");
    add(22, 24, 6, 2, "ok");
    add(25, 26, 7, 2, "\n");
    document.tokens[3].entity = 0;
    document.entities.push_back({3, 4, 1, document::EntityType::gpe});
    document.sentences = {{0, 6, 0, 2}, {6, 7, 0, 6}, {7, 8, 0, 7}};
    return document;
}

TEST(Conllu, LeavesOutWhiteSpaceAndCountsBytesOfTheText) {
    const document::LabelTables labels{{"", "NN"}, {"", "nsubj", "ROOT"}, {"", "GPE"}, {""}};
    std::string out;
    append_conllu(small_document(labels), 7, out);
    EXPECT_EQ(out,
              "# sent_id = 7.1\n# text = Shells  hit Homs.\n"
              "1\tShells\tshell\tNOUN\tNN\t_\t2\tnsubj\t_\tTokenRange=0:6|NER=O\n"
              "2\thit\thit\tNOUN\tNN\t_\t0\troot\t_\tTokenRange=8:11|NER=O\n"
              "3\tHoms\tHoms\tNOUN\tNN\t_\t2\tnsubj\t_\tTokenRange=12:16|NER=B-GPE\n"
              "4\t.\t.\tNOUN\tNN\t_\t2\tnsubj\t_\tTokenRange=16:17|NER=O\n\n"
              "# sent_id = 7.2\n# text = Ok\n"
              "1\tOk\tok\tNOUN\tNN\t_\t0\troot\t_\tTokenRange=20:22|NER=O\n\n");
    GrammarCount count;
    count_grammar(small_document(labels), count);
    EXPECT_EQ(count.texts, 1U);
    EXPECT_EQ(count.sentences, 2U);
    EXPECT_EQ(count.tokens, 5U);
}

TEST(Lines, AreCountedWithoutEmptyOnes) {
    std::string out;
    for_each_line("one\r\n\ntwo\n \nthree", [&](std::size_t number, std::string_view line) { out += std::to_string(number) + ":" + std::string(line) + ";"; });
    EXPECT_EQ(out, "1:one;2:two;3: ;4:three;");
}

// What spaCy itself says of sentences of ours, recorded by tools/record_spacy.py.
class Recorded : public testing::TestWithParam<bool> {};

TEST_P(Recorded, IsWhatThePipelineSays) {
    MARSAD_NEEDS_MODEL();
    Pipeline pipeline(*pinned_model(), {.plain = GetParam(), .recase = false});
    std::string out;
    for_each_line(read_text(MARSAD_SOURCE_DIR "/tests/language/sentences.txt"), [&](std::size_t number, std::string_view line) {
        document::Document document;
        document.buffer = line;
        pipeline.run(document);
        append_conllu(document, number, out);
    });
    EXPECT_EQ(out, read_text(MARSAD_SOURCE_DIR "/tests/language/recorded.conllu"));
}

INSTANTIATE_TEST_SUITE_P(PlainAndFast, Recorded, testing::Bool(), [](const auto& chosen) { return chosen.param ? "plain" : "fast"; });

TEST(Pipeline, SaysTheSameOfATextInAnyCompany) {
    MARSAD_NEEDS_MODEL();
    std::vector<document::Document> together;
    for_each_line(read_text(MARSAD_SOURCE_DIR "/tests/language/sentences.txt"), [&](std::size_t, std::string_view line) { together.emplace_back().buffer = line; });
    Pipeline pipeline(*pinned_model());
    pipeline.run(std::span(together));
    for (const document::Document& one : together) {
        document::Document alone;
        alone.buffer = one.buffer;
        Pipeline fresh(*pinned_model());
        fresh.run(alone);
        std::string a, b;
        append_conllu(one, 1, a);
        append_conllu(alone, 1, b);
        ASSERT_EQ(a, b);
    }
}

TEST(Pipeline, ReadsSegmentsAsTextsOfTheirOwn) {
    MARSAD_NEEDS_MODEL();
    document::Document document;
    document.buffer = "Troops enter port\nTwo soldiers died. Others fled.\nMenu Home Contact\n";
    document::Segment segment;
    for (const auto& [begin, end, kind] : {std::tuple(0U, 17U, document::SegmentKind::headline), std::tuple(18U, 49U, document::SegmentKind::paragraph),
                                           std::tuple(50U, 67U, document::SegmentKind::furniture)}) {
        segment.span = {begin, end};
        segment.kind = kind;
        segment.lang = "en";
        document.segments.push_back(segment);
    }
    Pipeline pipeline(*pinned_model());
    pipeline.run(document);
    ASSERT_EQ(document.sentences.size(), 3U);
    EXPECT_EQ(document.segments[0].last_token, 3U);
    EXPECT_EQ(document.segments[1].first_token, 3U);
    EXPECT_EQ(document.segments[1].last_sentence, 3U);
    EXPECT_EQ(document.segments[2].first_token, document.segments[2].last_token);
    EXPECT_EQ(document.sentences[1].segment, 1U);
    EXPECT_EQ(document.words(document.sentences[2].root), "fled");
    EXPECT_EQ(document.tokens[3].lemma, "two");
    EXPECT_EQ(document.tokens[4].rel, document::Relation::nsubj);
    for (const auto& token : document.tokens) EXPECT_LT(token.head, document.tokens.size());
}

TEST(Pipeline, LeavesItsAnswersValidWhenADocumentMoves) {
    MARSAD_NEEDS_MODEL();
    Pipeline pipeline(*pinned_model());
    document::Document document;
    document.buffer = "Rebels fled.";
    pipeline.run(document);
    const document::Document moved = std::move(document);
    EXPECT_EQ(moved.tokens[0].lemma, "rebel");
    EXPECT_EQ(moved.tokens[2].lemma, ".");
}

}  // namespace
}  // namespace marsad::language
