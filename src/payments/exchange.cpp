#include "payments/exchange.h"

#include "payments/exchange_store.h"
#include "payments/payments_store.h"

namespace kvitt::payments
{
namespace
{

struct PaymentExchanged
{
    static constexpr const char* kind = "payment_exchanged";
    Id<Receipt> receipt;
    Id<Receipt> into_receipt;
    Money amount;
    Money into;
    std::string rate;
};
BOOST_DESCRIBE_STRUCT(PaymentExchanged, (), (receipt, into_receipt, amount, into, rate))

constexpr const char* exchanged = "exchanged";

} // namespace

Receipt exchange(Tx& tx, Id<Receipt> id, Money into, const ExchangeRate& rate)
{
    KVITT_ASSERT(into.is_positive());
    const Receipt receipt = find(tx, id);
    require(into.currency() != receipt.currency, same_currency);
    const Money amount = unplaced_part(tx, receipt, std::nullopt);
    Receipt made = receipt;
    made.id = tx.new_id<Receipt>();
    made.entry = std::nullopt;
    made.bank_ref = std::nullopt;
    made.amount = into.minor();
    made.currency = into.currency();
    made.state = ReceiptState::unmatched;
    made.reasons = json::array{exchanged};
    made.received_at = tx.now();
    insert(tx, made);
    const auto event = events::record(tx, {receipt.partner, {}, id.value()},
                                      PaymentExchanged{id, made.id, amount, into, rate.text()});
    insert(tx, Exchange{made.id, id, amount.minor(), amount.currency(), into.minor(), into.currency(),
                        rate.text(), tx.author().actor.name, event, tx.now()});
    ledger::post(tx, event, tx.today(), exchanged, {receipt.partner, {}, id.value()},
                 {{ledger::unplaced_receipts, amount},
                  {ledger::currency_exchange, -amount},
                  {ledger::currency_exchange, into},
                  {ledger::unplaced_receipts, -into}});
    follow_money(tx, id, exchanged);
    return made;
}

std::optional<Exchange> try_exchange_into(Read& read, Id<Receipt> into_receipt)
{
    return try_exchange_row(read, into_receipt);
}

} // namespace kvitt::payments
