#include <gtest/gtest.h>

#include "language/attribute_ruler.h"
#include "language/lemmatizer.h"
#include "language/morphology.h"
#include "resources/language_rules.h"
#include "support.h"

namespace marsad::language {
namespace {

using document::Pos;
using Test = resources::RulerCondition::Test;

resources::RulerToken on(std::string attribute, std::string value) { return {{std::move(attribute), Test::equal, {std::move(value)}}}; }

resources::SpacyPackage small_package() {
    resources::SpacyPackage package;
    package.language = "en";
    package.name = "en_small";
    package.components = {{"tagger", "tagger", ""}, {"parser", "parser", ""}, {"attribute_ruler", "attribute_ruler", ""}, {"lemmatizer", "lemmatizer", ""}};
    package.tokenizer = small_rules();
    package.norms = {{string_id("colour"), "color"}};
    package.ruler = {
        {{{on("TAG", "NNS")}}, {{"POS", "NOUN"}, {"MORPH", "Number=Plur"}}, 0},
        {{{on("TAG", "VBD")}}, {{"POS", "VERB"}, {"MORPH", "Tense=Past|VerbForm=Fin"}}, 0},
        {{{on("TAG", "NN")}}, {{"POS", "NOUN"}, {"MORPH", "Number=Sing"}}, 0},
        {{{on("LOWER", "gon"), on("LOWER", "na")}}, {{"LEMMA", "to"}}, 1},
        {{{{{"LOWER", Test::regex, {"^g[eo]ts?$"}}, {"TAG", Test::not_in, {"NN", ""}}}}}, {{"LEMMA", "get"}}, 0},
        {{{{{"DEP", Test::in, {"aux", "auxpass"}}}}}, {{"POS", "AUX"}}, 0},
        {{{on("IS_SPACE", "1")}}, {{"TAG", "_SP"}, {"POS", "SPACE"}, {"MORPH", ""}}, 0},
    };
    package.lemmas.mode = resources::LemmatizerMode::rule;
    package.lemmas.english = true;
    package.lemmas.by_pos["noun"] = {{{"s", ""}, {"ies", "y"}}, {{"children", {"child"}}, {"men", {"man"}}}, {"city", "shell", "town"}};
    package.lemmas.by_pos["verb"] = {{{"ed", "e"}, {"ed", ""}}, {{"fled", {"flee"}}}, {"fire", "shell"}};
    return package;
}

class Grammar : public testing::Test {
protected:
    void SetUp() override { make(small_package()); }

    void make(const resources::SpacyPackage& package) {
        m_block = resources::encode_rules(package);
        auto rules = resources::decode_rules(m_block);
        ASSERT_TRUE(rules.ok()) << rules.error().message;
        m_rules = std::move(*rules);
        auto morphology = Morphology::create(m_rules, m_tags, m_deps);
        ASSERT_TRUE(morphology.ok()) << morphology.error().message;
        m_morphology.emplace(std::move(*morphology));
    }

    std::uint16_t number(const std::vector<std::string_view>& labels, std::string_view label) {
        return static_cast<std::uint16_t>(std::find(labels.begin(), labels.end(), label) - labels.begin() + 1);
    }

    // Adds a token with its tag and label.
    void token(std::string_view form, std::string_view tag, std::string_view dep = "nsubj") {
        m_tokens.push_back({m_lexemes.find_or_add(form), 0, 0, false});
        m_inputs.push_back({number(m_tags, tag), number(m_deps, dep), 0});
    }

    // "lemma/POS/features" of each token.
    std::string analyse() {
        std::vector<WordAnalysis> words;
        m_morphology->annotate(m_tokens, m_lexemes, m_inputs, {}, 0, m_cache, words);
        std::string out;
        for (const WordAnalysis& word : words) {
            if (!out.empty()) out += ' ';
            out += std::string(word.lemma) + '/' + std::string(document::name(word.pos)) + '/' + m_morphology->tables().morphs.names()[word.morph];
        }
        return out;
    }

    std::string one(std::string_view form, std::string_view tag, std::string_view dep = "nsubj") {
        m_tokens.clear();
        m_inputs.clear();
        token(form, tag, dep);
        return analyse();
    }

