#include "config/daliuge_ini.hpp"

namespace atl::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

ClusterFile read_ini(std::string const& text)
{
    ClusterFile file;
    read_daliuge_ini(text, "site.ini", file);
    return file;
}

TEST(DaliugeIni, is_told_from_yaml_by_its_first_line)
{
    EXPECT_TRUE(looks_like_ini("; comment\n\n[ENGINE]\nNUM_NODES = 2\n"));
    EXPECT_FALSE(looks_like_ini("[a, b]\n"));
    EXPECT_FALSE(looks_like_ini("cores: 1\n"));
}

TEST(DaliugeIni, gives_account_nodes_and_prologue)
{
    auto const file = read_ini(
        "[ENGINE]\nNUM_NODES = 3\n[FACILITY]\nACCOUNT = pawsey0411\n"
        "MODULES = module use /sw\n  module load python\nVENV = source ${HOME_DIR}/venv\n"
        "HOME_DIR = /home/me\n");
    EXPECT_EQ(file.cluster.account, "pawsey0411");
    EXPECT_EQ(file.cluster.n_workers, 3U);
    EXPECT_THAT(file.cluster.job_script_prologue,
                ElementsAre("module use /sw", "module load python", "source /home/me/venv"));
    EXPECT_FALSE(file.diagnostics.has_errors());
}

TEST(DaliugeIni, refers_to_other_sections_and_escapes_dollars)
{
    auto const file = read_ini("[A]\nUSER = me\n[B]\nDLG_ROOT = /s/${A:USER}/$$x\nLOG_DIR=\n");
    EXPECT_EQ(file.cluster.variables.at("DLG_ROOT"), "/s/me/$x");
    EXPECT_FALSE(file.cluster.variables.contains("LOG_DIR"));
}

TEST(DaliugeIni, leaves_the_shells_own_variables_in_templates_alone)
{
    auto const file = read_ini("[GRAPH]\nPATH = a/b.graph\nUSER = other\nLOG_DIR = /log\n");
    EXPECT_THAT(file.cluster.variables, ElementsAre(Pair("LOG_DIR", "/log")));
    EXPECT_FALSE(file.diagnostics.has_errors());
}

TEST(DaliugeIni, says_what_a_reference_misses)
{
    EXPECT_THAT(read_ini("[A]\nDLG_ROOT = ${NOBODY}\n").diagnostics.render(),
                HasSubstr("site.ini:2:1: '${NOBODY}' of 'dlg_root' is not stated"));
}

TEST(DaliugeIni, survives_references_in_a_circle)
{
    EXPECT_TRUE(read_ini("[A]\nUSER = ${DLG_ROOT}\nDLG_ROOT = ${USER}\n").diagnostics.has_errors());
}

TEST(DaliugeIni, suggests_the_nearest_key)
{
    EXPECT_THAT(read_ini("[A]\nACOUNT = x\n").diagnostics.render(),
                HasSubstr("did you mean 'account'?"));
}

TEST(DaliugeIni, refuses_lines_that_say_nothing)
{
    EXPECT_THAT(read_ini("[A]\nwords\n").diagnostics.render(),
                HasSubstr("'words' is no 'KEY = value'"));
    EXPECT_TRUE(read_ini("[A]\nNUM_NODES = many\n").diagnostics.has_errors());
}

}  // namespace
}  // namespace atl::config
