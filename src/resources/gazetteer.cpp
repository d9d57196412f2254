#include "resources/gazetteer.h"

#include <algorithm>

#include <fmt/format.h>

#include "resources/file.h"

namespace marsad::resources {

namespace {

template <typename T>
std::span<const T> array_of(const File& file, std::string_view section) {
    const auto bytes = file.section(section);
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

}  // namespace

Result<Gazetteer> Gazetteer::view(const File& file) {
    Gazetteer out;
    out.m_records = array_of<PlaceRecord>(file, "places/records");
    out.m_slots = array_of<Slot>(file, "places/slots");
    out.m_hits = array_of<NameHit>(file, "places/hits");
    out.m_countries = array_of<std::uint32_t>(file, "places/countries");
    out.m_ids = array_of<FurtherId>(file, "places/ids");
    out.m_common = array_of<std::uint64_t>(file, "places/common");
    out.m_texts = file.text("places/texts");
    out.m_folder = NameFolder(file.text("places/fold"));
    const auto slots = out.m_slots.size();
    if (out.m_records.empty() || slots == 0 || (slots & (slots - 1)) != 0 || out.m_countries.size() != 26 * 26 || out.m_texts.size() < 2) {
        return Error{ErrorCode::damaged, fmt::format("{}: the resource file has no gazetteer", file.path()),
                     "make it anew with `marsad resources build` (or ./run, which does)"};
    }
    return out;
}

std::string_view Gazetteer::text(std::uint32_t offset) const {
    if (offset + 2 > m_texts.size()) return {};
    const auto low = static_cast<unsigned char>(m_texts[offset]), high = static_cast<unsigned char>(m_texts[offset + 1]);
    return m_texts.substr(offset + 2, static_cast<std::size_t>(low | high << 8));
}

std::string Gazetteer::id(PlaceIndex place) const {
    const PlaceRecord& r = m_records[place];
    return r.id ? std::string(text(r.id)) : fmt::format("geonames:{}", r.number);
}

std::vector<std::string> Gazetteer::ids(PlaceIndex place) const {
    const PlaceRecord& r = m_records[place];
    std::vector<std::string> out{id(place)};
    if (r.id && r.number) out.push_back(fmt::format("geonames:{}", r.number));
    auto at = std::lower_bound(m_ids.begin(), m_ids.end(), place, [](const FurtherId& f, PlaceIndex p) { return f.place < p; });
    for (; at != m_ids.end() && at->place == place; ++at) out.emplace_back(text(at->text));
    return out;
}

base::LatLon Gazetteer::point(PlaceIndex place) const { return {m_records[place].lat / 1e5, m_records[place].lon / 1e5}; }

std::optional<base::Box> Gazetteer::box(PlaceIndex place) const {
    const PlaceRecord& r = m_records[place];
    if (r.west == 0 && r.south == 0 && r.east == 0 && r.north == 0) return std::nullopt;
    return base::Box{r.west / 1e5, r.south / 1e5, r.east / 1e5, r.north / 1e5};
}

std::string_view Gazetteer::code(PlaceIndex place) const {
    const PlaceRecord& r = m_records[place];
    return r.code[0] ? std::string_view(r.code, 2) : std::string_view();
}

std::string_view Gazetteer::feature(PlaceIndex place) const {
    const std::string_view feature(m_records[place].feature, sizeof PlaceRecord::feature);
    return feature.substr(0, feature.find('\0'));
}

bool Gazetteer::lies_in(PlaceIndex inner, PlaceIndex outer) const {
    if (inner == no_place || outer == no_place) return false;
    const PlaceRecord& r = m_records[inner];
    return inner == outer || r.country == outer || r.adm1 == outer || r.adm2 == outer;
}

NameEntry Gazetteer::find_hash(std::uint64_t hash) const {
    if (hash == 0) hash = 1;
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = (hash ^ hash >> 29) & mask, steps = 0; steps <= mask; at = (at + 1) & mask, ++steps) {
        const Slot& slot = m_slots[at];
        if (slot.hash == 0) break;
        if (slot.hash != hash) continue;
        if (slot.first > m_hits.size() || slot.count > m_hits.size() - slot.first) break;
        return {m_hits.subspan(slot.first, slot.count), slot.goes_on != 0};
    }
    return {};
}

std::span<const NameHit> Gazetteer::find_loose(std::string_view folded) const {
    FoldedName key;
    loosen(folded, key);
    if (key.empty()) return {};
    return find_hash(loose_hash(key.text())).places;
}

bool Gazetteer::is_common_word(std::uint64_t hash) const { return std::binary_search(m_common.begin(), m_common.end(), hash); }

std::string common_words(std::string_view list) {
    std::vector<std::uint64_t> hashes;
    while (!list.empty()) {
        const auto word = list.substr(0, list.find('\n'));
        list.remove_prefix(std::min(word.size() + 1, list.size()));
        const bool small = word.size() > 2 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (small) hashes.push_back(name_hash(word));
    }
    std::sort(hashes.begin(), hashes.end());
    return {reinterpret_cast<const char*>(hashes.data()), hashes.size() * sizeof(std::uint64_t)};
}

PlaceIndex Gazetteer::country(std::string_view code) const {
    if (code.size() != 2 || code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' || code[1] > 'Z') return no_place;
    return m_countries[static_cast<std::size_t>((code[0] - 'A') * 26 + code[1] - 'A')];
}

PlaceIndex Gazetteer::by_id(std::string_view id) const {
    for (PlaceIndex i = 0; i < size(); ++i) {
        if (this->id(i) == id) return i;
    }
    return no_place;
}

double half_diagonal_km(const base::Box& box) {
    return base::distance_km({box.south, box.west}, {box.north, box.east}) / 2;
}

}  // namespace marsad::resources
