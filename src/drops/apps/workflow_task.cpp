#include <algorithm>
#include <chrono>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "atoll/core/error.hpp"

#include "drops/apps/factories.hpp"
#include "drops/apps/known_content.hpp"
#include "drops/apps/nap.hpp"
#include "drops/apps/parameter.hpp"

namespace atl::drops {
namespace {

using Clock = std::chrono::steady_clock;

/// Name and size of files, as the graph's parameter `files` gives them.
using Sizes = std::map<std::string, std::uint64_t, std::less<>>;

[[nodiscard]] Sizes sizes_of(graph::DropSpec const& spec)
{
    auto const value = to_py_value(spec.get("files"));
    Sizes sizes;
    if (value.is_none()) {
        return sizes;
    }
    auto const* const dict = value.get<PyValue::Dict>();
    if (dict == nullptr) {
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("parameter 'files' of '{}' is no object", spec.name()),
                    "it must give each file's size in bytes: {\"NAME\": SIZE}"};
    }
    for (auto const& [name, size] : *dict->entries) {
        auto const bytes = size.as_number();
        if (!bytes || *bytes < 0) {
            throw Error{ErrorKind::invalid_graph,
                        fmt::format("the size of file '{}' is '{}'", str(name), str(size)),
                        "it must be a number of bytes that is not negative"};
        }
        sizes.emplace(str(name), static_cast<std::uint64_t>(*bytes));
    }
    return sizes;
}

class WorkflowTask final : public AppDrop {
  public:
    explicit WorkflowTask(graph::DropSpec const& spec)
        : seconds_(spec, "seconds", PyValue::integer(0)), sizes_(sizes_of(spec))
    {
    }

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        auto const begin = Clock::now();
        for (auto const* const input : context.inputs()) {
            if (auto problem = check(*input, context); !problem.empty()) {
                return AppResult::failure(std::move(problem));
            }
        }
        auto const passed = std::chrono::duration<double>{Clock::now() - begin}.count();
        if (!sleep_for(seconds_.number(context) - passed, context)) {
            return AppResult::failure("the session was cancelled while the task ran");
        }
        for (auto* const output : context.outputs()) {
            write(*output, context);
        }
        return AppResult::success();
    }

  private:
    /// The bytes of the file called \p name that belongs to the same copy of the workflow.
    [[nodiscard]] static KnownContent content_of(std::string_view name, AppContext const& context)
    {
        return KnownContent{fmt::format("{}#{}", name, fmt::join(context.ranks(), "-"))};
    }

    /// What is wrong with \p input, "" when nothing is. Event drops have no content.
    [[nodiscard]] std::string check(Input const& input, AppContext const& context) const
    {
        auto const size = sizes_.find(input.name());
        if (size == sizes_.end()) {
            return {};
        }
        if (!input.available()) {
            return fmt::format("input '{}' ({}) is missing", input.name(), input.uid());
        }
        auto const content = input.read();
        auto const wrong = content_of(input.name(), context).first_difference(content.bytes());
        if (wrong) {
            return fmt::format(
                "input '{}' ({}) is wrong from byte {} on", input.name(), input.uid(), *wrong);
        }
        if (content.size() != size->second) {
            return fmt::format("input '{}' ({}) has {} bytes and must have {}",
                               input.name(),
                               input.uid(),
                               content.size(),
                               size->second);
        }
        return {};
    }

    void write(Output& output, AppContext const& context) const
    {
        constexpr std::uint64_t most_at_once = std::uint64_t{1} << 20U;
        auto const size = sizes_.find(output.name());
        if (size == sizes_.end()) {
            return;
        }
        auto const content = content_of(output.name(), context);
        std::vector<std::byte> piece(std::min(size->second, most_at_once));
        for (std::uint64_t offset = 0; offset < size->second; offset += piece.size()) {
            auto const bytes = std::span{piece}.first(
                std::min<std::uint64_t>(piece.size(), size->second - offset));
            content.fill(offset, bytes);
            output.write(bytes);
        }
    }

    Parameter seconds_;
    Sizes sizes_;
};

}  // namespace

std::unique_ptr<AppDrop const> make_workflow_task(AppRecipe const& recipe)
{
    return std::make_unique<WorkflowTask const>(recipe.spec);
}

}  // namespace atl::drops
