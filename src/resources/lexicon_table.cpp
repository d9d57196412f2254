#include "resources/lexicon_table.h"

#include <algorithm>
#include <cstring>
#include <map>

#include <fmt/core.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "resources/table.h"

namespace marsad::resources {

namespace {

constexpr std::uint32_t magic = 0x5458454C;  // "LEXT"
constexpr std::uint32_t version = 1;
constexpr std::uint64_t seed = 0x9E3779B97F4A7C15ULL;

struct Header {
    std::uint32_t magic, version, rows, columns, slots, postings, text, reserved;
};

struct Posting {
    std::uint32_t row, column, begin, size;
};

template <typename T>
T load(std::string_view bytes, std::size_t index) {
    T value;
    std::memcpy(&value, bytes.data() + index * sizeof(T), sizeof(T));
    return value;
}

template <typename T>
void store(std::string& out, const T& value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof(T));
}

// Letters of Latin-1 and Latin Extended-A without their accents; 0 where a letter stays as it is.
char folded(char32_t c) {
    // '.' stands for what is no letter of a to z.
    static constexpr std::string_view latin1 = "aaaaaaaceeeeiiiidnooooo.ouuuuy.saaaaaaaceeeeiiiidnooooo.ouuuuy.y";
    static constexpr std::string_view extended =
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrsssssssstt"
        "ttttuuuuuuuuuuuuwwyyyzzzzzzs";
    char plain = '.';
    if (c >= 0xC0 && c <= 0xFF) plain = latin1[c - 0xC0];
    if (c >= 0x100 && c - 0x100 < extended.size()) plain = extended[c - 0x100];
    return plain == '.' ? '\0' : plain;
}

bool is_word_letter(char32_t c) {
    if (c < 0x80) return base::is_ascii_alnum(static_cast<char>(c));
    // General punctuation, Latin-1 marks, CJK marks and the modifier apostrophes separate words.
    return !(c >= 0x2000 && c <= 0x206F) && !(c >= 0x80 && c <= 0xBF) && !(c >= 0x3000 && c <= 0x303F) && !(c >= 0x2B0 && c <= 0x2FF) &&
           c != base::replacement_character && c != 0xFEFF;
}

std::uint64_t extend(std::uint64_t phrase, std::uint64_t word) {
    std::uint64_t h = (phrase ^ word) * 0xFF51AFD7ED558CCDULL;
    return h ^ (h >> 32);
}

// Whether the text between two words lets them be one phrase.
bool joins(std::string_view gap) {
    if (gap.size() > 4) return false;
    for (char c : gap) {
        if (c == '\n' || c == ',' || c == ';' || c == ':' || c == '"' || c == '(' || c == ')' || c == '[' || c == ']' || c == '!' || c == '?') return false;
    }
    // "the U.S. Army" is a phrase, "in Homs. Army" is none: a full stop before a space joins only single letters, which
    // the caller can't see here; it is let through when a letter stands before it without a space (see `longest`).
    return true;
}

}  // namespace

Result<std::vector<LexiconRow>> lexicon_rows(std::string_view text, std::string_view name, std::size_t columns) {
    auto table = parse_table(text, name);
    if (!table) return table.error();
    std::vector<LexiconRow> rows;
    rows.reserve(table->rows.size());
    for (TableRow& read : table->rows) {
        LexiconRow row{std::move(read.fields), fmt::format("{}:{}", name, read.line)};
        if (row.cells.size() > columns) {
            return Error{ErrorCode::bad_format, fmt::format("{}: {} cells where {} are known", row.where, row.cells.size(), columns),
                         "separate cells by one tab each, and aliases by '|'"};
        }
        row.cells.resize(columns);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Word> words_of(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    std::vector<Word> words;
    Word word;
    bool open = false;
    for (std::size_t at = begin; at < end;) {
        std::size_t size = 1;
        const char byte = text[at];
        const char32_t c = static_cast<unsigned char>(byte) < 0x80 ? static_cast<char32_t>(byte) : base::decode(text, at, size);
        if (is_word_letter(c)) {
            if (!open) {
                word = {{static_cast<std::uint32_t>(at), 0}, base::fnv1a("")};
                open = true;
            }
            const char plain = c < 0x80 ? base::ascii_lower(byte) : folded(c);
            word.hash = base::fnv1a(plain != 0 ? std::string_view(&plain, 1) : text.substr(at, size), word.hash);
        } else if (open) {
            word.span.end = static_cast<std::uint32_t>(at);
            words.push_back(word);
            open = false;
        }
        at += size;
    }
    if (open) {
        word.span.end = end;
        words.push_back(word);
    }
    return words;
}

std::string LexiconTable::compile(const std::vector<LexiconRow>& rows, std::size_t columns, const std::vector<std::size_t>& phrase_columns) {
    std::string text, cells, postings;
    std::map<std::uint64_t, std::vector<Posting>> found;  // in order of hash: the same rows give the same bytes
    for (std::uint32_t r = 0; r < rows.size(); ++r) {
        for (std::uint32_t c = 0; c < columns; ++c) {
            const auto start = static_cast<std::uint32_t>(text.size());
            store(cells, start);
            text += rows[r].cells[c];
            if (std::find(phrase_columns.begin(), phrase_columns.end(), c) == phrase_columns.end()) continue;
            const std::string& cell = rows[r].cells[c];
            for (std::size_t at = 0; at < cell.size();) {
                const std::size_t end = std::min(cell.find('|', at), cell.size());
                std::uint64_t hash = seed;
                const auto words = words_of(cell, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end));
                for (const Word& w : words) {
                    hash = extend(hash, w.hash);
                    found[hash];
                }
                if (!words.empty()) {
                    found[hash].push_back({r, c, start + static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end - at)});
                }
                at = end + 1;
            }
        }
    }
    store(cells, static_cast<std::uint32_t>(text.size()));
    std::uint32_t slots = 16;
    while (slots < 2 * found.size()) slots *= 2;
    std::vector<Slot> table(slots);
    std::uint32_t count = 0;
    for (const auto& [hash, list] : found) {
        std::uint32_t at = static_cast<std::uint32_t>(hash) & (slots - 1);
        while (table[at].hash != 0) at = (at + 1) & (slots - 1);
        table[at] = {hash, count, static_cast<std::uint32_t>(list.size())};
        for (const Posting& p : list) store(postings, p);
        count += static_cast<std::uint32_t>(list.size());
    }
    std::string out;
    store(out, Header{magic, version, static_cast<std::uint32_t>(rows.size()), static_cast<std::uint32_t>(columns), slots, count,
                      static_cast<std::uint32_t>(text.size()), 0});
    for (const Slot& s : table) store(out, s);
    return out + postings + cells + text;
}

