#include "resources/gazetteer_draft.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <unordered_map>

#include <fmt/format.h>

#include "resources/file.h"

namespace marsad::resources {

PlaceIndex GazetteerDraft::add(PlaceDraft place, std::string code) {
    const auto index = static_cast<PlaceIndex>(places.size());
    places.push_back(std::move(place));
    if (!code.empty()) by_code.emplace(std::move(code), index);
    return index;
}

PlaceIndex GazetteerDraft::at(std::string_view code) const {
    const auto found = by_code.find(code);
    return found == by_code.end() ? no_place : found->second;
}

std::int32_t stored_degrees(double degrees) {
    return static_cast<std::int32_t>(degrees * 1e5 + (degrees < 0 ? -0.5 : 0.5));
}

void set_point(PlaceRecord& record, base::LatLon point) {
    record.lat = stored_degrees(point.lat);
    record.lon = stored_degrees(point.lon);
    record.flags |= located;
}

void set_box(PlaceRecord& record, const base::Box& box) {
    record.west = stored_degrees(box.west);
    record.south = stored_degrees(box.south);
    record.east = stored_degrees(box.east);
    record.north = stored_degrees(box.north);
}

void set_feature(PlaceRecord& record, std::string_view feature) {
    std::memset(record.feature, 0, sizeof record.feature);
    std::memcpy(record.feature, feature.data(), std::min(feature.size(), sizeof record.feature));
}

Result<std::string> read_download(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{ErrorCode::not_found, fmt::format("{}: it is not there", path), "fetch it with tools/fetch_resources.py (or ./run, which does)"};
    return std::string(std::istreambuf_iterator<char>(in), {});
}

namespace {

// Names of divisions are looked for with and without the word for their kind: "Idlib Governorate", "Idlib".
std::string_view without_kind(std::string_view name) {
    static constexpr std::string_view kinds[] = {
        " Governorate", " Province", " State", " Department", " Region", " Oblast", " Oblast'", " Prefecture", " District", " County", " Parish", " Raion",
        " Canton", " Municipality", " Voivodeship", " Krai", " Republic", " Territory", " Division", " Emirate", " Autonomous Region", " Community"};
    for (auto kind : kinds) {
        if (name.size() > kind.size() + 2 && name.ends_with(kind)) return name.substr(0, name.size() - kind.size());
    }
    static constexpr std::string_view fronts[] = {"Departamento de ", "Departamento del ", "Provincia de ", "Province of ", "State of ", "Muhafazat ", "Wilayat ", "Wilaya de "};
    for (auto front : fronts) {
        if (name.size() > front.size() + 2 && name.starts_with(front)) return name.substr(front.size());
    }
    return {};
}

// Countries in which names are transliterated from Arabic script in many ways.
bool is_transliterated(std::string_view code) {
    static constexpr std::string_view codes[] = {"AE", "AF", "BH", "DJ", "DZ", "EG", "EH", "ER", "IL", "IQ", "IR", "JO", "KM", "KW", "LB", "LY", "MA", "MR",
                                                 "OM", "PK", "PS", "QA", "SA", "SD", "SO", "SY", "TD", "TN", "TR", "YE"};
    return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

// Codes and romanisations in small letters, which a gazetteer lists among other names and no text uses.
bool is_noise(std::string_view name) {
    bool ascii = true, upper = false, lower = false, digit = false;
    for (char c : name) {
        ascii = ascii && static_cast<unsigned char>(c) < 0x80;
        upper = upper || (c >= 'A' && c <= 'Z');
        lower = lower || (c >= 'a' && c <= 'z');
        digit = digit || (c >= '0' && c <= '9');
    }
    if (!ascii) return name.size() < 3;
    return !upper || digit || (!lower && name.size() <= 4) || name.size() < 3;
}

}  // namespace

struct GazetteerWriter {
    explicit GazetteerWriter(const GazetteerDraft& places) : draft(places) {}

