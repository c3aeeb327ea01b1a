#include "payments/cases_store.h"

namespace kvitt::payments
{
namespace
{

const std::string select_cases = R"(
    SELECT id, kind, partner, order_number, receipt, entry, amount, currency, opened_at, closed_at, closed_by,
           note
    FROM payments_cases )";

} // namespace

void insert(Tx& tx, const Case& row) { tx.insert("payments_cases", row); }

bool update_closed(Tx& tx, Id<Case> id, const std::string& note)
{
    static const Sql sql("payments::close_case", R"(
        UPDATE payments_cases SET closed_at = $2, closed_by = $3, note = $4
        WHERE id = $1 AND closed_at IS NULL)");
    return tx.run(sql, id, tx.now(), tx.author().actor.name, note) == 1;
}

std::optional<Case> try_find_case_row(Read& read, Id<Case> id)
{
    static const std::string text = select_cases + "WHERE id = $1";
    static const Sql sql("payments::find_case", text.c_str());
    return read.try_one<Case>(sql, id);
}

std::vector<Case> list_open_case_rows(Read& read, std::int64_t limit)
{
    static const std::string text = select_cases + "WHERE closed_at IS NULL ORDER BY opened_at, id LIMIT $1";
    static const Sql sql("payments::list_open_cases", text.c_str());
    return read.list<Case>(sql, limit);
}

std::int64_t count_open_case_rows(Read& read)
{
    static const Sql sql("payments::count_open_cases",
                         "SELECT count(*) FROM payments_cases WHERE closed_at IS NULL");
    return read.value<std::int64_t>(sql);
}

std::vector<Case> list_wanted_rows(Read& read, Id<partners::Partner> partner)
{
    static const std::string text =
        select_cases + "WHERE partner = $1 AND kind = 'return_wanted' AND closed_at IS NULL ORDER BY id";
    static const Sql sql("payments::list_wishes", text.c_str());
    return read.list<Case>(sql, partner);
}

std::vector<Case> list_open_rows_of_entry(Read& read, std::int64_t entry)
{
    static const std::string text =
        select_cases + "WHERE entry = $1 AND closed_at IS NULL ORDER BY opened_at, id";
    static const Sql sql("payments::list_cases_of_entry", text.c_str());
    return read.list<Case>(sql, entry);
}

std::vector<Case> list_case_rows_of(Read& read, Id<partners::Partner> partner, std::int64_t limit)
{
    static const std::string text = select_cases + "WHERE partner = $1 ORDER BY id DESC LIMIT $2";
    static const Sql sql("payments::list_cases_of", text.c_str());
    return read.list<Case>(sql, partner, limit);
}

} // namespace kvitt::payments
