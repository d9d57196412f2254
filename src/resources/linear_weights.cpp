#include "resources/linear_weights.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>

#include <fmt/format.h>

#include "base/hash.h"

namespace marsad::resources {

namespace {

struct Slot {
    std::uint64_t key = 0;
    std::int64_t thousandths = 0;
};

// Never 0, which marks an empty slot.
std::uint64_t key_of(std::uint64_t decision, std::uint64_t feature) {
    std::uint64_t key = (decision ^ (feature << 31 | feature >> 33)) * 0x9E3779B97F4A7C15ULL;
    key ^= key >> 32;
    return key ? key : 1;
}

Slot slot_at(std::string_view section, std::uint64_t at) {
    Slot slot;
    std::memcpy(&slot, section.data() + at * sizeof(Slot), sizeof(Slot));
    return slot;
}

Result<> add_row(std::string_view line, std::string_view name, std::size_t number, std::map<std::uint64_t, std::int64_t>& out) {
    const auto first = line.find('\t'), second = first == std::string_view::npos ? first : line.find('\t', first + 1);
    std::int64_t value = 0;
    const char* end = line.data() + line.size();
    const auto read = second == std::string_view::npos ? std::from_chars_result{end, std::errc::invalid_argument} : std::from_chars(line.data() + second + 1, end, value);
    if (read.ec != std::errc() || read.ptr != end || value > 1000000 || value < -1000000) {
        return Error{ErrorCode::bad_format, fmt::format("{}, line {}: not a decision, a feature and a whole number of thousandths", name, number), "train the weights anew"};
    }
    const std::string_view feature = line.substr(first + 1, second - first - 1);
    out[key_of(base::fnv1a(line.substr(0, first)), base::fnv1a(feature))] = value;
    return {};
}

}  // namespace

Result<LinearWeights> LinearWeights::open(std::string_view section) {
    const std::size_t slots = section.size() / sizeof(Slot);
    if (section.size() % sizeof(Slot) != 0 || (slots & (slots - 1)) != 0) {
        return Error{ErrorCode::damaged, "a section of linear weights has the wrong size", "run ./run to make the resource file anew"};
    }
    LinearWeights out;
    out.m_section = section;
    out.m_mask = slots == 0 ? 0 : slots - 1;
    return out;
}

std::int32_t LinearWeights::weight(std::uint64_t decision, std::uint64_t feature) const {
    if (m_section.empty()) return 0;
    const std::uint64_t key = key_of(decision, feature);
    std::uint64_t at = key & m_mask;
    for (std::uint64_t probes = 0; probes <= m_mask; ++probes, at = (at + 1) & m_mask) {
        const Slot slot = slot_at(m_section, at);
        if (slot.key == key) return static_cast<std::int32_t>(slot.thousandths);
        if (slot.key == 0) return 0;
    }
    return 0;
}

Result<std::string> compile_linear_weights(std::string_view text, std::string_view name) {
    std::map<std::uint64_t, std::int64_t> rows;
    std::size_t number = 0;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        ++number;
        if (line.empty() || line.front() == '#') continue;
        if (auto done = add_row(line, name, number, rows); !done) return done.error();
    }
    std::uint64_t slots = 1;
    while (slots < 2 * rows.size() + 1) slots *= 2;
    std::string out(slots * sizeof(Slot), '\0');
    for (const auto& [key, value] : rows) {
        std::uint64_t at = key & (slots - 1);
        while (slot_at(out, at).key != 0) at = (at + 1) & (slots - 1);
        const Slot slot{key, value};
        std::memcpy(out.data() + at * sizeof(Slot), &slot, sizeof(Slot));
    }
    return out;
}

}  // namespace marsad::resources
