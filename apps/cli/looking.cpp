// list, show, tally, publish, withdraw, check: the commands that look into a record.
#include <algorithm>
#include <cmath>

#include "command.h"
#include "format.h"
#include "terminal.h"

namespace marsad::cli {

namespace {

// A record and, where a place is asked for, the engine that knows places.
struct Opened {
    Record record;
    std::optional<Engine> engine;
    const Engine* gazetteer() const { return engine ? &*engine : nullptr; }
};

Result<Opened> open_record(const Call& call, const Query& query, Record::Mode mode = Record::Mode::read) {
    auto record = Record::open(call.record, mode);
    if (!record) {
        Error error = record.error();
        if (error.code == ErrorCode::not_readable) error.advice = "make it with `marsad add PATH… --record " + call.record + "`, or name another with --record";
        return error;
    }
    Opened out{std::move(*record), std::nullopt};
    if (query.where.empty()) return out;
    auto engine = open_engine(call);
    if (!engine) return engine.error();
    out.engine.emplace(std::move(*engine));
    return out;
}

class List final : public Command {
public:
    void setup(CLI::App& root, Call& call) override {
        app = root.add_subcommand("list", "List incidents, statements or reports");
        app->add_option("WHAT", m_what, "incidents, statements or reports")->required()->check(CLI::IsMember({"incidents", "statements", "reports"}))->type_name("");
        add_record_option(*app, call);
        add_query_options(*app, m_query);
        app->add_flag("--all", m_query.all, "Statements: also what is denied, planned, hypothetical or background");
        app->footer(
            "Examples:\n  marsad list incidents --where Idlib --since 2026-02\n  marsad list statements --type airstrike --killed 5+\n  marsad list reports --until 2026-03-14\n\n"
            "How sure a reading is (per cent) says how likely it was read right, not whether it happened.");
    }

    int run(const Call& call) override {
        if (m_what == "reports" && (!m_query.where.empty() || !m_query.type.empty() || !m_query.killed.empty())) {
            return fail({ErrorCode::invalid_argument, "reports are listed by --since, --until and --who alone", "`marsad list statements` takes the other filters"});
        }
        const auto opened = open_record(call, m_query);
        if (!opened) return fail(opened.error());
        if (m_what == "incidents") return incidents(*opened);
        return m_what == "statements" ? statements(*opened) : reports(*opened);
    }

private:
    int incidents(const Opened& opened) {
        PlaceChoice choice;
        const auto found = opened.record.incidents(opened.gazetteer(), m_query, choice);
        if (!found) return fail(found.error());
        say_place(choice, found->wider);
        Table table({"ID", "WHEN", "TYPE", "KILLED", "INJURED", "REPORTS", "WHERE", "WHO, TO WHOM"});
        for (const IncidentRow& row : found->rows) {
            table.add({row.id, when(row.earliest, row.latest), row.type, figure(row.killed), figure(row.injured), std::to_string(row.reports), where(row.place, row.country),
                       names(row.actors) + (row.targets.empty() ? "" : " → " + names(row.targets))});
        }
        return table.print() ? good : failed;
    }

    int statements(const Opened& opened) {
        PlaceChoice choice;
        const auto found = opened.record.statements(opened.gazetteer(), m_query, choice);
        if (!found) return fail(found.error());
        say_place(choice, found->wider);
        Table table({"KEY", "WHEN", "TYPE", "HOW", "SURE", "REPORT", "WHERE", "WHO, TO WHOM"});
        for (const StatementRow& row : found->rows) {
            std::string how = row.background ? "background" : row.polarity == "denied" ? "denied"
                                                          : row.modality != "asserted" ? row.modality
                                                                                       : row.stage;
            table.add({row.key.substr(0, 12), when(row.earliest, row.latest), row.type, std::move(how), std::to_string(static_cast<int>(std::lround(100 * row.confidence))), "r" + std::to_string(row.report), where(row.place, row.country),
                       row.actors + (row.targets.empty() ? "" : " → " + row.targets)});
        }
        return table.print() ? good : failed;
    }

    int reports(const Opened& opened) {
        const auto found = opened.record.reports(m_query);
        if (!found) return fail(found.error());
        Table table({"ID", "PUBLISHED", "STATEMENTS", "STATUS", "SOURCE", "TITLE"});
        for (const ReportRow& row : *found) {
            table.add({"r" + std::to_string(row.id), row.published.empty() ? "-" : row.published, std::to_string(row.statements), row.status.empty() ? "counts" : row.status, row.source, row.title.empty() ? row.name : row.title});
        }
        return table.print() ? good : failed;
    }

