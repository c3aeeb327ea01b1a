#include "orders/links.h"

#include "orders/links_store.h"
#include "orders/steps.h"

namespace kvitt::orders
{
namespace
{

struct RefundRightEnded
{
    static constexpr const char* kind = "refund_right_ended";
    std::string number; // of the order whose fee is not paid back any more
    std::string by;     // the order that used the discount
};
BOOST_DESCRIBE_STRUCT(RefundRightEnded, (), (number, by))

Relation seen_from_earlier(LinkKind kind)
{
    switch (kind)
    {
    case LinkKind::replaced:
        return Relation::replaced_by;
    case LinkKind::followed:
        return Relation::followed_by;
    case LinkKind::upgraded:
        return Relation::upgraded_by;
    }
    throw Bug("no such link");
}

Relation seen_from_later(LinkKind kind)
{
    switch (kind)
    {
    case LinkKind::replaced:
        return Relation::replaces;
    case LinkKind::followed:
        return Relation::follows;
    case LinkKind::upgraded:
        return Relation::upgrades;
    }
    throw Bug("no such link");
}

} // namespace

void link_money(Tx& tx, Id<partners::Partner> partner, const std::string& later,
                const std::vector<payments::CreditPart>& parts)
{
    for (const payments::CreditPart& part : parts)
    {
        if (!part.receipt)
            continue;
        for (const Origin& origin : list_origins(tx, partner, *part.receipt))
            if (origin.number != later)
                insert(tx, Link{origin.number, later, LinkKind::followed, false});
    }
}

void link_upgrade(Tx& tx, const std::string& later, const OfferForPartner& offer)
{
    if (offer.upgrades)
        insert(tx, Link{offer.upgrades->text(), later, LinkKind::upgraded, false});
    if (!offer.honours)
        return;
    insert(tx, Link{offer.honours->text(), later, LinkKind::followed, true});
    for (const Link& link : list_link_rows(tx, offer.honours->text()))
        if (link.kind == LinkKind::upgraded && link.later == offer.honours->text())
            insert(tx, Link{link.earlier, later, LinkKind::upgraded, false});
}

void end_refund_right(Tx& tx, Id<partners::Partner> partner, const std::string& later)
{
    for (const Link& link : list_link_rows(tx, later))
    {
        if (link.kind != LinkKind::upgraded || link.later != later)
            continue;
        const RefundRightEnded body{link.earlier, later};
        events::record(tx, {partner, link.earlier, {}}, body);
        events::record(tx, {partner, later, {}}, body);
    }
}

std::vector<Related> related_to(const OrderNumber& number, const std::vector<Link>& links)
{
    std::vector<Related> out;
    for (const Link& link : links)
    {
        if (link.earlier == number.text())
            out.push_back({seen_from_earlier(link.kind), OrderNumber::parse(link.later), link.price_kept});
        else if (link.later == number.text())
            out.push_back({seen_from_later(link.kind), OrderNumber::parse(link.earlier), link.price_kept});
    }
    return out;
}

std::vector<Related> list_related(Read& read, const OrderNumber& number)
{
    return related_to(number, list_link_rows(read, number.text()));
}

std::vector<Link> list_links_of(Read& read, Id<partners::Partner> partner)
{
    return list_link_rows_of(read, partner);
}

std::optional<OrderNumber> refund_right_ended_by(Read& read, const OrderNumber& number)
{
    const auto later = try_paid_upgrade(read, number.text());
    return later ? std::optional(OrderNumber::parse(*later)) : std::nullopt;
}

} // namespace kvitt::orders
