// What a journal costs: the engine at its fastest with and without a log that a thread drains,
// looks up, encodes and writes; bytes per event; time to read a million drops again.
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "atoll/core/clock.hpp"
#include "atoll/engine/drop_log.hpp"
#include "atoll/engine/engine.hpp"
#include "atoll/journal/journal_writer.hpp"
#include "atoll/journal/session_snapshot.hpp"

#include "bench/harness.hpp"
#include "bench/idle_host.hpp"
#include "bench/shapes.hpp"

namespace atl::bench {
namespace {

constexpr int repetitions = 5;

/// Drains a log as a rank's journal thread does.
class Drain {
  public:
    Drain(engine::DropLog& log, engine::Engine const& engine, journal::JournalWriter& writer)
        : log_(log), engine_(engine), writer_(writer)
    {
    }

    void run(std::stop_token const& stop)
    {
        using namespace std::chrono_literals;
        while (!stop.stop_requested()) {
            commit();
            std::this_thread::sleep_for(50ms);
        }
        commit();
    }

    [[nodiscard]] std::uint64_t events() const noexcept { return events_; }

  private:
    void commit()
    {
        news_.clear();
        log_.drain([this](engine::DropIndex drop, engine::DropLog::News) {
            journal::JournalEvent event;
            event.drop = DropId{drop.value};
            event.state = engine_.state(drop);
            if (auto const interval = engine_.interval(drop)) {
                event.time_us = static_cast<std::uint64_t>(interval->start_ns) / 1000;
            }
            news_.push_back(event);
        });
        events_ += news_.size();
        writer_.add(std::span<journal::JournalEvent const>{news_});
        if (!writer_.commit()) {
            std::fprintf(stderr, "%s\n", writer_.problem().c_str());
            std::exit(1);
        }
    }

    engine::DropLog& log_;
    engine::Engine const& engine_;
    journal::JournalWriter& writer_;
    std::vector<journal::JournalEvent> news_;
    std::uint64_t events_{0};
};

struct Outcome {
    double seconds{0};
    double bytes_per_event{0};
};

double plain(engine::Topology const& topology)
{
    IdleHost host;
    SystemClock const clock;
    engine::Engine engine{topology, host, clock, {.workers = 1, .cpus = 1}};
    return seconds([&] {
        engine.start();
        engine.work(engine::WorkerId{0});
    });
}

Outcome journaled(engine::Topology const& topology, std::filesystem::path const& folder)
{
    std::filesystem::remove_all(folder);
    IdleHost host;
    SystemClock const clock;
    engine::DropLog log{1};
    engine::Engine engine{topology, host, clock, {.workers = 1, .cpus = 1, .log = &log}};
    journal::JournalWriter writer{
        folder, {"bench", 1, topology.owned, 0, 1, 1}, journal::Durability::journal};
    Drain drain{log, engine, writer};
    Outcome outcome;
    {
        std::jthread const thread{[&](std::stop_token const& stop) { drain.run(stop); }};
        outcome.seconds = seconds([&] {
            engine.start();
            engine.work(engine::WorkerId{0});
        });
    }
    outcome.bytes_per_event =
        static_cast<double>(writer.written()) / static_cast<double>(drain.events());
    return outcome;
}

void measure(AppGraph const& apps, std::filesystem::path const& folder)
{
    DropGraph const graph{apps, engine::HostCalls::none};
    std::vector<double> without;
    std::vector<double> with;
    std::vector<double> reading;
    std::vector<double> bytes;
    double const ns_per_drop = 1e9 / graph.topology().owned;
    for (int i = 0; i < repetitions; ++i) {
        without.push_back(plain(graph.topology()) * ns_per_drop);
        auto const outcome = journaled(graph.topology(), folder);
        with.push_back(outcome.seconds * ns_per_drop);
        bytes.push_back(outcome.bytes_per_event);
        reading.push_back(seconds([&] { static_cast<void>(journal::read_session(folder)); }) * 1e6 /
                          graph.topology().owned);
    }
    print({"journal/worker/" + apps.name, median(with), {}, median(without), "ns per drop"});
    // At a million drops a second one drop has 1000 ns: what the journal takes of them on a worker.
    print({"journal/share_at_1M_per_s/" + apps.name,
           (median(with) - median(without)) / 10,
           {},
           3.0,
           "percent"});
    print({"journal/bytes/" + apps.name, median(bytes), {}, 4.0, "bytes per event"});
    print({"journal/replay/" + apps.name, median(reading), {}, 2.0, "s per million drops"});
}

}  // namespace
}  // namespace atl::bench

int main()
{
    auto const folder = std::filesystem::temp_directory_path() / "atoll-bench-journal";
    atl::bench::measure(atl::bench::chain(500'000), folder);
    atl::bench::measure(atl::bench::fan(500'000), folder);
    atl::bench::measure(atl::bench::wavefront(700), folder);
    std::filesystem::remove_all(folder);
}
