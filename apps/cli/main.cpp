// marsad: the command line. Declares the commands, finds the resource file, runs one command.
#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <new>

#include "command.h"
#include "terminal.h"

namespace marsad::cli {

namespace {

// Beside the program where it was installed, else in the build folder that it lies in.
std::string default_resources() {
    namespace fs = std::filesystem;
    std::error_code none;
    const fs::path program = fs::read_symlink("/proc/self/exe", none).parent_path();
    for (const fs::path& candidate : {program / "../share/marsad/marsad.resources", program / "marsad.resources", program / "../marsad.resources", program / "../../marsad.resources"}) {
        if (fs::exists(candidate, none)) return fs::weakly_canonical(candidate, none).string();
    }
    return fs::weakly_canonical(program / "../../marsad.resources", none).string();
}

std::string from_environment(const char* name, const std::string& otherwise) {
    const char* value = std::getenv(name);
    return value && *value ? value : otherwise;
}

int version(const Call& call) {
    const auto engine = open_engine(call);
    if (engine) return print(engine->describe()) ? good : failed;
    print("marsad " MARSAD_VERSION "\n");
    return fail(engine.error());
}

int run(int count, char** arguments) {
    CLI::App app("A conflict observatory in a box: reads reports, keeps a sourced record.", "marsad");
    app.option_defaults()->always_capture_default(false);
    app.require_subcommand(0, 1);
    app.set_help_all_flag("--help-all", "Help on all commands");
    Call call{from_environment("MARSAD_RESOURCES", default_resources()), from_environment("MARSAD_RECORD", "marsad.record")};
    app.add_option("--resources", call.resources, "The resource file (also MARSAD_RESOURCES)")->type_name("FILE");
    bool wants_version = false;
    app.add_flag("--version", wants_version, "Versions and digests of program and resources");
    app.footer(
        "Examples:\n  marsad add reports/                        read a folder of reports into marsad.record\n  marsad list incidents --where Aleppo       what happened there\n"
        "  marsad show i-1f0c92ab34de                 an incident, with the words each field was read from\n  marsad extract report.txt | jq .           the whole way without a record\n\n"
        "Nothing leaves this machine. NO_COLOR switches colour off.");
    app.fallthrough();

    std::vector<std::unique_ptr<Command>> commands;
    for (auto make : {make_add, make_list, make_show, make_tally, make_publish, make_extract, make_withdraw, make_check, make_dump, make_resources, make_codebook, make_manual}) {
        commands.push_back(make());
        commands.back()->setup(app, call);
    }
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? good : wrong_call;
    }
    if (wants_version) return version(call);
    for (const auto& command : commands) {
        if (command->app->parsed()) return command->run(call);
    }
    print(app.help());
    return wrong_call;
}

}  // namespace

}  // namespace marsad::cli

int main(int count, char** arguments) {
    std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away is an end of work, seen by the write that fails
    try {
        return marsad::cli::run(count, arguments);
    } catch (const std::bad_alloc&) {
        marsad::cli::complain({marsad::ErrorCode::too_large, "out of memory", "read fewer reports at once, or lower --threads"});
    } catch (const std::exception& error) {
        marsad::cli::complain({marsad::ErrorCode::internal, std::string("a bug in marsad: ") + error.what(), "please report it with the command and the file"});
    }
    return marsad::cli::failed;
}
