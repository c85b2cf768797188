#include "drops/hdf5/element_type.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

using Class = ElementType::Class;

TEST(ElementTypeTest, reads_numpys_long_and_short_names)
{
    EXPECT_EQ(ElementType::parse("float32").size, 4U);
    EXPECT_EQ(ElementType::parse("<f8").size, 8U);
    EXPECT_EQ(ElementType::parse("|u1").kind, Class::natural);
    EXPECT_EQ(ElementType::parse("int64").kind, Class::integer);
    EXPECT_EQ(ElementType::parse(">i2").order, ElementType::Order::big);
    EXPECT_EQ(ElementType::parse("complex64").size, 8U);
}

TEST(ElementTypeTest, refuses_what_cannot_be_kept)
{
    for (auto const* name : {"float", "f3", "int12", "object", "", "U8", "<", "float128"}) {
        EXPECT_THROW(static_cast<void>(ElementType::parse(name)), Error) << name;
    }
}

TEST(ElementTypeTest, has_the_same_size_in_hdf5)
{
    for (auto const* name : {"int8", "uint16", "float32", ">f8", "complex128"}) {
        auto const type = ElementType::parse(name);
        EXPECT_EQ(H5Tget_size(h5_type(type).get()), type.size) << name;
    }
}

}  // namespace
}  // namespace atl::drops
