#include "base/json.h"
#include "base/secret.h"
#include "base/digits.h"
#include "base/text.h"
#include "base/clock.h"
#include "base/actor.h"

#include <gtest/gtest.h>

using namespace kvitt;

TEST(Secret, Sha256OfAbc)
{
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
