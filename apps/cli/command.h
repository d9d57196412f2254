// Commands: each with setup(), which declares its options, and run(), which does the work.
//
// Purpose: help, man pages and completions are made from what setup() declares, so that they can't differ from it.
// Ownership: main owns the commands; CLI11 keeps pointers to their members. Threading: the main thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "marsad/engine.h"
#include "marsad/record.h"

namespace marsad::cli {

// Exit statuses: all went well; some reports were refused or the work failed; the call itself is wrong.
inline constexpr int good = 0, failed = 1, wrong_call = 2;

// What every command may need to know of the call.
struct Call {
    std::string resources;  // --resources, $MARSAD_RESOURCES, or where the program was built or installed
    std::string record;     // --record, $MARSAD_RECORD, or marsad.record
};

class Command {
public:
    virtual ~Command() = default;
    // Adds the command, with examples in its footer.
    virtual void setup(CLI::App& app, Call& call) = 0;
    virtual int run(const Call& call) = 0;
    CLI::App* app = nullptr;  // set by setup
};

std::unique_ptr<Command> make_add();
std::unique_ptr<Command> make_extract();
std::unique_ptr<Command> make_list();
std::unique_ptr<Command> make_show();
std::unique_ptr<Command> make_tally();
std::unique_ptr<Command> make_publish();
std::unique_ptr<Command> make_withdraw();
std::unique_ptr<Command> make_check();
std::unique_ptr<Command> make_dump();
std::unique_ptr<Command> make_resources();
std::unique_ptr<Command> make_codebook();
std::unique_ptr<Command> make_manual();

// Options that several commands share.
void add_reading_options(CLI::App& command, ReadOptions& options);
void add_query_options(CLI::App& command, Query& query);
void add_record_option(CLI::App& command, Call& call);

// 2 for a wrong call, 1 for the rest; prints the error.
int fail(const Error& error);
Result<Engine> open_engine(const Call& call);
// Says which place --where was taken for, and how to ask for another.
void say_place(const PlaceChoice& choice, std::size_t wider);

// Writes to standard output or a file; complains and returns false where it does not fit.
class Output {
public:
    explicit Output(const std::string& path);
    ~Output();
    Result<> opened() const;
    bool write(std::string_view text);
    // Ends writing: an error where not everything was written.
    Result<> close();

private:
    std::string m_path;
    std::FILE* m_file = nullptr;
    bool m_failed = false;
    int m_error = 0;
};

}  // namespace marsad::cli
