// Checking a codebook by its own examples.
//
// Purpose: `marsad codebook check` runs each example sentence of a codebook through the whole way and compares what was
// read with what the example expects. Ownership: values. Threading: as the reader that is passed in.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "marsad/result.h"
#include "resources/codebook.h"

namespace marsad::events {

struct CheckReport {
    std::size_t types = 0, triggers = 0, examples = 0;
    std::vector<std::string> failures;  // "fighting.codebook:41: no airstrike at \"struck\"; read battle at \"fighting\""
};

// Reads a text the whole way, by the codebook under test.
using TextReader = std::function<Result<document::Document>(std::string_view text)>;

// Errors: those of the reader. A type without an example is a failure too.
Result<CheckReport> check(const resources::Codebook& codebook, const TextReader& read);

// What a document's statements lack of an expectation ("airstrike at struck; targets = market; killed = 9"); empty where
// one statement has all of it. "nothing" expects no statement.
std::string unmet(const document::Document& document, std::string_view expectation);

}  // namespace marsad::events
