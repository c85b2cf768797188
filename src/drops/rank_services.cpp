#include "drops/rank_services.hpp"

#include <string>

#include "atoll/drops/staging_key.hpp"

namespace atl::drops {

RankServices rank_services(RunnerOptions const& options)
{
    return {options.session_id,
            options.session_folder,
            options.data_folder,
            options.scratch_folder,
            options.launcher,
            options.io,
            options.log,
            options.stop,
            options.staging.empty() ? owner_staging(options.epoch) : options.staging,
            [&options](std::string const& uid) {
                return options.receipt ? options.receipt({uid, options.epoch, options.staging})
                                       : std::string{};
            }};
}

}  // namespace atl::drops
