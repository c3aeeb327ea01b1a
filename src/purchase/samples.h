// Sample companies, offers and orders in every state: what the tests of the pages render. Not for production.
#pragma once

#include "purchase/situation.h"

namespace kvitt::purchase::samples
{

inline const Date today = Date::of(2026, 11, 23);
inline const Instant now = Instant::parse("2026-11-23T13:02:00Z");

catalogue::Offer silver();
catalogue::Offer gold();
catalogue::Attainment cloud(catalogue::Tier tier);
// 1,234.00 list in that currency with 25% tax; the discount is a fourth of it.
orders::Quote quote(Currency currency, std::int64_t list, bool discounted);
catalogue::ReceivingAccount bankgiro();
catalogue::ReceivingAccount iban();
catalogue::ReceivingAccount plain_account();
// Open, placed today, of silver for 18,900 SEK net.
orders::Order order(const catalogue::ReceivingAccount& account = bankgiro());
memberships::Membership membership(const std::string& offer, Date starts_on);
// A Swedish partner that has attained silver in one competency and may do everything.
Situation situation();

} // namespace kvitt::purchase::samples
