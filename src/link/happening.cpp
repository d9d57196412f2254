#include "link/happening.h"

#include <nlohmann/json.hpp>

namespace marsad::link {

using nlohmann::json;

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
    json out{{"ordinal", h.ordinal}, {"key", h.key}, {"type", h.type}, {"family", h.family}, {"time_value", h.time_value}, {"actors", h.actors}, {"targets", h.targets}, {"source", h.source}, {"published", h.published}, {"quoted", h.quoted_sources}};
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

std::string to_json(const Whole& whole) {
    json figures = json::array();
    for (const Reconciled& figure : whole.figures) {
        json row{{"outcome", figure.outcome}, {"open", figure.open}, {"reason", figure.reason}};
        if (!figure.group.empty()) row["of"] = figure.group;
        if (figure.low) row["low"] = *figure.low;
        if (figure.best) row["best"] = *figure.best;
        if (figure.high) row["high"] = *figure.high;
        json told = json::array();
        for (std::size_t i = 0; i < figure.told.size(); ++i) told.push_back({{"words", figure.told[i].words}, {"source", figure.by[i]}});
        row["told"] = std::move(told);
        figures.push_back(std::move(row));
    }
    const json out{{"figures", std::move(figures)}, {"sources", whole.sources}};
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace marsad::link
