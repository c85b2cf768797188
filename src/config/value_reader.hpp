#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/config/cluster_config.hpp"

#include "yaml_value.hpp"

namespace atl::config {

/// Reads values of one key as the type the key needs; what does not fit becomes a problem.
///
/// A null value is "not stated": every function returns nothing for it, without a problem.
class ValueReader {
  public:
    /// \param key       name for messages, "cores".
    /// \param severity  of what does not fit: warnings for files the user did not write.
    ValueReader(std::string_view key, Severity severity, Diagnostics& problems);

    /// A scalar without control characters, since it may end in a job script.
    [[nodiscard]] std::optional<std::string> text(YamlValue const& value) const;
    [[nodiscard]] std::optional<std::uint32_t> count(YamlValue const& value) const;
    [[nodiscard]] std::optional<Bytes> bytes(YamlValue const& value) const;
    /// dask's time span, "300s"; a bare number is seconds.
    [[nodiscard]] std::optional<Seconds> span(YamlValue const& value) const;
    /// SLURM's time limit; a bare number is minutes.
    [[nodiscard]] std::optional<Walltime> walltime(YamlValue const& value) const;
    [[nodiscard]] std::optional<bool> flag(YamlValue const& value) const;
    /// A list of texts, one text, or a map taken as the set of its keys; null and false are left
    /// out, as dask does.
    [[nodiscard]] std::optional<std::vector<std::string>> lines(YamlValue const& value) const;
    /// The same, each on one line: no line of a script's header may start another.
    [[nodiscard]] std::optional<std::vector<std::string>> words(YamlValue const& value) const;

  private:
    void refuse(YamlValue const& value, std::string_view wanted) const;
    [[nodiscard]] bool is_scalar(YamlValue const& value, std::string_view wanted) const;

    std::string_view key_;
    Severity severity_;
    Diagnostics& problems_;
};

}  // namespace atl::config
