// How the nouns of a Document are written as JSON: shared by record lines and by what the record publishes.
#pragma once

#include <string>
#include <string_view>

#include "document/document.h"
#include "publish/json_writer.h"

namespace marsad::publish::detail {

using namespace document;

// "s1" for the statement at position 0.
std::string id(char letter, std::uint32_t position);

// begin, end, text and, of a title's span, "in", as fields of the object that is open.
void write_span(JsonWriter& json, const Document& document, Span span);
void span_object(JsonWriter& json, const Document& document, Span span);
void span_field(JsonWriter& json, const Document& document, std::string_view name, Span span);

// The fields of the object that is open.
void write_segment(JsonWriter& json, const Document& document, const Segment& segment);
void write_attribution(JsonWriter& json, const Document& document, std::uint32_t position);
void write_time(JsonWriter& json, const Document& document, const Time& time);
void write_actor(JsonWriter& json, const Document& document, const Actor& actor);
// How the divisions that a place lies in are written: as {level, name, id}, or, in incidents, as bare names, for readers
// who ask only "is this in that province".
enum class Divisions {
    units,
    names
};
void write_place(JsonWriter& json, const Document& document, const Place& place, Divisions divisions = Divisions::units);
void write_figure(JsonWriter& json, const Document& document, const Figure& figure, std::uint32_t position);
void write_bounds(JsonWriter& json, const std::optional<base::Seconds>& earliest, const std::optional<base::Seconds>& latest);

}  // namespace marsad::publish::detail
