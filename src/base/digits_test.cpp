#include "base/digits.h"
#include "base/text.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

using namespace kvitt;

namespace
{

std::string any_digits(std::size_t size)
{
    return *rc::gen::container<std::string>(size, rc::gen::inRange('0', static_cast<char>('9' + 1)));
}

// Every text that differs in one character.
template <class Visit> void each_substitution(const std::string& text, std::string_view alphabet, Visit visit)
{
    for (std::size_t at = 0; at < text.size(); ++at)
        for (const char c : alphabet)
            if (c != text[at])
            {
                std::string changed = text;
                changed[at] = c;
                visit(changed);
            }
}

template <class Visit> void each_neighbour_swap(const std::string& text, Visit visit)
{
    for (std::size_t at = 1; at < text.size(); ++at)
        if (text[at] != text[at - 1])
        {
            std::string changed = text;
            std::swap(changed[at], changed[at - 1]);
            visit(changed);
        }
}

constexpr std::string_view decimal = "0123456789";

} // namespace

RC_GTEST_PROP(Digits, Mod97CatchesEverySubstitutionAndNeighbourSwap, ())
{
    const std::string body = any_digits(*rc::gen::inRange<std::size_t>(1, 30));
    const std::string whole = body + mod97_10_digits(body);
    RC_ASSERT(mod97(whole) == 1);
    each_substitution(whole, decimal, [&](const std::string& wrong) { RC_ASSERT(mod97(wrong) != 1); });
    each_neighbour_swap(whole, [&](const std::string& wrong) { RC_ASSERT(mod97(wrong) != 1); });
}

RC_GTEST_PROP(Digits, LuhnCatchesEverySubstitutionAndAllSwapsBut09, ())
{
    const std::string body = any_digits(*rc::gen::inRange<std::size_t>(1, 30));
    const std::string whole = body + luhn_digit(body);
    RC_ASSERT(luhn_valid(whole));
    each_substitution(whole, decimal, [&](const std::string& wrong) { RC_ASSERT(!luhn_valid(wrong)); });
    for (std::size_t at = 1; at < whole.size(); ++at)
    {
        std::string changed = whole;
        std::swap(changed[at], changed[at - 1]);
        const std::string pair = whole.substr(at - 1, 2);
        if (changed != whole && pair != "09" && pair != "90")
            RC_ASSERT(!luhn_valid(changed));
    }
}

RC_GTEST_PROP(Digits, AnOrderNumbersReferenceAlwaysStartsWithRf74, ())
{
    const std::string body = any_digits(8);
    const std::string number = body + mod97_10_digits(body);
    RC_ASSERT(rf_reference(number) == "RF74" + number);
    RC_ASSERT(rf_valid(rf_reference(number)));
    RC_ASSERT(ocr_with_length(number).size() == 12U);
    RC_ASSERT(ocr_with_length(number)[10] == '2');
    RC_ASSERT(luhn_valid(ocr_with_length(number)));
}

RC_GTEST_PROP(Digits, RfOverLettersCatchesSubstitutions, ())
{
    static constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const auto size = *rc::gen::inRange<std::size_t>(1, 22);
    const std::string body =
        *rc::gen::container<std::string>(size, rc::gen::elementOf(std::string(alphabet)));
    const std::string reference = rf_reference(body);
    RC_ASSERT(rf_valid(reference));
    each_substitution(reference, decimal, [&](const std::string& wrong) {
        // A letter stands for two digits, so only a digit for a digit is a single error of the standard's
        // kind.
        std::size_t at = 0;
        while (wrong[at] == reference[at])
            ++at;
        if (all_digits(reference.substr(at, 1)))
            RC_ASSERT(!rf_valid(wrong));
    });
}

TEST(Digits, PublishedVectors)
{
    for (const char* reference : {"RF18539007547034", "RF332348236", "RF0812344"})
        EXPECT_TRUE(rf_valid(reference)) << reference;
    for (const char* reference :
         {"RF98123456789012", "RF123456", "", "RF", "RF18", "RF180", "rf18539007547034",
          "RF18 5390 0754 7034", "RX18539007547034", "RF1853900754703412345678901"})
        EXPECT_FALSE(rf_valid(reference)) << reference;
    for (const char* ocr : {"525766", "665869", "535765", "9912346"})
        EXPECT_TRUE(luhn_valid(ocr)) << ocr;
    EXPECT_EQ(ocr_with_length("6658"), "665869");
    for (const char* text : {"", "525767", "52576 6", "a", "-0"})
        EXPECT_FALSE(luhn_valid(text)) << text;
}

TEST(Digits, Iban)
{
    for (const char* iban :
         {"SE4550000000058398257466", "DE89370400440532013000", "GB82WEST12345698765432", "NO9386011117947",
          "MT84MALT011000012345MTLCAST001S", "LC55HEMM000100010012001200023015"})
        EXPECT_TRUE(iban_valid(iban)) << iban;
    for (const char* iban :
         {"", "SE4550000000058398257467", "SE4550000000058398275466", "se4550000000058398257466",
          "SE45 5000 0000 0583 9825 7466", "NL00ABNA0000000001", "970000000000001"})
        EXPECT_FALSE(iban_valid(iban)) << iban;
    EXPECT_EQ(grouped_iban("SE4550000000058398257466"), "SE45 5000 0000 0583 9825 7466");
    EXPECT_EQ(grouped_iban(""), "");
}

TEST(Digits, Mod97OfWhatIsNeitherDigitNorLetter)
{
    EXPECT_EQ(mod97("12-4"), -1);
    EXPECT_EQ(mod97("a"), -1);
    EXPECT_EQ(mod97("\xc3\x85"), -1);
    EXPECT_EQ(mod97(""), 0);
    EXPECT_EQ(mod97("97"), 0);
}
