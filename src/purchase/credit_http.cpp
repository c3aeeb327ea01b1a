#include "payments/credit_back.h"
#include "purchase/credit_views.h"
#include "purchase/pages_http.h"

namespace kvitt::purchase
{
namespace
{

using access::Capability;
using http::Response;
using web::Context;

struct AskBackForm
{
    Currency currency;
};
BOOST_DESCRIBE_STRUCT(AskBackForm, (), (currency))

CreditFacts facts_of(Read& read, Id<partners::Partner> partner)
{
    CreditFacts facts;
    facts.desk_email = catalogue::programme(read).desk_email;
    facts.wishes = payments::list_wishes(read, partner);
    for (const Money& sum : payments::credits_of(read, partner))
        for (const payments::CreditPart& part : payments::list_parts_of(read, partner, sum.currency()))
        {
            std::optional<payments::Receipt> receipt;
            if (part.receipt)
                receipt = payments::find(read, *part.receipt);
            facts.parts.push_back({Money(part.amount, sum.currency()), std::move(receipt)});
        }
    return facts;
}

Response get_credit(Context& c)
{
    const auto partner = c.partner();
    return c.page("purchase/credit", c.read([&](Read& read) {
        return credit_page_view(c.render_context(), facts_of(read, partner));
    }));
}

Response post_ask_back(Context& c)
{
    const auto partner = c.partner();
    const auto input = c.form<AskBackForm>();
    const auto wish = c.write([&](Tx& tx) { return payments::ask_back(tx, partner, input.currency); });
    return c.changed(to_json(wish), http::url("/credit"));
}

} // namespace

web::Routes credit_page_routes()
{
    using http::Method;
    return {
        {Method::get, "/credit", Capability::purchase, get_credit,
         "What the company has in credit, and from which payments."},
        {Method::post, "/credit/ask-back", Capability::purchase, post_ask_back,
         "Asks the programme to send the credit back.", get_credit},
    };
}

} // namespace kvitt::purchase
