// Annotations: times, actors, places, figures and attributions, as the annotate room finds them in the text.
//
// Purpose: the nouns of the record lines' contract; a field that is not known is empty (or absent as an optional).
// Indices between them (chain, actor of an attribution …) are positions in the Document's lists; `none` for no such.
// Ownership: plain values in the Document. Threading: as the Document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/calendar.h"
#include "base/geo.h"
#include "base/span.h"
#include "document/tokens.h"

namespace marsad::document {

// ---------------------------------------------------------------- times

enum class TimeType : std::uint8_t {
    date,
    time,
    duration,
    set
};
std::string_view name(TimeType type);

// A time expression in TimeML's terms. [earliest, latest) bounds what is meant; an open side is absent.
struct Time {
    Span span;
    TimeType type = TimeType::date;
    std::string value;  // TIMEX3: "2016-11-22", "2016-W47", "2016-11-22TNI", "P4Y", "PRESENT_REF"
    std::string mod;    // TIMEX3: "APPROX", "MORE_THAN", "START" …; empty for none
    std::optional<base::Seconds> earliest, latest;
};

// ---------------------------------------------------------------- actors

enum class ActorKind : std::uint8_t {
    person,
    state_force,
    police,
    rebel,
    political_militia,
    identity_militia,
    private_force,
    external_force,
    unknown_armed,
    government,
    international_org,
    ngo,
    media,
    party,
    protesters,
    rioters,
    civilians,
    people,
    facility,
    unknown
};
std::string_view name(ActorKind kind);
std::optional<ActorKind> actor_kind_from(std::string_view name);

// One mention of somebody or something that can act or be acted on.
struct Actor {
    Span span;                     // the whole mention, without a leading article
    std::uint32_t head = none;     // its head token
    std::string name;              // canonical
    std::string id;                // of the actor lexicon ("syria/government"); empty where none fits
    std::uint32_t chain = none;    // mentions of one entity share the number; numbers count from 0 in order of first mention
    ActorKind kind = ActorKind::unknown;
    std::string facility;          // hospital | school | market | camp | worship | home | power | water | …
    std::string country;           // ISO 3166 alpha-2
    std::string side;
    std::string role;              // "foreign minister"
    bool pronoun = false;
    std::uint32_t place = none;    // the place whose name is used for this actor ("Washington condemned"), if it is
};

// ---------------------------------------------------------------- places

enum class PlaceUse : std::uint8_t {
    literal,
    metonym,
    demonym,
    name
};
enum class PlacePrecision : std::uint8_t {
    point,
    street,
    neighbourhood,
    settlement,
    near,
    adm3,
    adm2,
    adm1,
    linear,
    area,
    country,
    waters,
    unknown
};
enum class PlaceRelation : std::uint8_t {
    none,
    at,
    part,
    near,
    between,
    bearing
};
std::string_view name(PlaceUse use);
std::string_view name(PlacePrecision precision);
std::string_view name(PlaceRelation relation);

struct AdminUnit {
    std::uint8_t level = 1;
    std::string name;
    std::string id;
};

struct Place {
    Span span;
    std::uint32_t head = none;
    std::string name;
    std::string id;                                        // "geonames:170063"; empty where no entry fits
    std::vector<std::pair<std::string, std::string>> ids;  // {"geonames", "170063"}, {"pcode", …}
    std::optional<base::LatLon> point;
    std::optional<double> radius_km;
    std::optional<base::Box> box;
    std::string feature;                                   // GeoNames "P.PPLA"
    std::string country;                                   // ISO 3166 alpha-2
    std::vector<AdminUnit> admin;                          // the largest first
    PlacePrecision precision = PlacePrecision::unknown;
    PlaceRelation relation = PlaceRelation::none;
    Span relation_words;                                   // "12 km north of"
    std::string relation_to;                               // the name of what it is relative to
    std::optional<double> relation_km;
    PlaceUse use = PlaceUse::literal;
    std::string held_by;                                   // "rebel" of "rebel-held east"
    std::uint32_t within = none;                           // the place in this text that it lies in ("the east" of Aleppo)
};

// ---------------------------------------------------------------- figures

enum class Outcome : std::uint8_t {
    none,
    killed,
    died_indirect,
    injured,
    killed_or_injured,
    dead_or_missing,
    missing,
    bodies_found,
    abducted,
    detained,
    released,
    surrendered,
    displaced,
    evacuated,
    returned,
    sheltered,
    besieged,
    trapped,
    in_need,
    reached,
    participants,
    strikes,
    destroyed,
    damaged,
    held
};
enum class Qualifier : std::uint8_t {
    exact,
    approx,
    at_least,
    more_than,
    at_most,
    less_than,
    between,
    vague
};
enum class FigureScope : std::uint8_t {
    incident,
    running,
    period
};
enum class CivilStatus : std::uint8_t {
    unknown,
    civilian,
    combatant,
    police
};
std::string_view name(Outcome outcome);
std::string_view name(Qualifier qualifier);
std::string_view name(FigureScope scope);
std::string_view name(CivilStatus status);

// What was said, then what follows from it. Unknown is absent, never 0.
struct Figure {
    Span span;                          // the number with its qualifier and the noun counted ("more than 140 civilians")
    Span number;                        // the number's words alone
    std::uint32_t head = none;          // the noun counted, or the number's last token
    std::uint32_t predicate = none;     // the verb or noun that the outcome was read from
    std::uint32_t id = none;            // prints as "f1" …; set when the statements are numbered
    Outcome outcome = Outcome::none;
    std::vector<double> stated;         // one number, or two of a range
    Qualifier qualifier = Qualifier::exact;
    std::string term;                   // "dozens"
    std::optional<double> low, high;    // absent: open
    std::optional<double> best;         // by the profile
    std::string of;                     // the word for whom: "civilians"
    CivilStatus status = CivilStatus::unknown;
    std::string side, age, sex, role;
    std::string unit;                   // "persons", "households", "buildings"; never converted
    std::string measure;                // stock | flow
    std::string border;                 // internal | crossed
    FigureScope scope = FigureScope::incident;
    std::string since, until;           // TIMEX3 values
    std::uint32_t within = none;        // position in Document::figures of the figure that contains it
    std::string change;                 // revised | additional
    std::string as_of;
    std::optional<std::pair<double, double>> share;  // 0..1
};

// ---------------------------------------------------------------- attributions

// PolNeAR's terms.
struct Attribution {
    std::optional<Span> source;
    Span cue;
    std::vector<Span> content;
    bool direct = false;
    std::uint32_t source_actor = none;  // position in Document::actors
    std::uint32_t segment = none;       // the post whose author is the source, where it is one
    std::uint32_t within = none;        // position of the attribution in whose content this one lies
};

}  // namespace marsad::document