    const GazetteerDraft& draft;
    std::string texts = std::string(2, '\0');  // offset 0 is the empty text
    std::unordered_map<std::string, std::uint32_t> known;
    std::string fold_table = make_fold_table();
    NameFolder folder{fold_table};

    struct Key {
        std::uint64_t hash;
        std::uint32_t packed;
    };
    std::vector<Key> keys;
    std::vector<std::uint64_t> beginnings;

    std::uint32_t pooled(const std::string& text) {
        if (text.empty()) return 0;
        const auto [at, added] = known.try_emplace(text, static_cast<std::uint32_t>(texts.size()));
        if (added) {
            const auto size = std::min<std::size_t>(text.size(), 0xFFFF);
            texts += static_cast<char>(size & 255);
            texts += static_cast<char>(size >> 8);
            texts.append(text, 0, size);
        }
        return at->second;
    }

    void add_key(std::string_view name, PlaceIndex place, NameKind kind) {
        FoldedName folded;
        folder.name(name, folded);
        if (folded.empty() || folded.size() >= FoldedName::capacity) return;
        const auto text = folded.text();
        keys.push_back({name_hash(text), NameHit::of(place, kind).packed});
        for (std::size_t space = text.find(' '); space != text.npos; space = text.find(' ', space + 1)) {
            beginnings.push_back(name_hash(text.substr(0, space)));
        }
        const PlaceRecord& record = draft.places[place].record;
        if (kind == NameKind::demonym || kind == NameKind::abbreviation || !is_transliterated({record.code, 2})) return;
        if (text.find_first_not_of("abcdefghijklmnopqrstuvwxyz ") != text.npos) return;
        const auto space = text.find(' ');
        if (space != text.npos && space <= 3 && text.size() - space > 4 && is_arabic_article(text.substr(0, space))) {
            keys.push_back({name_hash(text.substr(space + 1)), NameHit::of(place, NameKind::other).packed});
        }
        FoldedName loose;
        loosen(text, loose);
        if (!loose.empty()) keys.push_back({loose_hash(loose.text()), NameHit::of(place, NameKind::loose).packed});
    }

    void add_names(PlaceIndex index) {
        const PlaceDraft& place = draft.places[index];
        add_key(place.name, index, NameKind::main);
        for (const auto& [name, kind] : place.names) {
            if (kind != NameKind::other || !is_noise(name)) add_key(name, index, kind);
        }
        const auto kind = place.record.kind;
        const bool county = std::string_view(place.record.code, 2) == "US" && kind == PlaceKind::adm2;
        const bool division = (kind == PlaceKind::adm1 || kind == PlaceKind::adm2) && !county;
        if (division && !without_kind(place.name).empty()) add_key(without_kind(place.name), index, NameKind::short_form);
    }

    // The more populous first; of equals the wider kind; of a place's names the one that stands nearest to it.
    bool before(const Key& a, const Key& b) const {
        if (a.hash != b.hash) return a.hash < b.hash;
        const NameHit one{a.packed}, other{b.packed};
        const PlaceRecord &p = draft.places[one.place()].record, &q = draft.places[other.place()].record;
        if (one.place() != other.place()) return p.population != q.population ? p.population > q.population : one.place() < other.place();
        return one.kind() < other.kind();
    }

    template <typename T>
    static std::string bytes_of(const std::vector<T>& values) {
        std::string out(values.size() * sizeof(T), '\0');
        if (!values.empty()) std::memcpy(out.data(), values.data(), out.size());
        return out;
    }

    void write_index(FileWriter& out) {
        std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) { return before(a, b); });
        keys.erase(std::unique(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
            return a.hash == b.hash && NameHit{a.packed}.place() == NameHit{b.packed}.place();
        }), keys.end());
        std::sort(beginnings.begin(), beginnings.end());
        beginnings.erase(std::unique(beginnings.begin(), beginnings.end()), beginnings.end());

