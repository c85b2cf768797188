#pragma once

#include <filesystem>
#include <string>

namespace atl::drops {

/// Where a file drop's content grows before it is complete: a hidden folder beside the final path.
///
/// The file in it has its final name, so a program that looks at the name's ending, or writes
/// further files beside it, does the same as ever. All ranks that see the file system agree on the
/// folder. Calls for one drop come one at a time, except those of different pieces.
class Staging {
  public:
    /// \p key tells the drop from all others that have the same path.
    Staging(std::filesystem::path final_path, std::string const& key);

    /// Path for a process that writes the whole file; its folder exists afterwards.
    /// A device or pipe is used as it is. \throws Error{io}
    [[nodiscard]] std::filesystem::path file() const;
    /// Path for one producer's share; complete() makes it count. \throws Error{io}
    [[nodiscard]] std::filesystem::path open_piece(std::string const& name) const;
    /// \throws Error{io}
    void complete_piece(std::string const& name) const;
    void drop_piece(std::string const& name) const noexcept;

    /// Makes the folder for a producer that wrote nothing: it can be told from one that was
    /// removed. \throws Error{io}
    void keep() const;
    /// Puts everything in its final place: what file() named, then the pieces in the order of their
    /// names, then further files. Nothing there: what lies at the final path counts, or an empty
    /// file is made. \throws Error{io}
    void publish() const;
    /// Takes over all that stands in \p other, which leads to the same final path. \throws
    /// Error{io}
    void adopt(Staging const& other) const;
    /// Removes what is not published.
    void discard() const noexcept;

    [[nodiscard]] std::filesystem::path const& final_path() const noexcept { return final_; }
    /// Where all of it is until it is published.
    [[nodiscard]] std::filesystem::path const& folder() const noexcept { return folder_; }

  private:
    /// Puts the pieces into the final place, one after the other. They stay until that is done.
    void join_pieces() const;

    std::filesystem::path final_;
    std::filesystem::path folder_;
};

}  // namespace atl::drops
