// One partner as it stands today: its offers, orders, memberships, attainments and credit, and what the
// person looking may do. Read in one snapshot; every partner page is computed from it.
#pragma once

#include "access/access.h"
#include "orders/links.h"
#include "orders/offers.h"

namespace kvitt::purchase
{

struct Situation
{
    partners::Partner partner;
    catalogue::Programme programme;
    std::vector<catalogue::Offer> catalogue;
    std::vector<memberships::Membership> memberships;
    Instant now;
    Date today;

    std::vector<orders::OfferForPartner> offers;
    std::vector<orders::Order> orders; // newest first
    std::vector<catalogue::Attainment> attainments;
    std::vector<Money> credits; // one per currency in which it has any
    std::vector<orders::Link> links;

    bool may_buy = false;
    bool may_edit_company = false;
    bool may_edit_bill_to = false;
    bool may_edit_tax_id = false;
    std::vector<access::Contact> admins; // filled only where a right is missing

    Days grace() const { return Days{programme.expiry_grace_days}; }
    // The newest membership that the order started; nullptr if none.
    const memberships::Membership* find_membership(const orders::OrderNumber& number) const;
    const catalogue::Offer* find_offer(const std::string& code) const;
    // What the company can do about an offer; nullptr if there is no such offer.
    const orders::OfferForPartner* find_tile(const std::string& code) const;
};

// Partner, programme, catalogue and memberships: what the page of one order needs.
Situation outline_of(Read& read, const partners::Partner& partner);
// All but the rights.
Situation situation_of(Read& read, const partners::Partner& partner);

} // namespace kvitt::purchase
