// Writers: the record's incidents as tables, maps, a readable report and a page.
//
// Purpose: one door for all that is published. Texts of reports are not part of any form but on request; quotations are
// at most 300 characters.
// Ownership: appends to strings. Threading: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "marsad/record.h"
#include "marsad/rows.h"
#include "publish/show.h"

namespace marsad::publish {

// An incident with everything that is shown of it.
struct Story {
    IncidentRow row;
    Shown shown;
    std::vector<Member> members;
};

struct PageInfo {
    std::string title;
    std::size_t reports = 0;
    std::string attribution;  // of the resources, one line each
};

// A row an incident, RFC 4180, with a header.
void append_csv_header(std::string& out);
void append_csv_row(std::string& out, const Story& story);
// A FeatureCollection (RFC 7946); incidents without coordinates have a null geometry.
std::string geojson(const std::vector<Story>& stories);
// A readable report in plain text: a heading, then each incident with its fields and the words that they come from.
std::string readable(const std::vector<Story>& stories, const Tally& tally, const PageInfo& info);
// One self-contained page: incidents, filters, and for each field its sources with the words marked.
// `texts`: whole texts of reports by their id, for those who may have them; empty otherwise.
std::string html(const std::vector<Story>& stories, const Tally& tally, const PageInfo& info, const std::vector<std::pair<std::string, std::string>>& texts);
// {"incident", "reports": [ids], "type", "time", "places", "figures"} on a line.
void append_cluster(std::string& out, const Story& story);

// One row a statement of a report just read: `marsad extract --as csv`.
void append_statements_csv_header(std::string& out);
void append_statements_csv(std::string& out, const document::Document& document);

// A field of CSV, quoted where it must be.
void append_csv_field(std::string& out, std::string_view text);

}  // namespace marsad::publish
