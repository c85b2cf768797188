// Whatever is in a segment: the reader gives records, cuts the end or refuses, and never reads
// outside. The first byte chooses between a whole segment and the body of an event record, which a
// checksum would hide from the fuzzer.
#include <cstddef>
#include <cstdint>
#include <span>

#include "atoll/core/error.hpp"

#include "journal/event_block.hpp"
#include "journal/segment_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace atl;
    if (size == 0) {
        return 0;
    }
    auto const bytes = std::as_bytes(std::span{data, size}).subspan(1);
    try {
        if (data[0] % 2 == 0) {
            static_cast<void>(journal::read_segment(bytes, [](auto const&, auto const&) {}));
        } else {
            journal::Bytes again;
            auto const events = journal::decode_events(bytes, 1U << 20U);
            journal::encode_events(events, again);
            if (!events.empty() &&
                journal::decode_events(again, 1U << 20U).size() != events.size()) {
                __builtin_trap();
            }
        }
    } catch (Error const&) {
    } catch (journal::BadBytes const&) {
    }
    return 0;
}
