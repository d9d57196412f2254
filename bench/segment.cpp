// Speed of the segment room: MB/s over copies of an invented report with posts, a dateline and furniture.
#include <benchmark/benchmark.h>

#include <string>

#include "segment/segment.h"

namespace {

const std::string page =
    "Ceasefire fails in hill town\n\nBy Ann Poe, Nova Press\n\n"
    "VELES, Luria, Nov 22 (Nova Press) - Mortar fire hit the hill town of Veles within an hour of a truce on Thursday, two medics said. "
    "They counted eleven wounded, four of them children, in a clinic that had been without power since the week before.\n\n"
    "The army denied that its guns had fired. \"We keep the truce,\" a colonel said.Woke up to three blasts on our hill again #Veles "
    "pic.twitter.com/Ab1Cd2Ef3G — Ann Poe (@annpoe) November 21, 2018\n\n"
    "Drivers who came down from the pass in the afternoon said that the road was mined and that nobody had marked the mines.\n\n"
    "Read more: Ten days on the pass\n\n© 2018 Nova Press. All rights reserved.\n\n2 Comments\n\n"
    "Dora K November 22, 2018 at 4:12 pm\nWho counts the drivers?\n";

void segment_page(benchmark::State& state) {
    std::string text;
    while (text.size() < static_cast<std::size_t>(state.range(0))) text += page;
    for (auto _ : state) {
        marsad::document::Document d;
        d.buffer = text;
        marsad::segment::run(d);
        benchmark::DoNotOptimize(d.segments.data());
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(segment_page)->Arg(1)->Arg(64 << 10)->Arg(8 << 20);

}  // namespace
