#include "segment/languages.h"

#include <algorithm>
#include <cstddef>
#include <unordered_map>

#include "base/utf8.h"
#include "segment/text.h"
#include "segment_lexicons.h"

namespace marsad::segment::detail {
namespace {

struct Script {
    std::string_view name;
    std::string_view only;  // the language that stands for the script where it has but one here
};

// The order is that of script_of's numbers.
constexpr Script scripts[] = {{"Latn", ""}, {"Cyrl", ""}, {"Arab", ""}, {"Hebr", "he"}, {"Hani", "zh"}, {"Kana", "ja"}, {"Hang", "ko"}, {"Grek", "el"}, {"Thai", "th"}, {"Deva", "hi"}, {"Beng", "bn"}, {"Taml", "ta"}, {"Geor", "ka"}, {"Armn", "hy"}, {"Ethi", "am"}, {"Mymr", "my"}, {"Khmr", "km"}};
constexpr std::size_t script_count = sizeof(scripts) / sizeof(scripts[0]);

struct Range {
    char32_t first, last;
    std::uint8_t script;
};

// Blocks of the Unicode standard, in order.
constexpr Range ranges[] = {
    {0x41, 0x5A, 0}, {0x61, 0x7A, 0}, {0xC0, 0x24F, 0}, {0x370, 0x3FF, 7}, {0x400, 0x52F, 1}, {0x531, 0x587, 13}, {0x5D0, 0x5F4, 3}, {0x620, 0x64A, 2}, {0x66E, 0x6D5, 2}, {0x6EE, 0x6FF, 2}, {0x750, 0x77F, 2}, {0x8A0, 0x8C7, 2}, {0x900, 0x97F, 9}, {0x980, 0x9FF, 10}, {0xB80, 0xBFF, 11}, {0xE01, 0xE4E, 8}, {0x1000, 0x109F, 15}, {0x10A0, 0x10FF, 12}, {0x1100, 0x11FF, 6}, {0x1200, 0x139F, 14}, {0x1780, 0x17FF, 16}, {0x1E00, 0x1EFF, 0}, {0x3041, 0x30FF, 5}, {0x3400, 0x4DBF, 4}, {0x4E00, 0x9FFF, 4}, {0xAC00, 0xD7A3, 6}, {0xFB50, 0xFDFF, 2}, {0xFE70, 0xFEFC, 2}};

int script_of(char32_t c) {
    const auto* past = std::upper_bound(std::begin(ranges), std::end(ranges), c, [](char32_t x, const Range& r) { return x < r.first; });
    if (past == std::begin(ranges)) return -1;
    const Range& range = *(past - 1);
    return c <= range.last ? range.script : -1;
}

struct Vote {
    std::uint16_t language;
    std::uint16_t weight;  // thousandths
};

struct Table {
    std::vector<std::string> names;
    std::vector<int> script;
    std::unordered_map<std::string, std::vector<Vote>> words;
    std::unordered_map<char32_t, std::vector<Vote>> letters;

    std::uint16_t number(std::string_view name, std::string_view script_name) {
        int of = 0;
        for (std::size_t i = 0; i < script_count; ++i) {
            if (scripts[i].name == script_name) of = static_cast<int>(i);
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names[i] == name && script[i] == of) return static_cast<std::uint16_t>(i);
        }
        names.emplace_back(name);
        script.push_back(of);
        return static_cast<std::uint16_t>(names.size() - 1);
    }

    template <typename Map>
    static void share_out(Map& map, std::uint32_t whole) {
        for (auto& [item, votes] : map) {
            for (auto& vote : votes) vote.weight = static_cast<std::uint16_t>(whole / votes.size());
        }
    }

    static void vote(std::vector<Vote>& votes, std::uint16_t language) {
        if (std::none_of(votes.begin(), votes.end(), [&](const Vote& v) { return v.language == language; })) votes.push_back({language, 0});
    }

    Table() {
        for (const auto& row : rows_of(languages_tsv)) {
            if (row.size() < 4) continue;
            const std::uint16_t language = number(row[0], row[1]);
            for (std::string_view item : items_of(row[3])) {
                if (row[2] == "words") vote(words[std::string(item)], language);
                else vote(letters[code_at(item, 0)], language);
            }
        }
        share_out(words, 1000);
        share_out(letters, 350);
    }
};

bool mostly_capitals(std::string_view text) {
    std::size_t upper = 0, lower = 0;
    for (char c : text) {
        upper += base::is_ascii_upper(c);
        lower += base::is_ascii_lower(c);
    }
    return upper > lower;
}

const Table& table() {
    static const Table built;
    return built;
}

}  // namespace

