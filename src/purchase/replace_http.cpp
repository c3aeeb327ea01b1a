#include "purchase/pages_http.h"
#include "purchase/replace_views.h"

namespace kvitt::purchase
{
namespace
{

using access::Capability;
using http::Response;
using web::Context;

struct ReplaceQuery
{
    std::optional<std::string> offer;
};
BOOST_DESCRIBE_STRUCT(ReplaceQuery, (), (offer))

struct ReplaceForm
{
    std::optional<std::string> offer;
    std::optional<orders::PaymentMethod> payment_method;
    bool accepted = false;
    std::string agreement_version;
};
BOOST_DESCRIBE_STRUCT(ReplaceForm, (), (offer, payment_method, accepted, agreement_version))

// Another company's order does not exist for this one.
Response get_replacement(Context& c, const Settings& settings)
{
    const auto query = c.query<ReplaceQuery>();
    Situation situation;
    orders::Order order;
    std::vector<orders::OfferForPartner> offers;
    catalogue::Agreement agreement;
    c.read([&](Read& read) {
        order = find_own_order(c, read);
        situation = outline_of(read, partners::find(read, order.partner));
        add_rights(c, read, situation);
        situation.attainments = catalogue::list_attainments(read, order.partner, read.today());
        if (order.is_open())
            offers = orders::list_replacements(read, order);
        agreement = catalogue::agreement_on(read, read.today());
    });
    ReplaceView view = replace_view(c.render_context(),
                                    {situation, order, std::move(offers), agreement, settings.card_configured,
                                     c.entered("offer", query.offer.value_or(""))});
    view.offer_fault = c.fault("offer");
    view.accepted = c.entered("accepted") == "true";
    view.accepted_fault = c.fault("accepted");
    return c.page("purchase/replace", view);
}

void require_complete(const ReplaceForm& input)
{
    std::vector<FieldError> faults;
    if (!input.offer)
        faults.push_back({"offer", "missing", "Choose what to order instead."});
    if (!input.accepted)
        faults.push_back({"accepted", "agreement_not_accepted",
                          "The order needs your acceptance: read the agreement and tick the box below it."});
    if (!faults.empty())
        throw InvalidFields(std::move(faults));
}

Response post_replacement(Context& c)
{
    const auto input = c.form<ReplaceForm>();
    require_complete(input);
    const orders::Replacement replacement{*input.offer,
                                          input.payment_method.value_or(orders::PaymentMethod::bank_transfer),
                                          input.agreement_version, c.caller().actor.name};
    const auto number = c.write(
        [&](Tx& tx) { return orders::replace(tx, find_own_order(c, tx).number, replacement).number.text(); });
    return c.created(json::object{{"number", number}}, http::url("/orders/{}", number));
}

} // namespace

web::Routes replace_routes(const Settings& settings)
{
    using http::Method;
    const auto page = [settings](Context& c) { return get_replacement(c, settings); };
    return {
        {Method::get, "/orders/{number}/replace", Capability::purchase, page,
         "What could be ordered instead of an open order."},
        {Method::post, "/orders/{number}/replace", Capability::purchase, post_replacement,
         "Puts another order in its place.", page},
    };
}

} // namespace kvitt::purchase
