#include "purchase/details_views.h"
#include "purchase/pages_http.h"

#include <algorithm>

namespace kvitt::purchase
{

namespace
{

using access::Capability;
using http::Response;
using web::Context;

// `again` is the ended order after which this one is placed; it goes with the buyer from page to page.
struct PurchaseQuery
{
    std::optional<orders::OrderNumber> again;
};
BOOST_DESCRIBE_STRUCT(PurchaseQuery, (), (again))

struct PreferenceForm
{
    orders::PaymentMethod payment_method = orders::PaymentMethod::bank_transfer;
    std::optional<orders::OrderNumber> again;
};
BOOST_DESCRIBE_STRUCT(PreferenceForm, (), (payment_method, again))

struct SubmitForm
{
    bool accepted = false;
    std::string agreement_version;
    std::optional<orders::OrderNumber> again;
};
BOOST_DESCRIBE_STRUCT(SubmitForm, (), (accepted, agreement_version, again))

// Of the address, or of the form that is shown again.
std::optional<orders::OrderNumber> again_of(Context& c)
{
    const std::string entered = c.entered("again");
    if (orders::OrderNumber::is_valid(entered))
        return orders::OrderNumber::parse(entered);
    return c.query<PurchaseQuery>().again;
}

// The offer in the address; refused with 404 if there is none.
const orders::OfferForPartner& offer_in(const Situation& situation, const std::string& code)
{
    const auto found = std::find_if(situation.offers.begin(), situation.offers.end(),
                                    [&](const auto& offer) { return offer.offer.code == code; });
    require(found != situation.offers.end(), catalogue::offer_not_found);
    return *found;
}

Response get_details(Context& c, const Settings& settings)
{
    const auto situation = c.read([&](Read& read) { return read_situation(c, read); });
    const PurchaseInput input{situation, offer_in(situation, c.param("offer")), settings.card_configured,
                              again_of(c)};
    return c.page("purchase/details", details_view(c.render_context(), input, c.entered("payment_method"),
                                                   c.fault("payment_method")));
}

// Orders nothing: it only leads on to the page of the chosen way to pay.
Response post_details(Context& c)
{
    if (!c.form_fields().fields.find("payment_method"))
        throw InvalidFields({{"payment_method", "missing", "Choose how you want to pay."}});
    const auto input = c.form<PreferenceForm>();
    require(input.payment_method == orders::PaymentMethod::bank_transfer, orders::card_not_configured);
    const auto to = http::url("/purchase/{}/transfer", c.param("offer"));
    return http::redirect_see_other(input.again ? to.with("again", input.again->text()) : to);
}

Response get_transfer(Context& c, const Settings& settings)
{
    TransferTerms terms;
    const auto situation = c.read([&](Read& read) {
        Situation out = read_situation(c, read);
        terms.agreement = catalogue::agreement_on(read, read.today());
        const auto& quote = offer_in(out, c.param("offer")).quote;
        if (quote)
            terms.account = catalogue::try_receiving_account(read, quote->total.currency());
        return out;
    });
    const PurchaseInput input{situation, offer_in(situation, c.param("offer")), settings.card_configured,
                              again_of(c)};
    if (!input.offer.blocks.empty() || !situation.may_buy)
        return c.page("purchase/details", details_view(c.render_context(), input, "", std::nullopt));
    const bool accepted = c.entered("accepted") == "true";
    return c.page("purchase/transfer",
                  transfer_view(c.render_context(), input, terms, accepted, c.fault("accepted")));
}

Response post_transfer(Context& c)
{
    const auto input = c.form<SubmitForm>();
    if (!input.accepted)
        throw InvalidFields(
            {{"accepted", "agreement_not_accepted",
              "The order needs your acceptance: read the agreement and tick the box below it."}});
    const orders::NewOrder order{c.partner(),
                                 c.param("offer"),
                                 orders::PaymentMethod::bank_transfer,
                                 input.agreement_version,
                                 c.caller().actor.name,
                                 input.again};
    const auto number = c.write([&](Tx& tx) { return orders::submit(tx, order).number.text(); });
    return c.created(json::object{{"number", number}}, http::url("/orders/{}", number));
}

} // namespace

web::Routes buy_routes(const Settings& settings)
{
    using http::Method;
    const auto details = [settings](Context& c) { return get_details(c, settings); };
    const auto transfer = [settings](Context& c) { return get_transfer(c, settings); };
    return {
        {Method::get, "/purchase/{offer}", Capability::view_offers, details,
         "Purchase details and payment preference."},
        {Method::post, "/purchase/{offer}", Capability::purchase, post_details,
         "Leads to the chosen way to pay.", details},
        {Method::get, "/purchase/{offer}/transfer", Capability::purchase, transfer,
         "Review of an order to be paid by bank transfer, with the agreement."},
        {Method::post, "/purchase/{offer}/transfer", Capability::purchase, post_transfer,
         "Submits the order.", transfer},
    };
}

} // namespace kvitt::purchase
