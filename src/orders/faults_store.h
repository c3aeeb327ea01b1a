// SQL of what `kvitt check` asks of the orders room.
#pragma once

#include "orders/faults.h"

#include <functional>

namespace kvitt::orders
{

struct OrderSums
{
    std::string number;
    std::int64_t total = 0;
    std::int64_t written_off = 0;
    std::int64_t paid = 0;
};
BOOST_DESCRIBE_STRUCT(OrderSums, (), (number, total, written_off, paid))

struct OpenCount
{
    Id<partners::Partner> partner;
    std::string family;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(OpenCount, (), (partner, family, count))

struct DocumentCount
{
    std::string number;
    OrderState state = OrderState::active;
    std::int64_t due = 0;
};
BOOST_DESCRIBE_STRUCT(DocumentCount, (), (number, state, due))

struct OrderTotals
{
    Currency currency;
    std::int64_t net = 0;
    std::int64_t tax = 0;
    std::int64_t written_off = 0;
};
BOOST_DESCRIBE_STRUCT(OrderTotals, (), (currency, net, tax, written_off))

// A paid membership with its order's fee.
struct FeeRow
{
    Currency currency;
    std::int64_t net = 0;
    Date starts_on;
    Date anniversary;
    Date released_until;
};
BOOST_DESCRIBE_STRUCT(FeeRow, (), (currency, net, starts_on, anniversary, released_until))

struct PrepaidSum
{
    Currency currency;
    std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(PrepaidSum, (), (currency, amount))

std::vector<OrderSums> list_wrong_sums(Read& read);
std::vector<OpenCount> list_open_twice(Read& read);
std::vector<DocumentCount> list_wrong_documents(Read& read);
// Of active orders.
std::vector<OrderTotals> list_active_totals(Read& read);
// What is allocated to orders that are not complete.
std::vector<PrepaidSum> list_prepaid(Read& read);
// Of every membership that is not revoked.
void each_fee(Read& read, const std::function<void(const FeeRow&)>& take);
std::vector<KeptProof> list_proof_files(Read& read);

} // namespace kvitt::orders
