#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace atl::drops {

/// A plain C function, made at run time, that calls a C++ function object: for interfaces whose
/// callbacks have no context pointer.
///
/// The C function may be called from any thread, as the function object may, until the closure is
/// destroyed.
class Closure {
  public:
    /// What the C function looks like.
    enum class Shape {
        transfer,  ///< size_t f(char* buffer, size_t size): arguments are buffer and size.
        signal,    ///< void f(void).
        status,    ///< void f(int): the argument is in place of size.
    };
    using Handler = std::function<std::size_t(char* buffer, std::size_t size)>;

    /// \throws Error{internal} when the system does not allow code to be made at run time.
    Closure(Shape shape, Handler handler);
    ~Closure();
    Closure(Closure const&) = delete;
    Closure& operator=(Closure const&) = delete;

    /// The C function, to be cast to a pointer of its shape.
    [[nodiscard]] void* function() const noexcept;

    struct Parts;

  private:
    std::unique_ptr<Parts> parts_;
};

}  // namespace atl::drops
