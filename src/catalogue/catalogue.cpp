#include "catalogue/catalogue.h"

#include "catalogue/catalogue_store.h"

#include <algorithm>
#include <array>

namespace kvitt::catalogue
{
namespace
{

// Member states of the European Union, ISO 3166-1 (Greece is GR here, EL in VAT numbers).
constexpr std::array<std::string_view, 27> union_countries{
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"};

constexpr std::string_view everywhere = "*"; // a price or tax for the countries that have none of their own

const Refusal agreement_changed{RefusalKind::conflict, "agreement_changed",
                                "The text of agreement {version} is in force already and cannot change; give "
                                "the new text a new version."};
const Refusal competency_not_found{RefusalKind::not_found, "competency_not_found",
                                   "There is no competency {code}."};

struct CatalogueChanged
{
    static constexpr const char* kind = "catalogue_changed";
    std::int64_t offers = 0;
    std::int64_t prices = 0;
    std::int64_t agreements = 0;
};
BOOST_DESCRIBE_STRUCT(CatalogueChanged, (), (offers, prices, agreements))

struct AttainmentRecorded
{
    static constexpr const char* kind = "attainment_recorded";
    std::string competency;
    Tier tier = Tier::silver;
    Date from_day;
    std::optional<Date> until_day;
    std::string evidence;
};
BOOST_DESCRIBE_STRUCT(AttainmentRecorded, (), (competency, tier, from_day, until_day, evidence))

bool in_union(const std::string& country)
{
    return std::find(union_countries.begin(), union_countries.end(), country) != union_countries.end();
}

// Without the time zone, which is the clock's.
CatalogueFile read_all(Read& read)
{
    CatalogueFile file;
    file.programme = try_programme(read);
    file.competencies = list_competency_rows(read);
    file.offers = list_offer_rows(read);
    file.benefits = list_benefit_rows(read);
    file.prices = list_prices(read);
    file.discounts = list_discounts(read);
    file.taxes = list_taxes(read);
    file.receiving_accounts = list_receiving_account_rows(read);
    file.tolerances = list_tolerances(read);
    file.agreements = list_agreements(read);
    return file;
}

const CatalogueFile& current(Read& read) { return read.kept<CatalogueFile>(version(), read_all); }

template <class Row, class Test> const Row* try_first(const std::vector<Row>& rows, Test test)
{
    const auto found = std::find_if(rows.begin(), rows.end(), test);
    return found == rows.end() ? nullptr : &*found;
}

template <class Row> std::optional<Row> copied(const Row* row)
{
    return row == nullptr ? std::nullopt : std::optional(*row);
}

BasisPoints tax_rate(Read& read, const std::string& country, const std::string& treatment, Date day)
{
    const auto rank = [&](const Tax& one) { return std::pair(one.buyer_country == country, one.valid_from); };
    const Tax* best = nullptr;
    for (const Tax& one : current(read).taxes)
        if (one.treatment == treatment && (one.buyer_country == country || one.buyer_country == everywhere) &&
            one.valid_from <= day && (best == nullptr || rank(*best) < rank(one)))
            best = &one;
    return best == nullptr ? BasisPoints{0} : best->rate;
}

template <class Row> void save_all(Tx& tx, const std::vector<Row>& rows)
{
    for (const Row& row : rows)
        save(tx, row);
}

} // namespace

std::string text(TaxTreatment treatment)
{
    switch (treatment)
    {
    case TaxTreatment::domestic:
        return "domestic";
    case TaxTreatment::reverse_charge:
        return "reverse_charge";
    case TaxTreatment::consumer:
        return "consumer";
    case TaxTreatment::export_:
        return "export";
    }
    throw Bug("no such tax treatment");
}

TaxTreatment parse_tax_treatment(std::string_view name)
{
    for (const TaxTreatment one : {TaxTreatment::domestic, TaxTreatment::reverse_charge,
                                   TaxTreatment::consumer, TaxTreatment::export_})
        if (name == text(one))
            return one;
    throw Invalid("not a tax treatment");
}

const Programme& programme(Read& read)
{
    const auto& found = current(read).programme;
    require(found.has_value(), no_programme);
    return *found;
}

const std::vector<Offer>& list_offers(Read& read) { return current(read).offers; }

const Offer& find_offer(Read& read, const std::string& code)
{
    const Offer* found = try_first(list_offers(read), [&](const Offer& one) { return one.code == code; });
    require(found != nullptr, offer_not_found);
    return *found;
}

const std::vector<Benefit>& list_benefits(Read& read) { return current(read).benefits; }

const std::vector<Competency>& list_competencies(Read& read) { return current(read).competencies; }

std::optional<Money> try_price(Read& read, const std::string& offer, const std::string& country, Date day)
{
    const auto rank = [&](const Price& one) {
        return std::pair(one.country == country, one.valid_from); // its own country's first, then the newest
    };
    const Price* best = nullptr;
    for (const Price& one : current(read).prices)
        if (one.offer == offer && (one.country == country || one.country == everywhere) &&
            one.valid_from <= day && (best == nullptr || rank(*best) < rank(one)))
            best = &one;
    return best == nullptr ? std::nullopt : std::optional(Money(best->amount, best->currency));
}

std::vector<Discount> list_discounts_on(Read& read, const std::string& offer, Date day)
{
    std::vector<Discount> out; // by code
    for (const Discount& one : current(read).discounts)
        if (one.offer == offer && one.valid_from <= day && (!one.valid_until || *one.valid_until >= day))
            out.push_back(one);
    std::stable_sort(out.begin(), out.end(),
                     [](const Discount& a, const Discount& b) { return b.rate < a.rate; });
    return out;
}

std::vector<Attainment> list_attainments(Read& read, Id<partners::Partner> partner, Date day)
{
    return list_attainments_on(read, partner, day);
}

TaxRule tax_rule(Read& read, const partners::Partner& buyer, Date day)
{
    const std::string& country = buyer.sold_to_address.country;
    TaxRule rule;
    if (country == programme(read).seller_country)
        rule.treatment = TaxTreatment::domestic;
    else if (!in_union(country))
        rule.treatment = TaxTreatment::export_;
    else
        rule.treatment = buyer.tax_id ? TaxTreatment::reverse_charge : TaxTreatment::consumer;
    rule.rate = tax_rate(read, country, text(rule.treatment), day);
    return rule;
}

std::optional<ReceivingAccount> try_receiving_account(Read& read, Currency currency)
{
    return copied(try_first(current(read).receiving_accounts,
                            [&](const ReceivingAccount& one) { return one.currency == currency; }));
}

std::optional<ReceivingAccount> try_receiving_account_by_statement(Read& read,
                                                                   const std::string& statement_account)
{
    return copied(try_first(current(read).receiving_accounts, [&](const ReceivingAccount& one) {
        return one.statement_account == statement_account;
    }));
}

const ReceivingAccount& find_receiving_account(Read& read, const std::string& code)
{
    const ReceivingAccount* found = try_first(current(read).receiving_accounts,
                                              [&](const ReceivingAccount& one) { return one.code == code; });
    KVITT_ASSERT(found != nullptr);
    return *found;
}

const std::vector<ReceivingAccount>& list_receiving_accounts(Read& read)
{
    return current(read).receiving_accounts;
}

Money tolerance(Read& read, Currency currency)
{
    const Tolerance* found =
        try_first(current(read).tolerances, [&](const Tolerance& one) { return one.currency == currency; });
    return {found == nullptr ? 0 : found->amount, currency};
}

const Agreement& agreement_on(Read& read, Date day)
{
    const Agreement* newest = nullptr; // of one day's the last by version
    for (const Agreement& one : current(read).agreements)
        if (one.valid_from <= day && (newest == nullptr || newest->valid_from <= one.valid_from))
            newest = &one;
    require(newest != nullptr, no_agreement);
    return *newest;
}

std::optional<Agreement> try_agreement(Read& read, const std::string& version)
{
    return copied(
        try_first(current(read).agreements, [&](const Agreement& one) { return one.version == version; }));
}

void load(Tx& tx, const CatalogueFile& file)
{
    if (file.time_zone)
        tx.set_time_zone(TimeZone::parse(*file.time_zone));
    if (file.programme)
        save(tx, *file.programme);
    save_all(tx, file.competencies);
    save_all(tx, file.offers);
    save_all(tx, file.benefits);
    save_all(tx, file.prices);
    save_all(tx, file.discounts);
    for (const Tax& tax : file.taxes)
        parse_tax_treatment(tax.treatment);
    save_all(tx, file.taxes);
    save_all(tx, file.receiving_accounts);
    save_all(tx, file.tolerances);
    for (const Agreement& agreement : file.agreements)
    {
        const auto known = try_agreement_row(tx, agreement.version);
        const bool same =
            !known || (known->text_en == agreement.text_en && known->text_sv == agreement.text_sv);
        require(same, agreement_changed, {{"version", agreement.version}});
        save(tx, agreement);
    }
    update_version(tx);
    events::record(tx, {},
                   CatalogueChanged{static_cast<std::int64_t>(file.offers.size()),
                                    static_cast<std::int64_t>(file.prices.size()),
                                    static_cast<std::int64_t>(file.agreements.size())});
}

CatalogueFile dump(Read& read)
{
    CatalogueFile file = current(read);
    file.time_zone = read.zone().name();
    return file;
}

void record_attainment(Tx& tx, const NewAttainment& input)
{
    const auto partner = partners::try_resolve_partner_id(tx, input.partner_id);
    require(partner.has_value(), partners::partner_not_found);
    const bool known = try_first(list_competencies(tx), [&](const Competency& one) {
                           return one.code == input.competency;
                       }) != nullptr;
    require(known, competency_not_found, {{"code", input.competency}});
    const auto id = try_attainment_id(tx, *partner, input.competency, input.tier, input.from_day);
    save(tx, AttainmentRow{id ? *id : tx.new_id<Attainment>().value(), *partner, input.competency, input.tier,
                           input.from_day, input.until_day, input.evidence});
    events::record(
        tx, {partner, {}, {}},
        AttainmentRecorded{input.competency, input.tier, input.from_day, input.until_day, input.evidence});
}

std::vector<NewAttainment> dump_attainments(Read& read) { return list_attainment_rows(read); }

} // namespace kvitt::catalogue
