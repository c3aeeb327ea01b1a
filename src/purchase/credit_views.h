// A company's credit in words: what it has, and what of a price that pays. Pure.
#pragma once

#include "purchase/block_views.h"

namespace kvitt::purchase
{

// {{#credits}}: what the company has in one currency.
struct CreditView
{
    Money credit;
};
BOOST_DESCRIBE_STRUCT(CreditView, (), (credit))

std::vector<CreditView> credit_views(const Situation& situation);

// {{> purchase/credit_use}}: what credit pays of a price, before Submit.
struct CreditUseView
{
    Money used; // negative, as a line of the price
    Money due;
    bool covered = false; // nothing is left to transfer
    std::string sentence;
};
BOOST_DESCRIBE_STRUCT(CreditUseView, (), (used, due, covered, sentence))

// Nothing if the company has no credit in that currency.
std::optional<CreditUseView> credit_use(http::Language language, const orders::OfferForPartner& offer);

// What is left to transfer for the offer.
Money due_of(const orders::OfferForPartner& offer);

// Why the price is not that of today: that of an expired order is kept (A6).
std::optional<std::string> kept_price_sentence(http::Language language, const orders::OfferForPartner& offer);

} // namespace kvitt::purchase
