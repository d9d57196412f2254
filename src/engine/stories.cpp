// What a record shows and publishes: rows of the store with the record lines behind them.
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/record_state.h"
#include "engine/stories.h"

namespace marsad::engine {

Result<publish::Story> story_of(const store::Store& store, const IncidentRow& row) {
    publish::Story story{row, {}, {}};
    const auto members = store.members(row.id);
    if (!members) return members.error();
    const auto reasons = store.reasons(row.id);
    if (!reasons) return reasons.error();
    for (std::size_t i = 0; i < members->size(); ++i) {
        const link::Happening& happening = (*members)[i];
        std::int64_t report = 0;
        auto line = store.line_of_happening(happening.id, report);
        if (!line) return line.error();
        auto of = store.report(fmt::format("r{}", report));
        if (!of) return of.error();
        if (!*of) return Error{ErrorCode::damaged, fmt::format("report r{} is not in the record", report), "restore the record from a copy"};
        story.members.push_back({std::move(**of), std::move(*line), happening.ordinal + 1, i < reasons->size() ? (*reasons)[i].second : std::string()});
    }
    auto shown = publish::show_incident(row, story.members);
    if (!shown) return shown.error();
    story.shown = std::move(*shown);
    return story;
}

Result<std::vector<publish::Story>> stories_of(const store::Store& store, const std::vector<IncidentRow>& rows) {
    std::vector<publish::Story> out;
    for (const IncidentRow& row : rows) {
        auto story = story_of(store, row);
        if (!story) return story.error();
        out.push_back(std::move(*story));
    }
    return out;
}

Result<std::string> text_of(const store::Store& store, std::int64_t report) {
    const auto line = store.line(report);
    if (!line) return line.error();
    const auto parsed = nlohmann::json::parse(*line, nullptr, false);
    if (!parsed.is_object() || !parsed.contains("text")) return Error{ErrorCode::damaged, "a record line can't be read", "add the report again with this version"};
    return parsed.at("text").get<std::string>();
}

}  // namespace marsad::engine

namespace marsad {

Result<Shown> Record::show(std::string_view id) const {
    const store::Store& store = m_state->store;
    if (id.starts_with("i-")) {
        const auto row = store.incident(id);
        if (!row) return row.error();
        if (*row) {
            auto story = engine::story_of(store, **row);
            if (!story) return story.error();
            return std::move(story->shown);
        }
    }
    const auto report = store.report(id);
    if (!report) return report.error();
    if (*report) {
        const auto line = store.line((*report)->id);
        if (!line) return line.error();
        return publish::show_report(**report, *line);
    }
    const auto statement = store.statement(id);
    if (!statement) return statement.error();
    if (*statement) {
        const auto of = store.report(fmt::format("r{}", (*statement)->report));
        if (!of) return of.error();
        const auto line = store.line((*statement)->report);
        if (!line) return line.error();
        return publish::show_statement(**statement, **of, *line);
    }
    return Error{ErrorCode::not_found, fmt::format("{}: no incident, statement or report of that id", id), "`marsad list incidents`, `list statements` and `list reports` show the ids"};
}

namespace {

Result<> publish_lines(const store::Store& store, const std::vector<publish::Story>& stories, const std::function<bool(std::string_view)>& out) {
    std::vector<std::int64_t> done;
    for (const publish::Story& story : stories) {
        for (const publish::Member& member : story.members) {
            if (std::find(done.begin(), done.end(), member.report.id) != done.end()) continue;
            done.push_back(member.report.id);
            const auto line = store.line(member.report.id);
            if (!line) return line.error();
            if (!out(*line)) return {};
        }
    }
    return {};
}

}  // namespace

Result<> Record::publish(const Engine* engine, const Query& query, PublishForm form, const PublishOptions& options, PlaceChoice& choice, const std::function<bool(std::string_view)>& out) const {
    const store::Store& store = m_state->store;
    const auto found = incidents(engine, query, choice);
    if (!found) return found.error();
    auto stories = engine::stories_of(store, found->rows);
    if (!stories) return stories.error();
    if (form == PublishForm::lines) {
        if (!options.full_text) {
            return Error{ErrorCode::invalid_argument, "record lines hold the whole texts of reports", "say --full-text if you may hand them on (wire copy is licensed)"};
        }
        return publish_lines(store, *stories, out);
    }
    std::string text;
    if (form == PublishForm::csv) {
        publish::append_csv_header(text);
        for (const auto& story : *stories) publish::append_csv_row(text, story);
    } else if (form == PublishForm::clusters) {
        for (const auto& story : *stories) publish::append_cluster(text, story);
    } else if (form == PublishForm::geojson) {
        text = publish::geojson(*stories);
    } else {
        auto sums = tally(engine, query, TallyBy::nothing, choice);
        if (!sums) return sums.error();
        std::vector<std::pair<std::string, std::string>> texts;
        std::vector<std::int64_t> reports;
        for (const auto& story : *stories) {
            for (const auto& member : story.members) {
                if (std::find(reports.begin(), reports.end(), member.report.id) == reports.end()) reports.push_back(member.report.id);
            }
        }
        for (std::size_t i = 0; options.full_text && i < reports.size(); ++i) {
            auto whole = engine::text_of(store, reports[i]);
            if (!whole) return whole.error();
            texts.emplace_back(fmt::format("r{}", reports[i]), std::move(*whole));
        }
        const publish::PageInfo info{options.title.empty() ? "Incidents" : options.title, reports.size(), "Places: GeoNames (geonames.org), CC BY 4.0."};
        text = form == PublishForm::html ? publish::html(*stories, *sums, info, texts) : publish::readable(*stories, *sums, info);
        if (form == PublishForm::text) {
            for (const auto& [id, whole] : texts) text += fmt::format("\n--- {}\n{}\n", id, whole);
        }
    }
    out(text);
    return {};
}

}  // namespace marsad
