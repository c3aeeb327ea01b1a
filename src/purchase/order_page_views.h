// What the page of one order shows: payment instructions while it is open, what happened afterwards. Pure.
// Bank details, reference and QR code exist only while money is awaited.
#pragma once

#include "purchase/details_views.h"

namespace kvitt::purchase
{

// Only while money is awaited.
struct PaymentView
{
    web::CopyView number;
    web::CopyView partner_id;
    web::CopyView amount;
    web::CopyView account;
    std::optional<web::CopyView> bic;
    std::string holder;
    std::string bank;
    std::optional<web::CopyView> reference; // nothing where the account takes free text only
    web::CopyView message;
    std::optional<http::Url> qr;
    Date deadline;
};
BOOST_DESCRIBE_STRUCT(PaymentView, (),
                      (number, partner_id, amount, account, bic, holder, bank, reference, message, qr,
                       deadline))

struct ArrivalView
{
    Date day;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(ArrivalView, (), (day, amount))

struct OrderView
{
    std::string number;
    std::string number_shown;
    std::string partner_id_label;
    std::string partner_id;
    std::string offer;
    std::string tier;
    StateView state;
    std::string title;
    std::string sentence;
    std::optional<std::string> membership; // once there is one
    std::optional<PaymentView> payment;
    std::vector<web::StepView> steps;
    bool any_steps = false;
    std::vector<ArrivalView> arrivals;
    bool any_arrivals = false;
    std::optional<Money> written_off;
    QuoteView quote;
    Money paid;
    std::string company;
    std::optional<std::string> tax_id;
    std::vector<std::string> bill_to_address;
    std::string agreement;
    std::string accepted_by;
    Instant accepted_at;
    Instant created_at;
    std::optional<http::Url> cancel;
    std::optional<std::string> no_cancel; // why not, while open
    std::optional<http::Url> again;
    std::optional<Money> credit; // used by the next order; told once this one has ended
    std::optional<http::Url> refresh;
};
BOOST_DESCRIBE_STRUCT(OrderView, (),
                      (number, number_shown, partner_id_label, partner_id, offer, tier, state, title,
                       sentence, membership, payment, steps, any_steps, arrivals, any_arrivals, written_off,
                       quote, paid, company, tax_id, bill_to_address, agreement, accepted_by, accepted_at,
                       created_at, cancel, no_cancel, again, credit, refresh))

struct OrderFacts
{
    const Situation& situation; // offers are needed for their tiers only
    const orders::Order& order;
    const std::vector<payments::Receipt>& receipts; // applied to it
    Money credit;                                   // of the company
};

OrderView order_view(const http::RenderContext& context, const OrderFacts& facts);

// What a refresh compares: the same text means that the page would show the same.
std::string order_fingerprint(const orders::Order& order, const std::optional<orders::Awaiting>& awaited);

// The euro transfer to put into a QR code; nothing unless the order awaits euro on an IBAN.
std::optional<std::string> order_qr_payload(const orders::Order& order);

struct CancelView
{
    std::string number_shown;
    std::string offer;
    http::Url action;
    http::Url back;
    Money total;
    bool allowed = false;
    std::string reason; // why not, and whom to ask
};
BOOST_DESCRIBE_STRUCT(CancelView, (), (number_shown, offer, action, back, total, allowed, reason))

CancelView cancel_view(const http::RenderContext& context, const orders::Order& order,
                       const std::string& desk_email);

} // namespace kvitt::purchase
