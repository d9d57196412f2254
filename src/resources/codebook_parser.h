// The parser behind Codebook::parse: one file after the other, then one pass that joins them.
//
// Purpose: see docs/decisions/0030-codebook-format.md for the form. Only codebook.cpp includes this.
// Ownership: collects into the Codebook that finish() gives away. Threading: one thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "resources/codebook.h"

namespace marsad::resources {

class CodebookParser {
public:
    Result<> read(const CodebookSource& source);
    Result<Codebook> finish();

private:
    // A line of a file with what was joined to it.
    struct Line {
        std::string_view file;
        std::uint32_t number = 0;
        std::string key, argument, value;
    };
    enum class Open : std::uint8_t {
        nothing,
        family,
        type,
        cue
    };

    Error error(const Line& line, std::string message, std::string advice) const;
    Result<> take(const Line& line);
    Result<> take_type_line(const Line& line);
    Result<> take_cue_line(const Line& line);
    Result<> open_type(const Line& line);
    Result<> add_set(const Line& line);
    Result<> add_trigger(const Line& line, TriggerKind kind);
    Result<> add_clause(const Line& line, std::string_view clause, Trigger& model);
    Result<> add_condition(const Line& line, std::string_view text, bool negated, std::vector<Condition>& conditions);
    Result<> add_roles(const Line& line, std::string_view text, std::vector<Role>& roles);
    Result<> add_fillers(const Line& line, std::string_view text, std::vector<Filler>& fillers);
    Result<> add_effect(const Line& line, std::string_view text, Effect& effect);
    Result<> add_codes(const Line& line, StatementType& type);
    Result<> add_cues(const Line& line, CuePlace place);
    Result<> resolve_sets();
    void inherit();
    void index();

    Codebook m_book;
    Open m_open = Open::nothing;
    std::string m_family;
    std::uint32_t m_current = 0;  // the type that is open
    std::map<std::string, std::vector<Role>, std::less<>> m_family_roles;
    std::map<std::string, std::vector<std::string>, std::less<>> m_family_figures;
    // Sets may be named before they are defined: names stand in Filler::word until finish(); first use, for the error.
    std::map<std::string, std::pair<std::string, std::uint32_t>, std::less<>> m_named_sets;
};

}  // namespace marsad::resources
