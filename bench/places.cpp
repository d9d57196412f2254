// Speed of the place finder: MB/s over copies of an invented report, tokens and entities given.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "annotate/places.h"
#include "document/document.h"
#include "language/language.h"
#include "resources/file.h"
#include "resources/resources.h"
#include "segment/segment.h"

namespace {

const std::string paragraph =
    "Shells fell 12 km north of Idlib on Monday and the road between Homs and Hama was cut, medics in Saraqeb said. Families from Masaken Hanano "
    "walked to the southern parts of the rebel-held east of Aleppo. Turkish and Russian officers met in Astana; Washington and London condemned the strike. "
    "A truck from Bangor, Maine, carried tents, and a crater was marked at 36.2012, 37.1612.\n\n";

void find_places(benchmark::State& state) {
    using namespace marsad;
    const auto resources = resources::Resources::open(MARSAD_RESOURCE_FILE);
    if (!resources) return state.SkipWithError("no resource file: ./run makes it");
    const auto model = language::Model::open(resources->file());
    if (!model) return state.SkipWithError("no language model in the resource file");
    document::Document document;
    while (document.buffer.size() < static_cast<std::size_t>(state.range(0))) document.buffer += paragraph;
    segment::run(document);
    language::Pipeline(*model).run(document);
    annotate::PlaceScratch scratch;
    for (auto _ : state) {
        annotate::find_places(document, *resources, scratch);
        benchmark::DoNotOptimize(document.places.data());
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(document.buffer.size()));
}
BENCHMARK(find_places)->Arg(1)->Arg(16 << 10)->Arg(256 << 10);

}  // namespace
