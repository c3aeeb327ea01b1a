#include "support/programme.h"

namespace kvitt::stories
{
namespace
{

const Date from = Date::of(2020, 1, 1);
const Currency sek = Currency::parse("SEK");
const Currency eur = Currency::parse("EUR");
const Currency usd = Currency::parse("USD");
const Currency jpy = Currency::parse("JPY");

std::vector<catalogue::Price> prices()
{
    return {{"silver", "SE", from, sek, 1'890'000}, {"gold", "SE", from, sek, 4'730'000},
            {"silver", "DE", from, eur, 175'000},   {"gold", "DE", from, eur, 440'000},
            {"silver", "*", from, usd, 190'000},    {"gold", "*", from, usd, 473'000},
            {"silver", "JP", from, jpy, 270'000},   {"gold", "JP", from, jpy, 670'001},
            {"action_pack", "*", from, usd, 47'500}};
}

std::vector<catalogue::ReceivingAccount> accounts()
{
    return {{"sek", sek, "bankgiro", "5050-1055", "SE4550000000058398257466", "Nordlys AB", "SEB", "ESSESESS",
             "SE"},
            {"eur", eur, "iban", "DE89370400440532013000", "DE89370400440532013000", "Nordlys AB", "Testbank",
             "COBADEFFXXX", "DE"},
            {"usd", usd, "account", "1234567890", "1234567890", "Nordlys AB", "First Bank", "FRSTUS33", "US"},
            {"jpy", jpy, "account", "7654321", "7654321", "Nordlys AB", "Tokyo Bank", "TOKYJPJT", "JP"}};
}

} // namespace

void load_test_programme(Tx& tx)
{
    catalogue::CatalogueFile file;
    file.time_zone = "Europe/Stockholm";
    file.programme =
        catalogue::Programme{"Nordlys", "Nordlys AB", "SE", "MPN ID", "desk@nordlys.example", 30, 7};
    file.competencies = {{"cloud", "Cloud Platform", "Molnplattform"},
                         {"data", "Data Analytics", "Dataanalys"}};
    file.offers = {{"silver", "membership", catalogue::Tier::silver, 1, "Silver membership",
                    "Silvermedlemskap", "One year", "Ett år"},
                   {"gold", "membership", catalogue::Tier::gold, 2, "Gold membership", "Guldmedlemskap",
                    "One year", "Ett år"},
                   {"action_pack", "action_pack", {}, 3, "Action pack", "Action Pack", "One year", "Ett år"}};
    file.prices = prices();
    file.discounts = {{"gold_upgrade", "gold", "silver", BasisPoints{2500}, from, {}}};
    file.taxes = {{"SE", "domestic", BasisPoints{2500}, from},
                  {"DE", "consumer", BasisPoints{1900}, from},
                  {"*", "reverse_charge", BasisPoints{0}, from}};
    file.receiving_accounts = accounts();
    file.tolerances = {{sek, 1000}, {eur, 100}, {usd, 100}, {jpy, 100}};
    file.agreements = {{test_agreement, from, "# Billing account\n\nText.", "# Faktureringskonto\n\nText."}};
    catalogue::load(tx, file);
}

partners::NewPartner test_partner(const std::string& name, const std::string& partner_id,
                                  const std::string& country, Currency currency)
{
    partners::NewPartner input;
    input.partner_id = partner_id;
    input.legal_name = name;
    input.country = country;
    input.currency = currency;
    input.legal_address = {"Storgatan 1", {}, "111 22", "Stad", {}, country};
    return input;
}

void know_account(Tx& tx, const std::string& account, Id<partners::Partner> partner)
{
    static const Sql sql(
        "test::know_account",
        "INSERT INTO partners_payer_accounts (account, partner, known_since) VALUES ($1, $2, 0)");
    tx.run(sql, account, partner);
}

} // namespace kvitt::stories
