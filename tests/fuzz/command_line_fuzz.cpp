#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "atoll/process/command_line.hpp"

// Any text, quoted, is one word; a command that we split ourselves has the same words after quoting
// and splitting again.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace atl::process;
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    if (text.find('\0') == std::string_view::npos) {
        auto const words = split_plain_command("program " + shell_quote(text));
        // Nothing: left to bash, which is always right.
        if (words && (words->size() != 2 || words->back() != text)) {
            __builtin_trap();
        }
    }
    if (auto const words = split_plain_command(text)) {
        std::string again;
        for (auto const& word : *words) {
            again += (again.empty() ? "" : " ") + shell_quote(word);
        }
        auto const same = split_plain_command(again);
        if (same && *same != *words) {
            __builtin_trap();
        }
    }
    return 0;
}
