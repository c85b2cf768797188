#include "atoll/graph/packed_stream.hpp"

#include <streambuf>
#include <vector>

#include <zlib.h>
#include <zstd.h>

#include "atoll/core/error.hpp"

namespace atl::graph {
namespace {

constexpr std::size_t buffer_size = 1 << 18;

[[noreturn]] void fail(char const* library)
{
    throw Error{ErrorKind::io, std::string{"the output cannot be packed with "} + library};
}

/// Packs pieces of text.
class Packer {
  public:
    Packer() = default;
    Packer(Packer const&) = delete;
    Packer& operator=(Packer const&) = delete;
    virtual ~Packer() = default;

    /// Packs \p text into \p out; everything that is left when \p last.
    virtual void pack(std::string_view text, bool last, std::ostream& out) = 0;
};

class GzipPacker final : public Packer {
  public:
    GzipPacker()
    {
        constexpr int gzip_window = 15 + 16;
        if (deflateInit2(&state_, 6, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
            fail("zlib");
        }
    }
    ~GzipPacker() override { deflateEnd(&state_); }

    void pack(std::string_view text, bool last, std::ostream& out) override
    {
        // zlib only reads it.
        state_.next_in = reinterpret_cast<Bytef*>(
            const_cast<char*>(text.data()));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
        state_.avail_in = static_cast<uInt>(text.size());
        do {
            state_.next_out = reinterpret_cast<Bytef*>(packed_.data());
            state_.avail_out = static_cast<uInt>(packed_.size());
            if (deflate(&state_, last ? Z_FINISH : Z_NO_FLUSH) == Z_STREAM_ERROR) {
                fail("zlib");
            }
            out.write(packed_.data(),
                      static_cast<std::streamsize>(packed_.size() - state_.avail_out));
        } while (state_.avail_out == 0);
    }

  private:
    z_stream state_{};
    std::vector<char> packed_ = std::vector<char>(buffer_size);
};

class ZstdPacker final : public Packer {
  public:
    ZstdPacker() : state_(ZSTD_createCCtx())
    {
        if (state_ == nullptr) {
            fail("zstd");
        }
    }
    ~ZstdPacker() override { ZSTD_freeCCtx(state_); }

    void pack(std::string_view text, bool last, std::ostream& out) override
    {
        ZSTD_inBuffer input{text.data(), text.size(), 0};
        std::size_t left = 1;
        while (last ? left != 0 : input.pos < input.size) {
            ZSTD_outBuffer output{packed_.data(), packed_.size(), 0};
            left =
                ZSTD_compressStream2(state_, &output, &input, last ? ZSTD_e_end : ZSTD_e_continue);
            if (ZSTD_isError(left) != 0) {
                fail("zstd");
            }
            out.write(packed_.data(), static_cast<std::streamsize>(output.pos));
        }
    }

  private:
    ZSTD_CCtx* state_;
    std::vector<char> packed_ = std::vector<char>(buffer_size);
};

[[nodiscard]] std::unique_ptr<Packer> make_packer(Packing packing)
{
    if (packing == Packing::zstd) {
        return std::make_unique<ZstdPacker>();
    }
    return std::make_unique<GzipPacker>();
}

}  // namespace

/// Collects text, and hands it to a packer when it is full.
class PackedStream::Buffer final : public std::streambuf {
  public:
    Buffer(std::ostream& out, Packing packing) : out_(out), packer_(make_packer(packing))
    {
        setp(text_.data(), text_.data() + text_.size());
    }

    void finish() { pack_all(true); }

  protected:
    int_type overflow(int_type letter) override
    {
        pack_all(false);
        if (!traits_type::eq_int_type(letter, traits_type::eof())) {
            *pptr() = traits_type::to_char_type(letter);
            pbump(1);
        }
        return out_ ? traits_type::not_eof(letter) : traits_type::eof();
    }

  private:
    void pack_all(bool last)
    {
        packer_->pack({pbase(), static_cast<std::size_t>(pptr() - pbase())}, last, out_);
        setp(text_.data(), text_.data() + text_.size());
    }

    std::ostream& out_;
    std::unique_ptr<Packer> packer_;
    std::vector<char> text_ = std::vector<char>(buffer_size);
};

Packing packing_of(std::string_view file) noexcept
{
    if (file.ends_with(".gz")) {
        return Packing::gzip;
    }
    return file.ends_with(".zst") ? Packing::zstd : Packing::none;
}

PackedStream::PackedStream(std::ostream& target, Packing packing)
    : std::ostream(nullptr), buffer_(std::make_unique<Buffer>(target, packing))
{
    rdbuf(buffer_.get());
}

PackedStream::~PackedStream() = default;

void PackedStream::finish()
{
    buffer_->finish();
}

}  // namespace atl::graph
