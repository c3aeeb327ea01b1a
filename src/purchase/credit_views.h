// A company's credit in words: what it has, and what of a price that pays. Pure.
#pragma once

#include "payments/credit_back.h"
#include "purchase/block_views.h"
#include "web/parts.h"

namespace kvitt::purchase
{

// {{#credits}}: what the company has in one currency.
struct CreditView
{
    Money credit;
    bool may_ask = false; // its page is the reader's
};
BOOST_DESCRIBE_STRUCT(CreditView, (), (credit, may_ask))

std::vector<CreditView> credit_views(const Situation& situation);

// A part of the credit, with the payment that it came with.
struct CreditPartFacts
{
    Money amount;
    std::optional<payments::Receipt> receipt;
};

struct CreditFacts
{
    std::vector<CreditPartFacts> parts; // those of one currency together
    std::vector<payments::Case> wishes; // to have it back, not yet decided
    std::string desk_email;
};

// The credit of one currency on its own page.
struct CreditSumView
{
    std::string currency;
    Money credit;
    std::vector<web::FactView> parts;
    std::optional<std::string> asked; // that it was asked back, and what follows
};
BOOST_DESCRIBE_STRUCT(CreditSumView, (), (currency, credit, parts, asked))

struct CreditPageView
{
    bool any = false;
    std::vector<CreditSumView> sums;
};
BOOST_DESCRIBE_STRUCT(CreditPageView, (), (any, sums))

CreditPageView credit_page_view(const http::RenderContext& context, const CreditFacts& facts);

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
