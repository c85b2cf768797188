#include "drops/dynlib/dynlib_app.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "drops/apps/parameter.hpp"
#include "drops/dynlib/dynamic_library.hpp"
#include "drops/dynlib/dynlib_run.hpp"

namespace atl::drops {
namespace {

/// A streaming library that has not called done() after so long has failed.
constexpr std::chrono::seconds patience{600};

using Init = int (*)(dlg_app_info*, char const***);
using Run = int (*)(dlg_app_info*);
using DataWritten = void (*)(dlg_app_info*, char const*, char const*, std::size_t);
using DropCompleted = void (*)(dlg_app_info*, char const*, drop_status);

[[nodiscard]] DynamicLibrary open_library(graph::DropSpec const& spec)
{
    for (auto const* const key : {"lib", "libpath", "library"}) {
        if (auto const& value = spec.get(key); !value.empty()) {
            return DynamicLibrary{value.text()};
        }
    }
    throw Error{ErrorKind::invalid_graph,
                fmt::format("'{}' does not say which library it is in", spec.name()),
                "set 'lib' (or 'libpath', 'library') to the path or name of a shared library"};
}

/// Function \p name of \p library. \throws Error{invalid_graph} when it is not exported.
template <typename Function>
[[nodiscard]] Function require(DynamicLibrary const& library, char const* name)
{
    auto* const found = library.find(name);
    if (found == nullptr) {
        auto const python = library.find("init2") != nullptr || library.find("run2") != nullptr;
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("library '{}' does not export '{}'", library.name(), name),
                    python ? "init2 and run2 need a Python interpreter, which Atoll has not; "
                             "export init and run"
                           : "atoll/drops/dlg_app.h says what such a library exports"};
    }
    return reinterpret_cast<Function>(found);
}

/// The parameters as init() takes them: {name, value} pairs of C texts, ended by NULL.
class Parameters {
  public:
    explicit Parameters(graph::DropSpec const& spec)
    {
        constexpr std::array<std::string_view, 4> relations{
            "inputs", "outputs", "consumers", "producers"};
        for (auto const& [name, value] : spec.values()) {
            if (std::ranges::find(relations, name) == relations.end()) {
                texts_.emplace_back(name, str(to_py_value(value)));
            }
        }
        for (auto const& [name, value] : texts_) {
            pairs_.push_back({name.c_str(), value.c_str()});
        }
    }
    Parameters(Parameters const&) = delete;
    Parameters& operator=(Parameters const&) = delete;

    /// A list for one call; the texts are shared.
    [[nodiscard]] std::vector<char const**> list() const
    {
        std::vector<char const**> list;
        for (auto& pair : pairs_) {
            list.push_back(pair.data());
        }
        list.push_back(nullptr);
        return list;
    }

  private:
    std::vector<std::pair<std::string, std::string>> texts_;
    mutable std::vector<std::array<char const*, 2>> pairs_;  ///< Constant; C has no const for it.
};

[[nodiscard]] AppResult result_of(DynlibRun const& run, std::string_view function, int code)
{
    if (auto const trouble = run.trouble(); !trouble.empty()) {
        return AppResult::failure(trouble);
    }
    if (code != 0) {
        return AppResult::failure(fmt::format("{}() of the library returned {}", function, code),
                                  code);
    }
    return AppResult::success();
}

class DynlibApp final : public AppDrop {
  public:
    explicit DynlibApp(graph::DropSpec const& spec)
        : library_(open_library(spec)),
          parameters_(spec),
          init_(require<Init>(library_, "init")),
          run_(require<Run>(library_, "run"))
    {
    }

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        DynlibRun run{context};
        auto parameters = parameters_.list();
        if (auto const code = init_(run.info(), parameters.data()); code != 0) {
            return result_of(run, "init", code);
        }
        run.open_ports();
        return result_of(run, "run", run_(run.info()));
    }

  private:
    DynamicLibrary library_;
    Parameters parameters_;
    Init init_;
    Run run_;
};

class DynlibStreamApp final : public AppDrop {
  public:
    explicit DynlibStreamApp(graph::DropSpec const& spec)
        : library_(open_library(spec)),
          parameters_(spec),
          init_(require<Init>(library_, "init")),
          data_written_(require<DataWritten>(library_, "data_written")),
          drop_completed_(require<DropCompleted>(library_, "drop_completed"))
    {
    }

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        DynlibRun run{context};
        auto parameters = parameters_.list();
        if (auto const code = init_(run.info(), parameters.data()); code != 0) {
            return result_of(run, "init", code);
        }
        run.open_streams();
        for (auto* const input : context.inputs()) {
            feed(run, *input);
        }
        return wait_for_end(run, context);
    }

  private:
    void feed(DynlibRun& run, Input& input) const
    {
        std::vector<std::byte> piece(std::size_t{1} << 16U);
        while (auto const count = input.available() ? input.read_some(piece) : 0) {
            data_written_(run.info(),
                          input.uid().c_str(),
                          reinterpret_cast<char const*>(piece.data()),
                          count);
        }
        drop_completed_(
            run.info(), input.uid().c_str(), input.available() ? DROP_COMPLETED : DROP_ERROR);
    }

    /// The library may end later, on a thread of its own.
    [[nodiscard]] static AppResult wait_for_end(DynlibRun const& run, AppContext const& context)
    {
        auto const end = std::chrono::steady_clock::now() + patience;
        while (!run.ended() && !context.cancelled() && std::chrono::steady_clock::now() < end) {
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
        }
        auto const status = run.ended();
        if (!status) {
            return AppResult::failure(
                fmt::format("the library has not called done() within {} seconds of its last input",
                            patience.count()));
        }
        if (*status != APP_FINISHED) {
            return AppResult::failure(
                fmt::format("the library called done({})", static_cast<int>(*status)));
        }
        return result_of(run, "drop_completed", 0);
    }

    DynamicLibrary library_;
    Parameters parameters_;
    Init init_;
    DataWritten data_written_;
    DropCompleted drop_completed_;
};

}  // namespace

void register_dynlib_apps(Registry& registry)
{
    registry.add(graph::Component::dynlib_app, [](AppRecipe const& recipe) {
        return std::make_unique<DynlibApp const>(recipe.spec);
    });
    registry.add(graph::Component::dynlib_stream_app, [](AppRecipe const& recipe) {
        return std::make_unique<DynlibStreamApp const>(recipe.spec);
    });
}

}  // namespace atl::drops
