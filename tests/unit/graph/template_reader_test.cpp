#include "graph/template_reader.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;
using ::testing::HasSubstr;

/// Reads a template as drop 'x' of g.json.
class TemplateReaderTest : public ::testing::Test {
  protected:
    TemplateFacts facts(std::string_view body)
    {
        return reader_.read(body, diagnostics_, {"g.json", "/3", "x"});
    }
    /// What is wrong with an app that has \p fields too.
    std::string wrong_with_app(std::string_view fields)
    {
        diagnostics_ = {};
        static_cast<void>(facts(fmt::format(
            R"({{"categoryType":"Application","dropclass":"dlg.apps.simple.CopyApp",{}}})",
            fields)));
        return diagnostics_.problems().empty() ? "" : problem(diagnostics_);
    }

    TemplateReader reader_;
    Diagnostics diagnostics_;
};

TEST_F(TemplateReaderTest, reads_the_limits_of_an_app)
{
    auto const app = facts(
        R"({"categoryType":"Application","dropclass":"dlg.apps.simple.CopyApp","name":"n","weight":"2.5",)"
        R"("num_cpus":4,"n_tries":"3","input_error_threshold":50,"n_effective_inputs":2,)"
        R"("block_skip":"1"})");
    EXPECT_EQ(diagnostics_.render(), "");
    EXPECT_EQ(app.name, "n");
    EXPECT_EQ(app.properties.kind, DropKind::app);
    EXPECT_FLOAT_EQ(app.properties.weight, 2.5F);
    EXPECT_EQ(app.properties.num_cpus, 4);
    EXPECT_EQ(app.properties.n_tries, 3);
    EXPECT_EQ(app.properties.input_error_threshold, 50);
    EXPECT_EQ(app.properties.n_effective_inputs, -1) << "a barrier";
    EXPECT_TRUE(app.properties.block_skip);
}

TEST_F(TemplateReaderTest, lets_a_plugin_fire_before_all_inputs_are_there)
{
    auto const app = facts(
        R"({"categoryType":"Application","dropclass":"atoll.plugin:x.so:y","n_effective_inputs":2})");
    EXPECT_EQ(app.properties.n_effective_inputs, 2);
}

TEST_F(TemplateReaderTest, lets_an_argument_win_over_the_key)
{
    auto const app =
        facts(R"({"categoryType":"Application","dropclass":"dlg.apps.simple.CopyApp","n_tries":1,)"
              R"("applicationArgs":{"n_tries":{"value":5}}})");
    EXPECT_EQ(app.properties.n_tries, 5);
}

TEST_F(TemplateReaderTest, takes_empty_values_for_defaults)
{
    EXPECT_EQ(wrong_with_app(R"("n_tries":"","num_cpus":null,"input_error_threshold":"")"), "");
}

TEST_F(TemplateReaderTest, says_which_number_is_wrong_and_what_would_be_right)
{
    EXPECT_EQ(
        wrong_with_app(R"("n_tries":"x")"),
        "g.json: /3/n_tries (drop 'x') | n_tries is 'x' | it must be a whole number from 1 to "
        "65535");
    EXPECT_THAT(wrong_with_app(R"("n_tries":0)"), HasSubstr("from 1"));
    EXPECT_THAT(wrong_with_app(R"("input_error_threshold":101)"), HasSubstr("from -1 to 100"));
    EXPECT_THAT(wrong_with_app(R"("n_effective_inputs":0)"), HasSubstr("-1 (all inputs)"));
    EXPECT_THAT(wrong_with_app(R"("n_effective_inputs":-2)"), HasSubstr("from -1"));
    EXPECT_THAT(wrong_with_app(R"("num_cpus":-1)"), HasSubstr("num_cpus is '-1'"));
    EXPECT_THAT(wrong_with_app(R"("weight":-1)"), HasSubstr("not negative"));
}

TEST_F(TemplateReaderTest, reads_weights_of_every_age)
{
    EXPECT_FLOAT_EQ(facts(R"({"categoryType":"Data","data_volume":"7"})").properties.weight, 7);
    EXPECT_FLOAT_EQ(facts(R"({"type":"plain","storage":"memory","dw":3})").properties.weight, 3);
    EXPECT_FLOAT_EQ(facts(R"({"categoryType":"Data"})").properties.weight, 1);
}

