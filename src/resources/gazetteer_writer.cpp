#include "resources/gazetteer_writer.h"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "resources/file.h"
#include "resources/gazetteer_draft.h"

namespace marsad::resources {

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

template <typename T>
std::string bytes_of(const std::vector<T>& values) {
    std::string out(values.size() * sizeof(T), '\0');
    if (!values.empty()) std::memcpy(out.data(), values.data(), out.size());
    return out;
}

}  // namespace

bool is_transliterated(std::string_view code) {
    static constexpr std::string_view codes[] = {"AE", "AF", "BH", "DJ", "DZ", "EG", "EH", "ER", "IL", "IQ", "IR", "JO", "KM", "KW", "LB", "LY", "MA", "MR",
                                                 "OM", "PK", "PS", "QA", "SA", "SD", "SO", "SY", "TD", "TN", "TR", "YE"};
    return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

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

GazetteerWriter::GazetteerWriter() : m_fold_table(make_fold_table()), m_folder(m_fold_table) {}

void GazetteerWriter::load(const Gazetteer& gazetteer) {
    m_records.assign(gazetteer.m_records.begin(), gazetteer.m_records.end());
    m_texts = gazetteer.m_texts;
    m_ids.assign(gazetteer.m_ids.begin(), gazetteer.m_ids.end());
    for (const auto& slot : gazetteer.m_slots) {
        if (slot.hash == 0) continue;
        const auto entry = gazetteer.find_hash(slot.hash);
        for (const NameHit& hit : entry.places) m_keys.push_back({slot.hash, hit.packed});
        if (entry.goes_on) m_beginnings.push_back(slot.hash);
    }
    settle();
}

std::string_view GazetteerWriter::text(std::uint32_t offset) const {
    if (offset + 2 > m_texts.size()) return {};
    const auto low = static_cast<unsigned char>(m_texts[offset]), high = static_cast<unsigned char>(m_texts[offset + 1]);
    return std::string_view(m_texts).substr(offset + 2, static_cast<std::size_t>(low | high << 8));
}

std::uint32_t GazetteerWriter::pooled(std::string_view text) {
    if (text.empty() || m_texts.size() > 0xFFFFFFFF - 0x20000) return 0;
    const auto at = static_cast<std::uint32_t>(m_texts.size());
    const auto size = std::min<std::size_t>(text.size(), 0xFFFF);
    m_texts += static_cast<char>(size & 255);
    m_texts += static_cast<char>(size >> 8);
    m_texts.append(text, 0, size);
    return at;
}

Result<PlaceIndex> GazetteerWriter::add(const PlaceRecord& record, std::string_view name, std::string_view id) {
    if (m_records.size() >= most_places) return Error{ErrorCode::too_large, fmt::format("more than {} places", most_places), "add the files of the countries that you need"};
    const auto index = static_cast<PlaceIndex>(m_records.size());
    m_records.push_back(record);
    m_records.back().name = pooled(name);
    m_records.back().id = pooled(id);
    return index;
}

void GazetteerWriter::add_id(PlaceIndex place, std::string_view id) { m_ids.push_back({place, pooled(id)}); }

void GazetteerWriter::add_name(PlaceIndex place, std::string_view name, NameKind kind) {
    if (kind != NameKind::other || !is_noise(name)) add_key(name, place, kind);
}

void GazetteerWriter::add_key(std::string_view name, PlaceIndex place, NameKind kind) {
    FoldedName folded;
    m_folder.name(name, folded);
    if (folded.empty() || folded.size() >= FoldedName::capacity) return;
    const auto text = folded.text();
    m_keys.push_back({name_hash(text), NameHit::of(place, kind).packed});
    for (std::size_t space = text.find(' '); space != text.npos; space = text.find(' ', space + 1)) m_beginnings.push_back(name_hash(text.substr(0, space)));
    const PlaceRecord& record = m_records[place];
    if (kind == NameKind::demonym || kind == NameKind::abbreviation || !is_transliterated({record.code, 2})) return;
    if (text.find_first_not_of("abcdefghijklmnopqrstuvwxyz ") != text.npos) return;
    const auto space = text.find(' ');
    if (space != text.npos && space <= 3 && text.size() - space > 4 && is_arabic_article(text.substr(0, space))) {
        m_keys.push_back({name_hash(text.substr(space + 1)), NameHit::of(place, NameKind::other).packed});
    }
    FoldedName loose;
    loosen(text, loose);
    if (!loose.empty()) m_keys.push_back({loose_hash(loose.text()), NameHit::of(place, NameKind::loose).packed});
}

void GazetteerWriter::add_own_name(PlaceIndex place) {
    const std::string name(text(m_records[place].name));
    add_key(name, place, NameKind::main);
    const auto kind = m_records[place].kind;
    const bool county = std::string_view(m_records[place].code, 2) == "US" && kind == PlaceKind::adm2;
    const bool division = (kind == PlaceKind::adm1 || kind == PlaceKind::adm2) && !county;
    if (division && !without_kind(name).empty()) add_key(without_kind(name), place, NameKind::short_form);
}

// By hash; the more populous place first; of a place's names the one that stands nearest to it.
bool GazetteerWriter::before(const Key& a, const Key& b) const {
    if (a.hash != b.hash) return a.hash < b.hash;
    const NameHit one{a.packed}, other{b.packed};
    const PlaceRecord &p = m_records[one.place()], &q = m_records[other.place()];
    if (one.place() != other.place()) return p.population != q.population ? p.population > q.population : one.place() < other.place();
    return one.kind() < other.kind();
}

void GazetteerWriter::settle() {
    std::sort(m_keys.begin(), m_keys.end(), [&](const Key& a, const Key& b) { return before(a, b); });
    m_keys.erase(std::unique(m_keys.begin(), m_keys.end(), [](const Key& a, const Key& b) {
                     return a.hash == b.hash && NameHit{a.packed}.place() == NameHit{b.packed}.place();
                 }),
                 m_keys.end());
    m_settled = m_keys.size();
    std::sort(m_beginnings.begin(), m_beginnings.end());
    m_beginnings.erase(std::unique(m_beginnings.begin(), m_beginnings.end()), m_beginnings.end());
}

std::span<const GazetteerWriter::Key> GazetteerWriter::find_hash(std::uint64_t hash) const {
    const auto end = m_keys.begin() + static_cast<std::ptrdiff_t>(m_settled);
    const auto first = std::lower_bound(m_keys.begin(), end, hash, [](const Key& key, std::uint64_t h) { return key.hash < h; });
    auto last = first;
    while (last != end && last->hash == hash) ++last;
    return {first, last};
}

std::span<const GazetteerWriter::Key> GazetteerWriter::find(std::string_view folded) const { return find_hash(name_hash(folded)); }

std::span<const GazetteerWriter::Key> GazetteerWriter::find_loose(std::string_view folded) const {
    FoldedName key;
    loosen(folded, key);
    return key.empty() ? std::span<const Key>() : find_hash(loose_hash(key.text()));
}

void GazetteerWriter::write_index(FileWriter& out) {
    settle();
    std::size_t capacity = 1;
    while (capacity < (m_keys.size() + m_beginnings.size()) * 5 / 4) capacity *= 2;
    std::vector<Gazetteer::Slot> slots(capacity, {0, 0, 0, 0});
    const auto slot_of = [&](std::uint64_t hash) -> Gazetteer::Slot& {
        if (hash == 0) hash = 1;
        std::size_t at = (hash ^ hash >> 29) & (capacity - 1);
        while (slots[at].hash != 0 && slots[at].hash != hash) at = (at + 1) & (capacity - 1);
        slots[at].hash = hash;
        return slots[at];
    };
    std::vector<NameHit> hits;
    hits.reserve(m_keys.size());
    for (std::size_t i = 0; i < m_keys.size();) {
        auto& slot = slot_of(m_keys[i].hash);
        slot.first = static_cast<std::uint32_t>(hits.size());
        const std::uint64_t hash = m_keys[i].hash;
        for (; i < m_keys.size() && m_keys[i].hash == hash; ++i) hits.push_back({m_keys[i].packed});
        slot.count = static_cast<std::uint16_t>(std::min<std::size_t>(hits.size() - slot.first, 0xFFFF));
    }
    for (std::uint64_t hash : m_beginnings) slot_of(hash).goes_on = 1;
    out.add("places/slots", bytes_of(slots));
    out.add("places/hits", bytes_of(hits));
}

void GazetteerWriter::write(FileWriter& out) {
    std::vector<std::uint32_t> countries(26 * 26, no_place);
    for (PlaceIndex i = 0; i < m_records.size(); ++i) {
        const PlaceRecord& r = m_records[i];
        if (r.kind == PlaceKind::country && r.code[0] >= 'A') countries[static_cast<std::size_t>((r.code[0] - 'A') * 26 + r.code[1] - 'A')] = i;
    }
    std::stable_sort(m_ids.begin(), m_ids.end(), [](const FurtherId& a, const FurtherId& b) { return a.place < b.place; });
    write_index(out);
    out.add("places/records", bytes_of(m_records));
    out.add("places/countries", bytes_of(countries));
    out.add("places/ids", bytes_of(m_ids));
    out.add("places/texts", m_texts);
    out.add("places/fold", m_fold_table);
}

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

double wrapped(double lon) { return lon > 180 ? lon - 360 : lon < -180 ? lon + 360
                                                                       : lon; }

}  // namespace

void locate_divisions(std::vector<PlaceRecord>& records, bool all) {
    std::vector<Extent> extents(records.size());
    for (const PlaceRecord& r : records) {
        if (r.kind != PlaceKind::settlement || !(r.flags & located)) continue;
        const base::LatLon point{r.lat / 1e5, r.lon / 1e5};
        if (r.adm1 != no_place) extents[r.adm1].take(point, r.population);
        if (r.adm2 != no_place) extents[r.adm2].take(point, r.population);
    }
    for (std::size_t i = 0; i < extents.size(); ++i) {
        const Extent& e = extents[i];
        PlaceRecord& r = records[i];
        if (e.count == 0 || (r.kind != PlaceKind::adm1 && r.kind != PlaceKind::adm2)) continue;
        if (!all && (r.flags & located)) continue;
        if (!(r.flags & located)) set_point(r, {(e.south + e.north) / 2, wrapped((e.west + e.east) / 2)});
        if (e.count > 1) set_box(r, {wrapped(e.west), e.south, wrapped(e.east), e.north});
        r.population = static_cast<std::uint32_t>(std::min<std::uint64_t>(e.population, 0xFFFFFFFF));
    }
}

}  // namespace marsad::resources
