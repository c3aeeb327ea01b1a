// What the page of an order's proof of payment shows: what a proof must show, the form, and what became of
// the proofs so far. Pure.
#pragma once

#include "orders/proof_views.h"
#include "purchase/order_page_views.h"

namespace kvitt::purchase
{

// The form's own fields, made by the handler, since they hold what was entered before.
struct ProofFieldsView
{
    std::optional<std::string> file_fault;
    bool again = false; // it was sent and came back: a browser does not keep the chosen file
    web::FieldView payment_date;
    web::FieldView paid_to_account;
    web::FieldView transaction_ref;
};
BOOST_DESCRIBE_STRUCT(ProofFieldsView, (),
                      (file_fault, again, payment_date, paid_to_account, transaction_ref))

struct ProofFormView
{
    http::Url action;
    std::string bytes_max; // of the file, for the script that looks before sending
    std::string limit;     // "10 MB"
    std::string title;
    ProofFieldsView fields;
    std::vector<orders::TickView> ticks;
    std::optional<http::Url> cancel; // back to what is stored
};
BOOST_DESCRIBE_STRUCT(ProofFormView, (), (action, bytes_max, limit, title, fields, ticks, cancel))

// One stored proof.
struct StoredProofView
{
    std::string title;
    StateView state;
    std::vector<web::FactView> facts;
    std::vector<orders::TickView> ticks;
    std::optional<std::string> missing; // what the payer left without a tick
    http::Url download;
};
BOOST_DESCRIBE_STRUCT(StoredProofView, (), (title, state, facts, ticks, missing, download))

// What became of the newest one, above everything else.
struct ProofNewsView
{
    std::string tone;
    std::string title;
    std::string text;
    std::optional<std::string> reason;  // of a rejection, in the reviewer's words
    std::optional<std::string> missing; // what the reviewer did not find
};
BOOST_DESCRIBE_STRUCT(ProofNewsView, (), (tone, title, text, reason, missing))

struct ProofPageView
{
    std::string number;
    std::string number_shown;
    http::Url back;
    StateView state;
    std::string sentence; // what the order waits for
    std::optional<ProofNewsView> news;
    std::optional<ProofFormView> form;
    std::optional<std::string> no_form; // why nothing can be uploaded
    std::optional<StoredProofView> newest;
    std::optional<web::ActionView> another; // replace it, or show a second transfer
    bool any_earlier = false;
    std::vector<StoredProofView> earlier;
};
BOOST_DESCRIBE_STRUCT(ProofPageView, (),
                      (number, number_shown, back, state, sentence, news, form, no_form, newest, another,
                       any_earlier, earlier))

struct ProofPageInput
{
    const Situation& situation; // its outline is enough
    const orders::Order& order;
    const std::vector<orders::Proof>& proofs; // newest first
    bool asked_for_form = false;              // Replace was pressed, or the form came back
    std::int64_t bytes_max = 0;
    orders::ProofTicks ticks; // as they stand in the form
    ProofFieldsView fields;
};
ProofPageView proof_page_view(const http::RenderContext& context, const ProofPageInput& input);

// The form is on the page.
bool shows_form(const ProofPageInput& input);

} // namespace kvitt::purchase
