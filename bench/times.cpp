// Speed of times alone: MB/s over copies of an invented report and an invented history.
#include <benchmark/benchmark.h>

#include <string>

#include "annotate/times.h"

namespace {

const std::string news =
    "Mortar fire hit the hill town of Veles within an hour of a truce on Thursday, two medics said, and a second barrage fell overnight. "
    "They counted eleven wounded in a clinic that had been without power since the week before. The army denied that its guns had fired. "
    "Talks are due to resume on 5 December, and the road is to be opened next week, an official said late on Friday.\n\n";
const std::string history =
    "The fort was built in 1741 and taken on 9 March 1748, three weeks after the river froze. In the summer of 1751 its garrison left; in April a "
    "militia moved in. By the end of the year the walls were down, and for the next four years nobody lived there.\n\n";

void times(benchmark::State& state, const std::string& text) {
    marsad::document::Document d;
    for (int i = 0; i < 200; ++i) d.buffer += text;
    d.published = marsad::document::Publication{{2018, 11, 23}, "2018-11-23", true, {}};
    for (auto _ : state) {
        marsad::annotate::find_times(d);
        benchmark::DoNotOptimize(d.times.data());
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(d.buffer.size()));
}

void BM_times_news(benchmark::State& state) { times(state, news); }
void BM_times_history(benchmark::State& state) { times(state, history); }

BENCHMARK(BM_times_news);
BENCHMARK(BM_times_history);

}  // namespace
