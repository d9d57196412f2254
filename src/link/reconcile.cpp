// What an incident's members together tell: the narrowest time, the most precise place, a range for each figure.
#include <algorithm>
#include <map>
#include <set>

#include "link/link.h"

namespace marsad::link {

namespace {

void add_names(std::vector<std::string>& out, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
    }
}

// The order in which members count: older reports first, the stored order within a day.
std::vector<const Happening*> by_age(const std::vector<Happening>& members) {
    std::vector<const Happening*> out;
    for (const Happening& member : members) out.push_back(&member);
    std::stable_sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->published < b->published; });
    return out;
}

int detail_of(const Happening& h) { return static_cast<int>(std::count(h.type.begin(), h.type.end(), '.')) + (h.type == "attack" || h.family == "casualties" ? -1 : 0); }

int precision_rank(const Where& where) {
    static const std::map<std::string, int, std::less<>> ranks{{"point", 0}, {"street", 1}, {"neighbourhood", 2}, {"settlement", 3}, {"near", 4}, {"adm3", 5}, {"adm2", 6}, {"linear", 7}, {"area", 8}, {"adm1", 9}, {"waters", 10}, {"country", 11}};
    const auto found = ranks.find(where.precision);
    return found == ranks.end() ? 12 : found->second;
}

Reconciled reconcile_figure(const std::vector<std::pair<const Told*, const Happening*>>& told) {
    Reconciled out{told.front().first->outcome, told.front().first->group, {}, {}, {}, false, {}, {}, ""};
    for (const auto& [figure, member] : told) {
        if (figure->low) out.low = out.low ? std::min(*out.low, *figure->low) : *figure->low;
        if (figure->high) out.high = out.high ? std::max(*out.high, *figure->high) : *figure->high;
        out.open = out.open || !figure->high;
        if (figure->best) out.best = figure->best;  // members come oldest first: the newest that has one stands
        out.told.push_back(*figure);
        out.by.push_back(member->source);
    }
    // An open figure may exceed every stated one; what was stated still bounds the range that is shown.
    if (out.open) {
        for (const auto& [figure, member] : told) {
            if (figure->low && (!out.high || *figure->low > *out.high)) out.high = figure->low;
        }
    }
    out.reason = told.size() == 1 ? "one source" : "low: the least said; high: the most said; best: the newest report's";
    return out;
}

}  // namespace

std::string incident_id(const std::vector<Happening>& members) {
    const auto smallest = std::min_element(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    return "i-" + smallest->key.substr(0, 12);
}

Whole reconcile(const std::vector<Happening>& members) {
    const auto ordered = by_age(members);
    Whole out;
    out.id = incident_id(members);
    const Happening* typed = ordered.front();
    std::set<std::int64_t> works;
    std::map<std::pair<std::string, std::string>, std::vector<std::pair<const Told*, const Happening*>>> figures;
    for (const Happening* member : ordered) {
        works.insert(member->work);
        if (detail_of(*member) > detail_of(*typed)) typed = member;
        const bool narrower = member->earliest && member->latest && (!out.earliest || !out.latest || *member->latest - *member->earliest < *out.latest - *out.earliest);
        if (narrower) {
            out.earliest = member->earliest;
            out.latest = member->latest;
            out.time_value = member->time_value;
        }
        if (member->where && (!out.where || precision_rank(*member->where) < precision_rank(*out.where))) out.where = member->where;
        add_names(out.actors, member->actors);
        add_names(out.targets, member->targets);
        add_names(out.sources, {member->source});
        for (const Told& figure : member->figures) figures[{figure.outcome, figure.group}].emplace_back(&figure, member);
    }
    out.type = typed->type;
    out.family = typed->family;
    out.reports = works.size();
    for (const auto& [key, told] : figures) out.figures.push_back(reconcile_figure(told));
    return out;
}

}  // namespace marsad::link
