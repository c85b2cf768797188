#include "comm/link/tls.hpp"

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <utility>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include "atoll/core/error.hpp"

namespace atl::comm {
namespace {

constexpr std::string_view identity = "atoll";
/// Id of TLS_AES_128_GCM_SHA256 in a ClientHello.
constexpr unsigned char cipher_id[] = {0x13, 0x01};
/// Several records are read from the socket at once.
constexpr std::size_t read_ahead = 128UL << 10U;
/// Several records are written to the socket at once.
constexpr std::size_t encrypted_at_once = 64UL << 10U;

[[noreturn]] void refuse_settings(std::string_view what)
{
    char reason[256] = "";
    ::ERR_error_string_n(::ERR_get_error(), reason, sizeof reason);
    throw Error{ErrorKind::internal, std::string{"TLS: "}.append(what) + " (" + reason + ")"};
}

Secret const& secret_of(SSL* stream)
{
    return *static_cast<Secret const*>(SSL_CTX_get_app_data(::SSL_get_SSL_CTX(stream)));
}

/// The session that both sides pretend to resume: it consists of the secret.
/// \returns null when memory or the library fails.
SSL_SESSION* session_of(SSL* stream)
{
    auto const* const cipher = ::SSL_CIPHER_find(stream, cipher_id);
    auto const secret = secret_of(stream).bytes();
    auto* const session = ::SSL_SESSION_new();
    if (session == nullptr || cipher == nullptr ||
        ::SSL_SESSION_set1_master_key(
            session, reinterpret_cast<unsigned char const*>(secret.data()), secret.size()) != 1 ||
        ::SSL_SESSION_set_cipher(session, cipher) != 1 ||
        ::SSL_SESSION_set_protocol_version(session, TLS1_3_VERSION) != 1) {
        ::SSL_SESSION_free(session);
        return nullptr;
    }
    return session;
}

int offer_secret(SSL* stream,
                 EVP_MD const* digest,
                 unsigned char const** id,
                 std::size_t* id_size,
                 SSL_SESSION** session)
{
    // After a request for another key share the digest is known, and must be the secret's.
    if (digest != nullptr && ::EVP_MD_get_type(digest) != NID_sha256) {
        return 0;
    }
    *session = session_of(stream);
    *id = reinterpret_cast<unsigned char const*>(identity.data());
    *id_size = identity.size();
    return *session == nullptr ? 0 : 1;
}

int find_secret(SSL* stream, unsigned char const* id, std::size_t id_size, SSL_SESSION** session)
{
    *session = nullptr;
    if (!std::ranges::equal(std::span{id, id_size}, identity)) {
        return 1;  // not ours: the handshake then fails for want of a certificate
    }
    *session = session_of(stream);
    return *session == nullptr ? 0 : 1;
}

/// Reasons that a handshake has when the secrets differ: on the acceptor's side, and as the alert
/// that it sends to the dialer.
bool is_other_secret(unsigned long error)
{
    int const reason = ERR_GET_REASON(error);
    return reason == SSL_R_BINDER_DOES_NOT_VERIFY || reason == SSL_R_SSLV3_ALERT_ILLEGAL_PARAMETER;
}

}  // namespace

void TlsContext::Free::operator()(ssl_ctx_st* context) const noexcept
{
    ::SSL_CTX_free(context);
}

TlsContext::TlsContext(Secret const& secret)
    : secret_(secret.duplicate()), context_(::SSL_CTX_new(::TLS_method()))
{
    auto* const context = context_.get();
    if (context == nullptr || ::SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) != 1 ||
        ::SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256") != 1 ||
        ::SSL_CTX_set_num_tickets(context, 0) != 1) {
        refuse_settings("no context");
    }
    SSL_CTX_set_app_data(context, &secret_);
    ::SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    ::SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
    ::SSL_CTX_set_psk_use_session_callback(context, offer_secret);
    ::SSL_CTX_set_psk_find_session_callback(context, find_secret);
    ::SSL_CTX_set_mode(context, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    ::SSL_CTX_set_read_ahead(context, 1);
    ::SSL_CTX_set_default_read_buffer_len(context, read_ahead);
}

void TlsStream::Free::operator()(ssl_st* stream) const noexcept
{
    ::SSL_free(stream);
}

TlsStream::TlsStream(TlsContext const& context, Socket socket, Side side)
    : socket_(std::move(socket)), stream_(::SSL_new(context.get()))
{
    // Records are written to memory first: a socket's own BIO would raise SIGPIPE, and make one
    // system call for each record.
    auto* const from_socket = ::BIO_new_socket(socket_.fd(), BIO_NOCLOSE);
    auto* const to_memory = ::BIO_new(::BIO_s_mem());
    if (!stream_ || from_socket == nullptr || to_memory == nullptr) {
        ::BIO_free(from_socket);
        ::BIO_free(to_memory);
        refuse_settings("no stream");
    }
    ::SSL_set_bio(stream_.get(), from_socket, to_memory);
    if (side == Side::server) {
        ::SSL_set_accept_state(stream_.get());
    } else {
        ::SSL_set_connect_state(stream_.get());
        // A server that shows a certificate instead of knowing the secret is refused.
        ::SSL_set_verify(stream_.get(), SSL_VERIFY_PEER, nullptr);
    }
}

TlsStream::Progress TlsStream::judge(int result)
{
    switch (::SSL_get_error(stream_.get(), result)) {
        case SSL_ERROR_NONE:
            return Progress::done;
        case SSL_ERROR_WANT_READ:
        case SSL_ERROR_WANT_WRITE:
            return Progress::waits;
        case SSL_ERROR_SSL:
            return is_other_secret(::ERR_peek_error()) ? Progress::other_secret : Progress::failed;
        default:
            return Progress::ended;
    }
}

TlsStream::Progress TlsStream::flush()
{
    auto* const memory = ::SSL_get_wbio(stream_.get());
    while (true) {
        if (records_sent_ == records_size_) {
            auto const pending = ::BIO_ctrl_pending(memory);
            records_.resize(std::max(records_.size(), pending));
            records_sent_ = 0;
            records_size_ = 0;
            wants_write_ = false;
            if (pending == 0 ||
                ::BIO_read_ex(memory, records_.data(), pending, &records_size_) != 1) {
                return Progress::done;
            }
        }
        auto const sent = ::send(socket_.fd(),
                                 records_.data() + records_sent_,
                                 records_size_ - records_sent_,
                                 MSG_NOSIGNAL);
        if (sent >= 0) {
            records_sent_ += static_cast<std::size_t>(sent);
        } else if (errno == EAGAIN) {
            wants_write_ = true;
            return Progress::waits;
        } else if (errno != EINTR) {
            return Progress::ended;
        }
    }
}

TlsStream::Progress TlsStream::handshake()
{
    ::ERR_clear_error();
    auto const progress = judge(::SSL_do_handshake(stream_.get()));
    auto const flushed = flush();
    // Whoever came through without the secret, came through by a way that must not exist.
    if (progress == Progress::done && ::SSL_session_reused(stream_.get()) != 1) {
        return Progress::failed;
    }
    return flushed == Progress::ended && progress == Progress::waits ? flushed : progress;
}

TlsStream::Progress TlsStream::read(std::span<std::byte> into, std::size_t& got)
{
    got = 0;
    while (got < into.size()) {
        ::ERR_clear_error();
        std::size_t piece = 0;
        int const result =
            ::SSL_read_ex(stream_.get(), into.data() + got, into.size() - got, &piece);
        if (result != 1) {
            return judge(result);
        }
        got += piece;
    }
    return Progress::done;
}

TlsStream::Progress TlsStream::write(std::span<std::byte const> bytes, std::size_t& taken)
{
    taken = 0;
    auto progress = flush();
    while (progress == Progress::done && taken < bytes.size()) {
        ::ERR_clear_error();
        std::size_t piece = 0;
        auto const rest = bytes.subspan(taken, std::min(encrypted_at_once, bytes.size() - taken));
        int const result = ::SSL_write_ex(stream_.get(), rest.data(), rest.size(), &piece);
        if (result != 1) {
            return judge(result);
        }
        taken += piece;
        progress = flush();
    }
    return progress;
}

void TlsStream::shutdown() noexcept
{
    ::ERR_clear_error();
    ::SSL_shutdown(stream_.get());
    static_cast<void>(flush());
    ::shutdown(socket_.fd(), SHUT_WR);
}

}  // namespace atl::comm
