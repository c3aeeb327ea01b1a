#include "payments/exchange_store.h"

namespace kvitt::payments
{

void insert(Tx& tx, const Exchange& row) { tx.insert("payments_exchanges", row); }

std::optional<Exchange> try_exchange_row(Read& read, Id<Receipt> into_receipt)
{
    static const Sql sql("payments::find_exchange", R"(
        SELECT into_receipt, receipt, amount, currency, into_amount, into_currency, rate, decided_by, event,
               at
        FROM payments_exchanges WHERE into_receipt = $1)");
    return read.try_one<Exchange>(sql, into_receipt);
}

} // namespace kvitt::payments
