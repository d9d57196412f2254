// One self-contained page: no script, font or picture from elsewhere, so that it opens offline and leaks nothing.
#include <fmt/format.h>

#include "base/calendar.h"
#include "publish/writer.h"

namespace marsad::publish {

namespace {

constexpr std::string_view page =
#include "publish/page.inc"
    ;

void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
}

std::string escaped(std::string_view text) {
    std::string out;
    append_escaped(out, text);
    return out;
}

void append_quotation(std::string& out, const Quotation& quotation) {
    out += "<blockquote dir=\"auto\">";
    std::uint32_t at = 0;
    for (const auto& [begin, end] : quotation.marks) {
        append_escaped(out, std::string_view(quotation.text).substr(at, begin - at));
        out += "<mark>";
        append_escaped(out, std::string_view(quotation.text).substr(begin, end - begin));
        out += "</mark>";
        at = end;
    }
    append_escaped(out, std::string_view(quotation.text).substr(at));
    out += " <cite>— ";
    append_escaped(out, quotation.source + ", " + quotation.report);
    out += "</cite></blockquote>";
}

// `repeated`: the field before has the same name, which is then shown to those alone who hear the page read out.
void append_field(std::string& out, const ShownField& field, bool repeated) {
    out += repeated ? "<dt class=\"again\">" : "<dt>";
    append_escaped(out, field.name);
    out += "</dt><dd>";
    if (field.quotations.empty()) {
        append_escaped(out, field.value);
    } else {
        out += "<details><summary>";
        append_escaped(out, field.value);
        out += "</summary>";
        for (const Quotation& quotation : field.quotations) append_quotation(out, quotation);
        out += "</details>";
    }
    out += "</dd>\n";
}

std::string day(const std::optional<Instant>& value, bool exclusive) { return value ? base::iso(base::date_of(*value - (exclusive ? 1 : 0))) : ""; }

void append_article(std::string& out, const Story& story) {
    const IncidentRow& row = story.row;
    const std::string killed = row.killed.known() ? fmt::format("{}", row.killed.high.value_or(row.killed.low.value_or(0))) : "";
    out += fmt::format("<article id=\"{}\" data-type=\"{}\" data-country=\"{}\" data-earliest=\"{}\" data-latest=\"{}\" data-killed=\"{}\">\n<h2>{} <small>{}</small></h2>\n<dl>\n", escaped(row.id),
                       escaped(row.type), escaped(row.country), day(row.earliest, false), day(row.latest, true), killed, escaped(story.shown.heading), escaped(row.id));
    std::string_view last;
    for (const ShownField& field : story.shown.fields) {
        append_field(out, field, field.name == last);
        last = field.name;
    }
    out += "</dl>\n</article>\n";
}

std::string totals_table(const Tally& tally) {
    if (tally.totals.empty()) return "";
    std::string out = "<main><h2>Running and period totals</h2><p class=\"lead\">As each source gives them; they are never added up.</p><table><tr><th>Source</th><th>Published</th><th>What</th><th>Words</th><th>Over</th></tr>\n";
    for (const TotalRow& total : tally.totals) {
        const std::string over = total.scope + (total.since.empty() ? "" : " since " + total.since) + (total.until.empty() ? "" : " until " + total.until);
        out += fmt::format("<tr><td>{}</td><td>{}</td><td>{} {}</td><td>{}</td><td>{}</td></tr>\n", escaped(total.source), escaped(total.published), escaped(total.outcome), escaped(total.of), escaped(total.words), escaped(over));
    }
    return out + "</table></main>";
}

void replace(std::string& text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
}

}  // namespace

std::string html(const std::vector<Story>& stories, const Tally& tally, const PageInfo& info, const std::vector<std::pair<std::string, std::string>>& texts) {
    std::string lead = fmt::format("{} reports, {} incidents, {} with an unknown toll.", info.reports, tally.all.incidents, tally.all.unknown);
    if (tally.all.killed.known()) {
        lead += fmt::format(" Killed: {:.0f} by the lowest figures, {:.0f} by the best, {:.0f}{} by the highest; each incident counts once.", tally.all.killed.low.value_or(0), tally.all.killed.best.value_or(0),
                            tally.all.killed.high.value_or(0), tally.all.killed.open ? " or more" : "");
    }
    std::string incidents;
    for (const Story& story : stories) append_article(incidents, story);
    if (stories.empty()) incidents = "<p class=\"none\">No incidents.</p>";
    std::string full;
    if (!texts.empty()) full = "<main><h2>Reports</h2>";
    for (const auto& [id, text] : texts) full += fmt::format("<details><summary>{}</summary><pre dir=\"auto\">{}</pre></details>\n", escaped(id), escaped(text));
    if (!texts.empty()) full += "</main>";

    // Everything that comes from reports goes in last and whole, so that no text of theirs is taken for a placeholder.
    std::string out(page);
    replace(out, "%TITLE%", escaped(info.title));
    replace(out, "%LEAD%", escaped(lead));
    replace(out, "%FOOTER%", "What sources say, read by machine; how sure a reading is says nothing on whether the thing happened. " + escaped(info.attribution));
    const auto put = [&](std::string_view mark, const std::string& text) { out.replace(out.find(mark), mark.size(), text); };
    put("%TEXTS%", full);
    put("%TOTALS%", totals_table(tally));
    put("%INCIDENTS%", incidents);
    return out;
}

}  // namespace marsad::publish