TEST_F(TemplateReaderTest, reads_old_dialects)
{
    auto const component = [this](std::string_view body) {
        return facts(body).properties.component;
    };
    EXPECT_EQ(component(R"({"type":"plain","storage":"memory"})"), Component::memory_data);
    EXPECT_EQ(component(R"({"type":"plain","storage":"ngas"})"), Component::external_data);
    EXPECT_EQ(component(R"({"type":"app","app":"dfms.apps.simple.SleepApp"})"),
              Component::sleep_app);
    EXPECT_EQ(component(R"({"type":"container","container":"dfms.drop.DirectoryContainer"})"),
              Component::directory_data);
    EXPECT_EQ(component(R"({"type":"socket"})"), Component::socket_listener_app);
    EXPECT_EQ(component(R"({"categoryType":"data","storage":"File"})"), Component::file_data);
    EXPECT_EQ(component(R"({"categoryType":"data"})"), Component::file_data);
    EXPECT_EQ(component(R"({"categoryType":"container"})"), Component::container_data);
    EXPECT_EQ(component(R"({"categoryType":"Service","dropclass":"dlg.apps.simple.CopyApp"})"),
              Component::copy_app);
    EXPECT_EQ(component(R"({"type":"app","appclass":"dlg.apps.simple.CopyApp"})"),
              Component::copy_app);
    EXPECT_EQ(diagnostics_.render(), "");
}

TEST_F(TemplateReaderTest, names_the_nearest_class_of_an_unknown_one)
{
    static_cast<void>(
        facts(R"({"categoryType":"Application","dropclass":"dlg.apps.simple.SleepAp"})"));
    EXPECT_EQ(problem(diagnostics_),
              "g.json: /3/dropclass (drop 'x') | unknown component 'dlg.apps.simple.SleepAp' | did "
              "you mean 'dlg.apps.simple.SleepApp'?");
}

TEST_F(TemplateReaderTest, only_warns_of_apps_that_nothing_here_can_run)
{
    auto const unknown =
        facts(R"({"categoryType":"Application","dropclass":"dlg.apps.simple.SleepAp"})");
    auto const nameless = facts(R"({"categoryType":"Application"})");
    EXPECT_EQ(unknown.properties.support, Support::unknown);
    EXPECT_EQ(nameless.properties.support, Support::incomplete);
    EXPECT_THAT(problem(diagnostics_, 1), HasSubstr("app drop without a class"));
    EXPECT_EQ(diagnostics_.count(Severity::warning), 2U);
    EXPECT_FALSE(diagnostics_.has_errors());
}

TEST_F(TemplateReaderTest, refuses_drops_without_category)
{
    static_cast<void>(facts(R"({"dropclass":"dlg.apps.simple.CopyApp"})"));
    EXPECT_THAT(problem(diagnostics_, 0), HasSubstr("drop without categoryType"));
    static_cast<void>(facts(R"({"categoryType":"Aplication"})"));
    EXPECT_THAT(problem(diagnostics_, 1), HasSubstr("did you mean 'Application'?"));
}

TEST_F(TemplateReaderTest, takes_an_error_threshold_below_zero_as_none)
{
    auto const read =
        facts(R"({"categoryType":"Application","dropclass":"dlg.apps.simple.CopyApp",)"
              R"("input_error_threshold":-1})");
    EXPECT_EQ(read.properties.input_error_threshold, 0U);
    EXPECT_EQ(diagnostics_.count(Severity::warning), 1U);
    EXPECT_THAT(wrong_with_app(R"("input_error_threshold":-2)"), HasSubstr("from -1 to 100"));
}

TEST_F(TemplateReaderTest, finds_an_empty_shell_command_incomplete)
{
    auto const shell = [this](std::string_view fields) {
        diagnostics_ = {};
        auto const read = facts(fmt::format(
            R"({{"categoryType":"Application","dropclass":"dlg.apps.bash_shell_app.BashShellApp"{}}})",
            fields));
        EXPECT_FALSE(diagnostics_.has_errors());
        return read.properties.support == Support::incomplete &&
               diagnostics_.count(Severity::warning) == 1;
    };
    EXPECT_TRUE(shell(""));
    EXPECT_TRUE(shell(R"(,"command":"")"));
    EXPECT_FALSE(shell(R"(,"command":"ls")"));
    EXPECT_FALSE(shell(R"(,"Arg01":"ls")"));
    EXPECT_FALSE(shell(R"(,"applicationArgs":{"command":{"value":"ls"}})"));
    EXPECT_FALSE(shell(R"(,"applicationArgs":{"command":{"value":"","usage":"InputPort"}})"));
}

TEST_F(TemplateReaderTest, allows_lifespan_beside_expire_after_use_but_it_must_be_a_number)
{
    static_cast<void>(facts(R"({"categoryType":"Data","lifespan":10,"expireAfterUse":true})"));
    EXPECT_EQ(diagnostics_.render(), "");
    static_cast<void>(facts(R"({"categoryType":"Data","lifespan":"long"})"));
    EXPECT_THAT(problem(diagnostics_), HasSubstr("lifespan is 'long'"));
}

