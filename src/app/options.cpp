#include "app/options.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>
#include <unistd.h>

#include "atoll/core/error.hpp"
#include "atoll/core/suggest.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

[[noreturn]] void refuse_unknown(std::string const& name, po::options_description const& options)
{
    std::vector<std::string> known;
    for (auto const& option : options.options()) {
        known.push_back("--" + option->long_name());
    }
    std::vector<std::string_view> const names{known.begin(), known.end()};
    throw Error{
        ErrorKind::usage, fmt::format("unknown option '{}'", name), did_you_mean(name, names)};
}

void show_help(CommandLine const& line)
{
    po::options_description shown{"options"};
    for (auto const& option : line.options.options()) {
        auto const in = [&](std::vector<std::string> const& names) {
            return std::ranges::find(names, option->long_name()) != names.end();
        };
        if (!in(line.positional) && !in(line.aliases)) {
            shown.add(option);
        }
    }
    std::ostringstream text;
    text << shown;
    fmt::print("usage: {}\n\n{}", line.usage, text.str());
}

po::positional_options_description positions_of(CommandLine const& line)
{
    po::positional_options_description positions;
    for (auto const& name : line.positional) {
        positions.add(name.c_str(), &name == &line.positional.back() ? -1 : 1);
    }
    return positions;
}

}  // namespace

Parsed parse_options(CommandLine const& line, std::span<std::string const> arguments)
{
    auto all = line;
    all.options.add_options()("help,h", "show this");
    auto const usage = "usage: " + line.usage;
    // Abbreviations would change their meaning when an option is added.
    int const style = po::command_line_style::unix_style ^ po::command_line_style::allow_guessing;
    try {
        auto const positions = positions_of(all);
        po::command_line_parser parser{
            std::vector<std::string>{arguments.begin(), arguments.end()}};
        po::variables_map values;
        po::store(parser.options(all.options).positional(positions).style(style).run(), values);
        if (values.count("help") != 0) {
            show_help(all);
            return Parsed::help_shown;
        }
        po::notify(values);
    } catch (po::unknown_option const& problem) {
        refuse_unknown(problem.get_option_name(), all.options);
    } catch (po::too_many_positional_options_error const&) {
        throw Error{ErrorKind::usage, "too many words on the command line", usage};
    } catch (po::error const& problem) {
        throw Error{ErrorKind::usage, problem.what(), usage};
    }
    return Parsed::go_on;
}

void require(std::string const& value, std::string_view what, CommandLine const& line)
{
    if (value.empty()) {
        throw Error{ErrorKind::usage, fmt::format("{} is missing", what), "usage: " + line.usage};
    }
}

std::uint32_t checked_count(int value, int least, std::string_view option)
{
    if (value < least) {
        throw Error{ErrorKind::usage,
                    fmt::format("{} {} is too few", option, value),
                    fmt::format("must be at least {}", least)};
    }
    return static_cast<std::uint32_t>(value);
}

std::map<std::string, std::string> environment_map()
{
    std::map<std::string, std::string> values;
    for (char** entry = ::environ; entry != nullptr && *entry != nullptr; ++entry) {
        std::string_view const text{*entry};
        auto const equals = text.find('=');
        if (equals != std::string_view::npos) {
            values.emplace(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    return values;
}

std::string value_of(std::map<std::string, std::string> const& environment, std::string const& name)
{
    auto const found = environment.find(name);
    return found == environment.end() ? std::string{} : found->second;
}

}  // namespace atl::app
