#include "drops/dynlib/dynlib_run.hpp"

#include <algorithm>
#include <cstring>
#include <exception>

namespace atl::drops {

DynlibRun::DynlibRun(AppContext& context) : context_(context), ranks_(context.ranks())
{
    info_.uid = keep(context.uid());
    info_.oid = info_.uid;
    info_.ranks = ranks_.data();
    info_.n_ranks = static_cast<unsigned>(ranks_.size());
}

void DynlibRun::open_ports()
{
    open_inputs();
    open_outputs();
}

void DynlibRun::open_streams()
{
    info_.n_streaming_inputs = static_cast<unsigned>(context_.inputs().size());
    open_outputs();
    open_signals();
}

std::string DynlibRun::trouble() const
{
    std::lock_guard const lock{mutex_};
    return trouble_;
}

std::optional<app_status> DynlibRun::ended() const
{
    std::lock_guard const lock{mutex_};
    return ended_;
}

char* DynlibRun::keep(std::string_view text)
{
    return texts_.emplace_back(text).data();
}

void DynlibRun::open_inputs()
{
    for (auto const* const input : context_.inputs()) {
        auto const content = input->available() ? input->read() : Payload{};
        auto read = [content, place = std::size_t{0}](char* buffer, std::size_t size) mutable {
            auto const rest = content.text().substr(place);
            auto const count = std::min(size, rest.size());
            std::copy_n(rest.data(), count, buffer);  // neither may be null for memcpy
            place += count;
            return count;
        };
        auto const& closure = closures_.emplace_back(Closure::Shape::transfer, std::move(read));
        auto* const uid = keep(input->uid());
        inputs_.push_back({uid,
                           uid,
                           keep(input->name()),
                           input->available() ? DROP_COMPLETED : DROP_ERROR,
                           reinterpret_cast<size_t (*)(char*, size_t)>(closure.function())});
    }
    info_.inputs = inputs_.data();
    info_.n_inputs = static_cast<unsigned>(inputs_.size());
}

void DynlibRun::open_outputs()
{
    for (auto* const output : context_.outputs()) {
        auto write = [this, output](char* buffer, std::size_t size) -> std::size_t {
            try {
                output->write(std::as_bytes(std::span{buffer, size}));
                return size;
            } catch (std::exception const& error) {
                note(error.what());
                return 0;
            }
        };
        auto const& closure = closures_.emplace_back(Closure::Shape::transfer, std::move(write));
        auto* const uid = keep(output->uid());
        outputs_.push_back({uid,
                            uid,
                            keep(output->name()),
                            reinterpret_cast<size_t (*)(char const*, size_t)>(closure.function())});
    }
    info_.outputs = outputs_.data();
    info_.n_outputs = static_cast<unsigned>(outputs_.size());
}

void DynlibRun::open_signals()
{
    auto const& running = closures_.emplace_back(Closure::Shape::signal,
                                                 [](char*, std::size_t) { return std::size_t{0}; });
    auto const& done =
        closures_.emplace_back(Closure::Shape::status, [this](char*, std::size_t status) {
            std::lock_guard const lock{mutex_};
            ended_ = static_cast<app_status>(status);
            return std::size_t{0};
        });
    info_.running = reinterpret_cast<void (*)()>(running.function());
    info_.done = reinterpret_cast<void (*)(app_status)>(done.function());
}

void DynlibRun::note(std::string_view trouble)
{
    std::lock_guard const lock{mutex_};
    if (trouble_.empty()) {
        trouble_ = trouble;
    }
}

}  // namespace atl::drops
