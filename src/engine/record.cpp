#include "marsad/record.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/ordered_workers.h"
#include "base/utf8.h"
#include "engine/pipeline.h"
#include "engine/record_state.h"
#include "engine/sources.h"
#include "engine/where.h"
#include "link/link.h"
#include "publish/record_lines.h"
#include "publish/show.h"
#include "publish/tally.h"
#include "store/store.h"

namespace marsad {

Record::Record(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Record::Record(Record&&) noexcept = default;
Record& Record::operator=(Record&&) noexcept = default;
Record::~Record() = default;

Result<Record> Record::open(const std::string& path, Mode mode) {
    const auto how = mode == Mode::read ? store::Store::Mode::read : mode == Mode::write ? store::Store::Mode::write
                                                                                         : store::Store::Mode::create;
    auto link = std::make_unique<engine::LinkRoom>();
    auto store = store::Store::open(path, how, link.get());
    if (!store) return store.error();
    return Record(std::make_unique<State>(State{std::move(link), std::move(*store)}));
}

namespace {

// What a worker makes of a report that is added: the Document for the rows, the line for the reading.
struct Read {
    read::Reading reading;
    std::string line;
    std::vector<link::Happening> happenings;
};

// A batch of reports is one transaction: large enough that syncing the disk is no cost, small enough that a kill loses
// little work.
constexpr std::size_t batch = 256;

class Adder {
public:
    Adder(store::Store& store, const std::string& resources, AddSummary& summary) : m_store(store), m_resources(resources), m_summary(summary) {}

    Result<> take(const Read& read) {
        if (!read.reading.document) {
            ++m_summary.refused;
            if (m_summary.problems.size() < 100) m_summary.problems.push_back(read.reading.document.error());
            return {};
        }
        if (m_open == 0) {
            if (auto begun = m_store.begin(); !begun) return begun.error();
        }
        ++m_open;
        const auto added = m_store.add(*read.reading.document, read.happenings, read.line, m_resources);
        if (!added) {
            m_store.roll_back();
            return added.error();
        }
        count(*added, read.reading.report.bytes);
        return m_open >= batch ? commit() : Result<>();
    }

    Result<> commit() {
        if (m_open == 0) return {};
        m_open = 0;
        auto done = m_store.commit();
        if (!done) m_store.roll_back();
        return done;
    }

private:
    void count(const store::AddResult& added, std::uint64_t bytes) {
        switch (added.added) {
            case store::Added::fresh: ++m_summary.fresh; break;
            case store::Added::same: ++m_summary.same; break;
            case store::Added::version: ++m_summary.versions; break;
            case store::Added::withdrawal: ++m_summary.withdrawals; break;
            case store::Added::reread: ++m_summary.reread; break;
        }
        m_summary.statements += added.statements;
        m_summary.bytes += bytes;
    }

    store::Store& m_store;
    const std::string& m_resources;
    AddSummary& m_summary;
    std::size_t m_open = 0;  // reports in the transaction that is open; 0: none is
};

}  // namespace

Result<AddSummary> Record::add(const Engine& engine, const std::vector<std::string>& paths, const ReadOptions& options, const std::function<void(const Progress&)>& progress) {
    if (auto fine = options.validate(); !fine) return fine.error();
    const Engine::State& state = engine.state();
    const auto profile = engine::load_profile(state.resources.file(), options.profile);
    if (!profile) return profile.error();
    const read::Options reading = engine::read_options(options);
    const std::size_t threads = engine::thread_count(options.threads);
    std::vector<engine::Worker> workers;
    for (std::size_t i = 0; i < threads; ++i) workers.emplace_back(state, reading, *profile);

    AddSummary summary;
    Adder adder(m_state->store, state.digest, summary);
    engine::Sources sources(paths, reading, engine::Folders::read);
    Result<> failed;
    std::uint64_t reports = 0;
    base::ordered_workers<read::RawReport, Read>(
        threads, 4 * threads, [&] { return sources.next(); },
        [&](read::RawReport raw, std::size_t worker) {
            Read out{workers[worker].run(std::move(raw)), "", {}};
            if (out.reading.document) {
                publish::append_record_line(out.line, *out.reading.document);
                out.happenings = link::happenings_of(*out.reading.document);
            }
            return out;
        },
        [&](const Read& read) {
            failed = adder.take(read);
            if (progress) progress({sources.position(), sources.total(), ++reports});
            return failed.ok();
        });
    if (!failed) return failed.error();
    if (auto done = adder.commit(); !done) return done.error();
    const auto found = m_state->store.incidents({});
    if (!found) return found.error();
    summary.incidents = found->rows.size();
    return summary;
}

Result<> Record::withdraw(std::string_view report, std::string_view reason) {
    store::Store& store = m_state->store;
    if (auto begun = store.begin(); !begun) return begun.error();
    if (auto done = store.withdraw(report, reason); !done) {
        store.roll_back();
        return done.error();
    }
    return store.commit();
}

Result<> Record::check() const { return m_state->store.check(); }

namespace {

// The first or, for `until`, the last day that a year, month or day names; exclusive at the end.
Result<Instant> read_day(std::string_view text, bool until) {
    const Error error{ErrorCode::invalid_argument, fmt::format("\"{}\" is no day", text), "write it as 2016-11-22, 2016-11 or 2016"};
    if (text.size() == 4 || text.size() == 7) {
        const auto day = base::parse_date(std::string(text) + (text.size() == 4 ? "-01-01" : "-01"));
        if (!day) return error;
        return base::midnight(until ? base::add_months(*day, text.size() == 4 ? 12 : 1) : *day);
    }
    const auto day = base::parse_date(text);
    if (!day) return error;
    return base::midnight(*day) + (until ? 86400 : 0);
}

// "10", "10+", "5-20".
Result<store::Range> read_range(std::string_view text) {
    const auto number = [](std::string_view part) -> std::optional<double> {
        double value = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        return error == std::errc{} && end == part.data() + part.size() && !part.empty() && value >= 0 ? std::optional(value) : std::nullopt;
    };
    const Error error{ErrorCode::invalid_argument, fmt::format("\"{}\" is no number of people", text), "write 10 (just so many), 10+ (or more) or 5-20"};
    if (text.ends_with('+')) {
        const auto low = number(text.substr(0, text.size() - 1));
        if (!low) return error;
        return store::Range{low, std::nullopt};
    }
    const auto dash = text.find('-');
    const auto low = number(text.substr(0, dash));
    const auto high = dash == std::string_view::npos ? low : number(text.substr(dash + 1));
    if (!low || !high || *low > *high) return error;
    return store::Range{low, high};
}

Result<store::Filter> read_query(const Engine* engine, const Query& query, PlaceChoice& choice) {
    store::Filter filter;
    if (!query.since.empty()) {
        const auto since = read_day(query.since, false);
        if (!since) return since.error();
        filter.since = *since;
    }
    if (!query.until.empty()) {
        const auto until = read_day(query.until, true);
        if (!until) return until.error();
        filter.until = *until;
    }
    if (!query.killed.empty()) {
        const auto range = read_range(query.killed);
        if (!range) return range.error();
        filter.killed = *range;
    }
    if (!query.where.empty()) {
        if (!engine) return Error{ErrorCode::internal, "a place was asked for without a gazetteer", ""};
        const auto area = engine::find_area(engine->state().resources.gazetteer(), query.where, choice);
        if (!area) return area.error();
        filter.where = *area;
    }
    filter.who = query.who;
    filter.type = query.type;
    filter.all = query.all;
    return filter;
}

}  // namespace

Result<Found<IncidentRow>> Record::incidents(const Engine* engine, const Query& query, PlaceChoice& choice) const {
    const auto filter = read_query(engine, query, choice);
    if (!filter) return filter.error();
    return m_state->store.incidents(*filter);
}

Result<Found<StatementRow>> Record::statements(const Engine* engine, const Query& query, PlaceChoice& choice) const {
    const auto filter = read_query(engine, query, choice);
    if (!filter) return filter.error();
    return m_state->store.statements(*filter);
}

Result<std::vector<ReportRow>> Record::reports(const Query& query) const {
    PlaceChoice unused;
    const auto filter = read_query(nullptr, query, unused);
    if (!filter) return filter.error();
    return m_state->store.reports(*filter);
}

Result<Tally> Record::tally(const Engine* engine, const Query& query, TallyBy by, PlaceChoice& choice) const {
    const auto filter = read_query(engine, query, choice);
    if (!filter) return filter.error();
    const auto found = m_state->store.incidents(*filter);
    if (!found) return found.error();
    Tally tally = publish::tally(found->rows, by);
    tally.wider = found->wider;
    auto totals = m_state->store.totals(*filter);
    if (!totals) return totals.error();
    tally.totals = std::move(*totals);
    return tally;
}

}  // namespace marsad
