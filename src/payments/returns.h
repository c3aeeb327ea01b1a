// Money that leaves again: sent back to its payer by the desk, or taken back by the bank (domain.md 3.3,
// A28).
#pragma once

#include "base/text_value.h"
#include "payments/places.h"

namespace kvitt::payments
{

inline constexpr std::size_t return_reason_characters_max = 500;
inline constexpr std::size_t payee_characters_max = 140; // Max140Text, ISO 20022 Nm

enum class ReturnKind
{
    by_desk,
    by_bank,
    withdrawn, // it never came: what told of it was undone
};
BOOST_DESCRIBE_ENUM(ReturnKind, by_desk, by_bank, withdrawn)

enum class ReturnState
{
    decided, // to be paid out
    done,    // it has left the bank account
    undone,  // the bank's line that said so was undone: the money is here
};
BOOST_DESCRIBE_ENUM(ReturnState, decided, done, undone)

struct Return
{
    Id<Return> id;
    Id<Receipt> receipt;
    std::optional<Id<partners::Partner>> partner; // whose credit it was
    std::int64_t amount = 0;
    Currency currency;
    ReturnKind kind = ReturnKind::by_desk;
    ReturnState state = ReturnState::decided;
    std::optional<std::string> to_name;
    std::optional<std::string> to_account;
    std::optional<std::string> reason;
    std::string decided_by;
    std::optional<std::int64_t> entry;
    Id<events::Event> event;
    Instant at;
    std::optional<Date> done_on;

    Money money() const { return {amount, currency}; }
    // What the transfer's own reference has to say, so that the bank line is known again: "RET" and the id.
    std::string reference() const;
};
BOOST_DESCRIBE_STRUCT(Return, (),
                      (id, receipt, partner, amount, currency, kind, state, to_name, to_account, reason,
                       decided_by, entry, event, at, done_on))

inline const Refusal return_not_found{RefusalKind::not_found, "return_not_found",
                                      "There is no such repayment."};
inline const Refusal return_done{RefusalKind::conflict, "return_done",
                                 "This repayment has left the bank account already."};

using ReturnReason = LongText<return_reason_characters_max>;
using Payee = Text<payee_characters_max>;

struct NewReturn
{
    Id<Receipt> receipt;
    std::optional<Id<partners::Partner>> from_credit_of; // else from what has no place
    std::optional<Money> amount;                         // all that is there, if absent
    Payee to_name;
    Payee to_account; // as the payer's bank writes it
    ReturnReason reason;
};
// The desk decides to send money back: unplaced-receipts or partner-credit / refunds-payable. From now on it
// can pay no order. Closes the partner's wish to have it back when nothing of its credit is left. Refused
// with nothing_unplaced, more_than_unplaced, nothing_there.
Return send_back(Tx& tx, const NewReturn& input);
// How much send_back would send; refused as it would be.
Money part_to_return(Read& read, const Receipt& receipt,
                     const std::optional<Id<partners::Partner>>& credit_of,
                     const std::optional<Money>& asked);

// It has left the account. With the bank's line that says so: refunds-payable / bank; on a person's word
// refunds-payable / bank-other, where the bank's line stands or will.
void settle_by_bank(Tx& tx, Id<Return> id, const std::string& receiving_account, Date day,
                    std::int64_t entry);
void settle_by_hand(Tx& tx, Id<Return> id, Date day);

// The bank has taken the whole payment back: unplaced-receipts / bank. None of it has a place any more.
void take_back_by_bank(Tx& tx, const Receipt& receipt, Date day, std::int64_t entry);

Return find_return(Read& read, Id<Return> id);
// A decided one whose reference stands in one of the texts, with exactly that amount.
std::optional<Return> try_find_decided(Read& read, const std::vector<std::string>& texts, Money amount);
// Those to be paid out, oldest first.
std::vector<Return> list_decided(Read& read, std::int64_t limit);
std::int64_t count_decided(Read& read);
// Of one receipt, oldest first.
std::vector<Return> list_returns(Read& read, Id<Receipt> receipt);

} // namespace kvitt::payments
