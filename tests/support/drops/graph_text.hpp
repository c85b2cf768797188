#pragma once

#include <string>
#include <vector>

namespace atl::test {

/// A relation: the other drop and the name of the port on this side.
struct Link {
    std::string oid;
    std::string port;
};

/// JSON of a graph in a few words. Text is not escaped.
class GraphText {
  public:
    /// A data drop of class `dlg.data.drops.<kind>`; \p more is further JSON members.
    GraphText& data(std::string const& oid, std::string const& kind, std::string const& more = "")
    {
        auto const dropclass = kind.starts_with("atoll.") ? kind : "dlg.data.drops." + kind;
        return add(oid, "Data", dropclass, more);
    }
    /// An app drop of class `dlg.apps.<kind>` (or `atoll.apps...`).
    GraphText& app(std::string const& oid,
                   std::string const& kind,
                   std::vector<Link> const& inputs,
                   std::vector<Link> const& outputs,
                   std::string const& more = "")
    {
        auto const dropclass = kind.starts_with("atoll.") ? kind : "dlg.apps." + kind;
        auto members = R"("inputs":)" + links(inputs) + R"(,"outputs":)" + links(outputs);
        return add(oid, "Application", dropclass, members + (more.empty() ? "" : "," + more));
    }
    [[nodiscard]] std::string json() const { return "[" + drops_ + ",{}]"; }

  private:
    static std::string links(std::vector<Link> const& links)
    {
        std::string list;
        for (auto const& [oid, port] : links) {
            list += (list.empty() ? "" : ",");
            list += port.empty() ? "\"" + oid + "\"" : R"({")" + oid + R"(":")" + port + R"("})";
        }
        return "[" + list + "]";
    }
    GraphText& add(std::string const& oid,
                   std::string const& type,
                   std::string const& dropclass,
                   std::string const& more)
    {
        drops_ += (drops_.empty() ? "" : ",\n") + (R"({"oid":")" + oid) + R"(","categoryType":")" +
                  type + R"(","dropclass":")" + dropclass + "\"" +
                  (more.empty() ? "" : "," + more) + "}";
        return *this;
    }

    std::string drops_;
};

inline std::string const bash = "bash_shell_app.BashShellApp";
inline std::string const file = "file.FileDROP";
inline std::string const memory = "memory.InMemoryDROP";

/// An argument of an app, for applicationArgs.
[[nodiscard]] inline std::string port(std::string const& name,
                                      std::string const& usage,
                                      std::string const& encoding,
                                      std::string const& value = "")
{
    return "\"" + name + R"(":{"name":")" + name + R"(","value":")" + value + R"(","usage":")" +
           usage + R"(","encoding":")" + encoding + "\"}";
}

}  // namespace atl::test
