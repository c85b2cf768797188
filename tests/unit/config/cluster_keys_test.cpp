#include "config/cluster_keys.hpp"

#include <set>

namespace atl::config {
namespace {

constexpr std::array sections{
    Section::cluster, Section::adapt, Section::scheduler_options, Section::local};

TEST(ClusterKeys, are_found_with_dash_or_underscore)
{
    auto const* const key = find_key(Section::cluster, "job-extra-directives");
    ASSERT_NE(key, nullptr);
    EXPECT_EQ(key, find_key(Section::cluster, "job_extra_directives"));
    EXPECT_EQ(find_key(Section::cluster, "job_extra_directive"), nullptr);
}

TEST(ClusterKeys, are_found_by_their_old_names)
{
    EXPECT_EQ(find_key(Section::cluster, "project")->name, "account");
    EXPECT_EQ(find_key(Section::cluster, "env-extra")->name, "job_script_prologue");
    EXPECT_EQ(find_key(Section::adapt, "project"), nullptr);
}

TEST(ClusterKeys, say_what_they_do_and_are_unique)
{
    for (auto const section : sections) {
        std::set<std::string_view> names;
        for (auto const& key : cluster_keys(section)) {
            EXPECT_TRUE(names.insert(key.name).second) << key.name;
            EXPECT_FALSE(key.effect.empty()) << key.name;
        }
    }
}

TEST(ClusterKeys, old_names_lead_to_keys)
{
    for (auto const& old : old_names()) {
        EXPECT_NE(find_key(Section::cluster, old.name), nullptr) << old.name;
    }
}

TEST(ClusterKeys, store_a_value_in_its_place)
{
    Diagnostics problems;
    ClusterConfig cluster;
    ValueReader const reader{"k", Severity::error, problems};
    auto const number = *parse_yaml("7", "f", problems);
    store(*find_key(Section::cluster, "cores"), number, reader, cluster);
    store(*find_key(Section::adapt, "maximum"), number, reader, cluster);
    store(*find_key(Section::scheduler_options, "port"), number, reader, cluster);
    store(*find_key(Section::cluster, "loop"), number, reader, cluster);
    EXPECT_EQ(cluster.cores, 7U);
    EXPECT_EQ(cluster.adapt->maximum, 7U);
    EXPECT_EQ(cluster.scheduler_options.port, 7U);
}

TEST(ClusterKeys, a_maximum_without_a_bound_is_none_and_a_minimum_is_wrong)
{
    Diagnostics problems;
    ClusterConfig cluster;
    ValueReader const reader{"k", Severity::error, problems};
    auto const infinite = *parse_yaml(".inf", "f", problems);
    store(*find_key(Section::adapt, "maximum"), infinite, reader, cluster);
    EXPECT_TRUE(cluster.adapt);
    EXPECT_FALSE(cluster.adapt->maximum);
    EXPECT_FALSE(problems.has_errors());
    store(*find_key(Section::adapt, "minimum"), infinite, reader, cluster);
    EXPECT_TRUE(problems.has_errors());
}

}  // namespace
}  // namespace atl::config
