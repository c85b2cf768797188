#include "drops/data/parameter_set.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

#include "support/drops/bytes.hpp"
#include "support/drops/python.hpp"

namespace atl::drops {
namespace {

[[nodiscard]] std::string content(std::string const& mode)
{
    return parameter_set_content(
        graph::DropSpec::parse(R"({"name": "set", "mode": ")" + mode + R"(", "applicationArgs": {
            "Cimager.shape": {"value": "[3,4]", "type": "String", "description": "a \"size\"",
                              "defaultValue": ""},
            "Cimager.cycles": {"value": 2, "type": "Integer", "description": "how\noften",
                               "defaultValue": 1},
            "Cimager.restore": {"value": true, "type": "Boolean", "description": ""}}})"));
}

/// What all readers of structured forms find.
constexpr auto const* expected =
    "{'Cimager.shape': {'value': '[3,4]', 'description': 'a \"size\"', 'type': 'String', "
    "'default': ''}, 'Cimager.cycles': {'value': 2, 'description': 'how\\noften', 'type': "
    "'Integer', 'default': 1}, 'Cimager.restore': {'value': True, 'description': '', 'type': "
    "'Boolean', 'default': None}}";

TEST(ParameterSet, a_yanda_set_has_a_line_for_each_parameter)
{
    EXPECT_EQ(content("YANDA"), "Cimager.shape=[3,4]\nCimager.cycles=2\nCimager.restore=True\n");
}

TEST(ParameterSet, json_and_pickle_hold_what_the_graph_says)
{
    EXPECT_EQ(repr(parse_json(content("json"))), expected);
    EXPECT_EQ(repr(read_pickle(test::bytes_of(content("pickle")))), expected);
}

TEST(ParameterSet, yaml_is_the_default)
{
    EXPECT_EQ(content(""), content("yaml"));
    EXPECT_THAT(content(""),
                ::testing::StartsWith("\"Cimager.shape\":\n  value: \"[3,4]\"\n  description: "
                                      "\"a \\\"size\\\"\"\n  type: \"String\"\n"));
}

TEST(ParameterSet, python_reads_toml_and_ini)
{
    if (auto const missing = test::Python::missing(); !missing.empty()) {
        GTEST_SKIP() << missing;
    }
    EXPECT_EQ(
        test::Python::run("import tomllib\n"
                          "out(repr(tomllib.loads(data.decode())['Cimager.cycles']).encode())",
                          content("toml")),
        "{'value': 2, 'description': 'how\\noften', 'type': 'Integer', 'default': 1}");
    EXPECT_EQ(test::Python::run("import configparser\n"
                                "c = configparser.ConfigParser()\nc.read_string(data.decode())\n"
                                "out(repr(dict(c['Cimager.cycles'])).encode())",
                                content("ini")),
              "{'value': '2', 'description': 'how often', 'type': 'Integer', 'default': '1'}");
}

TEST(ParameterSet, an_unknown_mode_is_told_with_those_that_are_known)
{
    try {
        std::ignore = content("xml");
        FAIL() << "it was written";
    } catch (Error const& error) {
        EXPECT_EQ(error.problem(), "parameter set 'set' has mode 'xml'");
        EXPECT_EQ(error.hint(), "must be one of: ini, yaml, json, toml, YANDA, pickle");
    }
}

}  // namespace
}  // namespace atl::drops
