// SQL of the links between orders.
#pragma once

#include "orders/links.h"

namespace kvitt::orders
{

// Two orders are linked once; the first link stays.
void insert(Tx& tx, const Link& row);
std::vector<Link> list_link_rows(Read& read, const std::string& number);
std::vector<Link> list_link_rows_of(Read& read, Id<partners::Partner> partner);
std::optional<std::string> try_paid_upgrade(Read& read, const std::string& earlier);

// Ended orders for which the receipt's money had come, or which had been paid with it.
struct Origin
{
    std::string number;
};
BOOST_DESCRIBE_STRUCT(Origin, (), (number))
std::vector<Origin> list_origins(Read& read, Id<partners::Partner> partner, Id<payments::Receipt> receipt);

} // namespace kvitt::orders
