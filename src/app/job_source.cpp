#include "app/job_source.hpp"

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/session/atomic_file.hpp"

namespace atl::app {
namespace {

namespace fs = std::filesystem;

/// Folder's copy of cluster file \p number, counted from 0.
fs::path copy_of(session::SessionFolder const& folder, std::size_t number)
{
    return number == 0 ? folder.cluster()
                       : folder.path() / fmt::format("cluster-{}.yaml", number + 1);
}

}  // namespace

void keep_job_source(JobPlan const& plan,
                     session::SessionFolder const& folder,
                     session::SessionFile& session)
{
    // Read before anything is written: they may be the copies of the job before.
    std::vector<std::string> texts;
    for (auto const& file : plan.files) {
        texts.push_back(session::read_text(file));
    }
    auto const settings = plan.source.settings_file.empty()
                              ? std::string{}
                              : session::read_text(plan.source.settings_file);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        session::write_atomically(copy_of(folder, i), texts[i]);
    }
    std::error_code ignored;
    for (auto i = texts.size(); fs::remove(copy_of(folder, i), ignored); ++i) {
    }
    if (plan.source.settings_file.empty()) {
        fs::remove(folder.settings(), ignored);
    } else {
        session::write_atomically(folder.settings(), settings);
    }
    session.config_name = plan.source.config_name;
    session.job_settings = plan.source.sets;
}

PlanOptions kept_job_source(session::SessionFolder const& folder,
                            session::SessionFile const& session)
{
    PlanOptions source;
    std::error_code ignored;
    for (std::size_t i = 0; fs::exists(copy_of(folder, i), ignored); ++i) {
        source.cluster_files.push_back(copy_of(folder, i).string());
    }
    if (fs::exists(folder.settings(), ignored)) {
        source.settings_file = folder.settings().string();
    }
    source.config_name = session.config_name;
    source.sets = session.job_settings;
    return source;
}

}  // namespace atl::app
