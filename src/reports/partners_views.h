// What the desk's pages of companies say. Pure.
#pragma once

#include "memberships/memberships.h"
#include "orders/order_views.h"
#include "reports/audit_views.h"

namespace kvitt::reports
{

struct PartnerRowView
{
    http::Url url;
    std::string name;
    std::string partner_id;
    std::string country;
    orders::StateView state;
    std::vector<Money> credit;
};
BOOST_DESCRIBE_STRUCT(PartnerRowView, (), (url, name, partner_id, country, state, credit))

struct PartnersView
{
    std::string text;
    std::string partner_id_label;
    bool searched = false;
    bool any = false;
    std::vector<PartnerRowView> rows;
    web::PagerView pager;
    http::Url csv;
};
BOOST_DESCRIBE_STRUCT(PartnersView, (), (text, partner_id_label, searched, any, rows, pager, csv))

// A company with its credit, where the reader may see money.
struct PartnerLine
{
    partners::Partner partner;
    std::vector<Money> credit;
};
struct PartnersInput
{
    std::string text;
    std::string partner_id_label;
    std::vector<PartnerLine> lines;
    bool more = false;
};
PartnersView partners_view(const http::RenderContext& context, const PartnersInput& input);

struct MembershipRowView
{
    web::ActionView order;
    std::string offer;
    std::string period;
    orders::StateView state;
};
BOOST_DESCRIBE_STRUCT(MembershipRowView, (), (order, offer, period, state))

struct OrderRowView
{
    web::ActionView order;
    std::string offer;
    Money total;
    orders::StateView state;
};
BOOST_DESCRIBE_STRUCT(OrderRowView, (), (order, offer, total, state))

struct PartnerView
{
    std::string name;
    orders::StateView state;
    std::vector<web::FactView> facts;
    bool sees_money = false;
    bool any_credit = false;
    std::vector<Money> credit;
    http::Url credit_page;
    bool any_memberships = false;
    std::vector<MembershipRowView> memberships;
    bool any_orders = false;
    std::vector<OrderRowView> orders;
    bool any = false;
    std::vector<EventRowView> rows; // the timeline
    web::PagerView pager;
};
BOOST_DESCRIBE_STRUCT(PartnerView, (),
                      (name, state, facts, sees_money, any_credit, credit, credit_page, any_memberships,
                       memberships, any_orders, orders, any, rows, pager))

struct PartnerInput
{
    partners::Partner partner;
    std::vector<std::string> partner_ids; // all that resolve to it
    std::string partner_id_label;
    std::vector<Money> credit;
    std::vector<memberships::Membership> memberships;
    std::vector<orders::Order> orders;
    events::AuditPage timeline;
    EventRights rights;
    Instant now;
};
PartnerView partner_view(const http::RenderContext& context, const PartnerInput& input);

} // namespace kvitt::reports
