#include "app/logical_options.hpp"

#include <utility>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::app {
namespace {

[[nodiscard]] std::pair<std::string, std::string> split(std::string const& text,
                                                        std::string_view option)
{
    auto const equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
        throw Error{ErrorKind::usage,
                    fmt::format("{} '{}' is not of the form name=value", option, text)};
    }
    return {text.substr(0, equals), text.substr(equals + 1)};
}

}  // namespace

void add_logical_options(boost::program_options::options_description& options,
                         LogicalArguments& arguments)
{
    namespace po = boost::program_options;
    options.add_options()("set",
                          po::value(&arguments.settings)->value_name("NODE.PARAMETER=VALUE"),
                          "logical graph: change a parameter; may be repeated");
    add_fill_options(options, arguments);
}

void add_fill_options(boost::program_options::options_description& options,
                      LogicalArguments& arguments)
{
    namespace po = boost::program_options;
    auto add = options.add_options();
    add("fill",
        po::value(&arguments.fills)->value_name("NAME=VALUE"),
        "logical graph: replace '~NAME' in its text; may be repeated");
    add("configuration",
        po::value(&arguments.configuration)->value_name("NAME"),
        "logical graph: graph configuration to apply (default: the active one)");
}

graph::LogicalGraphOptions logical_options(LogicalArguments const& arguments)
{
    graph::LogicalGraphOptions result;
    result.configuration = arguments.configuration;
    for (auto const& text : arguments.settings) {
        result.settings.push_back(split(text, "--set"));
    }
    for (auto const& text : arguments.fills) {
        result.fills.push_back(split(text, "--fill"));
    }
    return result;
}

}  // namespace atl::app
