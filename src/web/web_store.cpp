#include "web/web_store.h"

namespace kvitt::web
{

std::optional<ResultRow> try_result(Read& read, const IdempotentUse& use)
{
    static const Sql sql("web::try_result", R"(
        SELECT actor, route, key, input_hash, result, at FROM web_idempotency
        WHERE actor = $1 AND route = $2 AND key = $3)");
    return read.try_one<ResultRow>(sql, use.actor, use.route, use.key);
}

// Nobody reads it again in this transaction.
void insert_result(Tx& tx, const ResultRow& row) { tx.insert_later("web_idempotency", row); }

void delete_result(Tx& tx, const IdempotentUse& use)
{
    static const Sql sql("web::delete_result",
                         "DELETE FROM web_idempotency WHERE actor = $1 AND route = $2 AND key = $3");
    tx.run(sql, use.actor, use.route, use.key);
}

std::int64_t delete_results_before(Tx& tx, Instant at, std::int64_t limit)
{
    static const Sql sql("web::delete_results_before", R"(
        DELETE FROM web_idempotency WHERE (actor, route, key) IN
            (SELECT actor, route, key FROM web_idempotency WHERE at < $1 ORDER BY at LIMIT $2))");
    return tx.run(sql, at, limit);
}

} // namespace kvitt::web
