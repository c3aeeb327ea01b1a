#include "orders/order_views.h"

#include "base/digits.h"
#include "http/locale.h"
#include "http/messages.h"

#include <unicode/locid.h>

namespace kvitt::orders
{

namespace
{

struct Words
{
    const char* word;
    const char* tone;
};

Words words(ShownState state)
{
    switch (state)
    {
    case ShownState::card_pending:
        return {"Awaiting card payment", "wait"};
    case ShownState::awaiting_payment:
        return {"Awaiting payment", "wait"};
    case ShownState::part_paid:
        return {"Part paid", "wait"};
    case ShownState::proof_submitted:
        return {"Proof submitted", "wait"};
    case ShownState::proof_verified:
        return {"Proof verified", "wait"};
    case ShownState::cancel_requested:
        return {"Cancellation requested", "wait"};
    case ShownState::active:
        return {"Paid and active", "good"};
    case ShownState::failed:
        return {"Payment failed", "bad"};
    case ShownState::expired:
        return {"Order expired", "bad"};
    case ShownState::cancelled:
        return {"Order cancelled", "past"};
    case ShownState::refunded:
        return {"Order refunded", "past"};
    }
    return {"", ""};
}

Words words(memberships::MembershipState state)
{
    using memberships::MembershipState;
    switch (state)
    {
    case MembershipState::active:
        return {"Active", "good"};
    case MembershipState::in_window:
        return {"Time to renew", "wait"};
    case MembershipState::lapsed:
        return {"Lapsed", "past"};
    case MembershipState::superseded:
        return {"Replaced", "past"};
    case MembershipState::refunded:
        return {"Fee refunded", "past"};
    case MembershipState::revoked:
        return {"Revoked", "bad"};
    }
    return {"", ""};
}

bool is(const Quote& quote, const char* treatment) { return quote.tax_treatment == treatment; }

} // namespace

StateView state_view(http::Language language, ShownState state)
{
    const Words said = words(state);
    return {enum_text(state), http::translate(language, said.word), said.tone};
}

StateView state_view(http::Language language, memberships::MembershipState state)
{
    const Words said = words(state);
    return {enum_text(state), http::translate(language, said.word), said.tone};
}

std::string awaiting_text(const http::RenderContext& context, Audience audience, const Order& order,
                          const Awaiting& awaiting)
{
    const http::Language language = context.language;
    const bool partner = audience == Audience::partner;
    const Facts facts{{"amount", http::money_text(language, order.open_amount())},
                      {"day", http::date_long(language, last_day_before(context.zone, awaiting.until))}};
    if (awaiting.what == "statement")
        return http::translate(language,
                               "The deadline has passed. Awaited: the bank's statement, until {day}.", facts);
    if (awaiting.what == "rest_of_payment")
        return http::translate(
            language,
            partner ? "Awaited: the missing {amount} from you, by {day} at the latest."
                    : "Awaited: the missing {amount} from the partner, by {day} at the latest.",
            facts);
    return http::translate(language,
                           partner ? "Awaited: your bank transfer of {amount}, by {day} at the latest."
                                   : "Awaited: the partner's transfer of {amount}, by {day} at the latest.",
                           facts);
}

std::string tax_label(http::Language language, const Quote& quote)
{
    const Facts facts{{"rate", http::percent_text(language, quote.tax_rate)}};
    if (is(quote, "reverse_charge"))
        return http::translate(language, "VAT {rate}, reverse charge", facts);
    if (is(quote, "export"))
        return http::translate(language, "VAT {rate}, sale outside the EU", facts);
    return http::translate(language, "VAT {rate}", facts);
}

std::string tax_reason(http::Language language, const Quote& quote)
{
    if (is(quote, "reverse_charge"))
        return http::translate(language,
                               "Your company accounts for the VAT itself, because it has a tax ID in "
                               "another EU country than the seller.");
    if (is(quote, "export"))
        return http::translate(language, "No VAT is charged, because your company is outside the EU.");
    if (is(quote, "consumer"))
        return http::translate(language, "Your country's VAT is charged, because we have no tax ID of your "
                                         "company. Add it to buy with reverse charge.");
    return http::translate(language, "VAT of the seller's country.");
}

std::string account_text(const catalogue::ReceivingAccount& account)
{
    return account.kind == "iban" ? grouped_iban(account.number) : account.number;
}

std::string account_label(http::Language language, const catalogue::ReceivingAccount& account)
{
    if (account.kind == "bankgiro")
        return http::translate(language, "Bankgiro");
    if (account.kind == "iban")
        return http::translate(language, "IBAN");
    return http::translate(language, "Account number");
}

const std::string& offer_name(http::Language language, const Snapshot& snapshot)
{
    return language == http::Language::sv ? snapshot.offer_name_sv : snapshot.offer_name_en;
}

std::vector<std::string> address_lines(http::Language language, const partners::Address& address)
{
    std::vector<std::string> lines{address.street};
    if (address.street_2)
        lines.push_back(*address.street_2);
    lines.push_back(address.postal_code + " " + address.city);
    if (address.region)
        lines.push_back(*address.region);
    lines.push_back(country_name(language, address.country));
    return lines;
}

std::string country_name(http::Language language, const std::string& country)
{
    icu::UnicodeString name;
    icu::Locale("", country.c_str()).getDisplayCountry(icu::Locale(enum_text(language).c_str()), name);
    std::string out;
    return name.toUTF8String(out);
}

Date last_day_before(const TimeZone& zone, Instant until)
{
    return zone.date_at(until - std::chrono::microseconds(1));
}

} // namespace kvitt::orders
