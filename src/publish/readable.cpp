// A readable report in plain text.
#include <fmt/format.h>

#include "publish/writer.h"

namespace marsad::publish {

namespace {

// The quotation with its marked words between brackets: [shelled].
std::string marked(const Quotation& quotation) {
    std::string out;
    std::uint32_t at = 0;
    for (const auto& [begin, end] : quotation.marks) {
        out += quotation.text.substr(at, begin - at) + "[" + quotation.text.substr(begin, end - begin) + "]";
        at = end;
    }
    return out + quotation.text.substr(at);
}

std::string sums(const TallyRow& row) {
    std::string out = fmt::format("{} incident{}", row.incidents, row.incidents == 1 ? "" : "s");
    if (row.unknown) out += fmt::format(", {} with an unknown toll", row.unknown);
    if (row.killed.known()) {
        out += fmt::format("; killed: low {:.0f}, best {:.0f}, high {:.0f}{}", row.killed.low.value_or(0), row.killed.best.value_or(0), row.killed.high.value_or(0), row.killed.open ? " or more" : "");
    }
    return out;
}

}  // namespace

std::string readable(const std::vector<Story>& stories, const Tally& tally, const PageInfo& info) {
    std::string out = fmt::format("{}\n{}\n\n{} report{}, {}\n", info.title, std::string(info.title.size(), '='), info.reports, info.reports == 1 ? "" : "s", sums(tally.all));
    for (const Story& story : stories) {
        out += fmt::format("\n{}  {}\n", story.row.id, story.shown.heading);
        for (const ShownField& field : story.shown.fields) {
            out += fmt::format("  {:<10} {}\n", field.name, field.value);
            for (const Quotation& quotation : field.quotations) out += fmt::format("  {:<10}   {} {}: \"{}\"\n", "", quotation.report, quotation.source, marked(quotation));
        }
    }
    if (!tally.totals.empty()) out += "\nRunning and period totals, by source (never added up)\n";
    for (const TotalRow& total : tally.totals) {
        out += fmt::format("  {} {}: {} {} ({}{}{})\n", total.source, total.published, total.outcome, total.words, total.scope, total.since.empty() ? "" : " since " + total.since,
                           total.until.empty() ? "" : " until " + total.until);
    }
    if (!info.attribution.empty()) out += "\n" + info.attribution;
    return out;
}

}  // namespace marsad::publish
