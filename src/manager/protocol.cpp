#include "atoll/manager/protocol.hpp"

#include <utility>

namespace atl::manager {

using comm::ByteReader;
using comm::ByteWriter;

comm::Body encode(Carry const& carry)
{
    ByteWriter out;
    out.put(carry.event);
    out.put(static_cast<std::uint32_t>(carry.items.size()));
    for (auto const& item : carry.items) {
        out.put(item.drop);
        out.put(item.size);
        out.put(item.tag);
        out.put(item.in_message);
        out.put_bytes(item.bytes);
    }
    return std::move(out).take();
}

Carry decode_carry(std::span<std::byte const> body)
{
    ByteReader in{body};
    Carry carry;
    carry.event = in.get<EventWord>();
    auto const count = in.get<std::uint32_t>();
    for (std::uint32_t i = 0; i < count; ++i) {
        Carry::Item item;
        item.drop = in.get<DropId>();
        item.size = in.get<std::uint64_t>();
        item.tag = in.get<std::uint16_t>();
        item.in_message = in.get<bool>();
        auto const bytes = in.get_bytes();
        item.bytes.assign(bytes.begin(), bytes.end());
        carry.items.push_back(std::move(item));
    }
    return carry;
}

comm::Body encode(RowBatch const& batch)
{
    ByteWriter out;
    out.put(batch.last);
    out.put_all(std::span<DropRow const>{batch.rows});
    out.put(static_cast<std::uint32_t>(batch.failures.size()));
    for (auto const& failure : batch.failures) {
        out.put(failure.drop);
        out.put_text(failure.reason);
    }
    return std::move(out).take();
}

RowBatch decode_rows(std::span<std::byte const> body)
{
    ByteReader in{body};
    RowBatch batch;
    batch.last = in.get<bool>();
    batch.rows = in.get_all<DropRow>();
    auto const failures = in.get<std::uint32_t>();
    for (std::uint32_t i = 0; i < failures; ++i) {
        auto const drop = in.get<DropId>();
        batch.failures.push_back({drop, in.get_text()});
    }
    return batch;
}

}  // namespace atl::manager
