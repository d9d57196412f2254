// The actor lexicon: who takes part in conflicts, the nouns that stand for them, and the countries they belong to.
//
// Purpose: names are looked up in the text word by word (lexicon_table.h); a row says what kind of actor it is, whose
// side it takes, when it existed and where the fact was taken from. The tables are edited as tab-separated text in
// resources/actors and compiled into the sections "actors/names", "actors/nouns" and "actors/countries".
// Ownership: a view into a resources::File (or the strings of ActorSections). Threading: immutable.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "marsad/result.h"
#include "resources/file.h"
#include "resources/lexicon_table.h"

namespace marsad::resources {

struct ActorEntry {
    std::string_view id, name, kind, side, country, aliases, since, until, source;
};

// A generic noun ("rebels", "foreign minister"). `type` is one | many | body | role | place (see nouns.tsv).
struct NounEntry {
    std::string_view kind, type, detail;
};

struct CountryEntry {
    std::string_view code, name, aliases, adjectives, people, seats;
};

// The columns of the three tables in which phrases are looked up.
namespace columns {
inline constexpr std::uint32_t actor_name = 1, actor_aliases = 5;
inline constexpr std::uint32_t country_name = 1, country_aliases = 2, country_adjectives = 3, country_people = 4, country_seats = 5;
}  // namespace columns

// Compiled tables, ready to be written as sections.
struct ActorSections {
    std::string names, nouns, countries;
};

class ActorLexicon {
public:
    ActorLexicon() = default;
    static Result<ActorLexicon> open(const File& file);
    static Result<ActorLexicon> open(std::string_view names, std::string_view nouns, std::string_view countries);
    static Result<ActorLexicon> open(const ActorSections& sections) { return open(sections.names, sections.nouns, sections.countries); }

    const LexiconTable& names() const { return m_names; }
    const LexiconTable& nouns() const { return m_nouns; }
    const LexiconTable& countries() const { return m_countries; }

    ActorEntry actor(std::uint32_t row) const;
    NounEntry noun(std::uint32_t row) const;
    CountryEntry country(std::uint32_t row) const;
    // The row of a code ("SY"); rows() of the table where there is none.
    std::uint32_t country_row(std::string_view code) const;

private:
    LexiconTable m_names, m_nouns, m_countries;
    std::array<std::uint32_t, 26 * 26> m_rows_by_code{};  // row + 1; 0 where there is none
};

// One table file: its name (for errors) and its text.
struct TableText {
    std::string name, text;
};

// Compiles tables. Rows of `further` tables take the place of earlier rows with their ids. Errors name file and line: an
// unknown kind, no name, an id used twice.
Result<ActorSections> compile_actors(const std::vector<TableText>& actors, const TableText& nouns, const TableText& countries, const std::vector<TableText>& further = {});
// Reads actors from a folder laid out like resources/actors (nouns.tsv, countries.tsv, all other *.tsv are actors) and adds the sections to the file.
Result<> add_actors(FileWriter& writer, const std::string& folder, const std::vector<TableText>& further = {});

}  // namespace marsad::resources
