// Flat tables: incidents of a record, statements of a report.
#include <fmt/format.h>

#include "base/calendar.h"
#include "publish/writer.h"

namespace marsad::publish {

using namespace document;

namespace {

std::string number(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : std::string(); }

void append_row(std::string& out, const std::vector<std::string>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i) out += ',';
        append_csv_field(out, fields[i]);
    }
    out += "\r\n";
}

std::string names_of(const Document& document, const std::vector<Participant>& list) {
    std::string out;
    for (const Participant& participant : list) {
        const Actor& actor = document.actors[participant.actor];
        out += (out.empty() ? "" : "; ") + (actor.name.empty() ? std::string(document.words(actor.span)) : actor.name);
    }
    return out;
}

std::string speakers_of(const Document& document, const Statement& statement) {
    std::string out;
    for (const Speaker& speaker : statement.speakers) {
        std::string name = speaker.actor != none ? document.actors[speaker.actor].name : speaker.name;
        if (speaker.actor == none && speaker.segment != none && document.segments[speaker.segment].post) name = document.segments[speaker.segment].post->author;
        out += (out.empty() ? "" : "; ") + name;
    }
    return out;
}

std::string figure_of(const Document& document, const Statement& statement, Outcome outcome, bool upper) {
    for (const std::uint32_t position : statement.figures) {
        const Figure& figure = document.figures[position];
        if (figure.outcome == outcome) return number(upper ? figure.high : figure.low);
    }
    return "";
}

std::string first_place(const Document& document, const Statement& statement, int what) {
    for (const StatementPlace& entry : statement.places) {
        const Place& place = document.places[entry.place];
        if (entry.role != PlaceRole::at && entry.role != PlaceRole::to) continue;
        if (what == 0) return place.name;
        if (what == 1) return place.country;
        if (!place.point) return "";
        return fmt::format("{}", base::rounded(what == 2 ? place.point->lat : place.point->lon, 5));
    }
    return "";
}

}  // namespace

void append_csv_field(std::string& out, std::string_view text) {
    // A leading = + - @ would be run as a formula by spreadsheets; a quote before it keeps it text.
    const bool formula = !text.empty() && (text[0] == '=' || text[0] == '+' || text[0] == '@' || (text[0] == '-' && text.find_first_not_of("-0123456789.") != std::string_view::npos));
    const bool quoted = formula || text.find_first_of(",\"\r\n") != std::string_view::npos;
    if (!quoted) {
        out += text;
        return;
    }
    out += '"';
    if (formula) out += '\'';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

void append_csv_header(std::string& out) {
    append_row(out, {"incident", "type", "earliest", "latest", "place", "place_id", "country", "lat", "lon", "precision", "actors", "targets", "killed_low", "killed_best", "killed_high",
                     "killed_open", "injured_low", "injured_best", "injured_high", "injured_open", "reports", "sources"});
}

void append_csv_row(std::string& out, const Story& story) {
    const IncidentRow& row = story.row;
    std::string sources;
    for (const Member& member : story.members) {
        if (sources.find(member.report.source) == std::string::npos) sources += (sources.empty() ? "" : "; ") + member.report.source;
    }
    append_row(out, {row.id, row.type, row.earliest ? base::iso(*row.earliest) : "", row.latest ? base::iso(*row.latest) : "", row.place, row.place_id, row.country, number(row.lat), number(row.lon),
                     row.precision, list_text(row.actors), list_text(row.targets), number(row.killed.low), number(row.killed.best), number(row.killed.high), row.killed.known() ? (row.killed.open ? "yes" : "no") : "",
                     number(row.injured.low), number(row.injured.best), number(row.injured.high), row.injured.known() ? (row.injured.open ? "yes" : "no") : "", fmt::format("{}", row.reports), sources});
}

void append_statements_csv_header(std::string& out) {
    append_row(out, {"report", "statement", "key", "type", "trigger", "actors", "targets", "victims", "place", "country", "lat", "lon", "time", "earliest", "latest", "killed_low", "killed_high", "injured_low", "injured_high",
                     "stage", "polarity", "modality", "background", "speakers", "confidence", "evidence"});
}

void append_statements_csv(std::string& out, const Document& document) {
    for (std::size_t i = 0; i < document.statements.size(); ++i) {
        const Statement& s = document.statements[i];
        const auto bound = [](const std::optional<base::Seconds>& value) { return value ? base::iso(*value) : std::string(); };
        append_row(out, {document.report.id, fmt::format("s{}", i + 1), s.key, s.type, std::string(document.words(s.trigger)), names_of(document, s.actors), names_of(document, s.targets), names_of(document, s.victims),
                         first_place(document, s, 0), first_place(document, s, 1), first_place(document, s, 2), first_place(document, s, 3), s.time ? s.time->value : "", s.time ? bound(s.time->earliest) : "",
                         s.time ? bound(s.time->latest) : "", figure_of(document, s, Outcome::killed, false), figure_of(document, s, Outcome::killed, true), figure_of(document, s, Outcome::injured, false),
                         figure_of(document, s, Outcome::injured, true), std::string(name(s.stage)), std::string(name(s.polarity)), std::string(name(s.modality)), s.background ? "yes" : "no", speakers_of(document, s),
                         fmt::format("{}", base::rounded(s.confidence, 3)), std::string(document.words(s.evidence)).substr(0, longest_quotation)});
    }
}

}  // namespace marsad::publish
