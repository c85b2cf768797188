#include <memory>

#include <curl/curl.h>
#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "drops/apps/content.hpp"
#include "drops/apps/factories.hpp"
#include "drops/apps/parameter.hpp"

namespace atl::drops {
namespace {

constexpr long time_limit_s = 30;

using Handle = std::unique_ptr<CURL, void (*)(CURL*)>;

[[nodiscard]] Handle make_handle()
{
    static auto const started = ::curl_global_init(CURL_GLOBAL_DEFAULT);
    Handle handle{started == CURLE_OK ? ::curl_easy_init() : nullptr, ::curl_easy_cleanup};
    if (!handle) {
        throw Error{ErrorKind::io, "the library for downloads (libcurl) does not start"};
    }
    return handle;
}

std::size_t append_received(char const* data, std::size_t size, std::size_t count, void* content)
{
    static_cast<std::string*>(content)->append(data, size * count);
    return size * count;
}

int stop_when_cancelled(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<AppContext const*>(context)->cancelled() ? 1 : 0;
}

/// Content at \p url. \throws Error{io} with the reason.
[[nodiscard]] std::string download(std::string const& url, AppContext& context)
{
    auto const handle = make_handle();
    std::string content;
    auto* const curl = handle.get();
    ::curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    ::curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    ::curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    ::curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    ::curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
    ::curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    ::curl_easy_setopt(curl, CURLOPT_TIMEOUT, time_limit_s);
    ::curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append_received);
    ::curl_easy_setopt(curl, CURLOPT_WRITEDATA, &content);
    ::curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    ::curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, stop_when_cancelled);
    ::curl_easy_setopt(curl, CURLOPT_XFERINFODATA, static_cast<void*>(&context));
    if (auto const code = ::curl_easy_perform(curl); code != CURLE_OK) {
        throw Error{ErrorKind::io,
                    fmt::format("cannot download '{}': {}", url, ::curl_easy_strerror(code)),
                    fmt::format("the address must answer within {} seconds", time_limit_s)};
    }
    return content;
}

class UrlRetrieve final : public AppDrop {
  public:
    explicit UrlRetrieve(graph::DropSpec const& spec) : url_(spec, "url", PyValue::text("")) {}

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        auto const url = url_.text(context);
        if (!url.starts_with("http://") && !url.starts_with("https://")) {
            return AppResult::failure(
                fmt::format("parameter 'url' is '{}' (must begin with http:// or https://)", url));
        }
        put_to_all(context, download(url, context));
        return AppResult::success();
    }

  private:
    Parameter url_;
};

}  // namespace

std::unique_ptr<AppDrop const> make_url_retrieve(AppRecipe const& recipe)
{
    return std::make_unique<UrlRetrieve const>(recipe.spec);
}

}  // namespace atl::drops
