#include "graph/file_text.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "atoll/core/error.hpp"

namespace atl::graph {
namespace {

constexpr std::size_t padding = 64;  // simdjson::SIMDJSON_PADDING, checked by graph_reader.cpp
constexpr std::size_t first_size = std::size_t{1} << 16U;

/// Closes a file that was opened here; standard input stays open.
class Descriptor {
  public:
    explicit Descriptor(std::filesystem::path const& file)
        : number_(file == "-" ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC))
    {
        if (number_ < 0) {
            throw Error{ErrorKind::io,
                        fmt::format("cannot open '{}': {}", file.string(), errno_text(errno))};
        }
    }
    ~Descriptor()
    {
        if (number_ != STDIN_FILENO) {
            ::close(number_);
        }
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;

    [[nodiscard]] int number() const noexcept { return number_; }

  private:
    int number_;
};

std::size_t expected_size(Descriptor const& descriptor, std::filesystem::path const& file)
{
    struct stat status {};
    if (::fstat(descriptor.number(), &status) != 0) {
        throw Error{ErrorKind::io,
                    fmt::format("cannot read '{}': {}", file.string(), errno_text(errno))};
    }
    if (S_ISDIR(status.st_mode)) {
        throw Error{ErrorKind::io, fmt::format("'{}' is a folder", file.string())};
    }
    return S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) : 0;
}

/// Room for what does not fit into \p text. \throws Error{invalid_graph} when it has all there is.
void grow(PaddedText& text)
{
    if (text.size() > largest_text) {
        throw Error{ErrorKind::invalid_graph,
                    "the text is larger than 4 GiB",
                    "use a logical graph, or split it into several graphs"};
    }
    text.resize(std::min(2 * text.size(), largest_text + 1));
}

PaddedText read_bytes(std::filesystem::path const& file)
{
    Descriptor const descriptor{file};
    auto const expected = expected_size(descriptor, file);
    if (expected > largest_text) {
        throw Error{
            ErrorKind::invalid_graph,
            fmt::format("'{}' has {} bytes, and a graph may have 4 GiB", file.string(), expected),
            "use a logical graph, or split it into several graphs"};
    }
    // One byte more than expected: the end of the file is seen without growing.
    PaddedText text{std::max(first_size, expected + 1)};
    std::size_t filled = 0;
    while (true) {
        auto const got = ::read(descriptor.number(), text.data() + filled, text.size() - filled);
        if (got < 0 && errno != EINTR) {
            throw Error{ErrorKind::io,
                        fmt::format("cannot read '{}': {}", file.string(), errno_text(errno))};
        }
        if (got == 0) {
            break;
        }
        filled += got > 0 ? static_cast<std::size_t>(got) : 0;
        if (filled == text.size()) {
            grow(text);
        }
    }
    text.resize(filled);
    return text;
}

[[noreturn]] void throw_damaged(std::string_view form, std::string_view reason)
{
    throw Error{ErrorKind::io, fmt::format("the {} data is damaged: {}", form, reason)};
}

/// A guess.
std::size_t unpacked_size(std::string_view packed)
{
    return std::clamp(4 * packed.size(), first_size, largest_text + 1);
}

/// Ends \p stream however unpacking ends.
class Inflate {
  public:
    Inflate()
    {
        constexpr int gzip_or_zlib = 32 + MAX_WBITS;
        if (inflateInit2(&stream_, gzip_or_zlib) != Z_OK) {
            throw std::bad_alloc{};
        }
    }
    ~Inflate() { inflateEnd(&stream_); }
    Inflate(Inflate const&) = delete;
    Inflate& operator=(Inflate const&) = delete;

    [[nodiscard]] z_stream& stream() noexcept { return stream_; }

  private:
    z_stream stream_{};
};

uInt piece(std::size_t size)
{
    return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

}  // namespace

PaddedText::PaddedText(std::size_t size)
{
    resize(size);
}

PaddedText::PaddedText(std::string_view text)
{
    resize(text.size());
    std::copy(text.begin(), text.end(), data());
}

void PaddedText::Free::operator()(char* bytes) const noexcept
{
    std::free(bytes);
}

void PaddedText::resize(std::size_t size)
{
    if (size > capacity_ || !bytes_) {
        auto* const bigger = static_cast<char*>(std::realloc(bytes_.get(), size + padding));
        if (bigger == nullptr) {
            throw Error{ErrorKind::io, fmt::format("not enough memory for {} bytes of text", size)};
        }
        static_cast<void>(bytes_.release());
        bytes_.reset(bigger);
        capacity_ = size;
    }
    size_ = size;
    std::memset(bytes_.get() + size, 0, padding);
}

PaddedText unpack_gzip(std::string_view packed)
{
    PaddedText text{unpacked_size(packed)};
    Inflate inflater;
    auto& stream = inflater.stream();
    // zlib's interface is older than const.
    stream.next_in = reinterpret_cast<Bytef*>(
        const_cast<char*>(packed.data()));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    std::size_t taken = 0;
    std::size_t filled = 0;
    int state = Z_OK;
    while (taken < packed.size() || state == Z_OK) {
        if (state == Z_STREAM_END && inflateReset(&stream) != Z_OK) {
            throw_damaged("gzip", "unexpected end");
        }
        if (filled == text.size()) {
            grow(text);
        }
        auto const input = piece(packed.size() - taken);
        auto const room = piece(text.size() - filled);
        stream.avail_in = input;
        stream.avail_out = room;
        stream.next_out = reinterpret_cast<Bytef*>(text.data() + filled);
        state = inflate(&stream, Z_NO_FLUSH);
        if (state != Z_OK && state != Z_STREAM_END) {
            throw_damaged("gzip", stream.msg == nullptr ? "it is cut short" : stream.msg);
        }
        taken += input - stream.avail_in;
        filled += room - stream.avail_out;
    }
    text.resize(filled);
    return text;
}

PaddedText unpack_zstd(std::string_view packed)
{
    std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> const stream{ZSTD_createDStream(),
                                                                            &ZSTD_freeDStream};
    PaddedText text{unpacked_size(packed)};
    ZSTD_inBuffer input{packed.data(), packed.size(), 0};
    std::size_t filled = 0;
    std::size_t left = 1;
    while (left != 0 || input.pos < input.size) {
        if (filled == text.size()) {
            grow(text);
        }
        ZSTD_outBuffer output{text.data(), text.size(), filled};
        left = ZSTD_decompressStream(stream.get(), &output, &input);
        if (ZSTD_isError(left) != 0) {
            throw_damaged("zstd", ZSTD_getErrorName(left));
        }
        if (output.pos == filled && input.pos == input.size && left != 0) {
            throw_damaged("zstd", "it is cut short");
        }
        filled = output.pos;
    }
    text.resize(filled);
    return text;
}

PaddedText read_text(std::filesystem::path const& file)
{
    auto const unpacked = [&](PaddedText (*unpack)(std::string_view)) {
        auto const packed = read_bytes(file);
        try {
            return unpack(packed.view());
        } catch (Error const& error) {
            throw error.during(fmt::format("unpacking '{}'", file.string()));
        }
    };
    if (file.extension() == ".gz") {
        return unpacked(unpack_gzip);
    }
    return file.extension() == ".zst" ? unpacked(unpack_zstd) : read_bytes(file);
}

}  // namespace atl::graph
