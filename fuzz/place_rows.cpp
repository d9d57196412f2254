// libFuzzer target of the readers of places' sources: any bytes as a GeoNames dump, as a table with a header and as GeoJSON end in rows
// that keep what place_rows.h promises, or in an error that names its line.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "base/utf8.h"
#include "resources/place_rows.h"

namespace {

using namespace marsad;

void require(bool holds) {
    if (!holds) std::abort();
}

void check(const resources::PlaceRow& row) {
    require(!row.name.empty() && base::is_valid(row.name));
    require(row.country.empty() || row.country.size() == 2);
    require(std::isfinite(row.radius_km) && row.radius_km >= 0);
    if (row.point) require(std::isfinite(row.point->lat) && std::isfinite(row.point->lon) && std::fabs(row.point->lat) <= 90 && std::fabs(row.point->lon) <= 180);
    if (row.outlined) require(row.box.has_value());
    for (const std::string& name : row.names) require(base::is_valid(name));
    for (const std::string& id : row.ids) require(id.find(':') != std::string::npos);
}

template <typename Reader>
void read(Reader reader, const std::string& bytes) {
    std::istringstream in(bytes);
    std::size_t rows = 0;
    const auto done = reader("places", in, [&rows](resources::PlaceRow&& row) -> Result<> {
        check(row);
        if (++rows == 10'000) return Error{ErrorCode::bad_format, "places: enough", "stop here"};
        return {};
    });
    if (!done) require(!done.error().message.empty() && !done.error().advice.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    read(resources::read_place_table, bytes);
    read(resources::read_place_json, bytes);
    return 0;
}
