#pragma once

#include <functional>
#include <memory>

namespace atl::drops {

/// The queue of work that only one thread of a rank may do: everything that touches HDF5, which is
/// not thread-safe.
///
/// The runtime starts a thread that calls run(); without one, nothing that is submitted ends.
class IoThread {
  public:
    IoThread();
    ~IoThread();
    IoThread(IoThread const&) = delete;
    IoThread& operator=(IoThread const&) = delete;

    /// Works until stop() is called and the queue is empty. One thread, once.
    void run() noexcept;
    /// Lets run() return when what was submitted before is done. From any thread.
    void stop() noexcept;
    /// Does \p work on the I/O thread, or here when run() is not under way, and waits for it. From
    /// any thread, the I/O thread included. What \p work throws is thrown here.
    void call(std::function<void()> const& work);

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace atl::drops
