#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "atoll/slurm/shell_word.hpp"

namespace {

// True when bash sees one word without any expansion in \p text: quotes closed, nothing special
// outside of them.
bool is_one_inert_word(std::string_view text)
{
    constexpr std::string_view special = " \t\n|&;()<>$`\"*?[]{}!#~=%";
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\'') {
            quoted = !quoted;
        } else if (!quoted && text[i] == '\\') {
            ++i;
        } else if (!quoted && special.find(text[i]) != std::string_view::npos) {
            // These mean something at a word's start only, or nothing at all, in an argument.
            constexpr std::string_view harmless_inside = "=%#~!";
            if (i == 0 || harmless_inside.find(text[i]) == std::string_view::npos) {
                return false;
            }
        }
    }
    return !quoted && !text.empty();
}

}  // namespace

// A value from a user's file becomes one word of the job script, whatever it holds.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    if (text.find('\0') != std::string_view::npos) {
        return 0;
    }
    if (!is_one_inert_word(atl::slurm::ShellWord::literal(text).text())) {
        std::abort();
    }
    static_cast<void>(atl::slurm::ShellWord::expanding(text));
    return 0;
}
