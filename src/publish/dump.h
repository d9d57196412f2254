// Dumps: what one room found, one JSON object a line, each with the words that it was found in.
#pragma once

#include <string>

#include "document/document.h"

namespace marsad::publish {

void append_read_dump(std::string& out, const document::Document& document);
void append_segment_dump(std::string& out, const document::Document& document);
void append_annotate_dump(std::string& out, const document::Document& document);
void append_events_dump(std::string& out, const document::Document& document);

}  // namespace marsad::publish
