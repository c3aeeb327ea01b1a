#include "payments/search.h"

#include <gtest/gtest.h>

using namespace kvitt;
using payments::Receipt;
using payments::ReceiptSearch;

namespace
{

Receipt receipt(std::int64_t amount, const char* currency, const std::string& text)
{
    Receipt out;
    out.amount = amount;
    out.currency = Currency::parse(currency);
    out.remittance = text;
    out.payer_name = "Ekbackens Måleri AB";
    out.payer_account = "SE4550000000058398257466";
    return out;
}

} // namespace

TEST(ReadAmount, TakesItAsPeopleWriteIt)
{
    const Currency sek = Currency::parse("SEK");
    for (const char* text :
         {"18900", "18 900", "18.900", "18,900", "18 900,00", "18.900,00", "18,900.00", "18900.00"})
        EXPECT_EQ(payments::read_amount(text, sek), Money(1'890'000, sek)) << text;
    EXPECT_EQ(payments::read_amount("270,000", Currency::parse("JPY")),
              Money(270'000, Currency::parse("JPY")));
    EXPECT_EQ(payments::read_amount("1.234", Currency::parse("KWD")), Money(1'234, Currency::parse("KWD")));
    for (const char* text : {"", "abc", "-5", "1890 kr", "99999999999999999999", ".,"})
        EXPECT_EQ(payments::read_amount(text, sek), std::nullopt) << text;
}

TEST(ReceiptSearch, FindsTextPayerAccountAmountAndNumbersHoweverGrouped)
{
    const Receipt one = receipt(1'890'050, "SEK", "Faktura 4817 220 935\nMEDLEMSAVGIFT");
    for (const char* text : {"", "  ", "medlemsavgift", "maleri", "Måleri  AB", "58398257466", "4817220935",
                             "4817 220 935", "4817-220-935", "18 900,50", "18900.50", "18,900.50"})
        EXPECT_TRUE(ReceiptSearch(text).fits(one)) << text;
    for (const char* text : {"guld", "18900", "18 900,51", "1890050,0", "7719005842", "%"})
        EXPECT_FALSE(ReceiptSearch(text).fits(one)) << text;
}
