#include "payments/returns.h"

#include "payments/credit_back.h"
#include "payments/payments_store.h"
#include "payments/places_store.h"
#include "payments/returns_store.h"

#include <charconv>

namespace kvitt::payments
{
namespace
{

struct ReturnDecided
{
    static constexpr const char* kind = "return_decided";
    Id<Return> id;
    Id<Receipt> receipt;
    Money amount;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReturnDecided, (), (id, receipt, amount, reason))

struct ReturnPaidOut
{
    static constexpr const char* kind = "return_paid_out";
    Id<Return> id;
    Id<Receipt> receipt;
    Money amount;
    Date day;
};
BOOST_DESCRIBE_STRUCT(ReturnPaidOut, (), (id, receipt, amount, day))

struct PaymentTakenByBank
{
    static constexpr const char* kind = "payment_taken_by_bank";
    Id<Receipt> receipt;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(PaymentTakenByBank, (), (receipt, amount))

constexpr std::string_view reference_start = "RET";

void settle(Tx& tx, const Return& row, const std::string& against, Date day,
            std::optional<std::int64_t> entry)
{
    require(update_done(tx, row.id, day, entry), return_done);
    const auto event = events::record(tx, {row.partner, {}, row.receipt.value()},
                                      ReturnPaidOut{row.id, row.receipt, row.money(), day});
    ledger::post(tx, event, day, "return_paid_out", {row.partner, {}, row.receipt.value()},
                 {{ledger::refunds_payable, row.money()}, {against, -row.money()}});
}

} // namespace

Money part_to_return(Read& read, const Receipt& receipt,
                     const std::optional<Id<partners::Partner>>& credit_of, const std::optional<Money>& asked)
{
    if (!credit_of)
        return unplaced_part(read, receipt, asked);
    const Money there = part_in_credit(read, receipt, *credit_of);
    const Money amount = asked.value_or(there);
    require(amount.currency() == there.currency() && amount <= there, more_than_unplaced,
            {{"unplaced", there.text()}});
    return amount;
}

std::string Return::reference() const { return std::string(reference_start) + std::to_string(id.value()); }

Return send_back(Tx& tx, const NewReturn& input)
{
    const Receipt receipt = find(tx, input.receipt);
    const Money amount = part_to_return(tx, receipt, input.from_credit_of, input.amount);
    const auto partner = input.from_credit_of;
    Return row;
    row.id = tx.new_id<Return>();
    row.receipt = receipt.id;
    row.partner = partner;
    row.amount = amount.minor();
    row.currency = amount.currency();
    row.to_name = input.to_name.text();
    row.to_account = input.to_account.text();
    row.reason = input.reason.text();
    row.decided_by = tx.author().actor.name;
    row.at = tx.now();
    row.event = events::record(tx, {partner, {}, receipt.id.value()},
                               ReturnDecided{row.id, receipt.id, amount, input.reason.text()});
    insert(tx, row);
    if (partner)
        insert(tx, CreditRow{tx.new_id<Credit>(),
                             *partner,
                             receipt.id,
                             {},
                             -amount.minor(),
                             amount.currency(),
                             "returned",
                             row.event,
                             tx.now()});
    ledger::post(tx, row.event, tx.today(), "return_decided", {partner, {}, receipt.id.value()},
                 {{partner ? ledger::partner_credit : ledger::unplaced_receipts, amount},
                  {ledger::refunds_payable, -amount}});
    follow_money(tx, receipt.id, "returned_by_desk");
    if (partner)
        close_granted_wishes(tx, *partner, amount.currency());
    return row;
}

void settle_by_bank(Tx& tx, Id<Return> id, const std::string& receiving_account, Date day, std::int64_t entry)
{
    settle(tx, find_return(tx, id), ledger::bank(receiving_account), day, entry);
}

void settle_by_hand(Tx& tx, Id<Return> id, Date day)
{
    settle(tx, find_return(tx, id), ledger::bank_other, day, std::nullopt);
}

void take_back_by_bank(Tx& tx, const Receipt& receipt, Date day, std::int64_t entry)
{
    KVITT_ASSERT(places_of(tx, receipt).unplaced == receipt.money());
    Return row;
    row.id = tx.new_id<Return>();
    row.receipt = receipt.id;
    row.amount = receipt.amount;
    row.currency = receipt.currency;
    row.kind = ReturnKind::by_bank;
    row.state = ReturnState::done;
    row.decided_by = tx.author().actor.name;
    row.entry = entry;
    row.at = tx.now();
    row.done_on = day;
    row.event = events::record(tx, {receipt.partner, {}, receipt.id.value()},
                               PaymentTakenByBank{receipt.id, receipt.money()});
    insert(tx, row);
    ledger::post(tx, row.event, day, "taken_by_bank", {receipt.partner, {}, receipt.id.value()},
                 {{ledger::unplaced_receipts, receipt.money()},
                  {ledger::bank(receipt.receiving_account), -receipt.money()}});
    follow_money(tx, receipt.id, "taken_by_bank");
}

Return find_return(Read& read, Id<Return> id)
{
    const auto found = try_find_return_row(read, id);
    require(found.has_value(), return_not_found);
    return *found;
}

namespace
{

// The ids that stand in a text after the reference's letters, blanks or not.
std::vector<Id<Return>> ids_in(std::string text)
{
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '-'; });
    std::vector<Id<Return>> out;
    for (auto at = text.find(reference_start); at != std::string::npos;
         at = text.find(reference_start, at + 1))
    {
        std::int64_t id = 0;
        const char* digits = text.data() + at + reference_start.size();
        if (std::from_chars(digits, text.data() + text.size(), id).ec == std::errc() && id > 0)
            out.emplace_back(id);
    }
    return out;
}

} // namespace

std::optional<Return> try_find_decided(Read& read, const std::vector<std::string>& texts, Money amount)
{
    constexpr std::size_t looked_up_max = 20;
    std::size_t looked_up = 0;
    for (const std::string& text : texts)
        for (const Id<Return> id : ids_in(text))
        {
            if (++looked_up > looked_up_max)
                return std::nullopt;
            const auto row = try_find_return_row(read, id);
            if (row && row->state == ReturnState::decided && row->money() == amount)
                return row;
        }
    return std::nullopt;
}

std::vector<Return> list_decided(Read& read, std::int64_t limit) { return list_decided_rows(read, limit); }

std::int64_t count_decided(Read& read) { return count_decided_rows(read); }

std::vector<Return> list_returns(Read& read, Id<Receipt> receipt) { return list_return_rows(read, receipt); }

} // namespace kvitt::payments
