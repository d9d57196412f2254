#include "publish/dump.h"

#include "publish/json_fields.h"
#include "publish/record_lines.h"

namespace marsad::publish {

using namespace document;

namespace {

// One line {"NAME": {…}}.
template <typename Write>
void line(std::string& out, std::string_view name, Write write) {
    JsonWriter json(out);
    json.begin_object();
    json.key(name);
    json.begin_object();
    write(json);
    json.end_object();
    json.end_object();
    out += '\n';
}

}  // namespace

void append_read_dump(std::string& out, const Document& document) {
    line(out, "report", [&](JsonWriter& json) {
        json.field("id", document.report.id);
        json.field("format", document.report.format);
        json.field("sha256", document.report.sha256);
        json.field("title", document.title());
        if (document.published) json.field("published", document.published->value);
        for (const auto& [key, value] : {std::pair{"outlet", &document.report.outlet}, {"author", &document.report.author}, {"url", &document.report.url}}) json.field(key, *value);
        json.number("bytes", static_cast<std::int64_t>(document.report.bytes));
        json.number("runs", static_cast<std::int64_t>(document.map.size()));
        json.field("text", document.body());
    });
}

void append_segment_dump(std::string& out, const Document& document) {
    for (const Segment& segment : document.segments) {
        line(out, "segment", [&](JsonWriter& json) { detail::write_segment(json, document, segment); });
    }
    if (document.published) line(out, "published", [&](JsonWriter& json) { json.field("value", document.published->value); });
}

void append_annotate_dump(std::string& out, const Document& document) {
    for (const Time& time : document.times) line(out, "time", [&](JsonWriter& json) { detail::write_time(json, document, time); });
    for (const Place& place : document.places) line(out, "place", [&](JsonWriter& json) { detail::write_place(json, document, place); });
    for (const Actor& actor : document.actors) line(out, "actor", [&](JsonWriter& json) { detail::write_actor(json, document, actor); });
    for (std::uint32_t i = 0; i < document.figures.size(); ++i) {
        line(out, "figure", [&](JsonWriter& json) { detail::write_figure(json, document, document.figures[i], i); });
    }
    for (std::uint32_t i = 0; i < document.attributions.size(); ++i) {
        line(out, "attribution", [&](JsonWriter& json) { detail::write_attribution(json, document, i); });
    }
}

void append_events_dump(std::string& out, const Document& document) {
    for (std::uint32_t i = 0; i < document.statements.size(); ++i) {
        JsonWriter one(out);
        write_statement(one, document, i);
        out += '\n';
    }
    for (std::uint32_t i = 0; i < document.incidents.size(); ++i) {
        JsonWriter one(out);
        write_incident(one, document, i);
        out += '\n';
    }
}

}  // namespace marsad::publish
