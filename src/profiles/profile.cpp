#include "profiles/profile.h"

#include <charconv>

#include <fmt/format.h>

#include "base/utf8.h"

namespace marsad::profiles {

namespace {

using document::Qualifier;

constexpr Qualifier qualifiers[] = {Qualifier::exact, Qualifier::approx, Qualifier::at_least, Qualifier::more_than,
                                    Qualifier::at_most, Qualifier::less_than, Qualifier::between, Qualifier::vague};

std::vector<std::string_view> cells_of(std::string_view line) {
    std::vector<std::string_view> out;
    for (;;) {
        const auto tab = line.find('\t');
        out.push_back(base::trim(line.substr(0, tab)));
        if (tab == std::string_view::npos) return out;
        line.remove_prefix(tab + 1);
    }
}

// A number, or nothing for an empty cell; false where the cell holds something else.
bool read_number(std::string_view cell, std::optional<double>& out) {
    if (cell.empty()) return true;
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc{} || end != cell.data() + cell.size() || value < 0) return false;
    out = value;
    return true;
}

std::optional<Best> best_from(std::string_view word) {
    if (word == "none") return Best::none;
    if (word == "stated") return Best::stated;
    if (word == "low") return Best::low;
    if (word == "middle") return Best::middle;
    if (word == "high") return Best::high;
    return std::nullopt;
}

std::optional<Qualifier> qualifier_from(std::string_view word) {
    for (const Qualifier qualifier : qualifiers) {
        if (name(qualifier) == word) return qualifier;
    }
    return std::nullopt;
}

}  // namespace

Result<Profile> Profile::parse(std::string name, std::string_view text) {
    Profile profile;
    profile.m_name = std::move(name);
    std::size_t number = 0;
    while (!text.empty()) {
        ++number;
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (base::trim(line).empty() || line.front() == '#') continue;
        const auto cells = cells_of(line);
        const auto wrong = [&](std::string_view what, std::string_view advice) {
            return Error{ErrorCode::bad_format, fmt::format("profile {}, line {}: {}", profile.m_name, number, what), std::string(advice)};
        };
        if (cells[0] == "term" && cells.size() == 5) {
            Term term{std::string(cells[1]), {}, {}, {}};
            if (!read_number(cells[2], term.low) || !read_number(cells[3], term.high) || !read_number(cells[4], term.best)) {
                return wrong("LOW, HIGH and BEST are numbers of 0 or more, or empty", "write: term<TAB>dozens<TAB>12<TAB>24<TAB>12");
            }
            profile.m_terms.push_back(std::move(term));
        } else if (cells[0] == "best" && cells.size() == 3) {
            const auto qualifier = qualifier_from(cells[1]);
            const auto best = best_from(cells[2]);
            if (!qualifier || !best) return wrong(fmt::format("\"{}\" \"{}\" is no rule", cells[1], cells[2]), "write: best<TAB>at_least<TAB>stated (or none, low, middle, high)");
            profile.m_best.emplace_back(*qualifier, *best);
        } else {
            return wrong("a row is \"term\" with four cells or \"best\" with two", "compare with resources/profiles/plain.tsv");
        }
    }
    return profile;
}

const Term* Profile::term(std::string_view word) const {
    for (const Term& term : m_terms) {
        if (term.word == word) return &term;
    }
    return nullptr;
}

Best Profile::best(Qualifier qualifier) const {
    for (const auto& [known, best] : m_best) {
        if (known == qualifier) return best;
    }
    return Best::none;
}

void apply(document::Figure& figure, const Profile& profile) {
    if (figure.qualifier == Qualifier::vague) {
        if (const Term* term = profile.term(figure.term)) {
            figure.low = term->low;
            figure.high = term->high;
            figure.best = term->best;
        }
        return;
    }
    switch (profile.best(figure.qualifier)) {
        case Best::none: figure.best.reset(); break;
        case Best::stated:
            if (!figure.stated.empty()) figure.best = figure.stated.front();
            break;
        case Best::low: figure.best = figure.low; break;
        case Best::high: figure.best = figure.high; break;
        case Best::middle:
            if (figure.low && figure.high) figure.best = (*figure.low + *figure.high) / 2;
            break;
    }
}

void apply(document::Document& document, const Profile& profile) {
    document.by.profile = profile.name();
    for (document::Figure& figure : document.figures) apply(figure, profile);
    for (document::Incident& incident : document.incidents) {
        for (document::IncidentFigure& figure : incident.figures) apply(figure.figure, profile);
    }
}

}  // namespace marsad::profiles
