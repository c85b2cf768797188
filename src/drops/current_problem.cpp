#include "drops/current_problem.hpp"

#include <exception>
#include <new>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::drops {

std::string current_problem()
{
    try {
        throw;
    } catch (Error const& error) {
        return error.hint().empty() ? error.problem()
                                    : fmt::format("{} ({})", error.problem(), error.hint());
    } catch (std::bad_alloc const&) {
        return "there is not enough memory";
    } catch (std::exception const& error) {
        return error.what();
    } catch (...) {
        return "an unknown exception was thrown";
    }
}

}  // namespace atl::drops
