#include "web/csv.h"

#include <gtest/gtest.h>

using namespace kvitt;
using web::Csv;

TEST(Csv, QuotesAndMarks)
{
    Csv csv({"a", "b", "c"});
    csv.plain("x").outside("says \"no\", twice").outside("two\nlines").end_row();
    EXPECT_EQ(csv.rows(), 1);
    const auto response = std::move(csv).download("list.csv");
    EXPECT_EQ(response.body, "\xEF\xBB\xBF"
                             "a,b,c\r\nx,\"says \"\"no\"\", twice\",\"two\nlines\"\r\n");
    EXPECT_NE(response.headers.find("Content-Disposition")->find("attachment"), std::string_view::npos);
}

TEST(Csv, WhatASpreadsheetWouldRunIsHarmless)
{
    for (const char* formula : {"=1+1", "+1", "-2", "@SUM(A1)", "\tx", " =cmd"})
    {
        Csv csv({"a"});
        csv.outside(formula).end_row();
        EXPECT_NE(std::move(csv).download("x.csv").body.find("'" + std::string(formula)), std::string::npos)
            << formula;
    }
    Csv csv({"amount", "currency"});
    csv.money(Money(-150, Currency::parse("SEK"))).end_row();
    EXPECT_NE(std::move(csv).download("x.csv").body.find("\r\n-1.50,SEK\r\n"), std::string::npos);
}

TEST(Csv, SaysWhereItWasCut)
{
    Csv csv({"a"});
    EXPECT_NE(std::move(csv).download("x.csv", true).body.find("more rows"), std::string::npos);
}
