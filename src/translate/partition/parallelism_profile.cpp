#include "translate/partition/parallelism_profile.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace atl::translate {

std::uint32_t ParallelismProfile::level_at(std::map<double, std::uint32_t> const& level,
                                           double time)
{
    auto const after = level.upper_bound(time);
    return after == level.begin() ? 0 : std::prev(after)->second;
}

void ParallelismProfile::add(double begin, double end, std::uint32_t cpus)
{
    if (!(begin < end) || cpus == 0) {
        return;
    }
    auto const last = level_.try_emplace(end, level_at(level_, end)).first;
    auto piece = level_.try_emplace(begin, level_at(level_, begin)).first;
    for (; piece != last; ++piece) {
        piece->second += cpus;
        peak_ = std::max(peak_, piece->second);
    }
}

void ParallelismProfile::merge(ParallelismProfile&& other)
{
    if (other.level_.size() > level_.size()) {
        std::swap(level_, other.level_);
        std::swap(peak_, other.peak_);
    }
    for (auto piece = other.level_.begin(); piece != other.level_.end(); ++piece) {
        if (auto const next = std::next(piece); next != other.level_.end()) {
            add(piece->first, next->first, piece->second);
        }
    }
    other = {};
}

std::uint32_t ParallelismProfile::peak_with(ParallelismProfile const& other) const
{
    auto const& few = level_.size() < other.level_.size() ? level_ : other.level_;
    auto const& many = level_.size() < other.level_.size() ? other.level_ : level_;
    auto peak = std::max(peak_, other.peak_);
    for (auto piece = few.begin(); piece != few.end(); ++piece) {
        auto const next = std::next(piece);
        if (piece->second == 0 || next == few.end()) {
            continue;
        }
        peak = std::max(peak, piece->second + level_at(many, piece->first));
        for (auto at = many.upper_bound(piece->first); at != many.end() && at->first < next->first;
             ++at) {
            peak = std::max(peak, piece->second + at->second);
        }
    }
    return peak;
}

}  // namespace atl::translate
