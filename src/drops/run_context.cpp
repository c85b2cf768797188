#include "drops/run_context.hpp"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "drops/streaming/named_pipe.hpp"

namespace atl::drops {
namespace {

/// What an app's view of a data drop on either side is made of.
struct Neighbour {
    std::uint32_t data{0};
    std::string uid;
    std::string_view name;
    std::string_view port;
};

Neighbour neighbour(RunScene const& scene, std::uint32_t data, std::uint16_t port)
{
    auto const& part = scene.part;
    std::string_view const app_port =
        port < part.port_pairs.size() ? std::string_view{part.port_pairs[port].app_port} : "";
    return {data, part.oid(data), scene.templates.specs[part.template_of[data]].name(), app_port};
}

Payload read_to_end(Channel& stream)
{
    constexpr std::size_t piece = std::size_t{1} << 16U;
    auto whole = std::make_shared<std::vector<std::byte>>();
    for (std::size_t count = 1; count > 0;) {
        auto const before = whole->size();
        whole->resize(before + piece);
        count = stream.read(std::span{*whole}.subspan(before));
        whole->resize(before + count);
    }
    return {whole, *whole};
}

template <typename Stream>
std::shared_ptr<Stream> find_stream(std::map<std::uint32_t, std::shared_ptr<Stream>> const& streams,
                                    std::uint32_t data)
{
    auto const found = streams.find(data);
    return found == streams.end() ? nullptr : found->second;
}

/// A name that no other pipe of the rank has.
std::filesystem::path pipe_path(std::filesystem::path const& folder)
{
    static std::atomic<std::uint64_t> made{0};  // relaxed: only told apart
    return folder / fmt::format("stream-{}", made.fetch_add(1, std::memory_order_relaxed));
}

}  // namespace

class RunContext::InputView final : public Input {
  public:
    InputView(RunScene const& scene, Neighbour neighbour, std::shared_ptr<Channel> stream)
        : contents_(scene.contents),
          scratch_(scene.services.scratch_folder),
          neighbour_(std::move(neighbour)),
          stream_(std::move(stream))
    {
    }
    std::string const& uid() const override { return neighbour_.uid; }
    std::string_view name() const override { return neighbour_.name; }
    std::string_view port() const override { return neighbour_.port; }
    bool available() const override
    {
        return stream_ || contents_.fate(neighbour_.data) != Fate::absent;
    }
    Payload read() const override { return stream_ ? read_to_end(*stream_) : content().read(); }
    bool streams() const override { return stream_ != nullptr; }
    std::size_t read_some(std::span<std::byte> room) override
    {
        if (stream_) {
            return stream_->read(room);
        }
        if (read_ == 0) {
            whole_ = content().read();
        }
        auto const piece =
            whole_.bytes().subspan(read_).first(std::min(room.size(), whole_.size() - read_));
        std::ranges::copy(piece, room.begin());
        read_ += piece.size();
        return piece.size();
    }
    std::filesystem::path path() const override
    {
        if (!stream_) {
            return content().path();
        }
        if (!pipe_) {
            pipe_ = std::make_unique<PipeForReader>(pipe_path(scratch_), stream_);
        }
        return pipe_->path();
    }
    bool has_path() const override { return contents_.kind(neighbour_.data).has_path(); }
    std::string data_url() const override { return content().data_url(); }

  private:
    Content& content() const
    {
        if (!available()) {
            throw Error{ErrorKind::io,
                        fmt::format("input '{}' has no content: its producer was skipped or failed",
                                    neighbour_.uid)};
        }
        return contents_.get(neighbour_.data);
    }

    Contents& contents_;
    std::filesystem::path const& scratch_;
    Neighbour neighbour_;
    std::shared_ptr<Channel> stream_;  // of a producer that runs at the same time
    Payload whole_;                    // what read_some() reads from
    std::size_t read_{0};
    mutable std::unique_ptr<PipeForReader> pipe_;  // made when the path is asked for
};

class RunContext::OutputView final : public Output {
  public:
    OutputView(RunScene const& scene,
               Neighbour neighbour,
               WriteAttempt attempt,
               std::shared_ptr<Broadcast> stream)
        : contents_(scene.contents),
          scratch_(scene.services.scratch_folder),
          neighbour_(std::move(neighbour)),
          attempt_(attempt),
          stream_(std::move(stream))
    {
    }
    std::string const& uid() const override { return neighbour_.uid; }
    std::string_view name() const override { return neighbour_.name; }
    std::string_view port() const override { return neighbour_.port; }
    void write(std::span<std::byte const> content) override
    {
        if (stream_) {
            stream_->write(content);
        }
        if (is_kept()) {
            contribution().write(content);
        }
    }
    void put(Payload content) override
    {
        if (stream_) {
            stream_->write(content.bytes());
        }
        if (is_kept()) {
            contribution().put(std::move(content));
        }
    }
    std::filesystem::path path() override
    {
        if (!stream_) {
            return contribution().path();
        }
        if (!pipe_) {
            pipe_ = std::make_unique<PipeForWriter>(
                pipe_path(scratch_), [this](std::span<std::byte const> bytes) { write(bytes); });
        }
        return pipe_->path();
    }
    bool has_path() const override { return contents_.kind(neighbour_.data).has_path(); }
    std::string data_url() const override { return contents_.get(neighbour_.data).data_url(); }
    bool is_folder() const override { return contents_.kind(neighbour_.data).is_folder(); }

