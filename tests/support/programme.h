// A small programme for stories and tests: silver and gold in four currencies, Europe/Stockholm.
#pragma once

#include "catalogue/catalogue.h"

namespace kvitt::stories
{

inline const std::string test_agreement = "2026-1";

void load_test_programme(Tx& tx);
// A partner of the network with an address in the country.
partners::NewPartner test_partner(const std::string& name, const std::string& partner_id,
                                  const std::string& country, Currency currency);
void know_account(Tx& tx, const std::string& account, Id<partners::Partner> partner);

} // namespace kvitt::stories
