// Adds places from files of other sources to the gazetteer of a resource file.
//
// How sources meet. A row of a file is the same place as one that the gazetteer has, if (1) an id says so (a GeoNames
// number, a Who's On First id, a P-code, the code of a division); else if (2) they share a name (by the folded key, or
// by the loose one of transliterations), are of one kind, of one country where both say theirs, and lie near each other
// (nearer for towns and for loose keys than for divisions). Of several such places the nearest is taken, one of the
// folded name before one of the loose one. A source lists a place once: rows of one file are never merged with each
// other by their names. The merged place keeps its id, names and kind; it gains names, ids, divisions, an outline.
//
// Divisions are read first, so that what lies in them can name them in any order of rows. A place whose source names no
// division takes those of the nearest settlement; a division without an outline spans the settlements in it.
// Limits: 16.7 million places; what was added takes about 0.5 GB for a million rows of GeoNames while the file is made.
// Ownership: plain values. Threading: one import at a time.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "marsad/result.h"

namespace marsad::resources {

class File;
class FileWriter;

struct PlaceImport {
    std::size_t merged = 0;    // rows that the gazetteer had already
    std::size_t added = 0;
    std::size_t left_out = 0;  // in no known country, or without a point
};

// Reads the files in their order and adds the sections "places/…" to `out`. Errors: those of read_place_rows, damaged,
// too_large.
Result<PlaceImport> import_places(const File& file, const std::vector<std::string>& paths, FileWriter& out);

}  // namespace marsad::resources
