// add, extract, dump: the commands that read reports.
#include "command.h"
#include "marsad/inspect.h"
#include "terminal.h"

namespace marsad::cli {

namespace {

std::string count(std::uint64_t n, const char* one, const char* many) { return std::to_string(n) + " " + (n == 1 ? one : many); }

class Add final : public Command {
public:
    void setup(CLI::App& root, Call& call) override {
        app = root.add_subcommand("add", "Read reports into a record");
        app->add_option("PATH", m_paths, "Files, folders, .jsonl files, or - for JSON Lines on standard input")->required()->type_name("");
        add_record_option(*app, call);
        add_reading_options(*app, m_options);
        app->add_flag("--quiet", m_quiet, "No progress bar and no summary");
        app->footer(
            "Examples:\n  marsad add reports/                       all files of a folder\n  marsad add --date 2026-03-14 wire.txt     a report that names no date\n"
            "  marsad add --map text=body feed.jsonl     fields by other names\n\nThe same bytes twice are one report. The same address with other bytes, or an UPDATE,\n"
            "CORRECTED or REFILE slug, is a new version: the newest counts, the older stays.");
    }

    int run(const Call& call) override {
        auto engine = open_engine(call);
        if (!engine) return fail(engine.error());
        auto record = Record::open(call.record, Record::Mode::create);
        if (!record) return fail(record.error());
        ProgressBar bar;
        const auto summary = record->add(*engine, m_paths, m_options, [&](const Progress& progress) { if (!m_quiet) bar.show(progress); });
        bar.clear();
        if (!summary) return fail(summary.error());
        for (const Error& problem : summary->problems) complain(problem);
        if (!m_quiet) say(*summary, call);
        return summary->refused ? failed : good;
    }

private:
    static void say(const AddSummary& s, const Call& call) {
        std::string text = count(s.fresh, "new report", "new reports");
        if (s.versions) text += ", " + count(s.versions, "new version", "new versions");
        if (s.withdrawals) text += ", " + count(s.withdrawals, "withdrawal", "withdrawals");
        if (s.reread) text += ", " + count(s.reread, "reread", "reread");
        if (s.same) text += ", " + std::to_string(s.same) + " already there";
        if (s.refused) text += ", " + std::to_string(s.refused) + " refused";
        text += "; " + count(s.statements, "statement", "statements") + " read; " + count(s.incidents, "incident", "incidents") + " in " + call.record + "\n";
        print(text);
    }

    std::vector<std::string> m_paths;
    ReadOptions m_options;
    bool m_quiet = false;
};

class Extract final : public Command {
public:
    void setup(CLI::App& root, Call&) override {
        app = root.add_subcommand("extract", "Reports in, record lines out, without a record");
        app->add_option("PATH", m_paths, "Files, .jsonl files, or - for JSON Lines on standard input")->required()->type_name("");
        add_reading_options(*app, m_options);
        app->add_option("--as", m_form, "lines (JSON, one report a line), csv (one statement a row), muc4 (templates)")->check(CLI::IsMember({"lines", "csv", "muc4"}))->capture_default_str();
        app->footer(
            "Examples:\n  marsad extract report.txt | jq .statements\n  marsad extract --as csv archive.jsonl > statements.csv\n  cat feed.jsonl | marsad extract --threads 1 -\n\n"
            "Exit status: 0 all reports were read; 1 some were refused (each has its line, with \"error\"); 2 the call is wrong.");
    }

    int run(const Call& call) override {
        const auto engine = open_engine(call);
        if (!engine) return fail(engine.error());
        const Form form = m_form == "csv" ? Form::csv : m_form == "muc4" ? Form::muc4
                                                                         : Form::lines;
        Output out("-");
        const auto summary = engine->extract(m_paths, m_options, form, [&](std::string_view text) { return out.write(text); });
        if (!summary) return fail(summary.error());
        if (auto closed = out.close(); !closed) return fail(closed.error());
        if (summary->refused && form != Form::lines) note(count(summary->refused, "report was refused", "reports were refused") + "; --as lines says why");
        return summary->refused ? failed : good;
    }

private:
    std::vector<std::string> m_paths;
    ReadOptions m_options;
    std::string m_form = "lines";
};

class Dump final : public Command {
public:
    void setup(CLI::App& root, Call&) override {
        app = root.add_subcommand("dump", "Show what one stage makes of a report");
        app->add_option("STAGE", m_dump.stage, "read, segment, language, annotate or events")->required()->type_name("");
        app->add_option("FILE", m_path, "A report, or -")->required()->type_name("");
        app->add_flag("--lines", m_dump.lines, "language: each line is one text, taken as it is");
        app->add_option("--as", m_dump.as, "language: conllu, or count for numbers of texts, sentences and tokens")->capture_default_str();
        add_reading_options(*app, m_options);
        app->footer("Examples:\n  marsad dump segment page.html\n  marsad dump language --lines --as conllu sentences.txt\n  marsad dump language --lines --as count --threads 1 big.txt");
    }

    int run(const Call& call) override {
        if (auto fine = m_dump.validate(); !fine) return fail(fine.error());
        const auto engine = open_engine(call);
        if (!engine) return fail(engine.error());
        Output out("-");
        if (auto done = dump(*engine, m_path, m_options, m_dump, [&](std::string_view text) { return out.write(text); }); !done) {
            return fail(done.error());
        }
        if (auto closed = out.close(); !closed) return fail(closed.error());
        return good;
    }

private:
    std::string m_path;
    ReadOptions m_options;
    DumpOptions m_dump;
};

}  // namespace

std::unique_ptr<Command> make_add() { return std::make_unique<Add>(); }
std::unique_ptr<Command> make_extract() { return std::make_unique<Extract>(); }
std::unique_ptr<Command> make_dump() { return std::make_unique<Dump>(); }

}  // namespace marsad::cli
