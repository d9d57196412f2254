// Inside of the network compiler: what its parts share. Not for other rooms.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "resources/model.h"

namespace marsad::resources {

inline constexpr std::uint32_t network_format = 1;

/// Block of a network whose spans may lie anywhere.
std::string write_network(const Network& network);

/// Null if sizes and indices fit together, so that the passes need no checks; else what does not.
const char* find_inconsistency(const Network& network);

/// Keeps the arrays of a network under construction.
class Arrays {
public:
    template <typename T>
    std::span<const T> keep(std::vector<T> values) {
        auto& kept = store<T>().emplace_back(std::move(values));
        return kept;
    }
    std::string_view keep(std::string text) { return m_texts.emplace_back(std::move(text)); }

private:
    template <typename T>
    std::deque<std::vector<T>>& store() {
        if constexpr (std::is_same_v<T, float>) return m_floats;
        else if constexpr (std::is_same_v<T, std::int16_t>) return m_shorts;
        else if constexpr (std::is_same_v<T, std::int32_t>) return m_ints;
        else if constexpr (std::is_same_v<T, std::uint32_t>) return m_naturals;
        else if constexpr (std::is_same_v<T, std::uint64_t>) return m_keys;
        else return m_bytes;
    }
    std::deque<std::vector<float>> m_floats;
    std::deque<std::vector<std::int16_t>> m_shorts;
    std::deque<std::vector<std::int32_t>> m_ints;
    std::deque<std::vector<std::uint32_t>> m_naturals;
    std::deque<std::vector<std::uint64_t>> m_keys;
    std::deque<std::vector<std::uint8_t>> m_bytes;
    std::deque<std::string> m_texts;
};

/// Fills in all the `packed…` parts of a network whose float parts are complete.
void pack_network(Network& network, Arrays& arrays);

}  // namespace marsad::resources
