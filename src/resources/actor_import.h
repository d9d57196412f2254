// Actors from other dictionaries: PETRARCH's and TABARI's actor files, UCDP's actor table, a user's own table.
//
// Purpose: `marsad resources actors FILE` turns each into rows of the actor lexicon. The form is found from the text:
//   - PETRARCH: lines "NAME_ [CODE]", "+OTHER_NAME", "[CODE >19990101]"; '#' and ';' begin comments.
//   - UCDP: comma-separated with the columns ActorId and NameData (and Org, Location, NameOrig, NameFull where there).
//   - own: comma- or tab-separated, its first line naming columns of ours: id,name,kind,side,country,aliases,since,until,source.
// Ownership: values. Threading: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "marsad/result.h"
#include "resources/actors.h"

namespace marsad::resources {

// The rows as text of our own table, ready for add_actors(); `name` is the file's name, which errors give with the line.
Result<TableText> import_actors(std::string_view text, std::string_view name);

}  // namespace marsad::resources
