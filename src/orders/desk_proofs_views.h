// What the desk sees of proofs of payment: shelves of them, and one beside the facts of its order. Pure.
#pragma once

#include "orders/desk_views.h"
#include "orders/proof_views.h"

namespace kvitt::orders
{

struct ProofShelfView
{
    http::Url url;
    std::string code;
    std::string word;
    std::optional<std::string> count;
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(ProofShelfView, (), (url, code, word, count, current))

struct ProofRowView
{
    http::Url url;
    std::string number;
    std::string version;
    std::string company;
    std::string partner_id;
    Money amount;
    std::string paid_on;
    std::string account;
    std::string uploaded;
    StateView state;
    std::optional<StateView> overdue;
    std::string next; // what the order waits for
};
BOOST_DESCRIBE_STRUCT(ProofRowView, (),
                      (url, number, version, company, partner_id, amount, paid_on, account, uploaded, state,
                       overdue, next))

struct DeskProofsView
{
    std::vector<ProofShelfView> shelves;
    bool any = false;
    std::vector<ProofRowView> rows;
    std::string partner_id_label;
    web::EmptyView empty;
    web::PagerView pager;
    http::Url csv;
};
BOOST_DESCRIBE_STRUCT(DeskProofsView, (), (shelves, any, rows, partner_id_label, empty, pager, csv))

struct DeskProofsInput
{
    ProofShelf shelf = ProofShelf::waiting;
    std::vector<ShelvedProof> proofs;
    ProofCounts counts;
    catalogue::Programme programme;
    Instant now;
    std::optional<http::Url> next_page;
};
DeskProofsView desk_proofs_view(const http::RenderContext& context, const DeskProofsInput& input);

// One of the things that a proof must show: what the order has, what the payer ticked, what the reviewer
// sees.
struct ReviewTickView
{
    std::string name; // of the reviewer's field
    std::string code;
    std::string label;
    std::string value;
    bool payer = false;
    bool seen = false;
};
BOOST_DESCRIBE_STRUCT(ReviewTickView, (), (name, code, label, value, payer, seen))

// The reviewer's form; there while the proof waits and the reader may review.
struct ReviewFormView
{
    http::Url action;
    std::optional<std::string> seen_fault;
    std::string reason;
    std::optional<std::string> reason_fault;
    std::int64_t reason_characters_max = 0;
};
BOOST_DESCRIBE_STRUCT(ReviewFormView, (), (action, seen_fault, reason, reason_fault, reason_characters_max))

struct DeskProofView
{
    std::string title;
    std::string order_number;
    http::Url order_url;
    StateView state;
    std::optional<StateView> overdue;
    std::optional<std::string> awaited;
    std::vector<web::FactView> proof;
    std::vector<web::FactView> order;
    std::vector<ReviewTickView> ticks;
    http::Url download;
    std::optional<ReviewFormView> form;
    std::optional<std::string> no_form; // why it cannot be reviewed
    std::optional<std::string> review;  // what came of it, by whom, when
    std::optional<std::string> reason;
    bool any_others = false;
    std::vector<web::ActionView> others; // other versions
};
BOOST_DESCRIBE_STRUCT(DeskProofView, (),
                      (title, order_number, order_url, state, overdue, awaited, proof, order, ticks, download,
                       form, no_form, review, reason, any_others, others))

struct DeskProofInput
{
    Proof proof;
    Order order;
    std::vector<Proof> all; // of the order, newest first
    catalogue::Programme programme;
    Instant now;
    bool may_review = false;
    ProofTicks seen; // as they stand in the form
    std::string reason;
    std::optional<std::string> seen_fault;
    std::optional<std::string> reason_fault;
};
DeskProofView desk_proof_view(const http::RenderContext& context, const DeskProofInput& input);

} // namespace kvitt::orders
