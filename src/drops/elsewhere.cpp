#include "drops/elsewhere.hpp"

#include <algorithm>
#include <exception>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"
#include "atoll/drops/staging_key.hpp"

namespace atl::drops {
namespace {

using graph::Component;

std::vector<std::uint32_t> outputs_of(graph::Part const& part, std::uint32_t app)
{
    std::vector<std::uint32_t> outputs;
    part.for_each_output(app,
                         [&](std::uint32_t output, std::uint16_t) { outputs.push_back(output); });
    return outputs;
}

/// Whether a lost try leaves nothing in the final place of the data.
bool can_be_undone(Component data)
{
    return data != Component::directory_data && data != Component::container_data &&
           data != Component::external_data;
}

/// Who streams \p data to each other runs at the same time, on this rank.
void keep_stream_here(graph::Part const& part, std::uint32_t data, std::vector<bool>& movable)
{
    bool streams = false;
    part.for_each_output(data, [&](std::uint32_t app, std::uint16_t ports) {
        if (ports < part.port_pairs.size() && part.port_pairs[ports].streaming) {
            streams = true;
            movable[part.template_of[app]] = false;
        }
    });
    if (streams) {
        part.for_each_input(data, [&](std::uint32_t app, std::uint16_t /*ports*/) {
            movable[part.template_of[app]] = false;
        });
    }
}

bool is_on_disk(graph::Part const& part,
                Contents& contents,
                std::uint32_t data,
                std::string const& staging)
{
    auto const component = part.drop_template(data).component;
    bool const is_file = component == Component::file_data || component == Component::json_data;
    if (!is_file && component != Component::directory_data) {
        return false;
    }
    auto const& content = contents.get(data);
    return (is_file && std::filesystem::exists(content.staged_at(staging))) ||
           (is_owner_staging(staging) && std::filesystem::exists(content.path()));
}

/// Adds to \p places where it is now.
void take_over(RunScene const& scene,
               std::uint32_t data,
               std::string const& staging,
               std::vector<std::filesystem::path>& places)
{
    if (!scene.contents.kind(data).has_path()) {
        return;
    }
    auto& content = scene.contents.get(data);
    auto const& own = scene.services.staging;
    auto const left = content.staged_at(staging);
    if (staging != own && !left.empty() && std::filesystem::exists(left)) {
        content.adopt(staging);
    }
    for (auto& place : {content.staged_at(own), content.path()}) {
        if (!place.empty() && std::filesystem::exists(place)) {
            places.push_back(place);
        }
    }
}

}  // namespace

std::vector<bool> movable_templates(graph::Part const& part)
{
    std::vector<bool> movable;
    for (auto const& shared : part.templates) {
        // Who sends to a socket knows this node's name.
        movable.push_back(shared.kind == DropKind::app &&
                          shared.component != Component::socket_listener_app);
    }
    bool const all_undone = std::ranges::all_of(part.templates, [](auto const& shared) {
        return shared.kind == DropKind::app || can_be_undone(shared.component);
    });
    for (std::uint32_t drop = 0; drop < part.owned && !all_undone; ++drop) {
        auto const index = part.template_of[drop];
        if (movable[index]) {
            part.for_each_output(drop, [&](std::uint32_t output, std::uint16_t) {
                movable[index] =
                    movable[index] && can_be_undone(part.drop_template(output).component);
            });
        }
    }
    bool const streams = std::ranges::any_of(part.port_pairs, &graph::PortPair::streaming);
    for (std::uint32_t drop = 0; drop < part.owned && streams; ++drop) {
        if (part.drop_template(drop).kind == DropKind::data) {
            keep_stream_here(part, drop, movable);
        }
    }
    return movable;
}

InputContent input_for_elsewhere(Contents& contents, std::uint32_t data)
{
    auto const& kind = contents.kind(data);
    if (contents.fate(data) == Fate::absent) {
        return {false, {}};
    }
    auto const carriage = kind.carriage(Standing::owner);
    bool const nothing = !contents.exists(data) && kind.empty_by_default();
    if (carriage == Carriage::none || nothing) {
        return {};
    }
    auto& content = contents.get(data);
    return {true, carriage == Carriage::path ? content.carry() : content.read()};
}

std::uint64_t bytes_for_elsewhere(graph::Part const& part,
                                  Contents const& contents,
                                  std::uint32_t app)
{
    std::uint64_t bytes = 0;
    part.for_each_input(app, [&](std::uint32_t data, std::uint16_t) {
        if (contents.kind(data).carriage(Standing::owner) == Carriage::bytes) {
            bytes += contents.size(data);
        }
    });
    return bytes;
}

std::vector<std::uint32_t> accept_elsewhere(RunScene const& scene,
                                            RunRequest request,
                                            ElsewhereRun const& run)
{
    auto const outputs = outputs_of(scene.part, request.app);
    if (run.outputs.size() != outputs.size()) {
        throw Error{
            ErrorKind::internal,
            fmt::format(
                "an app of {} outputs came back with {}", outputs.size(), run.outputs.size())};
    }
    RunContext context{scene, request};
    for (std::size_t place = 0; place < outputs.size(); ++place) {
        if (run.outputs[place].size() > 0) {
            context.put(place, run.outputs[place]);
        }
        if (scene.contents.kind(outputs[place]).has_path()) {
            scene.contents.get(outputs[place]).adopt(run.staging);
        }
    }
    context.accept_outputs();
    std::vector<std::uint32_t> skipped;
    for (auto const place : run.skipped) {
        skipped.push_back(outputs[place]);
    }
    return skipped;
}

bool output_is_on_disk(graph::Part const& part,
                       Contents& contents,
                       std::uint32_t data,
                       std::string const& staging) noexcept
{
    try {
        return is_on_disk(part, contents, data, staging);
    } catch (std::exception const&) {  // Where it is cannot be told, or looked at.
        return false;
    }
}

bool outputs_are_on_disk(graph::Part const& part,
                         Contents& contents,
                         std::uint32_t app,
                         std::string const& staging) noexcept
{
    return std::ranges::all_of(outputs_of(part, app), [&](std::uint32_t output) {
        return output_is_on_disk(part, contents, output, staging);
    });
}

std::optional<std::vector<std::filesystem::path>> take_over_outputs(
    RunScene const& scene, std::uint32_t app, std::string const& staging) noexcept
{
    std::vector<std::filesystem::path> places;
    try {
        for (auto const output : outputs_of(scene.part, app)) {
            take_over(scene, output, staging, places);
        }
    } catch (std::exception const& failure) {
        log::warn("drops",
                  "what drop '{}' wrote is not taken over: {}",
                  scene.part.oid(app),
                  failure.what());
        return std::nullopt;
    }
    return places;
}

void disown_outputs(graph::Part const& part,
                    Contents& contents,
                    std::uint32_t app,
                    std::string const& staging)
{
    for (auto const output : outputs_of(part, app)) {
        if (contents.kind(output).has_path()) {
            contents.get(output).disown(staging);
        }
    }
}

}  // namespace atl::drops