    std::vector<std::string_view> m_tags{"NN", "NNS", "VBD", "VB", "_SP"}, m_deps{"nsubj", "aux", "ROOT"};
    std::string m_block;
    resources::LanguageRules m_rules;
    std::optional<Morphology> m_morphology;
    NormTable m_norms;
    LexemeTable m_lexemes{m_norms};
    MorphologyCache m_cache;
    std::vector<LexToken> m_tokens;
    std::vector<GrammarInput> m_inputs;
};

TEST_F(Grammar, LemmasComeFromExceptionsThenTheIndexThenRules) {
    EXPECT_EQ(one("Children", "NNS"), "child/noun/Number=Plur");
    EXPECT_EQ(one("cities", "NNS"), "city/noun/Number=Plur");
    EXPECT_EQ(one("Towns", "NNS"), "town/noun/Number=Plur");
    EXPECT_EQ(one("silos", "NNS"), "silo/noun/Number=Plur") << "not in the index: by the first rule that fits";
    EXPECT_EQ(one("shelled", "VBD"), "shell/verb/Tense=Past|VerbForm=Fin");
    EXPECT_EQ(one("fired", "VBD"), "fire/verb/Tense=Past|VerbForm=Fin");
    EXPECT_EQ(one("fled", "VBD"), "flee/verb/Tense=Past|VerbForm=Fin");
    EXPECT_EQ(one("hit", "VBD"), "hit/verb/Tense=Past|VerbForm=Fin");
    EXPECT_EQ(one("Towns", "NN"), "towns/noun/Number=Sing") << "the singular is a base form";
}

TEST_F(Grammar, RulesSeeTheTokensAsTheyWere) {
    EXPECT_EQ(one("gets", "VB"), "get/none/");
    EXPECT_EQ(one("gets", "NN"), "gets/noun/Number=Sing");
    EXPECT_EQ(one("had", "VBD", "aux"), "had/aux/Tense=Past|VerbForm=Fin") << "the later rule has the last word";
    EXPECT_EQ(one(" ", "NN"), " /space/");
}

TEST_F(Grammar, PatternsOfSeveralTokensSetTheOneTheyName) {
    for (const char* form : {"We", "gon", "na", "na"}) token(form, "VB");
    EXPECT_EQ(analyse(), "we/none/ gon/none/ to/none/ na/none/");
    EXPECT_EQ(analyse(), "we/none/ gon/none/ to/none/ na/none/") << "the same from the cache";
}

TEST_F(Grammar, LooksUpLemmas) {
    auto package = small_package();
    package.lemmas = {};
    package.lemmas.mode = resources::LemmatizerMode::lookup;
    package.lemmas.lookup = {{string_id("Towns"), "town"}};
    make(package);
    EXPECT_EQ(one("Towns", "NNS"), "town/noun/Number=Plur");
    EXPECT_EQ(one("towns", "NNS"), "towns/noun/Number=Plur");
}

TEST_F(Grammar, TakesTheMorphologizersLabels) {
    auto package = small_package();
    package.components = {{"morphologizer", "morphologizer", ""}};
    package.morphologizer = resources::Morphologizer{{{"Case=Nom|POS=NOUN", "Case=Nom", "NOUN"}, {"POS=VERB", "", "VERB"}}, true, false};
    make(package);
    token("Panzer", "NN");
    token("rollen", "NN");
    m_inputs[0].morph_label = 1;
    m_inputs[1].morph_label = 2;
    EXPECT_EQ(analyse(), "/noun/Case=Nom /verb/");
}

TEST(EditTrees, RewriteFormsThatFit) {
    // "gezogen" → "ziehen": ge|z|ogen; here "gelaufen" → "laufen".
    resources::EditTreeLemmatizer lemmatizer;
    lemmatizer.trees = {{false, 0, 0, 0, 0, "ge", ""}, {true, 2, 0, 0, 0xFFFFFFFF, "", ""}, {true, 0, 0, 0xFFFFFFFF, 0xFFFFFFFF, "", ""}};
    lemmatizer.labels = {1, 2};
    EXPECT_EQ(apply_edit_tree(lemmatizer, 1, "gelaufen"), "laufen");
    EXPECT_EQ(apply_edit_tree(lemmatizer, 1, "laufen"), std::nullopt);
    EXPECT_EQ(apply_edit_tree(lemmatizer, 1, "ü"), std::nullopt) << "shorter than the prefix, counted in code points";
    const std::uint16_t best_first[] = {0, 1}, only_first[] = {0};
    EXPECT_EQ(lemma_by_edit_trees(lemmatizer, best_first, "laufen"), "laufen");
    EXPECT_EQ(lemma_by_edit_trees(lemmatizer, only_first, "laufen"), std::nullopt);
    lemmatizer.backoff = "orth";
    EXPECT_EQ(lemma_by_edit_trees(lemmatizer, only_first, "laufen"), "laufen");
}

TEST(Feature, IsFoundByItsWholeName) {
    EXPECT_EQ(feature("Number=Sing|VerbForm=Fin", "VerbForm"), "Fin");
    EXPECT_EQ(feature("NumberX=Sing", "Number"), "");
    EXPECT_EQ(feature("", "Number"), "");
}

TEST(RulesSection, ThatIsDamagedIsRefused) {
    const std::string block = resources::encode_rules(small_package());
    ASSERT_TRUE(resources::decode_rules(block).ok());
    for (std::size_t size = 0; size < block.size(); size += 7) EXPECT_FALSE(resources::decode_rules(std::string_view(block).substr(0, size)).ok()) << size;
    EXPECT_FALSE(resources::decode_rules(block + "x").ok());
    std::string other = block;
    other[0] = 99;
    EXPECT_EQ(resources::decode_rules(other).error().code, ErrorCode::version_mismatch);
}

TEST(RulesSection, WithARingOfEditTreesIsRefused) {
    auto package = small_package();
    package.edit_trees.emplace();
    package.edit_trees->trees = {{true, 0, 0, 0, 0xFFFFFFFF, "", ""}};
    EXPECT_FALSE(resources::decode_rules(resources::encode_rules(package)).ok());
}

}  // namespace
}  // namespace marsad::language
