#include "purchase/samples.h"

namespace kvitt::purchase::samples
{

namespace
{

const partners::Address address{"Storgatan 1", std::nullopt, "411 38", "Göteborg", std::nullopt, "SE"};

} // namespace

catalogue::Offer silver()
{
    return {"silver",
            "membership",
            catalogue::Tier::silver,
            1,
            "Silver membership",
            "Silvermedlemskap",
            "Core benefits for a year.",
            "Grundförmåner i ett år."};
}

catalogue::Offer gold()
{
    return {"gold",
            "membership",
            catalogue::Tier::gold,
            2,
            "Gold membership",
            "Guldmedlemskap",
            "All benefits for a year.",
            "Alla förmåner i ett år."};
}

catalogue::Attainment cloud(catalogue::Tier tier)
{
    return {"cloud", "Cloud Platform", "Molnplattform", tier, Date::of(2026, 1, 1), std::nullopt};
}

orders::Quote quote(Currency currency, std::int64_t list, bool discounted)
{
    orders::Quote out;
    out.list = Money(list, currency);
    out.discount = discounted ? out.list.percent_half_away(BasisPoints{2500}) : Money(0, currency);
    if (discounted)
        out.discount_code = "upgrade";
    out.net = out.list - out.discount;
    out.tax_rate = BasisPoints{2500};
    out.tax = out.net.percent_half_away(out.tax_rate);
    out.tax_treatment = "domestic";
    out.total = out.net + out.tax;
    return out;
}

catalogue::ReceivingAccount bankgiro()
{
    return {"sek",
            Currency::parse("SEK"),
            "bankgiro",
            "5050-1055",
            "SE3550000000054910000003",
            "Nordlys Partnerprogram AB",
            "SEB",
            std::nullopt,
            "SE"};
}

catalogue::ReceivingAccount iban()
{
    return {"eur",
            Currency::parse("EUR"),
            "iban",
            "DE89370400440532013000",
            "DE89370400440532013000",
            "Nordlys Partnerprogram AB",
            "Commerzbank",
            "COBADEFFXXX",
            "DE"};
}

catalogue::ReceivingAccount plain_account()
{
    return {"usd",        Currency::parse("USD"),      "account",         "026009593 4400123456",
            "4400123456", "Nordlys Partnerprogram AB", "Bank of America", "BOFAUS3N",
            "US"};
}

orders::Order order(const catalogue::ReceivingAccount& account)
{
    const Currency currency = account.currency;
    orders::Order out;
    out.number = orders::OrderNumber::parse("4817220985");
    out.partner = Id<partners::Partner>(7);
    out.offer = "silver";
    out.family = "membership";
    out.quote = quote(currency, 1'890'000, false);
    out.paid = out.from_credit = Money(0, currency);
    out.written_off = Money(0, currency);
    out.agreement = "2026-01";
    out.accepted_by = "Anna Ek";
    out.accepted_at = out.created_at = now;
    out.expires_at = TimeZone::utc().end_of(today + Days{30});
    out.snapshot = {"4812907", "Granvik Data AB",   "SE556677889901",   address,      address,
                    address,   "Silver membership", "Silvermedlemskap", "Nordlys AB", account};
    return out;
}

memberships::Membership membership(const std::string& offer, Date starts_on)
{
    memberships::Membership out;
    out.partner = Id<partners::Partner>(7);
    out.family = "membership";
    out.offer = offer;
    out.order_number = "4817220985";
    out.starts_on = starts_on;
    out.anniversary = starts_on.plus_years(1);
    return out;
}

Situation situation()
{
    const Currency sek = Currency::parse("SEK");
    Situation out;
    out.partner.id = Id<partners::Partner>(7);
    out.partner.partner_id = "4812907";
    out.partner.legal_name = "Granvik Data AB";
    out.partner.country = "SE";
    out.partner.currency = sek;
    out.partner.tax_id = "SE556677889901";
    out.partner.network_member = true;
    out.partner.verification = partners::Verification::authorized;
    out.partner.legal_address = out.partner.bill_to_address = out.partner.sold_to_address = address;
    out.programme = {"Nordlys", "Nordlys AB", "SE", "MPN ID", "desk@nordlys.example", 30, 7};
    out.catalogue = {silver(), gold()};
    out.now = now;
    out.today = today;
    out.attainments = {cloud(catalogue::Tier::silver)};
    orders::OfferForPartner for_silver;
    for_silver.offer = silver();
    for_silver.quote = quote(sek, 1'890'000, false);
    for_silver.qualifying = out.attainments;
    orders::OfferForPartner for_gold;
    for_gold.offer = gold();
    for_gold.quote = quote(sek, 4'730'000, false);
    for_gold.blocks = {&orders::requirements_not_met};
    for_silver.credit = for_gold.credit = Money(0, sek);
    out.offers = {for_silver, for_gold};
    out.may_buy = out.may_edit_company = out.may_edit_bill_to = out.may_edit_tax_id = true;
    return out;
}

} // namespace kvitt::purchase::samples
