#include "app/catalogue_faults.h"

#include "base/digits.h"
#include "base/text.h"

#include <algorithm>
#include <set>

namespace kvitt::app
{
namespace
{

using catalogue::CatalogueFile;

constexpr std::int64_t whole_rate = 10'000;
constexpr std::int64_t days_max = 366;

class Faults
{
  public:
    // Names the list whose items are looked at next.
    void enter(const char* list) { list_ = list; }
    void expect(bool holds, std::size_t at, const char* field, const char* code, const char* message)
    {
        if (!holds)
            errors_.push_back(
                {std::string("/catalogue/") + list_ + "/" + std::to_string(at) + "/" + field, code, message});
    }
    void expect_programme(bool holds, const char* field, const char* code, const char* message)
    {
        if (!holds)
            errors_.push_back({std::string("/catalogue/") + field, code, message});
    }
    std::vector<FieldError> take() { return std::move(errors_); }

  private:
    std::string list_;
    std::vector<FieldError> errors_;
};

bool is_country(const std::string& code)
{
    return code.size() == 2 &&
           std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_country_or_all(const std::string& code) { return code == "*" || is_country(code); }

bool is_rate(BasisPoints rate) { return rate.value >= 0 && rate.value <= whole_rate; }

bool is_code(const std::string& code)
{
    return !code.empty() &&
           code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string::npos;
}

constexpr const char* code_message = "Small letters, digits, _ and -.";
constexpr const char* needed_message = "This is needed.";

void check_programme(const CatalogueFile& file, Faults& faults)
{
    if (file.time_zone)
    {
        bool known = true;
        try
        {
            TimeZone::parse(*file.time_zone);
        }
        catch (const Invalid&)
        {
            known = false;
        }
        faults.expect_programme(known, "time_zone", "time_zone", "There is no such time zone.");
    }
    if (!file.programme)
        return;
    const catalogue::Programme& programme = *file.programme;
    faults.expect_programme(!trimmed(programme.name).empty(), "programme/name", "required", needed_message);
    faults.expect_programme(!trimmed(programme.seller_name).empty(), "programme/seller_name", "required",
                            needed_message);
    faults.expect_programme(is_country(programme.seller_country), "programme/seller_country", "country",
                            "A country is two capital letters, like SE.");
    faults.expect_programme(programme.order_days >= 1 && programme.order_days <= days_max,
                            "programme/order_days", "range", "From 1 to 366 days.");
    faults.expect_programme(programme.expiry_grace_days >= 0 && programme.expiry_grace_days <= days_max,
                            "programme/expiry_grace_days", "range", "From 0 to 366 days.");
}

std::set<std::string> offer_codes(const CatalogueFile& file, const CatalogueFile& known)
{
    std::set<std::string> codes;
    for (const auto* one : {&file, &known})
        for (const catalogue::Offer& offer : one->offers)
            codes.insert(offer.code);
    return codes;
}

void check_offers(const CatalogueFile& file, const std::set<std::string>& offers, Faults& faults)
{
    const auto is_offer = [&](const std::string& code) { return offers.count(code) > 0; };
    faults.enter("competencies");
    for (std::size_t at = 0; at < file.competencies.size(); ++at)
        faults.expect(is_code(file.competencies[at].code), at, "code", "code", code_message);
    faults.enter("offers");
    for (std::size_t at = 0; at < file.offers.size(); ++at)
    {
        faults.expect(is_code(file.offers[at].code), at, "code", "code", code_message);
        faults.expect(is_code(file.offers[at].family), at, "family", "code", code_message);
    }
    faults.enter("benefits");
    for (std::size_t at = 0; at < file.benefits.size(); ++at)
        faults.expect(is_offer(file.benefits[at].offer), at, "offer", "offer_not_found",
                      "There is no such offer.");
    faults.enter("discounts");
    for (std::size_t at = 0; at < file.discounts.size(); ++at)
    {
        faults.expect(is_code(file.discounts[at].code), at, "code", "code", code_message);
        faults.expect(is_offer(file.discounts[at].offer), at, "offer", "offer_not_found",
                      "There is no such offer.");
        faults.expect(is_offer(file.discounts[at].held_offer), at, "held_offer", "offer_not_found",
                      "There is no such offer.");
        faults.expect(is_rate(file.discounts[at].rate), at, "rate", "range",
                      "Basis points, from 0 to 10000.");
    }
}

void check_prices(const CatalogueFile& file, const std::set<std::string>& offers, Faults& faults)
{
    faults.enter("prices");
    for (std::size_t at = 0; at < file.prices.size(); ++at)
    {
        const catalogue::Price& price = file.prices[at];
        faults.expect(offers.count(price.offer) > 0, at, "offer", "offer_not_found",
                      "There is no such offer.");
        faults.expect(is_country_or_all(price.country), at, "country", "country",
                      "Two capital letters, like SE, or *.");
        faults.expect(price.amount > 0, at, "amount", "range", "A price is more than zero.");
    }
    faults.enter("taxes");
    for (std::size_t at = 0; at < file.taxes.size(); ++at)
    {
        static const std::set<std::string> treatments{"domestic", "reverse_charge", "consumer", "export"};
        const catalogue::Tax& tax = file.taxes[at];
        faults.expect(is_country_or_all(tax.buyer_country), at, "buyer_country", "country",
                      "Two capital letters, like SE, or *.");
        faults.expect(treatments.count(tax.treatment) > 0, at, "treatment", "treatment",
                      "One of domestic, reverse_charge, consumer, export.");
        faults.expect(is_rate(tax.rate), at, "rate", "range", "Basis points, from 0 to 10000.");
    }
    faults.enter("tolerances");
    for (std::size_t at = 0; at < file.tolerances.size(); ++at)
        faults.expect(file.tolerances[at].amount >= 0, at, "amount", "range", "Zero or more.");
}

bool is_account_number(const catalogue::ReceivingAccount& account)
{
    const std::string digits = only_digits(account.number);
    if (account.kind == "bankgiro")
        return (digits.size() == 7 || digits.size() == 8) && luhn_valid(digits);
    if (account.kind == "iban")
        return iban_valid(account.number);
    return !trimmed(account.number).empty();
}

void check_accounts(const CatalogueFile& file, Faults& faults)
{
    static const std::set<std::string> kinds{"bankgiro", "iban", "account"};
    faults.enter("receiving_accounts");
    std::set<std::string> statement_accounts;
    for (std::size_t at = 0; at < file.receiving_accounts.size(); ++at)
    {
        const catalogue::ReceivingAccount& account = file.receiving_accounts[at];
        faults.expect(is_code(account.code), at, "code", "code", code_message);
        faults.expect(kinds.count(account.kind) > 0, at, "kind", "kind", "One of bankgiro, iban, account.");
        faults.expect(is_account_number(account), at, "number", "check_digits",
                      "Not a number of that kind, or its check digits are wrong.");
        faults.expect(!trimmed(account.statement_account).empty(), at, "statement_account", "required",
                      needed_message);
        faults.expect(statement_accounts.insert(account.statement_account).second, at, "statement_account",
                      "twice", "Another account of this file has the same.");
        faults.expect(is_country(account.bank_country), at, "bank_country", "country",
                      "A country is two capital letters, like SE.");
    }
    faults.enter("agreements");
    for (std::size_t at = 0; at < file.agreements.size(); ++at)
    {
        faults.expect(!trimmed(file.agreements[at].version).empty(), at, "version", "required",
                      needed_message);
        faults.expect(!trimmed(file.agreements[at].text_en).empty(), at, "text_en", "required",
                      needed_message);
    }
}

} // namespace

std::vector<FieldError> catalogue_faults(const CatalogueFile& file, const CatalogueFile& known)
{
    Faults faults;
    const auto offers = offer_codes(file, known);
    check_programme(file, faults);
    check_offers(file, offers, faults);
    check_prices(file, offers, faults);
    check_accounts(file, faults);
    return faults.take();
}

} // namespace kvitt::app
