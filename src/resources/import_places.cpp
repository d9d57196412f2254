#include "resources/import_places.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "base/hash.h"
#include "resources/file.h"
#include "resources/gazetteer_draft.h"
#include "resources/gazetteer_writer.h"
#include "resources/place_rows.h"

namespace marsad::resources {

namespace {

bool is_division(PlaceKind kind) { return kind == PlaceKind::country || kind == PlaceKind::adm1 || kind == PlaceKind::adm2; }

// Kilometres within which two places of one name and kind are one.
double reach_km(PlaceKind kind, bool loose) {
    switch (kind) {
        case PlaceKind::continent:
        case PlaceKind::country: return 5000;
        case PlaceKind::adm1: return loose ? 80 : 200;
        case PlaceKind::adm2: return loose ? 30 : 80;
        case PlaceKind::area:
        case PlaceKind::waters:
        case PlaceKind::linear: return loose ? 10 : 60;
        case PlaceKind::settlement: return loose ? 4 : 10;
        case PlaceKind::neighbourhood:
        case PlaceKind::point: return loose ? 1 : 3;
    }
    return 0;
}

// Whether a source's place may be the gazetteer's. Which level a division has, sources agree on; whether a place is a
// town or a quarter of one, they don't.
bool is_one_kind(const PlaceRow& row, const PlaceRecord& r) {
    const auto town = [](PlaceKind k) { return k == PlaceKind::settlement || k == PlaceKind::neighbourhood; };
    if (town(row.kind) && town(r.kind)) return true;
    if (row.kind != r.kind) return false;
    return row.kind != PlaceKind::adm2 || row.feature == std::string_view(r.feature, std::min(row.feature.size(), sizeof r.feature));
}

// Settlements with their divisions in cells of a quarter of a degree.
class Neighbours {
public:
    explicit Neighbours(const std::vector<PlaceRecord>& records) {
        for (PlaceIndex i = 0; i < records.size(); ++i) {
            const PlaceRecord& r = records[i];
            if (r.kind == PlaceKind::settlement && (r.flags & located) && r.country != no_place && r.adm1 != no_place) m_cells.push_back({cell(r.lat, r.lon), i});
        }
        std::sort(m_cells.begin(), m_cells.end());
    }

    // The nearest one within some 25 km a cell, of that country if one is given; no_place where there is none.
    PlaceIndex nearest(const std::vector<PlaceRecord>& records, const PlaceRecord& to, PlaceIndex country, int cells) const {
        PlaceIndex out = no_place;
        double least = 25 * cells;
        for (int y = -cells; y <= cells; ++y) {
            for (int x = -cells; x <= cells; ++x) {
                const auto wanted = cell(to.lat + y * side, to.lon + x * side);
                for (auto at = std::lower_bound(m_cells.begin(), m_cells.end(), std::pair{wanted, PlaceIndex{0}}); at != m_cells.end() && at->first == wanted; ++at) {
                    const PlaceRecord& r = records[at->second];
                    if (country != no_place && r.country != country) continue;
                    const double km = base::distance_km({to.lat / 1e5, to.lon / 1e5}, {r.lat / 1e5, r.lon / 1e5});
                    if (km >= least) continue;
                    least = km;
                    out = at->second;
                }
            }
        }
        return out;
    }

private:
    static constexpr std::int32_t side = 25000;
    static std::uint32_t cell(std::int32_t lat, std::int32_t lon) {
        return static_cast<std::uint32_t>((lat + 9100000) / side) << 16 | static_cast<std::uint32_t>((lon + 18100000) / side);
    }
    std::vector<std::pair<std::uint32_t, PlaceIndex>> m_cells;
};

class Importer {
public:
    explicit Importer(const Gazetteer& gazetteer) {
        m_writer.load(gazetteer);
        m_neighbours.emplace(m_writer.records());
        for (PlaceIndex i = 0; i < m_writer.records().size(); ++i) know(i);
        for (const auto& further : m_writer.further_ids()) m_ids.emplace(m_writer.text(further.text), further.place);
    }

