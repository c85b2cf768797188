#include "drops/run_context.hpp"

#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

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

}  // namespace

class RunContext::InputView final : public Input {
  public:
    InputView(Contents& contents, Neighbour neighbour)
        : contents_(contents), neighbour_(std::move(neighbour))
    {
    }
    std::string const& uid() const override { return neighbour_.uid; }
    std::string_view name() const override { return neighbour_.name; }
    std::string_view port() const override { return neighbour_.port; }
    bool available() const override { return contents_.fate(neighbour_.data) != Fate::absent; }
    Payload read() const override { return content().read(); }
    std::filesystem::path path() const override { return content().path(); }
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
    Neighbour neighbour_;
};

class RunContext::OutputView final : public Output {
  public:
    OutputView(Contents& contents, Neighbour neighbour, WriteAttempt attempt)
        : contents_(contents), neighbour_(std::move(neighbour)), attempt_(attempt)
    {
    }
    std::string const& uid() const override { return neighbour_.uid; }
    std::string_view name() const override { return neighbour_.name; }
    std::string_view port() const override { return neighbour_.port; }
    void write(std::span<std::byte const> content) override { contribution().write(content); }
    void put(Payload content) override { contribution().put(std::move(content)); }
    std::filesystem::path path() override { return contribution().path(); }
    bool has_path() const override { return contents_.kind(neighbour_.data).has_path(); }
    std::string data_url() const override { return contents_.get(neighbour_.data).data_url(); }

    void accept()
    {
        if (contribution_) {
            contribution_->accept();
            contribution_.reset();
        }
    }
    std::uint32_t data() const { return neighbour_.data; }

  private:
    Contribution& contribution()
    {
        if (!contribution_) {
            contribution_ = contents_.get(neighbour_.data).contribute(attempt_);
        }
        return *contribution_;
    }

    Contents& contents_;
    Neighbour neighbour_;
    WriteAttempt attempt_;
    std::unique_ptr<Contribution> contribution_;  // made by the first write
};

RunContext::RunContext(RunScene const& scene, RunRequest request)
    : scene_(scene), request_(request), uid_(scene.part.oid(request.app))
{
    auto const& part = scene.part;
    auto const app = request.app;
    part.for_each_input(app, [&](std::uint32_t data, std::uint16_t ports) {
        inputs_.push_back(
            std::make_unique<InputView>(scene.contents, neighbour(scene, data, ports)));
        input_views_.push_back(inputs_.back().get());
    });
    WriteAttempt const attempt{part.drop(app).value, request.attempt};
    part.for_each_output(app, [&](std::uint32_t data, std::uint16_t ports) {
        outputs_.push_back(
            std::make_unique<OutputView>(scene.contents, neighbour(scene, data, ports), attempt));
        output_views_.push_back(outputs_.back().get());
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
