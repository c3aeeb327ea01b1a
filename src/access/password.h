// Passwords as argon2id hashes (libsodium). Slow on purpose: never inside a transaction.
#pragma once

#include "base/error.h"

#include <string>
#include <string_view>

namespace kvitt::access
{

inline constexpr std::size_t password_characters_min = 12;
inline constexpr std::size_t password_bytes_max = 256;
// OWASP's parameters for argon2id: 19 MiB, two passes, one lane.
inline constexpr std::size_t password_hash_kibibytes = 19456;
inline constexpr unsigned long long password_hash_passes = 2;

// The encoded hash with its salt and parameters. Throws Invalid for a password that is too short or too long.
std::string hash_password(std::string_view password);
// An empty `hash` (nobody of that name) takes the same time and is never right.
bool check_password(const std::string& hash, std::string_view password);

} // namespace kvitt::access
