// Incoming money: receipts, what of them is applied to orders, partner credit. An order is known here by its
// number only; whether it is thereby complete is orders::pay's business. Every verb posts to the journal.
#pragma once

#include "ledger/ledger.h"
#include "partners/partners.h"

namespace kvitt::payments
{

struct Allocation;
struct Credit;

enum class ReceiptState
{
    unmatched,
    suggested,
    held,
    allocated,
    credit,
    returned,
};
BOOST_DESCRIBE_ENUM(ReceiptState, unmatched, suggested, held, allocated, credit, returned)

// Money that arrived, as the bank told it. `reasons` are codes of docs/reasons.md; `candidates` order
// numbers.
struct Receipt
{
    Id<Receipt> id;
    std::optional<std::int64_t> entry;
    std::string receiving_account;
    std::int64_t amount = 0;
    Currency currency;
    Date payment_date; // value date, else booking date, else statement date (A4)
    std::optional<Date> booking_date;
    std::optional<Date> value_date;
    std::optional<std::string> payer_name;
    std::optional<std::string> payer_account;
    std::string remittance;
    std::optional<std::string> bank_ref;
    ReceiptState state = ReceiptState::unmatched;
    json::value reasons;
    json::value candidates;
    std::optional<Id<partners::Partner>> partner;
    Instant received_at;

    Money money() const { return {amount, currency}; }
};
BOOST_DESCRIBE_STRUCT(Receipt, (),
                      (id, entry, receiving_account, amount, currency, payment_date, booking_date, value_date,
                       payer_name, payer_account, remittance, bank_ref, state, reasons, candidates, partner,
                       received_at))

inline const Refusal receipt_not_found{RefusalKind::not_found, "receipt_not_found",
                                       "There is no such receipt."};

// Takes the money into the books: bank / unplaced-receipts. `receipt.id` is new; the state is what the
// matcher decided, and what it decided must follow in the same transaction.
void record(Tx& tx, const Receipt& receipt);
// A bank line that is not incoming money for orders: bank / bank-other, so that bank equals the statement.
void record_other_entry(Tx& tx, const std::string& receiving_account, Money amount, Date posting_date,
                        std::int64_t entry);

// unplaced-receipts / order-prepayments.
void allocate(Tx& tx, Id<Receipt> receipt, const std::string& order_number, Id<partners::Partner> partner,
              Money amount);
// A part of a partner's credit, by the receipt that it came with.
struct CreditPart
{
    std::optional<Id<Receipt>> receipt;
    std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(CreditPart, (), (receipt, amount))

// partner-credit / order-prepayments, the oldest credit first. Answers whose money it was.
std::vector<CreditPart> allocate_credit(Tx& tx, const std::string& order_number,
                                        Id<partners::Partner> partner, Money amount);
// The same from the credit that came with one receipt.
void allocate_credit_from(Tx& tx, const std::string& order_number, Id<partners::Partner> partner,
                          const std::optional<Id<Receipt>>& receipt, Money amount);
// unplaced-receipts / partner-credit. `kind` is closed_order, excess or by_hand; by_hand names no order.
void to_credit(Tx& tx, Id<Receipt> receipt, const std::optional<std::string>& order_number,
               Id<partners::Partner> partner, Money amount, const char* kind);
// What is allocated to an order goes to its partner's credit (the order was expired or cancelled).
void release_to_credit(Tx& tx, const std::string& order_number, Id<partners::Partner> partner,
                       Currency currency);

// A statement of the account that reaches to `day` is in (A4 waits for it).
void note_coverage(Tx& tx, const std::string& receiving_account, Date day);
std::optional<Date> covered_until(Read& read, const std::string& receiving_account);

// The sum applied to an order.
Money allocated_to(Read& read, const std::string& order_number, Currency currency);
// What a partner has in credit.
Money credit_of(Read& read, Id<partners::Partner> partner, Currency currency);
// The same in every currency in which it has any.
std::vector<Money> credits_of(Read& read, Id<partners::Partner> partner);

// Those that wait for a person, and those whose money has its place.
inline const std::vector<ReceiptState> waiting_states{ReceiptState::unmatched, ReceiptState::suggested,
                                                      ReceiptState::held};
inline const std::vector<ReceiptState> placed_states{ReceiptState::allocated, ReceiptState::credit,
                                                     ReceiptState::returned};

struct ReceiptFilter
{
    std::vector<ReceiptState> states; // any of them; empty: all
    std::optional<Id<partners::Partner>> partner;
    std::optional<std::string> reason; // one of its reasons
    // In remittance, payer name or account; a number also as an amount or, without blanks, in the digits.
    std::optional<std::string> text;
    std::optional<Id<Receipt>> before; // cursor: older than this one
    std::int64_t limit = 50;
};
Receipt find(Read& read, Id<Receipt> id);
// The receipt that a statement's entry became.
std::optional<Receipt> try_find_by_entry(Read& read, std::int64_t entry);
// Newest first.
std::vector<Receipt> list(Read& read, const ReceiptFilter& filter);
// The receipts applied to an order, oldest first.
std::vector<Receipt> list_for_order(Read& read, const std::string& order_number);

} // namespace kvitt::payments
