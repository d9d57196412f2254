// libFuzzer target of the place finder's readers: folded names, coordinates and MGRS of any bytes stay inside the text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "annotate/coordinates.h"
#include "resources/place_names.h"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace marsad;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::uint32_t last = 0;
    for (const auto& c : annotate::find_coordinates(text)) {
        require(last <= c.span.begin && c.span.begin < c.span.end && c.span.end <= size);
        require(c.point.lat >= -90 && c.point.lat <= 90 && c.point.lon >= -180 && c.point.lon <= 180);
        last = c.span.end;
    }
    (void)annotate::from_mgrs(text);
    static const std::string table = resources::make_fold_table();
    const resources::NameFolder folder(table);
    resources::FoldedName name, loose;
    folder.name(text, name);
    require(name.size() <= resources::FoldedName::capacity);
    resources::loosen(name.text(), loose);
    for (std::size_t at = 0; at < size;) {
        name.clear();
        const auto end = folder.word(text, at, name);
        require(end >= at && end <= size);
        at = end > at ? end : at + 1;
    }
    return 0;
}
