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

// Another number after each change of the catalogue, all of it but attainments (Read::kept).
const Sql& version();
void update_version(Tx& tx);

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
std::vector<Benefit> list_benefit_rows(Read& read);
std::vector<Competency> list_competency_rows(Read& read);
std::vector<Price> list_prices(Read& read);
std::vector<Discount> list_discounts(Read& read);
std::vector<Tax> list_taxes(Read& read);
std::vector<ReceivingAccount> list_receiving_account_rows(Read& read);
std::vector<Tolerance> list_tolerances(Read& read);
std::vector<Agreement> list_agreements(Read& read);
std::vector<NewAttainment> list_attainment_rows(Read& read);

std::vector<Attainment> list_attainments_on(Read& read, Id<partners::Partner> partner, Date day);
std::optional<Agreement> try_agreement_row(Read& read, const std::string& version);
std::optional<std::int64_t> try_attainment_id(Read& read, Id<partners::Partner> partner,
                                              const std::string& competency, Tier tier, Date from_day);

} // namespace kvitt::catalogue
