#pragma once

#include <map>
#include <string>
#include <vector>

#include "statement.hpp"

namespace atl::config {

/// What dask's own configuration says of section `jobqueue.<config_name>`, in rising rank from 0:
/// files of /etc/dask (or $DASK_ROOT_CONFIG), ~/.config/dask, $DASK_CONFIG, then variables
/// DASK_JOBQUEUE__<CONFIG_NAME>__<KEY>. Problems in them are warnings: the user did not write them.
/// \throws Error{io} when a file that exists cannot be read.
[[nodiscard]] std::vector<Statement> dask_statements(
    std::string const& config_name,
    std::map<std::string, std::string> const& environment,
    Diagnostics& problems);

/// The members of \p section of a cluster file as statements; members of `scheduler_options`
/// become statements of their own.
void add_statements(YamlValue const& map,
                    Section section,
                    Severity severity,
                    std::vector<Statement>& statements);

}  // namespace atl::config
