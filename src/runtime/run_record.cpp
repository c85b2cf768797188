#include "runtime/run_record.hpp"

#include <algorithm>
#include <utility>

#include "atoll/core/drop_state.hpp"

namespace atl::runtime {
namespace {

constexpr auto chunk_rows = drops::RunFile::chunk_rows;
constexpr std::size_t kept_failures =
    10'000;  // reasons that run.h5 keeps; the states of all drops are always there

// What a lost rank leaves behind.
constexpr auto unreported = static_cast<std::uint8_t>(DropState::cancelled);
constexpr std::uint8_t no_row = 0xff;

}  // namespace

RunRecord::RunRecord(std::filesystem::path file, DropCatalog const& catalog)
    : path_(std::move(file)),
      catalog_(catalog),
      open_((catalog.size() + chunk_rows - 1) / chunk_rows),
      written_(open_.size())
{
}

RunRecord::~RunRecord() = default;

void RunRecord::add(manager::RowBatch batch)
{
    for (auto const& row : batch.rows) {
        add(row);
    }
    auto const state_of = [&](DropId drop) {
        auto const row = std::ranges::lower_bound(batch.rows, drop, {}, &manager::DropRow::drop);
        bool const found = row != batch.rows.end() && row->drop == drop;
        return found ? static_cast<DropState>(row->state) : DropState::cancelled;
    };
    for (auto& failure : batch.failures) {
        if (failures_.size() == kept_failures) {
            break;
        }
        if (state_of(failure.drop) == DropState::error) {  // else it was cancelled while it ran
            errors_.push_back(failure);
        }
        failures_.push_back(std::move(failure));
    }
}

void RunRecord::add(manager::DropRow const& row)
{
    auto const number = row.drop.value / chunk_rows;
    if (written_[number]) {
        return;
    }
    auto& chunk = open_[number];
    if (!chunk) {
        chunk = std::make_unique<Chunk>(make_chunk(number));
    }
    auto& place = chunk->rows[row.drop.value % chunk_rows];
    chunk->missing -= place.state == no_row ? 1 : 0;
    place = row;
    if (chunk->missing == 0) {
        write(number, *chunk);
        chunk.reset();
    }
}

RunRecord::Chunk RunRecord::make_chunk(std::uint64_t number) const
{
    auto const first = number * chunk_rows;
    auto const count = std::min<std::uint64_t>(chunk_rows, catalog_.size() - first);
    Chunk chunk{std::vector<manager::DropRow>(count), count};
    for (std::uint64_t i = 0; i < count; ++i) {
        chunk.rows[i].drop = DropId{static_cast<std::uint32_t>(first + i)};
        chunk.rows[i].state = no_row;
    }
    return chunk;
}

void RunRecord::end()
{
    for (std::uint64_t number = 0; number < open_.size(); ++number) {
        if (written_[number]) {
            continue;
        }
        auto chunk = open_[number] ? std::move(*open_[number]) : make_chunk(number);
        open_[number].reset();
        for (auto& row : chunk.rows) {
            row.state = row.state == no_row ? unreported : row.state;
        }
        write(number, chunk);
    }
}

void RunRecord::write(std::uint64_t number, Chunk const& chunk)
{
    written_[number] = true;
    for (auto const& row : chunk.rows) {
        ++counts_[row.state];
    }
    if (problem_) {
        return;
    }
    lines_.clear();
    for (auto const& row : chunk.rows) {
        lines_.push_back({catalog_.oid(row.drop),
                          catalog_.template_of(row.drop).value,
                          static_cast<DropState>(row.state),
                          catalog_.rank_of(row.drop).value,
                          row.start,
                          row.end,
                          row.tries,
                          row.bytes,
                          row.exit_code});
    }
    try {
        if (!file_) {
            file_ =
                std::make_unique<drops::RunFile>(path_, catalog_.size(), catalog_.longest_oid());
        }
        file_->write(number * chunk_rows, lines_);
    } catch (Error const& error) {
        problem_ = error;
    }
}

void RunRecord::close(drops::RunSummary summary)
{
    if (problem_) {
        throw *problem_;
    }
    auto const& templates = catalog_.templates();
    for (std::uint32_t i = 0; i < templates.templates().size(); ++i) {
        summary.templates.emplace_back(templates.name(TemplateId{i}));
    }
    for (auto const& failure : failures_) {
        summary.failures.push_back({catalog_.oid(failure.drop), failure.reason});
    }
    if (!file_) {  // a graph without drops
        file_ = std::make_unique<drops::RunFile>(path_, catalog_.size(), catalog_.longest_oid());
    }
    file_->close(summary);
}

}  // namespace atl::runtime
