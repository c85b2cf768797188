#include "drops/data/null_data.hpp"

namespace atl::drops {
namespace {

class NullContribution final : public Contribution {
  public:
    void write(std::span<std::byte const> /*bytes*/) override {}
    void put(Payload /*content*/) override {}
    std::filesystem::path path() override { return "/dev/null"; }
    void accept() override {}
};

class NullContent final : public Content {
  public:
    std::unique_ptr<Contribution> contribute(WriteAttempt /*attempt*/) override
    {
        return std::make_unique<NullContribution>();
    }
    void receive(Payload /*content*/) override {}
    Payload carry() override { return {}; }
    std::uint64_t publish() override { return 0; }
    Payload read() const override { return {}; }
    std::filesystem::path path() const override { return "/dev/null"; }
    std::string data_url() const override { return "null://"; }
    void discard() noexcept override {}
    void remove() noexcept override {}
};

}  // namespace

std::unique_ptr<Content> NullData::make(ContentRequest const& /*request*/) const
{
    return std::make_unique<NullContent>();
}

Carriage NullData::carriage(Standing /*standing*/) const noexcept
{
    return Carriage::none;
}

}  // namespace atl::drops
