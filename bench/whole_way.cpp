// The whole way of reports, stage by stage: MB/s, sentences/s, tokens/s and peak memory, on one thread and on all.
//
//     bench_whole_way [--repeat N] [--resources FILE] [PATH…]      PATH: as for `marsad extract`; else the examples
//
// Stages are timed inside the engine's own workers, by the processor time of the thread, so that what else runs on the
// machine counts little; the whole way is timed by the clock on the wall. Each figure is the median of N passes over the
// input (5), after one that fills the caches. Peak memory is the process's resident set, with the pages of the resource
// file that were touched; stages are run up to one after the other, so that each shows what it adds.
#include <time.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/ordered_workers.h"
#include "engine/pipeline.h"
#include "engine/sources.h"
#include "engine/state.h"
#include "publish/record_lines.h"

namespace {

using namespace marsad;

constexpr std::array<std::string_view, 12> stages = {"read", "segment", "language", "trees", "times", "places", "actors",
                                                     "quantities", "attributions", "events", "profiles", "print"};

struct Options {
    std::vector<std::string> paths;
    std::string resources = MARSAD_RESOURCE_FILE;
    int repeat = 5;
};

double now(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// What one worker did in one pass. Apart from the others' by a cache line, so that no two threads write to one.
struct alignas(64) Work {
    std::array<double, stages.size()> seconds{};
    double since = 0;
    std::size_t reports = 0, bytes = 0, sentences = 0, tokens = 0;

    void end(std::string_view stage) {
        const double time = now(CLOCK_THREAD_CPUTIME_ID);
        seconds[static_cast<std::size_t>(std::find(stages.begin(), stages.end(), stage) - stages.begin())] += time - since;
        since = time;
    }
    void add(const Work& other) {
        for (std::size_t i = 0; i < stages.size(); ++i) seconds[i] += other.seconds[i];
        reports += other.reports, bytes += other.bytes, sentences += other.sentences, tokens += other.tokens;
    }
};

struct Pass {
    Work work;
    double wall = 0;
};

// The highest resident set since the last call of forget_peak(), in MB.
double peak() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        long kilobytes = 0;
        if (std::sscanf(line.c_str(), "VmHWM: %ld", &kilobytes) == 1) return static_cast<double>(kilobytes) * 1024e-6;
    }
    return 0;
}

void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

class Bench {
public:
    Bench(const Engine& engine, const profiles::Profile& profile, const Options& options) : m_engine(engine), m_profile(profile), m_options(options) {}

    // Reads all reports once, on `threads`, as far as `upto`.
    Pass pass(std::vector<engine::Worker>& workers, engine::Upto upto) const {
        std::vector<Work> work(workers.size());
        for (std::size_t i = 0; i < workers.size(); ++i) workers[i].watch([&work, i](std::string_view stage) { work[i].end(stage); });
        engine::Sources sources(m_options.paths, m_read, engine::Folders::read);
        const double begun = now(CLOCK_MONOTONIC);
        base::ordered_workers<read::RawReport, std::string>(
            workers.size(), 4 * workers.size(), [&] { return sources.next(); },
            [&](read::RawReport raw, std::size_t worker) { return one(workers[worker], work[worker], std::move(raw), upto); }, [](const std::string&) { return true; });
        Pass out;
        out.wall = now(CLOCK_MONOTONIC) - begun;
        for (const Work& part : work) out.work.add(part);
        return out;
    }

    std::vector<engine::Worker> workers(std::size_t threads) const {
        std::vector<engine::Worker> out;
        for (std::size_t i = 0; i < threads; ++i) out.emplace_back(m_engine.state(), m_read, m_profile);
        return out;
    }

    // The pass whose wall time is the median's, each stage's time being the median of its own.
    Pass median(std::vector<engine::Worker>& workers) const {
        std::vector<Pass> passes;
        pass(workers, engine::Upto::profiles);
        for (int i = 0; i < m_options.repeat; ++i) passes.push_back(pass(workers, engine::Upto::profiles));
        Pass out = passes.front();
        const auto middle = [&](auto of) {
            std::vector<double> all;
            for (const Pass& p : passes) all.push_back(of(p));
            std::sort(all.begin(), all.end());
            return all[all.size() / 2];
        };
        out.wall = middle([](const Pass& p) { return p.wall; });
        for (std::size_t i = 0; i < stages.size(); ++i) out.work.seconds[i] = middle([i](const Pass& p) { return p.work.seconds[i]; });
        return out;
    }

private:
    static std::string one(engine::Worker& worker, Work& work, read::RawReport raw, engine::Upto upto) {
        work.since = now(CLOCK_THREAD_CPUTIME_ID);
        const read::Reading reading = worker.run(std::move(raw), upto);
        std::string line;
        if (!reading.document) return line;
        const document::Document& document = *reading.document;
        if (upto == engine::Upto::profiles) publish::append_record_line(line, document);
        work.end("print");
        ++work.reports;
        work.bytes += document.buffer.size();
        work.sentences += document.sentences.size();
        work.tokens += document.tokens.size();
        return line;
    }

