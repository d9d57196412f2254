// Showing: an incident, a statement or a report as fields, each with the words that it was read from.
//
// Purpose: one form for the terminal, the readable report and the page. Works on record lines, as the record keeps them.
// Ownership: plain values. Threading: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "marsad/record.h"
#include "marsad/result.h"
#include "marsad/rows.h"

namespace marsad::publish {

// The longest quotation in bytes of UTF-8: wire copy is licensed, quoting is not copying.
inline constexpr std::size_t longest_quotation = 300;

// One report's part in an incident: its record line and which of the line's incidents it is, from 1.
struct Member {
    ReportRow report;
    std::string line;
    std::uint32_t ordinal = 1;
    std::string reason;  // why it was joined
};

Result<Shown> show_incident(const IncidentRow& incident, const std::vector<Member>& members);
Result<Shown> show_statement(const StatementRow& statement, const ReportRow& report, std::string_view line);
Result<Shown> show_report(const ReportRow& report, std::string_view line);

// "11", "141 or more", "9 to 12", "not known".
std::string figure_text(const Toll& toll);
// The day or the range of days, "2016-11-22", "2016-11-15 to 2016-11-22"; empty where nothing is known.
std::string time_text(const std::optional<Instant>& earliest, const std::optional<Instant>& latest);
// "a, b" from "|a|b|".
std::string list_text(std::string_view barred);

}  // namespace marsad::publish
