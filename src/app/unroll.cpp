#include "app/unroll.hpp"

#include <ostream>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "app/logical_options.hpp"
#include "app/options.hpp"
#include "app/output_file.hpp"
#include "graph/file_text.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

struct UnrollArguments {
    std::string graph;
    std::string output{"-"};
    std::string prefix{"1"};
    std::string app;
    LogicalArguments logical;
    bool zero_run{false};
};

[[nodiscard]] CommandLine describe(UnrollArguments& a)
{
    CommandLine line{"atoll unroll GRAPH [options]", {}, {"graph"}};
    auto add = line.options.add_options();
    add("graph,L", po::value(&a.graph)->value_name("FILE"), "logical graph ('-': standard input)");
    add("output,o",
        po::value(&a.output)->value_name("FILE"),
        "where the physical graph template goes ('-': standard output)");
    add("oid-prefix,p",
        po::value(&a.prefix)->value_name("TEXT"),
        "what identifiers of drops begin with (default '1')");
    add("zero-run,z", po::bool_switch(&a.zero_run), "let every app sleep for 0 seconds");
    add("app",
        po::value(&a.app)->value_name("CLASS"),
        "replace the class of all apps (1: SleepApp, 2: SleepAndCopyApp)");
    add_logical_options(line.options, a.logical);
    return line;
}

/// DALiuGE's numbers for classes, or the class itself.
[[nodiscard]] std::string replacement_class(std::string const& app)
{
    if (app == "0") {
        return {};
    }
    if (app == "1") {
        return "dlg.apps.simple.SleepApp";
    }
    return app == "2" ? "dlg.apps.simple.SleepAndCopyApp" : app;
}

void write(UnrollArguments const& arguments)
{
    auto options = logical_options(arguments.logical);
    options.zero_run = arguments.zero_run;
    options.replace_apps = replacement_class(arguments.app);
    graph::GraphFile const file{arguments.graph};
    if (file.form() == graph::GraphForm::physical) {
        throw Error{
            ErrorKind::invalid_graph,
            fmt::format("'{}' is a physical graph, which is unrolled already", file.name())};
    }
    auto logical = graph::read_logical_graph(file.text(), file.name(), options);
    logical.diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    translate::UnrollOptions const unroll_options{.oid_prefix = arguments.prefix};
    auto const plan = translate::plan_unroll(logical.graph, unroll_options, logical.diagnostics);
    logical.diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    fmt::print(stderr, "{}", logical.diagnostics.render());

    OutputFile output{arguments.output};
    translate::write_template(logical.graph, plan, unroll_options, [&](std::string_view piece) {
        output.stream() << piece;
    });
    output.close();
}

}  // namespace

int unroll(std::span<std::string const> arguments)
{
    UnrollArguments parsed;
    auto const line = describe(parsed);
    if (parse_options(line, arguments) == Parsed::go_on) {
        require(parsed.graph, "the graph", line);
        write(parsed);
    }
    return static_cast<int>(ExitStatus::success);
}

}  // namespace atl::app
