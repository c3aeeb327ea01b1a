// Orders and memberships in a reader's words: states with a shape, what is awaited, prices, account numbers.
// Pure: values in, described views out; nothing here asks the database or decides.
#pragma once

#include "http/page.h"
#include "orders/cancelling.h"
#include "orders/links.h"

namespace kvitt::orders
{

// `tone` is the shape and colour: wait, good, bad or past. `code` is the state's stable name (data-state).
struct StateView
{
    std::string code;
    std::string word;
    std::string tone;
};
BOOST_DESCRIBE_STRUCT(StateView, (), (code, word, tone))

StateView state_view(http::Language language, ShownState state);
StateView state_view(http::Language language, memberships::MembershipState state);

// To whom a page speaks: the paying company, or the programme's desk.
enum class Audience
{
    partner,
    desk,
};

// What is awaited, from whom, until when, as one sentence; whom to write to where that is the next step.
std::string awaiting_text(const http::RenderContext& context, Audience audience, const Order& order,
                          const Awaiting& awaiting, const std::string& desk_email);

// "Replaces order", before its number.
std::string relation_label(http::Language language, Relation relation);
// A request to cancel and what became of it, in one sentence for the desk.
std::string request_sentence(const http::RenderContext& context, const CancelRequest& request);

// "VAT 25%", "VAT 0%, reverse charge: ..." for the tax line of a price.
std::string tax_label(http::Language language, const Quote& quote);
// Why the tax is what it is, for people who will book it.
std::string tax_reason(http::Language language, const Quote& quote);

// As printed on paper: IBAN in fours; others as they are.
std::string account_text(const catalogue::ReceivingAccount& account);
// "Bankgiro", "IBAN", "Account"
std::string account_label(http::Language language, const catalogue::ReceivingAccount& account);

// The offer's name as frozen in the order.
const std::string& offer_name(http::Language language, const Snapshot& snapshot);
// An address as lines, the country in the reader's language.
std::vector<std::string> address_lines(http::Language language, const partners::Address& address);
// "Germany" for "DE"; the code itself if it is unknown.
std::string country_name(http::Language language, const std::string& country);

// The last day before the instant, in the zone: a deadline of 24:00 is told as its day.
Date last_day_before(const TimeZone& zone, Instant until);

} // namespace kvitt::orders
