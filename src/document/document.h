// Document: the text of one report and everything that the rooms found in it.
//
// Purpose: the one thing that travels from room to room. Each stage fills its own lists and changes no earlier ones.
//
// One buffer holds title and text, so that every room works on one run of bytes:
//
//     buffer   T i t l e \n T h e   t e x t …
//              ^           ^
//              0           body_begin        (0 where there is no title)
//
// Spans are bytes of this buffer. A span that ends at or before the title's end is "in title"; publishing subtracts
// body_begin from the others, so that they count in the report's text as it was given.
// Ownership: owns its text and lists; `lemma`s may point into the language model or into `strings`, which live as long.
// Threading: belongs to one thread at a time; moves between them.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/annotations.h"
#include "document/report.h"
#include "document/segments.h"
#include "document/statements.h"
#include "document/structure.h"
#include "document/tokens.h"

namespace marsad::document {

// The day a report was published, and how that is known.
struct Publication {
    base::Date day;
    std::string value;            // as given ("2016-11-22T14:05:00Z"), else the day
    bool given = false;           // "from": "given" or "text"
    std::vector<Span> evidence;   // the words that it was found by
};

// The names behind the ids of tokens and entities; owned by the language model, the same for its whole life.
struct LabelTables {
    std::vector<std::string> tags, deps, entities, morphs;
};

// What the report was read by; no clock time.
struct ReadBy {
    std::string marsad, model, gazetteer, codebook, profile;
};

struct Document {
    Report report;                    // what the report says of itself, without its bytes
    std::string buffer;               // title, line feed, text; just the text where there is no title
    std::uint32_t body_begin = 0;     // where the text begins in the buffer
    std::vector<MapRun> map;          // from the body to the report's bytes (read/map.h); empty where they are the same
    std::vector<Block> blocks;        // what the markup says: disjoint, in order, covering the body but for white space;
                                      // empty where the report has no markup

    std::string lang;                 // the language of most of the article
    std::optional<Publication> published;
    bool narrative = false;           // tells of the past like a history, not of the day like news (decided by times)

    std::vector<Segment> segments;    // in order; the title's, if any, first
    std::vector<Token> tokens;        // in order of text
    std::vector<Sentence> sentences;
    std::vector<Entity> entities;
    const LabelTables* labels = nullptr;
    std::deque<std::string> strings;  // lemmas that the model does not hold

    std::vector<Time> times;
    std::vector<Actor> actors;
    std::vector<Place> places;
    std::vector<Figure> figures;
    std::vector<Attribution> attributions;
    std::vector<Statement> statements;
    std::vector<Incident> incidents;
    ReadBy by;

    std::string_view text() const { return buffer; }
    std::string_view title() const { return body_begin ? std::string_view(buffer).substr(0, body_begin - 1) : std::string_view(); }
    // The title a person would call the report by: its own, else its first headline.
    std::string_view headline() const;
    std::string_view body() const { return std::string_view(buffer).substr(body_begin); }
    bool in_title(Span span) const { return span.begin < body_begin; }
    std::string_view words(Span span) const { return span.of(buffer); }
    std::string_view words(const Token& token) const { return token.span.of(buffer); }
    std::string_view words(std::uint32_t token) const { return tokens[token].span.of(buffer); }

    // The span of tokens [first, last), last > first.
    Span span_of(std::uint32_t first, std::uint32_t last) const { return {tokens[first].span.begin, tokens[last - 1].span.end}; }
    // The first token that ends after the byte `at`; tokens.size() where none does.
    std::uint32_t token_at(std::uint32_t at) const;
    // The segment that holds the byte; `none` for white space between segments.
    std::uint32_t segment_at(std::uint32_t at) const;
    // The country that most places lie in, by its name, its people's or a place in it; of two the first. Empty for none.
    std::string country_named_most() const;
};

}  // namespace marsad::document
