#include "runtime/hub_links.hpp"

#include <utility>

#include "atoll/comm/link_hub.hpp"
#include "atoll/session/secret_file.hpp"

namespace atl::runtime {
namespace {

class HubLinks final : public Links {
  public:
    HubLinks(session::SessionFolder const& folder,
             std::string name,
             std::uint32_t epoch,
             comm::LinkOptions options)
        : hub_({folder.id(), std::move(name), epoch},
               session::read_secret_file(folder.secret()),
               std::move(options))
    {
    }

    void listen() { endpoints_ = comm::to_string(hub_.listen()); }

    std::string endpoints() const override { return endpoints_; }
    comm::PeerId dial(std::string const& endpoints) override
    {
        return hub_.dial(comm::parse_link_address(endpoints));
    }
    void send(comm::PeerId link, std::uint16_t type, comm::Body body) override
    {
        hub_.send(link, type, std::move(body));
    }
    Bytes queued(comm::PeerId link) const override { return hub_.queued(link); }
    bool is_connected(comm::PeerId link) const override { return hub_.is_connected(link); }
    void close(comm::PeerId link) override { hub_.close(link, "it has said goodbye"); }
    void give_up(comm::PeerId link, std::string const& reason) override
    {
        hub_.fence(link, reason);
    }
    bool poll(std::vector<comm::LinkEvent>& events) override { return hub_.poll(events); }

  private:
    comm::LinkHub hub_;
    std::string endpoints_;
};

}  // namespace

std::unique_ptr<Links> listen_for_links(session::SessionFolder const& folder,
                                        std::string name,
                                        std::uint32_t epoch,
                                        std::string interface)
{
    comm::LinkOptions options;
    options.interface = std::move(interface);
    auto links = std::make_unique<HubLinks>(folder, std::move(name), epoch, std::move(options));
    links->listen();
    return links;
}

std::unique_ptr<Links> links_to_session(session::SessionFolder const& folder,
                                        std::string name,
                                        std::uint32_t epoch)
{
    return std::make_unique<HubLinks>(folder, std::move(name), epoch, comm::LinkOptions{});
}

}  // namespace atl::runtime