Result<LexiconTable> LexiconTable::open(std::string_view bytes) {
    LexiconTable table;
    if (bytes.empty()) return table;
    const Error damaged{ErrorCode::damaged, "a lexicon section has the wrong size", "run ./run to make the resource file anew"};
    if (bytes.size() < sizeof(Header)) return damaged;
    const auto header = load<Header>(bytes, 0);
    if (header.magic != magic || header.version != version) {
        return Error{ErrorCode::version_mismatch, "a lexicon section was written by another version", "run ./run to make the resource file anew"};
    }
    const std::uint64_t slots = sizeof(Slot) * std::uint64_t{header.slots}, postings = sizeof(Posting) * std::uint64_t{header.postings};
    const std::uint64_t cells = 4 * (std::uint64_t{header.rows} * header.columns + 1);
    if (header.slots == 0 || (header.slots & (header.slots - 1)) != 0 || bytes.size() != sizeof(Header) + slots + postings + cells + header.text) return damaged;
    table.m_slots = bytes.substr(sizeof(Header), slots);
    table.m_postings = bytes.substr(sizeof(Header) + slots, postings);
    table.m_cells = bytes.substr(sizeof(Header) + slots + postings, cells);
    table.m_text = bytes.substr(sizeof(Header) + slots + postings + cells);
    table.m_rows = header.rows;
    table.m_columns = header.columns;
    table.m_mask = header.slots - 1;
    return table;
}

std::string_view LexiconTable::cell(std::uint32_t row, std::uint32_t column) const {
    if (row >= m_rows || column >= m_columns) return {};
    const std::size_t at = std::size_t{row} * m_columns + column;
    const auto begin = load<std::uint32_t>(m_cells, at), end = load<std::uint32_t>(m_cells, at + 1);
    if (begin > end || end > m_text.size()) return {};
    return m_text.substr(begin, end - begin);
}

LexiconTable::Slot LexiconTable::slot(std::uint64_t hash) const {
    if (m_rows == 0) return {};
    std::uint32_t at = static_cast<std::uint32_t>(hash) & m_mask;
    for (std::uint32_t probes = 0; probes <= m_mask; ++probes, at = (at + 1) & m_mask) {
        const auto s = load<Slot>(m_slots, at);
        if (s.hash == hash || s.hash == 0) return s;
    }
    return {};
}

void LexiconTable::add(const Slot& found, std::uint32_t words, std::vector<Match>& out) const {
    for (std::uint32_t i = 0; i < found.count; ++i) {
        if ((std::size_t{found.first} + i + 1) * sizeof(Posting) > m_postings.size()) return;
        const auto p = load<Posting>(m_postings, found.first + i);
        if (std::size_t{p.begin} + p.size > m_text.size()) return;
        out.push_back({p.row, p.column, m_text.substr(p.begin, p.size), words});
    }
}

std::vector<LexiconTable::Match> LexiconTable::all(std::string_view text, const std::vector<Word>& words, std::size_t at) const {
    std::vector<Match> out;
    std::uint64_t hash = seed;
    for (std::size_t i = at; i < words.size(); ++i) {
        if (i > at) {
            const base::Span before = words[i - 1].span;
            const std::string_view gap = text.substr(before.end, words[i].span.begin - before.end);
            // A full stop joins only after a single letter or a short title ("U.S. Army", "St. Petersburg").
            if (!joins(gap) || (gap.find('.') != std::string_view::npos && gap.size() > 1 && before.size() > 3)) break;
        }
        hash = extend(hash, words[i].hash);
        const Slot s = slot(hash);
        if (s.hash != hash) break;
        add(s, static_cast<std::uint32_t>(i - at + 1), out);
    }
    return out;
}

std::vector<LexiconTable::Match> LexiconTable::longest(std::string_view text, const std::vector<Word>& words, std::size_t at) const {
    std::vector<Match> out = all(text, words, at);
    const auto last = out.empty() ? 0 : out.back().words;
    std::erase_if(out, [last](const Match& m) { return m.words != last; });
    return out;
}

std::vector<LexiconTable::Match> LexiconTable::exactly(std::string_view phrase) const {
    std::vector<Match> out;
    std::uint64_t hash = seed;
    std::uint32_t count = 0;
    for (const Word& w : words_of(phrase, 0, static_cast<std::uint32_t>(phrase.size()))) {
        hash = extend(hash, w.hash);
        ++count;
    }
    if (const Slot s = slot(hash); count != 0 && s.hash == hash) add(s, count, out);
    return out;
}

}  // namespace marsad::resources
