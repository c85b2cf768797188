#include "drops/data_kinds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "drops/template_set.hpp"

namespace atl::drops {
namespace {

class DataKindsTest : public ::testing::Test {
  protected:
    std::unique_ptr<DataKind const> make(graph::Component component, std::string const& body = "{}")
    {
        auto const spec = graph::DropSpec::parse(body);
        return make_data_kind({spec, component, services, "2024-10-30"});
    }
    IoThread io;
    RankServices services{"s", "/s", "/s/data", "/dev/shm/s", nullptr, &io, nullptr, {}};
};

TEST_F(DataKindsTest, memory_is_freed_and_files_are_kept_by_default)
{
    EXPECT_EQ(make(graph::Component::memory_data)->after_use(), AfterUse::free_memory);
    EXPECT_EQ(make(graph::Component::file_data)->after_use(), AfterUse::keep);
}

TEST_F(DataKindsTest, expiry_is_for_what_does_not_persist)
{
    auto const* const expires = R"({"expireAfterUse":"1","persist":"0"})";
    auto const* const persists = R"({"expireAfterUse":true,"persist":true})";
    EXPECT_EQ(make(graph::Component::file_data, expires)->after_use(), AfterUse::delete_drop);
    EXPECT_EQ(make(graph::Component::memory_data, persists)->after_use(), AfterUse::keep);
    auto const* const precious = R"({"expireAfterUse":true,"persist":false,"precious":true})";
    EXPECT_EQ(make(graph::Component::file_data, precious)->after_use(), AfterUse::keep);
}

TEST_F(DataKindsTest, a_lifespan_is_in_seconds_and_negative_for_none)
{
    auto const of = [](char const* body) { return lifespan_ns(graph::DropSpec::parse(body)); };
    EXPECT_EQ(of(R"({"lifespan":"1.5"})"), 1'500'000'000);
    EXPECT_EQ(of(R"({"lifespan":0})"), 0);
    EXPECT_EQ(of(R"({"lifespan":-1})"), TemplateSet::unlimited);
    EXPECT_EQ(of(R"({"lifespan":1e300})"), TemplateSet::unlimited);
    EXPECT_EQ(of("{}"), TemplateSet::unlimited);
}

TEST_F(DataKindsTest, only_memory_travels_and_paths_that_others_cannot_know)
{
    auto const carriage = [this](graph::Component component, std::string const& body = "{}") {
        return make(component, body)->carriage(Standing::owner);
    };
    EXPECT_EQ(carriage(graph::Component::memory_data), Carriage::bytes);
    EXPECT_EQ(carriage(graph::Component::file_data, R"({"filepath":"a"})"), Carriage::none);
    EXPECT_EQ(carriage(graph::Component::file_data), Carriage::path);
    EXPECT_EQ(carriage(graph::Component::hdf5_data), Carriage::none);
    EXPECT_EQ(carriage(graph::Component::null_data), Carriage::none);
}

TEST_F(DataKindsTest, refuses_paths_that_no_drop_could_have)
{
    EXPECT_THROW(make(graph::Component::file_data, R"({"filepath":"$NO_SUCH_VARIABLE/x"})"), Error);
    EXPECT_THROW(make(graph::Component::file_data, R"({"filepath":"{bean}"})"), Error);
}

TEST_F(DataKindsTest, refuses_what_cannot_be_kept_here)
{
    EXPECT_THROW(make(graph::Component::external_data), Error);
}

}  // namespace
}  // namespace atl::drops
