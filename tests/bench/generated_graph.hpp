#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <fmt/format.h>

namespace atl::bench {

/// What drops of a generated graph have in common.
enum class Templates : std::uint8_t {
    shared,    ///< All apps have one template, all data another.
    distinct,  ///< Every drop has its own, with another weight and argument.
};

/// Text of a physical graph in the form of DALiuGE's translator: \p pairs apps, each reading two
/// memory drops and filling one; about 750 bytes a drop, relations told by both sides.
class GeneratedGraph {
  public:
    explicit GeneratedGraph(std::uint32_t pairs, Templates templates = Templates::shared)
        : templates_(templates)
    {
        text_.reserve(std::size_t{pairs} * 1500 + 16);
        text_ = "[";
        for (std::uint32_t i = 0; i < pairs; ++i) {
            add_data(i, pairs);
            add_app(i, pairs);
        }
        text_ += "{}]";
    }

    [[nodiscard]] std::string const& text() const noexcept { return text_; }

  private:
    static constexpr char const* data_key = "1_e7fd9d5e-6c71-4285-88ad-590f3991e2c2";
    static constexpr char const* app_key = "1_a0e1a5a8-9592-4e5d-9016-621bdca5a54a";

    void add_data(std::uint32_t i, std::uint32_t pairs)
    {
        auto const path = fmt::format("0-{}-{}", i / 100, i % 100);
        text_ += fmt::format(
            R"({{"oid":"{}_{}","name":"visibilities","categoryType":"Data","category":"Memory",)"
            R"("dropclass":"dlg.data.drops.memory.InMemoryDROP","storage":"Memory",)"
            R"("rank":[0,{},{}],"loop_ctx":null,"weight":5,"applicationArgs":{{}},)"
            R"("componentParams":{{"persist":{{"name":"persist","value":false,"type":"Boolean",)"
            R"("usage":"NoPort","encoding":"dill"}}}},"data_volume":{},"group_end":false,)"
            R"("persist":false,"streaming":false,"iid":"{}","lg_key":"{}",)",
            data_key,
            path,
            i / 100,
            i % 100,
            5 + own(i),
            path,
            data_key);
        if (i > 0) {
            text_ += fmt::format(R"("producers":[{{"{}_{}":"output"}}],)", app_key, index(i - 1));
        }
        text_ += fmt::format(R"("consumers":[{{"{}_{}":"input"}})", app_key, path);
        if (i + 1 < pairs) {
            text_ += fmt::format(R"(,{{"{}_{}":"input"}})", app_key, index(i + 1));
        }
        text_ += fmt::format(R"(],"node":"#{}","island":"#0"}},)", i % 16);
    }

    void add_app(std::uint32_t i, std::uint32_t pairs)
    {
        auto const path = index(i);
        text_ += fmt::format(
            R"({{"oid":"{}_{}","name":"calibrate","categoryType":"Application",)"
            R"("category":"DALiuGEApp","dropclass":"dlg.apps.simple.CopyApp",)"
            R"("storage":"DALiuGEApp","rank":[0,{},{}],"loop_ctx":null,"weight":5,"num_cpus":1,)"
            R"("applicationArgs":{{"bufsize":{{"name":"bufsize","value":65536,"type":"Integer",)"
            R"("usage":"NoPort","encoding":"dill","positional":false}}}},"execution_time":{},)"
            R"("input_error_threshold":0,"n_tries":1,"bufsize":65536,"iid":"{}",)"
            R"("lg_key":"{}","inputs":[)",
            app_key,
            path,
            i / 100,
            i % 100,
            5 + own(i),
            path,
            app_key);
        if (i > 0) {
            text_ += fmt::format(R"({{"{}_{}":"input"}},)", data_key, index(i - 1));
        }
        text_ += fmt::format(R"({{"{}_{}":"input"}}],)", data_key, path);
        if (i + 1 < pairs) {
            text_ += fmt::format(R"("outputs":[{{"{}_{}":"output"}}],)", data_key, index(i + 1));
        }
        text_ += fmt::format(R"("node":"#{}","island":"#0"}},)", i % 16);
    }

    /// What sets drop \p i apart from others of its kind.
    [[nodiscard]] std::uint32_t own(std::uint32_t i) const
    {
        return templates_ == Templates::distinct ? i : 0;
    }
    static std::string index(std::uint32_t i) { return fmt::format("0-{}-{}", i / 100, i % 100); }

    Templates templates_;
    std::string text_;
};

}  // namespace atl::bench
