#include "matching/marks.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace kvitt;
using matching::find_marks;
using matching::MarkKind;
using orders::OrderNumber;

namespace
{

// "o:TEXT" for an order number, "p:TEXT" for a partner's ID.
std::vector<std::string> marked(const std::string& text)
{
    std::vector<std::string> out;
    for (const auto& mark : find_marks(text))
        out.push_back((mark.kind == MarkKind::order_number ? "o:" : "p:") + text.substr(mark.at, mark.size));
    return out;
}

using Marks = std::vector<std::string>;

} // namespace

TEST(Marks, CoverEachFormWhole)
{
    const OrderNumber number = OrderNumber::draw();
    const std::string ten = number.text();
    const std::string rf = "RF74 " + ten.substr(0, 4) + " " + ten.substr(4, 4) + " " + ten.substr(8);
    for (const std::string& form : {ten, number.shown(), number.ocr(), number.rf(), rf, "rf74" + ten,
                                    "000" + number.ocr(), ten + "4812907", "4812907" + ten})
        for (const char* before : {"", "ORDER ", "Ordernr:", "\xC3\xA5"})
            EXPECT_EQ(marked(before + form + " tack"), Marks{"o:" + form}) << before + form;
}

TEST(Marks, TellSeveralNumbersApart)
{
    const std::string a = OrderNumber::draw().text();
    const std::string b = OrderNumber::draw().shown();
    EXPECT_EQ(marked("GRANVIK ORDER " + a + " MPN 4812970"), (Marks{"o:" + a, "p:4812970"}));
    EXPECT_EQ(marked(a + "," + b + ";" + a), (Marks{"o:" + a, "o:" + b, "o:" + a}));
}

TEST(Marks, ReferenceEndsWithItsTwelveDigits)
{
    const OrderNumber number = OrderNumber::draw();
    EXPECT_EQ(marked(number.rf() + " 12"), Marks{"o:" + number.rf()});
    EXPECT_EQ(marked(number.rf() + "1"), Marks{});
    // Wrong check digits: the number still stands there as a run of its own only if it is one.
    if (matching::find_numbers({"11" + number.text()}).numbers.empty()) // else it is an OCR by chance
    {
        EXPECT_EQ(marked("RF11" + number.text()), Marks{});
    }
    EXPECT_EQ(marked("RF11 " + number.text()), Marks{"o:" + number.text()});
}

TEST(Marks, NothingElseIsMarked)
{
    for (const char* text :
         {"", "MEDLEMSAVGIFT 2026", "20261123", "1234567890", "555-1234 567", "RF", "rfrfrf74"})
        EXPECT_EQ(marked(text), Marks{}) << text;
}

RC_GTEST_PROP(MarksOfAnyText, AreInOrderInsideAndApart, ())
{
    const auto text =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123456789 Rf74\n,\xC3\xA5")));
    std::size_t end = 0;
    for (const auto& mark : find_marks(text))
    {
        RC_ASSERT(mark.at >= end);
        RC_ASSERT(mark.size > 0U);
        RC_ASSERT(mark.end() <= text.size());
        end = mark.end();
    }
}
