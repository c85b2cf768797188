#include "child_output.hpp"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace atl::process {

ChildOutput::~ChildOutput()
{
    if (wrote_) {
        log_->end(origin_);
    }
}

int ChildOutput::open(LogStream stream)
{
    auto& pipe = of(stream);
    pipe = make_pipe();
    ::fcntl(pipe.read.get(), F_SETFL, O_NONBLOCK);
    return pipe.write.get();
}

void ChildOutput::read(LogStream stream, std::span<char> buffer)
{
    auto& pipe = of(stream);
    auto const count = ::read(pipe.read.get(), buffer.data(), buffer.size());
    if (count > 0) {
        wrote_ = true;
        log_->write(origin_, stream, {buffer.data(), static_cast<std::size_t>(count)});
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
        pipe.read.reset();
    }
}

void ChildOutput::close_writing_ends() noexcept
{
    output_.write.reset();
    errors_.write.reset();
}

}  // namespace atl::process
