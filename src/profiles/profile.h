// Profiles: one coder's conventions, as data.
//
// Purpose: what a vague word stands for and which number counts as best are conventions of ACLED, UCDP, Airwars … A
// profile changes what is derived from the words, never what was read: `stated`, `qualifier`, `term` and the spans stay.
// Ownership: a Profile owns its rows. Threading: immutable after parse(); apply() works on one Document.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "marsad/result.h"

namespace marsad::profiles {

enum class Best {
    none,
    stated,
    low,
    middle,
    high
};

struct Term {
    std::string word;
    std::optional<double> low, high, best;
};

class Profile {
public:
    // Parses tab-separated rows: "term WORD LOW HIGH BEST" and "best QUALIFIER WHICH"; '#' begins a comment. Errors name
    // file and line.
    static Result<Profile> parse(std::string name, std::string_view text);

    const std::string& name() const { return m_name; }
    const Term* term(std::string_view word) const;
    Best best(document::Qualifier qualifier) const;

private:
    std::string m_name;
    std::vector<Term> m_terms;
    std::vector<std::pair<document::Qualifier, Best>> m_best;
};

// Fills low, high and best of the document's figures, and of its incidents' figures, by the profile.
void apply(document::Document& document, const Profile& profile);
void apply(document::Figure& figure, const Profile& profile);

}  // namespace marsad::profiles
