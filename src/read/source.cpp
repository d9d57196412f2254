#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <limits>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "read/read.h"
#include "read/sniff.h"

namespace marsad::read {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t buffer_size = 1 << 20;

std::uint64_t largest(const Options& options) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    return options.limit == 0 ? most : std::min(options.limit, most);
}

// A message without strerror, whose words depend on the locale.
Error cannot_read(const std::string& path, int code) {
    if (code == ENOENT || code == ENOTDIR) return {ErrorCode::not_found, fmt::format("{}: there is no such file", path), "check the path"};
    if (code == EISDIR) {
        return {ErrorCode::not_readable, fmt::format("{}: this is a folder", path),
                "name the files in it, as FOLDER/*.txt; marsad add takes whole folders"};
    }
    if (code == EACCES || code == EPERM) {
        return {ErrorCode::not_readable, fmt::format("{}: no permission to read it", path), "check the file's owner and mode: ls -l"};
    }
    return {ErrorCode::not_readable, fmt::format("{}: reading failed (errno {})", path, code), "check the disk, or copy the file and try again"};
}

Error over_limit(const std::string& place, std::uint64_t limit) {
    return {ErrorCode::too_large, fmt::format("{}: the report is larger than the limit of {} bytes", place, limit), "split it, or lift the limit with --limit BYTES (0 for none)"};
}

bool is_json_lines(const std::string& path) { return path == "-" || (path.size() > 6 && path.substr(path.size() - 6) == ".jsonl"); }

}  // namespace

struct Source::State {
    std::string path;
    std::uint64_t limit = 0;
    std::uint64_t size = 0, position = 0, line = 0;
    int file = -1;
    bool owns_file = false, json_lines = false, ended = false, began = false;
    std::string buffer;          // read and not yet used, from `used` on
    std::size_t used = 0;
    std::optional<int> failure;  // errno of a read that failed

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (owns_file) ::close(file);
    }

    bool fill();
    std::optional<RawReport> next_file();
    std::optional<RawReport> next_line();
    std::optional<Error> check_beginning();
    RawReport refused(std::string place, Error error) const {
        return {std::move(place), json_lines ? RawReport::Form::json_line : RawReport::Form::file, "", std::move(error)};
    }
};

// Reads the next piece into the buffer, which must be used up; false at the end and on an error.
bool Source::State::fill() {
    if (ended) return false;
    buffer.resize(buffer_size);
    used = 0;
    ssize_t got;
    do {
        got = ::read(file, buffer.data(), buffer.size());
    } while (got < 0 && errno == EINTR);
    if (got < 0) failure = errno;
    ended = got <= 0;
    buffer.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    position += buffer.size();
    return !ended;
}

std::optional<RawReport> Source::State::next_file() {
    if (std::exchange(began, true)) return std::nullopt;
    if (size > limit) return refused(path, over_limit(path, limit));
    RawReport report{path, RawReport::Form::file, "", std::nullopt};
    report.bytes.reserve(static_cast<std::size_t>(size));
    while (fill()) {
        if (report.bytes.size() + buffer.size() > limit) return refused(path, over_limit(path, limit));
        report.bytes += buffer;
    }
    buffer = std::string();
    if (failure) return refused(path, cannot_read(path, *failure));
    return report;
}

// What ends a JSON Lines file before its first line: another format, another encoding, nothing at all. Skips a UTF-8 mark.
std::optional<Error> Source::State::check_beginning() {
    if (!fill()) {
        if (failure) return cannot_read(path, *failure);
        // An empty pipe is a filter's usual end of work; an empty file is somebody's mistake.
        if (path == "-") return std::nullopt;
        return Error{ErrorCode::empty, fmt::format("{}: the file is empty", path), "check how it was made"};
    }
    const std::string_view bytes = buffer;
    if (const auto foreign = detail::known_format(bytes); !foreign.what.empty()) {
        return Error{ErrorCode::binary, fmt::format("{}: this is {}, not JSON Lines", path, foreign.what), std::string(foreign.advice)};
    }
    const bool marked = bytes.substr(0, 2) == "\xFF\xFE"sv || bytes.substr(0, 2) == "\xFE\xFF"sv;
    const bool wide = bytes.size() >= 4 && (bytes[0] == '\0' || bytes[1] == '\0') && (bytes[0] == '{' || bytes[1] == '{' || bytes[3] == '{');
    if (marked || wide) {
        return Error{ErrorCode::bad_encoding, fmt::format("{}: this is UTF-16 or UTF-32, and JSON Lines is UTF-8", path),
                     "convert it first: iconv -f UTF-16 -t UTF-8 FILE > NEW.jsonl"};
    }
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF"sv) used = 3;
    return std::nullopt;
}

