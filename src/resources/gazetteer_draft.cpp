#include "resources/gazetteer_draft.h"

#include <algorithm>
#include <cstring>
#include <fstream>

#include <fmt/format.h>

#include "resources/file.h"
#include "resources/gazetteer_writer.h"

namespace marsad::resources {

PlaceIndex GazetteerDraft::add(PlaceDraft place, std::string code) {
    const auto index = static_cast<PlaceIndex>(places.size());
    places.push_back(std::move(place));
    if (!code.empty()) by_code.emplace(std::move(code), index);
    return index;
}

PlaceIndex GazetteerDraft::at(std::string_view code) const {
    const auto found = by_code.find(code);
    return found == by_code.end() ? no_place : found->second;
}

std::int32_t stored_degrees(double degrees) {
    return static_cast<std::int32_t>(degrees * 1e5 + (degrees < 0 ? -0.5 : 0.5));
}

void set_point(PlaceRecord& record, base::LatLon point) {
    record.lat = stored_degrees(point.lat);
    record.lon = stored_degrees(point.lon);
    record.flags |= located;
}

void set_box(PlaceRecord& record, const base::Box& box) {
    record.west = stored_degrees(box.west);
    record.south = stored_degrees(box.south);
    record.east = stored_degrees(box.east);
    record.north = stored_degrees(box.north);
}

void set_feature(PlaceRecord& record, std::string_view feature) {
    std::memset(record.feature, 0, sizeof record.feature);
    std::memcpy(record.feature, feature.data(), std::min(feature.size(), sizeof record.feature));
}

Result<std::string> read_download(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{ErrorCode::not_found, fmt::format("{}: it is not there", path), "fetch it with tools/fetch_resources.py (or ./run, which does)"};
    return std::string(std::istreambuf_iterator<char>(in), {});
}

void write_gazetteer(const GazetteerDraft& draft, FileWriter& out) {
    GazetteerWriter writer;
    for (const PlaceDraft& place : draft.places) {
        const auto index = writer.add(place.record, place.name, place.id);
        if (!index) return;  // a draft is far smaller than that
        writer.add_own_name(*index);
        for (const auto& [name, kind] : place.names) writer.add_name(*index, name, kind);
    }
    writer.write(out);
}

void locate_divisions(GazetteerDraft& draft) {
    std::vector<PlaceRecord> records;
    records.reserve(draft.places.size());
    for (const PlaceDraft& place : draft.places) records.push_back(place.record);
    locate_divisions(records, true);
    for (std::size_t i = 0; i < records.size(); ++i) draft.places[i].record = records[i];
}

}  // namespace marsad::resources
