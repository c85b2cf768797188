#include "atoll/graph/app_part.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace atl::graph {
namespace {

/// Copies what concerns one app from a part, numbering drops, templates, heads and ports anew.
class AppPartMaker {
  public:
    explicit AppPartMaker(Part const& from) : from_(from) {}

    Part make(std::uint32_t app)
    {
        part_.owned = 1;
        static_cast<void>(local(app));
        part_.priority.push_back(from_.priority.empty()
                                     ? from_.template_priority[from_.template_of[app]]
                                     : from_.priority[app]);
        part_.remote_offsets.assign(2, 0);
        part_.input_offsets.push_back(0);
        part_.output_offsets.push_back(0);
        from_.for_each_input(app, [&](std::uint32_t input, std::uint16_t ports) {
            part_.inputs.push_back(local(input));
            part_.input_ports.push_back(port(ports));
        });
        from_.for_each_output(app, [&](std::uint32_t output, std::uint16_t ports) {
            part_.outputs.push_back(local(output));
            part_.output_ports.push_back(port(ports));
        });
        part_.input_offsets.push_back(static_cast<std::uint32_t>(part_.inputs.size()));
        part_.output_offsets.push_back(static_cast<std::uint32_t>(part_.outputs.size()));
        part_.ghost_rank.assign(part_.size() - 1, 0);
        // Every input feeds the app; the app reaches nobody here.
        part_.successors.assign(part_.inputs.size(), 0);
        part_.successor_offsets.assign(2, 0);
        for (std::uint32_t ghost = 1; ghost < part_.size(); ++ghost) {
            auto const uses = std::ranges::count(part_.inputs, ghost);
            part_.successor_offsets.push_back(part_.successor_offsets.back() +
                                              static_cast<std::uint32_t>(uses));
        }
        return std::move(part_);
    }

  private:
    using Numbers = std::unordered_map<std::uint32_t, std::uint32_t>;

    std::uint32_t local(std::uint32_t drop)
    {
        auto const [found, fresh] = drops_.try_emplace(drop, part_.size());
        if (fresh) {
            part_.global.push_back(from_.drop(drop));
            part_.template_of.push_back(template_number(from_.template_of[drop]));
            add_oid(from_.oid(drop));
        }
        return found->second;
    }

    std::uint32_t template_number(std::uint32_t index)
    {
        auto const next = static_cast<std::uint32_t>(part_.templates.size());
        auto const [found, fresh] = templates_.try_emplace(index, next);
        if (fresh) {
            part_.add_template(from_.templates[index], from_.body(index));
        }
        return found->second;
    }

    void add_oid(std::string const& oid)
    {
        auto const begin = oid.rfind('_') + 1;  // 0 when there is none
        auto const next = static_cast<std::uint32_t>(part_.heads.size());
        auto const [found, fresh] = heads_.try_emplace(oid.substr(0, begin), next);
        if (fresh) {
            part_.heads.push_back(found->first);
        }
        part_.head_of.push_back(found->second);
        part_.tails.insert(
            part_.tails.end(), oid.begin() + static_cast<std::ptrdiff_t>(begin), oid.end());
        if (part_.tail_offsets.empty()) {
            part_.tail_offsets.push_back(0);
        }
        part_.tail_offsets.push_back(static_cast<std::uint32_t>(part_.tails.size()));
    }

    std::uint16_t port(std::uint16_t index)
    {
        if (index >= from_.port_pairs.size()) {
            return index;
        }
        auto const next = static_cast<std::uint32_t>(part_.port_pairs.size());
        auto const [found, fresh] = ports_.try_emplace(index, next);
        if (fresh) {
            part_.port_pairs.push_back(from_.port_pairs[index]);
        }
        return static_cast<std::uint16_t>(found->second);
    }

    Part const& from_;
    Part part_;
    Numbers drops_;
    Numbers templates_;
    std::unordered_map<std::string, std::uint32_t> heads_;
    Numbers ports_;
};

}  // namespace

Part app_part(Part const& part, std::uint32_t app)
{
    return AppPartMaker{part}.make(app);
}

}  // namespace atl::graph
