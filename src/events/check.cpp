#include "events/check.h"

#include <charconv>

#include "base/utf8.h"

namespace marsad::events {

using document::Document;
using document::Statement;

namespace {

// One expectation, taken apart.
struct Expected {
    std::string type, words;
    std::vector<std::pair<std::string, std::string>> fields;
};

Expected parsed(std::string_view text) {
    Expected out;
    bool first = true;
    while (!text.empty()) {
        const std::size_t end = text.find(';');
        std::string_view part = base::trim(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        if (first) {
            const std::size_t at = part.find(" at ");
            out.type = base::trim(part.substr(0, at));
            if (at != std::string_view::npos) out.words = base::trim(part.substr(at + 4));
            first = false;
        } else if (const std::size_t is = part.find('='); is != std::string_view::npos) {
            out.fields.emplace_back(base::trim(part.substr(0, is)), base::trim(part.substr(is + 1)));
        }
    }
    return out;
}

// Whether one of "A|B" stands in the text, case aside.
bool has_one(std::string_view text, std::string_view names) {
    const std::string lower = base::ascii_lower(text);
    while (!names.empty()) {
        const std::size_t bar = names.find('|');
        if (lower.find(base::ascii_lower(base::trim(names.substr(0, bar)))) != std::string::npos) return true;
        names = bar == std::string_view::npos ? std::string_view() : names.substr(bar + 1);
    }
    return false;
}

bool people_fit(const Document& document, const std::vector<document::Participant>& people, std::string_view names) {
    for (const auto& p : people) {
        const document::Actor& actor = document.actors[p.actor];
        if (has_one(actor.name, names) || has_one(document.words(actor.span), names)) return true;
    }
    return false;
}

bool field_fits(const Document& document, const Statement& s, std::string_view key, std::string_view value) {
    if (key == "actors") return people_fit(document, s.actors, value) || people_fit(document, s.with, value);
    if (key == "targets" || key == "victims") {
        if (people_fit(document, s.targets, value) || people_fit(document, s.victims, value)) return true;
        // A building that is no actor of the text: its words stand in the evidence.
        return has_one(document.words(s.evidence), value);
    }
    if (key == "places") {
        for (const auto& p : s.places) {
            if (has_one(document.places[p.place].name, value) || has_one(document.words(document.places[p.place].span), value)) return true;
        }
        // Invented names are in no gazetteer.
        return s.places.empty();
    }
    if (key == "stage") return name(s.stage) == value;
    if (key == "polarity") return name(s.polarity) == value;
    if (key == "modality") return name(s.modality) == value;
    double number = 0;
    if (std::from_chars(value.data(), value.data() + value.size(), number).ec != std::errc()) return false;
    for (std::uint32_t f : s.figures) {
        const document::Figure& figure = document.figures[f];
        if (name(figure.outcome) == key && !figure.stated.empty() && figure.stated.front() == number) return true;
    }
    return false;
}

bool words_fit(const Document& document, const Statement& s, std::string_view words) {
    if (words.empty() || has_one(document.words(s.trigger), words)) return true;
    for (document::Span also : s.also) {
        if (has_one(document.words(also), words)) return true;
    }
    return false;
}

std::string all_read(const Document& document) {
    std::string out;
    for (const Statement& s : document.statements) out += (out.empty() ? "" : ", ") + s.type + " at \"" + std::string(document.words(s.trigger)) + "\"";
    return out.empty() ? "nothing" : out;
}

}  // namespace

std::string unmet(const Document& document, std::string_view expectation) {
    const Expected expected = parsed(expectation);
    if (expected.type == "nothing") return document.statements.empty() ? std::string() : "read " + all_read(document);
    std::string lacking = "no " + expected.type + " at \"" + expected.words + "\"";
    for (const Statement& s : document.statements) {
        if (s.type != expected.type || !words_fit(document, s, expected.words)) continue;
        lacking.clear();
        for (const auto& [key, value] : expected.fields) {
            if (!field_fits(document, s, key, value)) lacking += (lacking.empty() ? "no " : ", no ") + key + " = " + value;
        }
        if (lacking.empty()) return {};
    }
    return lacking + "; read " + all_read(document);
}

Result<CheckReport> check(const resources::Codebook& codebook, const TextReader& read) {
    CheckReport report;
    report.types = codebook.types().size();
    report.triggers = codebook.triggers().size();
    for (const resources::StatementType& type : codebook.types()) {
        if (type.examples.empty()) report.failures.push_back(type.file + ":" + std::to_string(type.line) + ": the type \"" + type.name + "\" has no example");
        for (const resources::CodebookExample& example : type.examples) {
            ++report.examples;
            const auto document = read(example.text);
            if (!document) return document.error();
            for (const std::string& expected : example.expected) {
                if (const std::string lacking = unmet(*document, expected); !lacking.empty()) {
                    report.failures.push_back(example.file + ":" + std::to_string(example.line) + ": " + lacking);
                }
            }
        }
    }
    return report;
}

}  // namespace marsad::events
