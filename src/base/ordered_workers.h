// ordered_workers: many threads work on a stream of items; the results leave in the order in which the items came.
//
//     next() ──▶ [slot][slot][slot][slot] ──▶ sink()
//    (caller)       ▲     ▲     ▲            (caller)
//                   └─ worker threads ─┘
//
// Purpose: one worker a core over a bounded queue of reports. A ring of slots bounds what is in flight: the caller fills
// free slots and drains finished ones from the front, so next() and sink() need no locks of their own, and memory does
// not grow with the stream.
// Ownership: items and results are moved. Threading: next and sink run on the calling thread, work(item, worker) on
// worker `worker` of `threads`; with one thread everything runs on the calling thread.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace marsad::base {

// `next()` gives std::optional<Item>, `work(Item, std::size_t worker)` a Result, `sink(Result)` bool: false ends the
// stream early (what is in flight is finished and dropped).
template <typename Item, typename Out, typename Next, typename Work, typename Sink>
class OrderedWorkers {
public:
    OrderedWorkers(std::size_t threads, std::size_t slots, Next& next, Work& work, Sink& sink)
        : m_slots(slots), m_next(next), m_work(work), m_sink(sink), m_threads(threads) {}

    void run() {
        if (m_threads <= 1) return run_alone();
        std::vector<std::thread> workers;
        for (std::size_t i = 0; i < m_threads; ++i) workers.emplace_back([this, i] { serve(i); });
        feed_and_drain();
        {
            std::lock_guard lock(m_mutex);
            m_over = true;
        }
        m_work_there.notify_all();
        for (std::thread& worker : workers) worker.join();
    }

private:
    struct Slot {
        std::optional<Item> item;
        std::optional<Out> out;
    };

    void run_alone() {
        while (std::optional<Item> item = m_next()) {
            if (!m_sink(m_work(std::move(*item), std::size_t{0}))) return;
        }
    }

    void serve(std::size_t worker) {
        std::unique_lock lock(m_mutex);
        while (true) {
            m_work_there.wait(lock, [this] { return m_over || m_taken < m_filled; });
            if (m_taken == m_filled) return;
            Slot& slot = m_slots[m_taken++ % m_slots.size()];
            Item item = std::move(*slot.item);
            slot.item.reset();
            lock.unlock();
            Out out = m_work(std::move(item), worker);
            lock.lock();
            slot.out.emplace(std::move(out));
            m_result_there.notify_one();
        }
    }

    void feed_and_drain() {
        bool more = true;
        while (more || m_drained < m_filled) {
            if (more && m_filled - m_drained < m_slots.size()) {
                std::optional<Item> item = m_next();
                if (item) {
                    std::lock_guard lock(m_mutex);
                    m_slots[m_filled % m_slots.size()].item.emplace(std::move(*item));
                    ++m_filled;
                    m_work_there.notify_one();
                } else {
                    more = false;
                }
                if (!front_is_ready()) continue;
            }
            if (m_drained == m_filled) continue;
            if (!m_sink(take_front())) return;
        }
    }

    bool front_is_ready() {
        std::lock_guard lock(m_mutex);
        return m_drained < m_filled && m_slots[m_drained % m_slots.size()].out.has_value();
    }

    Out take_front() {
        std::unique_lock lock(m_mutex);
        Slot& slot = m_slots[m_drained % m_slots.size()];
        m_result_there.wait(lock, [&] { return slot.out.has_value(); });
        Out out = std::move(*slot.out);
        slot.out.reset();
        ++m_drained;
        return out;
    }

    std::vector<Slot> m_slots;
    Next& m_next;
    Work& m_work;
    Sink& m_sink;
    std::size_t m_threads;
    std::mutex m_mutex;
    std::condition_variable m_work_there, m_result_there;
    // Counts since the start: slots filled by the caller, taken by workers, drained by the caller.
    std::size_t m_filled = 0, m_taken = 0, m_drained = 0;
    bool m_over = false;
};

// `slots` bounds the items in flight; four a thread keep all workers busy while one item takes long.
template <typename Item, typename Out, typename Next, typename Work, typename Sink>
void ordered_workers(std::size_t threads, std::size_t slots, Next&& next, Work&& work, Sink&& sink) {
    OrderedWorkers<Item, Out, std::remove_reference_t<Next>, std::remove_reference_t<Work>, std::remove_reference_t<Sink>>(
        threads, slots < threads + 1 ? threads + 1 : slots, next, work, sink)
        .run();
}

}  // namespace marsad::base
