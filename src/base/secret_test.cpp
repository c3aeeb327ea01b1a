#include "base/secret.h"

#include <gtest/gtest.h>

#include <set>

using namespace kvitt;

TEST(Secret, Sha256OfAbc)
{
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Secret, Sha256InPiecesIsTheSame)
{
    Sha256 hash;
    hash.add("a");
    hash.add("");
    hash.add("bc");
    EXPECT_EQ(hash.hex_digest(), sha256_hex("abc"));
}

TEST(Secret, HmacOfRfc4231Case2)
{
    EXPECT_EQ(hmac_sha256_hex("Jefe", "what do ya want for nothing?"),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Secret, TokensDiffer)
{
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(random_token(16));
    EXPECT_EQ(seen.size(), 1000U);
    EXPECT_EQ(random_token(16).size(), 22U);
}

TEST(Secret, ComparesWholeTexts)
{
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abcd"));
}
