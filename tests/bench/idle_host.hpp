#pragma once

#include "atoll/engine/drop_host.hpp"

namespace atl::bench {

/// Host whose apps do nothing.
class IdleHost final : public engine::DropHost {
  public:
    engine::AppOutcome run_app(engine::DropIndex /*app*/,
                               unsigned /*attempt*/,
                               engine::WorkerId /*worker*/) noexcept override
    {
        return {};
    }
    engine::DataOutcome publish(engine::DropIndex /*data*/,
                                engine::WorkerId /*worker*/) noexcept override
    {
        return engine::DataOutcome::completed;
    }
    void settled(engine::DropIndex /*drop*/,
                 DropState /*state*/,
                 engine::WorkerId /*worker*/) noexcept override
    {
    }
    void notify(engine::DropIndex /*drop*/,
                engine::DropEvent /*event*/,
                std::span<RemoteTarget const> /*targets*/,
                engine::WorkerId /*worker*/) noexcept override
    {
    }
    void session_end_reached(engine::DropIndex /*drop*/,
                             engine::WorkerId /*worker*/) noexcept override
    {
    }
    void worker_idle(engine::WorkerId /*worker*/) noexcept override {}
};

}  // namespace atl::bench
