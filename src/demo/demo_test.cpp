#include "base/embedded.h"
#include "base/secret.h"
#include "demo/bank.h"
#include "demo/clock.h"
#include "demo/demo_http.h"
#include "statements/statements.h"
#include "web/site.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace kvitt;
using namespace kvitt::demo;
namespace fs = std::filesystem;

namespace
{

const Date day = Date::of(2026, 3, 2);

Money sek(std::int64_t minor) { return {minor, Currency::parse("SEK")}; }

std::string text_in(const fs::path& file)
{
    std::ifstream from(file, std::ios::binary);
    std::ostringstream text;
    text << from.rdbuf();
    return text.str();
}

// A bank with its folders, and the demo's catalogue in a database.
class DemoTest : public testing::Test
{
  protected:
    DemoTest()
        : db_(Db::open_for_test()),
          folder_(fs::temp_directory_path() / ("kvitt-demo-test-" + random_token(9)))
    {
        fs::create_directories(folder_ / "inbox");
        bank_ = std::make_unique<SandboxBank>(folder_.string(), inbox());
        const auto programme = parse_json(*embedded::find("files/demo/programme.json"));
        const auto file = from_json<catalogue::CatalogueFile>(programme.as_object().at("catalogue"));
        db_->write(author_of(ActorKind::system), [&](Tx& tx) { catalogue::load(tx, file); });
    }
    ~DemoTest() override { fs::remove_all(folder_); }

    std::string inbox() const { return (folder_ / "inbox").string(); }
    catalogue::ReceivingAccount account(const char* code)
    {
        return db_->read([&](Read& read) { return catalogue::find_receiving_account(read, code); });
    }
    statements::Statement statement(const std::string& file) const
    {
        const auto read = statements::read_bytes(text_in(fs::path(inbox()) / file));
        EXPECT_FALSE(read.error) << read.error->message;
        EXPECT_EQ(read.format, "camt.053.001.08");
        EXPECT_EQ(read.statements.size(), 1U);
        return read.statements.at(0);
    }
    std::size_t files_in_inbox() const
    {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(inbox()), fs::directory_iterator()));
    }

    // The demo's own pages, without the rest of kvitt.
    http::Response answer(http::Method method, const std::string& target, const std::string& body = "")
    {
        if (!site_)
        {
            demo_ = std::make_unique<Demo>(Demo{*bank_, [this] { ++jobs_run_; }});
            site_ = std::make_unique<web::Site>(*db_, web::SiteOptions{}, routes(*demo_));
        }
        http::Request request = http::request_to(method, target);
        http::add_header(request, "Accept", "text/html");
        if (!body.empty())
            http::add_header(request, "Content-Type", "application/x-www-form-urlencoded");
        request.body = body;
        return site_->answer(request);
    }

    std::unique_ptr<Db> db_;
    fs::path folder_;
    std::unique_ptr<SandboxBank> bank_;
    int jobs_run_ = 0;
    std::unique_ptr<Demo> demo_;
    std::unique_ptr<web::Site> site_;
};

} // namespace

TEST(DemoClock, TimeIsReadAsPeopleTypeIt)
{
    const TimeZone zone = TimeZone::parse("Europe/Stockholm");
    EXPECT_EQ(business_time("2026-12-24", zone).text(), "2026-12-23T23:00:00Z");
    EXPECT_EQ(business_time("2026-07-01T09:30", zone).text(), "2026-07-01T07:30:00Z");
    EXPECT_EQ(business_time(" 2026-12-24T09:30:15 ", zone).text(), "2026-12-24T08:30:15Z");
    EXPECT_EQ(business_time("2026-12-24T09:30:15Z", zone).text(), "2026-12-24T09:30:15Z");
    EXPECT_EQ(business_time("2026-03-29T03:30", zone).text(), "2026-03-29T01:30:00Z")
        << "the first hour of summer time";
    for (const char* wrong : {"", "tomorrow", "2026-02-30", "2026-12-24T25:00", "2026-12-24 x9:30"})
        EXPECT_THROW(business_time(wrong, zone), Invalid) << wrong;
}

