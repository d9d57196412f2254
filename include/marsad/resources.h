// Resources: making, checking and extending the file that everything is read by.
//
// Ownership: functions on files. Threading: one build at a time per output path.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "marsad/result.h"

namespace marsad {

struct ResourceFolders {
    std::string downloads;  // what set-up fetched
    std::string data;       // the project's own resources/ folder
    std::string output;     // the resource file to write
};

// Compiles downloads and data into `output`; the same input gives the same bytes.
Result<> build_resources(const ResourceFolders& folders);

// Reads every section and compares checksums.
Result<> verify_resources(const std::string& path);

// Sections with sizes and digests, and what went in: one line each.
Result<std::string> list_resources(const std::string& path);

// Compiles the spaCy v3 pipeline at `package` in place of the file's language model.
Result<> use_model(const std::string& path, const std::string& package, const std::string& output);

// Adds actors from files: PETRARCH-style dictionaries (.txt), UCDP's actor list or one's own table (.csv, .tsv).
Result<> add_actor_files(const std::string& path, const std::vector<std::string>& files, const std::string& data, const std::string& output);

struct PlaceFiles {
    std::size_t merged = 0;    // rows that the gazetteer had already, by an id or by name, kind and distance
    std::size_t added = 0;
    std::size_t left_out = 0;  // rows in no known country, or without a point
};

// Adds places from files: GeoNames dumps, Who's On First (CSV, GeoJSON), OCHA's P-codes and boundaries, one's own table.
Result<PlaceFiles> add_place_files(const std::string& path, const std::vector<std::string>& files, const std::string& output);

}  // namespace marsad
