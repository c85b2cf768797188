#include "drops/codec/pickle_atoms.hpp"

#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

[[nodiscard]] std::string atom(std::string_view pickle)
{
    PickleInput input{pickle};
    auto const opcode = static_cast<Opcode>(input.integer<std::uint8_t>());
    auto const value = read_pickle_atom(opcode, input);
    return value ? repr(*value) : "none of them";
}

TEST(PickleAtoms, old_text_forms_are_read)
{
    EXPECT_EQ(atom("I01\n"), "True");
    EXPECT_EQ(atom("I-7\n"), "-7");
    EXPECT_EQ(atom("L12345678901234567890L\n"), "12345678901234567890");
    EXPECT_EQ(atom("F-inf\n"), "-inf");
    EXPECT_EQ(atom("S'a\\x41'\n"), "'aA'");
    EXPECT_EQ(atom("Vh\\u00e9\n"), "'h\u00e9'");
}

TEST(PickleAtoms, strings_of_python_2_are_text_where_they_can_be)
{
    EXPECT_EQ(atom("U\x02hi"), "'hi'");
    EXPECT_EQ(atom("U\x01\xff"), R"(b'\xff')");
}

TEST(PickleAtoms, other_instructions_are_left_alone)
{
    EXPECT_EQ(atom("("), "none of them");
}

TEST(PickleAtoms, damaged_forms_are_told)
{
    for (auto const* const pickle : {"Ix\n", "F1.5x\n", "S'a\n", "X\x01"}) {
        EXPECT_THROW(std::ignore = atom(pickle), Error) << pickle;
    }
    EXPECT_THROW(std::ignore = atom(std::string_view{"X\x01\x00\x00\x00\xff", 6}), Error);
}

}  // namespace
}  // namespace atl::drops
