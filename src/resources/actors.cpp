#include "resources/actors.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <unordered_set>

#include <fmt/core.h>

namespace marsad::resources {

namespace {

constexpr std::size_t actor_columns = 9, noun_columns = 4, country_columns = 6;
constexpr std::string_view kinds[] = {"person", "state_force", "police", "rebel", "political_militia", "identity_militia", "private_force",
                                      "external_force", "unknown_armed", "government", "international_org", "ngo", "media", "party",
                                      "protesters", "rioters", "civilians", "people", "facility", "unknown"};
constexpr std::string_view noun_types[] = {"one", "many", "body", "role", "place"};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::string_view (&words)[N]) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// The place of a two-letter code in a table; past its end for anything else.
std::size_t code_index(std::string_view code) {
    if (code.size() != 2 || code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' || code[1] > 'Z') return 26 * 26;
    return static_cast<std::size_t>(code[0] - 'A') * 26 + static_cast<std::size_t>(code[1] - 'A');
}

Result<std::string> read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{ErrorCode::not_readable, fmt::format("{} can't be read", path.string()), "check the path and its permissions"};
    return std::string(std::istreambuf_iterator<char>(in), {});
}

Result<> check(const std::vector<LexiconRow>& rows) {
    std::map<std::string_view, std::string_view> ids;
    for (const LexiconRow& row : rows) {
        if (row.cells[0].empty() || row.cells[1].empty()) {
            return Error{ErrorCode::bad_format, fmt::format("{}: an actor needs an id and a name", row.where), "write both in the first two columns"};
        }
        if (!is_one_of(row.cells[2], kinds)) {
            return Error{ErrorCode::bad_format, fmt::format("{}: unknown kind \"{}\"", row.where, row.cells[2]), "use a kind of the codebook, such as rebel or state_force"};
        }
        const auto [found, fresh] = ids.emplace(row.cells[0], row.where);
        if (!fresh) {
            return Error{ErrorCode::bad_format, fmt::format("{}: the id \"{}\" stands in {} too", row.where, row.cells[0], found->second), "give each actor an id of its own"};
        }
    }
    return {};
}

}  // namespace

ActorEntry ActorLexicon::actor(std::uint32_t row) const {
    const auto c = [&](std::uint32_t column) { return m_names.cell(row, column); };
    return {c(0), c(1), c(2), c(3), c(4), c(5), c(6), c(7), c(8)};
}

NounEntry ActorLexicon::noun(std::uint32_t row) const { return {m_nouns.cell(row, 1), m_nouns.cell(row, 2), m_nouns.cell(row, 3)}; }

CountryEntry ActorLexicon::country(std::uint32_t row) const {
    const auto c = [&](std::uint32_t column) { return m_countries.cell(row, column); };
    return {c(0), c(1), c(2), c(3), c(4), c(5)};
}

std::uint32_t ActorLexicon::country_row(std::string_view code) const {
    const std::size_t at = code_index(code);
    const std::uint32_t row = at < m_rows_by_code.size() ? m_rows_by_code[at] : 0;
    return row == 0 ? m_countries.rows() : row - 1;
}

Result<ActorLexicon> ActorLexicon::open(const File& file) {
    return open(file.text("actors/names"), file.text("actors/nouns"), file.text("actors/countries"));
}

Result<ActorLexicon> ActorLexicon::open(std::string_view names, std::string_view nouns, std::string_view countries) {
    ActorLexicon lexicon;
    auto a = LexiconTable::open(names);
    if (!a) return a.error();
    auto b = LexiconTable::open(nouns);
    if (!b) return b.error();
    auto c = LexiconTable::open(countries);
    if (!c) return c.error();
    lexicon.m_names = *a;
    lexicon.m_nouns = *b;
    lexicon.m_countries = *c;
    for (std::uint32_t row = 0; row < c->rows(); ++row) {
        if (const std::size_t at = code_index(c->cell(row, 0)); at < lexicon.m_rows_by_code.size()) lexicon.m_rows_by_code[at] = row + 1;
    }
    return lexicon;
}

Result<ActorSections> compile_actors(const std::vector<TableText>& actors, const TableText& nouns, const TableText& countries, const std::vector<TableText>& further) {
    std::vector<LexiconRow> rows;
    for (const TableText& table : actors) {
        auto read = lexicon_rows(table.text, table.name, actor_columns);
        if (!read) return read.error();
        std::move(read->begin(), read->end(), std::back_inserter(rows));
    }
    for (const TableText& table : further) {
        auto read = lexicon_rows(table.text, table.name, actor_columns);
        if (!read) return read.error();
        std::unordered_set<std::string> ids;
        for (const LexiconRow& row : *read) ids.insert(row.cells[0]);
        std::erase_if(rows, [&](const LexiconRow& row) { return ids.contains(row.cells[0]); });
        std::move(read->begin(), read->end(), std::back_inserter(rows));
    }
    if (auto checked = check(rows); !checked) return checked.error();
    auto noun_rows = lexicon_rows(nouns.text, nouns.name, noun_columns);
    if (!noun_rows) return noun_rows.error();
    for (const LexiconRow& row : *noun_rows) {
        if (!is_one_of(row.cells[1], kinds) || !is_one_of(row.cells[2], noun_types)) {
            return Error{ErrorCode::bad_format, fmt::format("{}: unknown kind \"{}\" or class \"{}\"", row.where, row.cells[1], row.cells[2]),
                         "use a kind of the codebook and one of: one, many, body, role, place"};
        }
    }
    auto country_rows = lexicon_rows(countries.text, countries.name, country_columns);
    if (!country_rows) return country_rows.error();
    ActorSections out;
    out.names = LexiconTable::compile(rows, actor_columns, {columns::actor_name, columns::actor_aliases});
    out.nouns = LexiconTable::compile(*noun_rows, noun_columns, {0});
    out.countries = LexiconTable::compile(*country_rows, country_columns, {1, 2, 3, 4, 5});
    return out;
}

Result<> add_actors(FileWriter& writer, const std::string& folder, const std::vector<TableText>& further) {
    std::error_code failed;
    std::vector<std::filesystem::path> paths;
    for (std::filesystem::directory_iterator i(folder, failed), end; !failed && i != end; i.increment(failed)) {
        if (i->path().extension() == ".tsv") paths.push_back(i->path());
    }
    if (failed) return Error{ErrorCode::not_readable, fmt::format("{}: {}", folder, failed.message()), "name the folder of the actor tables"};
    std::sort(paths.begin(), paths.end());  // the order of a folder differs by file system
    std::vector<TableText> actors;
    TableText nouns{"nouns.tsv", ""}, countries{"countries.tsv", ""};
    for (const auto& path : paths) {
        auto text = read_file(path);
        if (!text) return text.error();
        const std::string name = path.filename().string();
        if (name == nouns.name) nouns.text = std::move(*text);
        else if (name == countries.name) countries.text = std::move(*text);
        else actors.push_back({name, std::move(*text)});
    }
    auto sections = compile_actors(actors, nouns, countries, further);
    if (!sections) return sections.error();
    writer.add("actors/names", std::move(sections->names));
    writer.add("actors/nouns", std::move(sections->nouns));
    writer.add("actors/countries", std::move(sections->countries));
    return {};
}

}  // namespace marsad::resources
