// Engine: bytes in, record lines out; the whole way without a store.
//
// Purpose: the door for programs that want statements from reports: the command line, the desk, bindings.
// Ownership: an Engine shares the mapped resource file with all that it makes. Threading: immutable after open();
// extract() may run on several threads at once, and starts workers of its own.
// The engine never reads the clock, the locale or the network.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/options.h"
#include "marsad/result.h"

namespace marsad {

// What a call of extract() did.
struct Summary {
    std::uint64_t reports = 0;   // read
    std::uint64_t refused = 0;   // each got its line, with `error`
    std::uint64_t bytes = 0;     // of the reports read
};

// What extract() prints.
enum class Form {
    lines,
    csv,
    muc4
};

class Engine {
public:
    // Opens the resource file. not_found, damaged and version_mismatch name the command that mends it.
    static Result<Engine> open(const EngineOptions& options);
    Engine(Engine&&) noexcept;
    Engine& operator=(Engine&&) noexcept;
    ~Engine();

    // Reads the reports that the paths name ("-": standard input), in order, on all workers; `out` gets each report's
    // output in that order and returns false to end early. A report that is refused gets a line and doesn't end the
    // call; an error is returned where the call itself can't go on.
    Result<Summary> extract(const std::vector<std::string>& paths, const ReadOptions& options, Form form,
                            const std::function<bool(std::string_view)>& out) const;

    // Versions and digests, for `marsad --version` and `marsad resources list`.
    std::string describe() const;

    struct State;
    const State& state() const { return *m_state; }

private:
    explicit Engine(std::shared_ptr<const State> state);
    std::shared_ptr<const State> m_state;
};

}  // namespace marsad
