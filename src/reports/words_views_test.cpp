#include "reports/journal_views.h"
#include "web/event_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

using namespace kvitt;
using testing::Contains;

namespace
{

std::string text_of(const std::filesystem::path& file)
{
    std::ifstream from(file);
    std::ostringstream text;
    text << from.rdbuf();
    return text.str();
}

// Every event that the source records, tests apart.
std::set<std::string> events_in_source()
{
    const std::regex in_body(R"(constexpr const char\* kind = "([a-z_]+)\")");
    const std::regex in_call(R"(events::record\([^;"]*\},\s*"([a-z_]+)\")");
    std::set<std::string> kinds;
    for (const auto& file : std::filesystem::recursive_directory_iterator(KVITT_SOURCE))
    {
        const std::string name = file.path().filename().string();
        if ((!name.ends_with(".cpp") && !name.ends_with(".h")) || name.ends_with("_test.cpp"))
            continue;
        const std::string text = text_of(file.path());
        for (const std::regex& pattern : {in_body, in_call})
            for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
                kinds.insert((*at)[1]);
    }
    return kinds;
}

// The kind of every journal transaction that the source posts.
std::set<std::string> kinds_in_source()
{
    const std::regex posted(R"(ledger::post\([^"]*"([a-z_]+)\")");
    std::set<std::string> kinds;
    for (const auto& file : std::filesystem::recursive_directory_iterator(KVITT_SOURCE))
    {
        if (file.path().extension() != ".cpp")
            continue;
        const std::string text = text_of(file.path());
        for (std::sregex_iterator at(text.begin(), text.end(), posted), end; at != end; ++at)
            kinds.insert((*at)[1]);
    }
    return kinds;
}

} // namespace

TEST(JournalViews, EveryKindOfTransactionHasWords)
{
    const auto kinds = kinds_in_source();
    EXPECT_GE(kinds.size(), 15U);
    for (const std::string& kind : kinds)
        EXPECT_THAT(reports::kinds_with_words(), Contains(kind));
}

TEST(EventWords, EveryKindOfEventHasWords)
{
    const auto kinds = events_in_source();
    EXPECT_GE(kinds.size(), 55U);
    for (const std::string& kind : kinds)
        EXPECT_THAT(web::event_kinds_with_words(), Contains(kind));
}

TEST(JournalViews, EveryAccountHasAClass)
{
    for (const std::string& account :
         {ledger::bank("sek"), ledger::bank_other, ledger::unplaced_receipts, ledger::partner_credit,
          ledger::order_prepayments, ledger::deferred_revenue, ledger::revenue, ledger::output_vat,
          ledger::write_off, ledger::refunds_payable, ledger::currency_exchange})
        EXPECT_THAT(reports::hledger_account(account), testing::EndsWith(":" + account));
    EXPECT_THROW(reports::class_of("nobody"), Bug);
}
