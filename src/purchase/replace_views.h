// What the page shows that puts another order in an open one's place: the offers of the family with what each
// would cost and what is left to transfer, the ways to pay, and the agreement. Pure.
#pragma once

#include "orders/replacing.h"
#include "purchase/details_views.h"

namespace kvitt::purchase
{

// One offer that could take the order's place. `blocks` say why not.
struct ReplacementView
{
    std::string code;
    std::string name;
    std::string tier;
    bool chosen = false;
    bool possible = false;
    std::optional<QuoteView> quote;
    std::optional<std::string> kept_price;
    std::optional<CreditUseView> credit_use;
    std::vector<BlockView> blocks;
};
BOOST_DESCRIBE_STRUCT(ReplacementView, (),
                      (code, name, tier, chosen, possible, quote, kept_price, credit_use, blocks))

struct ReplaceView
{
    std::string number_shown;
    std::string offer;
    Money total;
    bool has_paid = false;
    Money paid; // moves to the new order
    http::Url action;
    http::Url back;
    std::optional<std::string> closed; // why nothing can be replaced
    bool possible = false;
    std::vector<ReplacementView> offers;
    std::optional<std::string> offer_fault;
    bool card_configured = false;
    std::vector<SectionView> agreement;
    std::string agreement_version;
    std::string legal_name;
    bool accepted = false;
    std::optional<std::string> accepted_fault;
};
BOOST_DESCRIBE_STRUCT(ReplaceView, (),
                      (number_shown, offer, total, has_paid, paid, action, back, closed, possible, offers,
                       offer_fault, card_configured, agreement, agreement_version, legal_name, accepted,
                       accepted_fault))

struct ReplaceFacts
{
    const Situation& situation;
    const orders::Order& order;
    std::vector<orders::OfferForPartner> offers; // of orders::list_replacements
    catalogue::Agreement agreement;
    bool card_configured = false;
    std::string chosen; // offer, as entered or linked to
};
ReplaceView replace_view(const http::RenderContext& context, const ReplaceFacts& facts);

} // namespace kvitt::purchase