std::optional<RawReport> Source::State::next_line() {
    if (!std::exchange(began, true)) {
        if (auto error = check_beginning()) {
            ended = true;
            buffer.clear();
            used = 0;
            return refused(path, std::move(*error));
        }
    }
    std::string bytes;
    bool in_line = false, over = false;
    while (used < buffer.size() || fill()) {
        if (!std::exchange(in_line, true)) ++line;
        const char* from = buffer.data() + used;
        const auto* feed = static_cast<const char*>(std::memchr(from, '\n', buffer.size() - used));
        const std::size_t size = feed ? static_cast<std::size_t>(feed - from) : buffer.size() - used;
        over = over || bytes.size() + size > limit;
        if (over) std::string().swap(bytes);
        else bytes.append(from, size);
        used += size + (feed ? 1 : 0);
        if (!feed) continue;
        in_line = false;
        if (over || !base::trim(bytes).empty()) break;  // empty lines are counted and passed over
        bytes.clear();
    }
    const std::string place = fmt::format("{}:{}", path, line);
    if (failure) {
        const int code = *std::exchange(failure, std::nullopt);
        return refused(fmt::format("{}:{}", path, line + (in_line ? 0 : 1)), cannot_read(path, code));
    }
    if (over) return refused(place, over_limit(place, limit));
    if (base::trim(bytes).empty()) return std::nullopt;
    return RawReport{place, RawReport::Form::json_line, std::move(bytes), std::nullopt};
}

Source::Source(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Source::Source(Source&&) noexcept = default;
Source& Source::operator=(Source&&) noexcept = default;
Source::~Source() = default;

Result<Source> Source::open(const std::string& path, const Options& options) {
    auto state = std::make_unique<State>();
    state->path = path;
    state->limit = largest(options);
    state->json_lines = is_json_lines(path);
    if (path == "-") {
        state->file = STDIN_FILENO;
        return Source(std::move(state));
    }
    state->file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (state->file < 0) return cannot_read(path, errno);
    state->owns_file = true;
    struct stat info {};
    if (::fstat(state->file, &info) != 0) return cannot_read(path, errno);
    if (S_ISDIR(info.st_mode)) return cannot_read(path, EISDIR);
    if (S_ISREG(info.st_mode)) state->size = static_cast<std::uint64_t>(info.st_size);
    return Source(std::move(state));
}

std::optional<RawReport> Source::next() { return m_state->json_lines ? m_state->next_line() : m_state->next_file(); }

std::uint64_t Source::position() const { return m_state->position - (m_state->buffer.size() - std::min(m_state->used, m_state->buffer.size())); }
std::uint64_t Source::size() const { return m_state->size; }

namespace {

// Appends the files under a folder; false where the folder can't be read.
bool collect(const std::filesystem::path& folder, std::vector<std::string>& files) {
    std::error_code code;
    std::vector<std::filesystem::path> open{folder};
    while (!open.empty()) {
        const auto now = std::move(open.back());
        open.pop_back();
        std::filesystem::directory_iterator entries(now, code);
        if (code) return false;
        for (; entries != std::filesystem::directory_iterator(); entries.increment(code)) {
            if (code) return false;
            const auto& entry = *entries;
            if (entry.path().filename().native().front() == '.') continue;
            std::error_code ignored;
            if (entry.is_directory(ignored)) {
                if (!entry.is_symlink(ignored)) open.push_back(entry.path());
            } else {
                files.push_back(entry.path().native());
            }
        }
        if (code) return false;
    }
    return true;
}

}  // namespace

Result<std::vector<std::string>> list_files(const std::string& path) {
    std::error_code code;
    if (path == "-" || !std::filesystem::is_directory(path, code)) return std::vector<std::string>{path};
    std::vector<std::string> files;
    if (!collect(path, files)) {
        return Error{ErrorCode::not_readable, fmt::format("{}: the folder, or one in it, can't be read", path), "check its owner and mode: ls -l"};
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace marsad::read
