#include "command.h"

#include <cerrno>
#include <cstring>

#include "terminal.h"

namespace marsad::cli {

void add_reading_options(CLI::App& command, ReadOptions& options) {
    command.add_option("--date", options.date, "Day of publication of reports that name none (YYYY-MM-DD)")->type_name("DAY");
    command.add_option("--profile", options.profile, "A coder's conventions: plain, acled, ged, airwars, isaf, muc4, or a file")->type_name("NAME")->capture_default_str();
    command.add_option("--map", options.map, "Names of JSON Lines fields: text=body,published=pub_date")->type_name("PAIRS");
    command.add_option("--threads", options.threads, "Worker threads; 0: one a core")->type_name("N")->capture_default_str();
    command.add_option("--limit", options.limit, "The largest report in bytes (64MiB is understood); 0 lifts it")->transform(CLI::AsSizeValue(false))->type_name("BYTES")->default_str("32MiB");
}

void add_query_options(CLI::App& command, Query& query) {
    command.add_option("--where", query.where, "A place and what lies in it: Aleppo, \"Aleppo, Syria\", geonames:170063")->type_name("PLACE");
    command.add_option("--since", query.since, "From this day, month or year on")->type_name("DAY");
    command.add_option("--until", query.until, "Up to this day, month or year, which is included")->type_name("DAY");
    command.add_option("--who", query.who, "Part of the name of somebody taking part")->type_name("NAME");
    command.add_option("--type", query.type, "A statement type and what lies under it: airstrike, killing")->type_name("TYPE");
    command.add_option("--killed", query.killed, "How many were killed: 10, 10+ or 5-20")->type_name("RANGE");
}

void add_record_option(CLI::App& command, Call& call) {
    command.add_option("--record", call.record, "The record's file")->type_name("FILE")->envname("MARSAD_RECORD")->capture_default_str();
}

int fail(const Error& error) {
    complain(error);
    return error.code == ErrorCode::invalid_argument ? wrong_call : failed;
}

Result<Engine> open_engine(const Call& call) { return Engine::open({call.resources, ""}); }

void say_place(const PlaceChoice& choice, std::size_t wider) {
    if (choice.id.empty()) return;
    note("where: " + choice.description + (choice.others.empty() ? "" : "; not: "));
    for (const std::string& other : choice.others) note("    " + other);
    if (!choice.others.empty()) note("    ask for another by its id: --where geonames:…");
    if (wider) note(std::to_string(wider) + " more " + (wider == 1 ? "is" : "are") + " known only to a wider area and not counted");
}

Output::Output(const std::string& path) : m_path(path) {
    m_file = path.empty() || path == "-" ? stdout : std::fopen(path.c_str(), "wb");
    if (!m_file) m_error = errno;
}

Output::~Output() {
    if (m_file && m_file != stdout) std::fclose(m_file);
}

Result<> Output::opened() const {
    if (m_file) return {};
    return Error{ErrorCode::not_readable, m_path + ": can't be written (" + std::strerror(m_error) + ")", "name a file in a folder that you may write to"};
}

bool Output::write(std::string_view text) {
    if (!m_failed && std::fwrite(text.data(), 1, text.size(), m_file) != text.size()) {
        m_failed = true;
        m_error = errno;
    }
    return !m_failed;
}

Result<> Output::close() {
    if (!m_failed && std::fflush(m_file) != 0) {
        m_failed = true;
        m_error = errno;
    }
    if (m_file != stdout && std::fclose(m_file) != 0 && !m_failed) {
        m_failed = true;
        m_error = errno;
    }
    if (m_file != stdout) m_file = nullptr;
    // A reader that has gone (head, less) ended the work on purpose.
    if (!m_failed || m_error == EPIPE) return {};
    const std::string where = m_path.empty() || m_path == "-" ? "standard output" : m_path;
    return Error{m_error == ENOSPC ? ErrorCode::disk_full : ErrorCode::not_readable, where + ": can't be written whole (" + std::strerror(m_error) + ")", "free some space and run the command again"};
}

}  // namespace marsad::cli
