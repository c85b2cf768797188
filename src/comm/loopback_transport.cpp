#include "atoll/comm/loopback_transport.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

namespace atl::comm {
namespace {

struct Bulk {
    std::span<std::byte const> content;
    std::shared_ptr<void const> owner;
};

struct Mailbox {
    std::mutex lock;  // guards all below
    std::vector<Message> messages;
    std::map<std::pair<RankId, BulkTag>, Bulk> bulk;
};

using Network = std::vector<Mailbox>;

class LoopbackTransport final : public Transport {
  public:
    LoopbackTransport(std::shared_ptr<Network> network, RankId rank)
        : network_(std::move(network)), rank_(rank)
    {
    }

    [[nodiscard]] RankId rank() const noexcept override { return rank_; }
    [[nodiscard]] std::uint32_t size() const noexcept override
    {
        return static_cast<std::uint32_t>(network_->size());
    }

    void send(RankId to, std::uint16_t type, Body body) override
    {
        auto& mailbox = (*network_)[to.index()];
        std::scoped_lock const guard{mailbox.lock};
        mailbox.messages.push_back({rank_, type, std::move(body)});
    }

    void send_bulk(RankId to,
                   BulkTag tag,
                   std::span<std::byte const> content,
                   std::shared_ptr<void const> owner) override
    {
        auto& mailbox = (*network_)[to.index()];
        std::scoped_lock const guard{mailbox.lock};
        mailbox.bulk[{rank_, tag}] = {content, std::move(owner)};
    }

    void receive_bulk(RankId from,
                      BulkTag tag,
                      std::span<std::byte> into,
                      std::function<void()> done) override
    {
        expected_.push_back({{from, tag}, into, std::move(done)});
    }

    bool poll(std::vector<Message>& arrived) override
    {
        std::vector<std::function<void()>> done;
        bool moved = false;
        {
            auto& mailbox = (*network_)[rank_.index()];
            std::scoped_lock const guard{mailbox.lock};
            moved = !mailbox.messages.empty();
            std::ranges::move(mailbox.messages, std::back_inserter(arrived));
            mailbox.messages.clear();
            std::erase_if(expected_, [&](Expected& expected) {
                auto const found = mailbox.bulk.find(expected.key);
                if (found == mailbox.bulk.end()) {
                    return false;
                }
                std::ranges::copy(found->second.content, expected.into.begin());
                mailbox.bulk.erase(found);
                done.push_back(std::move(expected.done));
                return true;
            });
        }
        for (auto const& callback : done) {
            callback();
        }
        return moved || !done.empty();
    }

    [[nodiscard]] std::size_t backlog(RankId /*to*/) const noexcept override { return 0; }
    [[nodiscard]] bool drained() const noexcept override { return true; }

  private:
    struct Expected {
        std::pair<RankId, BulkTag> key;
        std::span<std::byte> into;
        std::function<void()> done;
    };

    std::shared_ptr<Network> network_;
    RankId rank_;
    std::vector<Expected> expected_;
};

}  // namespace

std::vector<std::unique_ptr<Transport>> make_loopback_transports(std::uint32_t ranks)
{
    auto const network = std::make_shared<Network>(ranks);
    std::vector<std::unique_ptr<Transport>> transports;
    transports.reserve(ranks);
    for (std::uint32_t rank = 0; rank < ranks; ++rank) {
        transports.push_back(std::make_unique<LoopbackTransport>(network, RankId{rank}));
    }
    return transports;
}

}  // namespace atl::comm
