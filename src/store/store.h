// Store: the record on disk. SQLite in WAL mode, an append-only log of reports, readings and statements.
//
// Purpose: keeps what the rooms found and finds it again. Nothing read is ever changed or deleted (triggers see to it);
// incidents are a view, kept in tables and computed anew from their happenings whenever these change.
// What one add() writes is one transaction: a kill at any moment leaves the record as it was before or after it.
// Ownership: a Store owns its connection. Threading: one thread; several processes may read while one writes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "link/lookup.h"
#include "marsad/result.h"
#include "marsad/rows.h"

namespace marsad::store {

// The newest schema that this program knows.
int schema_version();

// What became of a report that was added.
enum class Added {
    fresh,
    same,
    version,
    withdrawal,
    reread
};

struct AddResult {
    Added added = Added::fresh;
    std::int64_t report = 0;
    std::size_t statements = 0;
};

// A place that a look-up is limited to: what lies inside it counts, what is known only to a wider area is told apart.
struct Area {
    std::string id, name, country;
    bool is_country = false;
    std::vector<std::string> admin;          // ids of what the place itself lies in
    std::optional<base::LatLon> point;
    double radius_km = 0;                    // for a settlement: what lies so near is inside
};

struct Range {
    std::optional<double> low, high;
};

struct Filter {
    std::optional<Area> where;
    std::optional<base::Seconds> since, until;   // until is exclusive
    std::string who;                             // part of a name, any case
    std::string type;                            // a type or what it lies under
    std::optional<Range> killed;
    bool all = false;                            // statements: also those that assert nothing
};

class Store final : public link::Lookup {
public:
    enum class Mode {
        read,
        write,
        create
    };
    // Opens a record and brings its schema up to date (mode read never writes). version_mismatch where it is newer.
    // `joiner` decides which happenings are one incident; it must outlive the store, and may be null for mode read.
    static Result<Store> open(const std::string& path, Mode mode, link::Joiner* joiner);
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store() override;

    // A batch: all that is added between begin() and commit() is kept, or nothing.
    Result<> begin();
    Result<> commit();
    void roll_back();

    // Whether a report with these bytes was read by this engine and these resources already.
    Result<bool> has_reading(std::string_view sha256, const document::ReadBy& by, std::string_view resources) const;

    // Adds a report and its reading, works out which version of which report it is, and links its happenings.
    Result<AddResult> add(const document::Document& document, std::vector<link::Happening> happenings, std::string_view record_line, std::string_view resources);
    // Marks a report (by its id as given, or its number) as withdrawn; its incidents are computed anew.
    Result<> withdraw(std::string_view report, std::string_view reason);

    Result<Found<IncidentRow>> incidents(const Filter& filter) const;
    Result<Found<StatementRow>> statements(const Filter& filter) const;
    Result<std::vector<ReportRow>> reports(const Filter& filter) const;
    Result<std::vector<TotalRow>> totals(const Filter& filter) const;

    Result<std::optional<IncidentRow>> incident(std::string_view id) const;   // aliases resolve
    Result<std::vector<link::Happening>> members(std::string_view incident) const;
    Result<std::vector<std::pair<std::string, std::string>>> reasons(std::string_view incident) const;  // source, reason
    // A report by its number, name, or the beginning of its SHA-256.
    Result<std::optional<ReportRow>> report(std::string_view id) const;
    // A statement by its key or the beginning of it (at least eight characters).
    Result<std::optional<StatementRow>> statement(std::string_view key) const;
    // The record line of the reading that counts.
    Result<std::string> line(std::int64_t report) const;
    Result<std::string> line_of_happening(std::int64_t happening, std::int64_t& report) const;

    // link::Lookup
    Result<std::vector<link::Member>> near(const link::Window& window) override;

    // SQLite's own check of the file, and that every foreign key holds.
    Result<> check() const;

private:
    struct State;
    // Joins happenings to incidents, or takes those of a report out of theirs.
    Result<> link_happenings(const std::vector<link::Happening>& happenings);
    Result<> unlink_report(std::int64_t report);

    explicit Store(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace marsad::store