    Result<> read(const std::string& path) {
        m_path = path;
        m_taken.assign(m_writer.records().size(), false);
        m_first_new = static_cast<PlaceIndex>(m_writer.records().size());
        number_places();
        for (const bool divisions : {true, false}) {
            auto done = read_place_rows(path, [&](PlaceRow&& row) { return is_division(row.kind) == divisions ? take(std::move(row)) : Result<>(); });
            if (!done) return done;
        }
        m_writer.settle();
        return {};
    }

    PlaceImport finish(FileWriter& out) {
        locate_divisions(m_writer.records(), false);
        m_writer.write(out);
        return m_count;
    }

private:
    std::vector<PlaceRecord>& records() { return m_writer.records(); }

    // The codes and ids by which rows may name a place of the gazetteer.
    void know(PlaceIndex place) {
        const PlaceRecord& r = records()[place];
        const std::string_view id = m_writer.text(r.id);
        if (!id.empty()) m_ids.emplace(id, place);
        if (r.kind == PlaceKind::country) m_ids.emplace(std::string(r.code, 2), place);
        if (!id.starts_with("adm1:") && !id.starts_with("adm2:")) return;
        const auto code = id.substr(5);
        m_ids.emplace(code, place);
        // A state whose id is its GeoNames number is known by its counties.
        if (id.starts_with("adm2:") && r.adm1 != no_place) m_ids.emplace(code.substr(0, code.rfind('.')), r.adm1);
    }

    void number_places() {
        m_numbers.clear();
        for (PlaceIndex i = 0; i < records().size(); ++i) {
            if (records()[i].number) m_numbers.push_back({records()[i].number, i});
        }
        std::sort(m_numbers.begin(), m_numbers.end());
    }

    PlaceIndex of_id(const std::string& id) const {
        const auto found = m_ids.find(id);
        return found == m_ids.end() ? no_place : found->second;
    }

    PlaceIndex of_number(std::uint32_t number) const {
        if (number == 0) return no_place;
        const auto found = std::lower_bound(m_numbers.begin(), m_numbers.end(), std::pair{number, PlaceIndex{0}});
        return found != m_numbers.end() && found->first == number ? found->second : no_place;
    }

    PlaceIndex by_ids(const PlaceRow& row) const {
        if (const auto place = of_number(row.geonames); place != no_place) return place;
        if (const auto place = row.code.empty() ? no_place : of_id(row.code); place != no_place) return place;
        for (const std::string& id : row.ids) {
            if (const auto place = of_id(id); place != no_place) return place;
        }
        return no_place;
    }

    // Country and divisions of a row: by what it names, else by the nearest settlement.
    PlaceRecord placed(const PlaceRow& row) {
        PlaceRecord r;
        r.number = row.geonames;
        r.kind = row.kind;
        r.population = row.population;
        r.radius_m = static_cast<std::uint32_t>(std::min(row.radius_km, 20000.0) * 1000);
        r.flags = row.minor ? minor : 0;
        set_feature(r, row.feature);
        if (row.point) set_point(r, *row.point);
        if (row.box) set_box(r, *row.box);
        if (!row.country.empty()) r.country = of_id(row.country);
        for (const std::string& parent : row.parents) {
            const PlaceIndex in = of_id(parent);
            if (in == no_place) continue;
            const PlaceRecord& p = records()[in];
            if (p.kind == PlaceKind::country) r.country = in;
            else if (r.country == no_place) r.country = p.country;
            if (p.kind == PlaceKind::adm1) r.adm1 = in;
            if (p.kind != PlaceKind::adm2) continue;
            if (r.adm1 == no_place) r.adm1 = p.adm1;
            const bool second = std::string_view(p.feature, 6) == "A.ADM2";
            if (second || r.adm2 == no_place) r.adm2 = second || p.adm2 == no_place ? in : p.adm2;
        }
        if (row.point && (r.country == no_place || (r.adm1 == no_place && !is_division(row.kind) && row.kind != PlaceKind::area))) {
            PlaceIndex near = m_neighbours->nearest(records(), r, r.country, 1);
            if (near == no_place && r.country == no_place) near = m_neighbours->nearest(records(), r, no_place, 5);  // in a desert
            if (near != no_place) {
                r.country = records()[near].country;
                if (r.adm1 == no_place && row.kind != PlaceKind::adm1) r.adm1 = records()[near].adm1;
                if (r.adm2 == no_place && !is_division(row.kind)) r.adm2 = records()[near].adm2;
            }
        }
        if (r.country != no_place) std::memcpy(r.code, records()[r.country].code, 2);
        else if (row.country.size() == 2) std::memcpy(r.code, row.country.data(), 2);
        return r;
    }