    std::string m_what;
    Query m_query;
};

class Show final : public Command {
public:
    void setup(CLI::App& root, Call& call) override {
        app = root.add_subcommand("show", "Show an incident, a statement or a report with the words it was read from");
        app->add_option("ID", m_id, "An incident (i-…), the beginning of a statement's key, or a report (r12, its name, its digest)")->required()->type_name("");
        add_record_option(*app, call);
        app->footer("Examples:\n  marsad show i-1f0c92ab34de\n  marsad show r3\n\nThe marked words are those that the field was read from.");
    }

    int run(const Call& call) override {
        const auto opened = open_record(call, {});
        if (!opened) return fail(opened.error());
        const auto shown = opened->record.show(m_id);
        if (!shown) return fail(shown.error());
        print(styled(shown->id, Style::cyan) + "  " + styled(harmless(shown->heading), Style::bold) + "\n");
        std::string last;
        for (const ShownField& field : shown->fields) {
            const std::string head = field.name == last ? "" : field.name;
            last = field.name;
            print("  " + styled(padded(head, 10), Style::dim) + " " + harmless(field.value) + "\n");
            for (const Quotation& quotation : field.quotations) print(std::string(13, ' ') + marked(quotation) + styled("  — " + harmless(quotation.source) + ", " + quotation.report, Style::dim) + "\n");
        }
        return good;
    }

private:
    // Marked in colour on a terminal, between brackets in a pipe.
    static std::string marked(const Quotation& quotation) {
        std::string out;
        std::uint32_t at = 0;
        const bool colour = has_colour(stdout);
        for (const auto& [begin, end] : quotation.marks) {
            const std::string words = harmless(std::string_view(quotation.text).substr(begin, end - begin));
            out += harmless(std::string_view(quotation.text).substr(at, begin - at)) + (colour ? styled(words, Style::mark) : "[" + words + "]");
            at = end;
        }
        return "\"" + out + harmless(std::string_view(quotation.text).substr(at)) + "\"";
    }

    std::string m_id;
};

class TallyCommand final : public Command {
public:
    void setup(CLI::App& root, Call& call) override {
        app = root.add_subcommand("tally", "Sum the killed and injured over incidents");
        add_record_option(*app, call);
        add_query_options(*app, m_query);
        app->add_option("--by", m_by, "victims, perpetrator, place or month")->check(CLI::IsMember({"victims", "perpetrator", "place", "month"}));
        app->footer(
            "Examples:\n  marsad tally --where Syria --by month\n  marsad tally --who militia --by victims\n\nEach incident counts once, by its lowest, best and highest figures. An incident with several\n"
            "victims or perpetrators stands in each of their rows. Running and period totals stand below, by source.");
    }

    int run(const Call& call) override {
        const auto opened = open_record(call, m_query);
        if (!opened) return fail(opened.error());
        const TallyBy by = m_by == "victims" ? TallyBy::victims : m_by == "perpetrator" ? TallyBy::perpetrator
                                                              : m_by == "place"         ? TallyBy::place
                                                              : m_by == "month"         ? TallyBy::month
                                                                                        : TallyBy::nothing;
        PlaceChoice choice;
        const auto tally = opened->record.tally(opened->gazetteer(), m_query, by, choice);
        if (!tally) return fail(tally.error());
        say_place(choice, tally->wider);
        Table table({m_by.empty() ? "" : "BY " + m_by, "INCIDENTS", "UNKNOWN TOLL", "KILLED LOW", "BEST", "HIGH", "INJURED LOW", "BEST", "HIGH"});
        for (const TallyRow& row : tally->rows) add(table, row);
        add(table, tally->all);
        if (!table.print()) return failed;
        totals(tally->totals);
        return good;
    }

private:
    static void add(Table& table, const TallyRow& row) {
        const auto high = [](const Toll& toll) { return toll.known() ? number(toll.high) + (toll.open ? " or more" : "") : "-"; };
        table.add({row.group, std::to_string(row.incidents), std::to_string(row.unknown), number(row.killed.low), number(row.killed.best), high(row.killed), number(row.injured.low), number(row.injured.best), high(row.injured)});
    }

