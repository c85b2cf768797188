#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/drops/app_drop.hpp"
#include "atoll/drops/dlg_app.h"

#include "drops/dynlib/closure.hpp"

namespace atl::drops {

/// What a dynamic-library app is told of one run: DALiuGE's struct and everything it points to.
///
/// Neither copied nor moved: the library keeps pointers into it.
class DynlibRun {
  public:
    explicit DynlibRun(AppContext& context);
    DynlibRun(DynlibRun const&) = delete;
    DynlibRun& operator=(DynlibRun const&) = delete;

    /// The struct without inputs and outputs at first, for init().
    [[nodiscard]] dlg_app_info* info() noexcept { return &info_; }
    /// Lets the library read the inputs and write the outputs.
    void open_ports();
    /// Lets the library write the outputs, and counts the inputs as streams.
    void open_streams();

    /// What went wrong while the library read or wrote; empty when nothing did.
    [[nodiscard]] std::string trouble() const;
    /// What the library gave to done(); nothing before that.
    [[nodiscard]] std::optional<app_status> ended() const;

  private:
    [[nodiscard]] char* keep(std::string_view text);
    void open_inputs();
    void open_outputs();
    void open_signals();
    void note(std::string_view trouble);

    AppContext& context_;
    dlg_app_info info_{};
    std::deque<std::string> texts_;
    std::vector<int> ranks_;
    std::vector<dlg_input_info> inputs_;
    std::vector<dlg_output_info> outputs_;
    std::deque<Closure> closures_;

    mutable std::mutex mutex_;  ///< Of the members below: libraries may have threads of their own.
    std::string trouble_;
    std::optional<app_status> ended_;
};

}  // namespace atl::drops
