// libFuzzer target of times: any bytes give times that are in order, disjoint and inside the text, with bounds in order.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "annotate/times.h"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    using namespace marsad;
    document::Document d;
    d.buffer.assign(reinterpret_cast<const char*>(data + 1), size - 1);
    if (data[0] & 1) d.published = document::Publication{{2016, 11, 22}, "2016-11-22", true, {}};
    if (data[0] & 2) {
        document::Segment post;
        post.span = {0, static_cast<std::uint32_t>(d.buffer.size())};
        post.kind = document::SegmentKind::post;
        d.segments.push_back(post);
    }
    annotate::find_times(d);
    std::uint32_t at = 0;
    for (const auto& time : d.times) {
        require(at <= time.span.begin && time.span.begin < time.span.end && time.span.end <= d.buffer.size());
        require(!time.earliest || !time.latest || *time.earliest <= *time.latest);
        at = time.span.end;
    }
    // A value of any form has bounds in order, or none.
    const auto bounds = annotate::bounds_of(d.buffer);
    require(!bounds.earliest || !bounds.latest || *bounds.earliest <= *bounds.latest);
    return 0;
}