TEST_F(TemplateReaderTest, tells_which_path_must_be_there)
{
    auto const path = [this](std::string_view fields) {
        return facts(fmt::format(R"({{"categoryType":"Data",{}}})", fields)).filepath;
    };
    std::string const file =
        R"("dropclass":"dlg.data.drops.file.FileDROP","check_filepath_exists":true,)";
    EXPECT_EQ(path(file + R"("dirname":"/in","filepath":"a.txt")"), "/in/a.txt");
    EXPECT_EQ(path(file + R"("dirname":"/in","filepath":"/a.txt")"), "/a.txt");
    std::string const folder = R"("dropclass":"dlg.data.drops.directory.DirectoryDROP",)";
    EXPECT_EQ(path(folder + R"("dirname":"/in","check_exists":"1")"), "/in");
    EXPECT_EQ(path(folder + R"("dirname":"/in","check_exists":1,"create_if_missing":1)"), "");
    EXPECT_EQ(path(folder + R"("dirname":"/in")"), "");
}

TEST_F(TemplateReaderTest, warns_of_what_has_no_effect)
{
    static_cast<void>(facts(
        R"({"categoryType":"Data","dropclass":"dlg.data.drops.file.FileDROP","expectedSize":5})"));
    EXPECT_THAT(problem(diagnostics_), HasSubstr("expectedSize has no effect"));
    EXPECT_THAT(wrong_with_app(R"("executionMode":"EXTERNAL")"),
                HasSubstr("executionMode has no effect"));
    EXPECT_EQ(wrong_with_app(R"("executionMode":"DROP")"), "");
}

TEST_F(TemplateReaderTest, marks_comments_as_ignored)
{
    EXPECT_TRUE(facts(R"({"categoryType":"Other"})").ignored);
    EXPECT_TRUE(facts(R"({"categoryType":"Unknown","dropclass":null})").ignored);
    EXPECT_FALSE(facts(R"({"categoryType":"Data"})").ignored);
    EXPECT_FALSE(facts(R"({"categoryType":"Unknown","dropclass":"CopyApp"})").ignored);
}

TEST_F(TemplateReaderTest, hashes_what_is_said_and_not_how)
{
    auto const hash = facts(R"({"categoryType":"Data","a":[1,2]})").content_hash;
    EXPECT_EQ(facts(R"({ "a" : [1, 2], "categoryType": "Data" })").content_hash, hash);
    EXPECT_NE(facts(R"({"categoryType":"Data","a":[2,1]})").content_hash, hash);
}

TEST_F(TemplateReaderTest, refuses_flags_that_are_neither_true_nor_false)
{
    EXPECT_THAT(wrong_with_app(R"("block_skip":"maybe")"),
                HasSubstr("/3/block_skip (drop 'x') | block_skip is 'maybe' | it must be true or "
                          "false"));
    for (auto const* const flag : {"persist", "precious", "expireAfterUse", "create_if_missing"}) {
        diagnostics_ = {};
        static_cast<void>(facts(fmt::format(R"({{"categoryType":"Data","{}":"maybe"}})", flag)));
        EXPECT_THAT(problem(diagnostics_), HasSubstr("it must be true or false")) << flag;
    }
    diagnostics_ = {};
    static_cast<void>(facts(R"({"categoryType":"Data","persist":"Yes","precious":null})"));
    EXPECT_EQ(diagnostics_.render(), "");
}

TEST_F(TemplateReaderTest, warns_of_keys_that_stand_there_twice_and_takes_the_last)
{
    auto const app =
        facts(R"({"categoryType":"Application","dropclass":"dlg.apps.simple.CopyApp","n_tries":2,)"
              R"("n_tries":7})");
    EXPECT_EQ(app.properties.n_tries, 7);
    EXPECT_FALSE(diagnostics_.has_errors());
    EXPECT_THAT(problem(diagnostics_),
                HasSubstr("/3/n_tries (drop 'x') | the key 'n_tries' stands there twice; the last "
                          "one counts"));
}

TEST_F(TemplateReaderTest, says_of_what_is_not_json_only_why)
{
    auto const read = facts(R"({"categoryType":"Data","a":123456789012345678901234567890})");
    EXPECT_NE(read.syntax, "");
    EXPECT_TRUE(read.ignored);
    EXPECT_EQ(diagnostics_.render(), "");
    TemplateReader::report_syntax(read.syntax, diagnostics_, {"g.json", "/3", "x"});
    EXPECT_THAT(problem(diagnostics_), HasSubstr("write larger ones as texts"));
}

TEST_F(TemplateReaderTest, refuses_what_is_not_json_and_what_is_too_large)
{
    EXPECT_NE(facts(R"({"a":})").syntax, "");
    static_cast<void>(facts(std::string(TemplateReader::max_body_size + 1, ' ')));
    EXPECT_THAT(problem(diagnostics_), HasSubstr("67108865 bytes"));
}

}  // namespace
}  // namespace atl::graph
