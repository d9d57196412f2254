// The answer keys of MUC-4 as tools/train_muc4 reads them, and how well a fill agrees with one.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace marsad::tools {

struct Alternative {
    std::string value, tag;
};

struct Fill {
    bool optional = false;
    std::vector<Alternative> alternatives;
};

struct Key {
    bool optional = false;
    std::array<std::vector<Fill>, 25> fills;
};

// Templates by the report's id; a report without an incident has an empty list.
std::map<std::string, std::vector<Key>> read_keys(const std::string& path);

// 1 where the words agree, 0.5 where some of them do, by the content words, as the task's guidelines for near misses have it.
double agreement(std::string_view key, std::string_view response);
// The best agreement with a fill's alternatives.
double agreement(const Fill& fill, std::string_view response);
// The value of the fill among the slot's that is tagged with the words; empty where there is none.
std::string tagged_value(const std::vector<Fill>& fills, const std::vector<std::string>& words);

}  // namespace marsad::tools
