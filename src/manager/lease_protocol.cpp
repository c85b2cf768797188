#include "atoll/manager/lease_protocol.hpp"

#include <utility>

namespace atl::manager {
namespace {

using comm::ByteReader;
using comm::ByteWriter;

std::vector<std::byte> bytes_of(ByteReader& in)
{
    auto const bytes = in.get_bytes();
    return {bytes.begin(), bytes.end()};
}

}  // namespace

comm::Body encode(ExecutorOffer const& offer)
{
    ByteWriter out;
    out.put_text(offer.job_id);
    out.put_text(offer.host);
    out.put(offer.cpus);
    out.put(offer.time_left.count);
    out.put_text(offer.receipts);
    return std::move(out).take();
}

ExecutorOffer decode_offer(std::span<std::byte const> body)
{
    ByteReader in{body};
    ExecutorOffer offer;
    offer.job_id = in.get_text();
    offer.host = in.get_text();
    offer.cpus = in.get<unsigned>();
    offer.time_left = Seconds{in.get<double>()};
    offer.receipts = in.get_text();
    return offer;
}

comm::Body encode(Welcome const& welcome)
{
    ByteWriter out;
    out.put(welcome.executor);
    out.put_text(welcome.session_id);
    out.put(welcome.session_start_ns);
    return std::move(out).take();
}

Welcome decode_welcome(std::span<std::byte const> body)
{
    ByteReader in{body};
    Welcome welcome;
    welcome.executor = in.get<ExecutorId>();
    welcome.session_id = in.get_text();
    welcome.session_start_ns = in.get<std::int64_t>();
    return welcome;
}

comm::Body encode(Assignment const& assignment)
{
    ByteWriter out;
    out.put(assignment.rank);
    out.put_text(assignment.endpoints);
    return std::move(out).take();
}

Assignment decode_assignment(std::span<std::byte const> body)
{
    ByteReader in{body};
    Assignment assignment;
    assignment.rank = in.get<RankId>();
    assignment.endpoints = in.get_text();
    return assignment;
}

comm::Body encode(Enlistment const& enlistment)
{
    ByteWriter out;
    out.put(enlistment.executor);
    out.put(enlistment.cpus);
    out.put_text(enlistment.receipts);
    return std::move(out).take();
}

Enlistment decode_enlistment(std::span<std::byte const> body)
{
    ByteReader in{body};
    Enlistment enlistment;
    enlistment.executor = in.get<ExecutorId>();
    enlistment.cpus = in.get<unsigned>();
    enlistment.receipts = in.get_text();
    return enlistment;
}

comm::Body encode(LeaseOrder const& order)
{
    ByteWriter out;
    out.put(order.number);
    out.put(order.owner);
    out.put(order.attempt);
    out.put(order.cpus);
    out.put_text(order.staging);
    out.put_bytes(order.part);
    out.put(static_cast<std::uint32_t>(order.inputs.size()));
    for (auto const& input : order.inputs) {
        out.put(input.available);
        out.put_bytes(input.content);
    }
    return std::move(out).take();
}

LeaseOrder decode_lease(std::span<std::byte const> body)
{
    ByteReader in{body};
    LeaseOrder order;
    order.number = in.get<LeaseNumber>();
    order.owner = in.get<RankId>();
    order.attempt = in.get<unsigned>();
    order.cpus = in.get<unsigned>();
    order.staging = in.get_text();
    order.part = bytes_of(in);
    auto const inputs = in.get<std::uint32_t>();
    for (std::uint32_t i = 0; i < inputs; ++i) {
        LeaseInput input;
        input.available = in.get<bool>();
        input.content = bytes_of(in);
        order.inputs.push_back(std::move(input));
    }
    return order;
}

comm::Body encode(LeaseResult const& result)
{
    ByteWriter out;
    out.put(result.number);
    out.put(result.end);
    out.put(result.exit_code);
    out.put_text(result.reason);
    out.put_all(std::span<std::uint32_t const>{result.skipped});
    out.put(static_cast<std::uint32_t>(result.outputs.size()));
    for (auto const& output : result.outputs) {
        out.put_bytes(output);
    }
    return std::move(out).take();
}

LeaseResult decode_result(std::span<std::byte const> body)
{
    ByteReader in{body};
    LeaseResult result;
    result.number = in.get<LeaseNumber>();
    result.end = in.get<LeaseEnd>();
    result.exit_code = in.get<int>();
    result.reason = in.get_text();
    result.skipped = in.get_all<std::uint32_t>();
    auto const outputs = in.get<std::uint32_t>();
    for (std::uint32_t i = 0; i < outputs; ++i) {
        result.outputs.push_back(bytes_of(in));
    }
    return result;
}

}  // namespace atl::manager
