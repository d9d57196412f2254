// The gazetteer while it is being made: places with all their names as plain structs, and what writes them as sections.
//
// Ownership: plain values. Threading: one compiler at a time.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "marsad/result.h"
#include "resources/gazetteer.h"

namespace marsad::resources {

class FileWriter;

struct PlaceDraft {
    PlaceRecord record;
    std::string name;
    std::string id;  // empty: "geonames:" and the number
    std::vector<std::pair<std::string, NameKind>> names;  // without the main one
};

struct GazetteerDraft {
    std::vector<PlaceDraft> places;
    std::map<std::string, PlaceIndex, std::less<>> by_code;  // "SY", "SY.09", "US.AL.001", "marsad:eastern-ghouta", "geonames:170063"

    PlaceIndex add(PlaceDraft place, std::string code);
    PlaceIndex at(std::string_view code) const;
};

std::int32_t stored_degrees(double degrees);
void set_point(PlaceRecord& record, base::LatLon point);
void set_box(PlaceRecord& record, const base::Box& box);
void set_feature(PlaceRecord& record, std::string_view feature);

// The whole of a file. Errors: not_found with advice to fetch.
Result<std::string> read_download(const std::string& path);

// Each of these adds to the draft from files of one source; `folder` is that source's.
Result<> add_countries(const std::string& geonames, const std::string& atlas, GazetteerDraft& draft);
Result<> add_divisions(const std::string& cities, GazetteerDraft& draft);
Result<> add_settlements(const std::string& geonames, const std::string& cities, GazetteerDraft& draft);
// The project's own tables: resources/places/*.tsv. A folder that is not there adds nothing.
Result<> add_supplement(const std::string& folder, GazetteerDraft& draft);
// Boxes, points and populations of divisions, from the settlements in them.
void locate_divisions(GazetteerDraft& draft);

// Writes the draft as the sections "places/…".
void write_gazetteer(const GazetteerDraft& draft, FileWriter& out);

}  // namespace marsad::resources
