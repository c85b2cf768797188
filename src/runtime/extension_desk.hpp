#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "atoll/core/clock.hpp"
#include "atoll/core/ids.hpp"
#include "atoll/manager/extensions.hpp"
#include "atoll/manager/lease_protocol.hpp"

#include "runtime/links.hpp"

namespace atl::runtime {

/// Where executors of extension jobs come to: rank 0's side of them. Used by the progress thread.
class ExtensionDesk {
  public:
    /// What newcomers are told, and whom they may work for.
    struct Session {
        std::string id;
        std::int64_t start_ns{0};   ///< Wall clock.
        std::vector<RankId> nodes;  ///< Ranks of the node managers; rank 0 when it is alone.
        std::uint32_t epoch{1};     ///< Of the session.
    };
    /// Executors of an epoch have numbers that begin at so many times the epochs before it: those
    /// of an earlier one may still be here, and write their logs under the number they had.
    static constexpr std::uint32_t numbers_of_epoch = 10'000;

    /// What has become of an extension job whose processes called here.
    struct JobNews {
        enum class Kind : std::uint8_t {
            connected,  ///< It has `cpus` in all now.
            drained,    ///< All its processes have said goodbye.
            lost,       ///< None is left, and not all have said goodbye.
        };
        Kind kind{Kind::connected};
        std::string job_id;
        std::uint32_t cpus{0};
    };
    using Tell = std::function<void(JobNews const&)>;

    /// \p links and \p clock outlive the desk. \param tell  told of SLURM's jobs; may be empty.
    ExtensionDesk(Links& links, Clock const& clock, Session session, Tell tell = {});

    void handle(comm::LinkEvent const& event);
    /// Node manager \p rank listens at \p endpoints.
    void node_listens(RankId rank, std::string endpoints);
    /// Node manager \p rank has so many apps ready that it cannot start.
    void backlog(RankId rank, std::uint64_t waiting);
    /// To be called some times a second.
    void tick();
    /// Lets all executors of job \p job_id go: they finish what they run.
    void drain(std::string const& job_id);
    /// The session has ended: everybody may go.
    void dismiss();

    [[nodiscard]] std::vector<manager::ExecutorView> executors() const
    {
        return extensions_.executors();
    }

  private:
    void handle_message(comm::LinkEvent const& event);
    void offer(comm::LinkEvent const& event);
    void apply(std::vector<manager::ExtensionsAction> const& actions);
    void assign(manager::AssignExecutor const& assignment);
    void send(comm::PeerId link, manager::LinkMessage type, comm::Body body = {});
    [[nodiscard]] std::optional<comm::PeerId> link_of(manager::ExecutorId executor) const;

    void count_in(manager::ExecutorOffer const& offer);
    void count_out(manager::ExecutorId executor);

    /// Processes of one job.
    struct Job {
        std::uint32_t cpus{0};
        std::uint32_t processes{0};
        bool is_clean{true};  ///< Whoever left has said goodbye.
    };

    Links& links_;
    Clock const& clock_;
    Session session_;
    Tell tell_;
    std::map<std::string, Job> jobs_;        ///< Those that are here.
    std::set<manager::ExecutorId> leaving_;  ///< Have said goodbye.
    manager::Extensions extensions_;
    std::map<comm::PeerId, manager::ExecutorId> executors_;
    std::map<RankId, std::string> endpoints_;  ///< Of node managers; "": the link to rank 0 itself.
    std::map<manager::ExecutorId, RankId> waiting_;  ///< For the endpoints of this rank.
    std::uint32_t next_;
    std::int64_t start_ns_;
};

}  // namespace atl::runtime
