// The whole way of a report, from its bytes to statements: the rooms one after the other.
//
// Ownership: a Worker borrows the engine's state, which outlives it, and owns the caches of the rooms. Threading: one
// Worker a thread; the state is immutable and shared.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "document/document.h"
#include "engine/state.h"
#include "marsad/options.h"
#include "marsad/result.h"
#include "profiles/profile.h"
#include "read/read.h"

namespace marsad::engine {

// How far a report goes: for `marsad dump`.
enum class Upto {
    read,
    segment,
    language,
    annotate,
    events,
    profiles
};

class Worker {
public:
    // `codebook`: another than the resource file's own; must outlive the worker.
    Worker(const Engine::State& state, const read::Options& options, const profiles::Profile& profile, const resources::Codebook* codebook = nullptr);
    Worker(Worker&&) noexcept;
    ~Worker();

    // Reads a report as far as `upto`. A refused one has its `error`, and its id in `report`.
    read::Reading run(read::RawReport raw, Upto upto = Upto::profiles);

    // Calls after(STAGE) as each stage of a report ends, for benchmarks: no stage reads a clock itself.
    void watch(std::function<void(std::string_view stage)> after) { m_after = std::move(after); }

private:
    void done(std::string_view stage) const {
        if (m_after) m_after(stage);
    }

    struct Caches;
    const Engine::State* m_state;
    const read::Options* m_options;
    const profiles::Profile* m_profile;
    const resources::Codebook* m_codebook;
    std::unique_ptr<Caches> m_caches;
    std::function<void(std::string_view)> m_after;
};

// The room's options from the public ones.
read::Options read_options(const ReadOptions& options);

}  // namespace marsad::engine
