#include "drops/hdf5/hdf5_data.hpp"

#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "atoll/core/contracts.hpp"
#include "atoll/core/error.hpp"

#include "drops/data/staging.hpp"
#include "drops/file_bytes.hpp"
#include "drops/hdf5/file_lock.hpp"
#include "drops/hdf5/h5_dataset.hpp"

namespace fs = std::filesystem;

namespace atl::drops {
namespace {

MemoryRule gathering_rule(Hdf5Rule const& rule)
{
    MemoryRule memory;
    memory.scratch_folder = rule.scratch_folder;
    return memory;
}

class Hdf5Content final : public Content {
  public:
    Hdf5Content(Hdf5Rule const& rule, ContentRequest const& request, std::unique_ptr<Content> bytes)
        : rule_(rule),
          has_producers_(request.has_producers),
          bytes_(std::move(bytes)),
          place_{file_path(rule.path, request.drop, rule.parameter), dataset_of(rule, request.drop)}
    {
    }

    std::unique_ptr<Contribution> contribute(WriteAttempt attempt) override
    {
        return bytes_->contribute(attempt);
    }
    void receive(Payload content) override { bytes_->receive(std::move(content)); }
    Payload carry() override { return bytes_->carry(); }
    std::uint64_t publish() override
    {
        ATOLL_EXPECT(rule_.io != nullptr);
        std::uint64_t size = 0;
        rule_.io->call(
            [&] { size = has_producers_ ? store() : dataset_bytes(place_, expected()); });
        bytes_->discard();
        return size;
    }
    Payload read() const override
    {
        auto bytes = std::make_shared<std::vector<std::byte>>();
        ATOLL_EXPECT(rule_.io != nullptr);
        rule_.io->call([&] { *bytes = read_dataset(place_, expected()); });
        return {bytes, *bytes};
    }
    fs::path path() const override { return place_.file; }
    std::string data_url() const override
    {
        return "file://localhost" + place_.file.string() + "#" + place_.name;
    }
    void discard() noexcept override { bytes_->discard(); }
    void remove() noexcept override {}

  private:
    static std::string dataset_of(Hdf5Rule const& rule, DropIdentity const& drop)
    {
        return expand_tokens(rule.dataset,
                             [&](std::string_view name) -> std::optional<std::string> {
                                 if (name == "uid" || name == "auto") {
                                     return file_name_of(drop.uid);
                                 }
                                 return name == "iid" ? drop.iid : rule.parameter(name);
                             });
    }

    /// What a dataset that somebody else has made must be like.
    ExpectedForm expected() const
    {
        return {rule_.type_is_stated ? std::optional{rule_.type} : std::nullopt, rule_.shape};
    }

    /// Adds the dataset to the file. On the I/O thread.
    std::uint64_t store() const
    {
        auto const content = bytes_->read();
        if (content.size() % rule_.type.size != 0) {
            throw Error{ErrorKind::io,
                        fmt::format("{} bytes were written, which is no whole number of elements "
                                    "of {} bytes",
                                    content.size(),
                                    rule_.type.size)};
        }
        DatasetForm const form{
            rule_.type, fit_extents(rule_.shape, content.size() / rule_.type.size), rule_.chunks};
        auto const folder = place_.file.parent_path();
        make_folders(folder);
        FileLock const lock{folder / (".lock-" + short_hash(place_.file.filename().string()))};
        Staging const staging{place_.file, place_.file.string()};
        staging.discard();
        try {
            write_dataset({copy_of_file(staging), place_.name}, form, content.bytes());
            staging.publish();
        } catch (Error const&) {
            staging.discard();
            throw;
        }
        return content.size();
    }

    /// A copy of the file as it is, where \p staging has it.
    fs::path copy_of_file(Staging const& staging) const
    {
        auto copy = staging.file();
        std::error_code code;
        if (fs::exists(place_.file)) {
            fs::copy_file(place_.file, copy, code);
        }
        if (code) {
            throw Error{ErrorKind::io,
                        fmt::format("cannot copy '{}': {}", place_.file.string(), code.message())};
        }
        return copy;
    }

    Hdf5Rule const& rule_;
    bool has_producers_;
    std::unique_ptr<Content> bytes_;  // what producers have written
    DatasetPlace place_;
};

}  // namespace

Hdf5Data::Hdf5Data(Hdf5Rule rule) : rule_(std::move(rule)), gathering_(gathering_rule(rule_)) {}

std::unique_ptr<Content> Hdf5Data::make(ContentRequest const& request) const
{
    return std::make_unique<Hdf5Content>(rule_, request, gathering_.make(request));
}

Carriage Hdf5Data::carriage(Standing standing) const noexcept
{
    return standing == Standing::guest ? Carriage::bytes : Carriage::none;
}

}  // namespace atl::drops
