// Hashes, random bytes and comparisons in constant time, by libsodium.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kvitt
{

// Lower-case hexadecimal.
std::string hex(std::string_view bytes);
// SHA-256 (FIPS 180-4) as 64 hexadecimal digits.
std::string sha256_hex(std::string_view bytes);
// HMAC-SHA-256 (RFC 2104) as 64 hexadecimal digits.
std::string hmac_sha256_hex(std::string_view key, std::string_view message);
// So many random bytes from the operating system, as base64url without padding.
std::string random_token(std::size_t bytes);
// Uniform in [0, bound).
std::uint32_t random_below(std::uint32_t bound);
bool equal_in_constant_time(std::string_view a, std::string_view b);

// SHA-256 in pieces, for files.
class Sha256
{
  public:
    Sha256();
    void add(std::string_view bytes);
    // Ends the computation; call once.
    std::string hex_digest();

  private:
    alignas(16) unsigned char state_[128];
};

} // namespace kvitt
