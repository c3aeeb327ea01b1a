// What the desk's pages of partners' credit say. Pure.
#pragma once

#include "matching/cases_views.h"
#include "payments/credit_back.h"

namespace kvitt::matching
{

struct CreditRowView
{
    http::Url url;
    std::string company;
    std::string partner_id;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(CreditRowView, (), (url, company, partner_id, amount))

struct CreditsView
{
    std::string partner_id_label;
    bool any = false;
    std::vector<CreditRowView> rows; // by partner and currency
    std::optional<web::PagerView> pager;
};
BOOST_DESCRIBE_STRUCT(CreditsView, (), (partner_id_label, any, rows, pager))

// A part of the credit, with the payment that it came with.
struct CreditPartFacts
{
    Money amount;
    std::optional<payments::Receipt> receipt;
    std::vector<std::string> orders; // that it came for or had paid
};

struct CreditPartView
{
    std::string payer;
    std::string day;
    Money amount;
    std::vector<web::ActionView> orders;
    bool has_receipt = false;
    http::Url receipt;
    http::Url send_back;
    http::Url pass_on;
    http::Url take_back;
    bool may_move = false;
};
BOOST_DESCRIBE_STRUCT(CreditPartView, (),
                      (payer, day, amount, orders, has_receipt, receipt, send_back, pass_on, take_back,
                       may_move))

struct PartnerCreditView
{
    std::string company;
    std::string partner_id_label;
    std::string partner_id;
    std::vector<Money> sums; // one per currency
    bool any = false;
    std::vector<CreditPartView> parts;
    std::vector<CaseView> wishes;
    bool only_looks = false;
};
BOOST_DESCRIBE_STRUCT(PartnerCreditView, (),
                      (company, partner_id_label, partner_id, sums, any, parts, wishes, only_looks))

struct PartnerCreditFacts
{
    partners::Partner partner;
    std::string partner_id_label;
    std::vector<Money> sums;
    std::vector<CreditPartFacts> parts;
    std::vector<payments::Case> wishes;
    bool may_move = false;
};
PartnerCreditView partner_credit_view(const http::RenderContext& context, const PartnerCreditFacts& facts);

} // namespace kvitt::matching
