#include "atoll/session/link_file.hpp"

#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "atoll/core/error.hpp"
#include "atoll/session/atomic_file.hpp"

namespace atl::session {

void write_link_file(SessionFolder const& folder, LinkFile const& link)
{
    nlohmann::json const text{{"address", link.address}, {"epoch", link.epoch}};
    write_atomically(folder.link_file(), text.dump(1) + '\n');
}

void remove_link_file(SessionFolder const& folder) noexcept
{
    std::error_code ignored;
    std::filesystem::remove(folder.link_file(), ignored);
}

std::optional<LinkFile> read_link_file(SessionFolder const& folder)
{
    auto const file = folder.link_file();
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) {
        return std::nullopt;
    }
    try {
        auto const json = nlohmann::json::parse(read_text(file));
        return LinkFile{json.at("address"), json.at("epoch")};
    } catch (nlohmann::json::exception const& problem) {
        throw Error{ErrorKind::io,
                    fmt::format("'{}' is damaged ({})", file.string(), problem.what())};
    }
}

}  // namespace atl::session
