#include "orders/losing_store.h"

namespace kvitt::orders
{
namespace
{

struct Later
{
    std::string number;
};
BOOST_DESCRIBE_STRUCT(Later, (), (number))

} // namespace

void insert(Tx& tx, const Loss& loss) { tx.insert("orders_losses", loss); }

std::vector<Loss> list_loss_rows(Read& read, const std::string& number)
{
    static const Sql sql("orders::list_losses", R"(
        SELECT id, order_number, receipt, cause, amount, currency, was, became, note, at
        FROM orders_losses WHERE order_number = $1 ORDER BY at, id)");
    return read.list<Loss>(sql, number);
}

std::vector<std::string> list_discounted_by(Read& read, const std::string& number)
{
    static const Sql sql("orders::list_discounted_by", R"(
        SELECT o.number FROM orders_links l JOIN orders_orders o ON o.number = l.later
        WHERE l.earlier = $1 AND l.kind = 'upgraded' AND o.state IN ('active', 'awaiting_payment')
          AND o.discount > 0)");
    std::vector<std::string> out;
    read.each<Later>(sql, [&](Later&& row) { out.push_back(std::move(row.number)); }, number);
    return out;
}

} // namespace kvitt::orders
