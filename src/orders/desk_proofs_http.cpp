#include "orders/desk_proofs_http.h"

#include "orders/desk_proofs_views.h"
#include "orders/order_cursor.h"

namespace kvitt::orders
{

namespace
{

using access::Capability;
using http::Response;
using web::Context;

constexpr std::int64_t listed_rows = 50;

struct ProofsQuery
{
    std::optional<ProofShelf> state;
    std::optional<OrderCursor> cursor;
};
BOOST_DESCRIBE_STRUCT(ProofsQuery, (), (state, cursor))

ProofCursor cursor_after(ProofShelf shelf, const ShelvedProof& last)
{
    const bool overdue = shelf == ProofShelf::overdue;
    return {overdue ? last.proof.overdue_at : last.proof.submitted_at, last.order.number.text()};
}

Response get_proofs(Context& c)
{
    const auto query = c.query<ProofsQuery>();
    DeskProofsInput input;
    input.shelf = query.state.value_or(ProofShelf::waiting);
    const auto after = query.cursor
                           ? std::optional(ProofCursor{query.cursor->at(), query.cursor->number().text()})
                           : std::nullopt;
    c.read([&](Read& read) {
        input.proofs = list_shelf(read, input.shelf, after, listed_rows + 1);
        input.counts = count_proofs(read);
        input.programme = catalogue::programme(read);
        input.now = read.now();
    });
    if (static_cast<std::int64_t>(input.proofs.size()) > listed_rows)
    {
        input.proofs.pop_back();
        const ProofCursor last = cursor_after(input.shelf, input.proofs.back());
        input.next_page = http::url("/desk/proofs")
                              .with("state", enum_text(input.shelf))
                              .with("cursor", OrderCursor(last.at, OrderNumber::parse(last.number)).text());
    }
    return c.page("orders/proofs", desk_proofs_view(c.render_context(), input));
}

enum class Decision
{
    accept,
    reject,
};
BOOST_DESCRIBE_ENUM(Decision, accept, reject)

struct ReviewForm
{
    Decision decision = Decision::accept;
    bool seen_transfer_date = false;
    bool seen_our_account = false;
    bool seen_amount = false;
    bool seen_order_number = false;
    bool seen_partner_id = false;
    std::optional<LongText<rejection_characters_max>> reason;

    ProofTicks seen() const
    {
        return {seen_transfer_date, seen_our_account, seen_amount, seen_order_number, seen_partner_id};
    }
};
BOOST_DESCRIBE_STRUCT(ReviewForm, (),
                      (decision, seen_transfer_date, seen_our_account, seen_amount, seen_order_number,
                       seen_partner_id, reason))

struct Address
{
    OrderNumber number;
    std::int64_t version = 0;
};

Address address_of(const Context& c)
{
    return {c.param_as<OrderNumber>("number"), c.param_as<ProofVersion>("version").value()};
}

// As they were sent, where the form came back.
ProofTicks entered_ticks(Context& c)
{
    if (c.request().method != http::Method::post)
        return {};
    const auto ticked = [&](const char* name) { return c.form_fields().fields.find(name) == "true"; };
    return {ticked("seen_transfer_date"), ticked("seen_our_account"), ticked("seen_amount"),
            ticked("seen_order_number"), ticked("seen_partner_id")};
}

Response get_proof(Context& c)
{
    const Address address = address_of(c);
    DeskProofInput input;
    c.read([&](Read& read) {
        input.order = find(read, address.number);
        input.proof = find_proof(read, address.number, address.version);
        input.all = list_proofs(read, address.number);
        input.programme = catalogue::programme(read);
        input.now = read.now();
    });
    input.may_review = c.may(Capability::review_proofs);
    input.seen = entered_ticks(c);
    input.reason = c.field("reason", c.translate("Reason")).value;
    input.reason_fault = c.fault("reason");
    c.field("seen", c.translate("What you see"));
    input.seen_fault = c.fault("seen");
    return c.page("orders/proof", desk_proof_view(c.render_context(), input));
}

Response post_review(Context& c)
{
    const Address address = address_of(c);
    const auto form = c.form<ReviewForm>();
    if (form.decision == Decision::reject && !form.reason)
        throw InvalidFields({{"reason", "missing", msg("must be filled in: the partner reads it")}});
    const auto version = c.write([&](Tx& tx) {
        return form.decision == Decision::accept
                   ? accept_proof(tx, address.number, address.version, form.seen()).version
                   : reject_proof(tx, address.number, address.version, form.seen(), form.reason->text())
                         .version;
    });
    return c.changed(json::object{{"version", version}},
                     http::url("/desk/proofs/{}/{}", address.number.text(), version));
}

// The one kind of reading that is written down (product.md, Pages).
Response get_file(Context& c, const ProofSettings& settings)
{
    const Address address = address_of(c);
    const auto proof = c.read([&](Read& read) { return find_proof(read, address.number, address.version); });
    Response response = proof_response(settings, proof);
    c.write([&](Tx& tx) { note_opened(tx, address.number, address.version); });
    return response;
}

} // namespace

web::Routes desk_proof_routes(const ProofSettings& settings)
{
    using http::Method;
    const auto file = [settings](Context& c) { return get_file(c, settings); };
    return {
        {Method::get, "/desk/proofs", Capability::view_proofs, get_proofs,
         "Proofs of payment: to review, with money overdue, reviewed."},
        {Method::get, "/desk/proofs/{number}/{version}", Capability::view_proofs, get_proof,
         "One proof beside the facts of its order."},
        {Method::post, "/desk/proofs/{number}/{version}", Capability::review_proofs, post_review,
         "Accepts or rejects a proof.", get_proof},
        {Method::get, "/desk/proofs/{number}/{version}/file", Capability::view_proofs, file,
         "A proof's file, to be saved; that it was opened is recorded."},
    };
}

} // namespace kvitt::orders
