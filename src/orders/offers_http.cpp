#include "orders/offers_http.h"

#include "orders/offers.h"
#include "partners/subject_http.h"

namespace kvitt::orders
{

namespace
{

using http::Response;
using web::Context;

struct OffersQuery
{
    std::optional<std::string> partner_id;
};
BOOST_DESCRIBE_STRUCT(OffersQuery, (), (partner_id))

struct BlockJson
{
    std::string code;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(BlockJson, (), (code, message))

// Prices are for this partner today; null where the offer is not sold in its country.
struct OfferJson
{
    std::string offer;
    std::string family;
    std::optional<catalogue::Tier> tier;
    std::string name_en;
    std::string name_sv;
    std::optional<Money> list;
    std::optional<Money> discount;
    std::optional<Money> net;
    std::optional<Money> tax;
    std::optional<Money> total;
    bool for_sale = false;
    std::vector<BlockJson> blocks;
    std::vector<std::string> qualifying_competencies;
    std::optional<std::string> open_order;
    std::optional<Date> renewable_from;
};
BOOST_DESCRIBE_STRUCT(OfferJson, (),
                      (offer, family, tier, name_en, name_sv, list, discount, net, tax, total, for_sale,
                       blocks, qualifying_competencies, open_order, renewable_from))

// `agreement_version` is what POST orders must name today.
struct OffersJson
{
    std::string partner_id;
    std::string agreement_version;
    std::vector<OfferJson> offers;
};
BOOST_DESCRIBE_STRUCT(OffersJson, (), (partner_id, agreement_version, offers))

OfferJson offer_json(const OfferForPartner& found)
{
    OfferJson out;
    out.offer = found.offer.code;
    out.family = found.offer.family;
    out.tier = found.offer.tier;
    out.name_en = found.offer.name_en;
    out.name_sv = found.offer.name_sv;
    if (const auto& quote = found.quote)
    {
        out.list = quote->list;
        out.discount = quote->discount;
        out.net = quote->net;
        out.tax = quote->tax;
        out.total = quote->total;
    }
    out.for_sale = found.blocks.empty();
    const Facts facts = found.open_order ? Facts{{"order", found.open_order->text()}} : Facts{};
    for (const Refusal* block : found.blocks)
        out.blocks.push_back({block->code, with_facts(block->message, facts)});
    for (const auto& attainment : found.qualifying)
        out.qualifying_competencies.push_back(attainment.competency);
    if (found.open_order)
        out.open_order = found.open_order->text();
    out.renewable_from = found.renewable_from;
    return out;
}

Response get_offers(Context& c)
{
    const auto query = c.query<OffersQuery>();
    OffersJson out;
    c.read([&](Read& read) {
        const auto partner = partners::find(read, partners::subject(c, read, query.partner_id));
        out.partner_id = partner.partner_id;
        out.agreement_version = catalogue::agreement_on(read, read.today()).version;
        for (const auto& offer : offers_for(read, partner))
            out.offers.push_back(offer_json(offer));
    });
    return http::json_response(to_json(out));
}

} // namespace

web::Routes offer_routes()
{
    return {{http::Method::get, "/api/v1/offers", access::Capability::view_offers, get_offers,
             "Offers for a partner: price, and what stands in the way."}};
}

} // namespace kvitt::orders
