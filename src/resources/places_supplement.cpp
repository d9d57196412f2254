// The project's own places: plain facts with their sources, in tables that anybody can edit.
#include <algorithm>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "resources/gazetteer_draft.h"
#include "resources/table.h"

namespace marsad::resources {

namespace {

std::optional<double> number(std::string_view text) {
    double out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return out;
}

struct KindRow {
    std::string_view name, feature;
    PlaceKind kind;
};
constexpr KindRow kinds[] = {{"area", "L.RGN", PlaceKind::area}, {"neighbourhood", "P.PPLX", PlaceKind::neighbourhood}, {"settlement", "P.PPL", PlaceKind::settlement}, {"camp", "P.PPLX", PlaceKind::neighbourhood}, {"sea", "H.SEA", PlaceKind::waters}, {"lake", "H.LK", PlaceKind::waters}, {"river", "H.STM", PlaceKind::linear}, {"mountains", "T.MTS", PlaceKind::area}, {"island", "T.ISL", PlaceKind::area}, {"desert", "T.DSRT", PlaceKind::area}, {"strait", "H.STRT", PlaceKind::waters}, {"crossing", "S.PSTB", PlaceKind::point}, {"airport", "S.AIRP", PlaceKind::point}, {"base", "S.INSM", PlaceKind::point}, {"road", "R.RD", PlaceKind::linear}, {"site", "S.BLDG", PlaceKind::point}, {"adm1", "A.ADM1", PlaceKind::area}, {"peninsula", "T.PEN", PlaceKind::area}};

std::vector<std::string> parted(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto part = text.substr(0, text.find('|'));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
        if (!part.empty()) out.emplace_back(part);
    }
    return out;
}

Error bad_row(const Table& table, const TableRow& row, std::string_view why) {
    return Error{ErrorCode::bad_format, fmt::format("{}:{}: {}", table.path, row.line, why), "the head of the file says what its columns are"};
}

// The division in which the nearest settlement of the country lies.
PlaceIndex nearest_division(const GazetteerDraft& draft, const PlaceRecord& record) {
    std::int64_t nearest = 60000LL * 60000;  // 0.6 degrees
    PlaceIndex out = no_place;
    for (const PlaceDraft& other : draft.places) {
        const PlaceRecord& r = other.record;
        if (r.kind != PlaceKind::settlement || r.country != record.country || r.adm1 == no_place || r.number == 0) continue;
        const std::int64_t y = r.lat - record.lat, x = r.lon - record.lon, away = y * y + x * x;
        if (away >= nearest) continue;
        nearest = away;
        out = r.adm1;
    }
    return out;
}

// Columns: id, name, other names, kind, country, lat, lon, radius_km, source.
Result<> add_areas(const Table& table, GazetteerDraft& draft) {
    for (const TableRow& row : table.rows) {
        if (row.fields.size() < 9) return bad_row(table, row, fmt::format("{} columns where 9 are needed", row.fields.size()));
        const auto kind = std::find_if(std::begin(kinds), std::end(kinds), [&](const KindRow& k) { return k.name == row.fields[3]; });
        const auto lat = number(row.fields[5]), lon = number(row.fields[6]);
        if (kind == std::end(kinds)) return bad_row(table, row, fmt::format("no such kind: {}", row.fields[3]));
        if (!lat || !lon || *lat < -90 || *lat > 90 || *lon < -180 || *lon > 180) return bad_row(table, row, "no coordinates");
        PlaceDraft place;
        place.id = "marsad:" + std::string(row.fields[0]);
        place.name = row.fields[1];
        PlaceRecord& r = place.record;
        r.kind = kind->kind;
        set_feature(r, kind->feature);
        set_point(r, {*lat, *lon});
        const double radius = number(row.fields[7]).value_or(0);
        r.radius_m = static_cast<std::uint32_t>(radius * 1000);
        if (row.fields[4].size() == 2) {
            std::memcpy(r.code, row.fields[4].data(), 2);
            r.country = draft.at(row.fields[4]);
            if (radius < 80) r.adm1 = nearest_division(draft, r);
        }
        for (auto& name : parted(row.fields[2])) place.names.emplace_back(std::move(name), NameKind::other);
        const std::string code = place.id;
        draft.add(std::move(place), code);
    }
    return {};
}

// Columns: place (code or id), names, kind (other | abbreviation | demonym), source.
Result<> add_names(const Table& table, GazetteerDraft& draft) {
    for (const TableRow& row : table.rows) {
        if (row.fields.size() < 3) return bad_row(table, row, "3 columns are needed");
        const auto place = draft.at(row.fields[0]);
        if (place == no_place) return bad_row(table, row, fmt::format("no such place: {}", row.fields[0]));
        const auto kind = row.fields[2] == "demonym" ? NameKind::demonym : row.fields[2] == "abbreviation" ? NameKind::abbreviation
                                                                                                           : NameKind::short_form;
        for (auto& name : parted(row.fields[1])) draft.places[place].names.emplace_back(std::move(name), kind);
    }
    return {};
}

// Columns: place (code), lat, lon, source.
Result<> set_points(const Table& table, GazetteerDraft& draft) {
    for (const TableRow& row : table.rows) {
        const auto place = row.fields.size() >= 3 ? draft.at(row.fields[0]) : no_place;
        const auto lat = place == no_place ? std::nullopt : number(row.fields[1]), lon = place == no_place ? std::nullopt : number(row.fields[2]);
        if (!lat || !lon) return bad_row(table, row, "no such place, or no coordinates");
        set_point(draft.places[place].record, {*lat, *lon});
    }
    return {};
}

// Columns: place (division or area), country that it is given to, note, source.
Result<> set_disputed(const Table& table, GazetteerDraft& draft) {
    for (const TableRow& row : table.rows) {
        const auto place = row.fields.size() >= 2 ? draft.at(row.fields[0]) : no_place;
        const auto country = place == no_place ? no_place : draft.at(row.fields[1]);
        if (country == no_place) return bad_row(table, row, "no such place, or no such country");
        for (PlaceIndex i = 0; i < draft.places.size(); ++i) {
            PlaceRecord& r = draft.places[i].record;
            if (i != place && r.adm1 != place && r.adm2 != place) continue;
            r.country = country;
            r.flags |= disputed;
            std::memcpy(r.code, row.fields[1].data(), 2);
        }
    }
    return {};
}

}  // namespace

Result<> add_supplement(const std::string& folder, GazetteerDraft& draft) {
    using Step = Result<> (*)(const Table&, GazetteerDraft&);
    static constexpr std::pair<std::string_view, Step> steps[] = {
        {"areas", add_areas}, {"names", add_names}, {"demonyms", add_names}, {"points", set_points}, {"disputed", set_disputed}};
    for (const auto& [prefix, step] : steps) {
        std::vector<std::string> paths;
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
            const std::string name = entry.path().filename().string();
            if (name.starts_with(prefix) && name.ends_with(".tsv")) paths.push_back(entry.path().string());
        }
        std::sort(paths.begin(), paths.end());
        for (const std::string& path : paths) {
            const auto table = read_table(path);
            if (!table) return table.error();
            if (auto done = step(*table, draft); !done) return done;
        }
    }
    return {};
}

}  // namespace marsad::resources
