#include "app/logs.hpp"

#include <chrono>
#include <cstdio>
#include <thread>

#include <fmt/format.h>

#include "atoll/core/clock.hpp"
#include "atoll/core/error.hpp"
#include "atoll/session/log_reader.hpp"
#include "atoll/session/session_folder.hpp"
#include "atoll/slurm/command_runner.hpp"
#include "atoll/slurm/slurm_client.hpp"

#include "app/named_session.hpp"
#include "app/options.hpp"
#include "app/session_drops.hpp"
#include "app/session_end.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

constexpr std::chrono::milliseconds follow_interval{200};

struct LogsOptions {
    std::string session;
    std::string root;
    std::string drop;
    int attempt{0};  // 0: all
    bool only_output{false};
    bool only_errors{false};
    bool follow{false};
};

[[nodiscard]] CommandLine describe(LogsOptions& options)
{
    CommandLine line{"atoll logs [SESSION [DROP]] [options]", {}, {"session", "drop"}};
    line.options.add_options()(
        "session", po::value(&options.session), "session (default: the youngest)")(
        "drop", po::value(&options.drop), "uid (oid) of an app drop (default: all)")(
        "attempt", po::value(&options.attempt)->value_name("N"), "only this try, 1 for the first")(
        "stdout", po::bool_switch(&options.only_output), "only standard output")(
        "stderr", po::bool_switch(&options.only_errors), "only standard error")(
        "follow,f", po::bool_switch(&options.follow), "go on until the session ends")(
        "root",
        po::value(&options.root)->value_name("DIR"),
        "folder of sessions (default: $ATOLL_ROOT)");
    return line;
}

[[nodiscard]] session::LogQuery query_of(LogsOptions const& options)
{
    session::LogQuery query{.drop = options.drop};
    if (options.attempt != 0) {
        query.attempt = checked_count(options.attempt, 1, "--attempt");
    }
    if (options.only_output != options.only_errors) {
        query.stream = options.only_output ? LogStream::output : LogStream::errors;
    }
    return query;
}

/// Writes pieces to standard output; where the drop, try or stream changes, a line says so, unless
/// only one stream of one drop was asked for: then the bytes come out as they were printed.
class Printer {
  public:
    enum class Headings { yes, no };

    explicit Printer(Headings headings) : headings_(headings) {}

    void print(session::LogPiece const& piece)
    {
        auto const heading = fmt::format("==> {} (try {}, {}) <==",
                                         piece.origin.drop,
                                         piece.origin.attempt,
                                         piece.stream == LogStream::output ? "stdout" : "stderr");
        if (headings_ == Headings::yes && heading != last_heading_) {
            write(fmt::format("{}{}\n", at_line_start_ ? "" : "\n", heading));
            last_heading_ = heading;
        }
        if (piece.missing > 0) {
            write(fmt::format("{}[{} bytes were printed here and not kept]\n",
                              at_line_start_ ? "" : "\n",
                              piece.missing));
        }
        write(piece.bytes);
    }

  private:
    void write(std::string_view bytes)
    {
        if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) {
            throw Error{ErrorKind::io, "standard output does not take any more"};
        }
        at_line_start_ = bytes.empty() ? at_line_start_ : bytes.ends_with('\n');
    }

    Headings headings_;
    std::string last_heading_;
    bool at_line_start_{true};
};

/// Shows what there is, and with --follow what comes until the session has ended.
[[nodiscard]] std::size_t show(session::SessionFolder const& folder, LogsOptions const& options)
{
    slurm::ProcessRunner runner;
    slurm::SlurmClient client{runner, environment_map(), Seconds{20}};
    SystemClock const clock;
    SessionEnd end{folder, client, clock};
    auto const query = query_of(options);
    session::LogReader reader{folder.logs(), query};
    Printer printer{query.drop.empty() || !query.stream ? Printer::Headings::yes
                                                        : Printer::Headings::no};
    std::size_t shown = 0;
    bool ended = true;
    do {
        // Asked before reading: what was printed before the end is then read.
        ended = !options.follow || end.reached();
        shown += reader.read_new([&](session::LogPiece const& piece) { printer.print(piece); });
        std::fflush(stdout);
        if (!ended) {
            std::this_thread::sleep_for(follow_interval);
        }
    } while (!ended);
    return shown;
}

}  // namespace

int logs(std::span<std::string const> arguments)
{
    LogsOptions options;
    auto const line = describe(options);
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    auto const folder = named_session(options.root, options.session);
    if (show(folder, options) == 0) {
        if (!options.drop.empty()) {
            static_cast<void>(find_drop(folder, options.drop));
        }
        fmt::print(
            stderr,
            "{} printed nothing{} (session {})\n",
            options.drop.empty() ? "the apps" : fmt::format("drop '{}'", options.drop),
            query_of(options).attempt || query_of(options).stream ? " of the kind asked for" : "",
            folder.id());
    }
    return 0;
}

}  // namespace atl::app
