// Speed of the events room: the codebook's parser, and statements of a document whose grammar was read before.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "events/events.h"
#include "resources/codebook.h"

namespace {

using marsad::document::Document;
using marsad::document::Pos;
using marsad::document::Relation;

std::vector<marsad::resources::CodebookSource> files() {
    std::vector<marsad::resources::CodebookSource> out;
    for (const char* folder : {"resources/codebook", "../resources/codebook", "../../resources/codebook"}) {
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
            if (entry.path().extension() != ".codebook") continue;
            std::ifstream in(entry.path(), std::ios::binary);
            out.push_back({entry.path().filename().string(), std::string(std::istreambuf_iterator<char>(in), {})});
        }
        if (!out.empty()) break;
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return out;
}

// "Rebels shelled Homs ." again and again.
Document copies(std::size_t sentences) {
    Document d;
    const struct {
        const char *word, *lemma;
        Pos pos;
        Relation rel;
        int head;
    } words[] = {{"Rebels", "rebel", Pos::noun, Relation::nsubj, 1}, {"shelled", "shell", Pos::verb, Relation::root, 1}, {"Homs", "Homs", Pos::propn, Relation::dobj, 1}, {".", ".", Pos::punct, Relation::punct, 1}};
    for (std::uint32_t s = 0; s < sentences; ++s) {
        const auto first = static_cast<std::uint32_t>(d.tokens.size());
        for (const auto& w : words) {
            marsad::document::Token t;
            t.span.begin = static_cast<std::uint32_t>(d.buffer.size());
            d.buffer += w.word;
            t.span.end = static_cast<std::uint32_t>(d.buffer.size());
            d.buffer += ' ';
            t.lemma = w.lemma;
            t.pos = w.pos;
            t.rel = w.rel;
            t.head = first + static_cast<std::uint32_t>(w.head);
            t.sentence = s;
            d.tokens.push_back(t);
        }
        d.sentences.push_back({first, first + 4, 0, first + 1});
    }
    return d;
}

void parse_codebook(benchmark::State& state) {
    const auto sources = files();
    std::size_t bytes = 0;
    for (const auto& s : sources) bytes += s.text.size();
    for (auto _ : state) {
        auto book = marsad::resources::Codebook::parse(sources);
        benchmark::DoNotOptimize(book);
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(bytes));
}
BENCHMARK(parse_codebook);

void read_statements(benchmark::State& state) {
    const auto book = marsad::resources::Codebook::parse(files());
    if (!book) return state.SkipWithError("the codebook can't be read: start in the project's folder");
    Document d = copies(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        marsad::events::run(d, *book);
        benchmark::DoNotOptimize(d.statements.data());
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(d.buffer.size()));
}
BENCHMARK(read_statements)->Arg(20)->Arg(200);

}  // namespace