TEST_F(DemoTest, AStatementSaysWhatWasSent)
{
    const Sent sent = bank_->send(account("sek"),
                                  {"4821 <&> \"å\" 4500101",
                                   sek(2237500),
                                   day,
                                   day + Days{1},
                                   "Fjällnät & Co",
                                   "SE4550000000058398257466",
                                   {}},
                                  Instant(0));
    const auto read = statement(sent.file);
    EXPECT_EQ(read.account, "SE4550000000058398257466");
    EXPECT_EQ(read.adds_up, true);
    EXPECT_TRUE(read.warnings.empty());
    ASSERT_EQ(read.entries.size(), 1U);
    const statements::Entry& entry =
        read.entries[0].details.empty() ? read.entries[0] : read.entries[0].details[0];
    EXPECT_EQ(entry.amount, sek(2237500));
    EXPECT_EQ(entry.booking_date, day);
    EXPECT_EQ(entry.value_date, day + Days{1});
    EXPECT_EQ(entry.remittance, "4821 <&> \"å\" 4500101");
    EXPECT_EQ(entry.counterparty, "Fjällnät & Co");
    EXPECT_EQ(entry.counterparty_account, "SE4550000000058398257466");
    EXPECT_EQ(entry.bank_ref, sent.bank_ref);
}

TEST_F(DemoTest, ATransferIsTakenBackOnce)
{
    const Sent sent = bank_->send(account("sek"), {"4821", sek(2237500), day, day, {}, {}, {}}, Instant(0));
    const auto account_of = [&](Currency) { return account("sek"); };
    const Sent back = bank_->take_back(sent.bank_ref, account_of, day + Days{3}, Instant(0));
    const auto read = statement(*back.taken_back);
    EXPECT_EQ(read.adds_up, true);
    EXPECT_EQ(read.opening, sek(2237500));
    ASSERT_EQ(read.entries.size(), 1U);
    EXPECT_EQ(read.entries[0].amount, sek(-2237500));
    EXPECT_TRUE(read.entries[0].reversal);
    EXPECT_EQ(read.entries[0].bank_ref, sent.bank_ref);
    EXPECT_THROW(bank_->take_back(sent.bank_ref, account_of, day, Instant(0)), Refused);
    EXPECT_THROW(bank_->take_back("SB0", account_of, day, Instant(0)), Refused);
    // It is known again after a restart.
    SandboxBank again(folder_.string(), inbox());
    EXPECT_EQ(again.recent().front().taken_back, back.taken_back);
}

TEST_F(DemoTest, ReferencesWithCheckDigitsTravelInTheirOwnField)
{
    const auto ref_of = [&](const std::string& reference) {
        const auto read = statement(
            bank_
                ->send(account("eur"),
                       {reference, Money(100, Currency::parse("EUR")), day, day, {}, "12-34", {}}, Instant(0))
                .file);
        return read.entries.at(0).creditor_ref;
    };
    EXPECT_EQ(ref_of("RF18539007547034"), "RF18539007547034");
    EXPECT_EQ(ref_of("1234567897"), "1234567897");
    EXPECT_FALSE(ref_of("1234567890"));
    EXPECT_FALSE(ref_of(""));
}

