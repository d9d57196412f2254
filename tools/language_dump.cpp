// Prints the grammar of each line of a file as CoNLL-U, or counts: the language room alone, for comparing it with spaCy.
//
//     language_dump RESOURCES conllu|count|plain|recased FILE   "plain": by the reference networks; "recased": lines in
//                                                               capitals as they would stand in mixed case
//     language_dump --recase TRUECASE FILE                  the lines as the truecaser shows them to the model
//     language_dump --compile PACKAGE RESOURCES [TRUECASE]  makes a resource file that holds only a model (and the words of
//                                                           the truecaser)
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "language/conllu.h"
#include "language/language.h"
#include "language/truecase.h"
#include "resources/compile_language.h"
#include "resources/file.h"

using namespace marsad;

namespace {

int fail(const Error& error) {
    std::fprintf(stderr, "%s\n%s\n", error.message.c_str(), error.advice.c_str());
    return 1;
}

std::string read_text(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

int compile(const std::string& package, const std::string& output, const std::string& truecase) {
    resources::FileWriter writer;
    if (!truecase.empty()) writer.add("language/truecase", read_text(truecase));
    if (auto done = resources::compile_language(package, writer); !done) return fail(done.error());
    if (auto done = writer.write(output); !done) return fail(done.error());
    return 0;
}

int recase(const std::string& list_path, const std::string& path) {
    const std::string list = read_text(list_path), text = read_text(path);
    const language::Truecaser truecaser(list);
    language::for_each_line(text, [&](std::size_t, std::string_view line) { std::printf("%s\n", truecaser.recase(line).c_str()); });
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if ((words.size() == 3 || words.size() == 4) && words[0] == "--compile") return compile(words[1], words[2], words.size() == 4 ? words[3] : "");
    if (words.size() == 3 && words[0] == "--recase") return recase(words[1], words[2]);
    if (words.size() != 3) return fail({ErrorCode::invalid_argument, "usage: language_dump RESOURCES conllu|count|plain|recased FILE", ""});
    auto file = resources::File::open(words[0]);
    if (!file) return fail(file.error());
    auto model = language::Model::open(*file);
    if (!model) return fail(model.error());
    language::Pipeline pipeline(*model, {.plain = words[1] == "plain", .recase = words[1] == "recased"});
    const std::string text = read_text(words[2]);

    constexpr std::size_t lines_together = 256;
    std::vector<document::Document> documents;
    std::size_t printed = 0;
    std::string out;
    language::GrammarCount count;
    const auto flush = [&] {
        pipeline.run(std::span(documents));
        for (const document::Document& document : documents) {
            ++printed;
            if (words[1] == "count") language::count_grammar(document, count);
            else language::append_conllu(document, printed, out);
        }
        std::fwrite(out.data(), 1, out.size(), stdout);
        out.clear();
        documents.clear();
    };
    language::for_each_line(text, [&](std::size_t, std::string_view line) {
        documents.emplace_back().buffer = line;
        if (documents.size() == lines_together) flush();
    });
    flush();
    if (words[1] == "count") std::printf("texts\t%zu\nsentences\t%zu\ntokens\t%zu\n", count.texts, count.sentences, count.tokens);
    return 0;
}
