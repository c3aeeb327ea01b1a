#include "payments/partner_money.h"

namespace kvitt::payments
{

std::vector<Arrival> list_arrivals(Read& read, Id<partners::Partner> partner, const std::string& order_number)
{
    static const Sql sql("payments::list_arrivals", R"(
        SELECT r.id AS receipt, r.payment_date, r.currency, r.amount,
               CAST(COALESCE((SELECT sum(a.amount) FROM payments_allocations a
                              WHERE a.receipt = r.id AND a.order_number = $2), 0) AS BIGINT) AS applied,
               CAST(COALESCE((SELECT sum(a.amount) FROM payments_allocations a
                              WHERE a.receipt = r.id), 0) AS BIGINT) AS allocated,
               CAST(COALESCE((SELECT sum(c.amount) FROM payments_credits c
                              WHERE c.receipt = r.id AND c.partner = $1), 0) AS BIGINT) AS in_credit,
               CAST(COALESCE((SELECT sum(b.amount) FROM payments_returns b
                              WHERE b.receipt = r.id AND b.state <> 'undone'), 0) AS BIGINT) AS returned
        FROM payments_receipts r
        WHERE r.id IN (SELECT a.receipt FROM payments_allocations a WHERE a.order_number = $2
                       UNION SELECT c.receipt FROM payments_credits c
                       WHERE c.partner = $1 AND c.order_number = $2 AND c.kind IN ('closed_order', 'excess'))
        ORDER BY r.payment_date, r.id)");
    return read.list<Arrival>(sql, partner, order_number);
}

Money excess_of(Read& read, Id<partners::Partner> partner, const std::string& order_number, Currency currency)
{
    static const Sql sql("payments::excess_of", R"(
        SELECT CAST(COALESCE(sum(amount), 0) AS BIGINT) FROM payments_credits
        WHERE partner = $1 AND currency = $3 AND order_number = $2 AND kind = 'excess')");
    return {read.value<std::int64_t>(sql, partner, order_number, currency), currency};
}

std::vector<Receipt> list_held_for(Read& read, Id<partners::Partner> partner, const std::string& order_number)
{
    static const Sql sql("payments::list_held_of_partner", R"(
        SELECT id, entry, receiving_account, amount, currency, payment_date, booking_date, value_date,
               payer_name, payer_account, remittance, bank_ref, state, reasons, candidates, partner,
               received_at
        FROM payments_receipts WHERE partner = $1 AND state = 'held' ORDER BY id)");
    std::vector<Receipt> found = read.list<Receipt>(sql, partner);
    std::erase_if(found, [&](const Receipt& receipt) {
        const auto* numbers = receipt.candidates.if_array();
        return numbers == nullptr ||
               std::find(numbers->begin(), numbers->end(), json::value(order_number)) == numbers->end();
    });
    return found;
}

} // namespace kvitt::payments
