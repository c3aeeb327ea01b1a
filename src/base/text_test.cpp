#include "base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace kvitt;
using testing::ElementsAre;

TEST(Text, StorableIsWellFormedUtf8WithoutNul)
{
    for (const char* text : {"", "abc", "å", "\xf0\x9f\x98\x80"})
        EXPECT_TRUE(is_storable_text(text)) << text;
    for (const char* text :
         {"\xff", "\xc3", "\xc3\x28", "\xe2\x82", "\xed\xa0\x80", "\xc0\x80", "\xf5\x80\x80\x80", "a\x80"})
        EXPECT_FALSE(is_storable_text(text)) << testing::PrintToString(text);
    EXPECT_FALSE(is_storable_text(std::string_view("a\0b", 3)));
}

RC_GTEST_PROP(Text, NothingBreaksOnAnyBytes, ())
{
    const auto text = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    RC_ASSERT(length(text) <= text.size());
    RC_ASSERT(first_characters(text, length(text)) == text);
    RC_ASSERT(is_storable_text(folded(text)) || folded(text).find('\0') != std::string::npos);
    RC_ASSERT(trimmed(squeezed(text)) == squeezed(text));
    RC_ASSERT(squeezed(squeezed(text)) == squeezed(text));
    RC_ASSERT(only_digits(text).empty() || all_digits(only_digits(text)));
}

TEST(Text, Characters)
{
    EXPECT_EQ(length("åäö"), 3U);
    EXPECT_EQ(first_characters("åäö", 2), "åä");
    EXPECT_EQ(first_characters("åäö", 0), "");
    EXPECT_EQ(first_characters("å", 9), "å");
}

TEST(Text, Blanks)
{
    EXPECT_EQ(squeezed(" \t a \r\n b  "), "a b");
    EXPECT_EQ(squeezed("   "), "");
    EXPECT_EQ(trimmed("\n a b \t"), "a b");
    EXPECT_EQ(trimmed(""), "");
}

TEST(Text, FoldingForComparison)
{
    EXPECT_EQ(folded("  ÅÄÖ  Ünï "), "aao uni");
    EXPECT_EQ(folded("Straße"), "strasse");
    EXPECT_EQ(folded("ﬁ Ⅳ １２"), "fi iv 12");
    EXPECT_EQ(folded("A\xcc\x8a"), "a");
    EXPECT_EQ(folded("\xff"), "\xef\xbf\xbd");
}

TEST(Text, Pieces)
{
    EXPECT_THAT(split("a,,b", ','), ElementsAre("a", "", "b"));
    EXPECT_THAT(split("", ','), ElementsAre(""));
    EXPECT_EQ(only_digits("12 3-4"), "1234");
    EXPECT_FALSE(all_digits(""));
    EXPECT_FALSE(all_digits("\xd9\xa1"));
    EXPECT_EQ(lower_ascii("ÅBC"), "Åbc");
    EXPECT_EQ(url_encoded("a b/å~"), "a%20b%2F%C3%A5~");
}
