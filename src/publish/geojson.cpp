// GeoJSON (RFC 7946) and clusters: incidents for maps and for the measuring of merging.
#include <nlohmann/json.hpp>

#include "base/calendar.h"
#include "base/geo.h"
#include "publish/json_writer.h"
#include "publish/writer.h"

namespace marsad::publish {

namespace {

void write_toll(JsonWriter& json, std::string_view name, const Toll& toll) {
    if (!toll.known()) return;
    json.key(name);
    json.begin_object();
    json.field("low", toll.low);
    json.field("best", toll.best);
    json.field("high", toll.high);
    json.field("open", toll.open);
    json.end_object();
}

void write_names(JsonWriter& json, std::string_view name, std::string_view barred) {
    const std::string text = list_text(barred);
    json.field(name, text);
}

void write_feature(JsonWriter& json, const Story& story) {
    const IncidentRow& row = story.row;
    json.begin_object();
    json.field("type", "Feature");
    json.field("id", row.id);
    json.key("geometry");
    if (row.lat && row.lon) {
        json.begin_object();
        json.field("type", "Point");
        json.key("coordinates");
        json.begin_array();
        json.value(base::rounded(*row.lon, 5));
        json.value(base::rounded(*row.lat, 5));
        json.end_array();
        json.end_object();
    } else {
        json.raw("null");
    }
    json.key("properties");
    json.begin_object();
    json.field("type", row.type);
    json.field("when", time_text(row.earliest, row.latest));
    json.field("place", row.place);
    json.field("country", row.country);
    json.field("precision", row.precision);
    write_names(json, "actors", row.actors);
    write_names(json, "targets", row.targets);
    write_toll(json, "killed", row.killed);
    write_toll(json, "injured", row.injured);
    json.number("reports", static_cast<std::int64_t>(row.reports));
    json.end_object();
    json.end_object();
}

}  // namespace

std::string geojson(const std::vector<Story>& stories) {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.field("type", "FeatureCollection");
    json.key("features");
    json.begin_array();
    for (const Story& story : stories) write_feature(json, story);
    json.end_array();
    json.end_object();
    out += '\n';
    return out;
}

void append_cluster(std::string& out, const Story& story) {
    const IncidentRow& row = story.row;
    JsonWriter json(out);
    json.begin_object();
    json.field("incident", row.id);
    json.key("reports");
    json.begin_array();
    for (const Member& member : story.members) json.value(std::string_view(member.report.name));
    json.end_array();
    json.field("type", row.type);
    if (row.earliest) {
        json.key("time");
        json.begin_object();
        json.field("value", row.time_value);
        json.field("earliest", base::iso(*row.earliest));
        if (row.latest) json.field("latest", base::iso(*row.latest));
        json.end_object();
    }
    json.key("places");
    json.begin_array();
    if (!row.place.empty()) {
        json.begin_object();
        json.field("name", row.place);
        json.field("id", row.place_id);
        json.field("lat", row.lat);
        json.field("lon", row.lon);
        json.field("country", row.country);
        json.field("role", "at");
        json.end_object();
    }
    json.end_array();
    const auto data = nlohmann::json::parse(row.data, nullptr, false);
    json.key("figures");
    json.raw(data.is_object() && data.contains("figures") ? data.at("figures").dump() : "[]");
    json.end_object();
    out += '\n';
}

}  // namespace marsad::publish
