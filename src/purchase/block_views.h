// Why an offer cannot be bought, and what would change that: the words for each refusal of orders.h and for a
// missing role. Pure; what holds is decided by orders::offers_for.
#pragma once

#include "orders/order_views.h"
#include "purchase/situation.h"
#include "web/parts.h"

namespace kvitt::purchase
{

// `change` says what the reader can do, or what happens by itself and when.
struct BlockView
{
    std::string code;
    std::string why;
    std::string change;
    std::optional<web::ActionView> link;
};
BOOST_DESCRIBE_STRUCT(BlockView, (), (code, why, change, link))

// What the words are filled from.
struct BlockFacts
{
    const Situation& situation;
    const orders::OfferForPartner& offer;
};

BlockView block_view(const http::RenderContext& context, const Refusal& block, const BlockFacts& facts);
// In order of precedence, so the first is the one to act on; last, that the person may look but not buy.
std::vector<BlockView> block_views(const http::RenderContext& context, const BlockFacts& facts);
// The person may look but not buy.
BlockView missing_role(http::Language language, const Situation& situation);
// The global admins with their addresses.
std::string admin_names(http::Language language, const Situation& situation);

const std::string& offer_name(http::Language language, const catalogue::Offer& offer);
// Each competency once, at its highest tier.
std::vector<catalogue::Attainment> highest_of(const std::vector<catalogue::Attainment>& attainments);
const std::string& competency_name(http::Language language, const catalogue::Attainment& attainment);
// "silver" or "gold" inside a sentence.
std::string tier_word(http::Language language, catalogue::Tier tier);
// "A", "A and B", "A, B and C".
std::string joined(http::Language language, const std::vector<std::string>& items);

} // namespace kvitt::purchase
