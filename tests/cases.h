// Case files: a short text, and the canonical dump of just the fields that the case is about.
//
//     # a comment, before the first section of a case
//     == text name="short name" published=2016-11-22 title="A title"
//     …the text, line by line; empty lines at its end are dropped…
//     == segments
//     headline "Shells fall on the market"
//     post author="A B" posted=2016-11-21 !unread
//     == times some
//     2016-11-22 "on Tuesday"
//
// A line `== NAME attributes…` opens a section; each `== text` (or `== html`, `== jsonl`) opens a new case. What lies
// before the first section is comment. In expected sections empty lines and lines that begin with "# " are comment.
// An attribute is KEY=VALUE, KEY="VALUE" (escapes \" \\ \n) or KEY alone ("yes"). A text line that itself begins with
// "==" is written with a backslash before it.
//
// Expected lines stand for dump lines, one to one and in order (with `some`: they are among them, in this order). A dump
// line is a list of words: bare ones, KEY=VALUE and "quoted". An expected line fits a dump line that has its words in the
// same order, whatever further words it has; `!KEY` says that no word is KEY or begins with KEY=; a quoted value with
// " … " in it stands for any text that begins and ends so.
//
// Ownership: cases own their strings. Threading: as for any value. No stage's code belongs here.
#pragma once

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace marsad::tests {

struct Section {
    std::string name;                               // "text", "segments" …
    std::map<std::string, std::string> attributes;  // name="…" of `== text name="…"`
    std::string text;                               // all lines, joined by line feeds, without empty ones at the end
    std::vector<std::string> lines;                 // of expected sections: without comments and empty lines
    std::size_t line = 0;                           // where it stands in its file, from 1

    bool has(const std::string& key) const { return attributes.count(key) != 0; }
    std::string get(const std::string& key, const std::string& otherwise = "") const {
        const auto found = attributes.find(key);
        return found == attributes.end() ? otherwise : found->second;
    }
};

struct Case {
    std::string file;  // name without folder
    Section input;
    std::vector<Section> expected;

    std::string where() const { return file + ":" + std::to_string(input.line) + " " + input.get("name"); }
};

// A string as dumps print it: in quotes, with \" \\ and \n.
inline std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') out += "\\n";
        else out += c;
    }
    return out + "\"";
}

namespace detail {

// The words of a dump line; a quoted stretch, alone or after "=", belongs to one word. Escapes stay.
inline std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    std::string word;
    bool inside = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (inside && c == '\\' && i + 1 < line.size()) {
            word += c;
            word += line[++i];
            continue;
        }
        if (c == '"') inside = !inside;
        if (c == ' ' && !inside) {
            if (!word.empty()) words.push_back(word);
            word.clear();
        } else {
            word += c;
        }
    }
    if (!word.empty()) words.push_back(word);
    return words;
}

inline std::string unquoted(std::string_view word) {
    if (word.size() < 2 || word.front() != '"') return std::string(word);
    std::string out;
    for (std::size_t i = 1; i + 1 < word.size(); ++i) {
        if (word[i] == '\\' && i + 2 < word.size()) out += word[++i] == 'n' ? '\n' : word[i];
        else out += word[i];
    }
    return out;
}

inline bool word_fits(std::string_view wanted, std::string_view got) {
    constexpr std::string_view gap = " … ";
    const auto at = wanted.find(gap);
    if (at == std::string_view::npos || wanted.find('"') == std::string_view::npos) return wanted == got;
    const auto head = wanted.substr(0, at), tail = wanted.substr(at + gap.size());
    return got.size() >= head.size() + tail.size() && got.substr(0, head.size()) == head && got.substr(got.size() - tail.size()) == tail;
}

inline bool line_fits(std::string_view wanted, std::string_view got) {
    const auto have = words_of(got);
    std::size_t at = 0;
    for (const auto& word : words_of(wanted)) {
        if (word.size() > 1 && word[0] == '!') {
            const std::string key = word.substr(1);
            if (std::any_of(have.begin(), have.end(), [&](const auto& h) { return h == key || h.rfind(key + "=", 0) == 0; })) return false;
            continue;
        }
        while (at < have.size() && !word_fits(word, have[at])) ++at;
        if (at == have.size()) return false;
        ++at;
    }
    return true;
}

inline Section open_section(const std::string& line, std::size_t number) {
    Section section;
    section.line = number;
    const auto words = words_of(std::string_view(line).substr(2));
    if (!words.empty()) section.name = words[0];
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto equals = words[i].find('=');
        if (equals == std::string::npos) section.attributes[words[i]] = "yes";
        else section.attributes[words[i].substr(0, equals)] = unquoted(std::string_view(words[i]).substr(equals + 1));
    }
    return section;
}

inline void close_section(Section& section) {
    std::string_view text = section.text;
    while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
    section.text = std::string(text);
    std::istringstream lines(section.text);
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty() && line.rfind("# ", 0) != 0) section.lines.push_back(line);
    }
}

}  // namespace detail

inline bool opens_case(const Section& section) { return section.name == "text" || section.name == "html" || section.name == "jsonl"; }

// The cases of a file, in order. Throws std::runtime_error where the file can't be read or holds no case.
inline std::vector<Case> read_cases(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("can't read " + file.string());
    std::vector<Section> sections;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.rfind("== ", 0) == 0) {
            sections.push_back(detail::open_section(line, number));
        } else if (!sections.empty()) {
            sections.back().text += (line.rfind("\\==", 0) == 0 ? line.substr(1) : line) + "\n";
        }
    }
    std::vector<Case> cases;
    for (auto& section : sections) {
        detail::close_section(section);
        if (opens_case(section)) {
            cases.push_back({file.filename().string(), std::move(section), {}});
        } else {
            if (cases.empty()) throw std::runtime_error(file.string() + ": a section before the first text");
            cases.back().expected.push_back(std::move(section));
        }
    }
    if (cases.empty()) throw std::runtime_error(file.string() + ": no case");
    return cases;
}

// All cases of a folder's .case files, files by name. Throws as read_cases, and where there is none.
inline std::vector<Case> all_cases(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".case") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<Case> cases;
    for (const auto& file : files) {
        for (auto& one : read_cases(file)) cases.push_back(std::move(one));
    }
    if (cases.empty()) throw std::runtime_error("no cases in " + folder.string());
    return cases;
}

// Empty where a stage's dump is as expected, else both, to compare by eye and to copy from.
inline std::string difference(const Section& expected, const std::vector<std::string>& got) {
    std::size_t at = 0;
    bool fits = true;
    std::string first_miss;
    for (const auto& line : expected.lines) {
        if (expected.has("some")) {
            while (at < got.size() && !detail::line_fits(line, got[at])) ++at;
        }
        if (at >= got.size() || !detail::line_fits(line, got[at])) {
            first_miss = line;
            fits = false;
            break;
        }
        ++at;
    }
    if (fits && !expected.has("some") && at != got.size()) {
        fits = false;
        first_miss = "(end)";
    }
    if (fits) return "";
    std::string out = "== " + expected.name + " differs at: " + first_miss + "\n-- expected\n";
    for (const auto& line : expected.lines) out += line + "\n";
    out += "-- got\n";
    for (const auto& line : got) out += line + "\n";
    return out;
}

}  // namespace marsad::tests
