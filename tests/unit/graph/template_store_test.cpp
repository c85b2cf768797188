#include "graph/template_store.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;

/// A store, and a way to put texts of fields into it.
class TemplateStoreTest : public ::testing::Test {
  protected:
    std::uint32_t put(std::vector<std::string_view> const& spans)
    {
        auto const found = store_.find(spans);
        return found == TemplateStore::absent ? store_.add(spans, diagnostics_, {"g", "/0", "x"})
                                              : found;
    }
    GraphBuilder builder_;
    Diagnostics diagnostics_;
    TemplateStore store_{builder_};
};

TEST_F(TemplateStoreTest, joins_the_pieces_of_a_drop_to_one_object)
{
    auto const id = put({R"("categoryType":"Data")", R"("a":1)"});
    EXPECT_EQ(builder_.body(TemplateId{id}), R"({"categoryType":"Data","a":1})");
}

TEST_F(TemplateStoreTest, finds_equal_fields_again_also_among_many)
{
    for (std::uint32_t i = 0; i < 3000; ++i) {
        auto const number = fmt::format(R"("a":{})", i);
        ASSERT_EQ(put({R"("categoryType":"Data")", number}), i);
    }
    EXPECT_EQ(put({R"("categoryType":"Data")", R"("a":7)"}), 7U);
    EXPECT_EQ(store_.find(std::vector<std::string_view>{R"("categoryType":"Data")"}),
              TemplateStore::absent);
}

TEST_F(TemplateStoreTest, remembers_comments)
{
    EXPECT_EQ(put({R"("categoryType":"Other")"}), TemplateStore::ignored);
    EXPECT_EQ(store_.find(std::vector<std::string_view>{R"("categoryType":"Other")"}),
              TemplateStore::ignored);
}

TEST_F(TemplateStoreTest, reports_a_description_that_is_too_large)
{
    auto const data = R"("x":")" + std::string(TemplateReader::max_body_size, 'x') + '"';
    EXPECT_EQ(put({R"("categoryType":"Data")", data}), TemplateStore::ignored);
    EXPECT_THAT(diagnostics_.render(), ::testing::HasSubstr("description has 67108894 bytes"));
}

TEST_F(TemplateStoreTest, knows_which_files_must_exist)
{
    auto const id = put({R"("categoryType":"Data","filepath":"/x","check_filepath_exists":1)"});
    EXPECT_EQ(store_.filepaths().at(id), "/x");
}

}  // namespace
}  // namespace atl::graph
