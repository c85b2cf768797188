#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/drops/payload.hpp"

/// What a component sees of the world: the API of plug-ins and of all built-in apps.
namespace atl::drops {

/// A data drop that feeds an app. Valid during AppDrop::run only.
class Input {
  public:
    virtual ~Input() = default;

    [[nodiscard]] virtual std::string const& uid() const = 0;
    [[nodiscard]] virtual std::string_view name()
        const = 0;  ///< Name of the data drop in the graph.
    [[nodiscard]] virtual std::string_view port()
        const = 0;  ///< The app's port name, "" when the graph has none.
    /// False when its producer was skipped or failed (and the app runs all the same): there is no
    /// content.
    [[nodiscard]] virtual bool available() const = 0;
    /// The whole content. \throws Error{io} when it cannot be read.
    [[nodiscard]] virtual Payload read() const = 0;
    /// True when the producer may still be writing: read() then waits for its end and holds all of
    /// the content; read_some() gives it as it comes, and path() is a named pipe.
    [[nodiscard]] virtual bool streams() const = 0;
    /// The next bytes of the content, which begins at the first call; waits for them where it
    /// streams. \returns how many were put into \p room, 0 at the end. \throws Error{io} when it
    /// cannot be read, or its producer fails. Not to be mixed with read() and path().
    [[nodiscard]] virtual std::size_t read_some(std::span<std::byte> room) = 0;
    /// A path under which any process can read the content; memory is handed over as a file in
    /// memory. Directories have one too.
    [[nodiscard]] virtual std::filesystem::path path() const = 0;
    [[nodiscard]] virtual bool has_path()
        const = 0;  ///< A file, directory or other thing with a path of its own.
    [[nodiscard]] virtual std::string data_url() const = 0;

  protected:
    Input() = default;
    Input(Input const&) = default;
    Input& operator=(Input const&) = default;
};

/// A data drop that an app fills. Written aside, visible to consumers when all producers have
/// finished.
class Output {
  public:
    virtual ~Output() = default;

    [[nodiscard]] virtual std::string const& uid() const = 0;
    [[nodiscard]] virtual std::string_view name() const = 0;
    [[nodiscard]] virtual std::string_view port() const = 0;
    /// Appends \p content. \throws Error{io} when it cannot be stored.
    virtual void write(std::span<std::byte const> content) = 0;
    /// Replaces the content by \p content without copying it where the drop keeps memory.
    virtual void put(Payload content) = 0;
    /// A path to which any process can write the content.
    [[nodiscard]] virtual std::filesystem::path path() = 0;
    [[nodiscard]] virtual bool has_path() const = 0;
    [[nodiscard]] virtual std::string data_url() const = 0;
    /// A directory: path() is a folder, which need not be there yet.
    [[nodiscard]] virtual bool is_folder() const { return false; }

  protected:
    Output() = default;
    Output(Output const&) = default;
    Output& operator=(Output const&) = default;
};

/// What an app is told when it runs, and what it may ask for. One per run; used by one thread.
class AppContext {
  public:
    virtual ~AppContext() = default;

    [[nodiscard]] virtual std::string const& uid() const = 0;
    /// In the order of the graph; what an app linked to this one directly tells is no input.
    [[nodiscard]] virtual std::span<Input* const> inputs() const = 0;
    /// In the order of the graph.
    [[nodiscard]] virtual std::span<Output* const> outputs() const = 0;
    /// First input (output) at port \p name, or nullptr.
    [[nodiscard]] Input* input(std::string_view name) const;
    [[nodiscard]] Output* output(std::string_view name) const;
    /// Index path of the drop, outermost first, for instance {0, 3, 1}.
    [[nodiscard]] virtual std::vector<int> ranks() const = 0;
    /// 1 for the first try.
    [[nodiscard]] virtual unsigned attempt() const = 0;
    /// True once the session is being cancelled, or the app's `max_runtime` is over: a long app
    /// should return soon.
    [[nodiscard]] virtual bool cancelled() const = 0;
    /// Where relative paths lead: the session's data folder.
    [[nodiscard]] virtual std::filesystem::path const& data_folder() const = 0;
    /// Lines for `atoll logs`.
    virtual void log(std::string_view text) = 0;
    /// What whoever runs a process for this try leaves where it outlives this one, as soon as the
    /// process has ended well (ProcessRequest::receipt); empty: what it wrote does not count before
    /// it was taken over here.
    [[nodiscard]] virtual std::string receipt() const { return {}; }
    /// uids of all that the app leads to, in the order of the graph: its outputs, and for each app
    /// linked to it directly the event between them, which holds nothing and is no output. Any of
    /// them may be among AppResult::skipped_outputs.
    [[nodiscard]] virtual std::vector<std::string> successors() const;

  protected:
    AppContext() = default;
    AppContext(AppContext const&) = default;
    AppContext& operator=(AppContext const&) = default;
};

/// How a run ended.
struct AppResult {
    enum class Status : std::uint8_t { finished, failed };

    Status status{Status::finished};
    int exit_code{0};    ///< Of the process, 128 + signal; 0 or 1 for code in this process.
    std::string reason;  ///< Why it failed; empty when it did not.
    std::vector<std::string>
        skipped_outputs;  ///< uids of successors on the branch that is not taken.

    [[nodiscard]] static AppResult success() { return {}; }
    [[nodiscard]] static AppResult failure(std::string why, int code = 1)
    {
        return {Status::failed, code, std::move(why), {}};
    }
};

/// The behaviour of all app drops of one template. Constant after construction: run() is called
/// from several threads at once, one call per drop and try.
class AppDrop {
  public:
    virtual ~AppDrop() = default;
    /// Does the work. An exception that leaves it is a failure of the drop with its text as reason.
    [[nodiscard]] virtual AppResult run(AppContext& context) const = 0;

  protected:
    AppDrop() = default;
    AppDrop(AppDrop const&) = delete;
    AppDrop& operator=(AppDrop const&) = delete;
};

}  // namespace atl::drops