TEST_F(DemoTest, BalancesChainAlsoAfterARestart)
{
    const auto one =
        statement(bank_
                      ->send(account("jpy"), {"a", Money(5000, Currency::parse("JPY")), day, day, {}, {}, {}},
                             Instant(0))
                      .file);
    bank_ = std::make_unique<SandboxBank>(folder_.string(), inbox());
    EXPECT_EQ(bank_->recent().size(), 1U);
    const auto two =
        statement(bank_
                      ->send(account("jpy"), {"b", Money(700, Currency::parse("JPY")), day, day, {}, {}, {}},
                             Instant(0))
                      .file);
    EXPECT_EQ(one.opening, Money(0, Currency::parse("JPY")));
    EXPECT_EQ(one.closing, two.opening);
    EXPECT_EQ(two.closing, Money(5700, Currency::parse("JPY")));
    const auto empty = statement(bank_->send_empty(account("jpy"), day + Days{1}, Instant(0)));
    EXPECT_EQ(empty.opening, empty.closing);
    EXPECT_TRUE(empty.entries.empty());
    EXPECT_EQ(empty.adds_up, true);
}

TEST_F(DemoTest, ATransferFromThePageLandsInTheInbox)
{
    const auto made = answer(http::Method::post, "/demo/bank/transfers",
                             "reference=hello&amount=17+900%2C50&currency=SEK&booking_date=2026-03-02&value_"
                             "date=&payer_name=&payer_account=");
    EXPECT_EQ(made.status, 303U) << made.body;
    ASSERT_EQ(bank_->recent().size(), 1U);
    const Sent sent = bank_->recent()[0];
    EXPECT_EQ(sent.amount, sek(1790050));
    EXPECT_EQ(statement(sent.file).entries.at(0).value_date, sent.booking_date);
    const auto page = answer(http::Method::get, "/demo/bank?sent=" + sent.file);
    EXPECT_EQ(page.status, 200U);
    EXPECT_NE(page.body.find(sent.file), std::string::npos);
}

TEST_F(DemoTest, WrongFieldsAreToldAndWhatWasTypedIsKept)
{
    const struct
    {
        const char* body;
        const char* field;
    } wrong[] = {
        {"reference=kept&amount=-5&currency=SEK", "amount"},
        {"reference=kept&amount=5.001&currency=SEK", "amount"},
        {"reference=kept&amount=0&currency=SEK", "amount"},
        {"reference=kept&amount=&currency=SEK", "amount"},
        {"reference=kept&amount=5&currency=GBP", "currency"},
        {"reference=kept&amount=5&currency=kr", "currency"},
        {"reference=kept&amount=5&currency=SEK&booking_date=soon", "booking_date"},
        {"reference=kept&amount=5&currency=SEK&value_date=1999-01-01", "value_date"},
    };
    for (const auto& one : wrong)
    {
        const auto page = answer(http::Method::post, "/demo/bank/transfers", one.body);
        EXPECT_EQ(page.status, 422U) << one.body;
        EXPECT_NE(page.body.find("value=\"kept\""), std::string::npos) << one.body;
        EXPECT_NE(page.body.find(std::string("#field-") + one.field), std::string::npos)
            << one.body << page.body;
    }
    EXPECT_EQ(files_in_inbox(), 0U);
    const std::string long_name(141, 'x');
    EXPECT_EQ(
        answer(http::Method::post, "/demo/bank/transfers", "amount=5&currency=SEK&payer_name=" + long_name)
            .status,
        422U);
}

TEST_F(DemoTest, TheClockMovesForwardOnlyAndJobsRunThen)
{
    const auto now = [this] { return db_->read([](Read& read) { return read.now(); }); };
    const Instant before = now();
    EXPECT_EQ(
        answer(http::Method::post, "/demo/clock", "at=" + (before + std::chrono::hours(48)).text()).status,
        303U);
    EXPECT_GE(now() - before, std::chrono::hours(47));
    EXPECT_EQ(jobs_run_, 1);
    EXPECT_EQ(answer(http::Method::post, "/demo/clock", "at=2001-01-01").status, 422U);
    EXPECT_EQ(answer(http::Method::post, "/demo/clock", "at=later").status, 422U);
    EXPECT_EQ(answer(http::Method::post, "/demo/clock", "").status, 422U);
    EXPECT_EQ(jobs_run_, 1);
    EXPECT_EQ(answer(http::Method::get, "/demo/clock").status, 200U);
}
