// What a bank's line had brought into the books, taken out of them again because the line was undone: a
// payment that never came, a repayment that is not out yet, a payment that its bank did not take back. Each
// posts the line's own posting the other way round, on the same day, so that the bank account agrees with the
// statements that stand, on every day (decision 0026).
#pragma once

#include "payments/returns.h"

namespace kvitt::payments
{

// The whole payment is withdrawn: unplaced-receipts / bank. None of it has a place any more (KVITT_ASSERT).
void withdraw(Tx& tx, const Receipt& receipt);
// A repayment that the line had settled is to be paid out again: bank / refunds-payable.
void unsettle(Tx& tx, const Return& row, const std::string& receiving_account);
// A payment that the line had taken back is here, without a place: bank / unplaced-receipts.
void restore(Tx& tx, const Return& row);
// A line that was no business of orders: bank-other / bank.
void undo_other_entry(Tx& tx, const std::string& receiving_account, Money amount, Date posting_date,
                      std::int64_t entry);

// What left the account with that line, if it was a repayment or a payment taken back.
std::optional<Return> try_find_return_by_entry(Read& read, std::int64_t entry);

// An account's books begin: bank / bank-other with the opening balance, and it is covered until the day
// before. Nothing if they have begun.
void open_account(Tx& tx, const std::string& receiving_account, Money opening, Date day);
// With what the books of an account begin, where a statement tells it, and until when its statements reach.
struct Beginning
{
    std::optional<Money> opening;
    Date day;
    Date until;
};
// Nothing where the account has none yet.
std::optional<Beginning> try_beginning(Read& read, const std::string& receiving_account);
// After a file was undone: what the statements that stand say; nothing where none stands. The old beginning
// is posted the other way round, the new one bank / bank-other.
void begin_account_anew(Tx& tx, const std::string& receiving_account, const std::optional<Beginning>& now);

} // namespace kvitt::payments
