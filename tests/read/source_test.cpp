// Sources: paths, folders, lines, and every kind of bad input that a path can bring.
#include <gtest/gtest.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "support.h"

namespace marsad::tests {
namespace {

using read::Options;
using read::Source;

ErrorCode code_of(const read::Reading& reading) { return reading.document ? ErrorCode::internal : reading.document.error().code; }

// Errors that a person meets name the place and say what to do.
void expect_helpful(const Error& error, const std::string& place) {
    EXPECT_NE(error.message.find(place), std::string::npos) << error.message;
    EXPECT_FALSE(error.advice.empty()) << error.message;
}

TEST(Source, missing_file) {
    const auto source = Source::open("/no/such/folder/report.txt", {});
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code, ErrorCode::not_found);
    expect_helpful(source.error(), "/no/such/folder/report.txt");
}

TEST(Source, unreadable_file) {
    const TemporaryFolder folder;
    const std::string path = folder.write("closed.txt", "Words.");
    ::chmod(path.c_str(), 0);
    if (::access(path.c_str(), R_OK) == 0) {
        // The superuser may read all files; a file of the kernel's that nobody can read stands in.
        const auto readings = read_all("/proc/self/mem");
        ASSERT_EQ(readings.size(), 1u);
        EXPECT_EQ(code_of(readings[0]), ErrorCode::not_readable);
        expect_helpful(readings[0].document.error(), "/proc/self/mem");
        return;
    }
    const auto source = Source::open(path, {});
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code, ErrorCode::not_readable);
    expect_helpful(source.error(), path);
}

TEST(Source, folder) {
    const TemporaryFolder folder;
    const auto source = Source::open(folder.path.string(), {});
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code, ErrorCode::not_readable);
    expect_helpful(source.error(), folder.path.string());
}

TEST(Source, empty_file) {
    const TemporaryFolder folder;
    for (const char* name : {"empty.txt", "empty.jsonl", "empty.html"}) {
        const std::string path = folder.write(name, "");
        const auto readings = read_all(path);
        ASSERT_EQ(readings.size(), 1u) << name;
        EXPECT_EQ(code_of(readings[0]), ErrorCode::empty) << name;
        EXPECT_EQ(readings[0].report.id, path);
        expect_helpful(readings[0].document.error(), path);
    }
    EXPECT_EQ(code_of(read_all(folder.write("blank.txt", " \n\t\n"))[0]), ErrorCode::empty);
}

TEST(Source, other_formats_under_a_jsonl_name) {
    const TemporaryFolder folder;
    const auto zipped = read_all(folder.write("zipped.jsonl", "\x1F\x8B\x08 and so on"));
    ASSERT_EQ(zipped.size(), 1u);
    EXPECT_EQ(code_of(zipped[0]), ErrorCode::binary);
    expect_helpful(zipped[0].document.error(), "zipped.jsonl");
    const auto wide = read_all(folder.write("wide.jsonl", std::string("\xFF\xFE{\0\"\0", 6)));
    ASSERT_EQ(wide.size(), 1u);
    EXPECT_EQ(code_of(wide[0]), ErrorCode::bad_encoding);
    expect_helpful(wide[0].document.error(), "wide.jsonl");
}

TEST(Source, one_file_is_one_report_with_its_path_as_id) {
    const TemporaryFolder folder;
    const std::string path = folder.write("a.txt", "The mill burns.\n");
    const auto readings = read_all(path);
    ASSERT_EQ(readings.size(), 1u);
    ASSERT_TRUE(readings[0].document);
    const auto& document = *readings[0].document;
    EXPECT_EQ(document.report.id, path);
    EXPECT_EQ(document.report.sha256, base::sha256_hex("The mill burns.\n"));
    EXPECT_EQ(document.report.bytes, 16u);
    EXPECT_EQ(document.buffer, "The mill burns.\n");
    EXPECT_TRUE(document.map.empty());
    EXPECT_TRUE(document.blocks.empty());
}

TEST(Source, larger_than_the_limit) {
    const TemporaryFolder folder;
    const std::string path = folder.write("long.txt", std::string(5000, 'x'));
    Options options;
    options.limit = 4999;
    const auto refused = read_all(path, options);
    ASSERT_EQ(refused.size(), 1u);
    EXPECT_EQ(code_of(refused[0]), ErrorCode::too_large);
    expect_helpful(refused[0].document.error(), path);
    options.limit = 5000;
    EXPECT_TRUE(read_all(path, options)[0].document);
    options.limit = 0;
    EXPECT_TRUE(read_all(path, options)[0].document);
}

TEST(Source, a_stream_without_a_size_keeps_to_the_limit) {
    Options options;
    options.limit = 3 << 20;
    const auto readings = read_all("/dev/zero", options);
    ASSERT_EQ(readings.size(), 1u);
    EXPECT_EQ(code_of(readings[0]), ErrorCode::too_large);
}

TEST(Source, lines_in_order_with_their_numbers) {
    const TemporaryFolder folder;
    std::string lines = "\xEF\xBB\xBF";
    for (int i = 0; i < 5000; ++i) lines += fmt::format("{{\"text\": \"Report {} {}\"}}\r\n{}", i, std::string(static_cast<std::size_t>(i % 900), '.'), i % 7 ? "" : "\n");
    lines += "{\"text\": \"The last, without a line feed\"}";
    const std::string path = folder.write("many.jsonl", lines);
    const auto readings = read_all(path);
    ASSERT_EQ(readings.size(), 5001u);
    std::size_t line = 1;
    for (std::size_t i = 0; i < 5000; ++i, line += i % 7 == 1 ? 2 : 1) {
        ASSERT_TRUE(readings[i].document);
        EXPECT_EQ(readings[i].document->body().rfind(fmt::format("Report {} ", i), 0), 0u);
        EXPECT_EQ(readings[i].report.id, fmt::format("{}:{}", path, line));
    }
}

