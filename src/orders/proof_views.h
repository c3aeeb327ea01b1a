// Proofs of payment in a reader's words: states, ticks, sizes. Pure; shared by the partner's page and the
// desk's.
#pragma once

#include "orders/order_views.h"
#include "orders/proofs.h"
#include "web/parts.h"

namespace kvitt::orders
{

StateView state_view(http::Language language, ProofState state);
// Money that should have been here by now, at the desk: the red state beside the order's own.
StateView overdue_view(http::Language language);

// One thing that a proof must show, as a check box: what it is and what the order has there.
struct TickView
{
    std::string name; // of the field
    std::string label;
    std::string value;
    bool ticked = false;
};
BOOST_DESCRIBE_STRUCT(TickView, (), (name, label, value, ticked))

// In the order of the page. `prefix` begins each field's name: "shows_".
std::vector<TickView> tick_views(const http::RenderContext& context, const Order& order,
                                 const std::string& partner_id_label, const ProofTicks& ticks,
                                 const std::string& prefix);
// What was not ticked, in words: "our account, the amount and its currency"; empty if nothing is missing.
std::string missing_text(const http::RenderContext& context, const std::string& partner_id_label,
                         const ProofTicks& ticks);

// "invoice.pdf, PDF, 1.4 MB"
std::string file_text(http::Language language, const ProofFile& file);
// Day, account and reference as the payer gave them, and the file.
std::vector<web::FactView> proof_facts(const http::RenderContext& context, const Proof& proof);

} // namespace kvitt::orders
