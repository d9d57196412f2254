// Record: reports added, looked up, corrected and published.
//
// Purpose: the door to the sourced record, one SQLite file. Everything that is shown leads back to the words it came from.
// Ownership: a Record owns its connection and shares the Engine's resources. Threading: a Record belongs to one thread;
// several processes may read one file while one writes.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "marsad/engine.h"
#include "marsad/options.h"
#include "marsad/result.h"
#include "marsad/rows.h"

namespace marsad {

struct Progress {
    std::uint64_t bytes = 0, total = 0;  // of the sources; total 0 where it can't be known
    std::uint64_t reports = 0;
};

struct AddSummary {
    std::uint64_t fresh = 0, same = 0, versions = 0, withdrawals = 0, reread = 0, refused = 0;
    std::uint64_t statements = 0, bytes = 0;
    std::size_t incidents = 0;      // in the record, after adding
    std::vector<Error> problems;    // the first hundred reports refused, each with its place
};

// What a look-up is limited to; empty for no limit.
struct Query {
    std::string where;   // a place's name, "Name, Country", or an id ("geonames:170063")
    std::string since, until;   // days, "YYYY-MM-DD" (or "YYYY-MM", "YYYY"); until includes its day
    std::string who;
    std::string type;
    std::string killed;  // "10", "10+", "5-20"
    bool all = false;    // statements: also what is denied, planned, hypothetical or background
};

// Which place a name was taken for, and the others that bear it.
struct PlaceChoice {
    std::string name, id, description;
    std::vector<std::string> others;  // "Aleppo, Pennsylvania, US (geonames:5177358)"
};

// Words that a field was read from. `text` holds at most 300 characters around them; `marks` are bytes of it.
struct Quotation {
    std::string source, report, text;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> marks;
};

struct ShownField {
    std::string name, value;
    std::vector<Quotation> quotations;
};

struct Shown {
    std::string kind, id, heading;  // kind: incident, statement or report
    std::vector<ShownField> fields;
};

enum class TallyBy {
    nothing,
    victims,
    perpetrator,
    place,
    month
};

struct TallyRow {
    std::string group;
    std::size_t incidents = 0, unknown = 0;   // unknown: no toll is given; counted as no number, never as 0
    Toll killed, injured;
};

struct Tally {
    std::vector<TallyRow> rows;
    TallyRow all;
    std::vector<TotalRow> totals;   // running and period totals by source, never added
    std::size_t wider = 0;
};

enum class PublishForm {
    lines,
    csv,
    geojson,
    html,
    text,
    clusters
};

struct PublishOptions {
    bool full_text = false;  // whole texts of reports; otherwise quotations of at most 300 characters (wire copy is licensed)
    std::string title;
};

class Record {
public:
    enum class Mode {
        read,
        write,
        create
    };
    static Result<Record> open(const std::string& path, Mode mode);
    Record(Record&&) noexcept;
    Record& operator=(Record&&) noexcept;
    ~Record();

    // Adds the reports that the paths name (files, folders, "-"). A report that is refused doesn't end the call.
    Result<AddSummary> add(const Engine& engine, const std::vector<std::string>& paths, const ReadOptions& options,
                           const std::function<void(const Progress&)>& progress);
    Result<> withdraw(std::string_view report, std::string_view reason);

    // `choice` says which place `where` was taken for. The engine is needed for `where` alone and may be null without it.
    Result<Found<IncidentRow>> incidents(const Engine* engine, const Query& query, PlaceChoice& choice) const;
    Result<Found<StatementRow>> statements(const Engine* engine, const Query& query, PlaceChoice& choice) const;
    Result<std::vector<ReportRow>> reports(const Query& query) const;
    Result<Tally> tally(const Engine* engine, const Query& query, TallyBy by, PlaceChoice& choice) const;

    // An incident ("i-…", old ids too), a statement (the beginning of its key) or a report ("r12", its name, its digest).
    Result<Shown> show(std::string_view id) const;

    Result<> publish(const Engine* engine, const Query& query, PublishForm form, const PublishOptions& options, PlaceChoice& choice,
                     const std::function<bool(std::string_view)>& out) const;
    // Checks the file: pages, indices, keys.
    Result<> check() const;

private:
    struct State;
    explicit Record(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace marsad
