#include <iostream>
#include <string>
#include <string_view>

#include <gmock/gmock.h>

namespace {

/// The names of all tests in the source \p file, as --gtest_filter takes them.
std::string tests_in(std::string_view file)
{
    std::string names;
    auto const& all = *testing::UnitTest::GetInstance();
    for (int s = 0; s < all.total_test_suite_count(); ++s) {
        auto const& suite = *all.GetTestSuite(s);
        for (int t = 0; t < suite.total_test_count(); ++t) {
            auto const& test = *suite.GetTestInfo(t);
            if (std::string_view{test.file()}.ends_with(file)) {
                names += std::string{suite.name()} + '.' + test.name() + ':';
            }
        }
    }
    return names;
}

}  // namespace

/// GoogleTest's program with one option more: --source=graph/x_test.cpp runs the tests in that
/// file, and fails without any.
int main(int argc, char** argv)
{
    testing::InitGoogleMock(&argc, argv);
    constexpr std::string_view option = "--source=";
    if (argc == 2 && std::string_view{argv[1]}.starts_with(option)) {
        auto const names = tests_in(std::string{'/'} + (argv[1] + option.size()));
        if (names.empty()) {
            std::cerr << "no test is in a source that ends with '" << argv[1] + option.size()
                      << "'\n";
            return EXIT_FAILURE;
        }
        testing::GTEST_FLAG(filter) = names;
    }
    return RUN_ALL_TESTS();
}
