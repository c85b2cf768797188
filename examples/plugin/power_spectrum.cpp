// A component of one's own: docs/tutorials/write-a-component.md explains it step by step.
#include <cmath>
#include <complex>
#include <numbers>
#include <stdexcept>
#include <string>
#include <vector>

#include "atoll/drops/codec.hpp"
#include "atoll/drops/plugin.hpp"

namespace {

using atl::drops::AppContext;
using atl::drops::AppDrop;
using atl::drops::AppResult;
using atl::drops::Input;
using atl::drops::NdArray;

/// The numbers of an input: an array or a list, as Python's or Atoll's components write them.
[[nodiscard]] std::vector<double> numbers_in(Input const& input)
{
    auto const content = input.read();
    auto const array = atl::drops::to_array(atl::drops::decode("dill", content.bytes()));
    std::vector<double> numbers;
    for (std::size_t index = 0; index < array.size(); ++index) {
        auto const number = atl::drops::number_at(array, index);
        if (!number) {
            throw std::runtime_error{"'" + input.uid() + "' holds something that is no number"};
        }
        numbers.push_back(*number);
    }
    return numbers;
}

/// Power at the frequencies 0 to half the number of samples. A plain sum: clear, not fast.
[[nodiscard]] std::vector<double> power_spectrum(std::vector<double> const& samples)
{
    auto const count = static_cast<double>(samples.size());
    std::vector<double> power;
    for (std::size_t frequency = 0; 2 * frequency <= samples.size() && count > 0; ++frequency) {
        std::complex<double> sum;
        for (std::size_t time = 0; time < samples.size(); ++time) {
            auto const turns = static_cast<double>(frequency * time % samples.size()) / count;
            sum += samples[time] * std::polar(1.0, -2 * std::numbers::pi * turns);
        }
        power.push_back(std::norm(sum) / count);
    }
    return power;
}

/// Writes the power spectrum of its only input to all outputs, as a numpy array.
class PowerSpectrum final : public AppDrop {
  public:
    /// Called once for each node of the graph; an exception here refuses the graph.
    explicit PowerSpectrum(atl::graph::DropSpec const& spec)
        : scale_(spec.get("scale").as_number().value_or(1.0))
    {
    }

    /// Called for each drop, from several threads at once.
    [[nodiscard]] AppResult run(AppContext& context) const override
    {
        if (context.inputs().size() != 1) {
            return AppResult::failure("a power spectrum needs exactly one input");
        }
        auto power = power_spectrum(numbers_in(*context.inputs()[0]));
        for (auto& value : power) {
            value *= scale_;
        }
        context.log("power at " + std::to_string(power.size()) + " frequencies\n");
        auto const pickle =
            atl::drops::write_pickle(atl::drops::PyValue::array(atl::drops::make_array(power)));
        for (auto* const output : context.outputs()) {
            output->write(std::as_bytes(std::span{pickle}));
        }
        return AppResult::success();
    }

  private:
    double scale_;
};

}  // namespace

ATOLL_PLUGIN({"PowerSpectrum", &atl::drops::make_plugin_app<PowerSpectrum>});
