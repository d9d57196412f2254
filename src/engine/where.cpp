#include "engine/where.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"

namespace marsad::engine {

using resources::Gazetteer;
using resources::no_place;
using resources::PlaceIndex;
using resources::PlaceKind;

namespace {

std::string describe(const Gazetteer& gazetteer, PlaceIndex place) {
    std::string out(gazetteer.name(place));
    const auto& record = gazetteer.record(place);
    for (const PlaceIndex unit : {record.adm2, record.adm1, record.country}) {
        if (unit != no_place && unit != place) out += ", " + std::string(gazetteer.name(unit));
    }
    return fmt::format("{} ({})", out, gazetteer.id(place));
}

// Countries before their namesakes, then larger before smaller, then towns before the divisions named after them.
bool before(const Gazetteer& gazetteer, PlaceIndex a, PlaceIndex b) {
    const auto rank = [&](PlaceIndex place) {
        const auto& record = gazetteer.record(place);
        return std::tuple(record.kind != PlaceKind::country, -static_cast<std::int64_t>(record.population), record.kind != PlaceKind::settlement, place);
    };
    return rank(a) < rank(b);
}

std::vector<PlaceIndex> candidates(const Gazetteer& gazetteer, std::string_view name) {
    std::vector<PlaceIndex> out;
    const auto add = [&](std::span<const resources::NameHit> hits) {
        for (const resources::NameHit hit : hits) {
            if (hit.kind() == resources::NameKind::demonym) continue;
            if (std::find(out.begin(), out.end(), hit.place()) == out.end()) out.push_back(hit.place());
        }
    };
    const std::string key = gazetteer.folder().name(name);
    add(gazetteer.find(key).places);
    if (out.empty()) add(gazetteer.find_loose(key));
    std::sort(out.begin(), out.end(), [&](PlaceIndex a, PlaceIndex b) { return before(gazetteer, a, b); });
    return out;
}

store::Area area_of(const Gazetteer& gazetteer, PlaceIndex place) {
    const auto& record = gazetteer.record(place);
    store::Area area;
    area.id = gazetteer.id(place);
    area.name = std::string(gazetteer.name(place));
    area.is_country = record.kind == PlaceKind::country;
    area.country = std::string(gazetteer.code(place));
    for (const PlaceIndex unit : {record.country, record.adm1, record.adm2}) {
        if (unit != no_place && unit != place) area.admin.push_back(gazetteer.id(unit));
    }
    if (record.kind == PlaceKind::settlement || record.kind == PlaceKind::neighbourhood || record.kind == PlaceKind::area) {
        area.point = gazetteer.point(place);
        // Where the gazetteer has no size: 15 km around a city of a million, 5 km around others, 2 km around a neighbourhood.
        const double guess = record.kind == PlaceKind::neighbourhood ? 2 : record.population > 1000000 ? 15
                                                                                                       : 5;
        area.radius_km = record.radius_m ? record.radius_m / 1000.0 : guess;
    }
    return area;
}

}  // namespace

Result<store::Area> find_area(const Gazetteer& gazetteer, const std::string& where, PlaceChoice& choice) {
    std::vector<PlaceIndex> places;
    if (where.find(':') != std::string::npos) {
        const PlaceIndex place = gazetteer.by_id(where);
        if (place != no_place) places.push_back(place);
    } else {
        const auto comma = where.find(',');
        places = candidates(gazetteer, base::trim(std::string_view(where).substr(0, comma)));
        if (comma != std::string::npos) {
            const auto outers = candidates(gazetteer, base::trim(std::string_view(where).substr(comma + 1)));
            std::erase_if(places, [&](PlaceIndex place) {
                return std::none_of(outers.begin(), outers.end(), [&](PlaceIndex outer) { return place != outer && gazetteer.lies_in(place, outer); });
            });
        }
    }
    if (places.empty()) {
        return Error{ErrorCode::not_found, fmt::format("no place named \"{}\" in the gazetteer", where), "try another spelling, \"Name, Country\", or an id such as geonames:170063"};
    }
    choice.name = std::string(gazetteer.name(places.front()));
    choice.id = gazetteer.id(places.front());
    choice.description = describe(gazetteer, places.front());
    choice.others.clear();
    for (std::size_t i = 1; i < places.size() && i <= 5; ++i) choice.others.push_back(describe(gazetteer, places[i]));
    return area_of(gazetteer, places.front());
}

}  // namespace marsad::engine
