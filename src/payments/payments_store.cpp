#include "payments/payments_store.h"

namespace kvitt::payments
{
namespace
{

const std::string select_receipts = R"(
    SELECT r.id, r.entry, r.receiving_account, r.amount, r.currency, r.payment_date, r.booking_date,
        r.value_date,
           r.payer_name, r.payer_account, r.remittance, r.bank_ref, r.state, r.reasons, r.candidates,
               r.partner,
           r.received_at
    FROM payments_receipts r )";

} // namespace

void insert(Tx& tx, const Receipt& row) { tx.insert("payments_receipts", row); }

void insert(Tx& tx, const AllocationRow& row) { tx.insert("payments_allocations", row); }

void insert(Tx& tx, const CreditRow& row) { tx.insert("payments_credits", row); }

void insert(Tx& tx, const CoverageRow& row) { tx.insert("payments_coverage", row); }

std::optional<CoverageRow> try_coverage_row(Read& read, const std::string& receiving_account)
{
    static const Sql sql("payments::coverage_row", R"(
        SELECT receiving_account, until_day, opening, opening_currency, opened_on FROM payments_coverage
        WHERE receiving_account = $1)");
    return read.try_one<CoverageRow>(sql, receiving_account);
}

void delete_coverage(Tx& tx, const std::string& receiving_account)
{
    static const Sql sql("payments::delete_coverage",
                         "DELETE FROM payments_coverage WHERE receiving_account = $1");
    tx.run(sql, receiving_account);
}

void raise_coverage(Tx& tx, const std::string& receiving_account, Date day)
{
    static const Sql sql("payments::raise_coverage", R"(
        INSERT INTO payments_coverage (receiving_account, until_day) VALUES ($1, $2)
        ON CONFLICT (receiving_account) DO UPDATE SET until_day = excluded.until_day
        WHERE payments_coverage.until_day < excluded.until_day)");
    tx.run(sql, receiving_account, day);
}

std::optional<Date> try_coverage(Read& read, const std::string& receiving_account)
{
    static const Sql sql("payments::coverage",
                         "SELECT until_day FROM payments_coverage WHERE receiving_account = $1");
    return read.try_value<Date>(sql, receiving_account);
}

std::int64_t sum_allocated(Read& read, const std::string& order_number, Currency currency)
{
    static const Sql sql("payments::sum_allocated", R"(
        SELECT CAST(COALESCE(sum(amount), 0) AS BIGINT) FROM payments_allocations
        WHERE order_number = $1 AND currency = $2)");
    return read.value<std::int64_t>(sql, order_number, currency);
}

std::int64_t sum_credit(Read& read, Id<partners::Partner> partner, Currency currency)
{
    static const Sql sql("payments::sum_credit", R"(
        SELECT CAST(COALESCE(sum(amount), 0) AS BIGINT) FROM payments_credits WHERE partner = $1 AND
            currency = $2)");
    return read.value<std::int64_t>(sql, partner, currency);
}

std::vector<CreditSum> list_credit_sums(Read& read, Id<partners::Partner> partner)
{
    static const Sql sql("payments::list_credit_sums", R"(
        SELECT currency, CAST(sum(amount) AS BIGINT) AS amount FROM payments_credits WHERE partner = $1
        GROUP BY currency HAVING sum(amount) > 0 ORDER BY currency)");
    return read.list<CreditSum>(sql, partner);
}

std::vector<PartnerCredit> list_credit_rows(Read& read, Id<partners::Partner> after, std::int64_t limit)
{
    static const Sql sql("payments::list_credits", R"(
        SELECT partner, CAST(sum(amount) AS BIGINT) AS amount, currency FROM payments_credits
        WHERE partner > $1 GROUP BY partner, currency HAVING sum(amount) > 0
        ORDER BY partner, currency LIMIT $2)");
    return read.list<PartnerCredit>(sql, after, limit);
}

std::vector<CreditPart> list_credit_parts(Read& read, Id<partners::Partner> partner, Currency currency)
{
    static const Sql sql("payments::list_credit_parts", R"(
        SELECT receipt, CAST(sum(amount) AS BIGINT) AS amount FROM payments_credits
        WHERE partner = $1 AND currency = $2 GROUP BY receipt HAVING sum(amount) > 0 ORDER BY min(id))");
    return read.list<CreditPart>(sql, partner, currency);
}

std::vector<AllocatedPart> list_allocated_parts(Read& read, const std::string& order_number)
{
    static const Sql sql("payments::list_allocated_parts", R"(
        SELECT receipt, CAST(sum(amount) AS BIGINT) AS amount FROM payments_allocations
        WHERE order_number = $1 GROUP BY receipt HAVING sum(amount) <> 0)");
    return read.list<AllocatedPart>(sql, order_number);
}

std::optional<Receipt> try_find_row(Read& read, Id<Receipt> id)
{
    static const std::string text = select_receipts + "WHERE r.id = $1";
    static const Sql sql("payments::find", text.c_str());
    return read.try_one<Receipt>(sql, id);
}

std::optional<Receipt> try_find_row_by_entry(Read& read, std::int64_t entry)
{
    static const std::string text = select_receipts + "WHERE r.entry = $1";
    static const Sql sql("payments::find_by_entry", text.c_str());
    return read.try_one<Receipt>(sql, entry);
}

std::vector<Receipt> list_rows(Read& read, Id<Receipt> before, std::int64_t limit)
{
    static const std::string text = select_receipts + "WHERE r.id < $1 ORDER BY r.id DESC LIMIT $2";
    static const Sql sql("payments::list", text.c_str());
    return read.list<Receipt>(sql, before, limit);
}

std::vector<Receipt> list_rows_in_state(Read& read, ReceiptState state, Id<Receipt> before,
                                        std::int64_t limit)
{
    static const std::string text =
        select_receipts + "WHERE r.state = $1 AND r.id < $2 ORDER BY r.id DESC LIMIT $3";
    static const Sql sql("payments::list_in_state", text.c_str());
    return read.list<Receipt>(sql, state, before, limit);
}

std::vector<Receipt> list_rows_of_partner(Read& read, Id<partners::Partner> partner, Id<Receipt> before,
                                          std::int64_t limit)
{
    static const std::string text =
        select_receipts + "WHERE r.partner = $1 AND r.id < $2 ORDER BY r.id DESC LIMIT $3";
    static const Sql sql("payments::list_of_partner", text.c_str());
    return read.list<Receipt>(sql, partner, before, limit);
}

std::vector<Receipt> list_rows_for_order(Read& read, const std::string& order_number)
{
    static const std::string text = select_receipts + R"(
        WHERE r.id IN (SELECT a.receipt FROM payments_allocations a WHERE a.order_number = $1 AND a.receipt
            IS NOT NULL)
        ORDER BY r.id)";
    static const Sql sql("payments::list_for_order", text.c_str());
    return read.list<Receipt>(sql, order_number);
}

} // namespace kvitt::payments
