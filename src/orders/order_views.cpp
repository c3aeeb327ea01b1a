#include "orders/order_views.h"

#include "base/digits.h"
#include "base/text.h"
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

// What is awaited, and how each side is told.
struct AwaitingWords
{
    std::string_view what;
    const char* partner;
    const char* desk;
};

constexpr AwaitingWords awaiting_words[] = {
    {"payment", msg("Awaited: your bank transfer of {amount}, by {day} at the latest."),
     msg("Awaited: the partner's transfer of {amount}, by {day} at the latest.")},
    {"rest_of_payment", msg("Awaited: the missing {amount} from you, by {day} at the latest."),
     msg("Awaited: the missing {amount} from the partner, by {day} at the latest.")},
    {"new_proof",
     msg("Your proof was not accepted. Awaited: a better one, and the money, from you, by {day} at the "
         "latest."),
     msg("Awaited: a better proof, and the money, from the partner, by {day} at the latest.")},
    {"review",
     msg("Awaited: our review of your proof, and your money on our bank's statement, by {day} at the "
         "latest."),
     msg("Awaited: our review of the proof; the money should be here by {day}.")},
    {"money",
     msg("Your proof is verified. Awaited: your money on our bank's statement, by {day} at the latest."),
     msg("Awaited: the money on the bank's statement, by {day} at the latest.")},
    {"missing_money",
     msg("You paid on {paid_on}, and the money is not here yet. Do not pay again: write to {email} with your "
         "order number. The order stays open until {day}."),
     msg("Paid on {paid_on}, as the proof says, and no money has come. Awaited: our search for it, by {day} "
         "at "
         "the latest. The partner is told to write to {email}.")},
    {"cancel_decision",
     msg("Awaited: the programme's decision on your request to cancel, by {day} at the latest. Money that "
         "comes first completes the order."),
     msg("Awaited: your decision on the partner's request to cancel, by {day} at the latest. Money that "
         "comes first completes the order.")},
    {"statement", msg("The deadline has passed. Awaited: the bank's statement, until {day}."),
     msg("The deadline has passed. Awaited: the bank's statement, until {day}.")},
};

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
                          const Awaiting& awaiting, const std::string& desk_email)
{
    const http::Language language = context.language;
    const Date paid_on = order.proof ? order.proof->payment_date : Date();
    const Facts facts{{"amount", http::money_text(language, order.open_amount())},
                      {"day", http::date_long(language, last_day_before(context.zone, awaiting.until))},
                      {"paid_on", http::date_long(language, paid_on)},
                      {"email", desk_email}};
    for (const AwaitingWords& words : awaiting_words)
        if (awaiting.what == words.what)
            return http::translate(language, audience == Audience::partner ? words.partner : words.desk,
                                   facts);
    throw Bug("something is awaited that has no words: " + awaiting.what);
}

std::string relation_label(http::Language language, Relation relation)
{
    switch (relation)
    {
    case Relation::replaces:
        return http::translate(language, "Replaces order");
    case Relation::replaced_by:
        return http::translate(language, "Replaced by order");
    case Relation::follows:
        return http::translate(language, "Follows order");
    case Relation::followed_by:
        return http::translate(language, "Followed by order");
    case Relation::upgrades:
        return http::translate(language, "Upgrade from order");
    case Relation::upgraded_by:
        return http::translate(language, "Upgraded by order");
    }
    return {};
}

std::string request_sentence(const http::RenderContext& context, const CancelRequest& request)
{
    Facts words{{"who", request.asked_by},
                {"day", http::instant_text(context.language, request.asked_at, context.zone)},
                {"by", request.decided_by.value_or("")},
                {"answer", request.answer.value_or("")}};
    if (request.decided_at)
        words.emplace_back("decided",
                           http::instant_text(context.language, *request.decided_at, context.zone));
    switch (request.state)
    {
    case CancelRequestState::open:
        return http::translate(context.language, "{who} asked on {day} to cancel the order.", words);
    case CancelRequestState::granted:
        return http::translate(context.language, "Granted by {by} on {decided}.", words);
    case CancelRequestState::refused:
        return http::translate(context.language, "Refused by {by} on {decided}: {answer}", words);
    case CancelRequestState::withdrawn:
        return http::translate(context.language, "Withdrawn by {by} on {decided}.", words);
    case CancelRequestState::closed:
        return http::translate(context.language,
                               "Closed on {decided}: payment, deadline or another order came first.", words);
    }
    return {};
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
