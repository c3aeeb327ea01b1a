// What the page of one order shows: payment instructions while it is open, what happened afterwards. Pure.
// Bank details, reference and QR code exist only while money is awaited.
#pragma once

#include "purchase/details_views.h"
#include "purchase/order_notes_views.h"

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

// Credit that the open order could use at the press of a button.
struct UseCreditView
{
    http::Url action;
    std::string button;
    std::string sentence; // what it does, and what is left to transfer then
};
BOOST_DESCRIBE_STRUCT(UseCreditView, (), (action, button, sentence))

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
    std::vector<NoteView> notes;
    std::vector<RelatedView> related;
    std::optional<std::string> membership; // once there is one
    std::optional<PaymentView> payment;
    std::optional<UseCreditView> use_credit;
    std::vector<web::StepView> steps;
    bool any_steps = false;
    std::vector<ArrivalView> arrivals;
    bool any_arrivals = false;
    std::optional<Money> written_off;
    QuoteView quote;
    Money paid;
    std::optional<Money> from_credit; // the part of it that was credit before
    std::string company;
    std::optional<std::string> tax_id;
    std::vector<std::string> bill_to_address;
    std::string agreement;
    std::string accepted_by;
    Instant accepted_at;
    Instant created_at;
    std::optional<http::Url> replace;
    std::optional<web::ActionView> proof; // to upload one, or to see what became of it
    bool proof_first = false;             // it is what the reader should do now
    std::optional<http::Url> cancel;
    std::string cancel_hint;
    std::optional<http::Url> again;
    std::optional<std::string> again_note;
    std::vector<CreditView> credits; // used by the next order; told once this one has ended
    std::optional<http::Url> refresh;
};
BOOST_DESCRIBE_STRUCT(OrderView, (),
                      (number, number_shown, partner_id_label, partner_id, offer, tier, state, title,
                       sentence, notes, related, membership, payment, use_credit, steps, any_steps, arrivals,
                       any_arrivals, written_off, quote, paid, from_credit, company, tax_id, bill_to_address,
                       agreement, accepted_by, accepted_at, created_at, proof, proof_first, replace, cancel,
                       cancel_hint, again, again_note, credits, refresh))

OrderView order_view(const http::RenderContext& context, const OrderFacts& facts);

// The link to the page of its proofs: to upload one, or to see what became of it. Nothing for an order that
// never had one and is not paid by transfer any more.
std::optional<web::ActionView> proof_action(http::Language language, const orders::Order& order,
                                            bool may_buy);

// What a refresh compares: the same text means that the page would show the same.
std::string order_fingerprint(const orders::Order& order, const std::optional<orders::Awaiting>& awaited,
                              const std::optional<orders::UsableCredit>& credit);

// The euro transfer to put into a QR code; nothing unless the order awaits euro on an IBAN.
std::optional<std::string> order_qr_payload(const orders::Order& order);

struct CancelView
{
    std::string number_shown;
    std::string offer;
    http::Url action;
    http::Url withdraw;
    http::Url back;
    std::optional<http::Url> replace;
    Money total;
    bool at_once = false;             // exactly one of these is true, or none if there is nothing to cancel
    bool asks = false;                // the programme decides
    std::optional<std::string> asked; // asked already: since when
    std::string why_asks;             // what has been done for it
    std::string reason;               // as entered
    std::optional<std::string> reason_fault;
    bool has_money = false;
    bool money_to_payer = false;
    Date deadline;
    std::string closed; // why there is nothing to cancel
};
BOOST_DESCRIBE_STRUCT(CancelView, (),
                      (number_shown, offer, action, withdraw, back, replace, total, at_once, asks, asked,
                       why_asks, reason, reason_fault, has_money, money_to_payer, deadline, closed))

struct CancelFacts
{
    orders::Order order;
    bool unactioned = false;
    std::optional<orders::CancelRequest> request;
};
CancelView cancel_view(const http::RenderContext& context, const CancelFacts& facts);

} // namespace kvitt::purchase
