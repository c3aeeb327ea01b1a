#include "payments/places_store.h"

namespace kvitt::payments
{
namespace
{

const std::string select_receipts = R"(
    SELECT r.id, r.entry, r.receiving_account, r.amount, r.currency, r.payment_date, r.booking_date,
           r.value_date, r.payer_name, r.payer_account, r.remittance, r.bank_ref, r.state, r.reasons,
           r.candidates, r.partner, r.received_at
    FROM payments_receipts r )";

} // namespace

std::vector<OnOrder> list_on_orders(Read& read, Id<Receipt> receipt)
{
    static const Sql sql("payments::list_on_orders", R"(
        SELECT order_number, CAST(sum(amount) AS BIGINT) AS amount FROM payments_allocations
        WHERE receipt = $1 GROUP BY order_number HAVING sum(amount) <> 0 ORDER BY min(id))");
    return read.list<OnOrder>(sql, receipt);
}

std::vector<InCredit> list_in_credit(Read& read, Id<Receipt> receipt)
{
    static const Sql sql("payments::list_in_credit", R"(
        SELECT partner, CAST(sum(amount) AS BIGINT) AS amount FROM payments_credits
        WHERE receipt = $1 GROUP BY partner HAVING sum(amount) <> 0 ORDER BY min(id))");
    return read.list<InCredit>(sql, receipt);
}

std::int64_t sum_returned(Read& read, Id<Receipt> receipt)
{
    static const Sql sql("payments::sum_returned", R"(
        SELECT CAST(COALESCE(sum(amount), 0) AS BIGINT) FROM payments_returns
        WHERE receipt = $1 AND state <> 'undone')");
    return read.value<std::int64_t>(sql, receipt);
}

std::int64_t sum_exchanged(Read& read, Id<Receipt> receipt)
{
    static const Sql sql("payments::sum_exchanged", R"(
        SELECT CAST(COALESCE(sum(amount), 0) AS BIGINT) FROM payments_exchanges WHERE receipt = $1)");
    return read.value<std::int64_t>(sql, receipt);
}

std::int64_t sum_on_order(Read& read, Id<Receipt> receipt, const std::string& order_number)
{
    static const Sql sql("payments::sum_on_order", R"(
        SELECT CAST(COALESCE(sum(amount), 0) AS BIGINT) FROM payments_allocations
        WHERE receipt = $1 AND order_number = $2)");
    return read.value<std::int64_t>(sql, receipt, order_number);
}

std::int64_t sum_in_credit(Read& read, Id<Receipt> receipt, Id<partners::Partner> partner)
{
    static const Sql sql("payments::sum_in_credit", R"(
        SELECT CAST(COALESCE(sum(amount), 0) AS BIGINT) FROM payments_credits
        WHERE receipt = $1 AND partner = $2)");
    return read.value<std::int64_t>(sql, receipt, partner);
}

void update_state(Tx& tx, Id<Receipt> receipt, ReceiptState state, const json::value& reasons)
{
    static const Sql sql("payments::update_state",
                         "UPDATE payments_receipts SET state = $2, reasons = $3 WHERE id = $1");
    tx.run(sql, receipt, state, reasons);
}

void update_partner(Tx& tx, Id<Receipt> receipt, Id<partners::Partner> partner)
{
    static const Sql sql("payments::update_partner",
                         "UPDATE payments_receipts SET partner = $2 WHERE id = $1");
    tx.run(sql, receipt, partner);
}

std::vector<Receipt> list_rows_by_bank_ref(Read& read, const std::string& bank_ref, std::int64_t limit)
{
    static const std::string text = select_receipts + "WHERE r.bank_ref = $1 LIMIT $2";
    static const Sql sql("payments::list_by_bank_ref", text.c_str());
    return read.list<Receipt>(sql, bank_ref, limit);
}

std::vector<Receipt> list_rows_that_named(Read& read, Id<partners::Partner> partner,
                                          const std::string& order_number, std::int64_t limit)
{
    static const std::string text = select_receipts + R"(
        WHERE r.id IN (SELECT a.receipt FROM payments_allocations a WHERE a.order_number = $2
                       UNION SELECT c.receipt FROM payments_credits c
                       WHERE c.partner = $1 AND c.order_number = $2 AND c.kind IN ('closed_order', 'excess'))
        ORDER BY r.id LIMIT $3)";
    static const Sql sql("payments::list_that_named", text.c_str());
    return read.list<Receipt>(sql, partner, order_number, limit);
}

} // namespace kvitt::payments