    struct Choice {
        PlaceIndex place = no_place;
        bool loose = true;
        double km = 1e9;
    };

    void consider(const PlaceRow& row, const PlaceRecord& r, NameHit hit, bool loose, Choice& best) {
        if (hit.kind() == NameKind::demonym || hit.kind() == NameKind::abbreviation) return;
        const PlaceIndex place = hit.place();
        if (place >= m_first_new || m_taken[place] || (best.place != no_place && loose && !best.loose)) return;
        const PlaceRecord& other = records()[place];
        if (!is_one_kind(row, other)) return;
        const bool known = r.country != no_place && other.country != no_place;
        if (known && r.country != other.country) return;
        const bool both = (r.flags & located) && (other.flags & located);
        // Without points a division is told by its country and what it lies in.
        if (!both && (!is_division(row.kind) || !known || (r.adm1 != no_place && r.adm1 != other.adm1))) return;
        const double km = both ? base::distance_km({r.lat / 1e5, r.lon / 1e5}, {other.lat / 1e5, other.lon / 1e5}) : 0;
        if (km > reach_km(row.kind, loose)) return;
        const bool better = best.place == no_place || loose < best.loose || (loose == best.loose && km < best.km);
        if (better) best = {place, loose, km};
    }

    PlaceIndex by_name(const PlaceRow& row, const PlaceRecord& r) {
        Choice best;
        constexpr std::size_t most_names = 60;
        const auto look = [&](std::string_view name) {
            FoldedName folded;
            m_writer.folder().name(name, folded);
            if (folded.empty()) return;
            for (const auto& key : m_writer.find(folded.text())) consider(row, r, NameHit{key.packed}, false, best);
            for (const auto& key : m_writer.find_loose(folded.text())) consider(row, r, NameHit{key.packed}, true, best);
        };
        look(row.name);
        for (std::size_t i = 0; i < row.names.size() && i < most_names; ++i) {
            if (!is_noise(row.names[i])) look(row.names[i]);
        }
        return best.place;
    }

    Result<> take(PlaceRow&& row) {
        PlaceIndex place = by_ids(row);
        if (place >= m_first_new && place != no_place) {  // named before by this file
            extend(place, row, placed(row));
            return {};
        }
        const PlaceRecord record = placed(row);
        if (place == no_place) place = by_name(row, record);
        if (place != no_place) {
            m_taken[place] = true;
            extend(place, row, record);
            ++m_count.merged;
            return {};
        }
        const bool needed = row.kind == PlaceKind::adm1 || row.kind == PlaceKind::adm2;  // may be located by what lies in it
        if ((!row.point && !needed) || (record.country == no_place && (is_division(row.kind) || row.kind == PlaceKind::settlement))) {
            ++m_count.left_out;
            return {};
        }
        if (row.kind == PlaceKind::country) {  // a second country of one code would take the first one's place
            ++m_count.left_out;
            return {};
        }
        return add(row, record);
    }

