// The whole way of a report, from its bytes to statements: the rooms one after the other.
//
// Ownership: a Worker borrows the engine's state, which outlives it, and owns the caches of the rooms. Threading: one
// Worker a thread; the state is immutable and shared.
#pragma once

#include <memory>
#include <string>

#include "document/document.h"
#include "engine/state.h"
#include "marsad/options.h"
#include "marsad/result.h"
#include "profiles/profile.h"
#include "read/read.h"

namespace marsad::engine {

// How far a report goes: for `marsad dump`.
enum class Upto { read, segment, language, annotate, events, profiles };

class Worker {
public:
    Worker(const Engine::State& state, const read::Options& options, const profiles::Profile& profile);
    Worker(Worker&&) noexcept;
    ~Worker();

    // Reads a report as far as `upto`. A refused one has its `error`, and its id in `report`.
    read::Reading run(read::RawReport raw, Upto upto = Upto::profiles);

private:
    struct Caches;
    const Engine::State* m_state;
    const read::Options* m_options;
    const profiles::Profile* m_profile;
    std::unique_ptr<Caches> m_caches;
};

// The room's options from the public ones.
read::Options read_options(const ReadOptions& options);

}  // namespace marsad::engine
