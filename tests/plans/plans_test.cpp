// Every statement of the product is explained: none reads a table from end to end, or sorts, without a reason
// in the table below; and what the day's verbs do costs the same in a small programme and a large one.
#include "plans/scale.h"
#include "plans/source.h"
#include "plans/statements.h"
#include "store/recorder.h"
#include "support/story.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <mutex>
#include <set>

using namespace kvitt;
using store::PlanStep;
using testing::IsEmpty;

namespace
{

enum class May
{
    read_all,
    sort,
    do_both,
};

// Why a statement may read all of something, or sort.
const char* const catalogue = "what a programme sells, and on what terms, is a few dozen rows";
const char* const of_one = "what belongs to one company, order or receipt, or to the desk's few people";
const char* const at_most = "at most its LIMIT, of rows that an index gives";
const char* const to_do = "what still has to be done, which its index holds alone";
const char* const desk_queue = "what waits for a person at the desk, for a page";
const char* const at_start = "one row for each file of schema/, at start";
const char* const on_purpose = "proves or dumps everything, in a snapshot: no verb runs it";

// The table may shrink.
struct Exception
{
    const char* statement;
    May may;
    const char* reason;

    bool may_read_all() const { return may != May::sort; }
    bool may_sort() const { return may != May::read_all; }
};
const Exception exceptions[] = {
    {"access::delete_all_sessions", May::read_all, on_purpose},
    {"access::list_desk_contacts", May::sort, of_one},
    {"access::list_partner_contacts", May::sort, of_one},
    {"access::list_user_rows", May::read_all, on_purpose},
    {"catalogue::list_agreements", May::read_all, catalogue},
    {"catalogue::list_all_attainments", May::read_all, on_purpose},
    {"catalogue::list_benefits", May::read_all, catalogue},
    {"catalogue::list_competencies", May::read_all, catalogue},
    {"catalogue::list_discounts", May::read_all, catalogue},
    {"catalogue::list_offers", May::do_both, catalogue},
    {"catalogue::list_prices", May::read_all, catalogue},
    {"catalogue::list_receiving_accounts", May::read_all, catalogue},
    {"catalogue::list_taxes", May::read_all, catalogue},
    {"catalogue::list_tolerances", May::read_all, catalogue},
    {"check::try_asked", May::read_all, to_do},
    {"events::count_lost", May::read_all, on_purpose},
    {"events::count_unsealed_before", May::read_all, on_purpose},
    {"events::list_sealed_for_order", May::sort, of_one},
    {"events::list_unsealed", May::read_all, at_most},
    {"events::try_last_sealed", May::read_all, at_most},
    {"ledger::each_row", May::do_both, on_purpose},
    {"ledger::list_balances", May::read_all, on_purpose},
    {"ledger::list_eventless", May::read_all, on_purpose},
    {"ledger::list_unbalanced", May::do_both, on_purpose},
    {"memberships::list_started_twice", May::read_all, on_purpose},
    {"orders::count_open_requests", May::read_all, to_do},
    {"orders::each_fee", May::read_all, on_purpose},
    {"orders::list_active_totals", May::sort, on_purpose},
    {"orders::list_for_partner", May::sort, of_one},
    {"orders::list_kept_prices", May::sort, of_one},
    {"orders::list_open_requests", May::read_all, desk_queue},
    {"orders::list_open_twice", May::sort, on_purpose},
    {"orders::list_origins", May::sort, of_one},
    {"orders::list_overdue_proofs", May::sort, desk_queue},
    {"orders::list_prepaid", May::do_both, on_purpose},
    {"orders::list_proof_files", May::read_all, on_purpose},
    {"orders::list_wrong_documents", May::read_all, on_purpose},
    {"orders::list_wrong_sums", May::read_all, on_purpose},
    {"partners::list", May::read_all, on_purpose},
    {"partners::list_ids", May::sort, of_one},
    {"partners::search", May::sort, at_most},
    {"payments::count_decided", May::read_all, to_do},
    {"payments::count_open_cases", May::read_all, to_do},
    {"payments::list_allocated_parts", May::sort, of_one},
    {"payments::list_arrivals", May::sort, of_one},
    {"payments::list_cases_of_entry", May::read_all, to_do},
    {"payments::list_credit_parts", May::sort, of_one},
    {"payments::list_decided", May::read_all, desk_queue},
    {"payments::list_in_credit", May::sort, of_one},
    {"payments::list_on_orders", May::sort, of_one},
    {"payments::list_open_cases", May::read_all, desk_queue},
    {"payments::list_parts", May::sort, of_one},
    {"payments::list_that_named", May::sort, of_one},
    {"payments::sum_all_credit", May::do_both, on_purpose},
    {"payments::sum_decided", May::do_both, on_purpose},
    {"payments::sum_unplaced", May::do_both, on_purpose},
    {"payments::waiting_sums", May::sort, desk_queue},
    {"statements::exists_staged", May::read_all, to_do},
    {"statements::list_kept_files", May::do_both, on_purpose},
    {"statements::list_staged_before", May::read_all, to_do},
    {"statements::list_taken_of", May::sort, of_one},
    {"statements::list_taken_statements", May::read_all, on_purpose},
    {"statements::list_unplaced", May::read_all, to_do},
    {"store::list_migrations", May::read_all, at_start},
};

// Rows inserted together may raise the count of open violations, so the plan holds the search of the children
// that would settle one; it is run only while a deferred key is open, and there is none (decision 0005).
bool inserts_rows(const std::string& statement)
{
    return statement.find("::insert_") != std::string::npos && std::isdigit(statement.back()) != 0;
}

const Exception* find_exception(const std::string& statement)
{
    for (const Exception& exception : exceptions)
        if (exception.statement == statement)
            return &exception;
    return nullptr;
}

bool is_of_the_product(const Sql& sql) { return !std::string_view(sql.name()).starts_with("test::"); }

// Both sizes are worked in once; every test looks at the same figures.
class Plans : public testing::Test
{
  protected:
    static void SetUpTestSuite()
    {
        scale_ = std::make_unique<plans::Scale>();
        plans::call_every_statement(scale_->db());
        scale_->grow_to(small);
        cost_small_ = scale_->cost_of_work();
        scale_->grow_to(large);
        cost_large_ = scale_->cost_of_work();
        for (const Sql* sql : Sql::all())
            if (is_of_the_product(*sql))
                plans_[sql->name()] = scale_->db().plan(*sql);
    }
    static void TearDownTestSuite() { scale_.reset(); }

