// Happenings of a report: its incidents, as far as something in them is asserted.
#include <algorithm>

#include "link/link.h"

namespace marsad::link {

namespace {

std::vector<std::string> names_of(const document::Document& document, const std::vector<document::Participant>& participants) {
    std::vector<std::string> out;
    for (const auto& participant : participants) {
        const document::Actor& actor = document.actors[participant.actor];
        std::string name = actor.name.empty() ? std::string(document.words(actor.span)) : actor.name;
        if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
    }
    return out;
}

Where where_of(const document::Place& place) {
    Where where{place.id, place.name, place.country, std::string(name(place.precision)), {}, place.point, place.radius_km};
    for (const auto& unit : place.admin) where.admin.push_back(unit.id.empty() ? "name:" + unit.name : unit.id);
    return where;
}

// The place that says most: one with a point, of role "at", the most precise first.
std::optional<Where> main_place(const document::Document& document, const document::Incident& incident) {
    const document::Place* best = nullptr;
    for (const auto& entry : incident.places) {
        const document::Place& place = document.places[entry.place];
        if (entry.role != document::PlaceRole::at && entry.role != document::PlaceRole::to) continue;
        const auto rank = [](const document::Place& p) { return std::pair(!p.point.has_value(), p.precision); };
        if (!best || rank(place) < rank(*best)) best = &place;
    }
    if (!best) return std::nullopt;
    return where_of(*best);
}

// Words for everybody: their figures are of one group, so that "nine people", "nine dead" and "nine" meet.
bool is_everybody(std::string_view of) {
    static constexpr std::string_view words[] = {"people", "persons", "person", "victims", "dead", "casualties", "others", "wounded", "injured", "residents"};
    return of.empty() || std::find(std::begin(words), std::end(words), of) != std::end(words);
}

Told told(const document::Document& document, const document::Figure& figure) {
    return {std::string(name(figure.outcome)), is_everybody(figure.of) ? std::string() : figure.of, std::string(document.words(figure.span)), figure.low, figure.best, figure.high};
}

// A figure that another one contains ("12, including three children") is no toll of its own.
bool is_part(const document::Figure& figure) { return figure.within != document::none || figure.share.has_value(); }

void collect_sources(const document::Document& document, const document::Statement& statement, std::vector<std::string>& out) {
    for (const auto& speaker : statement.speakers) {
        std::string name = speaker.actor != document::none ? document.actors[speaker.actor].name : speaker.name;
        if (speaker.actor == document::none && speaker.segment != document::none && document.segments[speaker.segment].post) {
            name = document.segments[speaker.segment].post->author;
        }
        if (!name.empty() && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
    }
}

}  // namespace

std::vector<Happening> happenings_of(const document::Document& document) {
    std::vector<Happening> out;
    for (std::uint32_t i = 0; i < document.incidents.size(); ++i) {
        const document::Incident& incident = document.incidents[i];
        Happening happening;
        happening.ordinal = i;
        bool asserted = false;
        for (const std::uint32_t position : incident.statements) {
            const document::Statement& statement = document.statements[position];
            if (!statement.is_asserted()) continue;
            asserted = true;
            if (happening.key.empty() || statement.key < happening.key) happening.key = statement.key;
            if (happening.family.empty() || statement.type == incident.type) happening.family = statement.family;
            collect_sources(document, statement, happening.quoted_sources);
        }
        if (!asserted) continue;
        happening.type = incident.type;
        if (incident.time) {
            happening.earliest = incident.time->earliest;
            happening.latest = incident.time->latest;
            happening.time_value = incident.time->value;
        }
        happening.where = main_place(document, incident);
        happening.actors = names_of(document, incident.actors);
        happening.targets = names_of(document, incident.targets);
        for (const auto& figure : incident.figures) {
            if (figure.figure.scope == document::FigureScope::incident && !is_part(figure.figure)) happening.figures.push_back(told(document, figure.figure));
        }
        happening.source = document::source_of(document.report);
        if (document.published) happening.published = base::iso(document.published->day);
        out.push_back(std::move(happening));
    }
    return out;
}

}  // namespace marsad::link
