// SQL of what expired orders leave to the next one.
#pragma once

#include "orders/late_money.h"

namespace kvitt::orders
{

struct KeptPriceRow
{
    std::string number;
    Currency currency;
    std::int64_t list = 0;
    std::int64_t discount = 0;
    std::optional<std::string> discount_code;
    std::int64_t net = 0;
    Instant expires_at;
    Date payment_date;
};
BOOST_DESCRIBE_STRUCT(KeptPriceRow, (),
                      (number, currency, list, discount, discount_code, net, expires_at, payment_date))

// Expired orders of the offer whose money, or some of it, is still the partner's credit, lowest net first,
// each with each of its payments; without those whose price was kept once already.
std::vector<KeptPriceRow> list_kept_prices(Read& read, Id<partners::Partner> partner,
                                           const std::string& offer, Currency currency);

} // namespace kvitt::orders
