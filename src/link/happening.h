// Happening: what one report tells of one event, in the form in which it is compared with other reports' events.
//
// Purpose: the currency between link and store. Link makes happenings from a Document and decides which are one
// incident; the store keeps them and finds candidates.
// Ownership: plain values. Threading: as for any value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/geo.h"
#include "document/document.h"

namespace marsad::link {

// A figure as told by one report. `group` is the word for whom ("civilians"), empty for everybody.
struct Told {
    std::string outcome, group, words;
    std::optional<double> low, best, high;
    bool operator==(const Told&) const = default;
};

struct Where {
    std::string id, name, country, precision;
    std::vector<std::string> admin;  // ids of what it lies in, the largest first; "name:…" where an entry has no id
    std::optional<base::LatLon> point;
    std::optional<double> radius_km;
    bool operator==(const Where&) const = default;
};

struct Happening {
    std::int64_t id = 0;            // the store's number; 0 before it is stored
    std::uint32_t ordinal = 0;      // which incident of its report, from 0
    std::int64_t work = 0;          // the report (all versions of it are one work)
    std::string key;                // its smallest statement key
    std::string type, family;
    std::optional<base::Seconds> earliest, latest;
    std::string time_value;
    std::optional<Where> where;
    std::vector<std::string> actors, targets;  // canonical names
    std::vector<Told> figures;
    std::string source;             // outlet, agency or address
    std::string published;          // day
    std::vector<std::string> quoted_sources;   // who says so, within the report

    bool operator==(const Happening&) const = default;
};

// A figure of an incident with what each source says.
struct Reconciled {
    std::string outcome, group;
    std::optional<double> low, best, high;
    bool open = false;          // some source gives no upper bound
    std::vector<Told> told;
    std::vector<std::string> by;   // the source of each of `told`
    std::string reason;
};

// One incident as its members together tell it.
struct Whole {
    std::string id, type, family, time_value;
    std::optional<base::Seconds> earliest, latest;
    std::optional<Where> where;
    std::vector<std::string> actors, targets, sources;
    std::vector<Reconciled> figures;
    std::size_t reports = 0;
};

std::string to_json(const Whole& whole);

// One line of JSON and back; from_json gives nothing where the text is not one of to_json's.
std::string to_json(const Happening& happening);
std::optional<Happening> from_json(std::string_view text);

}  // namespace marsad::link
