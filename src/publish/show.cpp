#include "publish/show.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/calendar.h"
#include "base/utf8.h"

namespace marsad::publish {

using nlohmann::json;

namespace {

Error broken_line(const json::exception& error) {
    return {ErrorCode::damaged, fmt::format("a record line can't be read ({})", error.what()), "add the report again with this version"};
}

std::string text_of(const json& in, const char* key) { return in.contains(key) && in.at(key).is_string() ? in.at(key).get<std::string>() : std::string(); }

struct Bytes {
    std::size_t begin = 0, end = 0;
};

std::optional<Bytes> bytes_of(const json& in) {
    if (!in.is_object() || !in.contains("begin") || !in.contains("end")) return std::nullopt;
    return Bytes{in.at("begin").get<std::size_t>(), in.at("end").get<std::size_t>()};
}

// The part of the frame that lies in the segment of the mark, so that no headline runs into the text after it.
Bytes within_segment(const json& line, Bytes frame, Bytes mark, bool in_title) {
    if (!line.contains("segments")) return frame;
    for (const json& segment : line.at("segments")) {
        const auto span = bytes_of(segment);
        if (!span || (text_of(segment, "in") == "title") != in_title || mark.begin < span->begin || mark.end > span->end) continue;
        return {std::max(frame.begin, span->begin), std::min(frame.end, span->end)};
    }
    return frame;
}

// The quotation around the marks: within `around` where that is given, cut at words to longest_quotation.
Quotation quote(const ReportRow& report, const json& line, const json& span, const json* around) {
    Quotation out{report.source, fmt::format("r{}", report.id), "", {}};
    const bool in_title = text_of(span, "in") == "title";
    const std::string text = text_of(line, in_title ? "title" : "text");
    const auto mark = bytes_of(span);
    if (!mark || mark->end > text.size() || mark->begin > mark->end) return out;
    Bytes frame{mark->begin > 120 ? mark->begin - 120 : 0, std::min(text.size(), mark->end + 120)};
    if (around && text_of(*around, "in") == text_of(span, "in")) {
        const auto evidence = bytes_of(*around);
        if (evidence && evidence->begin <= mark->begin && evidence->end >= mark->end && evidence->end <= text.size()) frame = *evidence;
    }
    frame = within_segment(line, frame, *mark, in_title);
    if (frame.end - frame.begin > longest_quotation) {
        const std::size_t room = longest_quotation > mark->end - mark->begin ? (longest_quotation - (mark->end - mark->begin)) / 2 : 0;
        frame.begin = std::max(frame.begin, mark->begin > room ? mark->begin - room : 0);
        frame.end = std::min({frame.end, mark->end + room, frame.begin + longest_quotation});
    }
    frame.begin = base::code_point_start(text, frame.begin);
    frame.end = base::code_point_start(text, frame.end);
    out.text = text.substr(frame.begin, frame.end - frame.begin);
    for (char& c : out.text) {
        if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    }
    const auto from = static_cast<std::uint32_t>(mark->begin - frame.begin);
    out.marks.emplace_back(from, static_cast<std::uint32_t>(std::min(mark->end, frame.end) - frame.begin));
    return out;
}

std::string figure_value(const json& figure) {
    Toll toll;
    const auto number = [&](const char* key) { return figure.contains(key) && figure.at(key).is_number() ? std::optional(figure.at(key).get<double>()) : std::nullopt; };
    toll = {number("low"), number("best"), number("high"), number("low") && !number("high")};
    std::string out = figure_text(toll);
    if (figure.contains("share")) {
        out = fmt::format("{:.0f} to {:.0f} per cent", 100 * figure.at("share").at("low").get<double>(), 100 * figure.at("share").at("high").get<double>());
    }
    const std::string of = text_of(figure, "of");
    return of.empty() ? out : out + " " + of;
}

std::string named(const json& item) {
    std::string out = text_of(item, "name").empty() ? text_of(item, "text") : text_of(item, "name");
    const std::string certainty = text_of(item, "certainty");
    if (!certainty.empty() && certainty != "asserted") out += " (" + certainty + ")";
    return out;
}

// Collects fields of one name and value, each with its quotations, in order of first mention.
class Fields {
public:
    void add(const std::string& name, const std::string& value, Quotation quotation) {
        if (value.empty()) return;
        auto found = std::find_if(m_fields.begin(), m_fields.end(), [&](const ShownField& f) { return f.name == name && f.value == value; });
        if (found == m_fields.end()) found = m_fields.insert(m_fields.end(), {name, value, {}});
        const bool known = std::any_of(found->quotations.begin(), found->quotations.end(), [&](const Quotation& q) { return q.text == quotation.text && q.report == quotation.report && q.marks == quotation.marks; });
        if (!quotation.text.empty() && !known) found->quotations.push_back(std::move(quotation));
    }
    void add(const std::string& name, const std::string& value) {
        if (!value.empty()) m_fields.push_back({name, value, {}});
    }
    std::vector<ShownField> take() { return std::move(m_fields); }

private:
    std::vector<ShownField> m_fields;
};

const json empty_list = json::array();

const json& list_of(const json& in, const char* key) { return in.contains(key) ? in.at(key) : empty_list; }

void add_people(Fields& fields, const ReportRow& report, const json& line, const json& from, const json* around) {
    static constexpr std::pair<const char*, const char*> parts[] = {{"actors", "who"}, {"with", "with"}, {"targets", "to whom"}, {"victims", "victims"}};
    for (const auto& [key, name] : parts) {
        for (const json& item : list_of(from, key)) fields.add(name, named(item), quote(report, line, item, around));
    }
}

std::string place_value(const json& place) {
    std::string out = text_of(place, "name").empty() ? text_of(place, "text") : text_of(place, "name");
    for (auto unit = list_of(place, "admin").rbegin(); unit != list_of(place, "admin").rend(); ++unit) {
        const std::string name = unit->is_string() ? unit->get<std::string>() : text_of(*unit, "name");
        if (name != text_of(place, "name")) out += ", " + name;
    }
    const std::string country = text_of(place, "country"), role = text_of(place, "role");
    if (!country.empty() && text_of(place, "precision") != "country") out += ", " + country;
    return role.empty() || role == "at" ? out : out + " (" + role + ")";
}

void add_when_and_where(Fields& fields, const ReportRow& report, const json& line, const json& from, const json* around) {
    if (from.contains("time")) {
        const json& time = from.at("time");
        const std::string origin = text_of(time, "from");
        fields.add("when", text_of(time, "value") + (origin.empty() || origin == "stated" ? "" : " (" + origin + ")"), quote(report, line, time, around));
    }
    for (const json& place : list_of(from, "places")) fields.add("where", place_value(place), quote(report, line, place, around));
}

void add_figures(Fields& fields, const ReportRow& report, const json& line, const json& from, const json* around) {
    for (const json& figure : list_of(from, "figures")) {
        std::string name = text_of(figure, "outcome");
        if (name.empty()) continue;
        std::replace(name.begin(), name.end(), '_', ' ');
        const std::string scope = text_of(figure, "scope");
        if (scope == "running" || scope == "period") name += ", " + scope + " total";
        fields.add(name, figure_value(figure), quote(report, line, figure, around));
    }
}

void add_speakers(Fields& fields, const ReportRow& report, const json& line, const json& statement, const json* around) {
    if (list_of(statement, "speakers").empty()) fields.add("says", report.source + " (the report itself)");
    for (const json& speaker : list_of(statement, "speakers")) fields.add("says", named(speaker), quote(report, line, speaker, around));
}

std::string how_of(const json& statement) {
    std::string out;
    for (const auto& [key, usual] : {std::pair{"stage", "done"}, {"polarity", "affirmed"}, {"modality", "asserted"}}) {
        const std::string value = text_of(statement, key);
        if (!value.empty() && value != usual) out += (out.empty() ? "" : ", ") + value;
    }
    if (statement.value("background", false)) out += out.empty() ? "background" : ", background";
    return out.empty() ? "done, as the report has it" : out;
}

const json* statement_by_id(const json& line, const std::string& id) {
    for (const json& statement : list_of(line, "statements")) {
        if (text_of(statement, "id") == id) return &statement;
    }
    return nullptr;
}

// The evidence of the statement whose words hold the item: what its quotation is framed by.
const json* evidence_around(const json& line, const json& incident, const json& item) {
    const auto wanted = bytes_of(item);
    if (!wanted) return nullptr;
    for (const json& id : list_of(incident, "statements")) {
        const json* statement = statement_by_id(line, id.get<std::string>());
        if (!statement || !statement->contains("evidence")) continue;
        const auto evidence = bytes_of(statement->at("evidence"));
        if (evidence && evidence->begin <= wanted->begin && wanted->end <= evidence->end) return &statement->at("evidence");
    }
    return nullptr;
}

void add_member(Fields& fields, const Member& member) {
    const json line = json::parse(member.line);
    const json& incidents = list_of(line, "incidents");
    if (member.ordinal == 0 || member.ordinal > incidents.size()) return;
    const json& incident = incidents.at(member.ordinal - 1);
    const json* around = nullptr;
    for (const json& id : list_of(incident, "statements")) {
        const json* statement = statement_by_id(line, id.get<std::string>());
        if (!statement) continue;
        around = statement->contains("evidence") ? &statement->at("evidence") : nullptr;
        fields.add("what", text_of(*statement, "type"), quote(member.report, line, statement->at("trigger"), around));
    }
    if (incident.contains("time")) around = evidence_around(line, incident, incident.at("time"));
    add_when_and_where(fields, member.report, line, incident, around);
    add_people(fields, member.report, line, incident, nullptr);
    for (const json& figure : list_of(incident, "figures")) {
        const json one{{"figures", json::array({figure})}};
        add_figures(fields, member.report, line, one, evidence_around(line, incident, figure));
    }
    for (const json& id : list_of(incident, "statements")) {
        const json* statement = statement_by_id(line, id.get<std::string>());
        if (statement) add_speakers(fields, member.report, line, *statement, nullptr);
    }
}

}  // namespace

std::string figure_text(const Toll& toll) {
    if (!toll.known()) return "not known";
    const double low = toll.low.value_or(toll.best.value_or(0));
    const std::optional<double> high = toll.high;
    if (!high || (toll.open && *high <= low)) return fmt::format("{:.0f} or more", low);
    if (*high == low) return fmt::format("{:.0f}", low);
    return fmt::format("{:.0f} to {:.0f}{}", low, *high, toll.open ? " or more" : "");
}

std::string time_text(const std::optional<Instant>& earliest, const std::optional<Instant>& latest) {
    if (!earliest && !latest) return "";
    if (!latest) return base::iso(base::date_of(*earliest)) + " or later";
    const base::Date last = base::date_of(*latest - 1);
    if (!earliest) return "until " + base::iso(last);
    const base::Date first = base::date_of(*earliest);
    return first == last ? base::iso(first) : base::iso(first) + " to " + base::iso(last);
}

std::string list_text(std::string_view barred) {
    std::string out;
    while (!barred.empty()) {
        const auto item = barred.substr(0, barred.find('|'));
        barred.remove_prefix(std::min(item.size() + 1, barred.size()));
        if (!item.empty()) out += (out.empty() ? "" : ", ") + std::string(item);
    }
    return out;
}

Result<Shown> show_incident(const IncidentRow& incident, const std::vector<Member>& members) {
    try {  // record lines are our own, but a record may come from elsewhere; nothing is thrown past this function
        Shown out{"incident", incident.id, "", {}};
        out.heading = fmt::format("{}{}{}{}", incident.type, incident.place.empty() ? "" : ", " + incident.place,
                                  incident.earliest ? ", " + time_text(incident.earliest, incident.latest) : "", incident.killed.known() ? ", killed: " + figure_text(incident.killed) : "");
        Fields fields;
        for (const Member& member : members) add_member(fields, member);
        for (const Member& member : members) {
            fields.add("report", fmt::format("r{} {}{}{}", member.report.id, member.report.source, member.report.published.empty() ? "" : ", " + member.report.published,
                                             member.reason.empty() ? "" : " [" + member.reason + "]"));
        }
        out.fields = fields.take();
        return out;
    } catch (const json::exception& error) {
        return broken_line(error);
    }
}

Result<Shown> show_statement(const StatementRow& row, const ReportRow& report, std::string_view text) {
    try {
        const json line = json::parse(text);
        const json& statements = list_of(line, "statements");
        if (row.ordinal == 0 || row.ordinal > statements.size()) return Error{ErrorCode::damaged, "the statement is not in its reading", "add the report again"};
        const json& statement = statements.at(row.ordinal - 1);
        const json* around = statement.contains("evidence") ? &statement.at("evidence") : nullptr;
        Shown out{"statement", row.key.substr(0, 16), fmt::format("{}, by {}", row.type, report.source), {}};
        Fields fields;
        fields.add("what", text_of(statement, "type"), quote(report, line, statement.at("trigger"), around));
        fields.add("how", how_of(statement));
        const json cues = statement.value("cues", json::object());  // items() keeps no hold on a temporary
        for (const auto& [key, span] : cues.items()) fields.add("cue of " + key, text_of(span, "text"), quote(report, line, span, around));
        add_when_and_where(fields, report, line, statement, around);
        add_people(fields, report, line, statement, around);
        add_figures(fields, report, line, statement, around);
        add_speakers(fields, report, line, statement, around);
        fields.add("reading", fmt::format("{:.0f} per cent sure that it is read right", 100 * row.confidence));
        fields.add("report", fmt::format("r{} {}{}", report.id, report.source, report.published.empty() ? "" : ", " + report.published));
        out.fields = fields.take();
        return out;
    } catch (const json::exception& error) {
        return broken_line(error);
    }
}

Result<Shown> show_report(const ReportRow& report, std::string_view text) {
    try {
        const json line = json::parse(text);
        Shown out{"report", fmt::format("r{}", report.id), report.title.empty() ? report.name : report.title, {}};
        Fields fields;
        fields.add("source", report.source);
        fields.add("published", report.published);
        if (line.contains("published")) {
            for (const json& span : list_of(line.at("published"), "evidence")) fields.add("published by the words", text_of(span, "text"), quote(report, line, span, nullptr));
        }
        fields.add("address", report.url);
        fields.add("status", report.status);
        fields.add("SHA-256", report.sha256);
        for (const json& statement : list_of(line, "statements")) {
            const json* around = statement.contains("evidence") ? &statement.at("evidence") : nullptr;
            fields.add(fmt::format("{} {}", text_of(statement, "key").substr(0, 12), text_of(statement, "type")), how_of(statement), quote(report, line, statement.at("trigger"), around));
        }
        out.fields = fields.take();
        return out;
    } catch (const json::exception& error) {
        return broken_line(error);
    }
}

}  // namespace marsad::publish
