#include "orders/late_money.h"

#include "orders/late_money_store.h"
#include "orders/links.h"
#include "orders/orders_rules.h"
#include "orders/steps.h"

namespace kvitt::orders
{

std::optional<KeptPrice> try_kept_price(Read& read, Id<partners::Partner> partner, const std::string& offer,
                                        Currency currency)
{
    for (const KeptPriceRow& row : list_kept_prices(read, partner, offer, currency))
    {
        if (row.payment_date > last_day(row.expires_at, read.zone()))
            continue;
        const auto money = [&](std::int64_t minor) { return Money(minor, row.currency); };
        return KeptPrice{OrderNumber::parse(row.number), money(row.list), money(row.discount),
                         row.discount_code, money(row.net)};
    }
    return std::nullopt;
}

std::optional<Carried> carry_over(Tx& tx, const OrderNumber& ended, Id<payments::Receipt> receipt,
                                  Money amount, Date payment_date)
{
    const auto old = try_find_to_pay(tx, ended.text());
    KVITT_ASSERT(old.has_value());
    const bool has_ended = old->state == OrderState::expired || old->state == OrderState::cancelled ||
                           old->state == OrderState::failed;
    const auto open_number =
        has_ended ? try_open_number(tx, old->partner, old->family) : std::optional<std::string>();
    const auto open = open_number ? try_find_to_pay(tx, *open_number) : std::nullopt;
    const bool takes = open && open->state == OrderState::awaiting_payment &&
                       open->currency == amount.currency() &&
                       payment_date <= last_day(open->expires_at, tx.zone());
    if (!takes)
        return std::nullopt;
    const Money used = min(amount, open->open_amount());
    payments::allocate_credit_from(tx, open->number, open->partner, receipt, used);
    link_money(tx, open->partner, open->number, {{receipt, used.minor()}});
    return Carried{OrderNumber::parse(open->number), complete_if_paid(tx, *open, used)};
}

} // namespace kvitt::orders