void LanguageScores::add(std::string_view text) {
    const Table& t = table();
    m_scores.resize(t.names.size());
    m_scripts.resize(script_count);
    m_distinct.resize(t.names.size());
    std::string word;
    const bool capitals = mostly_capitals(text);
    bool acronym = true;  // "EST" is no French verb, where the text has small letters
    const auto finish = [&] {
        if (word.empty()) return;
        ++m_words;
        if (const auto found = t.words.find(word); found != t.words.end() && (capitals || !acronym || word.size() == 1)) {
            const bool fresh = m_seen.insert(found->first).second;
            for (const Vote& v : found->second) {
                m_scores[v.language] += v.weight;
                m_distinct[v.language] += fresh;
            }
        }
        word.clear();
        acronym = true;
    };
    // Lower case may have another length in bytes, so words are read from the text and folded one by one.
    bool skip = false;  // inside a link, a handle or a tag
    for (std::size_t at = 0, size = 1; at < text.size(); at += size) {
        const char32_t written = base::decode(text, at, size);
        const char32_t c = lower_of(written);
        if (is_white(c)) skip = false;
        if (c == '#' || c == '@' || (c == ':' && text.compare(at, 3, "://") == 0)) {
            skip = true;
            word.clear();
        }
        if (skip) continue;
        if (!is_letter(c)) {
            finish();
            continue;
        }
        const int script = script_of(c);
        if (script >= 0) ++m_scripts[static_cast<std::size_t>(script)];
        if (c >= 0x80) {
            if (const auto found = t.letters.find(c); found != t.letters.end()) {
                for (const Vote& v : found->second) m_scores[v.language] += v.weight;
            }
        }
        if (!is_upper(written)) acronym = false;
        if (word.size() < 64) base::append(word, c);
    }
    finish();
}

void LanguageScores::clear() {
    std::fill(m_scores.begin(), m_scores.end(), 0);
    std::fill(m_scripts.begin(), m_scripts.end(), 0);
    std::fill(m_distinct.begin(), m_distinct.end(), 0);
    m_seen.clear();
    m_words = 0;
}

bool LanguageScores::is_latin() const {
    return std::all_of(m_scripts.begin(), m_scripts.end(), [&](std::uint32_t n) { return n <= m_scripts[0]; });
}

std::string LanguageScores::best(std::string_view leaning) const {
    if (m_scripts.empty()) return "und";
    std::size_t script = 0;
    std::uint32_t letters = 0;
    for (std::size_t i = 0; i < m_scripts.size(); ++i) {
        letters += m_scripts[i];
        if (m_scripts[i] > m_scripts[script]) script = i;
    }
    if (letters < 3) return "und";
    // Japanese is written with Chinese characters too; any fair share of kana tells it.
    if (script == 4 && m_scripts[5] * 10 > m_scripts[4]) script = 5;
    if (!scripts[script].only.empty()) return std::string(scripts[script].only);

    const Table& t = table();
    std::uint32_t first = 0, second = 0, leaned = 0;
    std::size_t winner = t.names.size();
    for (std::size_t i = 0; i < m_scores.size(); ++i) {
        if (t.script[i] != static_cast<int>(script)) continue;
        if (t.names[i] == leaning) leaned = m_scores[i];
        if (m_scores[i] > first) {
            second = first;
            first = m_scores[i];
            winner = i;
        } else {
            second = std::max(second, m_scores[i]);
        }
    }
    const bool leaning_has_script = std::any_of(t.names.begin(), t.names.end(), [&](const std::string& n) {
        return n == leaning && t.script[static_cast<std::size_t>(&n - t.names.data())] == static_cast<int>(script);
    });
    // Too little to tell: under two clear words, or one word in sixteen.
    const bool weak = first < 1500 || first * 16 < m_words * 1000 || (m_words > 3 && m_distinct[winner] < 2);
    if (leaning_has_script && (weak || first <= leaned + leaned / 3 + 700)) return std::string(leaning);
    if (weak || first <= second + second / 10) {
        if (script == 0) return "und";
        return winner < t.names.size() && first > second ? t.names[winner] : "und";
    }
    return t.names[winner];
}

}  // namespace marsad::segment::detail
