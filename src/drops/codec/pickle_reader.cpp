#include <algorithm>
#include <charconv>
#include <iterator>
#include <unordered_map>

#include <fmt/format.h>

#include "atoll/drops/codec.hpp"

#include "drops/codec/pickle_atoms.hpp"
#include "drops/codec/pickle_input.hpp"
#include "drops/codec/pickle_objects.hpp"
#include "drops/codec/pickle_opcodes.hpp"
#include "drops/codec/value_check.hpp"

namespace atl::drops {
namespace {

constexpr unsigned newest_protocol = 5;

/// The stack machine that a pickle is a program for.
///
/// Each group of instructions is one function, which returns false when the instruction is not of
/// its group. Atoms (numbers, texts, bytes) are read elsewhere.
class Machine {
  public:
    explicit Machine(std::string_view content) : input_(content), objects_(input_) {}

    [[nodiscard]] PyValue run()
    {
        for (;;) {
            auto const opcode = static_cast<Opcode>(input_.integer<std::uint8_t>());
            if (opcode == Opcode::stop) {
                auto result = pop();
                check_value(result);
                objects_.check();
                objects_.release();
                return result;
            }
            if (auto atom = read_pickle_atom(opcode, input_)) {
                push(std::move(*atom));
            } else if (!container(opcode) && !stack(opcode) && !memory(opcode) && !object(opcode)) {
                input_.fail(fmt::format("instruction 0x{:02x} is not known, or not allowed here",
                                        static_cast<unsigned>(opcode)));
            }
        }
    }

  private:
    void push(PyValue value) { stack_.push_back(std::move(value)); }

    [[nodiscard]] std::size_t floor() const { return marks_.empty() ? 0 : marks_.back(); }

    [[nodiscard]] PyValue pop()
    {
        if (stack_.size() <= floor()) {
            input_.fail("the stack is empty");
        }
        auto value = std::move(stack_.back());
        stack_.pop_back();
        return value;
    }

    [[nodiscard]] PyValue const& top() const
    {
        if (stack_.size() <= floor()) {
            input_.fail("the stack is empty");
        }
        return stack_.back();
    }

    /// Everything above the last mark, which is taken away, too.
    [[nodiscard]] PyValue::Items pop_mark()
    {
        if (marks_.empty()) {
            input_.fail("a mark is missing");
        }
        auto const first = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
        PyValue::Items items{std::make_move_iterator(first), std::make_move_iterator(stack_.end())};
        stack_.erase(first, stack_.end());
        marks_.pop_back();
        return items;
    }

    [[nodiscard]] bool container(Opcode opcode)
    {
        switch (opcode) {
            case Opcode::empty_list:
                push(objects_.list({}));
                return true;
            case Opcode::empty_dict:
                push(objects_.dict({}));
                return true;
            case Opcode::empty_set:
                push(objects_.set({}));
                return true;
            case Opcode::empty_tuple:
                push(objects_.tuple({}));
                return true;
            case Opcode::list:
                push(objects_.list(pop_mark()));
                return true;
            case Opcode::tuple:
                push(objects_.tuple(pop_mark()));
                return true;
            case Opcode::frozenset:
                push(objects_.set(pop_mark()));
                return true;
            case Opcode::dict:
                push(objects_.dict(pairs(pop_mark())));
                return true;
            case Opcode::tuple1:
            case Opcode::tuple2:
            case Opcode::tuple3:
                short_tuple(static_cast<unsigned>(opcode) - static_cast<unsigned>(Opcode::tuple1));
                return true;
            default:
                return additions(opcode);
        }
    }

    [[nodiscard]] bool additions(Opcode opcode)
    {
        switch (opcode) {
            case Opcode::append:
                append(one_popped());
                return true;
            case Opcode::appends:
            case Opcode::additems:
                append(pop_mark());
                return true;
            case Opcode::setitem: {
                auto value = pop();
                auto key = pop();
                insert({{std::move(key), std::move(value)}});
                return true;
            }
            case Opcode::setitems:
                insert(pairs(pop_mark()));
                return true;
            default:
                return false;
        }
    }

    [[nodiscard]] PyValue::Items one_popped()
    {
        PyValue::Items items;
        items.push_back(pop());
        return items;
    }

    void short_tuple(unsigned last)
    {
        PyValue::Items items(last + 1);
        for (auto item = items.rbegin(); item != items.rend(); ++item) {
            *item = pop();
        }
        push(objects_.tuple(std::move(items)));
    }

