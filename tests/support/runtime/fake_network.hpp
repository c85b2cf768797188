#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "runtime/links.hpp"

namespace atl::test {

/// Links between objects of this process that can be cut. Thread-safe; outlives all its links.
class FakeNetwork {
  public:
    /// The links of somebody who listens as \p name; "" does not listen.
    [[nodiscard]] std::unique_ptr<runtime::Links> join(std::string const& name = "");

    /// Cuts everything that leads to or from \p links; both sides hear of it.
    void cut(runtime::Links const& links);
    /// From now on so many bytes seem to be under way on every link.
    void clog(Bytes queued)
    {
        std::scoped_lock const guard{lock_};
        queued_ = queued;
    }
    /// From now on no link has a connection, though none is lost.
    void break_connections()
    {
        std::scoped_lock const guard{lock_};
        broken_ = true;
    }
    /// Everything that was sent so far as type, over all links.
    [[nodiscard]] unsigned sent(std::uint16_t type) const
    {
        std::scoped_lock const guard{lock_};
        auto const found = sent_.find(type);
        return found == sent_.end() ? 0 : found->second;
    }

  private:
    class End;
    using Event = comm::LinkEvent;
    /// One side of a link.
    struct Side {
        End* owner;
        comm::PeerId id;
    };

    void connect(End& from, comm::PeerId id, std::string const& name);
    void deliver(Side const& to, Event event);
    void lose(Side const& side);

    mutable std::mutex lock_;  // guards all below, and what the ends hold
    std::map<std::string, End*> listening_;
    std::map<std::pair<End*, comm::PeerId>, Side> other_;
    std::map<std::uint16_t, unsigned> sent_;
    Bytes queued_{};
    bool broken_{false};
};

class FakeNetwork::End final : public runtime::Links {
  public:
    End(FakeNetwork& network, std::string name) : network_(network), name_(std::move(name)) {}
    ~End() override
    {
        network_.cut(*this);
        std::scoped_lock const guard{network_.lock_};
        network_.listening_.erase(name_);
    }

    std::string endpoints() const override { return name_; }
    comm::PeerId dial(std::string const& endpoints) override
    {
        std::scoped_lock const guard{network_.lock_};
        comm::PeerId const id{next_++};
        network_.connect(*this, id, endpoints);
        return id;
    }
    void send(comm::PeerId link, std::uint16_t type, comm::Body body) override
    {
        std::scoped_lock const guard{network_.lock_};
        if (auto const found = network_.other_.find({this, link}); found != network_.other_.end()) {
            ++network_.sent_[type];
            network_.deliver(found->second,
                             {Event::Kind::message, found->second.id, type, std::move(body), ""});
        }
    }
    Bytes queued(comm::PeerId /*link*/) const override
    {
        std::scoped_lock const guard{network_.lock_};
        return network_.queued_;
    }
    bool is_connected(comm::PeerId link) const override
    {
        std::scoped_lock const guard{network_.lock_};
        return !network_.broken_ && network_.other_.contains({const_cast<End*>(this), link});
    }
    void close(comm::PeerId link) override
    {
        std::scoped_lock const guard{network_.lock_};
        network_.lose({this, link});
    }
    void give_up(comm::PeerId link, std::string const& /*reason*/) override { close(link); }
    bool poll(std::vector<Event>& events) override
    {
        std::scoped_lock const guard{network_.lock_};
        bool const any = !arrived_.empty();
        for (auto& event : std::exchange(arrived_, {})) {
            events.push_back(std::move(event));
        }
        return any;
    }

  private:
    friend class FakeNetwork;
    FakeNetwork& network_;
    std::string name_;
    std::uint32_t next_{1};
    std::vector<Event> arrived_;
};

inline std::unique_ptr<runtime::Links> FakeNetwork::join(std::string const& name)
{
    auto end = std::make_unique<End>(*this, name);
    std::scoped_lock const guard{lock_};
    if (!name.empty()) {
        listening_[name] = end.get();
    }
    return end;
}

inline void FakeNetwork::connect(End& from, comm::PeerId id, std::string const& name)
{
    auto const found = listening_.find(name);
    if (found == listening_.end()) {
        from.arrived_.push_back({Event::Kind::lost, id, 0, {}, ""});
        return;
    }
    Side const there{found->second, comm::PeerId{found->second->next_++}};
    other_.insert({{&from, id}, there});
    other_.insert({{there.owner, there.id}, {&from, id}});
    from.arrived_.push_back({Event::Kind::connected, id, 0, {}, ""});
    there.owner->arrived_.push_back({Event::Kind::connected, there.id, 0, {}, ""});
}

inline void FakeNetwork::deliver(Side const& to, Event event)
{
    to.owner->arrived_.push_back(std::move(event));
}

inline void FakeNetwork::lose(Side const& side)
{
    auto const found = other_.find({side.owner, side.id});
    if (found == other_.end()) {
        return;
    }
    auto const there = found->second;
    other_.erase(found);
    other_.erase({there.owner, there.id});
    side.owner->arrived_.push_back({Event::Kind::lost, side.id, 0, {}, ""});
    there.owner->arrived_.push_back({Event::Kind::lost, there.id, 0, {}, ""});
}

inline void FakeNetwork::cut(runtime::Links const& links)
{
    std::scoped_lock const guard{lock_};
    std::vector<Side> sides;
    for (auto const& [key, there] : other_) {
        if (key.first == &links) {
            sides.push_back({key.first, key.second});
        }
    }
    for (auto const& side : sides) {
        lose(side);
    }
}

}  // namespace atl::test
