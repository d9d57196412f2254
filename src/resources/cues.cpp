#include "resources/cues.h"

#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include <fmt/core.h>

#include "base/hash.h"

namespace marsad::resources {

namespace {

struct Weight {
    std::uint64_t feature;
    std::int64_t thousandths;
};

Weight weight_at(std::string_view bytes, std::uint32_t index) {
    Weight w;
    std::memcpy(&w, bytes.data() + std::size_t{index} * sizeof(Weight), sizeof(Weight));
    return w;
}

Result<std::string> read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{ErrorCode::not_readable, fmt::format("{} can't be read", path.string()), "check the path and its permissions"};
    return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

Result<CueLexicon> CueLexicon::open(const File& file) { return open(file.text("cues/lexicon"), file.text("cues/weights")); }

Result<CueLexicon> CueLexicon::open(std::string_view lexicon, std::string_view weights) {
    CueLexicon out;
    auto table = LexiconTable::open(lexicon);
    if (!table) return table.error();
    out.m_table = *table;
    const std::size_t slots = weights.size() / sizeof(Weight);
    if (weights.size() % sizeof(Weight) != 0 || (slots & (slots - 1)) != 0 || slots > 0xFFFFFFFFU) {
        return Error{ErrorCode::damaged, "the section of cue weights has the wrong size", "run ./run to make the resource file anew"};
    }
    out.m_weights = weights;
    out.m_mask = slots == 0 ? 0 : static_cast<std::uint32_t>(slots - 1);
    return out;
}

CueEntry CueLexicon::find(std::string_view lemma, std::string_view pos) const {
    for (const auto& match : m_table.exactly(lemma)) {
        if (m_table.cell(match.row, 1) == pos) return {pos, m_table.cell(match.row, 3), m_table.cell(match.row, 2)};
    }
    return {};
}

std::int32_t CueLexicon::weight(std::uint64_t feature) const {
    if (m_weights.empty()) return 0;
    std::uint32_t at = static_cast<std::uint32_t>(feature) & m_mask;
    for (std::uint32_t probes = 0; probes <= m_mask; ++probes, at = (at + 1) & m_mask) {
        const Weight w = weight_at(m_weights, at);
        if (w.feature == feature) return static_cast<std::int32_t>(w.thousandths);
        if (w.feature == 0) return 0;
    }
    return 0;
}

Result<std::string> compile_cues(std::string_view text, std::string_view name) {
    auto rows = lexicon_rows(text, name, 4);
    if (!rows) return rows.error();
    for (const LexiconRow& row : *rows) {
        if (row.cells[1] != "verb" && row.cells[1] != "noun" && row.cells[1] != "adj") {
            return Error{ErrorCode::bad_format, fmt::format("{}: unknown part of speech \"{}\"", row.where, row.cells[1]), "use verb, noun or adj"};
        }
    }
    return LexiconTable::compile(*rows, 4, {0});
}

Result<std::string> compile_weights(std::string_view text, std::string_view name) {
    auto rows = lexicon_rows(text, name, 2);
    if (!rows) return rows.error();
    std::map<std::uint64_t, std::int64_t> weights;
    for (const LexiconRow& row : *rows) {
        std::int64_t value = 0;
        const std::string& digits = row.cells[1];
        const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (code != std::errc() || end != digits.data() + digits.size()) {
            return Error{ErrorCode::bad_format, fmt::format("{}: \"{}\" is no whole number", row.where, digits), "train the weights anew"};
        }
        weights[base::fnv1a(row.cells[0])] = value;
    }
    std::uint32_t slots = 1;
    while (slots < 2 * weights.size() + 1) slots *= 2;
    std::string out(std::size_t{slots} * sizeof(Weight), '\0');
    for (const auto& [feature, value] : weights) {
        std::uint32_t at = static_cast<std::uint32_t>(feature) & (slots - 1);
        while (weight_at(out, at).feature != 0) at = (at + 1) & (slots - 1);
        const Weight w{feature, value};
        std::memcpy(out.data() + std::size_t{at} * sizeof(Weight), &w, sizeof(Weight));
    }
    return out;
}

Result<> add_cues(FileWriter& writer, const std::string& folder) {
    auto text = read_file(std::filesystem::path(folder) / "lexicons" / "cues.tsv");
    if (!text) return text.error();
    auto cues = compile_cues(*text, "cues.tsv");
    if (!cues) return cues.error();
    writer.add("cues/lexicon", std::move(*cues));
    const auto learned = std::filesystem::path(folder) / "learned" / "attributions.tsv";
    if (!std::filesystem::exists(learned)) return {};
    auto numbers = read_file(learned);
    if (!numbers) return numbers.error();
    auto weights = compile_weights(*numbers, "attributions.tsv");
    if (!weights) return weights.error();
    writer.add("cues/weights", std::move(*weights));
    return {};
}

}  // namespace marsad::resources
