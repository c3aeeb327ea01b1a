#include "payments/returns_store.h"

namespace kvitt::payments
{
namespace
{

const std::string select_returns = R"(
    SELECT id, receipt, partner, amount, currency, kind, state, to_name, to_account, reason, decided_by,
           entry, event, at, done_on
    FROM payments_returns )";

} // namespace

void insert(Tx& tx, const Return& row) { tx.insert("payments_returns", row); }

bool update_done(Tx& tx, Id<Return> id, Date day, std::optional<std::int64_t> entry)
{
    static const Sql sql("payments::update_done", R"(
        UPDATE payments_returns SET state = 'done', done_on = $2, entry = $3
        WHERE id = $1 AND state = 'decided')");
    return tx.run(sql, id, day, entry) == 1;
}

void update_unsettled(Tx& tx, Id<Return> id)
{
    static const Sql sql("payments::update_unsettled", R"(
        UPDATE payments_returns SET state = 'decided', done_on = NULL, entry = NULL WHERE id = $1)");
    tx.run(sql, id);
}

void update_undone(Tx& tx, Id<Return> id)
{
    static const Sql sql("payments::update_undone", R"(
        UPDATE payments_returns SET state = 'undone', entry = NULL WHERE id = $1)");
    tx.run(sql, id);
}

std::optional<Return> try_find_return_row_by_entry(Read& read, std::int64_t entry)
{
    static const std::string text = select_returns + "WHERE entry = $1";
    static const Sql sql("payments::find_return_by_entry", text.c_str());
    return read.try_one<Return>(sql, entry);
}

std::optional<Return> try_find_return_row(Read& read, Id<Return> id)
{
    static const std::string text = select_returns + "WHERE id = $1";
    static const Sql sql("payments::find_return", text.c_str());
    return read.try_one<Return>(sql, id);
}

std::vector<Return> list_decided_rows(Read& read, std::int64_t limit)
{
    static const std::string text = select_returns + "WHERE state = 'decided' ORDER BY at, id LIMIT $1";
    static const Sql sql("payments::list_decided", text.c_str());
    return read.list<Return>(sql, limit);
}

std::int64_t count_decided_rows(Read& read)
{
    static const Sql sql("payments::count_decided",
                         "SELECT count(*) FROM payments_returns WHERE state = 'decided'");
    return read.value<std::int64_t>(sql);
}

std::vector<Return> list_return_rows(Read& read, Id<Receipt> receipt)
{
    static const std::string text = select_returns + "WHERE receipt = $1 ORDER BY id";
    static const Sql sql("payments::list_returns", text.c_str());
    return read.list<Return>(sql, receipt);
}

} // namespace kvitt::payments
