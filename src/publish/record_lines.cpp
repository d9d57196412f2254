#include "publish/record_lines.h"

#include <fmt/format.h>

#include "publish/json_fields.h"

namespace marsad::publish {

using namespace document;

namespace {

void write_segments(JsonWriter& json, const Document& document) {
    json.key("segments");
    json.begin_array();
    for (const Segment& segment : document.segments) {
        json.begin_object();
        detail::write_segment(json, document, segment);
        json.end_object();
    }
    json.end_array();
}

void write_attributions(JsonWriter& json, const Document& document) {
    json.key("attributions");
    json.begin_array();
    for (std::uint32_t i = 0; i < document.attributions.size(); ++i) {
        json.begin_object();
        detail::write_attribution(json, document, i);
        json.end_object();
    }
    json.end_array();
}

template <typename List, typename Write>
void write_list(JsonWriter& json, std::string_view name, const List& list, Write write) {
    json.key(name);
    json.begin_array();
    for (const auto& item : list) {
        json.begin_object();
        write(item);
        json.end_object();
    }
    json.end_array();
}

void write_head(JsonWriter& json, const Document& document) {
    json.number("contract", contract_version);
    json.key("id");
    json.value(document.report.id);
    json.field("lang", document.lang);
    json.field("sha256", document.report.sha256);
    json.key("by");
    json.begin_object();
    json.field("marsad", document.by.marsad);
    json.field("model", document.by.model);
    json.field("gazetteer", document.by.gazetteer);
    json.field("codebook", document.by.codebook);
    json.field("profile", document.by.profile);
    json.end_object();
    if (document.published) {
        json.key("published");
        json.begin_object();
        json.field("value", document.published->value);
        json.field("from", document.published->given ? "given" : "text");
        if (!document.published->evidence.empty()) {
            json.key("evidence");
            json.begin_array();
            for (const Span& span : document.published->evidence) detail::span_object(json, document, span);
            json.end_array();
        }
        json.end_object();
    }
    json.field("title", document.report.title);
    for (const auto& [key, value] : {std::pair{"outlet", &document.report.outlet}, {"agency", &document.report.agency}, {"author", &document.report.author}, {"url", &document.report.url}, {"retrieved", &document.report.retrieved}, {"archived", &document.report.archived}, {"version_of", &document.report.version_of}}) {
        json.field(key, *value);
    }
}

void write_map(JsonWriter& json, const Document& document) {
    if (document.map.empty()) return;
    json.key("map");
    json.begin_array();
    for (const MapRun& run : document.map) {
        json.begin_array();
        json.value(run.text_begin);
        json.value(run.source_begin);
        json.value(run.length);
        json.end_array();
    }
    json.end_array();
}

}  // namespace

void append_record_line(std::string& out, const Document& document) {
    JsonWriter json(out);
    json.begin_object();
    write_head(json, document);
    json.key("text");
    json.value(document.body());
    write_map(json, document);
    write_segments(json, document);
    write_list(json, "times", document.times, [&](const Time& time) { detail::write_time(json, document, time); });
    write_list(json, "actors", document.actors, [&](const Actor& actor) { detail::write_actor(json, document, actor); });
    write_list(json, "places", document.places, [&](const Place& place) { detail::write_place(json, document, place); });
    write_attributions(json, document);
    json.key("statements");
    json.begin_array();
    for (std::uint32_t i = 0; i < document.statements.size(); ++i) write_statement(json, document, i);
    json.end_array();
    json.key("incidents");
    json.begin_array();
    for (std::uint32_t i = 0; i < document.incidents.size(); ++i) write_incident(json, document, i);
    json.end_array();
    json.end_object();
    out += '\n';
}

void append_error_line(std::string& out, std::string_view id, const Error& error) {
    JsonWriter json(out);
    json.begin_object();
    json.number("contract", contract_version);
    json.key("id");
    json.value(id);
    json.key("error");
    json.begin_object();
    json.field("code", name(error.code));
    json.field("message", error.message);
    json.field("advice", error.advice);
    json.end_object();
    json.end_object();
    out += '\n';
}

}  // namespace marsad::publish
