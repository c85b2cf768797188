#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "atoll/core/error.hpp"
#include "atoll/drops/app_drop.hpp"

namespace atl::test {

/// A payload that owns \p content.
[[nodiscard]] inline drops::Payload payload_of(std::string content)
{
    auto owner = std::make_shared<std::string const>(std::move(content));
    auto const bytes = std::as_bytes(std::span{*owner});
    return {owner, bytes};
}

/// An input whose content a test gives.
class FakeInput final : public drops::Input {
  public:
    FakeInput(std::string port, std::string content)
        : port_(std::move(port)), content_(payload_of(std::move(content)))
    {
    }

    [[nodiscard]] std::string const& uid() const override { return uid_; }
    [[nodiscard]] std::string_view name() const override { return name_; }
    [[nodiscard]] std::string_view port() const override { return port_; }
    [[nodiscard]] bool available() const override { return available_; }
    [[nodiscard]] drops::Payload read() const override { return content_; }
    [[nodiscard]] bool streams() const override { return streams_; }
    [[nodiscard]] std::size_t read_some(std::span<std::byte> room) override
    {
        auto const rest = content_.bytes().subspan(read_);
        auto const count = std::min(room.size(), rest.size());
        std::ranges::copy(rest.first(count), room.begin());
        read_ += count;
        return count;
    }
    [[nodiscard]] std::filesystem::path path() const override { return path_; }
    [[nodiscard]] bool has_path() const override { return !path_.empty(); }
    [[nodiscard]] std::string data_url() const override { return "mem://" + uid_; }

    FakeInput& named(std::string name)
    {
        name_ = std::move(name);
        return *this;
    }
    FakeInput& at(std::filesystem::path path)
    {
        path_ = std::move(path);
        return *this;
    }
    FakeInput& streaming()
    {
        streams_ = true;
        return *this;
    }
    FakeInput& missing()
    {
        available_ = false;
        return *this;
    }

  private:
    std::string uid_{"in"};
    std::string name_{"input"};
    std::string port_;
    drops::Payload content_;
    std::filesystem::path path_;
    bool available_{true};
    bool streams_{false};
    std::size_t read_{0};
};

/// An output that keeps what an app writes.
class FakeOutput final : public drops::Output {
  public:
    FakeOutput(std::string uid, std::string port) : uid_(std::move(uid)), port_(std::move(port)) {}

    [[nodiscard]] std::string const& uid() const override { return uid_; }
    [[nodiscard]] std::string_view name() const override { return name_; }
    [[nodiscard]] std::string_view port() const override { return port_; }
    void write(std::span<std::byte const> content) override
    {
        content_.append(reinterpret_cast<char const*>(content.data()), content.size());
    }
    void put(drops::Payload content) override { content_ = std::string{content.text()}; }
    [[nodiscard]] std::filesystem::path path() override { return path_; }
    [[nodiscard]] bool has_path() const override { return !path_.empty(); }
    [[nodiscard]] std::string data_url() const override { return "mem://" + uid_; }
    [[nodiscard]] bool is_folder() const override { return is_folder_; }

    FakeOutput& named(std::string name)
    {
        name_ = std::move(name);
        return *this;
    }
    FakeOutput& at(std::filesystem::path path)
    {
        path_ = std::move(path);
        return *this;
    }
    FakeOutput& folder(std::filesystem::path path)
    {
        is_folder_ = true;
        return at(std::move(path));
    }
    [[nodiscard]] std::string const& content() const { return content_; }

  private:
    std::string uid_;
    std::string name_{"output"};
    std::string port_;
    std::string content_;
    std::filesystem::path path_;
    bool is_folder_{false};
};

/// A run of an app whose surroundings a test gives. Output uids are "out0", "out1", ...
class FakeAppContext final : public drops::AppContext {
  public:
    FakeInput& add_input(std::string content, std::string port = {})
    {
        owned_inputs_.push_back(std::make_unique<FakeInput>(std::move(port), std::move(content)));
        inputs_.push_back(owned_inputs_.back().get());
        return *owned_inputs_.back();
    }
    FakeOutput& add_output(std::string port = {})
    {
        auto uid = "out" + std::to_string(outputs_.size());
        owned_outputs_.push_back(std::make_unique<FakeOutput>(std::move(uid), std::move(port)));
        outputs_.push_back(owned_outputs_.back().get());
        return *owned_outputs_.back();
    }
    void set_ranks(std::vector<int> ranks) { ranks_ = std::move(ranks); }
    void cancel() { cancelled_ = true; }
    [[nodiscard]] std::string const& log_text() const { return log_; }

    [[nodiscard]] std::string const& uid() const override { return uid_; }
    [[nodiscard]] std::span<drops::Input* const> inputs() const override { return inputs_; }
    [[nodiscard]] std::span<drops::Output* const> outputs() const override { return outputs_; }
    [[nodiscard]] std::vector<int> ranks() const override { return ranks_; }
    [[nodiscard]] unsigned attempt() const override { return 1; }
    [[nodiscard]] bool cancelled() const override { return cancelled_; }
    [[nodiscard]] std::filesystem::path const& data_folder() const override { return folder_; }
    void log(std::string_view text) override { log_ += text; }

  private:
    std::string uid_{"app"};
    std::vector<std::unique_ptr<FakeInput>> owned_inputs_;
    std::vector<std::unique_ptr<FakeOutput>> owned_outputs_;
    std::vector<drops::Input*> inputs_;
    std::vector<drops::Output*> outputs_;
    std::vector<int> ranks_;
    std::filesystem::path folder_{std::filesystem::temp_directory_path()};
    std::string log_;
    bool cancelled_{false};
};

}  // namespace atl::test
