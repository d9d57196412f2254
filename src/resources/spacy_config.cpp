// The parser of config.cfg: an INI file whose values are JSON, as spaCy's configuration library writes it.
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "resources/spacy_package.h"

namespace marsad::resources {

namespace {

using nlohmann::json;

json parse_value(const std::string& raw) { return json::parse(raw, nullptr, false); }

// The section and key that "${a.b.c}" or "${a.b:c}" names: the key is the last part.
std::pair<std::string_view, std::string_view> split_reference(std::string_view name) {
    std::size_t at = name.rfind(':');
    if (at == std::string_view::npos) at = name.rfind('.');
    if (at == std::string_view::npos) return {"", name};
    return {name.substr(0, at), name.substr(at + 1)};
}

}  // namespace

Result<SpacyConfig> SpacyConfig::parse(std::string_view text) {
    SpacyConfig config;
    Section* section = nullptr;
    std::string* last = nullptr;
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        const std::string_view trimmed = base::trim(line);
        if (trimmed.empty() || trimmed.front() == '#') continue;
        if (trimmed.front() == '[' && trimmed.back() == ']' && line.front() == '[') {
            section = &config.m_sections[std::string(trimmed.substr(1, trimmed.size() - 2))];
            last = nullptr;
        } else if (base::is_ascii_space(line.front()) && last != nullptr) {
            *last += trimmed;  // a value goes on
        } else if (const std::size_t equals = trimmed.find('='); equals != std::string_view::npos && section != nullptr) {
            last = &(*section)[std::string(base::trim(trimmed.substr(0, equals)))];
            *last = base::trim(trimmed.substr(equals + 1));
        } else {
            return Error{ErrorCode::bad_format, "config.cfg:" + std::to_string(number) + ": neither a section nor a key", ""};
        }
    }
    // References may lead to references; eight rounds are more than any package needs and end every cycle.
    for (int round = 0; round < 8; ++round) {
        for (auto& [name, keys] : config.m_sections) {
            for (auto& [key, value] : keys) {
                const std::size_t begin = value.find("${");
                const std::size_t end = begin == std::string::npos ? begin : value.find('}', begin);
                if (end == std::string::npos) continue;
                const auto [in, of] = split_reference(std::string_view(value).substr(begin + 2, end - begin - 2));
                const std::string* target = config.raw(in, of);
                if (target == nullptr || target->find("${") != std::string::npos) continue;
                std::string replacement = *target;
                if (begin > 0 && replacement.size() >= 2 && replacement.front() == '"') {
                    replacement = replacement.substr(1, replacement.size() - 2);  // inside a longer string
                }
                value.replace(begin, end + 1 - begin, replacement);
            }
        }
    }
    return config;
}

const SpacyConfig::Section* SpacyConfig::section(std::string_view name) const {
    const auto found = m_sections.find(name);
    return found == m_sections.end() ? nullptr : &found->second;
}

const std::string* SpacyConfig::raw(std::string_view section_name, std::string_view key) const {
    const Section* keys = section(section_name);
    if (keys == nullptr) return nullptr;
    const auto found = keys->find(key);
    return found == keys->end() ? nullptr : &found->second;
}

std::string SpacyConfig::text(std::string_view section_name, std::string_view key) const {
    const std::string* value = raw(section_name, key);
    if (value == nullptr) return "";
    const json parsed = parse_value(*value);
    return parsed.is_string() ? parsed.get<std::string>() : parsed.is_discarded() ? *value
                                                                                  : "";
}

std::optional<std::int64_t> SpacyConfig::integer(std::string_view section_name, std::string_view key) const {
    const std::string* value = raw(section_name, key);
    if (value == nullptr) return std::nullopt;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
    if (error != std::errc() || end != value->data() + value->size()) return std::nullopt;
    return number;
}

bool SpacyConfig::flag(std::string_view section_name, std::string_view key, bool otherwise) const {
    const std::string* value = raw(section_name, key);
    if (value == nullptr) return otherwise;
    if (base::equal_ascii_case(*value, "true")) return true;
    return base::equal_ascii_case(*value, "false") ? false : otherwise;
}

std::vector<std::string> SpacyConfig::texts(std::string_view section_name, std::string_view key) const {
    std::vector<std::string> out;
    const std::string* value = raw(section_name, key);
    if (value == nullptr) return out;
    const json parsed = parse_value(*value);
    if (!parsed.is_array()) return out;
    for (const json& item : parsed) {
        if (item.is_string()) out.push_back(item.get<std::string>());
    }
    return out;
}

std::vector<std::int64_t> SpacyConfig::integers(std::string_view section_name, std::string_view key) const {
    std::vector<std::int64_t> out;
    const std::string* value = raw(section_name, key);
    if (value == nullptr) return out;
    const json parsed = parse_value(*value);
    if (!parsed.is_array()) return out;
    for (const json& item : parsed) {
        if (item.is_number_integer()) out.push_back(item.get<std::int64_t>());
    }
    return out;
}

}  // namespace marsad::resources
