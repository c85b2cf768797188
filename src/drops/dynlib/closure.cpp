#include "drops/dynlib/closure.hpp"

#include <array>

#include <ffi.h>

#include "atoll/core/error.hpp"

namespace atl::drops {

/// Read by libffi at every call: must not move.
struct Closure::Parts {
    Shape shape;
    Handler handler;
    ffi_cif interface {
    };
    std::array<ffi_type*, 2> arguments{};
    ffi_closure* closure{nullptr};
    void* function{nullptr};

    Parts(Shape the_shape, Handler the_handler) : shape(the_shape), handler(std::move(the_handler))
    {
    }
    Parts(Parts const&) = delete;
    Parts& operator=(Parts const&) = delete;
    ~Parts()
    {
        if (closure != nullptr) {
            ::ffi_closure_free(closure);
        }
    }
};

namespace {

void call(ffi_cif* /*interface*/, void* result, void** arguments, void* user_data)
{
    auto const& parts = *static_cast<Closure::Parts const*>(user_data);
    switch (parts.shape) {
        case Closure::Shape::transfer:
            *static_cast<ffi_arg*>(result) = parts.handler(
                *static_cast<char**>(arguments[0]), *static_cast<std::size_t*>(arguments[1]));
            return;
        case Closure::Shape::signal:
            parts.handler(nullptr, 0);
            return;
        case Closure::Shape::status:
            parts.handler(nullptr, static_cast<std::size_t>(*static_cast<int*>(arguments[0])));
            return;
    }
}

/// libffi's description of the C function of \p parts.
[[nodiscard]] ffi_status describe(Closure::Parts& parts)
{
    auto const with = [&](ffi_type* result, unsigned count) {
        return ::ffi_prep_cif(
            &parts.interface, FFI_DEFAULT_ABI, count, result, parts.arguments.data());
    };
    switch (parts.shape) {
        case Closure::Shape::transfer:
            parts.arguments = {&ffi_type_pointer, &ffi_type_ulong};
            return with(&ffi_type_ulong, 2);
        case Closure::Shape::signal:
            return with(&ffi_type_void, 0);
        case Closure::Shape::status:
            parts.arguments = {&ffi_type_sint, nullptr};
            return with(&ffi_type_void, 1);
    }
    return FFI_BAD_ABI;
}

}  // namespace

Closure::Closure(Shape shape, Handler handler)
    : parts_(std::make_unique<Parts>(shape, std::move(handler)))
{
    auto& parts = *parts_;
    parts.closure =
        static_cast<ffi_closure*>(::ffi_closure_alloc(sizeof(ffi_closure), &parts.function));
    if (parts.closure == nullptr || describe(parts) != FFI_OK ||
        ::ffi_prep_closure_loc(parts.closure, &parts.interface, call, &parts, parts.function) !=
            FFI_OK) {
        throw Error{ErrorKind::internal,
                    "this system does not let libffi make functions at run time",
                    "components in dynamic libraries need it"};
    }
}

Closure::~Closure() = default;

void* Closure::function() const noexcept
{
    return parts_->function;
}

}  // namespace atl::drops
