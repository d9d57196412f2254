// What the read room's tests share: files on disk that go away, reports read from strings, dumps.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

#include "cases.h"
#include "read/map.h"
#include "read/read.h"

namespace marsad::tests {

// A folder of its own that is removed with the object.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "marsad-read-XXXXXX").string();
        path = ::mkdtemp(pattern.data());
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string write(const std::string& name, std::string_view bytes) const {
        const auto file = path / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << bytes;
        return file.string();
    }
    std::filesystem::path path;
};

// The report that a file with these bytes is.
inline read::Reading read_bytes(std::string_view bytes, const read::Options& options = {}) {
    return read::read({"report", read::RawReport::Form::file, std::string(bytes), std::nullopt}, options);
}
// The report that a line of JSON Lines is.
inline read::Reading read_line(std::string_view line, const read::Options& options = {}) {
    return read::read({"in.jsonl:7", read::RawReport::Form::json_line, std::string(line), std::nullopt}, options);
}

// All that a source gives, read.
inline std::vector<read::Reading> read_all(const std::string& path, const read::Options& options = {}) {
    std::vector<read::Reading> readings;
    auto source = read::Source::open(path, options);
    if (!source) {
        readings.push_back({{}, source.error()});
        return readings;
    }
    while (auto raw = source->next()) readings.push_back(read::read(std::move(*raw), options));
    return readings;
}

inline void add_field(std::string& line, std::string_view key, std::string_view value) {
    if (!value.empty()) line += " " + std::string(key) + "=" + in_quotes(value);
}

inline std::vector<std::string> dump_blocks(const document::Document& document) {
    std::vector<std::string> lines;
    for (const auto& block : document.blocks) {
        std::string line(name(block.kind));
        if (block.level) line += " level=" + std::to_string(block.level);
        if (!block.lang.empty()) line += " lang=" + block.lang;
        if (block.post) {
            add_field(line, "author", block.post->author);
            add_field(line, "handle", block.post->handle);
            if (!block.post->posted.empty()) line += " posted=" + block.post->posted;
            add_field(line, "url", block.post->url);
            add_field(line, "words", document.words(block.post->words));
        }
        lines.push_back(line + " " + in_quotes(document.words(block.span)));
    }
    return lines;
}

// What a report says of itself, in one line.
inline std::string dump_about(const read::Reading& reading) {
    if (!reading.document) {
        const Error& error = reading.document.error();
        return std::string(name(error.code)) + " " + in_quotes(error.message) + " advice=" + in_quotes(error.advice);
    }
    const document::Document& document = *reading.document;
    const document::Report& report = document.report;
    std::string line = "format=" + report.format;
    add_field(line, "id", report.id);
    add_field(line, "title", report.title);
    add_field(line, "line", document.title());
    if (document.published) line += " published=" + document.published->value + " day=" + base::iso(document.published->day);
    add_field(line, "outlet", report.outlet);
    add_field(line, "agency", report.agency);
    add_field(line, "author", report.author);
    add_field(line, "url", report.url);
    add_field(line, "lang", report.lang);
    return line + " " + in_quotes(document.body());
}

}  // namespace marsad::tests
