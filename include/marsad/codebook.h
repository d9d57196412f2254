// Codebook: checking, comparing and describing the types of statements and the words they are read by.
//
// Ownership: functions on texts and files. Threading: as for Engine.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/engine.h"
#include "marsad/result.h"

namespace marsad {

struct CodebookCheck {
    std::size_t types = 0, triggers = 0, examples = 0;
    std::vector<std::string> failures;  // "fighting.codebook:41: expected …, read …"
};

// Parses the codebook files (a folder's *.codebook files; empty: those compiled into the resource file) and runs their
// examples. Errors: bad_format with file, line and advice.
Result<CodebookCheck> check_codebook(const Engine& engine, const std::vector<std::string>& paths);

// Reads the reports by two codebooks and tells which statements differ: lines of "- " and "+ ", by report.
Result<> diff_codebooks(const Engine& engine, const std::string& before, const std::string& after, const std::vector<std::string>& reports,
                        const std::function<bool(std::string_view)>& out);

// docs/codebook.md: every type with its definition, words, roles and places in other codebooks.
Result<std::string> describe_codebook(const Engine& engine, const std::vector<std::string>& paths);

}  // namespace marsad
