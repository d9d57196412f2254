#include "resources/weights.h"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>

#include <fmt/core.h>

#include "resources/cues.h"

namespace marsad::resources {

namespace {

struct Slot {
    std::uint64_t feature;
    std::int64_t thousandths;
};

}  // namespace

Result<Weights> Weights::open(std::string_view section) {
    const std::size_t slots = section.size() / sizeof(Slot);
    if (section.size() % sizeof(Slot) != 0 || (slots & (slots - 1)) != 0 || slots > 0xFFFFFFFFU) {
        return Error{ErrorCode::damaged, "a section of learned weights has the wrong size", "run ./run to make the resource file anew"};
    }
    Weights out;
    out.m_slots = section;
    out.m_mask = slots == 0 ? 0 : static_cast<std::uint32_t>(slots - 1);
    return out;
}

std::int32_t Weights::weight(std::uint64_t feature) const {
    if (m_slots.empty()) return 0;
    std::uint32_t at = static_cast<std::uint32_t>(feature) & m_mask;
    for (std::uint32_t probes = 0; probes <= m_mask; ++probes, at = (at + 1) & m_mask) {
        Slot slot;
        std::memcpy(&slot, m_slots.data() + std::size_t{at} * sizeof(Slot), sizeof(Slot));
        if (slot.feature == feature) return static_cast<std::int32_t>(slot.thousandths);
        if (slot.feature == 0) return 0;
    }
    return 0;
}

namespace {

Result<> add_files(FileWriter& writer, const std::string& folder, std::initializer_list<const char*> files, const std::string& section) {
    std::string text;
    for (const char* file : files) {
        const auto path = std::filesystem::path(folder) / "learned" / file;
        if (!std::filesystem::exists(path)) continue;
        std::ifstream in(path, std::ios::binary);
        if (!in) return Error{ErrorCode::not_readable, fmt::format("{} can't be read", path.string()), "check the path and its permissions"};
        text.append(std::istreambuf_iterator<char>(in), {});
    }
    if (text.empty()) return {};
    auto weights = compile_weights(text, "learned/*.tsv");
    if (!weights) return weights.error();
    writer.add(section, std::move(*weights));
    return {};
}

}  // namespace

Result<> add_statement_weights(FileWriter& writer, const std::string& folder) {
    return add_files(writer, folder, {"statements.tsv", "event_places.tsv"}, "learned/statements");
}

Result<> add_place_name_weights(FileWriter& writer, const std::string& folder) {
    return add_files(writer, folder, {"place_names.tsv"}, "learned/place_names");
}

}  // namespace marsad::resources
