#include "runtime/row_report.hpp"

#include <algorithm>

#include "atoll/core/drop_state.hpp"

namespace atl::runtime {

using engine::DropIndex;

std::optional<comm::Body> RowReport::next()
{
    if (ended_) {
        return std::nullopt;
    }
    auto const& part = sources_.part;
    manager::RowBatch batch;
    auto const left = part.owned - next_;
    auto const end = next_ + std::min<std::uint32_t>(left, manager::rows_a_message);
    batch.rows.reserve(end - next_);
    for (; next_ < end; ++next_) {
        batch.rows.push_back(row(next_));
        if (auto mishap = sources_.mishaps.find(next_)) {
            batch.rows.back().exit_code = static_cast<std::int16_t>(mishap->exit_code);
            batch.failures.push_back({part.drop(next_), std::move(mishap->reason)});
        }
    }
    batch.last = ended_ = next_ == part.owned;
    return encode(batch);
}

manager::DropRow RowReport::row(std::uint32_t drop) const
{
    auto const& engine = sources_.engine;
    DropIndex const index{drop};
    manager::DropRow row;
    row.drop = sources_.part.drop(drop);
    auto const state = engine.state(index);
    row.state = static_cast<std::uint8_t>(is_final(state) ? state : DropState::cancelled);
    if (auto const interval = engine.interval(index)) {
        row.start = static_cast<double>(interval->start_ns) * 1e-9 + sources_.start_offset;
        row.end = row.start + static_cast<double>(interval->duration_ns) * 1e-9;
    }
    if (sources_.part.drop_template(drop).kind == DropKind::app) {
        row.tries = static_cast<std::uint8_t>(engine.tries(index));
    } else {
        row.bytes = sources_.runner.size(drop);
    }
    return row;
}

}  // namespace atl::runtime
