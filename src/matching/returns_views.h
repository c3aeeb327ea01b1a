// What the pages of repayments say: to whom, how much, with which reference. Pure.
#pragma once

#include "http/page.h"
#include "payments/returns.h"
#include "web/parts.h"

namespace kvitt::matching
{

struct RepaymentView
{
    http::Url url;
    http::Url receipt;
    std::string to_name;
    std::string to_account;
    Money amount;
    web::CopyView account; // as the bank's form takes them
    web::CopyView sum;
    web::CopyView reference;
    std::string decided; // who and when
    std::string reason;
    bool open = false;
    std::optional<std::string> outcome; // once it is out
    bool may_settle = false;
    http::Url settle;
    std::vector<web::FieldView> fields;
};
BOOST_DESCRIBE_STRUCT(RepaymentView, (),
                      (url, receipt, to_name, to_account, amount, account, sum, reference, decided, reason,
                       open, outcome, may_settle, settle, fields))

RepaymentView repayment_view(const http::RenderContext& context, const payments::Return& row);

struct RepaymentsView
{
    bool any = false;
    std::vector<RepaymentView> rows;
};
BOOST_DESCRIBE_STRUCT(RepaymentsView, (), (any, rows))

RepaymentsView repayments_view(const http::RenderContext& context, const std::vector<payments::Return>& rows);

} // namespace kvitt::matching
