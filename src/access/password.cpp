#include "access/password.h"

#include "base/text.h"

#include <array>
#include <sodium.h>

namespace kvitt::access
{
namespace
{

constexpr std::size_t hash_bytes = password_hash_kibibytes * 1024;

// Picks the fast code for this machine; without it argon2 is several times slower.
void ready()
{
    static const int started = sodium_init();
    KVITT_ASSERT(started >= 0);
}

std::string hashed(std::string_view password)
{
    ready();
    std::array<char, crypto_pwhash_STRBYTES> out{};
    // Fails only for want of memory.
    if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), password_hash_passes, hash_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    return out.data();
}

} // namespace

std::string hash_password(std::string_view password)
{
    if (!is_storable_text(password))
        throw Invalid("is not readable text");
    if (length(password) < password_characters_min)
        throw Invalid("must have at least 12 characters");
    if (password.size() > password_bytes_max)
        throw Invalid("is too long");
    return hashed(password);
}

bool check_password(const std::string& hash, std::string_view password)
{
    ready();
    static const std::string nobody = hashed("a password that nobody has");
    const bool fits = password.size() <= password_bytes_max;
    const std::string& against = hash.empty() ? nobody : hash;
    const bool right = crypto_pwhash_str_verify(against.c_str(), password.data(),
                                                fits ? password.size() : password_bytes_max) == 0;
    return right && fits && !hash.empty();
}

} // namespace kvitt::access