        std::size_t capacity = 1;
        while (capacity < (keys.size() + beginnings.size()) * 5 / 4) capacity *= 2;
        std::vector<Gazetteer::Slot> slots(capacity, {0, 0, 0, 0});
        const auto slot_of = [&](std::uint64_t hash) -> Gazetteer::Slot& {
            if (hash == 0) hash = 1;
            std::size_t at = (hash ^ hash >> 29) & (capacity - 1);
            while (slots[at].hash != 0 && slots[at].hash != hash) at = (at + 1) & (capacity - 1);
            slots[at].hash = hash;
            return slots[at];
        };
        std::vector<NameHit> hits;
        for (std::size_t i = 0; i < keys.size();) {
            auto& slot = slot_of(keys[i].hash);
            slot.first = static_cast<std::uint32_t>(hits.size());
            const std::uint64_t hash = keys[i].hash;
            for (; i < keys.size() && keys[i].hash == hash; ++i) hits.push_back({keys[i].packed});
            slot.count = static_cast<std::uint16_t>(std::min<std::size_t>(hits.size() - slot.first, 0xFFFF));
        }
        for (std::uint64_t hash : beginnings) slot_of(hash).goes_on = 1;
        out.add("places/slots", bytes_of(slots));
        out.add("places/hits", bytes_of(hits));
    }

    void write(FileWriter& out) {
        std::vector<PlaceRecord> records;
        std::vector<std::uint32_t> countries(26 * 26, no_place);
        for (PlaceIndex i = 0; i < draft.places.size(); ++i) {
            PlaceRecord record = draft.places[i].record;
            record.name = pooled(draft.places[i].name);
            record.id = pooled(draft.places[i].id);
            records.push_back(record);
            add_names(i);
            if (record.kind == PlaceKind::country) countries[static_cast<std::size_t>((record.code[0] - 'A') * 26 + record.code[1] - 'A')] = i;
        }
        write_index(out);
        out.add("places/records", bytes_of(records));
        out.add("places/countries", bytes_of(countries));
        out.add("places/texts", std::move(texts));
        out.add("places/fold", fold_table);
    }
};

void write_gazetteer(const GazetteerDraft& draft, FileWriter& out) { GazetteerWriter(draft).write(out); }

namespace {

// The extent of a division's settlements, and how many people live in them.
struct Extent {
    double west = 1e9, south = 1e9, east = -1e9, north = -1e9, first_lon = 0;
    std::uint64_t population = 0;
    std::uint32_t count = 0;

    void take(base::LatLon point, std::uint32_t people) {
        if (count++ == 0) first_lon = point.lon;
        double lon = point.lon;  // on the side of the antimeridian where the first one lies
        if (lon - first_lon > 180) lon -= 360;
        if (lon - first_lon < -180) lon += 360;
        west = std::min(west, lon);
        east = std::max(east, lon);
        south = std::min(south, point.lat);
        north = std::max(north, point.lat);
        population += people;
    }
};

double wrapped(double lon) { return lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon; }

}  // namespace

void locate_divisions(GazetteerDraft& draft) {
    std::vector<Extent> extents(draft.places.size());
    for (const PlaceDraft& place : draft.places) {
        const PlaceRecord& r = place.record;
        if (r.kind != PlaceKind::settlement || !(r.flags & located)) continue;
        const base::LatLon point{r.lat / 1e5, r.lon / 1e5};
        if (r.adm1 != no_place) extents[r.adm1].take(point, r.population);
        if (r.adm2 != no_place) extents[r.adm2].take(point, r.population);
    }
    for (std::size_t i = 0; i < extents.size(); ++i) {
        const Extent& e = extents[i];
        PlaceRecord& r = draft.places[i].record;
        if (e.count == 0 || (r.kind != PlaceKind::adm1 && r.kind != PlaceKind::adm2)) continue;
        if (!(r.flags & located)) set_point(r, {(e.south + e.north) / 2, wrapped((e.west + e.east) / 2)});
        if (e.count > 1) set_box(r, {wrapped(e.west), e.south, wrapped(e.east), e.north});
        r.population = static_cast<std::uint32_t>(std::min<std::uint64_t>(e.population, 0xFFFFFFFF));
    }
}

}  // namespace marsad::resources