    void finish_stream()
    {
        if (pipe_) {
            pipe_->finish();
        }
    }
    void accept()
    {
        finish_stream();
        if (contribution_) {
            contribution_->accept();
            contribution_.reset();
        }
    }
    std::uint32_t data() const { return neighbour_.data; }

  private:
    bool is_kept() const { return !stream_ || stream_->keeping() == StreamKeeping::kept; }
    Contribution& contribution()
    {
        if (!contribution_) {
            contribution_ = contents_.get(neighbour_.data).contribute(attempt_);
        }
        return *contribution_;
    }

    Contents& contents_;
    std::filesystem::path const& scratch_;
    Neighbour neighbour_;
    WriteAttempt attempt_;
    std::shared_ptr<Broadcast> stream_;           // to consumers that run at the same time
    std::unique_ptr<Contribution> contribution_;  // made by the first write
    std::unique_ptr<PipeForWriter> pipe_;         // last: its thread writes
};

RunContext::RunContext(RunScene const& scene, RunRequest request, StreamPorts const* streams)
    : scene_(scene),
      request_(request),
      uid_(scene.part.oid(request.app)),
      time_limit_(scene.templates.time_limit(scene.part.template_of[request.app])),
      begin_(std::chrono::steady_clock::now()),
      streams_(streams != nullptr && !(streams->inputs.empty() && streams->outputs.empty()))
{
    auto const& part = scene.part;
    auto const app = request.app;
    part.for_each_input(app, [&](std::uint32_t data, std::uint16_t ports) {
        if (scene.templates.is_event(part.template_of[data])) {
            return;
        }
        auto stream = streams == nullptr ? nullptr : find_stream(streams->inputs, data);
        inputs_.push_back(
            std::make_unique<InputView>(scene, neighbour(scene, data, ports), std::move(stream)));
        input_views_.push_back(inputs_.back().get());
    });
    WriteAttempt const attempt{part.drop(app).value, request.attempt};
    part.for_each_output(app, [&](std::uint32_t data, std::uint16_t ports) {
        auto stream = streams == nullptr ? nullptr : find_stream(streams->outputs, data);
        outputs_.push_back(std::make_unique<OutputView>(
            scene, neighbour(scene, data, ports), attempt, std::move(stream)));
        if (!scene.templates.is_event(part.template_of[data])) {
            output_views_.push_back(outputs_.back().get());
        }
    });
}

RunContext::~RunContext()
{
    if (logged_) {
        scene_.log->end({uid_, request_.attempt});
    }
}

std::vector<int> RunContext::ranks() const
{
    std::vector<int> ranks;
    auto const iid = scene_.part.iid(request_.app);
    char const* at = iid.data();
    char const* const end = at + iid.size();
    while (at < end) {
        int number = 0;
        auto const [next, error] = std::from_chars(at, end, number);
        if (error != std::errc{}) {
            break;
        }
        ranks.push_back(number);
        at = next < end ? next + 1 : next;
    }
    return ranks;
}

bool RunContext::is_out_of_time() const
{
    return time_limit_.count() > 0 && std::chrono::steady_clock::now() - begin_ > time_limit_;
}

std::filesystem::path const& RunContext::data_folder() const
{
    return scene_.services.data_folder;
}

void RunContext::log(std::string_view text)
{
    if (scene_.log != nullptr) {
        logged_ = true;
        scene_.log->write({uid_, request_.attempt}, LogStream::output, text);
    }
}

std::string RunContext::receipt() const
{
    return streams_ || !scene_.services.receipt ? "" : scene_.services.receipt(uid_);
}

std::vector<std::string> RunContext::successors() const
{
    std::vector<std::string> uids;
    for (auto const& output : outputs_) {
        uids.push_back(output->uid());
    }
    return uids;
}

void RunContext::put(std::size_t place, Payload content)
{
    outputs_.at(place)->put(std::move(content));
}

void RunContext::finish_streams()
{
    for (auto const& output : outputs_) {
        output->finish_stream();
    }
}

void RunContext::accept_outputs()
{
    for (auto const& output : outputs_) {
        output->accept();
    }
}

std::uint32_t RunContext::output_index(std::string const& uid) const
{
    for (auto const& output : outputs_) {
        if (output->uid() == uid) {
            return output->data();
        }
    }
    throw Error{ErrorKind::internal,
                fmt::format("app skipped '{}', which is no output of it", uid)};
}

}  // namespace atl::drops
