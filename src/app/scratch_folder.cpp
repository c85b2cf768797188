#include "app/scratch_folder.hpp"

#include <cerrno>
#include <string>

#include <fmt/format.h>
#include <stdlib.h>

#include "atoll/core/error.hpp"

namespace atl::app {

std::filesystem::path make_scratch_folder(session::SessionFolder const& folder)
{
    for (auto const& parent : {std::filesystem::path{"/dev/shm"}, folder.path()}) {
        auto name = (parent / fmt::format("atoll-{}-XXXXXX", folder.id())).string();
        if (mkdtemp(name.data()) != nullptr) {
            return name;
        }
    }
    throw Error{ErrorKind::io,
                fmt::format("cannot make a scratch folder in /dev/shm or '{}': {}",
                            folder.path().string(),
                            errno_text(errno))};
}

}  // namespace atl::app