TEST(Source, a_line_over_the_limit_is_passed_over_and_reading_goes_on) {
    const TemporaryFolder folder;
    Options options;
    options.limit = 100;
    const std::string path = folder.write("long.jsonl", "{\"text\": \"one\"}\n{\"text\": \"" + std::string(3 << 20, 'x') + "\"}\n{\"text\": \"three\"}\n");
    const auto readings = read_all(path, options);
    ASSERT_EQ(readings.size(), 3u);
    EXPECT_TRUE(readings[0].document);
    EXPECT_EQ(code_of(readings[1]), ErrorCode::too_large);
    EXPECT_EQ(readings[1].report.id, path + ":2");
    expect_helpful(readings[1].document.error(), path + ":2");
    EXPECT_TRUE(readings[2].document);
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

// Peak memory of a child that reads the path, in KiB, above what it had at its start.
long memory_to_read(const std::string& path, std::size_t expected_reports) {
    int ends[2];
    if (::pipe(ends) != 0) return -1;
    const pid_t child = ::fork();
    if (child == 0) {
        rusage before{}, after{};
        ::getrusage(RUSAGE_SELF, &before);
        const auto readings = read_all(path);
        ::getrusage(RUSAGE_SELF, &after);
        const long used = readings.size() == expected_reports && !readings[1].document ? after.ru_maxrss - before.ru_maxrss : -1;
        const bool written = ::write(ends[1], &used, sizeof used) == sizeof used;
        ::_exit(written ? 0 : 1);
    }
    long used = -1;
    if (::read(ends[0], &used, sizeof used) != sizeof used) used = -1;
    ::close(ends[0]);
    ::close(ends[1]);
    return used;
}

TEST(Source, a_line_of_200_megabytes_in_bounded_memory) {
    const TemporaryFolder folder;
    const std::string path = folder.write("huge.jsonl", "{\"text\": \"one\"}\n{\"text\": \"");
    {
        std::ofstream out(path, std::ios::binary | std::ios::app);
        const std::string megabyte(1 << 20, 'x');
        for (int i = 0; i < 200; ++i) out << megabyte;
        out << "\"}\n{\"text\": \"three\"}\n";
    }
    const long kib = memory_to_read(path, 3);
    EXPECT_GE(kib, 0);
    if (sanitized) return;  // sanitizers keep freed memory, and shadows of all of it
    // The limit of 32 MiB, twice while the line's buffer grows, and the read buffer; far from 200 MB.
    EXPECT_LT(kib, 110 * 1024);
}

// Puts a file's bytes on standard input for the object's life.
class StandardInput {
public:
    explicit StandardInput(const std::string& path) : m_before(::dup(STDIN_FILENO)) {
        const int file = ::open(path.c_str(), O_RDONLY);
        ::dup2(file, STDIN_FILENO);
        ::close(file);
    }
    ~StandardInput() {
        ::dup2(m_before, STDIN_FILENO);
        ::close(m_before);
    }
    StandardInput(const StandardInput&) = delete;
    StandardInput& operator=(const StandardInput&) = delete;

private:
    int m_before;
};

TEST(Source, standard_input_is_json_lines) {
    const TemporaryFolder folder;
    {
        const StandardInput input(folder.write("any.name", "{\"text\": \"one\"}\n\n{\"text\": \"three\"}"));
        const auto readings = read_all("-");
        ASSERT_EQ(readings.size(), 2u);
        EXPECT_EQ(readings[0].report.id, "-:1");
        EXPECT_EQ(readings[1].report.id, "-:3");
        EXPECT_TRUE(readings[1].document);
    }
    // A filter that gets nothing has nothing to do; that is no mistake.
    const StandardInput input(folder.write("empty", ""));
    EXPECT_TRUE(read_all("-").empty());
}

TEST(Source, list_files) {
    const TemporaryFolder folder;
    for (const char* name : {"b.txt", "a/z.txt", "a/B.txt", "a.txt", ".hidden", "a/.git/x", "ü.txt"}) folder.write(name, "x");
    std::filesystem::create_directory_symlink(folder.path, folder.path / "a" / "round");
    const auto files = read::list_files(folder.path.string());
    ASSERT_TRUE(files);
    std::vector<std::string> names;
    for (const auto& file : *files) names.push_back(file.substr(folder.path.string().size() + 1));
    EXPECT_EQ(names, (std::vector<std::string>{"a.txt", "a/B.txt", "a/z.txt", "b.txt", "ü.txt"}));
    EXPECT_EQ(*read::list_files("-"), std::vector<std::string>{"-"});
    EXPECT_EQ(*read::list_files("no-such-file"), std::vector<std::string>{"no-such-file"});
}

TEST(Options, validate) {
    Options options;
    EXPECT_TRUE(options.validate());
    options.date = "2016-02-30";
    ASSERT_FALSE(options.validate());
    EXPECT_EQ(options.validate().error().code, ErrorCode::invalid_argument);
    EXPECT_FALSE(options.validate().error().advice.empty());
    options.date = "2016-02-29";
    options.map = "text=body,published=pub_date";
    EXPECT_TRUE(options.validate());
    for (const char* map : {"body=text", "text", "text=", "text=a,text=b", "text=a,html=a"}) {
        options.map = map;
        EXPECT_FALSE(options.validate()) << map;
    }
}

}  // namespace
}  // namespace marsad::tests
