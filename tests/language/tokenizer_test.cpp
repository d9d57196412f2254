#include "language/tokenizer.h"

#include <gtest/gtest.h>

#include "language/regex.h"
#include "support.h"

namespace marsad::language {
namespace {

class SmallTokenizer : public testing::Test {
protected:
    void SetUp() override { make(small_rules()); }

    void make(const resources::TokenizerRules& rules) {
        auto tokenizer = Tokenizer::create(rules);
        ASSERT_TRUE(tokenizer.ok()) << tokenizer.error().message;
        m_tokenizer.emplace(std::move(*tokenizer));
        m_cache.emplace(*m_tokenizer, m_lexemes);
    }

    const std::vector<LexToken>& tokens(std::string_view text) {
        m_tokenizer->tokenize(text, *m_cache, m_tokens);
        return m_tokens;
    }
    std::string split(std::string_view text) { return joined(tokens(text), text); }
    StringId norm(std::size_t token) const { return m_lexemes[m_tokens[token].lexeme].norm; }

    NormTable m_norms;
    LexemeTable m_lexemes{m_norms};
    std::optional<Tokenizer> m_tokenizer;
    std::optional<TokenizerCache> m_cache;
    std::vector<LexToken> m_tokens;
};

TEST_F(SmallTokenizer, CutsAtWhiteSpaceAndGivesOneSpaceToTheTokenBefore) {
    EXPECT_EQ(split("two words"), "two_|words");
    EXPECT_EQ(split("two  words "), "two_| |words_");
    EXPECT_EQ(split(" a\n\nb"), " |a|\n\n|b");
    EXPECT_EQ(split("a \t b"), "a_|\t |b");
    EXPECT_EQ(split("a\xC2\xA0"
                    "b"),
              "a|\xC2\xA0|b");
    EXPECT_EQ(split(""), "");
    EXPECT_EQ(split("   "), "   ");
}

TEST_F(SmallTokenizer, PeelsAffixes) {
    EXPECT_EQ(split("(\"word\")"), "(|\"|word|\"|)");
    EXPECT_EQ(split("$5km,"), "$|5|km|,");
    EXPECT_EQ(split("town's."), "town|'s|.");
    EXPECT_EQ(split("...so..."), "...|so|...");
    EXPECT_EQ(split("rö."), "rö|.");
    EXPECT_EQ(split("()"), "(|)");
}

TEST_F(SmallTokenizer, SplitsInfixesButNotUrls) {
    EXPECT_EQ(split("self-styled"), "self|-|styled");
    EXPECT_EQ(split("a...b"), "a|...|b");
    EXPECT_EQ(split("(news-desk.example.org)"), "(|news|-|desk.example.org|)");
    EXPECT_EQ(split("(desk@x.example.org)"), "(|desk@x.example.org|)");
    EXPECT_EQ(split("-a-b"), "-a|-|b");
}

TEST_F(SmallTokenizer, KeepsExceptions) {
    EXPECT_EQ(split("can't"), "ca|n't");
    EXPECT_EQ(norm(0), string_id("can"));
    EXPECT_EQ(norm(1), string_id("not"));
    EXPECT_EQ(split("(can't)"), "(|ca|n't|)");
    EXPECT_EQ(norm(2), string_id("not"));
    EXPECT_EQ(split("a.m."), "a.m.");
    EXPECT_EQ(split("b.m."), "b.m|.");
}

TEST_F(SmallTokenizer, FindsExceptionsWithAffixesAmongTheTokens) {
    // "it's" would be split as it|'s; found again in a longer chunk it gets the exception's norms.
    EXPECT_EQ(split("so-it's"), "so|-|it|'s");
    EXPECT_EQ(norm(3), string_id("be"));
    EXPECT_EQ(split("cat's"), "cat|'s");
    EXPECT_EQ(norm(1), string_id("'s"));
    EXPECT_EQ(split("it 's ..."), "it_|'s_|...") << "other space between the same tokens is another text";
    EXPECT_EQ(norm(1), string_id("'s"));
}

TEST_F(SmallTokenizer, TakesTheLongestOfOverlappingPhrases) {
    auto rules = small_rules();
    rules.exceptions = {{"a-b", {{"a-b", ""}}}, {"a-b-c", {{"a-b-", ""}, {"c", ""}}}};
    make(rules);
    EXPECT_EQ(split("(x-a-b-c)"), "(|x|-|a-b-|c|)");
    EXPECT_EQ(split("(x-a-b-d)"), "(|x|-|a-b|-|d|)");
}

TEST_F(SmallTokenizer, FindsExceptionsOfSeveralWords) {
    auto rules = small_rules();
    rules.exceptions = {{"Tal Sarmeen", {{"Tal Sarmeen", ""}}}};
    make(rules);
    EXPECT_EQ(split("in Tal Sarmeen, today"), "in_|Tal Sarmeen|,_|today");
    EXPECT_EQ(split("in Tal  Sarmeen"), "in_|Tal_| |Sarmeen");
}

TEST_F(SmallTokenizer, GivesTheSameWithAndWithoutItsCache) {
    const std::string text = "(it's 5km, \"so-called\" (it's can't. 5km,";
    const std::string first = split(text);
    EXPECT_EQ(split(text), first);
    for (int i = 0; i < 70000; ++i) split("w" + std::to_string(i) + "'s");  // more chunks than are kept
    EXPECT_EQ(split(text), first);
    m_lexemes.begin_batch();
    EXPECT_EQ(split(text), first);
    for (const LexToken& token : m_tokens) ASSERT_LT(token.lexeme, m_lexemes.size());
}

// Each of these takes hours where a step costs the length of the text.
TEST_F(SmallTokenizer, TakesLinearTimeOnHostileText) {
    constexpr std::size_t size = 300000;
    const auto times = [](std::string_view part) {
        std::string out;
        while (out.size() < size) out += part;
        return out;
    };
    EXPECT_EQ(tokens(std::string(size, 'a')).size(), 1U);
    EXPECT_EQ(tokens(std::string(size, '(')).size(), size);
    EXPECT_EQ(tokens(std::string(size, ')')).size(), size);
    EXPECT_EQ(tokens(std::string(size, '.')).size(), 1U);
    EXPECT_EQ(tokens("x" + std::string(size, '.')).size(), 2U) << "a run longer than the window";
    EXPECT_EQ(tokens(times("'s")).size(), size / 2);
    EXPECT_EQ(tokens(times("it's ")).size(), 2 * size / 5);
    EXPECT_EQ(tokens(times("😀")).size(), 1U);
    EXPECT_EQ(tokens(std::string(size, ' ')).size(), 1U);
    EXPECT_GE(tokens(times("a:b@")).size(), 1U);
    EXPECT_GE(tokens(times("a.b:")).size(), 1U);
    EXPECT_GE(tokens(times("a-")).size(), size / 2);
}

TEST_F(SmallTokenizer, CoversAnyBytes) {
    using namespace std::string_literals;
    const std::string text = "a\0b \xff\xfe(\xC3\xA9 \xED\xA0\x80) \xF0\x9F\x98"s;
    std::size_t at = 0;
    for (const LexToken& token : tokens(text)) {
        EXPECT_EQ(token.begin, at);
        EXPECT_LT(token.begin, token.end);
        at = token.end + (token.space_after ? 1 : 0);
    }
    EXPECT_EQ(at, text.size());
}

TEST(TokenizerRules, ThatDontCompileAreNamed) {
    auto rules = small_rules();
    rules.infix = "(unclosed";
    const auto tokenizer = Tokenizer::create(rules);
    ASSERT_FALSE(tokenizer.ok());
    EXPECT_EQ(tokenizer.error().code, ErrorCode::bad_format);
    EXPECT_NE(tokenizer.error().message.find("infix_finditer"), std::string::npos);
    rules = small_rules();
    rules.exceptions.push_back({"don't", {{"do", ""}, {"nt", ""}}});
    EXPECT_FALSE(Tokenizer::create(rules).ok());
}

TEST(Regex, IsTranslatedFromPython) {
    EXPECT_EQ(to_pcre2(R"((?u)[\u00A1-\U0001F600]x)"), R"([\x{00A1}-\x{0001F600}]x)");
    EXPECT_EQ(to_pcre2(R"(a\Z)"), R"(a\z)");
    EXPECT_EQ(to_pcre2("[[:]"), R"([\[:])");
    EXPECT_EQ(to_pcre2("[]x]"), "[]x]");
    EXPECT_EQ(to_pcre2("[^]x[]"), R"([^]x\[])");
    EXPECT_EQ(to_pcre2(R"((?:\S+(?::\S*)?@)?x)").find("::"), std::string::npos);
}

TEST(Regex, MeansWhatPythonMeans) {
    RegexScratch scratch;
    const auto finds = [&](std::string_view python, std::string_view text) {
        auto regex = Regex::compile(python);
        EXPECT_TRUE(regex.ok()) << python;
        const auto match = regex->search(text, 0, scratch);
        return match ? std::to_string(match->begin) + "-" + std::to_string(match->end) : "none";
    };
    EXPECT_EQ(finds("a$", "ba\n"), "1-2") << "$ before a last line feed";
    EXPECT_EQ(finds("a$", "a\nb"), "none");
    EXPECT_EQ(finds(R"(\s)", "a\x1C"), "1-2") << "U+001C is white space in Python";
    EXPECT_EQ(finds(R"(\S)", "\xE1\xA0\x8E"), "0-3") << "U+180E is none";
    EXPECT_EQ(finds(R"(\w+)", "ж٣_"), "0-5");
    EXPECT_EQ(finds("ab|abc", "abc"), "0-2") << "the first alternative";
    EXPECT_EQ(finds(".", "\n\r"), "1-2");
}

TEST(PinnedTokenizer, SplitsNews) {
    MARSAD_NEEDS_MODEL();
    Pipeline pipeline(*pinned_model());
    document::Document document;
    document.buffer = "The U.S.-backed forces didn't take al-Waha (5km away), he said.";
    pipeline.run(document);
    std::string out;
    for (const auto& token : document.tokens) out += std::string(document.words(token)) + '|';
    EXPECT_EQ(out, "The|U.S.-backed|forces|did|n't|take|al|-|Waha|(|5|km|away|)|,|he|said|.|");
}

}  // namespace
}  // namespace marsad::language
