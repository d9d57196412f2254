#include "profiles/muc4.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "base/hash.h"
#include "profiles/muc4_decide.h"

namespace marsad::profiles::muc4 {
namespace {

using document::Document;
using document::Pos;
using document::Relation;

struct Word {
    const char* words;
    const char* lemma;
    Pos pos;
    Relation rel;
    std::uint32_t head;
};

// One sentence of one paragraph, its tokens parted by spaces.
Document sentence(const std::vector<Word>& words) {
    Document out;
    for (const Word& word : words) {
        document::Token token;
        token.span.begin = static_cast<std::uint32_t>(out.buffer.size());
        out.buffer += word.words;
        token.span.end = static_cast<std::uint32_t>(out.buffer.size());
        out.buffer += ' ';
        token.lemma = word.lemma, token.pos = word.pos, token.rel = word.rel, token.head = word.head, token.sentence = 0;
        out.tokens.push_back(token);
    }
    document::Segment segment;
    segment.span = {0, static_cast<std::uint32_t>(out.buffer.size())};
    segment.lang = "en";
    segment.last_token = static_cast<std::uint32_t>(words.size()), segment.last_sentence = 1;
    out.segments.push_back(segment);
    out.sentences.push_back({0, static_cast<std::uint32_t>(words.size()), 0, 0});
    return out;
}

Document raid() {
    return sentence({{"THREE", "three", Pos::num, Relation::nummod, 1},
                     {"MILLERS", "miller", Pos::noun, Relation::nsubjpass, 3},
                     {"WERE", "be", Pos::aux, Relation::auxpass, 3},
                     {"KILLED", "kill", Pos::verb, Relation::root, 3},
                     {"IN", "in", Pos::adp, Relation::prep, 3},
                     {"THE", "the", Pos::det, Relation::det, 6},
                     {"OFFICES", "office", Pos::noun, Relation::pobj, 4},
                     {"OF", "of", Pos::adp, Relation::prep, 6},
                     {"A", "a", Pos::det, Relation::det, 9},
                     {"BANK", "bank", Pos::noun, Relation::pobj, 7},
                     {".", ".", Pos::punct, Relation::punct, 3}});
}

TEST(Muc4, AReportWithoutAnIncidentHasOneTemplateOfStars) {
    Document document;
    document.report.id = "R-1";
    const std::string text = print_templates(document, {});
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 26);
    EXPECT_NE(text.find("0.  MESSAGE: ID                     R-1\n"), std::string::npos);
    EXPECT_NE(text.find("24. HUM TGT: TOTAL NUMBER           *\n"), std::string::npos);
}

TEST(Muc4, FillsStandUnderEachOther) {
    Document document;
    document.report.id = "R-2";
    Template filled;
    filled.add(19, "\"MILLERS\"");
    filled.add(19, "\"BAKERS\"");
    filled.add(19, "\"MILLERS\"");
    const std::string text = print_templates(document, {filled});
    EXPECT_NE(text.find("1.  MESSAGE: TEMPLATE               1\n"), std::string::npos);
    EXPECT_NE(text.find("19. HUM TGT: DESCRIPTION            \"MILLERS\"\n                                    \"BAKERS\"\n20."), std::string::npos);
}

TEST(Muc4, PhrasesLeaveNumbersAndArticlesOut) {
    const Document document = raid();
    const Reading reading = read(document, resources::WordClasses());
    ASSERT_EQ(reading.phrases.size(), 3U);
    EXPECT_EQ(fill_words(document, reading.phrases[0].first, reading.phrases[0].last), "MILLERS");
    EXPECT_TRUE(reading.phrases[0].plural);
    EXPECT_EQ(fill_words(document, reading.phrases[1].first, reading.phrases[1].last), "OFFICES");
    EXPECT_EQ(fill_words(document, reading.phrases[1].first, reading.phrases[1].long_last), "OFFICES OF A BANK");
    EXPECT_EQ(governor(document, 1), "nsubjpass:kill");
    EXPECT_EQ(governor(document, 9), "of:office");
}

TEST(Muc4, ProbabilityIsTheLogisticOfTheScore) {
    EXPECT_EQ(probability(0), 0.5);
    for (const double score : {-8.0, -1.5, -0.01, 0.3, 2.0, 9.0}) EXPECT_NEAR(probability(score), 1 / (1 + std::exp(-score)), 1e-6) << score;
    EXPECT_NEAR(probability(-400), 0, 1e-9);
    EXPECT_NEAR(probability(400), 1, 1e-9);
}

TEST(Muc4, WeightsAreLookedUpByDecisionAndFeature) {
    const auto section = resources::compile_linear_weights("# comment\nkeep\tw:mill\t250\nkeep\t*\t-1000\nslot 9\tw:mill\t-3\n", "test.tsv");
    ASSERT_TRUE(section.ok());
    const auto weights = resources::LinearWeights::open(*section);
    ASSERT_TRUE(weights.ok());
    EXPECT_EQ(weights->weight(base::fnv1a("keep"), base::fnv1a("w:mill")), 250);
    EXPECT_EQ(weights->weight(base::fnv1a("slot 9"), base::fnv1a("w:mill")), -3);
    EXPECT_EQ(weights->weight(base::fnv1a("slot 9"), base::fnv1a("w:baker")), 0);
    Features features;
    features.add("w:", "mill");
    features.add("w:baker");
    EXPECT_EQ(Shipped(*weights).score("keep", features), -0.75);
}

TEST(Muc4, AWrongRowOfWeightsIsRefused) {
    for (const char* row : {"keep\tw:mill\n", "keep\tw:mill\tmany\n", "keep\tw:mill\t2.5\n", "keep\n"}) {
        const auto section = resources::compile_linear_weights(row, "test.tsv");
        ASSERT_FALSE(section.ok()) << row;
        EXPECT_NE(section.error().message.find("test.tsv, line 1"), std::string::npos) << section.error().message;
    }
    EXPECT_FALSE(resources::LinearWeights::open("seventeen bytes..").ok());
}

resources::WordClasses classes(std::string& section) {
    section = *resources::compile_word_classes("1\t2\t3\tcarlos jorge\n1\t2\t4\tmill bread\n", "test.tsv");
    return *resources::WordClasses::open(section);
}

std::string names_in(const Document& document, const resources::WordClasses& words) {
    std::string out;
    for (const Phrase& p : read(document, words).phrases) {
        if (p.person) out += fill_words(document, p.first, p.name_first) + '|' + fill_words(document, p.name_first, p.name_last) + ';';
    }
    return out;
}

TEST(Muc4, ANameIsFoundByClassesOfWords) {
    std::string section;
    const resources::WordClasses words = classes(section);
    const Document document = sentence({{"THE", "the", Pos::det, Relation::det, 3},
                                        {"JORGE", "Jorge", Pos::propn, Relation::compound, 3},
                                        {"BREAD", "bread", Pos::noun, Relation::compound, 3},
                                        {"MILL", "mill", Pos::noun, Relation::nsubjpass, 4},
                                        {"HIT", "hit", Pos::verb, Relation::root, 4},
                                        {"TEACHER", "teacher", Pos::noun, Relation::compound, 8},
                                        {"JORGE", "Jorge", Pos::propn, Relation::compound, 8},
                                        {"DE", "de", Pos::x, Relation::compound, 8},
                                        {"OVALDO", "ovaldo", Pos::noun, Relation::dobj, 4}});
    EXPECT_EQ(names_in(document, words), "TEACHER|JORGE DE OVALDO;");
    EXPECT_EQ(names_in(document, resources::WordClasses()), "");
}

TEST(Muc4, ASurnameAloneIsThePersonNamedInFull) {
    std::string section;
    const resources::WordClasses words = classes(section);
    const Document document = sentence({{"JORGE", "Jorge", Pos::propn, Relation::compound, 1},
                                        {"OVALDO", "ovaldo", Pos::noun, Relation::nsubj, 2},
                                        {"LEFT", "leave", Pos::verb, Relation::root, 2},
                                        {"BEFORE", "before", Pos::sconj, Relation::mark, 5},
                                        {"OVALDO", "ovaldo", Pos::noun, Relation::nsubj, 5},
                                        {"FELL", "fall", Pos::verb, Relation::advcl, 2}});
    EXPECT_EQ(names_in(document, words), "|JORGE OVALDO;|OVALDO;");
    EXPECT_EQ(read(document, words).things.size(), 1U);
}

TEST(Muc4, ADecisionAboutEachSentenceMakesATemplate) {
    Document document = raid();
    const auto section = resources::compile_linear_weights(
        "sentence\tw:kill\t3000\nsentence\t*\t-1000\nsentence BOMBING\t*\t-5000\nsentence KIDNAPPING\t*\t-5000\nsentence ARSON\t*\t-5000\nsentence ROBBERY\t*\t-5000\n"
        "kind BOMBING\t*\t-5000\nkind KIDNAPPING\t*\t-5000\nkind ARSON\t*\t-5000\nkind ROBBERY\t*\t-5000\nstage ATTEMPTED\t*\t-5000\nstage THREATENED\t*\t-5000\n"
        "slot 6\t*\t-9000\nslot 9\t*\t-9000\nslot 10\t*\t-9000\nslot 12\t*\t-9000\nslot 18\t*\t-9000\nslot 18\tg:nsubjpass:kill\t12000\nheffect DEATH\tg:nsubjpass:kill\t2000\n",
        "test.tsv");
    ASSERT_TRUE(section.ok());
    const auto weights = resources::LinearWeights::open(*section);
    ASSERT_TRUE(weights.ok());
    const std::string text = muc4_templates(document, resources::Codebook(), resources::WordClasses(), *weights);
    EXPECT_NE(text.find("4.  INCIDENT: TYPE                  ATTACK\n"), std::string::npos) << text;
    EXPECT_NE(text.find("19. HUM TGT: DESCRIPTION            \"MILLERS\"\n"), std::string::npos) << text;
    EXPECT_NE(text.find("21. HUM TGT: NUMBER                 PLURAL: \"MILLERS\"\n"), std::string::npos) << text;
    EXPECT_NE(text.find("23. HUM TGT: EFFECT OF INCIDENT     DEATH: \"MILLERS\"\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace marsad::profiles::muc4
