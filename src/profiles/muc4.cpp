#include "profiles/muc4.h"

#include <array>
#include <vector>

#include <fmt/format.h>

#include "profiles/muc4_decide.h"
#include "profiles/muc4_rules.h"

namespace marsad::profiles {

namespace {

using document::Document;
using muc4::Template;

constexpr std::array<std::string_view, 25> slots{
    "MESSAGE: ID", "MESSAGE: TEMPLATE", "INCIDENT: DATE", "INCIDENT: LOCATION", "INCIDENT: TYPE", "INCIDENT: STAGE OF EXECUTION", "INCIDENT: INSTRUMENT ID", "INCIDENT: INSTRUMENT TYPE", "PERP: INCIDENT CATEGORY",
    "PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID", "PERP: ORGANIZATION CONFIDENCE", "PHYS TGT: ID", "PHYS TGT: TYPE", "PHYS TGT: NUMBER", "PHYS TGT: FOREIGN NATION", "PHYS TGT: EFFECT OF INCIDENT", "PHYS TGT: TOTAL NUMBER",
    "HUM TGT: NAME", "HUM TGT: DESCRIPTION", "HUM TGT: TYPE", "HUM TGT: NUMBER", "HUM TGT: FOREIGN NATION", "HUM TGT: EFFECT OF INCIDENT", "HUM TGT: TOTAL NUMBER"};

void append(std::string& out, const Document& document, std::size_t number, const Template& filled) {
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
        const std::string head = fmt::format("{:<4}{:<32}", fmt::format("{}.", slot), slots[slot]);
        if (slot == 0) {
            out += head + document.report.id + "\n";
        } else if (slot == 1) {
            out += head + (number ? fmt::format("{}", number) : "*") + "\n";
        } else if (filled.fills[slot].empty()) {
            out += head + (number ? "-" : "*") + "\n";
        } else {
            for (std::size_t i = 0; i < filled.fills[slot].size(); ++i) out += (i ? std::string(36, ' ') : head) + filled.fills[slot][i] + "\n";
        }
    }
    out += '\n';
}

}  // namespace

std::string print_templates(const Document& document, const std::vector<Template>& templates) {
    std::string out;
    std::size_t number = 0;
    for (const Template& filled : templates) append(out, document, ++number, filled);
    if (number == 0) append(out, document, 0, {});
    return out;
}

std::string muc4_templates(const Document& document, const resources::Codebook& codebook, const resources::WordClasses& words, const resources::LinearWeights& weights) {
    if (weights.empty()) return print_templates(document, muc4::decide_by_rules(document, codebook));
    muc4::View view = muc4::view_of(document, codebook, words);
    return print_templates(document, muc4::decide(view, muc4::Shipped(weights), {}));
}

}  // namespace marsad::profiles
