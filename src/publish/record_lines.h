// Record lines: one report as one JSON object on one line, by the contract of `marsad extract`.
//
// Purpose: everything that was found in a report, with the words it was found in; fields that are not known are absent.
// Offsets count in the report's text, or in its title where a span says "in": "title".
// Ownership: appends to the caller's string. Threading: pure functions of a Document.
#pragma once

#include <string>
#include <string_view>

#include "document/document.h"
#include "marsad/result.h"
#include "publish/json_writer.h"

namespace marsad::publish {

inline constexpr int contract_version = 1;

// Appends the line of a report that was read, with its line feed.
void append_record_line(std::string& out, const document::Document& document);

// Appends the line of a report that was refused, with its line feed.
void append_error_line(std::string& out, std::string_view id, const Error& error);

// Single parts, as the line holds them, for the record and its pages.
void write_statement(JsonWriter& json, const document::Document& document, std::uint32_t position);
void write_incident(JsonWriter& json, const document::Document& document, std::uint32_t position);

}  // namespace marsad::publish
