#include "ledger/ledger.h"

#include "ledger/ledger_store.h"

#include <limits>

namespace kvitt::ledger
{
namespace
{

bool sums_to_zero(const std::vector<Posting>& postings)
{
    std::vector<Money> sums;
    for (const Posting& posting : postings)
    {
        auto sum = std::find_if(sums.begin(), sums.end(),
                                [&](Money m) { return m.currency() == posting.amount.currency(); });
        if (sum == sums.end())
            sums.push_back(posting.amount);
        else
            *sum += posting.amount;
    }
    return std::all_of(sums.begin(), sums.end(), [](Money m) { return m.is_zero(); });
}

} // namespace

std::string bank(const std::string& receiving_account) { return "bank:" + receiving_account; }

void post(Tx& tx, Id<events::Event> event, Date posting_date, const char* kind, const Concern& concern,
          const std::vector<Posting>& postings)
{
    KVITT_ASSERT(sums_to_zero(postings));
    const auto id = tx.new_id<Transaction>();
    std::vector<PostingRow> rows;
    for (const Posting& posting : postings)
        if (!posting.amount.is_zero())
            rows.push_back({id, static_cast<std::int64_t>(rows.size()) + 1, posting.account,
                            posting.amount.currency(), posting.amount.minor(), concern.partner,
                            concern.order_number, concern.receipt});
    if (!rows.empty())
        insert(tx, {id, event, posting_date, kind}, rows);
}

void each_posting(Read& read, const std::function<void(const JournalPosting&)>& take)
{
    each_row(read, take);
}

std::vector<JournalPosting> list_postings(Read& read, const std::string& account, Currency currency,
                                          const std::optional<Id<Transaction>>& before, std::int64_t limit)
{
    const Id<Transaction> newest(std::numeric_limits<std::int64_t>::max());
    return list_account_rows(read, account, currency, before.value_or(newest), limit);
}

std::vector<JournalPosting> list_of_event(Read& read, Id<events::Event> event, std::int64_t limit)
{
    constexpr std::int64_t ids_per_second = 1000LL << 22; // base/id.h; no verb takes so long
    const Id<Transaction> after(event.value());
    return list_event_rows(read, event, after, Id<Transaction>(event.value() + ids_per_second), limit);
}

std::vector<JournalPosting> find_transaction(Read& read, Id<Transaction> id)
{
    auto rows = list_transaction_rows(read, id);
    require(!rows.empty(), transaction_not_found);
    return rows;
}

std::int64_t balance_of(Read& read, const std::string& account, Currency currency)
{
    return sum_of(read, account, currency);
}

std::vector<Balance> balances(Read& read) { return list_balances(read); }

std::vector<Unbalanced> unbalanced(Read& read) { return list_unbalanced(read); }

std::vector<std::int64_t> list_without_event(Read& read)
{
    std::vector<std::int64_t> out;
    for (const TransactionKey& key : list_eventless(read))
        out.push_back(key.id);
    return out;
}

} // namespace kvitt::ledger
