// The gazetteer: places of the world with their names, and the index by which names of a text find them.
//
// Purpose: a view of the sections "places/…" of the resource file. Records have a fixed size; names live in one pool; the
// index is one hash table from a folded name (see place_names.h) to the places that bear it. Keys themselves are not
// kept: a name is told from others by its 64-bit hash. Beginnings of names of several words are in the table as well, so
// that a text is walked word by word until no name goes on.
// Ownership: borrows the resource file, which must outlive it. Threading: immutable; look-ups allocate nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/geo.h"
#include "marsad/result.h"
#include "resources/place_names.h"

namespace marsad::resources {

class File;

using PlaceIndex = std::uint32_t;
inline constexpr PlaceIndex no_place = 0xFFFFFFFF;

enum class PlaceKind : std::uint8_t {
    continent,
    country,
    adm1,
    adm2,
    settlement,
    neighbourhood,
    area,
    waters,
    linear,
    point
};

// One place as it lies in the file. Coordinates are in units of 1e-5 degrees.
struct PlaceRecord {
    std::uint32_t number = 0;       // GeoNames id; 0 where it has none
    std::uint32_t name = 0;         // offset in the pool of texts
    std::uint32_t id = 0;           // offset in the pool; 0: "geonames:" and the number
    std::int32_t lat = 0, lon = 0;
    std::int32_t west = 0, south = 0, east = 0, north = 0;  // all 0: no box
    std::uint32_t population = 0;
    PlaceIndex country = no_place, adm1 = no_place, adm2 = no_place;  // places that it lies in
    char code[2] = {0, 0};          // ISO 3166 alpha-2; 0 for none
    PlaceKind kind = PlaceKind::settlement;
    std::uint8_t flags = 0;         // see below
    char feature[8] = {};           // GeoNames class and code: "P.PPLC"
    std::uint32_t radius_m = 0;     // 0: not known
};
static_assert(sizeof(PlaceRecord) == 68);

inline constexpr std::uint8_t located = 1;      // has coordinates
inline constexpr std::uint8_t capital = 2;
inline constexpr std::uint8_t disputed = 4;
inline constexpr std::uint8_t minor = 8;        // a hill, a farm, a stream: of its name no settlement's equal

// How a name stands to a place.
enum class NameKind : std::uint8_t {
    main,
    other,
    short_form,
    abbreviation,
    demonym,
    loose
};

// One place that bears a name.
struct NameHit {
    std::uint32_t packed = 0;
    PlaceIndex place() const { return packed & 0xFFFFFF; }
    NameKind kind() const { return static_cast<NameKind>(packed >> 24); }
    static NameHit of(PlaceIndex place, NameKind kind) { return {place | static_cast<std::uint32_t>(kind) << 24}; }
};

// What the index says of a sequence of words.
struct NameEntry {
    std::span<const NameHit> places;  // empty where no place has just this name
    bool goes_on = false;             // longer names begin with it
};

class Gazetteer {
public:
    // A view of the file's sections. Errors: damaged (sections missing or of sizes that do not fit).
    static Result<Gazetteer> view(const File& file);

    std::uint32_t size() const { return static_cast<std::uint32_t>(m_records.size()); }
    const PlaceRecord& record(PlaceIndex place) const { return m_records[place]; }
    std::string_view name(PlaceIndex place) const { return text(m_records[place].name); }
    std::string id(PlaceIndex place) const;
    // Every source's id, the one above first: "geonames:170063", "wof:102542747", "pcode:SY0701".
    std::vector<std::string> ids(PlaceIndex place) const;
    base::LatLon point(PlaceIndex place) const;
    std::optional<base::Box> box(PlaceIndex place) const;
    std::string_view code(PlaceIndex place) const;     // country's, "SY"; empty for none
    std::string_view feature(PlaceIndex place) const;
    // Whether `inner` is `outer` or lies in it by the chain of divisions.
    bool lies_in(PlaceIndex inner, PlaceIndex outer) const;

    const NameFolder& folder() const { return m_folder; }
    NameEntry find(std::string_view folded) const { return find_hash(name_hash(folded)); }
    NameEntry find_hash(std::uint64_t hash) const;
    // Places whose names are transliterations of the folded one.
    std::span<const NameHit> find_loose(std::string_view folded) const;
    // Whether a name of one word, folded, is a word that usually stands in small letters ("plain", "hope").
    bool is_common_word(std::uint64_t hash) const;
    // The country of an alpha-2 code; no_place where there is none.
    PlaceIndex country(std::string_view code) const;
    // The place of an id ("geonames:170063", "marsad:eastern-ghouta"); by a scan: not for the hot path.
    PlaceIndex by_id(std::string_view id) const;

private:
    struct Slot {
        std::uint64_t hash;    // 0: empty
        std::uint32_t first;   // in m_hits
        std::uint16_t count;
        std::uint16_t goes_on;
    };
    std::string_view text(std::uint32_t offset) const;
    std::span<const PlaceRecord> m_records;
    std::span<const Slot> m_slots;      // a power of two of them
    std::span<const NameHit> m_hits;
    struct FurtherId {
        PlaceIndex place;
        std::uint32_t text;
    };
    std::span<const FurtherId> m_ids;            // by place
    std::span<const std::uint32_t> m_countries;  // by code: [(a - 'A') * 26 + b - 'A']
    std::span<const std::uint64_t> m_common;     // sorted
    std::string_view m_texts;           // length in two bytes, then the text
    NameFolder m_folder;

    friend class GazetteerWriter;
};

// The section "places/common" from a list of words in the case in which they usually stand, one a line.
std::string common_words(std::string_view list);

// Kilometres by which the middle of a box is away from its corner.
double half_diagonal_km(const base::Box& box);

}  // namespace marsad::resources
