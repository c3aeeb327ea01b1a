#include "http/form.h"

#include "base/date.h"
#include "base/id.h"
#include "base/json.h"
#include "base/money.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kvitt::http
{
namespace
{

using testing::ElementsAre;

Request posted(std::string body, std::string_view type = "application/x-www-form-urlencoded")
{
    auto request = request_to(Method::post, "/");
    add_header(request, "Content-Type", type);
    request.body = std::move(body);
    return request;
}

Request multipart(std::string body)
{
    return posted(std::move(body), "multipart/form-data; boundary=\"xx\"");
}

std::string refusal_of(const Request& request, const FormLimits& limits = {})
{
    try
    {
        read_form(request, limits);
        return "none";
    }
    catch (const Refused& refused)
    {
        return refused.refusal().code;
    }
}

enum class Choice
{
    card,
    bank_transfer,
};
BOOST_DESCRIBE_ENUM(Choice, card, bank_transfer)

struct Purchase
{
    Text<10> name;
    std::string note;
    bool accepted = false;
    std::int64_t quantity = 0;
    std::optional<std::int64_t> floor;
    std::optional<Text<3>> code;
    Choice method = Choice::card;
    Currency currency;
    Date day;
    Instant at;
    Id<Purchase> offer;
    std::vector<Choice> all;
};
BOOST_DESCRIBE_STRUCT(Purchase, (),
                      (name, note, accepted, quantity, floor, code, method, currency, day, at, offer, all))

TEST(FormTest, ReadsAWholeStruct)
{
    const Id<Purchase> id(4711);
    const auto form =
        read_form(posted("name=+%C3%85sa++B+&note=&accepted=on&quantity=-3&floor=+&code=a%2Bb&method="
                         "bank_transfer&currency=SEK&day=2026-11-23&at=2026-11-23T14:02:00Z&all=card&"
                         "all=bank_transfer&csrf=x&offer=" +
                         id.text()));
    const auto purchase = from_form<Purchase>(form);
    EXPECT_EQ(purchase.name.text(), "Åsa B");
    EXPECT_EQ(purchase.note, "");
    EXPECT_TRUE(purchase.accepted);
    EXPECT_EQ(purchase.quantity, -3);
    EXPECT_EQ(purchase.floor, std::nullopt);
    EXPECT_EQ(purchase.code->text(), "a+b");
    EXPECT_EQ(purchase.method, Choice::bank_transfer);
    EXPECT_EQ(purchase.currency.text(), "SEK");
    EXPECT_EQ(purchase.day, Date::of(2026, 11, 23));
    EXPECT_EQ(purchase.offer, id);
    EXPECT_THAT(purchase.all, ElementsAre(Choice::card, Choice::bank_transfer));
}

TEST(FormTest, TellsEveryFaultAtOnce)
{
    const auto form =
        read_form(posted("name=12345678901&note=%ff&accepted=perhaps&quantity=1.5&code=abcd&method=cash&"
                         "currency=SE&day=&at=x&all=cash"));
    try
    {
        from_form<Purchase>(form);
        FAIL();
    }
    catch (const InvalidFields& invalid)
    {
        std::vector<std::string> told;
        for (const auto& error : invalid.errors())
            told.push_back(error.field + " " + error.code);
        EXPECT_THAT(told, ElementsAre("note not_text", "name invalid", "accepted invalid", "quantity invalid",
                                      "code invalid", "method invalid", "currency invalid", "day missing",
                                      "at invalid", "offer missing", "all invalid"));
    }
}

TEST(FormTest, LimitsAreNamed)
{
    FormLimits limits;
    limits.fields_max = 2;
    limits.field_name_bytes_max = 3;
    limits.field_value_bytes_max = 4;
    EXPECT_EQ(refusal_of(posted("a=1&b=2"), limits), "none");
    EXPECT_EQ(refusal_of(posted("a=1&b=2&c=3"), limits), "form_too_large");
    EXPECT_EQ(refusal_of(posted("abcd=1"), limits), "form_too_large");
    EXPECT_EQ(refusal_of(posted("a=12345"), limits), "form_too_large");
    EXPECT_EQ(refusal_of(posted("a%zz=1")), "form_not_readable");
    EXPECT_EQ(refusal_of(posted("{}", "application/json")), "form_not_readable");
    EXPECT_EQ(refusal_of(posted("", "application/json")), "none");
}

TEST(Multipart, HoldsFieldsAndFiles)
{
    const std::string bytes("\x00\r\n--x\r\n\xff", 9);
    const auto request =
        multipart("--xx\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhej\r\ndu\r\n"
                  "--xx\r\ncontent-disposition: form-data; name=\"proof\"; "
                  "filename=\"C:\\fakepath\\..\\a b.pdf\"\r\nContent-Type: application/pdf\r\n\r\n" +
                  bytes +
                  "\r\n--xx\r\nContent-Disposition: form-data; name=\"empty\"; filename=\"\"\r\n\r\n"
                  "\r\n--xx--\r\n");
    const auto form = read_form(request);
    EXPECT_EQ(form.fields.find("note"), "hej\r\ndu");
    const auto* proof = form.find_file("proof");
    ASSERT_NE(proof, nullptr);
    EXPECT_EQ(proof->name, "a b.pdf");
    EXPECT_EQ(proof->content_type, "application/pdf");
    EXPECT_EQ(proof->bytes, bytes);
    EXPECT_EQ(proof->bytes.data(), request.body.data() + request.body.find(bytes)); // a view, no copy
    EXPECT_EQ(form.find_file("empty"), nullptr);
    EXPECT_EQ(form.files.size(), 2U);
}

TEST(Multipart, TextThatIsNoTextIsAFault)
{
    const auto form =
        read_form(multipart("--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xff\r\n--xx--"));
    ASSERT_EQ(form.errors.size(), 1U);
    EXPECT_EQ(form.errors[0].field, "a");
    EXPECT_EQ(form.errors[0].code, "not_text");
}

class BadMultipart : public testing::TestWithParam<const char*>
{};

TEST_P(BadMultipart, IsRefused) { EXPECT_EQ(refusal_of(multipart(GetParam())), "form_not_readable"); }

INSTANTIATE_TEST_SUITE_P(
    All, BadMultipart,
    testing::Values("x", "--xy\r\n", "--xx", "--xx\r\n", "preamble\r\n--xx\r\n",
                    "--xx\r\n\r\nno head\r\n--xx--",
                    "--xx\r\nContent-Disposition: form-data; name=a\r\n\r\nnever ends",
                    "--xx\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--xxy",
                    "--xx\r\nContent-Disposition: form-data\r\n\r\nx\r\n--xx--",
                    "--xx\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--xx--",
                    "--xx\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: "
                    "base64\r\n\r\nx\r\n--xx--",
                    "--xx\r\nno colon\r\n\r\nx\r\n--xx--"));

TEST(Multipart, LimitsAreNamed)
{
    const std::string part = "\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--xx";
    FormLimits limits;
    limits.multipart_parts_max = 2;
    EXPECT_EQ(refusal_of(multipart("--xx" + part + part + "--"), limits), "none");
    EXPECT_EQ(refusal_of(multipart("--xx" + part + part + part + "--"), limits), "form_too_large");
    limits.part_header_bytes_max = 20;
    EXPECT_EQ(refusal_of(multipart("--xx" + part + "--"), limits), "form_not_readable");
    const std::string boundary(71, 'b');
    EXPECT_EQ(refusal_of(posted("--" + boundary + "--", "multipart/form-data; boundary=" + boundary)),
              "form_not_readable");
    EXPECT_EQ(refusal_of(posted("----", "multipart/form-data")), "form_not_readable");
}

TEST(FileName, IsMadeHarmless)
{
    EXPECT_EQ(harmless_file_name("../../etc/passwd", 20), "passwd");
    EXPECT_EQ(harmless_file_name("C:\\x\\y.txt", 20), "y.txt");
    EXPECT_EQ(harmless_file_name("..hidden\n\x7f.txt", 20), "hidden.txt");
    EXPECT_EQ(harmless_file_name("....", 20), "");
    EXPECT_EQ(harmless_file_name("a/", 20), "");
    EXPECT_EQ(harmless_file_name("\xff", 20), "file");
    EXPECT_EQ(harmless_file_name("cod\xe2\x80\xae"
                                 "fdp.exe",
                                 20),
              "codfdp.exe");
    EXPECT_EQ(harmless_file_name("räkningen från i går.pdf", 10), "räknin.pdf");
}

TEST(TextValues, AreLimited)
{
    EXPECT_EQ(Text<3>::parse(" a  b ").text(), "a b");
    EXPECT_THROW(Text<3>::parse(" "), Invalid);
    EXPECT_THROW(Text<3>::parse("åäöå"), Invalid);
    EXPECT_EQ(Text<3>::parse("åäö").text(), "åäö");
    EXPECT_THROW(Text<3>::parse("a\x01"), Invalid);
    EXPECT_EQ(LongText<5>::parse("\r\na\r\nb\n").text(), "a\nb");
    EXPECT_EQ(json_text(to_json(Text<3>::parse("a"))), "\"a\"");
}

} // namespace
} // namespace kvitt::http