    Result<> add(const PlaceRow& row, const PlaceRecord& record) {
        const std::string id = row.geonames ? std::string() : !row.ids.empty() ? row.ids.front()
                                                                               : fmt::format("own:{:016x}", base::fnv1a(fmt::format("{}|{}|{}", row.name, record.lat, record.lon)));
        const auto index = m_writer.add(record, row.name, id);
        if (!index) return Error{index.error().code, fmt::format("{}:{}: {}", m_path, row.line, index.error().message), index.error().advice};
        m_writer.add_own_name(*index);
        for (const std::string& name : row.names) m_writer.add_name(*index, name, NameKind::other);
        for (const std::string& other : row.ids) {
            if (m_ids.emplace(other, *index).second && other != id) m_writer.add_id(*index, other);
        }
        if (!row.code.empty()) m_ids.emplace(row.code, *index);
        ++m_count.added;
        return {};
    }

    // What a further source tells of a place.
    void extend(PlaceIndex place, const PlaceRow& row, const PlaceRecord& record) {
        PlaceRecord& r = records()[place];
        const bool dump = row.geonames != 0 && row.geonames == r.number && row.ids.empty();
        if (r.number == 0) r.number = row.geonames;
        if (dump && r.kind == row.kind && !(r.flags & capital)) set_feature(r, row.feature);
        if (row.population && (dump || r.population == 0)) r.population = row.population;
        if (record.flags & located) {
            const base::LatLon old{r.lat / 1e5, r.lon / 1e5};
            if (!(r.flags & located) || (row.outlined && is_division(r.kind) && !row.box->holds(old))) set_point(r, *row.point);
        }
        if (row.outlined && r.kind != PlaceKind::country) set_box(r, *row.box);
        const bool boxless = r.west == 0 && r.south == 0 && r.east == 0 && r.north == 0;
        if (boxless && row.box) set_box(r, *row.box);
        if (r.radius_m == 0) r.radius_m = record.radius_m;
        if (r.kind != PlaceKind::country && r.country == no_place) {
            r.country = record.country;
            std::memcpy(r.code, record.code, 2);
        }
        if (r.kind != PlaceKind::country && r.kind != PlaceKind::adm1) {
            if (r.adm1 == no_place && record.adm1 != place) r.adm1 = record.adm1;
            if (r.adm2 == no_place && record.adm2 != place && r.adm1 == record.adm1) r.adm2 = record.adm2;
        }
        m_writer.add_name(place, row.name, NameKind::other);
        for (const std::string& name : row.names) m_writer.add_name(place, name, NameKind::other);
        for (const std::string& id : row.ids) {
            if (m_ids.emplace(id, place).second) m_writer.add_id(place, id);
        }
        if (!row.code.empty()) m_ids.emplace(row.code, place);
    }

    GazetteerWriter m_writer;
    std::optional<Neighbours> m_neighbours;
    std::unordered_map<std::string, PlaceIndex> m_ids;  // codes of divisions, and ids of sources other than GeoNames
    std::vector<std::pair<std::uint32_t, PlaceIndex>> m_numbers;
    std::vector<bool> m_taken;   // met by the file at hand
    PlaceIndex m_first_new = 0;  // places from here on are of the file at hand
    std::string m_path;
    PlaceImport m_count;
};

}  // namespace

namespace {

// SHA-256 of a file, read in pieces.
Result<std::string> file_digest(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{ErrorCode::not_readable, fmt::format("{}: the file can't be read", path), "name a file of places"};
    base::Sha256 hash;
    std::string piece(1 << 20, '\0');
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        hash.update(std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount())));
    }
    return base::hex(hash.finish());
}

}  // namespace

Result<PlaceImport> import_places(const File& file, const std::vector<std::string>& paths, FileWriter& out) {
    const auto gazetteer = Gazetteer::view(file);
    if (!gazetteer) return gazetteer.error();
    Importer importer(*gazetteer);
    for (const Source& source : file.sources()) out.add_source(source);
    for (const std::string& path : paths) {
        if (auto done = importer.read(path); !done) return done.error();
        auto digest = file_digest(path);
        if (!digest) return digest.error();
        out.add_source({"places", path.substr(path.rfind('/') + 1), *digest, "as its source states"});
    }
    return importer.finish(out);
}

}  // namespace marsad::resources
