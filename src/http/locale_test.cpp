#include "http/locale.h"

#include "http/assets.h"
#include "http/log.h"
#include "http/messages.h"

#include <cstring>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kvitt::http
{
namespace
{

// A compiled gettext catalogue without hash table (GNU gettext manual, "MO files"). Keys must be sorted.
std::string compiled(const std::vector<std::pair<std::string, std::string>>& texts)
{
    constexpr std::uint32_t head_bytes = 28;
    const auto count = static_cast<std::uint32_t>(texts.size());
    std::vector<std::uint32_t> table = {0x950412de, 0, count, head_bytes, head_bytes + 8 * count, 0, 0};
    std::string strings;
    const std::uint32_t strings_at = head_bytes + 16 * count;
    for (const bool key : {true, false})
        for (const auto& [message, translation] : texts)
        {
            const auto& text = key ? message : translation;
            table.push_back(static_cast<std::uint32_t>(text.size()));
            table.push_back(strings_at + static_cast<std::uint32_t>(strings.size()));
            strings += text + '\0';
        }
    std::string out(table.size() * 4, '\0');
    std::memcpy(out.data(), table.data(), out.size());
    return out + strings;
}

const char* const swedish_head =
    "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n";

TEST(MessagesTest, AreTranslatedOrStayEnglish)
{
    const Messages messages({{Language::sv, compiled({{"", swedish_head},
                                                      {"Amount due", "Att betala"},
                                                      {std::string("{n} order\0{n} orders", 20),
                                                       std::string("{n} order\0{n} ordrar", 20)}})}});
    EXPECT_EQ(messages.translate(Language::sv, "Amount due"), "Att betala");
    EXPECT_EQ(messages.translate(Language::sv, "Nowhere"), "Nowhere");
    EXPECT_EQ(messages.translate(Language::sv, ""), "");
    EXPECT_EQ(messages.translate(Language::en, "Amount due"), "Amount due");
    EXPECT_EQ(messages.translate_plural(Language::sv, "{n} order", "{n} orders", 1), "1 order");
    EXPECT_EQ(messages.translate_plural(Language::sv, "{n} order", "{n} orders", 0), "0 ordrar");
    EXPECT_EQ(messages.translate_plural(Language::sv, "{n} order", "{n} orders", 1'000'001),
              "1\u00a0000\u00a0001 ordrar");
    EXPECT_EQ(messages.translate_plural(Language::en, "{n} order", "{n} orders", 1), "1 order");
    EXPECT_EQ(messages.translate_plural(Language::en, "{n} order", "{n} orders", 1200), "1,200 orders");
}

TEST(MessagesTest, ADamagedCatalogueIsRefused)
{
    EXPECT_THROW(Messages({{Language::sv, "not a catalogue at all, but long enough to look"}}),
                 std::exception);
}

TEST(Locale, MoneyIsExact)
{
    const auto sek = Currency::parse("SEK");
    const auto usd = Currency::parse("USD");
    EXPECT_EQ(money_text(Language::sv, Money(473000, usd)), "4\u00a0730,00\u00a0US$");
    EXPECT_EQ(money_text(Language::en, Money(473000, usd)), "US$4,730.00");
    EXPECT_EQ(money_text(Language::sv, Money(-123456750, sek)), "\u22121\u00a0234\u00a0567,50\u00a0kr");
    EXPECT_EQ(money_text(Language::en, Money(5, sek)), "SEK\u00a00.05");
    EXPECT_EQ(money_text(Language::en, Money(120000, Currency::parse("JPY"))), "JP\u00a5120,000");
    EXPECT_EQ(money_text(Language::en, Money(1234567, Currency::parse("KWD"))), "KWD\u00a01,234.567");
    EXPECT_EQ(amount_text(Language::sv, Money(900719925474099'301, sek)),
              "9\u00a0007\u00a0199\u00a0254\u00a0740\u00a0993,01");
}

TEST(Locale, SizesOfFiles)
{
    constexpr std::int64_t megabyte = 1024 * 1024;
    EXPECT_EQ(size_text(Language::en, 0), "0 B");
    EXPECT_EQ(size_text(Language::en, 1023), "1,023 B");
    EXPECT_EQ(size_text(Language::en, 1024), "1 kB");
    EXPECT_EQ(size_text(Language::en, megabyte - 1), "1,023 kB");
    EXPECT_EQ(size_text(Language::en, 10 * megabyte), "10 MB");
    EXPECT_EQ(size_text(Language::en, 10 * megabyte + 65'536), "10 MB");
    EXPECT_EQ(size_text(Language::en, megabyte * 3 / 2), "1.5 MB");
    EXPECT_EQ(size_text(Language::sv, megabyte * 3 / 2), "1,5 MB");
}

TEST(Locale, NumbersAndDays)
{
    const Date day = Date::of(2026, 11, 23);
    const auto zone = TimeZone::parse("Europe/Stockholm");
    const auto at = Instant::parse("2026-11-23T23:30:00Z");
    EXPECT_EQ(number_text(Language::en, -1234567), "-1,234,567");
    EXPECT_EQ(percent_text(Language::en, BasisPoints{2500}), "25%");
    EXPECT_EQ(percent_text(Language::sv, BasisPoints{1205}), "12,05\u00a0%");
    EXPECT_EQ(percent_text(Language::en, BasisPoints{-50}), "-0.5%");
    EXPECT_EQ(date_long(Language::en, day), "23 November 2026");
    EXPECT_EQ(date_long(Language::sv, day), "23 november 2026");
    EXPECT_EQ(date_medium(Language::en, day), "23 Nov 2026");
    EXPECT_EQ(date_short(Language::en, day), "23/11/2026");
    EXPECT_EQ(date_short(Language::sv, day), "2026-11-23");
    EXPECT_EQ(time_text(Language::sv, at, zone), "00:30");
    EXPECT_EQ(instant_text(Language::en, at, zone), "24 November 2026 at 00:30");
    EXPECT_EQ(instant_text(Language::sv, at, zone), "24 november 2026 kl. 00:30");
}

TEST(AssetsTest, AreKeptForEver)
{
    const std::string css(3000, 'a');
    const Assets assets({{"kvitt.css", css}, {"logo.png", "png"}});
    const std::string address = assets.url("kvitt.css");
    EXPECT_THAT(address, testing::MatchesRegex("/assets/kvitt\\.[0-9a-f]{12}\\.css"));
    EXPECT_THROW(assets.url("none.css"), Bug);

    auto request = request_to(Method::get, address);
    const auto plain = assets.find(request);
    EXPECT_EQ(plain->body_view(), css);
    EXPECT_EQ(plain->headers.find("Content-Type"), "text/css; charset=utf-8");
    EXPECT_EQ(plain->headers.find("Cache-Control"), "public, max-age=31536000, immutable");
    add_header(request, "Accept-Encoding", "gzip");
    const auto small = assets.find(request);
    EXPECT_EQ(small->headers.find("Content-Encoding"), "gzip");
    EXPECT_LT(small->body_view().size(), 200U);
    add_header(request, "If-None-Match", plain->headers.find("ETag").value());
    EXPECT_EQ(assets.find(request)->status, 304U);

    EXPECT_EQ(assets.find(request_to(Method::get, "/assets/kvitt.css"))->status, 404U);
    EXPECT_EQ(assets.find(request_to(Method::post, address))->status, 405U);
    EXPECT_EQ(assets.find(request_to(Method::get, "/other")), std::nullopt);
}

TEST(Log, OneLineWhateverTheText)
{
    const auto line =
        log_text(LogLevel::warning, json::value{{"message", "a\"\n{\"level\":\"x\"}"}}, Instant{});
    EXPECT_EQ(line, "{\"time\":\"1970-01-01T00:00:00Z\",\"level\":\"warning\","
                    "\"message\":\"a\\\"\\n{\\\"level\\\":\\\"x\\\"}\"}");
}

TEST(MoneyEntered, IsReadAsTheLanguageWritesIt)
{
    const Currency sek = Currency::parse("SEK");
    for (const char* typed : {"1,234.50", "1234.50", "1234.5", " 1 234.50 "})
        EXPECT_EQ(money_entered(Language::en, typed, sek), Money(1'234'50, sek)) << typed;
    for (const char* typed : {"1 234,50", "1\u00a0234,50", "1\u202f234,5", "1234.50"})
        EXPECT_EQ(money_entered(Language::sv, typed, sek), Money(1'234'50, sek)) << typed;
    for (const Money amount : {Money(1, sek), Money(123'456'789'00, sek)})
        for (const Language language : {Language::en, Language::sv})
            EXPECT_EQ(money_entered(language, amount_text(language, amount), sek), amount);
}

TEST(MoneyEntered, IsNotGuessed)
{
    const Currency sek = Currency::parse("SEK");
    for (const char* typed :
         {"", "1,2", "1234,50", "12,34.5", ",123", "1.234,50", "1.5,000", "kr 5", "5.001"})
        EXPECT_THROW(money_entered(Language::en, typed, sek), Invalid) << typed;
    for (const char* typed : {"", "1,234.50", "1.234,50", "1,2,3", "5,001"})
        EXPECT_THROW(money_entered(Language::sv, typed, sek), Invalid) << typed;
}

} // namespace
} // namespace kvitt::http
