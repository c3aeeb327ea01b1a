#include "purchase/qr.h"

#include <gtest/gtest.h>

using namespace kvitt;
using namespace kvitt::purchase;

namespace
{

const Currency eur = Currency::parse("EUR");

EuroTransfer sample()
{
    return {"COBADEFFXXX", "Nordlys Partnerprogramm GmbH", "DE89 3704 0044 0532 0130 00", Money(398'500, eur),
            "RF744817220935"};
}

} // namespace

TEST(Qr, EpcTextHasTheLinesOfTheStandard)
{
    EXPECT_EQ(epc_text(sample()), "BCD\n002\n1\nSCT\nCOBADEFFXXX\nNordlys Partnerprogramm GmbH\n"
                                  "DE89370400440532013000\nEUR3985.00\n\nRF744817220935");
}

TEST(Qr, NamesAreAscii)
{
    EuroTransfer transfer = sample();
    transfer.holder = "Nordljús Straße Å–Ö AB";
    EXPECT_NE(epc_text(transfer)->find("\nNordljus Strasse A-O AB\n"), std::string::npos);
    transfer.holder = std::string(200, 'x');
    EXPECT_NE(epc_text(transfer)->find("\n" + std::string(70, 'x') + "\n"), std::string::npos);
}

TEST(Qr, WhatTheStandardCannotSayHasNoCode)
{
    for (const auto spoil : {+[](EuroTransfer& t) { t.amount = Money(100, Currency::parse("SEK")); },
                             +[](EuroTransfer& t) { t.amount = Money(0, eur); },
                             +[](EuroTransfer& t) { t.amount = Money(100'000'000'000, eur); },
                             +[](EuroTransfer& t) { t.iban = "DE89370400440532013001"; },
                             +[](EuroTransfer& t) { t.iban = "5050-1055"; }})
    {
        EuroTransfer transfer = sample();
        spoil(transfer);
        EXPECT_FALSE(epc_text(transfer).has_value());
    }
}

TEST(Qr, SvgIsOnePathWithoutStyle)
{
    const std::string svg = qr_svg(*epc_text(sample()));
    EXPECT_EQ(svg.find("<svg xmlns"), 0u);
    EXPECT_EQ(svg.find("style"), std::string::npos);
    EXPECT_NE(svg.find("M4 4h7v1h-7z"), std::string::npos) << "the finder pattern's first row";
}
