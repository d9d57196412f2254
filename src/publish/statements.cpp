// Statements and incidents as the record lines hold them.
#include <fmt/format.h>

#include "publish/json_fields.h"
#include "publish/record_lines.h"

namespace marsad::publish {

using namespace document;

namespace {

void write_participants(JsonWriter& json, const Document& document, std::string_view name_of_list, const std::vector<Participant>& list) {
    if (list.empty()) return;
    json.key(name_of_list);
    json.begin_array();
    for (const Participant& participant : list) {
        json.begin_object();
        detail::write_actor(json, document, document.actors[participant.actor]);
        json.field("certainty", name(participant.certainty));
        if (participant.any_of != none) json.number("any_of", participant.any_of + 1);
        json.end_object();
    }
    json.end_array();
}

void write_places(JsonWriter& json, const Document& document, const std::vector<StatementPlace>& list, detail::Divisions divisions) {
    json.key("places");
    json.begin_array();
    for (const StatementPlace& place : list) {
        json.begin_object();
        detail::write_place(json, document, document.places[place.place], divisions);
        json.field("role", name(place.role));
        json.end_object();
    }
    json.end_array();
}

void write_when(JsonWriter& json, const Document& document, const std::optional<StatementTime>& when) {
    if (!when) return;
    json.key("time");
    json.begin_object();
    if (when->time != none) {
        const Time& time = document.times[when->time];
        detail::write_span(json, document, time.span);
        json.field("type", name(time.type));
        json.field("mod", time.mod);
    }
    json.field("value", when->value);
    detail::write_bounds(json, when->earliest, when->latest);
    json.field("from", name(when->source));
    json.field("fit", name(when->fit));
    json.end_object();
}

void write_figures(JsonWriter& json, const Document& document, const std::vector<std::uint32_t>& list) {
    if (list.empty()) return;
    json.key("figures");
    json.begin_array();
    for (const std::uint32_t position : list) {
        json.begin_object();
        detail::write_figure(json, document, document.figures[position], position);
        json.end_object();
    }
    json.end_array();
}

void write_instruments(JsonWriter& json, const Document& document, const std::vector<Instrument>& list) {
    if (list.empty()) return;
    json.key("instruments");
    json.begin_array();
    for (const Instrument& instrument : list) {
        json.begin_object();
        detail::write_span(json, document, instrument.span);
        json.field("munition", instrument.munition);
        json.field("platform", instrument.platform);
        json.end_object();
    }
    json.end_array();
}

void write_links(JsonWriter& json, const Document& document, const std::vector<Link>& list) {
    if (list.empty()) return;
    json.key("links");
    json.begin_array();
    for (const Link& link : list) {
        json.begin_object();
        json.field("rel", name(link.kind));
        json.field("to", detail::id('s', link.to));
        if (!link.evidence.empty()) detail::span_field(json, document, "evidence", link.evidence);
        json.end_object();
    }
    json.end_array();
}

void write_speakers(JsonWriter& json, const Document& document, const std::vector<Speaker>& list) {
    if (list.empty()) return;
    json.key("speakers");
    json.begin_array();
    for (const Speaker& speaker : list) {
        json.begin_object();
        if (speaker.actor != none) {
            detail::write_actor(json, document, document.actors[speaker.actor]);
        } else if (speaker.segment != none && document.segments[speaker.segment].post) {
            const PostDetails& post = *document.segments[speaker.segment].post;
            json.field("name", post.author.empty() ? post.handle : post.author);
            json.field("handle", post.handle);
        } else {
            json.field("name", speaker.name);
        }
        if (speaker.via != none) json.field("via", detail::id('a', speaker.via));
        if (speaker.basis != Basis::none) json.field("basis", name(speaker.basis));
        json.field("said", speaker.said);
        json.end_object();
    }
    json.end_array();
}

void write_confidences(JsonWriter& json, const Statement& statement) {
    const auto rounded = [](const std::optional<double>& value) { return value ? std::optional(base::rounded(*value, 3)) : value; };
    json.key("confidence");
    json.value(base::rounded(statement.confidence, 3));
    json.key("confidences");
    json.begin_object();
    json.field("type", rounded(statement.confidences.type));
    json.field("actors", rounded(statement.confidences.actors));
    json.field("place", rounded(statement.confidences.place));
    json.field("time", rounded(statement.confidences.time));
    json.field("figures", rounded(statement.confidences.figures));
    json.end_object();
}

}  // namespace

void write_statement(JsonWriter& json, const Document& document, std::uint32_t position) {
    const Statement& statement = document.statements[position];
    json.begin_object();
    json.field("id", detail::id('s', position));
    json.field("key", statement.key);
    json.field("type", statement.type);
    detail::span_field(json, document, "trigger", statement.trigger);
    if (!statement.also.empty()) {
        json.key("also");
        json.begin_array();
        for (const Span& span : statement.also) detail::span_object(json, document, span);
        json.end_array();
    }
    write_participants(json, document, "actors", statement.actors);
    write_participants(json, document, "with", statement.with);
    write_participants(json, document, "targets", statement.targets);
    write_participants(json, document, "victims", statement.victims);
    json.field("mutual", statement.mutual);
    write_places(json, document, statement.places, detail::Divisions::units);
    write_when(json, document, statement.time);
    write_instruments(json, document, statement.instruments);
    write_figures(json, document, statement.figures);
    write_links(json, document, statement.links);
    json.field("stage", name(statement.stage));
    json.field("result", statement.result);
    json.field("polarity", name(statement.polarity));
    json.field("modality", name(statement.modality));
    json.field("background", statement.background);
    write_speakers(json, document, statement.speakers);
    if (!statement.cues.empty()) {
        json.key("cues");
        json.begin_object();
        for (const auto& [field, span] : statement.cues) detail::span_field(json, document, field, span);
        json.end_object();
    }
    detail::span_field(json, document, "evidence", statement.evidence);
    write_confidences(json, statement);
    json.end_object();
}

void write_incident(JsonWriter& json, const Document& document, std::uint32_t position) {
    const Incident& incident = document.incidents[position];
    json.begin_object();
    json.field("id", detail::id('i', position));
    json.key("statements");
    json.begin_array();
    for (const std::uint32_t statement : incident.statements) json.value(detail::id('s', statement));
    json.end_array();
    json.field("type", incident.type);
    write_participants(json, document, "actors", incident.actors);
    write_participants(json, document, "targets", incident.targets);
    write_places(json, document, incident.places, detail::Divisions::names);
    write_when(json, document, incident.time);
    json.key("figures");
    json.begin_array();
    for (const IncidentFigure& figure : incident.figures) {
        json.begin_object();
        detail::write_figure(json, document, figure.figure, none);
        json.key("from");
        json.begin_array();
        for (const std::uint32_t statement : figure.from) json.value(detail::id('s', statement));
        json.end_array();
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

}  // namespace marsad::publish
