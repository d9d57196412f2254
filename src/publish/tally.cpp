#include "publish/tally.h"

#include <algorithm>
#include <map>

#include "base/calendar.h"

namespace marsad::publish {

namespace {

// Where no best figure follows from the words, the bound that is known counts as best.
void add(Toll& sum, const Toll& toll) {
    if (!toll.known()) return;
    const double low = toll.low.value_or(toll.best.value_or(0));
    const double high = toll.high.value_or(std::max(low, toll.best.value_or(low)));
    sum.low = sum.low.value_or(0) + low;
    sum.best = sum.best.value_or(0) + std::clamp(toll.best.value_or(low), low, std::max(low, high));
    sum.high = sum.high.value_or(0) + high;
    sum.open = sum.open || toll.open || !toll.high;
}

void add(TallyRow& row, const IncidentRow& incident) {
    ++row.incidents;
    row.unknown += !incident.killed.known();
    add(row.killed, incident.killed);
    add(row.injured, incident.injured);
}

std::vector<std::string> split(std::string_view barred, std::string_view if_none) {
    std::vector<std::string> out;
    while (!barred.empty()) {
        const auto item = barred.substr(0, barred.find('|'));
        barred.remove_prefix(std::min(item.size() + 1, barred.size()));
        if (!item.empty() && std::find(out.begin(), out.end(), item) == out.end()) out.emplace_back(item);
    }
    if (out.empty()) out.emplace_back(if_none);
    return out;
}

std::vector<std::string> groups_of(const IncidentRow& incident, TallyBy by) {
    switch (by) {
        case TallyBy::victims: return split(incident.targets, "(not named)");
        case TallyBy::perpetrator: return split(incident.actors, "(not named)");
        case TallyBy::place: return {incident.place.empty() ? "(not known)" : incident.country.empty() || incident.precision == "country" ? incident.place
                                                                                                                                          : incident.place + ", " + incident.country};
        case TallyBy::month: return {incident.earliest ? base::iso(base::date_of(*incident.earliest)).substr(0, 7) : "(not known)"};
        case TallyBy::nothing: break;
    }
    return {};
}

}  // namespace

Tally tally(const std::vector<IncidentRow>& incidents, TallyBy by) {
    Tally out;
    out.all.group = "all";
    std::map<std::string, TallyRow> rows;
    for (const IncidentRow& incident : incidents) {
        add(out.all, incident);
        for (const std::string& group : groups_of(incident, by)) {
            TallyRow& row = rows[group];
            row.group = group;
            add(row, incident);
        }
    }
    for (auto& [group, row] : rows) out.rows.push_back(std::move(row));
    if (by != TallyBy::month) {
        std::stable_sort(out.rows.begin(), out.rows.end(), [](const TallyRow& a, const TallyRow& b) { return a.killed.best.value_or(-1) > b.killed.best.value_or(-1); });
    }
    return out;
}

}  // namespace marsad::publish
