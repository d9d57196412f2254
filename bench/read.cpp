// Speed of the read room: MB/s of source for plain text, pages, JSON Lines and a legacy encoding, over invented reports.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "read/read.h"

namespace {

using marsad::read::RawReport;

std::string repeated(std::string_view part, std::size_t size) {
    std::string out;
    while (out.size() < size) out += part;
    return out;
}

void read_report(benchmark::State& state, RawReport::Form form, const std::string& bytes) {
    for (auto _ : state) {
        const auto reading = marsad::read::read({"bench", form, bytes, std::nullopt}, {});
        if (!reading.document) state.SkipWithError(reading.document.error().message.c_str());
        benchmark::DoNotOptimize(reading.document);
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(bytes.size()));
}

constexpr std::string_view words = "Two drivers were held at the ford for an hour on Monday, and the ferry did not sail, a harbour clerk said.\n\n";

void read_text(benchmark::State& state) {
    read_report(state, RawReport::Form::file, repeated(words, static_cast<std::size_t>(state.range(0))));
}
BENCHMARK(read_text)->Arg(4 << 10)->Arg(4 << 20);

void read_page(benchmark::State& state) {
    const std::string page = "<!doctype html><html lang=en><head><title>The ford</title></head><body><nav><ul><li><a href=/>Home</a></ul></nav><article><h1>The ford</h1>" +
                             repeated("<p class=\"story-text\">Two <b>drivers</b> were held at the ford &amp; the ferry did not sail,<br>a harbour clerk&nbsp;said.</p>\n",
                                      static_cast<std::size_t>(state.range(0))) +
                             "</article></body></html>";
    read_report(state, RawReport::Form::file, page);
}
BENCHMARK(read_page)->Arg(4 << 10)->Arg(4 << 20);

void read_json_line(benchmark::State& state) {
    read_report(state, RawReport::Form::json_line,
                "{\"id\": \"a\", \"title\": \"The ford\", \"text\": \"" + repeated("Two drivers were held at the ford\\nfor an hour. ", static_cast<std::size_t>(state.range(0))) + "\"}");
}
BENCHMARK(read_json_line)->Arg(4 << 10)->Arg(4 << 20);

void read_legacy(benchmark::State& state) {
    read_report(state, RawReport::Form::file, repeated("The clerk said \x93no\x94 at the caf\xE9 by the ford.\n", static_cast<std::size_t>(state.range(0))));
}
BENCHMARK(read_legacy)->Arg(4 << 10)->Arg(1 << 20);

}  // namespace
