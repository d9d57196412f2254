// What writes the gazetteer's sections: records, texts, further ids and the index of names.
//
// Purpose: one writer for the gazetteer that is compiled from a draft and for one that grows: load() takes over a
// gazetteer as it lies in a resource file, and places, names and ids are added to it. Names are kept as hashes only, so
// that millions of places fit: a place takes 68 bytes and its texts, a name 16 bytes and 8 for each of its beginnings.
// Ownership: owns what was added; borrows nothing after load(). Threading: one writer at a time.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/result.h"
#include "resources/gazetteer.h"

namespace marsad::resources {

class FileWriter;

// A place's number has 24 bits in the index.
inline constexpr std::size_t most_places = 0xFFFFFF;

class GazetteerWriter {
public:
    struct Key {
        std::uint64_t hash;
        std::uint32_t packed;  // a NameHit
    };
    using FurtherId = Gazetteer::FurtherId;

    GazetteerWriter();
    // Takes over all places and names of a gazetteer; called first.
    void load(const Gazetteer& gazetteer);

    // `id` empty: "geonames:" and the record's number. Errors: too_large.
    Result<PlaceIndex> add(const PlaceRecord& record, std::string_view name, std::string_view id);
    // The keys of a name: as it is, without its article, and as a transliteration, where the place's country calls for them.
    void add_name(PlaceIndex place, std::string_view name, NameKind kind);
    // The name that the record has and, for a division, that name without the word for its kind.
    void add_own_name(PlaceIndex place);
    void add_id(PlaceIndex place, std::string_view id);

    std::vector<PlaceRecord>& records() { return m_records; }
    const std::vector<PlaceRecord>& records() const { return m_records; }
    const std::vector<FurtherId>& further_ids() const { return m_ids; }
    std::string_view text(std::uint32_t offset) const;
    const NameFolder& folder() const { return m_folder; }

    // Sorts the names added so far; find() and find_loose() see these alone.
    void settle();
    std::span<const Key> find(std::string_view folded) const;
    std::span<const Key> find_loose(std::string_view folded) const;

    void write(FileWriter& out);

private:
    std::uint32_t pooled(std::string_view text);
    void add_key(std::string_view name, PlaceIndex place, NameKind kind);
    std::span<const Key> find_hash(std::uint64_t hash) const;
    bool before(const Key& a, const Key& b) const;
    void write_index(FileWriter& out);

    std::vector<PlaceRecord> m_records;
    std::string m_texts = std::string(2, '\0');  // offset 0 is the empty text
    std::vector<FurtherId> m_ids;
    std::vector<Key> m_keys;
    std::size_t m_settled = 0;  // m_keys before it are sorted by their hashes
    std::vector<std::uint64_t> m_beginnings;
    std::string m_fold_table;
    NameFolder m_folder;
};

// Points, boxes and populations of first and second divisions from the settlements in them. Where `all` is false, only
// those that have no point.
void locate_divisions(std::vector<PlaceRecord>& records, bool all);

// Names that a gazetteer lists among others and no text uses: codes, and romanisations in small letters.
bool is_noise(std::string_view name);
// Countries in which names are transliterated from Arabic script in many ways.
bool is_transliterated(std::string_view code);

}  // namespace marsad::resources
