// Statements and incidents: who did what to whom, where, when, how many, and who says so.
//
// Purpose: the heart of the record lines' contract. A Statement is what somebody said; an Incident is what the
// statements of one report tell of the same happening.
// Ownership: plain values in the Document; indices are positions in the Document's lists. Threading: as the Document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/annotations.h"

namespace marsad::document {

enum class Certainty : std::uint8_t {
    asserted,
    suspected,
    blamed,
    self_claimed,
    denied,
    unidentified
};
enum class Stage : std::uint8_t {
    done,
    ongoing,
    attempted,
    planned,
    threatened,
    proposed
};
enum class Polarity : std::uint8_t {
    affirmed,
    denied
};
enum class Modality : std::uint8_t {
    asserted,
    alleged,
    possible,
    hypothetical,
    asked,
    presupposed
};
enum class PlaceRole : std::uint8_t {
    at,
    from,
    to,
    about
};
enum class TimeFit : std::uint8_t {
    within,
    throughout,
    from,
    until
};
enum class TimeSource : std::uint8_t {
    stated,
    report_day,
    post_day,
    inferred
};
enum class LinkKind : std::uint8_t {
    cause,
    about,
    term_of,
    answer_to,
    counters,
    part_of,
    repeats
};
enum class Basis : std::uint8_t {
    none,
    witness,
    official,
    belligerent,
    monitor,
    media,
    unnamed
};
std::string_view name(Certainty certainty);
std::string_view name(Stage stage);
std::string_view name(Polarity polarity);
std::string_view name(Modality modality);
std::string_view name(PlaceRole role);
std::string_view name(TimeFit fit);
std::string_view name(TimeSource source);
std::string_view name(LinkKind kind);
std::string_view name(Basis basis);

// Somebody taking part. `actor` is a position in Document::actors.
struct Participant {
    std::uint32_t actor = none;
    Certainty certainty = Certainty::asserted;
    std::uint32_t any_of = none;  // alternatives share a number
};

struct StatementPlace {
    std::uint32_t place = none;  // position in Document::places
    PlaceRole role = PlaceRole::at;
};

// When it happened: a time of the text, or what it was inferred from.
struct StatementTime {
    std::uint32_t time = none;  // position in Document::times; none where nothing is stated
    TimeSource source = TimeSource::stated;
    TimeFit fit = TimeFit::within;
    std::string value;          // TIMEX3; also where it was inferred
    std::optional<base::Seconds> earliest, latest;
};

struct Instrument {
    Span span;
    std::string munition, platform;
};

struct Link {
    LinkKind kind = LinkKind::cause;
    std::uint32_t to = none;  // position in Document::statements
    Span evidence;
};

struct Speaker {
    std::uint32_t actor = none;        // position in Document::actors; none for a post's author
    std::uint32_t segment = none;      // the post whose author speaks
    std::string name;                  // where it is no actor of the text (a post's author, an unnamed source)
    std::uint32_t via = none;          // position in Document::attributions
    Basis basis = Basis::none;
    std::string said;                  // TIMEX3 value of the time of saying
};

// 0..1: how likely the reading is right; absent where a statement has no such field.
struct Confidences {
    std::optional<double> type, actors, place, time, figures;
};

struct Statement {
    std::string key;                    // stable over rereading: report's SHA-256, trigger's span, family of the type
    std::string type;                   // a name of TYPES, or one under it
    std::string family;                 // the codebook family of the type ("fighting")
    Span trigger;
    std::uint32_t trigger_token = none;
    std::vector<Span> also;
    std::vector<Participant> actors, with, targets, victims;
    bool mutual = false;
    std::vector<StatementPlace> places;
    std::optional<StatementTime> time;
    std::vector<Instrument> instruments;
    std::vector<std::uint32_t> figures;  // positions in Document::figures
    std::vector<Link> links;
    Stage stage = Stage::done;
    std::string result;
    Polarity polarity = Polarity::affirmed;
    Modality modality = Modality::asserted;
    bool background = false;
    std::vector<Speaker> speakers;       // the one nearest to the content first
    std::vector<std::pair<std::string, Span>> cues;  // {"modality", span}
    Span evidence;
    double confidence = 0;
    Confidences confidences;

    // Whether it tells of something that is or was so, as the report has it: what tallies may count.
    bool is_asserted() const {
        return (stage == Stage::done || stage == Stage::ongoing) && polarity == Polarity::affirmed &&
               (modality == Modality::asserted || modality == Modality::alleged) && !background;
    }
};

// A figure of an incident, with the statements that it was taken from.
struct IncidentFigure {
    Figure figure;
    std::vector<std::uint32_t> from;  // positions in Document::statements
};

struct Incident {
    std::vector<std::uint32_t> statements;  // positions in Document::statements, in order
    std::string type;
    std::vector<Participant> actors, targets;
    std::vector<StatementPlace> places;
    std::optional<StatementTime> time;
    std::vector<IncidentFigure> figures;
};

}  // namespace marsad::document
