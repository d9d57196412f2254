// Rows: what a record answers with.
//
// Purpose: plain tables for the command line, the desk and bindings. A number or time that is not known is absent.
// Ownership: plain values. Threading: as for any value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace marsad {

// Seconds since 1970-01-01T00:00:00; ends are exclusive.
using Instant = std::int64_t;

struct ReportRow {
    std::int64_t id = 0;   // shown as "r12"
    std::string name, title, outlet, url, published, source, sha256, lang;
    std::string status;    // "", superseded, withdrawn; "notice" for a notice of withdrawal, which counts nowhere
    std::uint64_t bytes = 0;
    std::size_t statements = 0;
    std::int64_t work = 0;  // versions of one report share it
};

struct StatementRow {
    std::int64_t id = 0, report = 0;
    std::uint32_t ordinal = 0;  // "s1" of its record line is 1
    std::string key, type, stage, polarity, modality;
    std::string place, country, actors, targets;  // names, joined by "; "
    std::string source, published;                // of the report
    std::optional<Instant> earliest, latest;
    bool asserted = false, background = false;
    double confidence = 0;  // that the reading is right; says nothing on whether the thing happened
};

// Bounds that the sources together give; `open` where one of them gives no upper bound.
struct Toll {
    std::optional<double> low, best, high;
    bool open = false;
    bool known() const { return low || best || high; }
};

struct IncidentRow {
    std::string id, type, family, time_value;
    std::string place, place_id, country, admin, precision;
    std::string actors, targets;  // names, each between bars: "|a|b|"
    std::string data;             // the reconciled figures with who said which, JSON
    std::optional<Instant> earliest, latest;
    std::optional<double> lat, lon;
    Toll killed, injured;
    std::size_t reports = 0;
};

// A running or period total, as a source gives it; never added up.
struct TotalRow {
    std::string outcome, of, scope, since, until, words, source, published, place;
    Toll bounds;
};

// Rows that fit, and how many more fit but are known only to an area wider than the one asked for.
template <typename Row>
struct Found {
    std::vector<Row> rows;
    std::size_t wider = 0;
};

}  // namespace marsad
