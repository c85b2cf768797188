#include "atoll/journal/receipt.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <optional>
#include <span>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

#include "journal/crc32c.hpp"

namespace atl::journal {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view head_word = "atoll-receipts 1 ";
constexpr std::string_view ended = "ended";
constexpr std::string_view withdrawn = "withdrawn";
constexpr std::string_view nowhere = "-";
constexpr std::string_view gone = "gone";

struct flock whole_file(short type)
{
    struct flock range {};
    range.l_type = type;
    range.l_whence = SEEK_SET;
    return range;
}

std::string checksum(std::string_view text)
{
    return fmt::format("{:08x}", crc32c(std::as_bytes(std::span{text})));
}

/// What stands before the next blank; it and the blank leave \p line.
std::string_view take_word(std::string_view& line)
{
    auto const end = std::min(line.find(' '), line.size());
    auto const word = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    return word;
}

template <typename Number>
bool read_number(std::string_view text, Number& value)
{
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size();
}

std::optional<Receipt> parse(std::string_view line)
{
    auto const sum = take_word(line);
    if (sum != checksum(line)) {
        return std::nullopt;
    }
    Receipt receipt;
    auto const what = take_word(line);
    bool const well_formed = read_number(take_word(line), receipt.epoch) &&
                             read_number(take_word(line), receipt.begun_ns);
    auto const staging = take_word(line);
    if (!well_formed || (what != ended && what != withdrawn) || staging.empty() || line.empty()) {
        return std::nullopt;
    }
    receipt.withdrawn = what == withdrawn;
    receipt.staging = staging == nowhere ? "" : staging;
    receipt.uid = line;
    return receipt;
}

bool same_try(Receipt const& one, Receipt const& other)
{
    return one.epoch == other.epoch && one.staging == other.staging && one.uid == other.uid;
}

bool writer_lives(fs::path const& path)
{
    int const file = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) {
        return false;
    }
    auto range = whole_file(F_WRLCK);
    bool const held = ::fcntl(file, F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK;
    ::close(file);
    return held;
}

void read_file(fs::path const& path,
               std::function<bool(std::string_view)> const& still_up,
               std::vector<Receipt>& receipts)
{
    std::ifstream file{path};
    std::string line;
    if (!std::getline(file, line) || !line.starts_with(head_word)) {
        return;
    }
    if (!still_up(std::string_view{line}.substr(head_word.size())) && !writer_lives(path)) {
        return;
    }
    auto const first = static_cast<std::ptrdiff_t>(receipts.size());
    while (std::getline(file, line)) {
        auto receipt = line.empty() ? std::nullopt : parse(line);
        if (!receipt) {
            continue;
        }
        if (receipt->withdrawn) {
            receipts.erase(
                std::remove_if(receipts.begin() + first,
                               receipts.end(),
                               [&](Receipt const& known) { return same_try(known, *receipt); }),
                receipts.end());
        } else {
            receipts.push_back(std::move(*receipt));
        }
    }
}

}  // namespace

// The line feed comes first: what a killed writer left of the line before cannot spoil this one.
std::string to_line(Receipt const& receipt)
{
    if (receipt.uid.empty() || receipt.uid.find('\n') != std::string::npos) {
        return {};
    }
    auto const text = fmt::format("{} {} {} {} {}",
                                  receipt.withdrawn ? withdrawn : ended,
                                  receipt.epoch,
                                  receipt.begun_ns,
                                  receipt.staging.empty() ? nowhere : receipt.staging,
                                  receipt.uid);
    return fmt::format("\n{} {}\n", checksum(text), text);
}

std::string line_of_the_end()
{
    return fmt::format("\n{} {}\n", checksum(gone), gone);
}

bool writer_has_ended(fs::path const& path)
{
    auto const last = line_of_the_end();
    std::string end(last.size(), '\0');
    std::ifstream file{path};  // Opened anew: a shared file system shows its size as it is now.
    file.seekg(-static_cast<std::streamoff>(last.size()), std::ios::end);
    return file.read(end.data(), static_cast<std::streamsize>(end.size())) && end == last;
}

std::string boot_id()
{
    std::ifstream file{"/proc/sys/kernel/random/boot_id"};
    std::string id;
    return file >> id ? id : "unknown";
}

ReceiptFile::ReceiptFile(fs::path path) : path_(std::move(path))
{
    std::error_code ignored;  // The open says it.
    fs::create_directories(path_.parent_path(), ignored);
    file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file_ < 0) {
        throw Error{ErrorKind::io,
                    fmt::format("cannot write '{}' ({})", path_.string(), errno_text(errno))};
    }
    auto range = whole_file(F_WRLCK);
    // Where there are no locks, the boot id alone must do.
    static_cast<void>(::fcntl(file_, F_OFD_SETLK, &range));
    if (fs::file_size(path_, ignored) == 0) {
        append(fmt::format("{}{}\n", head_word, boot_id()));
    } else {
        append("\n");  // A former process with this one's number may have ended.
    }
}

ReceiptFile::~ReceiptFile()
{
    ::close(file_);
}

void ReceiptFile::append(std::string_view line) const noexcept
{
    while (!line.empty() && ::write(file_, line.data(), line.size()) < 0 && errno == EINTR) {
    }
}

std::vector<Receipt> read_receipts(fs::path const& folder,
                                   std::function<bool(std::string_view boot)> const& still_up)
{
    std::vector<fs::path> files;
    std::error_code code;
    for (fs::directory_iterator at{folder, code}, end; !code && at != end; at.increment(code)) {
        files.push_back(at->path());
    }
    std::ranges::sort(files);
    std::vector<Receipt> receipts;
    for (auto const& file : files) {
        read_file(file, still_up, receipts);
    }
    return receipts;
}

}  // namespace atl::journal
