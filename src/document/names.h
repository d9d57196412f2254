// Tables of names for the enums of the document room: one list, read both ways.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace marsad::document::detail {

template <typename Enum, std::size_t N>
constexpr std::string_view name_of(const std::string_view (&names)[N], Enum value) {
    const auto at = static_cast<std::size_t>(value);
    return at < N ? names[at] : std::string_view("unknown");
}

template <typename Enum, std::size_t N>
constexpr std::optional<Enum> value_of(const std::string_view (&names)[N], std::string_view wanted) {
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == wanted) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

}  // namespace marsad::document::detail
