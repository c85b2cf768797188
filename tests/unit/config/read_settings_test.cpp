#include "atoll/config/read_settings.hpp"

#include <algorithm>
#include <fstream>

#include "atoll/core/error.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::config {
namespace {

using ::testing::HasSubstr;

class ReadSettingsTest : public session::ScratchFolderTest {
  protected:
    SettingsPlaces places;

    void write(std::string const& text)
    {
        places.file = scratch() / "settings.yaml";
        std::ofstream{*places.file} << text;
    }

    static SettingReport row(SettingsResult const& result, std::string const& key)
    {
        return *std::ranges::find(result.report, key, &SettingReport::key);
    }
};

TEST_F(ReadSettingsTest, start_from_the_defaults_and_say_so)
{
    auto const result = read_settings(places);
    EXPECT_EQ(result.settings, Settings{});
    EXPECT_EQ(to_string(row(result, "launcher").origin), "default");
    EXPECT_EQ(result.report.size(), setting_names().size());
}

TEST_F(ReadSettingsTest, rank_file_environment_and_command_line)
{
    write("launcher: mpirun\npartition: round-robin\nnodes: 2\n");
    places.environment = {{"ATOLL_PARTITION", "as-given"}, {"ATOLL_NODES", "3"}};
    places.sets = {"nodes=4"};
    auto const result = read_settings(places);
    EXPECT_EQ(result.settings.launcher, Launcher::mpirun);
    EXPECT_EQ(result.settings.partition, "as-given");
    EXPECT_EQ(result.settings.nodes, 4U);
    EXPECT_EQ(to_string(row(result, "nodes").origin), "--set nodes");
    EXPECT_EQ(to_string(row(result, "partition").origin), "environment ATOLL_PARTITION");
    EXPECT_THAT(to_string(row(result, "launcher").origin), HasSubstr("settings.yaml:1:11"));
}

TEST_F(ReadSettingsTest, hand_over_options_of_the_engine)
{
    write("engine: {transport: tcp}\n");
    places.sets = {"engine.queue=4"};
    auto const result = read_settings(places);
    EXPECT_EQ(result.settings.engine,
              (std::map<std::string, std::string>{{"transport", "tcp"}, {"queue", "4"}}));
}

TEST_F(ReadSettingsTest, suggest_words_for_mistyped_values_and_keys)
{
    places.sets = {"partition=min-metis", "partition=mets", "luncher=auto"};
    auto const problems = read_settings(places).diagnostics.render();
    EXPECT_THAT(problems, HasSubstr("unknown partition 'min-metis'"));
    EXPECT_THAT(problems, HasSubstr("did you mean 'metis'?"));
    EXPECT_THAT(problems, HasSubstr("unknown setting 'luncher'\n  hint: did you mean 'launcher'?"));
}

TEST_F(ReadSettingsTest, name_the_file_that_cannot_be_read)
{
    places.file = scratch() / "absent.yaml";
    EXPECT_THROW(static_cast<void>(read_settings(places)), Error);
}

TEST_F(ReadSettingsTest, agree_with_the_annotated_file)
{
    places.file = std::filesystem::path{ATOLL_SOURCE_DIR} / "yaml" / "settings.yaml";
    auto const result = read_settings(places);
    EXPECT_EQ(result.diagnostics.render(), "");
    EXPECT_EQ(result.settings, Settings{});
    for (auto const& setting : result.report) {
        EXPECT_THAT(setting.origin.source, HasSubstr("settings.yaml")) << setting.key;
    }
}

TEST(IsSetting, tells_settings_from_keys_of_a_cluster_file)
{
    EXPECT_TRUE(is_setting("launcher"));
    EXPECT_TRUE(is_setting("poll-interval"));
    EXPECT_TRUE(is_setting("engine.x"));
    EXPECT_FALSE(is_setting("walltime"));
}

}  // namespace
}  // namespace atl::config