    static void totals(const std::vector<TotalRow>& rows) {
        if (rows.empty()) return;
        print("\n" + styled("Running and period totals, by source; never added up", Style::bold) + "\n");
        Table table({"SOURCE", "PUBLISHED", "OUTCOME", "OVER", "WHERE", "WORDS"});
        for (const TotalRow& row : rows) {
            table.add({row.source, row.published, row.outcome, row.scope + (row.since.empty() ? "" : " since " + row.since) + (row.until.empty() ? "" : " until " + row.until), row.place, row.words});
        }
        table.print();
    }

    Query m_query;
    std::string m_by;
};

class Publish final : public Command {
public:
    void setup(CLI::App& root, Call& call) override {
        app = root.add_subcommand("publish", "Write incidents as a table, a map, a report or a page");
        app->add_option("--as", m_as, "csv, geojson, html, text, clusters or lines")->required()->check(CLI::IsMember({"csv", "geojson", "html", "text", "clusters", "lines"}));
        app->add_option("-o,--output", m_output, "The file to write; standard output without it")->type_name("FILE");
        app->add_option("--title", m_options.title, "Title of the report or page");
        app->add_flag("--full-text", m_options.full_text, "Whole texts of reports, not only quotations of at most 300 characters");
        add_record_option(*app, call);
        add_query_options(*app, m_query);
        app->footer("Examples:\n  marsad publish --as html -o incidents.html\n  marsad publish --as csv --where Homs --since 2026-01 > homs.csv\n\nWire copy is licensed: whole texts are written with --full-text alone.");
    }

    int run(const Call& call) override {
        const auto opened = open_record(call, m_query);
        if (!opened) return fail(opened.error());
        static constexpr std::pair<std::string_view, PublishForm> forms[] = {{"csv", PublishForm::csv}, {"geojson", PublishForm::geojson}, {"html", PublishForm::html}, {"text", PublishForm::text}, {"clusters", PublishForm::clusters}, {"lines", PublishForm::lines}};
        const auto form = std::find_if(std::begin(forms), std::end(forms), [&](const auto& f) { return f.first == m_as; })->second;
        Output out(m_output);
        if (auto fine = out.opened(); !fine) return fail(fine.error());
        PlaceChoice choice;
        const auto done = opened->record.publish(opened->gazetteer(), m_query, form, m_options, choice, [&](std::string_view text) { return out.write(text); });
        if (!done) return fail(done.error());
        if (auto closed = out.close(); !closed) return fail(closed.error());
        say_place(choice, 0);
        return good;
    }

private:
    std::string m_as, m_output;
    PublishOptions m_options;
    Query m_query;
};

class Withdraw final : public Command {
public:
    void setup(CLI::App& root, Call& call) override {
        app = root.add_subcommand("withdraw", "Take a report out of every tally; it stays in the record");
        app->add_option("REPORT", m_report, "A report's id: r12, its name or its digest")->required()->type_name("");
        app->add_option("--reason", m_reason, "Why, in words");
        add_record_option(*app, call);
        app->footer("Example:\n  marsad withdraw r12 --reason \"the agency killed the story\"");
    }

    int run(const Call& call) override {
        auto opened = open_record(call, {}, Record::Mode::write);
        if (!opened) return fail(opened.error());
        if (auto done = opened->record.withdraw(m_report, m_reason); !done) return fail(done.error());
        return good;
    }

private:
    std::string m_report, m_reason;
};

class Check final : public Command {
public:
    void setup(CLI::App& root, Call& call) override {
        app = root.add_subcommand("check", "Check that a record is whole");
        add_record_option(*app, call);
        app->footer("Example:\n  marsad check --record aleppo.record");
    }

    int run(const Call& call) override {
        const auto opened = open_record(call, {});
        if (!opened) return fail(opened.error());
        if (auto done = opened->record.check(); !done) return fail(done.error());
        print(call.record + ": whole\n");
        return good;
    }
};

}  // namespace

std::unique_ptr<Command> make_list() { return std::make_unique<List>(); }
std::unique_ptr<Command> make_show() { return std::make_unique<Show>(); }
std::unique_ptr<Command> make_tally() { return std::make_unique<TallyCommand>(); }
std::unique_ptr<Command> make_publish() { return std::make_unique<Publish>(); }
std::unique_ptr<Command> make_withdraw() { return std::make_unique<Withdraw>(); }
std::unique_ptr<Command> make_check() { return std::make_unique<Check>(); }

}  // namespace marsad::cli
