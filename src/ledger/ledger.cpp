#include "ledger/ledger.h"

#include "ledger/ledger_store.h"

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