    const Engine& m_engine;
    const profiles::Profile& m_profile;
    const Options& m_options;
    read::Options m_read;
};

std::string processor() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);) {
        if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
    }
    return "unknown processor";
}

void print_table(const Pass& pass, std::size_t threads) {
    const Work& work = pass.work;
    double sum = 0;
    for (const double seconds : work.seconds) sum += seconds;
    const auto row = [&](std::string_view name, double seconds) {
        if (seconds <= 0) return;
        const auto a_second = [seconds](std::size_t count) { return static_cast<double>(count) / seconds; };
        fmt::print("| {} | {:.1f} | {:.1f} | {:.2f} | {:.0f} | {:.0f} |\n", name, seconds * 1e3, 100 * seconds / sum * static_cast<double>(threads), 1e-6 * a_second(work.bytes),
                   a_second(work.sentences), a_second(work.tokens));
    };
    fmt::print("\n{} thread{}:\n\n| stage | ms | % | MB/s | sentences/s | tokens/s |\n|---|---|---|---|---|---|\n", threads, threads == 1 ? "" : "s");
    // With several threads each stage has as much wall time as its share of the work of one.
    for (std::size_t i = 0; i < stages.size(); ++i) row(stages[i], work.seconds[i] / static_cast<double>(threads));
    row("all stages", sum / static_cast<double>(threads));
    row("whole way, by the wall clock", pass.wall);
}

void print_memory(const Bench& bench) {
    using engine::Upto;
    constexpr std::array<std::pair<std::string_view, Upto>, 6> ways = {
        {{"read", Upto::read}, {"segment", Upto::segment}, {"language", Upto::language}, {"annotate", Upto::annotate}, {"events", Upto::events}, {"whole way", Upto::profiles}}};
    forget_peak();
    fmt::print("\nPeak memory:\n\n| up to | MB, one thread |\n|---|---|\n| engine opened | {:.1f} |\n", peak());
    for (const auto& [name, upto] : ways) {
        auto one = bench.workers(1);
        forget_peak();
        bench.pass(one, upto);
        fmt::print("| {} | {:.1f} |\n", name, peak());
    }
}

Options options_from(int count, char** arguments) {
    Options out;
    for (int i = 1; i < count; ++i) {
        const std::string_view argument = arguments[i];
        if (argument == "--repeat" && i + 1 < count) {
            const std::string_view value = arguments[++i];
            std::from_chars(value.data(), value.data() + value.size(), out.repeat);
        } else if (argument == "--resources" && i + 1 < count) {
            out.resources = arguments[++i];
        } else {
            out.paths.emplace_back(argument);
        }
    }
    out.repeat = std::max(out.repeat, 1);
    if (out.paths.empty()) out.paths = {MARSAD_SOURCE_DIR "/examples"};
    return out;
}

int fail(const Error& error) {
    std::cerr << "bench_whole_way: " << error.message << "\n"
              << error.advice << "\n";
    return 1;
}

}  // namespace

int main(int count, char** arguments) {
    const Options options = options_from(count, arguments);
    EngineOptions opening;
    opening.resources = options.resources;
    const auto engine = Engine::open(opening);
    if (!engine) return fail(engine.error());
    const auto profile = engine::load_profile(engine->state().resources.file(), "plain");
    if (!profile) return fail(profile.error());
    const Bench bench(*engine, *profile, options);

    print_memory(bench);
    auto one = bench.workers(1);
    const Pass alone = bench.median(one);
    fmt::print("\n{}: {} reports, {:.3f} MB of text, {} sentences, {} tokens; {}\n", options.paths.front(), alone.work.reports, 1e-6 * static_cast<double>(alone.work.bytes),
               alone.work.sentences, alone.work.tokens, processor());
    print_table(alone, 1);
    const std::size_t threads = engine::thread_count(0);
    if (threads == 1) return 0;
    auto all = bench.workers(threads);
    forget_peak();
    print_table(bench.median(all), threads);
    fmt::print("\nPeak memory of the whole way on {} threads: {:.1f} MB\n", threads, peak());
    return 0;
}
