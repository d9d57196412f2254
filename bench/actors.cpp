// Actors on the analyses recorded for the tests, repeated to one document of about 100 kB.
#include <benchmark/benchmark.h>

#include <string>

#include "annotate/actors.h"
#include "annotate_recorded.h"

static void find_actors(benchmark::State& state) {
    marsad::document::LabelTables labels;
    const auto& lexicons = marsad::bench::lexicons();
    const marsad::document::Document doc = marsad::bench::repeated(100'000, labels);
    for (auto _ : state) {
        marsad::document::Document copy = marsad::bench::copy_of(doc);
        marsad::annotate::find_actors(copy, lexicons.actors);
        benchmark::DoNotOptimize(copy.actors.data());
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * doc.buffer.size()));
}
BENCHMARK(find_actors);