    static constexpr std::size_t small = 200;
    static constexpr std::size_t large = 2'000;
    static inline std::unique_ptr<plans::Scale> scale_;
    static inline std::map<std::string, store::RunCost> cost_small_;
    static inline std::map<std::string, store::RunCost> cost_large_;
    static inline std::map<std::string, std::vector<PlanStep>> plans_;
};

std::vector<plans::NamedStatement> named_in_source() { return plans::statements_of_source(KVITT_SOURCE); }

} // namespace

TEST_F(Plans, EveryStatementOfTheSourceIsExplained)
{
    const auto named = named_in_source();
    ASSERT_FALSE(named.empty());
    for (const auto& one : named)
    {
        EXPECT_FALSE(one.name.empty()) << one.where() << ": a statement's name is a literal";
        EXPECT_TRUE(one.name.empty() || plans_.contains(one.name))
            << one.where() << ": " << one.name
            << " is never explained; name the function that holds it in tests/plans/statements.cpp";
    }
}

TEST_F(Plans, NamesAreUnique)
{
    std::map<std::string, std::string> first;
    for (const auto& one : named_in_source())
    {
        const auto [at, is_new] = first.emplace(one.name, one.where());
        EXPECT_TRUE(is_new) << one.where() << ": " << one.name << " is the name of " << at->second << " too";
    }
}

TEST_F(Plans, NoStatementReadsAllOrSortsWithoutAReason)
{
    for (const auto& [name, steps] : plans_)
    {
        const Exception* exception = find_exception(name);
        for (const PlanStep& step : inserts_rows(name) ? std::vector<PlanStep>() : steps)
        {
            EXPECT_FALSE(step.reads_all && !(exception && exception->may_read_all()))
                << name << ": " << step.text
                << "\n  give it an index, or a reason in tests/plans/plans_test.cpp";
            EXPECT_FALSE(step.sorts && !(exception && exception->may_sort()))
                << name << ": " << step.text
                << "\n  give it an index, or a reason in tests/plans/plans_test.cpp";
        }
    }
}

TEST_F(Plans, EveryExceptionIsNeeded)
{
    std::set<std::string> seen;
    for (const Exception& exception : exceptions)
    {
        const auto& steps = plans_[exception.statement];
        const auto any = [&](bool PlanStep::* fault) {
            return std::any_of(steps.begin(), steps.end(), [&](const PlanStep& step) { return step.*fault; });
        };
        EXPECT_TRUE(seen.insert(exception.statement).second) << exception.statement << " stands here twice";
        EXPECT_EQ(any(&PlanStep::reads_all), exception.may_read_all())
            << exception.statement << " has an exception that is no longer needed";
        EXPECT_EQ(any(&PlanStep::sorts), exception.may_sort())
            << exception.statement << " has an exception that is no longer needed";
    }
}

// What a verb runs on the writer's connection, told by the engine's own statements around it.
TEST_F(Plans, WhatReadsEverythingOnPurposeRunsInNoVerb)
{
    std::mutex mutex;
    std::set<std::string> in_verbs;
    store::watch_statements([&](const Sql& sql, std::span<const store::Value>) {
        static thread_local bool writing = false;
        const std::string_view name = sql.name();
        if (name == "store::begin_write" || name == "store::commit")
            writing = name == "store::begin_write";
        else if (writing)
        {
            const std::lock_guard lock(mutex);
            in_verbs.insert(sql.name());
        }
    });
    scale_->work();
    for (const auto& entry : std::filesystem::directory_iterator(KVITT_STORIES))
    {
        stories::Story story;
        std::ifstream in(entry.path());
        for (std::string line; std::getline(in, line);)
            story.run_line(line);
    }
    store::watch_statements({});
    EXPECT_TRUE(in_verbs.contains("orders::find_to_pay"));
    for (const Exception& exception : exceptions)
    {
        const bool in_verb = in_verbs.contains(exception.statement);
        EXPECT_FALSE(in_verb && exception.reason == on_purpose) << exception.statement << " ran in a verb";
    }
}

TEST_F(Plans, ADaysWorkCostsTheSameWhateverTheSize)
{
    // A run meets a few rows more or less from day to day; ten times the rows would show.
    const auto most = [](std::int64_t steps) { return steps + steps / 5 + 20; };
    for (const auto& [name, cost] : cost_large_)
    {
        const auto found = cost_small_.find(name);
        if (found == cost_small_.end())
            continue;
        const auto& before = found->second;
        EXPECT_LE(cost.steps / cost.runs, most(before.steps / before.runs))
            << name << " does more in more rows";
        EXPECT_LE(cost.rows_read_all / cost.runs, most(before.rows_read_all / before.runs)) << name;
        const Exception* exception = find_exception(name);
        EXPECT_TRUE(cost.rows_read_all == 0 || (exception && exception->may_read_all())) << name;
        EXPECT_TRUE(cost.sorts == 0 || (exception && exception->may_sort())) << name;
    }
}
