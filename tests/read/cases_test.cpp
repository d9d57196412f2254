// The data-driven cases: tests/cases/read/*.case.
//
// `== html` and `== text` are one file each, `== jsonl` one line a report. Attributes date= and map= are the options.
// `== about` has one line a report: its fields, the title line of its buffer (line=) and its body, or the error's code,
// message and advice. `== blocks` has the blocks of the first report.
#include <gtest/gtest.h>

#include "support.h"

namespace marsad::tests {
namespace {

std::vector<read::Reading> read_case(const Case& one) {
    read::Options options;
    options.date = one.input.get("date");
    options.map = one.input.get("map");
    std::vector<read::Reading> readings;
    if (one.input.name != "jsonl") {
        readings.push_back(read_bytes(one.input.text, options));
        return readings;
    }
    std::istringstream lines(one.input.text);
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.empty()) continue;
        readings.push_back(read::read({"in.jsonl:" + std::to_string(number), read::RawReport::Form::json_line, line, std::nullopt}, options));
    }
    return readings;
}

TEST(ReadCases, all) {
    for (const Case& one : all_cases(std::string(MARSAD_SOURCE_DIR) + "/tests/cases/read")) {
        const auto readings = read_case(one);
        for (const Section& section : one.expected) {
            std::vector<std::string> got;
            if (section.name == "about") {
                for (const auto& reading : readings) got.push_back(dump_about(reading));
            } else if (section.name == "blocks" && !readings.empty() && readings[0].document) {
                got = dump_blocks(*readings[0].document);
            } else {
                ADD_FAILURE() << one.where() << ": no such section, or no report: " << section.name;
            }
            const std::string wrong = difference(section, got);
            EXPECT_TRUE(wrong.empty()) << one.where() << "\n"
                                       << wrong;
        }
    }
}

}  // namespace
}  // namespace marsad::tests
