// Speed of quantities alone: MB/s over copies of one sentence with its grammar.
#include <benchmark/benchmark.h>

#include <array>
#include <string_view>

#include "annotate/quantities.h"

namespace {

using marsad::document::Pos;
using marsad::document::Relation;

struct Row {
    std::string_view word, lemma;
    std::uint32_t head;
    Pos pos;
    Relation rel;
};

// "Shells killed at least 12 people, including three children, and wounded 30."
constexpr std::array<Row, 15> sentence{{{"Shells", "shell", 1, Pos::noun, Relation::nsubj}, {"killed", "kill", 1, Pos::verb, Relation::root}, {"at", "at", 3, Pos::adp, Relation::advmod}, {"least", "least", 4, Pos::adv, Relation::advmod}, {"12", "12", 5, Pos::num, Relation::nummod}, {"people", "people", 1, Pos::noun, Relation::dobj}, {",", ",", 5, Pos::punct, Relation::punct}, {"including", "include", 5, Pos::verb, Relation::prep}, {"three", "three", 9, Pos::num, Relation::nummod}, {"children", "child", 7, Pos::noun, Relation::pobj}, {",", ",", 1, Pos::punct, Relation::punct}, {"and", "and", 1, Pos::cconj, Relation::cc}, {"wounded", "wound", 1, Pos::verb, Relation::conj}, {"30", "30", 12, Pos::num, Relation::dobj}, {".", ".", 1, Pos::punct, Relation::punct}}};

void BM_quantities(benchmark::State& state) {
    marsad::document::Document d;
    for (std::uint32_t s = 0; s < 500; ++s) {
        const auto first = static_cast<std::uint32_t>(d.tokens.size());
        for (const Row& row : sentence) {
            marsad::document::Token token;
            token.span = {static_cast<std::uint32_t>(d.buffer.size()), static_cast<std::uint32_t>(d.buffer.size() + row.word.size())};
            d.buffer += row.word;
            d.buffer += ' ';
            token.head = first + row.head;
            token.pos = row.pos;
            token.rel = row.rel;
            token.lemma = row.lemma;
            token.sentence = s;
            d.tokens.push_back(token);
        }
        d.sentences.push_back({first, static_cast<std::uint32_t>(d.tokens.size()), 0, first + 1});
    }
    marsad::document::Segment segment;
    segment.span = {0, static_cast<std::uint32_t>(d.buffer.size())};
    d.segments.push_back(segment);
    for (auto _ : state) {
        marsad::annotate::find_quantities(d);
        benchmark::DoNotOptimize(d.figures.data());
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(d.buffer.size()));
}

BENCHMARK(BM_quantities);

}  // namespace
