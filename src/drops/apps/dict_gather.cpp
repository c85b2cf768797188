#include "atoll/drops/codec.hpp"

#include "drops/apps/content.hpp"
#include "drops/apps/factories.hpp"
#include "drops/apps/parameter.hpp"

namespace atl::drops {
namespace {

class DictGather final : public AppDrop {
  public:
    explicit DictGather(graph::DropSpec const& spec)
        : spec_(spec), start_(spec, "value_dict", PyValue::dict({}))
    {
    }

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        auto const start = start_.value(context);
        PyValue::Entries entries;
        if (auto const* const dict = start.get<PyValue::Dict>()) {
            entries = *dict->entries;
        }
        for (auto const& argument : spec_.arguments()) {
            auto const is_port = argument.usage != graph::Argument::Usage::no_port;
            if (!is_port && argument.name != "value_dict") {
                entries.emplace_back(PyValue::text(argument.name), to_py_value(argument.value));
            }
        }
        for (auto const* const input : context.inputs()) {
            if (input->available() && input->port() != "value_dict") {
                entries.emplace_back(PyValue::text(std::string{input->name()}),
                                     read_value(encoding_of(spec_, input->port()), *input));
            }
        }
        put_to_all(context, write_pickle(PyValue::dict(std::move(entries))));
        return AppResult::success();
    }

  private:
    graph::DropSpec spec_;
    Parameter start_;
};

}  // namespace

std::unique_ptr<AppDrop const> make_dict_gather(AppRecipe const& recipe)
{
    return std::make_unique<DictGather const>(recipe.spec);
}

}  // namespace atl::drops
