#include "orders/proofs_store.h"

namespace kvitt::orders
{
namespace
{

const std::string select_proofs = R"(
    SELECT p.order_number, p.version, p.state, p.file_name, p.file_type, p.bytes, p.sha256, p.shown_sha256,
           p.payment_date, p.paid_to_account, p.transaction_ref, p.shows, p.submitted_at, p.submitted_kind,
           p.submitted_by, p.overdue_at, p.reviewed_at, p.reviewed_by, p.seen, p.reason
    FROM orders_proofs p )";

const std::string of_open_orders = R"(
    JOIN orders_orders o ON o.number = p.order_number AND o.state = 'awaiting_payment' )";

// Newest of its order, not rejected, and no money of its day or later came in (Order::is_overdue).
const std::string overdue = R"(
    p.state IN ('submitted', 'accepted') AND p.overdue_at <= $1
    AND p.version = (SELECT max(n.version) FROM orders_proofs n WHERE n.order_number = p.order_number)
    AND COALESCE((SELECT sum(a.amount) FROM payments_allocations a
                  JOIN payments_receipts r ON r.id = a.receipt
                  WHERE a.order_number = p.order_number AND r.payment_date >= p.payment_date), 0) <= 0 )";

} // namespace

void insert(Tx& tx, const ProofRow& row) { tx.insert("orders_proofs", row); }

void replace_waiting(Tx& tx, const std::string& order_number)
{
    static const Sql sql("orders::replace_waiting_proof", R"(
        UPDATE orders_proofs SET state = 'replaced' WHERE order_number = $1 AND state = 'submitted')");
    tx.run(sql, order_number);
}

bool update_reviewed(Tx& tx, const ProofRow& row)
{
    static const Sql sql("orders::update_reviewed_proof", R"(
        UPDATE orders_proofs SET state = $3, reviewed_at = $4, reviewed_by = $5, seen = $6, reason = $7
        WHERE order_number = $1 AND version = $2 AND state = 'submitted')");
    return tx.run(sql, row.order_number, row.version, row.state, row.reviewed_at, row.reviewed_by, row.seen,
                  row.reason) == 1;
}

std::optional<ProofRow> try_find_proof(Read& read, const std::string& order_number, std::int64_t version)
{
    static const std::string text = select_proofs + "WHERE p.order_number = $1 AND p.version = $2";
    static const Sql sql("orders::find_proof", text.c_str());
    return read.try_one<ProofRow>(sql, order_number, version);
}

std::vector<ProofRow> list_proof_rows(Read& read, const std::string& order_number)
{
    static const std::string text = select_proofs + "WHERE p.order_number = $1 ORDER BY p.version DESC";
    static const Sql sql("orders::list_proofs", text.c_str());
    return read.list<ProofRow>(sql, order_number);
}

std::vector<ProofRow> list_waiting_proofs(Read& read, Instant after, const std::string& after_number,
                                          std::int64_t limit)
{
    static const std::string text = select_proofs + of_open_orders + R"(
        WHERE p.state = 'submitted' AND (p.submitted_at, p.order_number) > ($1, $2)
        ORDER BY p.submitted_at, p.order_number LIMIT $3)";
    static const Sql sql("orders::list_waiting_proofs", text.c_str());
    return read.list<ProofRow>(sql, after, after_number, limit);
}

std::vector<ProofRow> list_overdue_proofs(Read& read, Instant now, Instant after,
                                          const std::string& after_number, std::int64_t limit)
{
    static const std::string text = select_proofs + of_open_orders + "WHERE " + overdue + R"(
        AND (p.overdue_at, p.order_number) > ($2, $3) ORDER BY p.overdue_at, p.order_number LIMIT $4)";
    static const Sql sql("orders::list_overdue_proofs", text.c_str());
    return read.list<ProofRow>(sql, now, after, after_number, limit);
}

std::vector<ProofRow> list_reviewed_proofs(Read& read, ProofState state, Instant before,
                                           const std::string& before_number, std::int64_t limit)
{
    static const std::string text = select_proofs + R"(
        WHERE p.state = $1 AND (p.submitted_at, p.order_number) < ($2, $3)
        ORDER BY p.submitted_at DESC, p.order_number DESC LIMIT $4)";
    static const Sql sql("orders::list_reviewed_proofs", text.c_str());
    return read.list<ProofRow>(sql, state, before, before_number, limit);
}

std::int64_t count_waiting_proofs(Read& read)
{
    static const std::string text =
        "SELECT count(*) FROM orders_proofs p " + of_open_orders + "WHERE p.state = 'submitted'";
    static const Sql sql("orders::count_waiting_proofs", text.c_str());
    return read.value<std::int64_t>(sql);
}

std::int64_t count_overdue_proofs(Read& read, Instant now)
{
    static const std::string text =
        "SELECT count(*) FROM orders_proofs p " + of_open_orders + "WHERE " + overdue;
    static const Sql sql("orders::count_overdue_proofs", text.c_str());
    return read.value<std::int64_t>(sql, now);
}

std::vector<ProvenRow> list_proven_rows(Read& read, const std::string& receiving_account, Date payment_date,
                                        std::int64_t limit)
{
    static const Sql sql("orders::list_proven", R"(
        SELECT o.number, o.partner, o.currency,
               CAST(o.total - COALESCE((SELECT sum(a.amount) FROM payments_allocations a
                                        WHERE a.order_number = o.number), 0) AS BIGINT) AS open_amount,
               o.expires_at, p.transaction_ref
        FROM orders_proofs p
        JOIN orders_orders o ON o.number = p.order_number
        WHERE p.payment_date = $2 AND p.state IN ('submitted', 'accepted')
          AND o.state = 'awaiting_payment' AND o.receiving_account = $1
        ORDER BY p.order_number LIMIT $3)");
    return read.list<ProvenRow>(sql, receiving_account, payment_date, limit);
}

bool exists_proof_file(Read& read, const std::string& sha256)
{
    static const Sql sql("orders::exists_proof_file", R"(
        SELECT 1 FROM orders_proofs WHERE sha256 = $1 UNION ALL
        SELECT 1 FROM orders_proofs WHERE shown_sha256 = $1 LIMIT 1)");
    return read.try_value<std::int64_t>(sql, sha256).has_value();
}

} // namespace kvitt::orders
