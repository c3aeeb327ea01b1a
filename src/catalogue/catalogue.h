// What is for sale and on what terms: offers, dated prices, competencies, attainments, discounts, taxes,
// agreements, receiving accounts (domain.md 2.3-2.5). Plain data; who may buy what is orders/offers.h.
#pragma once

#include "partners/partners.h"

namespace kvitt::catalogue
{

enum class Tier
{
    silver,
    gold,
};
BOOST_DESCRIBE_ENUM(Tier, silver, gold)

enum class TaxTreatment
{
    domestic,       // seller's own country
    reverse_charge, // another EU country, with a tax ID
    consumer,       // another EU country, without one
    export_,        // outside the EU
};

// "export" is a keyword, so the names are written by hand.
std::string text(TaxTreatment treatment);
TaxTreatment parse_tax_treatment(std::string_view text);

// From when a renewal's new year runs (domain.md A12).
enum class RenewalYear
{
    from_anniversary, // the current anniversary + 1 year: renewing late in the window loses nothing
    from_payment,     // one year from the day on which the renewal becomes active (the rule of 2022)
};
BOOST_DESCRIBE_ENUM(RenewalYear, from_anniversary, from_payment)

struct Programme
{
    std::string name;
    std::string seller_name;
    std::string seller_country;
    std::string partner_id_label;
    std::string desk_email;
    std::int64_t order_days = 30;
    std::int64_t expiry_grace_days = 7;
    std::optional<RenewalYear> renewal_year = {}; // from_anniversary where nothing is said
};
BOOST_DESCRIBE_STRUCT(Programme, (),
                      (name, seller_name, seller_country, partner_id_label, desk_email, order_days,
                       expiry_grace_days, renewal_year))

struct Competency
{
    std::string code;
    std::string name_en;
    std::string name_sv;
};
BOOST_DESCRIBE_STRUCT(Competency, (), (code, name_en, name_sv))

struct Offer
{
    std::string code;
    std::string family;
    std::optional<Tier> tier;
    std::int64_t position = 0;
    std::string name_en;
    std::string name_sv;
    std::string summary_en;
    std::string summary_sv;
};
BOOST_DESCRIBE_STRUCT(Offer, (), (code, family, tier, position, name_en, name_sv, summary_en, summary_sv))

struct Benefit
{
    std::string offer;
    std::int64_t position = 0;
    std::string name_en;
    std::string name_sv;
    std::string quantity_en;
    std::string quantity_sv;
};
BOOST_DESCRIBE_STRUCT(Benefit, (), (offer, position, name_en, name_sv, quantity_en, quantity_sv))

struct Price
{
    std::string offer;
    std::string country; // ISO 3166-1 alpha-2, or "*" for everywhere else
    Date valid_from;
    Currency currency;
    std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(Price, (), (offer, country, valid_from, currency, amount))

struct Discount
{
    std::string code;
    std::string offer;
    std::string held_offer;
    BasisPoints rate;
    Date valid_from;
    std::optional<Date> valid_until;
    bool in_window = false; // also in the renewal window after the held membership's anniversary (A9)
};
BOOST_DESCRIBE_STRUCT(Discount, (), (code, offer, held_offer, rate, valid_from, valid_until, in_window))

struct Tax
{
    std::string buyer_country; // or "*"
    std::string treatment;
    BasisPoints rate;
    Date valid_from;
};
BOOST_DESCRIBE_STRUCT(Tax, (), (buyer_country, treatment, rate, valid_from))

// `number` is what the payer types (bankgiro, IBAN, account number); `statement_account` is how the bank's
// statements name the same account.
struct ReceivingAccount
{
    std::string code;
    Currency currency;
    std::string kind; // bankgiro, iban, account
    std::string number;
    std::string statement_account;
    std::string holder;
    std::string bank;
    std::optional<std::string> bic;
    std::string bank_country;
};
BOOST_DESCRIBE_STRUCT(ReceivingAccount, (),
                      (code, currency, kind, number, statement_account, holder, bank, bic, bank_country))

struct Tolerance
{
    Currency currency;
    std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(Tolerance, (), (currency, amount))

// Texts hold sections: a line "# Title", then paragraphs parted by blank lines.
struct Agreement
{
    std::string version;
    Date valid_from;
    std::string text_en;
    std::string text_sv;
};
BOOST_DESCRIBE_STRUCT(Agreement, (), (version, valid_from, text_en, text_sv))

// A partner met a competency's requirements at a tier, from a day until a day (inclusive; open if absent).
struct Attainment
{
    std::string competency;
    std::string name_en;
    std::string name_sv;
    Tier tier = Tier::silver;
    Date from_day;
    std::optional<Date> until_day;
};
BOOST_DESCRIBE_STRUCT(Attainment, (), (competency, name_en, name_sv, tier, from_day, until_day))

struct NewAttainment
{
    std::string partner_id;
    std::string competency;
    Tier tier = Tier::silver;
    Date from_day;
    std::optional<Date> until_day;
    std::string evidence;
};
BOOST_DESCRIBE_STRUCT(NewAttainment, (), (partner_id, competency, tier, from_day, until_day, evidence))

inline const Refusal offer_not_found{RefusalKind::not_found, "offer_not_found", "There is no such offer."};
inline const Refusal no_programme{RefusalKind::unavailable, "no_programme",
                                  "The programme has not been set up yet."};
inline const Refusal no_agreement{RefusalKind::unavailable, "no_agreement",
                                  "The programme has no agreement text yet."};

// The catalogue is read whole and kept until it changes (Read::kept), so a question costs no statement of its
// own. References are valid to the end of the transaction.
const Programme& programme(Read& read);
// By position.
const std::vector<Offer>& list_offers(Read& read);
const Offer& find_offer(Read& read, const std::string& code);
const std::vector<Benefit>& list_benefits(Read& read);
const std::vector<Competency>& list_competencies(Read& read);
// The price of the day for a country, its own before "*".
std::optional<Money> try_price(Read& read, const std::string& offer, const std::string& country, Date day);
// Valid on the day for whoever meets their condition, the highest first.
std::vector<Discount> list_discounts_on(Read& read, const std::string& offer, Date day);
// Attainments in force on the day.
std::vector<Attainment> list_attainments(Read& read, Id<partners::Partner> partner, Date day);

struct TaxRule
{
    TaxTreatment treatment = TaxTreatment::domestic;
    BasisPoints rate;
};
// The rule for a sale to this partner on the day: domestic in the seller's country, reverse charge to another
// EU country with a tax ID, that country's own rate without one, export elsewhere (domain.md 2.8).
TaxRule tax_rule(Read& read, const partners::Partner& buyer, Date day);

std::optional<ReceivingAccount> try_receiving_account(Read& read, Currency currency);
std::optional<ReceivingAccount> try_receiving_account_by_statement(Read& read,
                                                                   const std::string& statement_account);
const ReceivingAccount& find_receiving_account(Read& read, const std::string& code);
const std::vector<ReceivingAccount>& list_receiving_accounts(Read& read);
// How much may be missing for an order to close as paid (A18); zero where nothing is said.
Money tolerance(Read& read, Currency currency);
// The agreement in force on the day; throws no_agreement.
const Agreement& agreement_on(Read& read, Date day);
std::optional<Agreement> try_agreement(Read& read, const std::string& version);

// The catalogue as a file (kvitt load, kvitt dump).
struct CatalogueFile
{
    std::optional<Programme> programme;
    std::optional<std::string> time_zone;
    std::vector<Competency> competencies;
    std::vector<Offer> offers;
    std::vector<Benefit> benefits;
    std::vector<Price> prices;
    std::vector<Discount> discounts;
    std::vector<Tax> taxes;
    std::vector<ReceivingAccount> receiving_accounts;
    std::vector<Tolerance> tolerances;
    std::vector<Agreement> agreements;
};
BOOST_DESCRIBE_STRUCT(CatalogueFile, (),
                      (programme, time_zone, competencies, offers, benefits, prices, discounts, taxes,
                       receiving_accounts, tolerances, agreements))

// Adds and replaces by key; a past agreement's text never changes (refused). Records catalogue_changed.
void load(Tx& tx, const CatalogueFile& file);
CatalogueFile dump(Read& read);
// Known partner and competency needed; the same attainment again replaces its end and evidence.
void record_attainment(Tx& tx, const NewAttainment& input);
std::vector<NewAttainment> dump_attainments(Read& read);

} // namespace kvitt::catalogue
