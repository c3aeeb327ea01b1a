#include "orders/proofs_http.h"
#include "purchase/pages_http.h"
#include "purchase/proof_views.h"

namespace kvitt::purchase
{

namespace
{

using access::Capability;
using http::Response;
using orders::Order;
using orders::OrderNumber;
using orders::ProofSettings;
using web::Context;

struct ProofQuery
{
    std::optional<std::string> form; // Replace was pressed
};
BOOST_DESCRIBE_STRUCT(ProofQuery, (), (form))

// The form came back: what was entered stands in it, and only there.
bool is_again(const Context& c) { return c.request().method == http::Method::post; }

orders::ProofTicks entered_ticks(Context& c)
{
    if (!is_again(c))
        return {};
    const auto ticked = [&](const char* name) { return c.form_fields().fields.find(name) == "true"; };
    return {ticked("shows_transfer_date"), ticked("shows_our_account"), ticked("shows_amount"),
            ticked("shows_order_number"), ticked("shows_partner_id")};
}

// A new version begins with what the last one said of the payment.
ProofFieldsView fields_of(Context& c, const Order& order, const std::vector<orders::Proof>& proofs)
{
    const orders::Proof* newest = proofs.empty() ? nullptr : &proofs.front();
    c.field("file", c.translate("Payment proof"));
    ProofFieldsView fields;
    fields.file_fault = c.fault("file");
    fields.again = is_again(c);
    fields.payment_date = c.field("payment_date", c.translate("Payment date"),
                                  newest != nullptr ? newest->payment_date.text() : "");
    fields.payment_date.type = "date";
    fields.payment_date.hint = c.translate("The day on which you sent the money.");
    fields.paid_to_account = c.field("paid_to_account", c.translate("Paid to account number"),
                                     newest != nullptr ? newest->paid_to_account : "");
    if (const auto& account = order.snapshot.receiving_account)
        fields.paid_to_account.hint =
            c.translate("Ours is {account}.", {{"account", orders::account_text(*account)}});
    fields.transaction_ref = c.field("transaction_ref", c.translate("Transaction reference (optional)"),
                                     newest != nullptr ? newest->transaction_ref.value_or("") : "");
    fields.transaction_ref.required = false;
    fields.transaction_ref.hint = c.translate("The number that your bank gave the payment.");
    return fields;
}

Response get_proof(Context& c, const ProofSettings& settings)
{
    const auto query = c.query<ProofQuery>();
    Order order;
    Situation situation;
    std::vector<orders::Proof> proofs;
    c.read([&](Read& read) {
        order = find_own_order(c, read);
        situation = outline_of(read, partners::find(read, order.partner));
        add_rights(c, read, situation);
        proofs = orders::list_proofs(read, order.number);
    });
    const ProofPageInput input{situation,
                               order,
                               proofs,
                               query.form.has_value() || is_again(c),
                               settings.limits.bytes_max,
                               entered_ticks(c),
                               fields_of(c, order, proofs)};
    return c.page("purchase/proof", proof_page_view(c.render_context(), input));
}

Response post_proof(Context& c, const ProofSettings& settings)
{
    const Order order = c.read([&](Read& read) { return find_own_order(c, read); });
    const auto proof = orders::receive_proof(c, settings, order);
    return c.changed(to_json(proof), http::url("/orders/{}/proof", proof.order));
}

Response get_proof_file(Context& c, const ProofSettings& settings)
{
    const auto version = c.param_as<orders::ProofVersion>("version");
    const auto proof = c.read([&](Read& read) {
        return orders::find_proof(read, find_own_order(c, read).number, version.value());
    });
    return orders::proof_response(settings, proof);
}

} // namespace

web::Routes proof_page_routes(const ProofSettings& settings)
{
    using http::Method;
    const auto page = [settings](Context& c) { return get_proof(c, settings); };
    const auto upload = [settings](Context& c) { return post_proof(c, settings); };
    const auto file = [settings](Context& c) { return get_proof_file(c, settings); };
    return {
        {Method::get, "/orders/{number}/proof", Capability::view_orders, page,
         "What a proof of payment must show, the upload, and what became of it."},
        {Method::post, "/orders/{number}/proof", Capability::purchase, upload, "Uploads a proof of payment.",
         page, settings.upload_bytes_max()},
        {Method::get, "/orders/{number}/proof/{version}", Capability::view_orders, file,
         "A proof's file, to be saved."},
    };
}

} // namespace kvitt::purchase
