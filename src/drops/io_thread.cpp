#include "atoll/drops/io_thread.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace atl::drops {
namespace {

/// Work that somebody waits for.
struct Job {
    std::function<void()> const* work{nullptr};  // lives in the caller's frame, which waits
    std::exception_ptr problem;
    bool done{false};
};

}  // namespace

class IoThread::Impl {
  public:
    void run() noexcept
    {
        std::unique_lock lock{mutex_};
        runner_ = std::this_thread::get_id();
        while (true) {
            wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
            if (jobs_.empty()) {
                break;
            }
            auto* const job = jobs_.front();
            jobs_.pop_front();
            lock.unlock();
            perform(*job);
            lock.lock();
            job->done = true;
            finished_.notify_all();
        }
        runner_ = std::thread::id{};
    }

    void stop() noexcept
    {
        std::scoped_lock const lock{mutex_};
        stopping_ = true;
        wake_.notify_all();
    }

    void call(std::function<void()> const& work)
    {
        Job job{&work, nullptr, false};
        std::unique_lock lock{mutex_};
        if (runner_ == std::thread::id{} || runner_ == std::this_thread::get_id()) {
            lock.unlock();
            perform(job);
        } else {
            jobs_.push_back(&job);
            wake_.notify_one();
            finished_.wait(lock, [&job] { return job.done; });
        }
        if (job.problem) {
            std::rethrow_exception(job.problem);
        }
    }

  private:
    void perform(Job& job) noexcept
    {
        std::scoped_lock const turn{turn_};
        try {
            (*job.work)();
        } catch (...) {
            job.problem = std::current_exception();
        }
    }

    std::recursive_mutex turn_;         // held while work is done; work may call again
    std::mutex mutex_;                  // guards all below
    std::condition_variable wake_;      // something to do, or stop
    std::condition_variable finished_;  // a job is done
    std::deque<Job*> jobs_;
    std::thread::id runner_;  // inside run()
    bool stopping_{false};
};

IoThread::IoThread() : impl_(std::make_unique<Impl>()) {}
IoThread::~IoThread() = default;

void IoThread::run() noexcept
{
    impl_->run();
}

void IoThread::stop() noexcept
{
    impl_->stop();
}

void IoThread::call(std::function<void()> const& work)
{
    impl_->call(work);
}

}  // namespace atl::drops
