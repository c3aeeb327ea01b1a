#include "payments/withdrawing.h"

#include "payments/payments_store.h"
#include "payments/returns_store.h"

namespace kvitt::payments
{
namespace
{

struct PaymentWithdrawn
{
    static constexpr const char* kind = "payment_withdrawn";
    Id<Receipt> receipt;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(PaymentWithdrawn, (), (receipt, amount))

struct ReturnUndone
{
    static constexpr const char* kind = "return_undone";
    Id<Return> id;
    Id<Receipt> receipt;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(ReturnUndone, (), (id, receipt, amount))

struct BankEntryUndone
{
    static constexpr const char* kind = "bank_entry_undone";
    std::string receiving_account;
    Money amount;
    std::int64_t entry = 0;
};
BOOST_DESCRIBE_STRUCT(BankEntryUndone, (), (receiving_account, amount, entry))

struct AccountBegun
{
    static constexpr const char* kind = "account_begun";
    std::string receiving_account;
    Money opening;
};
BOOST_DESCRIBE_STRUCT(AccountBegun, (), (receiving_account, opening))

Date entry_day(const Receipt& receipt) { return receipt.booking_date.value_or(receipt.payment_date); }

void post_opening(Tx& tx, const std::string& account, Money amount, Date day)
{
    const auto event = events::record(tx, {}, AccountBegun{account, amount});
    ledger::post(tx, event, day, "account_begun", {},
                 {{ledger::bank(account), amount}, {ledger::bank_other, -amount}});
}

} // namespace

void withdraw(Tx& tx, const Receipt& receipt)
{
    KVITT_ASSERT(places_of(tx, receipt).unplaced == receipt.money());
    Return row;
    row.id = tx.new_id<Return>();
    row.receipt = receipt.id;
    row.amount = receipt.amount;
    row.currency = receipt.currency;
    row.kind = ReturnKind::withdrawn;
    row.state = ReturnState::done;
    row.decided_by = tx.author().actor.name;
    row.at = tx.now();
    row.done_on = entry_day(receipt);
    row.event = events::record(tx, {receipt.partner, {}, receipt.id.value()},
                               PaymentWithdrawn{receipt.id, receipt.money()});
    insert(tx, row);
    ledger::post(tx, row.event, *row.done_on, "entry_withdrawn", {receipt.partner, {}, receipt.id.value()},
                 {{ledger::unplaced_receipts, receipt.money()},
                  {ledger::bank(receipt.receiving_account), -receipt.money()}});
    follow_money(tx, receipt.id, "withdrawn");
}

void unsettle(Tx& tx, const Return& row, const std::string& receiving_account)
{
    KVITT_ASSERT(row.state == ReturnState::done && row.kind == ReturnKind::by_desk);
    update_unsettled(tx, row.id);
    const events::Subject subject{row.partner, {}, row.receipt.value()};
    const auto event = events::record(tx, subject, ReturnUndone{row.id, row.receipt, row.money()});
    ledger::post(tx, event, *row.done_on, "return_undone", {row.partner, {}, row.receipt.value()},
                 {{ledger::bank(receiving_account), row.money()}, {ledger::refunds_payable, -row.money()}});
}

void restore(Tx& tx, const Return& row)
{
    KVITT_ASSERT(row.state == ReturnState::done && row.kind == ReturnKind::by_bank);
    const Receipt receipt = find(tx, row.receipt);
    update_undone(tx, row.id);
    const events::Subject subject{receipt.partner, {}, receipt.id.value()};
    const auto event = events::record(tx, subject, ReturnUndone{row.id, receipt.id, row.money()});
    ledger::post(
        tx, event, *row.done_on, "return_undone", {receipt.partner, {}, receipt.id.value()},
        {{ledger::bank(receipt.receiving_account), row.money()}, {ledger::unplaced_receipts, -row.money()}});
    follow_money(tx, receipt.id, "return_undone");
}

void undo_other_entry(Tx& tx, const std::string& receiving_account, Money amount, Date posting_date,
                      std::int64_t entry)
{
    if (amount.is_zero())
        return;
    const auto event = events::record(tx, {}, BankEntryUndone{receiving_account, amount, entry});
    ledger::post(tx, event, posting_date, "other_entry_undone", {},
                 {{ledger::bank_other, amount}, {ledger::bank(receiving_account), -amount}});
}

std::optional<Return> try_find_return_by_entry(Read& read, std::int64_t entry)
{
    return try_find_return_row_by_entry(read, entry);
}

void open_account(Tx& tx, const std::string& receiving_account, Money opening, Date day)
{
    if (try_coverage(tx, receiving_account))
        return;
    post_opening(tx, receiving_account, opening, day);
    insert(tx, CoverageRow{receiving_account, day - Days{1}, opening.minor(), opening.currency(), day});
}

std::optional<Beginning> try_beginning(Read& read, const std::string& receiving_account)
{
    const auto row = try_coverage_row(read, receiving_account);
    if (!row)
        return std::nullopt;
    if (!row->opening)
        return Beginning{std::nullopt, row->until_day, row->until_day};
    return Beginning{Money(*row->opening, *row->opening_currency), *row->opened_on, row->until_day};
}

void begin_account_anew(Tx& tx, const std::string& receiving_account, const std::optional<Beginning>& now)
{
    const auto before = try_coverage_row(tx, receiving_account);
    if (!before)
        return;
    delete_coverage(tx, receiving_account);
    if (before->opening)
        post_opening(tx, receiving_account, -Money(*before->opening, *before->opening_currency),
                     *before->opened_on);
    if (!now)
        return;
    CoverageRow row{receiving_account, now->until, {}, {}, {}};
    if (now->opening)
    {
        row.opening = now->opening->minor();
        row.opening_currency = now->opening->currency();
        row.opened_on = now->day;
        post_opening(tx, receiving_account, *now->opening, now->day);
    }
    insert(tx, row);
}

} // namespace kvitt::payments