    [[nodiscard]] PyValue::Entries pairs(PyValue::Items items) const
    {
        if (items.size() % 2 != 0) {
            input_.fail("a key has no value");
        }
        PyValue::Entries entries;
        for (std::size_t index = 0; index < items.size(); index += 2) {
            entries.emplace_back(std::move(items[index]), std::move(items[index + 1]));
        }
        return entries;
    }

    void append(PyValue::Items items)
    {
        auto const* const list = top().get<PyValue::List>();
        auto const* const set = top().get<PyValue::Set>();
        if (list == nullptr && set == nullptr) {
            input_.fail(fmt::format("items are added to a {}", top().type_name()));
        }
        auto& target = list != nullptr ? *list->items : *set->items;
        std::ranges::move(items, std::back_inserter(target));
    }

    void insert(PyValue::Entries entries)
    {
        auto const* const dict = top().get<PyValue::Dict>();
        if (dict == nullptr) {
            input_.fail(fmt::format("keys are added to a {}", top().type_name()));
        }
        std::ranges::move(entries, std::back_inserter(*dict->entries));
    }

    [[nodiscard]] bool stack(Opcode opcode)
    {
        switch (opcode) {
            case Opcode::mark:
                marks_.push_back(stack_.size());
                return true;
            case Opcode::pop_mark:
                std::ignore = pop_mark();
                return true;
            case Opcode::pop:
                if (!marks_.empty() && marks_.back() == stack_.size()) {
                    marks_.pop_back();
                } else {
                    std::ignore = pop();
                }
                return true;
            case Opcode::dup:
                push(PyValue{top()});
                return true;
            case Opcode::frame:
                std::ignore = input_.integer<std::uint64_t>();
                return true;
            case Opcode::readonly_buffer:
                return true;
            case Opcode::proto:
                if (input_.integer<std::uint8_t>() > newest_protocol) {
                    input_.fail("its protocol is newer than 5");
                }
                return true;
            default:
                return false;
        }
    }

    [[nodiscard]] bool memory(Opcode opcode)
    {
        switch (opcode) {
            case Opcode::memoize:
                memo_[memo_.size()] = top();
                return true;
            case Opcode::binput:
                memo_[input_.integer<std::uint8_t>()] = top();
                return true;
            case Opcode::long_binput:
                memo_[input_.integer<std::uint32_t>()] = top();
                return true;
            case Opcode::put:
                memo_[index_line()] = top();
                return true;
            case Opcode::binget:
                recall(input_.integer<std::uint8_t>());
                return true;
            case Opcode::long_binget:
                recall(input_.integer<std::uint32_t>());
                return true;
            case Opcode::get:
                recall(index_line());
                return true;
            default:
                return false;
        }
    }

    [[nodiscard]] std::uint64_t index_line()
    {
        auto const line = input_.line();
        std::uint64_t index = 0;
        auto const [end, error] = std::from_chars(line.data(), line.data() + line.size(), index);
        if (error != std::errc{} || end != line.data() + line.size()) {
            input_.fail("an index is expected");
        }
        return index;
    }

    void recall(std::uint64_t index)
    {
        auto const found = memo_.find(index);
        if (found == memo_.end()) {
            input_.fail(fmt::format("nothing was stored as number {}", index));
        }
        push(found->second);
    }

    [[nodiscard]] bool object(Opcode opcode)
    {
        switch (opcode) {
            case Opcode::global: {
                auto const module = input_.line();
                push(objects_.global(module, input_.line()));
                return true;
            }
            case Opcode::stack_global: {
                auto const name = pop();
                auto const module = pop();
                if (name.as_text() == nullptr || module.as_text() == nullptr) {
                    input_.fail("a class has no name");
                }
                push(objects_.global(*module.as_text(), *name.as_text()));
                return true;
            }
            case Opcode::reduce:
            case Opcode::newobj: {
                auto const arguments = pop();
                push(objects_.call(pop(), arguments));
                return true;
            }
            case Opcode::build: {
                auto const state = pop();
                objects_.build(top(), state);
                return true;
            }
            case Opcode::persid:
            case Opcode::binpersid:
                input_.fail("it refers to an object outside itself");
            default:
                return false;
        }
    }

    PickleInput input_;
    PickleObjects objects_;  ///< Destroyed after the values below, which it keeps alive.
    std::vector<PyValue> stack_;
    std::vector<std::size_t> marks_;  ///< Heights of the stack.
    std::unordered_map<std::uint64_t, PyValue> memo_;
};

}  // namespace

PyValue read_pickle(std::span<std::byte const> content)
{
    return Machine{{reinterpret_cast<char const*>(content.data()), content.size()}}.run();
}

}  // namespace atl::drops
