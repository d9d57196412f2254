#include "resources/codebook.h"

#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"
#include "resources/codebook_parser.h"
#include "resources/file.h"

namespace marsad::resources {

namespace {

constexpr std::string_view section_mark = "\x1e";  // record separator: begins a file's name in the section

constexpr std::string_view kind_names[] = {"verb", "noun", "adjective"};
constexpr std::string_view place_names[] = {"verb", "noun", "aux", "mark", "modifier", "determiner", "before", "adjective"};

}  // namespace

std::string_view name(TriggerKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
std::string_view name(CuePlace place) { return place_names[static_cast<std::size_t>(place)]; }

Result<Codebook> Codebook::parse(std::span<const CodebookSource> sources) {
    CodebookParser parser;
    for (const CodebookSource& source : sources) {
        if (auto read = parser.read(source); !read) return read.error();
    }
    return parser.finish();
}

Result<Codebook> Codebook::from_section(std::string_view section) {
    std::vector<CodebookSource> sources;
    while (!section.empty()) {
        if (section.front() != section_mark.front()) {
            return Error{ErrorCode::damaged, "the section \"codebook\" is not one that marsad wrote", "compile the resources anew: marsad resources compile"};
        }
        const std::size_t line = section.find('\n');
        if (line == std::string_view::npos) break;
        const std::size_t end = std::min(section.find(section_mark, line), section.size());
        sources.push_back({std::string(section.substr(1, line - 1)), std::string(section.substr(line + 1, end - line - 1))});
        section.remove_prefix(end);
    }
    return parse(sources);
}

Result<Codebook> Codebook::load(const File& file) {
    if (!file.has("codebook")) {
        return Error{ErrorCode::not_found, file.path() + ": there is no codebook in it", "compile the resources anew: marsad resources compile"};
    }
    return from_section(file.text("codebook"));
}

Result<std::string> Codebook::section(std::span<const CodebookSource> sources) {
    if (auto parsed = parse(sources); !parsed) return parsed.error();
    std::string out;
    for (const CodebookSource& source : sources) {
        out += section_mark;
        out += source.name;
        out += '\n';
        out += source.text;
    }
    return out;
}

std::span<const std::uint32_t> Codebook::triggers_of(std::string_view lemma) const {
    const auto found = m_by_lemma.find(lemma);
    return found == m_by_lemma.end() ? std::span<const std::uint32_t>() : std::span<const std::uint32_t>(found->second);
}

std::optional<std::uint32_t> Codebook::type_of(std::string_view name) const {
    const auto found = m_type_by_name.find(name);
    if (found == m_type_by_name.end()) return std::nullopt;
    return found->second;
}

const WordSet* Codebook::set_of(std::string_view name) const {
    const auto found = m_set_by_name.find(name);
    return found == m_set_by_name.end() ? nullptr : &m_sets[found->second];
}

const Cue* Codebook::cue_of(CuePlace place, std::string_view lemma) const {
    std::string key(1, static_cast<char>('0' + static_cast<int>(place)));
    key += lemma;
    const auto found = m_cue_by_lemma.find(key);
    return found == m_cue_by_lemma.end() ? nullptr : &m_cues[found->second];
}

std::string_view code_of(const Codebook& codebook, std::uint32_t type, std::string_view coding) {
    while (type < codebook.types().size()) {
        for (const auto& [name, value] : codebook.types()[type].codes) {
            if (name == coding) return value;
        }
        type = codebook.types()[type].parent;
    }
    return {};
}

}  // namespace marsad::resources
