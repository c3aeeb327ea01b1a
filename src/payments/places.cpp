#include "payments/places.h"

#include "payments/payments_store.h"
#include "payments/places_store.h"

namespace kvitt::payments
{
namespace
{

struct PaymentTakenBack
{
    static constexpr const char* kind = "payment_taken_back";
    std::optional<std::string> order_number; // where it was; else in credit
    Id<Receipt> receipt;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(PaymentTakenBack, (), (order_number, receipt, amount))

} // namespace

Places places_of(Read& read, const Receipt& receipt)
{
    const auto money = [&](std::int64_t minor) { return Money(minor, receipt.currency); };
    Places places{list_on_orders(read, receipt.id), list_in_credit(read, receipt.id),
                  money(sum_returned(read, receipt.id)), money(sum_exchanged(read, receipt.id)),
                  receipt.money()};
    places.unplaced -= places.returned + places.exchanged;
    for (const OnOrder& part : places.orders)
        places.unplaced -= money(part.amount);
    for (const InCredit& part : places.credits)
        places.unplaced -= money(part.amount);
    return places;
}

ReceiptState state_of(const Places& places)
{
    if (places.unplaced.is_positive())
        return ReceiptState::unmatched;
    if (!places.orders.empty() || places.exchanged.is_positive())
        return ReceiptState::allocated;
    return places.credits.empty() ? ReceiptState::returned : ReceiptState::credit;
}

Money unplaced_part(Read& read, const Receipt& receipt, const std::optional<Money>& asked)
{
    const Money unplaced = places_of(read, receipt).unplaced;
    require(unplaced.is_positive(), nothing_unplaced);
    if (!asked)
        return unplaced;
    require(asked->currency() == receipt.currency && *asked <= unplaced, more_than_unplaced,
            {{"unplaced", unplaced.text()}});
    return *asked;
}

Money take_from_order(Tx& tx, Id<Receipt> receipt, const std::string& order_number,
                      Id<partners::Partner> partner, Currency currency)
{
    const Money amount(sum_on_order(tx, receipt, order_number), currency);
    require(amount.is_positive(), nothing_there);
    const auto event = events::record(tx, {partner, order_number, receipt.value()},
                                      PaymentTakenBack{order_number, receipt, amount});
    insert(tx, AllocationRow{tx.new_id<Allocation>(), order_number, receipt, -amount.minor(), currency, event,
                             tx.now()});
    ledger::post(tx, event, tx.today(), "allocation_undone", {partner, order_number, receipt.value()},
                 {{ledger::order_prepayments, amount}, {ledger::unplaced_receipts, -amount}});
    return amount;
}

Money part_in_credit(Read& read, const Receipt& receipt, Id<partners::Partner> partner)
{
    const Money amount(sum_in_credit(read, receipt.id, partner), receipt.currency);
    require(amount.is_positive(), nothing_there);
    return amount;
}

Money take_from_credit(Tx& tx, const Receipt& receipt, Id<partners::Partner> partner)
{
    const Money amount = part_in_credit(tx, receipt, partner);
    const auto event = events::record(tx, {partner, {}, receipt.id.value()},
                                      PaymentTakenBack{std::nullopt, receipt.id, amount});
    insert(tx, CreditRow{tx.new_id<Credit>(),
                         partner,
                         receipt.id,
                         {},
                         -amount.minor(),
                         receipt.currency,
                         "taken_back",
                         event,
                         tx.now()});
    ledger::post(tx, event, tx.today(), "credit_undone", {partner, {}, receipt.id.value()},
                 {{ledger::partner_credit, amount}, {ledger::unplaced_receipts, -amount}});
    return amount;
}

void follow_money(Tx& tx, Id<Receipt> id, const char* why)
{
    const ReceiptState state = state_of(places_of(tx, find(tx, id)));
    update_state(tx, id, state, json::array{why});
}

void follow_state(Tx& tx, Id<Receipt> id)
{
    const Receipt receipt = find(tx, id);
    const Places places = places_of(tx, receipt);
    if (places.unplaced.is_zero() && state_of(places) != receipt.state)
        update_state(tx, id, state_of(places), receipt.reasons);
}

void set_partner(Tx& tx, Id<Receipt> receipt, Id<partners::Partner> partner)
{
    update_partner(tx, receipt, partner);
}

std::vector<Receipt> list_by_bank_ref(Read& read, const std::string& bank_ref, std::int64_t limit)
{
    return list_rows_by_bank_ref(read, bank_ref, limit);
}

std::vector<Receipt> list_that_named(Read& read, Id<partners::Partner> partner,
                                     const std::string& order_number, std::int64_t limit)
{
    return list_rows_that_named(read, partner, order_number, limit);
}

} // namespace kvitt::payments
