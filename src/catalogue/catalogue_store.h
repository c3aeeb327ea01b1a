// SQL of the catalogue room.
#pragma once

#include "catalogue/catalogue.h"

namespace kvitt::catalogue
{

struct AttainmentRow
{
    std::int64_t id = 0;
    Id<partners::Partner> partner;
    std::string competency;
    Tier tier = Tier::silver;
    Date from_day;
    std::optional<Date> until_day;
    std::string evidence;
};
BOOST_DESCRIBE_STRUCT(AttainmentRow, (), (id, partner, competency, tier, from_day, until_day, evidence))

struct PriceOfDay
{
    std::int64_t amount = 0;
    Currency currency;
};
BOOST_DESCRIBE_STRUCT(PriceOfDay, (), (amount, currency))

std::optional<Programme> try_programme(Read& read);
void save(Tx& tx, const Programme& row);
void save(Tx& tx, const Competency& row);
void save(Tx& tx, const Offer& row);
void save(Tx& tx, const Benefit& row);
void save(Tx& tx, const Price& row);
void save(Tx& tx, const Discount& row);
void save(Tx& tx, const Tax& row);
void save(Tx& tx, const ReceivingAccount& row);
void save(Tx& tx, const Tolerance& row);
void save(Tx& tx, const Agreement& row);
void save(Tx& tx, const AttainmentRow& row);

std::vector<Offer> list_offer_rows(Read& read);
std::optional<Offer> try_offer(Read& read, const std::string& code);
std::vector<Benefit> list_benefit_rows(Read& read);
std::vector<Competency> list_competency_rows(Read& read);
std::vector<Price> list_prices(Read& read);
std::vector<Discount> list_discounts(Read& read);
std::vector<Tax> list_taxes(Read& read);
std::vector<Tolerance> list_tolerances(Read& read);
std::vector<Agreement> list_agreements(Read& read);
std::vector<NewAttainment> list_attainment_rows(Read& read);

std::optional<PriceOfDay> try_price_of_day(Read& read, const std::string& offer, const std::string& country,
                                           Date day);
std::optional<Discount> try_discount_of_day(Read& read, const std::string& offer, Date day);
std::vector<Attainment> list_attainments_on(Read& read, Id<partners::Partner> partner, Date day);
std::optional<BasisPoints> try_tax_rate(Read& read, const std::string& country, const std::string& treatment,
                                        Date day);
std::optional<ReceivingAccount> try_account_for(Read& read, Currency currency);
std::optional<ReceivingAccount> try_account_by_statement(Read& read, const std::string& statement_account);
std::optional<ReceivingAccount> try_account(Read& read, const std::string& code);
std::optional<std::int64_t> try_tolerance(Read& read, Currency currency);
std::optional<Agreement> try_agreement_of_day(Read& read, Date day);
std::optional<Agreement> try_agreement_row(Read& read, const std::string& version);
std::optional<std::int64_t> try_attainment_id(Read& read, Id<partners::Partner> partner,
                                              const std::string& competency, Tier tier, Date from_day);

} // namespace kvitt::catalogue
