#include "app/unroll.hpp"

#include <ostream>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "app/translation.hpp"
#include "graph/file_text.hpp"
#include "translate/unroll/block_order.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

struct UnrollArguments {
    TranslationArguments files;
    std::string app;
    bool zero_run{false};
    bool zerorun{false};
};

[[nodiscard]] CommandLine describe(UnrollArguments& a)
{
    CommandLine line{"atoll unroll GRAPH [options]", {}, {"graph"}};
    add_file_options(line, a.files, "graph,L");
    auto add = line.options.add_options();
    add("zero-run,z", po::bool_switch(&a.zero_run), "let every app sleep for 0 seconds");
    add("zerorun", po::bool_switch(&a.zerorun), "DALiuGE's name of --zero-run");
    line.aliases.emplace_back("zerorun");
    add("app",
        po::value(&a.app)->value_name("CLASS"),
        "replace the class of all apps (1: SleepApp, 2: SleepAndCopyApp)");
    add_unroll_options(line, a.files);
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

/// Warns when drops of \p graph wait for each other: such graphs are drawn and can be looked at,
/// but not run. Nothing is made when the drawing shows that there is an order, as it nearly always
/// does.
void warn_of_cycles(graph::LogicalGraph const& graph,
                    translate::UnrollPlan const& plan,
                    translate::UnrollOptions const& options,
                    Diagnostics& diagnostics)
{
    Diagnostics found;
    if (translate::has_block_order(plan) || plan.drops > most_drops_to_write ||
        translate::make_template_graph(graph, plan, options, found)) {
        return;
    }
    Diagnostics cycles;
    static_cast<void>(translate::expand(graph, plan, options, cycles));
    for (auto const& problem : cycles.problems()) {
        if (problem.severity == Severity::error) {
            diagnostics.warning(problem.where, problem.what, problem.hint);
        }
    }
}

void write(UnrollArguments const& arguments)
{
    auto options = logical_options(arguments.files.logical);
    options.zero_run = arguments.zero_run || arguments.zerorun;
    options.replace_apps = replacement_class(arguments.app);
    graph::GraphFile const file{arguments.files.graph};
    if (file.form() == graph::GraphForm::physical) {
        throw Error{
            ErrorKind::invalid_graph,
            fmt::format("'{}' is a physical graph, which is unrolled already", file.name())};
    }
    auto logical = graph::read_logical_graph(file.text(), file.name(), options);
    logical.diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    translate::UnrollOptions const unroll_options{.oid_prefix = arguments.files.prefix};
    auto const plan = translate::plan_unroll(logical.graph, unroll_options, logical.diagnostics);
    logical.diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    warn_of_cycles(logical.graph, plan, unroll_options, logical.diagnostics);
    fmt::print(stderr, "{}", logical.diagnostics.render());

    auto output = open_output(arguments.files);
    translate::write_template(logical.graph, plan, unroll_options, [&](std::string_view piece) {
        output.stream() << piece;
    });
    output.close();
}

}  // namespace

int unroll(std::span<std::string const> arguments)
{
    return run_translation<UnrollArguments>(arguments, describe, write);
}

}  // namespace atl::app
