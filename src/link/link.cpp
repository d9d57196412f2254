#include "link/link.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/utf8.h"

namespace marsad::link {

namespace {

constexpr base::Seconds day = 86400;
constexpr double enough = 6;
constexpr double weak = 0.5;  // a place that speaks for one incident only with something else

struct Part {
    double points = 0;
    bool possible = true;
    bool known = false;
    std::string reason;
};

// Violence that reports name differently: an air strike is elsewhere "the attack", and its dead a toll.
bool is_violence(std::string_view family) { return family == "fighting" || family == "persons" || family == "casualties" || family == "things"; }

std::string_view root(std::string_view type) { return type.substr(0, type.find('.')); }

Part compare_types(const Happening& a, const Happening& b) {
    if (a.type == b.type) return {2, true, true, "same type"};
    if (root(a.type) == root(b.type)) return {2, true, true, "one type narrower than the other"};
    const bool loose = a.type == "attack" || b.type == "attack" || root(a.type) == "killing" || root(b.type) == "killing" || a.family == "casualties" ||
                       b.family == "casualties" || a.type == "explosion" || b.type == "explosion" || root(a.type) == "bombing" || root(b.type) == "bombing";
    if (is_violence(a.family) && is_violence(b.family) && (loose || a.family == b.family)) return {1, true, true, "kinds of violence that may be one"};
    return {0, false, true, "different kinds of event"};
}

bool lasts_a_day(const Happening& h) { return h.earliest && h.latest && *h.latest - *h.earliest <= day; }

Part compare_times(const Happening& a, const Happening& b) {
    if (!a.earliest || !a.latest || !b.earliest || !b.latest) return {0, true, false, "no time known"};
    const base::Seconds gap = std::max(*a.earliest, *b.earliest) - std::min(*a.latest, *b.latest);
    if (gap < 0 && lasts_a_day(a) && lasts_a_day(b)) return {3, true, true, "same day"};
    if (gap < 0) return {2, true, true, "times overlap"};
    if (gap < day && lasts_a_day(a) && lasts_a_day(b)) return {1, true, true, "a day apart"};
    return {0, false, true, "different days"};
}

bool lies_in(const Where& inner, const Where& outer) {
    if (outer.precision == "country") return !outer.country.empty() && inner.country == outer.country;
    return !outer.id.empty() && std::find(inner.admin.begin(), inner.admin.end(), outer.id) != inner.admin.end();
}

Part compare_places(const Happening& a, const Happening& b) {
    if (!a.where || !b.where) return {0, true, false, "no place known"};
    const Where &p = *a.where, &q = *b.where;
    if (!p.id.empty() && p.id == q.id) {
        const bool wide = p.precision == "country" || p.precision == "adm1";
        return {wide ? weak : 3.0, true, true, "same place"};
    }
    if (lies_in(p, q) || lies_in(q, p)) return {p.precision == "country" || q.precision == "country" ? weak : 2.0, true, true, "one place inside the other"};
    if (!p.point || !q.point) {
        const bool same = base::equal_ascii_case(p.name, q.name) && !p.name.empty();
        return {same ? 3.0 : 0.0, same || p.name.empty() || q.name.empty(), same, same ? "same place name" : "places that can't be compared"};
    }
    const double km = base::distance_km(*p.point, *q.point);
    if (km <= 10) return {3, true, true, fmt::format("{:.0f} km apart", base::rounded(km, 0))};
    if (km <= 50) return {weak, true, true, fmt::format("{:.0f} km apart", base::rounded(km, 0))};
    return {0, false, true, "far apart"};
}

// A name in common; "people" or "civilians" in both says nothing, so names in small letters don't count.
bool share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const std::string& name) {
        return !name.empty() && !base::is_ascii_lower(name[0]) && !base::is_ascii_digit(name[0]) && std::find(b.begin(), b.end(), name) != b.end();
    });
}

Part compare_figures(const Happening& a, const Happening& b) {
    for (const Told& f : a.figures) {
        for (const Told& g : b.figures) {
            if (f.outcome != g.outcome || f.group != g.group || !f.low || !g.low) continue;
            const double f_high = f.high.value_or(*f.low), g_high = g.high.value_or(*g.low);
            if (std::max(*f.low, *g.low) <= std::min(f_high, g_high)) return {1, true, true, "figures agree"};
            const double larger = std::max(f_high, g_high), smaller = std::min(*f.low, *g.low);
            if (larger > 3 * smaller + 3) return {-1, true, true, "figures far from each other"};
        }
    }
    return {};
}

}  // namespace

Fit compare(const Happening& a, const Happening& b) {
    if (a.work != 0 && a.work == b.work) return {0, "of one report"};
    const Part type = compare_types(a, b), time = compare_times(a, b), place = compare_places(a, b), figures = compare_figures(a, b);
    for (const Part* part : {&type, &time, &place}) {
        if (!part->possible) return {0, part->reason};
    }
    std::string reason = fmt::format("{}; {}; {}", type.reason, time.reason, place.reason);
    double score = type.points + time.points + place.points + figures.points;
    if (!figures.reason.empty()) reason += "; " + figures.reason;
    if (share(a.actors, b.actors)) {
        score += 1;
        reason += "; a shared actor";
    }
    if (share(a.targets, b.targets)) {
        score += 1;
        reason += "; a shared target";
    }
    // Both where and when must be known, and one of them exactly.
    if (!time.known || !place.known || (time.points < 3 && place.points < 3)) return {0, reason + "; too little is known"};
    return {score, reason};
}

Result<Decision> decide(const Happening& happening, Lookup& lookup) {
    if (!happening.earliest || !happening.latest || !happening.where) return Decision{"", 0, "time or place not known: kept by itself"};
    auto members = lookup.near({*happening.earliest - day, *happening.latest + day});
    if (!members) return members.error();
    // A report that already tells of an incident apart from this happening keeps the two apart.
    std::set<std::string_view> taken;
    for (const Member& member : *members) {
        if (happening.work != 0 && member.happening.work == happening.work) taken.insert(member.incident);
    }
    Decision best{"", 0, "the first report of it here"};
    for (const Member& member : *members) {
        if (taken.contains(member.incident)) continue;
        const Fit fit = compare(happening, member.happening);
        if (fit.score >= enough && fit.score > best.score) best = {member.incident, fit.score, fit.reason};
    }
    return best;
}

}  // namespace marsad::link
