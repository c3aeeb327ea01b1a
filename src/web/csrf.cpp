#include "web/csrf.h"

#include "base/secret.h"

namespace kvitt::web
{
namespace
{

constexpr std::size_t nonce_bytes = 12;

std::string signature(const std::string& secret, std::string_view subject, std::string_view nonce)
{
    return hmac_sha256_hex(secret, "csrf " + std::string(nonce) + " " + std::string(subject));
}

} // namespace

std::string csrf_token(const std::string& secret, std::string_view subject)
{
    const std::string nonce = random_token(nonce_bytes);
    return nonce + "." + signature(secret, subject, nonce);
}

bool is_csrf_token(const std::string& secret, std::string_view subject, std::string_view token)
{
    const auto dot = token.find('.');
    if (subject.empty() || dot == std::string_view::npos)
        return false;
    return equal_in_constant_time(token.substr(dot + 1), signature(secret, subject, token.substr(0, dot)));
}

} // namespace kvitt::web
