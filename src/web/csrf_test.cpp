#include "web/csrf.h"

#include <gtest/gtest.h>

using namespace kvitt::web;

TEST(Csrf, TokensAreTiedToSecretAndSubject)
{
    const std::string one = csrf_token("secret", "session");
    const std::string two = csrf_token("secret", "session");
    EXPECT_TRUE(is_csrf_token("secret", "session", one));
    EXPECT_TRUE(is_csrf_token("secret", "session", two));
    EXPECT_FALSE(is_csrf_token("secret", "other", one));
    EXPECT_FALSE(is_csrf_token("other", "session", one));
    EXPECT_FALSE(is_csrf_token("secret", "", csrf_token("secret", "")));
    const auto dot = one.find('.');
    EXPECT_FALSE(is_csrf_token("secret", "session", one.substr(0, dot) + two.substr(dot)));
    for (const std::string& no : {std::string(), std::string("."), one.substr(dot), one.substr(0, dot + 1)})
        EXPECT_FALSE(is_csrf_token("secret", "session", no)) << no;
}

TEST(Csrf, NoBitOfATokenCanBeOther)
{
    const std::string token = csrf_token("secret", "session");
    for (std::size_t at = 0; at < token.size(); ++at)
        for (int bit = 0; bit < 8; ++bit)
        {
            std::string other = token;
            other[at] = static_cast<char>(other[at] ^ (1 << bit));
            EXPECT_FALSE(is_csrf_token("secret", "session", other)) << at << " " << bit;
        }
}
