// LexiconTable: rows of text columns that are found by the phrases in some of them.
//
// Purpose: actors, nouns and cues are tables that people edit (tab-separated, '#' begins a comment line). Each is
// compiled into one section of the resource file: the cells as they are, and a hash of the phrases of chosen columns.
//
//     ┌────────┬───────────────┬──────────────┬──────────┬──────┐
//     │ Header │ cell offsets  │ hash slots   │ postings │ text │
//     └────────┴───────────────┴──────────────┴──────────┴──────┘
//
// A phrase is a run of words; case, marks and the accents of Latin letters don't count ("Jabhat al-Nusra" is "jabhat al
// nusra"). A slot holds the hash of a phrase or of a phrase's beginning, so that a text is matched word by word, the
// longest phrase wins, and most words cost one probe.
// Ownership: a view; the bytes (a section of a resources::File, or a string) must outlive it. Threading: immutable.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "marsad/result.h"

namespace marsad::resources {

// One line of a table as it stands in its file.
struct LexiconRow {
    std::vector<std::string> cells;
    std::string where;  // "actors.tsv:12"
};

// The rows of tab-separated text (table.h); `name` is the file's name in errors. Blank lines and lines that begin with '#' are
// left out; a row with more cells than `columns` is an error, missing cells at the end are empty.
Result<std::vector<LexiconRow>> lexicon_rows(std::string_view text, std::string_view name, std::size_t columns);

// A word of a text: a run of letters and digits (and of all bytes outside ASCII but quotation marks and dashes).
struct Word {
    base::Span span;
    std::uint64_t hash = 0;  // of the folded word
};

// The words of a text, in order. Accents of Latin letters and the case of letters don't change the hash.
std::vector<Word> words_of(std::string_view text, std::uint32_t begin, std::uint32_t end);

class LexiconTable {
public:
    // Compiles rows; phrases are taken from `phrase_columns`, in each separated by '|'.
    static std::string compile(const std::vector<LexiconRow>& rows, std::size_t columns, const std::vector<std::size_t>& phrase_columns);
    // Checks the header and the sizes; the bytes may be a section that is not there (an empty table).
    static Result<LexiconTable> open(std::string_view bytes);

    LexiconTable() = default;
    std::uint32_t rows() const { return m_rows; }
    std::string_view cell(std::uint32_t row, std::uint32_t column) const;

    // A phrase that was found: the row it stands in, its own words, and how many words of the text it took.
    struct Match {
        std::uint32_t row = 0;
        std::uint32_t column = 0;
        std::string_view phrase;
        std::uint32_t words = 0;
    };
    // All rows of the longest phrase that begins at words[at]; empty where there is none. Words more than `gap` bytes
    // apart, or with a line feed, comma, quotation mark or bracket between them, are no phrase.
    std::vector<Match> longest(std::string_view text, const std::vector<Word>& words, std::size_t at) const;
    // All matches of every length that begin at words[at], the shortest first.
    std::vector<Match> all(std::string_view text, const std::vector<Word>& words, std::size_t at) const;
    // The rows of exactly this phrase.
    std::vector<Match> exactly(std::string_view phrase) const;

private:
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t first = 0;
        std::uint32_t count = 0;  // postings; 0 where it is a beginning only
    };
    Slot slot(std::uint64_t hash) const;
    void add(const Slot& found, std::uint32_t words, std::vector<Match>& out) const;

    std::string_view m_cells, m_slots, m_postings, m_text;
    std::uint32_t m_rows = 0, m_columns = 0, m_mask = 0;
};

}  // namespace marsad::resources
