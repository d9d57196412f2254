#include "resources/word_classes.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>

#include <fmt/format.h>

#include "base/hash.h"

namespace marsad::resources {

namespace {

// Takes the text up to the next mark, and the mark.
std::string_view take(std::string_view& text, char mark) {
    const std::string_view out = text.substr(0, text.find(mark));
    text.remove_prefix(std::min(out.size() + 1, text.size()));
    return out;
}

bool read_number(std::string_view text, std::uint16_t& out) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

}  // namespace

Result<WordClasses> WordClasses::open(std::string_view section) {
    constexpr std::size_t row = sizeof(std::uint64_t) + sizeof(WordClass);
    if (section.size() % row != 0) return Error{ErrorCode::damaged, "the section of word classes has the wrong size", "run ./run to make the resource file anew"};
    WordClasses out;
    out.m_words = static_cast<std::uint32_t>(section.size() / row);
    out.m_keys = section.substr(0, out.m_words * sizeof(std::uint64_t));
    out.m_classes = section.substr(out.m_keys.size());
    return out;
}

std::optional<WordClass> WordClasses::of(std::string_view lower) const {
    const std::uint64_t wanted = base::fnv1a(lower);
    const auto key_at = [&](std::uint32_t i) {
        std::uint64_t key = 0;
        std::memcpy(&key, m_keys.data() + i * sizeof key, sizeof key);
        return key;
    };
    std::uint32_t low = 0, high = m_words;
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (key_at(middle) < wanted) low = middle + 1;
        else high = middle;
    }
    if (low == m_words || key_at(low) != wanted) return std::nullopt;
    WordClass out;
    std::memcpy(&out, m_classes.data() + low * sizeof out, sizeof out);
    return out;
}

Result<std::string> compile_word_classes(std::string_view text, std::string_view name) {
    std::map<std::uint64_t, WordClass> rows;
    for (std::size_t number = 1; !text.empty(); ++number) {
        std::string_view line = take(text, '\n');
        if (line.empty() || line.front() == '#') continue;
        WordClass row;
        const bool fine = read_number(take(line, '\t'), row.broad) && read_number(take(line, '\t'), row.middle) && read_number(take(line, '\t'), row.fine);
        if (!fine || line.empty()) return Error{ErrorCode::bad_format, fmt::format("{}, line {}: not three numbers and words", name, number), "make the file anew by tools/make_word_classes"};
        while (!line.empty()) {
            if (const std::string_view word = take(line, ' '); !word.empty()) rows.emplace(base::fnv1a(word), row);
        }
    }
    std::string keys, classes;
    for (const auto& [key, row] : rows) {
        keys.append(reinterpret_cast<const char*>(&key), sizeof key);
        classes.append(reinterpret_cast<const char*>(&row), sizeof row);
    }
    return keys + classes;
}

}  // namespace marsad::resources
