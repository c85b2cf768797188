#include "atoll/manager/template_load.hpp"

namespace atl::manager {

void put_loads(comm::ByteWriter& out, std::vector<TemplateLoad> const& loads)
{
    out.put(static_cast<std::uint32_t>(loads.size()));
    for (auto const& load : loads) {
        out.put(load.ready);
        out.put(load.soon);
        out.put(load.each_us);
        out.put(load.cpus);
    }
}

std::vector<TemplateLoad> get_loads(comm::ByteReader& in)
{
    std::vector<TemplateLoad> loads;
    for (auto left = in.get<std::uint32_t>(); left > 0; --left) {
        TemplateLoad load;
        load.ready = in.get<std::uint64_t>();
        load.soon = in.get<std::uint64_t>();
        load.each_us = in.get<std::uint64_t>();
        load.cpus = in.get<std::uint32_t>();
        loads.push_back(load);
    }
    return loads;
}

}  // namespace atl::manager
