#include "link/happening.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace marsad::link {

using nlohmann::json;

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

Told told(const document::Document& document, const document::Figure& figure) {
    return {std::string(name(figure.outcome)), figure.of, std::string(document.words(figure.span)), figure.low, figure.best, figure.high};
}

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

std::string source_of(const document::Report& report) {
    if (!report.outlet.empty()) return report.outlet;
    if (!report.agency.empty()) return report.agency;
    const auto scheme = report.url.find("://");
    if (scheme != std::string::npos) {
        const auto host = report.url.substr(scheme + 3);
        return host.substr(0, host.find('/'));
    }
    return report.id;
}

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
            if (figure.figure.scope == document::FigureScope::incident) happening.figures.push_back(told(document, figure.figure));
        }
        happening.source = source_of(document.report);
        if (document.published) happening.published = base::iso(document.published->day);
        out.push_back(std::move(happening));
    }
    return out;
}

namespace {

json number(const std::optional<double>& value) { return value ? json(*value) : json(nullptr); }
std::optional<double> number(const json& value) { return value.is_number() ? std::optional(value.get<double>()) : std::nullopt; }
std::optional<base::Seconds> seconds(const json& value) { return value.is_number() ? std::optional(value.get<base::Seconds>()) : std::nullopt; }

json to_json(const Where& where) {
    json out{{"id", where.id}, {"name", where.name}, {"country", where.country}, {"precision", where.precision}, {"admin", where.admin}, {"radius_km", number(where.radius_km)}};
    if (where.point) out["point"] = {where.point->lat, where.point->lon};
    return out;
}

Where where_from(const json& in) {
    Where where{in.at("id"), in.at("name"), in.at("country"), in.at("precision"), in.at("admin"), std::nullopt, number(in.at("radius_km"))};
    if (in.contains("point")) where.point = base::LatLon{in.at("point").at(0), in.at("point").at(1)};
    return where;
}

}  // namespace

std::string to_json(const Happening& h) {
    json out{{"ordinal", h.ordinal}, {"key", h.key}, {"type", h.type}, {"family", h.family}, {"time_value", h.time_value},
             {"actors", h.actors}, {"targets", h.targets}, {"source", h.source}, {"published", h.published}, {"quoted", h.quoted_sources}};
    out["earliest"] = h.earliest ? json(*h.earliest) : json(nullptr);
    out["latest"] = h.latest ? json(*h.latest) : json(nullptr);
    if (h.where) out["where"] = to_json(*h.where);
    json figures = json::array();
    for (const Told& f : h.figures) {
        figures.push_back({{"outcome", f.outcome}, {"group", f.group}, {"words", f.words}, {"low", number(f.low)}, {"best", number(f.best)}, {"high", number(f.high)}});
    }
    out["figures"] = std::move(figures);
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<Happening> from_json(std::string_view text) {
    try {  // nlohmann-json throws for what is missing; nothing of it leaves this function
        const json in = json::parse(text);
        Happening h;
        h.ordinal = in.at("ordinal");
        h.key = in.at("key");
        h.type = in.at("type");
        h.family = in.at("family");
        h.time_value = in.at("time_value");
        h.actors = in.at("actors").get<std::vector<std::string>>();
        h.targets = in.at("targets").get<std::vector<std::string>>();
        h.source = in.at("source");
        h.published = in.at("published");
        h.quoted_sources = in.at("quoted").get<std::vector<std::string>>();
        h.earliest = seconds(in.at("earliest"));
        h.latest = seconds(in.at("latest"));
        if (in.contains("where")) h.where = where_from(in.at("where"));
        for (const json& f : in.at("figures")) {
            h.figures.push_back({f.at("outcome"), f.at("group"), f.at("words"), number(f.at("low")), number(f.at("best")), number(f.at("high"))});
        }
        return h;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

}  // namespace marsad::link
