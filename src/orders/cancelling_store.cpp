#include "orders/cancelling_store.h"

namespace kvitt::orders
{
namespace
{

const std::string select_requests = R"(
    SELECT id, order_number, partner, reason, money_to, asked_by, asked_at, state, decided_by, decided_at,
           answer
    FROM orders_cancel_requests )";

} // namespace

void insert(Tx& tx, const CancelRequest& row) { tx.insert("orders_cancel_requests", row); }

bool decide_request(Tx& tx, const std::string& number, CancelRequestState state,
                    const std::optional<std::string>& answer)
{
    static const Sql sql("orders::decide_request", R"(
        UPDATE orders_cancel_requests SET state = $2, decided_by = $3, decided_at = $4, answer = $5
        WHERE order_number = $1 AND state = 'open')");
    return tx.run(sql, number, state, tx.author().actor.name, tx.now(), answer) == 1;
}

void update_money_to(Tx& tx, Id<CancelRequest> id, MoneyTo money_to)
{
    static const Sql sql("orders::update_money_to",
                         "UPDATE orders_cancel_requests SET money_to = $2 WHERE id = $1");
    tx.run(sql, id, money_to);
}

std::optional<CancelRequest> try_newest_request_row(Read& read, const std::string& number)
{
    static const std::string text =
        select_requests + "WHERE order_number = $1 ORDER BY asked_at DESC, id DESC LIMIT 1";
    static const Sql sql("orders::find_newest_request", text.c_str());
    return read.try_one<CancelRequest>(sql, number);
}

std::vector<CancelRequest> list_open_request_rows(Read& read, std::int64_t limit)
{
    static const std::string text =
        select_requests + "WHERE state = 'open' ORDER BY asked_at, order_number LIMIT $1";
    static const Sql sql("orders::list_open_requests", text.c_str());
    return read.list<CancelRequest>(sql, limit);
}

std::int64_t count_open_request_rows(Read& read)
{
    static const Sql sql("orders::count_open_requests",
                         "SELECT count(*) FROM orders_cancel_requests WHERE state = 'open'");
    return read.value<std::int64_t>(sql);
}

} // namespace kvitt::orders
