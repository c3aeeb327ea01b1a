// Orders that have to do with each other: the one way in which an order points at the one that replaced or
// followed it, or whose discount its membership earned, and back. A link is written once and never changes.
#pragma once

#include "orders/orders.h"

namespace kvitt::orders
{

enum class LinkKind
{
    replaced, // the earlier was cancelled for the later, in one transaction
    followed, // the later was ordered after the earlier had ended, or its money pays it (A6)
    upgraded, // the earlier's membership earned the later's discount (1j)
};
BOOST_DESCRIBE_ENUM(LinkKind, replaced, followed, upgraded)

struct Link
{
    std::string earlier;
    std::string later;
    LinkKind kind = LinkKind::followed;
    bool price_kept = false; // the earlier's frozen net holds for the later (A6)
};
BOOST_DESCRIBE_STRUCT(Link, (), (earlier, later, kind, price_kept))

// What another order is to this one.
enum class Relation
{
    replaces,
    replaced_by,
    follows,
    followed_by,
    upgrades,
    upgraded_by,
};
BOOST_DESCRIBE_ENUM(Relation, replaces, replaced_by, follows, followed_by, upgrades, upgraded_by)

struct Related
{
    Relation relation = Relation::follows;
    OrderNumber order;
    bool price_kept = false;
};

// The links of which the order is one end, seen from it.
std::vector<Related> related_to(const OrderNumber& number, const std::vector<Link>& links);
std::vector<Related> list_related(Read& read, const OrderNumber& number);
// Those of all orders of a partner.
std::vector<Link> list_links_of(Read& read, Id<partners::Partner> partner);

// The order that used the discount which this order's membership earned: from its activation on, this order's
// fee is never paid back, whatever the days and the benefits used (domain.md 1j, A15). What refunds ask.
std::optional<OrderNumber> refund_right_ended_by(Read& read, const OrderNumber& number);

} // namespace kvitt::orders
