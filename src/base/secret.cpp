#include "base/secret.h"

#include "base/error.h"

#include <sodium.h>

#include <array>
#include <cstring>

namespace kvitt
{
namespace
{

const unsigned char* bytes_of(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

void ready()
{
    static const int started = sodium_init();
    KVITT_ASSERT(started >= 0);
}

template <std::size_t N> std::string hex_of(const std::array<unsigned char, N>& bytes)
{
    return hex(std::string_view(reinterpret_cast<const char*>(bytes.data()), N));
}

crypto_hash_sha256_state* state_of(unsigned char* memory)
{
    static_assert(sizeof(crypto_hash_sha256_state) <= 128);
    return reinterpret_cast<crypto_hash_sha256_state*>(memory);
}

} // namespace

std::string hex(std::string_view bytes)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes)
    {
        out.push_back(digits[static_cast<unsigned char>(c) >> 4]);
        out.push_back(digits[static_cast<unsigned char>(c) & 15]);
    }
    return out;
}

std::string sha256_hex(std::string_view bytes)
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), bytes_of(bytes), bytes.size());
    return hex_of(digest);
}

std::string hmac_sha256_hex(std::string_view key, std::string_view message)
{
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> digest{};
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(message), message.size());
    crypto_auth_hmacsha256_final(&state, digest.data());
    return hex_of(digest);
}

std::string random_token(std::size_t bytes)
{
    ready();
    std::string raw(bytes, '\0');
    randombytes_buf(raw.data(), raw.size());
    std::string out(sodium_base64_encoded_len(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes_of(raw), raw.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    out.resize(std::strlen(out.c_str()));
    return out;
}

std::uint32_t random_below(std::uint32_t bound)
{
    ready();
    return randombytes_uniform(bound);
}

bool equal_in_constant_time(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

Sha256::Sha256() : state_{} { crypto_hash_sha256_init(state_of(state_)); }

void Sha256::add(std::string_view bytes)
{
    crypto_hash_sha256_update(state_of(state_), bytes_of(bytes), bytes.size());
}

std::string Sha256::hex_digest()
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(state_of(state_), digest.data());
    return hex_of(digest);
}

} // namespace kvitt
