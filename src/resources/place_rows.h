// Places as their sources list them: one row a place, whatever the format.
//
// Purpose: reads GeoNames dumps, Who's On First, OCHA's P-codes and boundaries and a user's own tables as a stream of
// PlaceRows; import_places.h merges them. What a file is, its first line or bracket tells:
//   GeoNames          19 columns parted by tabs, no header (allCountries.txt, cities500.txt, SY.txt); admin1CodesASCII.txt
//                     and admin2Codes.txt (4 columns)
//   a table           CSV or TSV with a header: Who's On First ("wof_id" or "placetype"), P-codes ("admin2Pcode",
//                     "ADM2_PCODE", "pcode" …), or a user's own (docs/own-places.md)
//   JSON              GeoJSON (a FeatureCollection, one Feature, or a Feature a line), or an object with "items"; the
//                     properties have the same names as a table's columns
// Files are read as streams: a dump of millions of rows takes the memory of one.
// Ownership: a PlaceRow owns its texts. Threading: pure but for reading the file named.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/geo.h"
#include "marsad/result.h"
#include "resources/gazetteer.h"
#include "resources/outlines.h"

namespace marsad::resources {

struct PlaceRow {
    std::size_t line = 0;              // counted from 1
    std::string name;
    std::vector<std::string> names;    // others
    PlaceKind kind = PlaceKind::settlement;
    std::string feature = "P.PPL";
    std::string country;               // ISO 3166 alpha-2; empty where the source doesn't say
    std::optional<base::LatLon> point;
    std::optional<base::Box> box;
    bool outlined = false;             // box and point are of a boundary
    double radius_km = 0;
    std::uint32_t population = 0;
    std::uint32_t geonames = 0;
    std::vector<std::string> ids;      // "wof:85678359", "pcode:SY07", "own:depot-3"
    std::string code;                  // of a division, in GeoNames' manner: "SY", "SY.09", "US.AL.001"
    std::vector<std::string> parents;  // codes or ids of what it lies in, in any order
    bool minor = false;                // a hill, a farm, a stream
};

// Gives each row; its error ends the reading.
using PlaceRowSink = std::function<Result<>(PlaceRow&&)>;

// Reads a whole file. Errors: not_found, empty, bad_encoding, bad_format with file and line.
Result<> read_place_rows(const std::string& path, const PlaceRowSink& sink);

// ------------------------------------------------------------ for the readers of each format

// Cells by the names of their columns, small letters and digits only ("ADM2_PCODE" is "adm2pcode").
class Cells {
public:
    std::string path;
    std::size_t line = 0;
    std::vector<std::pair<std::string, std::string>> cells;
    std::vector<Ring> rings;                 // of a polygon
    std::optional<base::LatLon> point;       // of a point
    std::vector<std::string> names;          // found elsewhere (Who's On First's "name:…")

    // The first of the columns that is filled; empty for none.
    std::string_view first(std::initializer_list<std::string_view> columns) const;
    std::string_view operator[](std::string_view column) const { return first({column}); }
};

std::string column_name(std::string_view header);
Error row_error(const std::string& path, std::size_t line, std::string_view what, std::string_view advice);

// Kind and feature of a GeoNames class and code ("P", "PPLC").
void set_geonames_kind(PlaceRow& row, std::string_view feature_class, std::string_view feature_code);
// The rows that a header-named record gives: one place, and the divisions that it names by P-code.
Result<> rows_of_cells(const Cells& cells, const PlaceRowSink& sink);
Result<> read_place_json(const std::string& path, std::istream& in, const PlaceRowSink& sink);
Result<> read_place_table(const std::string& path, std::istream& in, const PlaceRowSink& sink);

}  // namespace marsad::resources
