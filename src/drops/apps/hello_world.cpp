#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

#include "drops/apps/content.hpp"
#include "drops/apps/factories.hpp"
#include "drops/apps/parameter.hpp"

namespace atl::drops {
namespace {

/// What is greeted when content arrives: the first element of a pickled sequence, a pickled value
/// that is none, or the bytes in Python's notation.
[[nodiscard]] std::string name_in(Payload const& content)
{
    PyValue value;
    try {
        value = read_pickle(content.bytes());
    } catch (Error const&) {
        return repr(PyValue::bytes(std::string{content.text()}));
    }
    if (auto const* const items = value.as_sequence(); items != nullptr && !items->empty()) {
        return str(items->front());
    }
    auto const* const array = value.as_array();
    if (array != nullptr && !array->shape.empty() && array->size() > 0) {
        return str(element(*array, 0));
    }
    return str(value);
}

class HelloWorld final : public AppDrop {
  public:
    explicit HelloWorld(graph::DropSpec const& spec) : greet_(spec, "greet", PyValue::text("World"))
    {
    }

    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        if (context.outputs().empty()) {
            return AppResult::failure("the app has no output; it needs at least one");
        }
        put_to_all(context, greeting(context));
        return AppResult::success();
    }

  private:
    [[nodiscard]] std::string greeting(AppContext const& context) const
    {
        auto const greet_by_port = context.input("greet") != nullptr;
        if (context.inputs().empty() || greet_by_port) {
            return "Hello " + greet_.text(context);
        }
        return "Hello, " + name_in(only_input(context).read());
    }

    Parameter greet_;
};

}  // namespace

std::unique_ptr<AppDrop const> make_hello_world(AppRecipe const& recipe)
{
    return std::make_unique<HelloWorld const>(recipe.spec);
}

}  // namespace atl::drops
