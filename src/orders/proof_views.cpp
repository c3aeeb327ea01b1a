#include "orders/proof_views.h"

#include "base/text.h"
#include "http/locale.h"
#include "http/messages.h"

#include <array>

namespace kvitt::orders
{

namespace
{

using http::Language;
using http::RenderContext;
using http::translate;

struct TickRow
{
    bool ProofTicks::* tick;
    const char* name;
    const char* label;   // beside a check box
    const char* missing; // in a sentence: "It does not show ..."
};

constexpr std::array<TickRow, 5> tick_rows{{
    {&ProofTicks::transfer_date, "transfer_date", msg("The day of the transfer"),
     msg("the day of the transfer")},
    {&ProofTicks::our_account, "our_account", msg("Our account"), msg("our account")},
    {&ProofTicks::amount, "amount", msg("The amount and its currency"), msg("the amount and its currency")},
    {&ProofTicks::order_number, "order_number", msg("The order number"), msg("the order number")},
    {&ProofTicks::partner_id, "partner_id", msg("Your {partner_id_label}"), msg("the {partner_id_label}")},
}};

// What the order has where the proof must show it; the day is the payer's to tell.
std::string value_of(const RenderContext& context, const Order& order, const TickRow& row)
{
    if (row.tick == &ProofTicks::our_account && order.snapshot.receiving_account)
        return account_text(*order.snapshot.receiving_account);
    if (row.tick == &ProofTicks::amount)
        return http::money_text(context.language, order.open_amount());
    if (row.tick == &ProofTicks::order_number)
        return order.number.shown();
    if (row.tick == &ProofTicks::partner_id)
        return order.snapshot.partner_id;
    return {};
}

std::string upper(std::string text)
{
    for (char& c : text)
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
    return text;
}

} // namespace

StateView state_view(Language language, ProofState state)
{
    switch (state)
    {
    case ProofState::submitted:
        return {enum_text(state), translate(language, "Waits for review"), "wait"};
    case ProofState::accepted:
        return {enum_text(state), translate(language, "Accepted"), "good"};
    case ProofState::rejected:
        return {enum_text(state), translate(language, "Not accepted"), "bad"};
    case ProofState::replaced:
        return {enum_text(state), translate(language, "Replaced by a newer one"), "past"};
    }
    return {};
}

StateView overdue_view(Language language) { return {"overdue", translate(language, "Money overdue"), "bad"}; }

std::vector<TickView> tick_views(const RenderContext& context, const Order& order,
                                 const std::string& partner_id_label, const ProofTicks& ticks,
                                 const std::string& prefix)
{
    std::vector<TickView> views;
    for (const TickRow& row : tick_rows)
        views.push_back({prefix + row.name,
                         translate(context.language, row.label, {{"partner_id_label", partner_id_label}}),
                         value_of(context, order, row), ticks.*row.tick});
    return views;
}

std::string missing_text(const RenderContext& context, const std::string& partner_id_label,
                         const ProofTicks& ticks)
{
    std::string out;
    for (const TickRow& row : tick_rows)
        if (!(ticks.*row.tick))
            out += (out.empty() ? "" : ", ") +
                   translate(context.language, row.missing, {{"partner_id_label", partner_id_label}});
    return out;
}

std::string file_text(Language language, const ProofFile& file)
{
    return file.name + ", " + upper(enum_text(file.type)) + ", " + http::size_text(language, file.bytes);
}

std::vector<web::FactView> proof_facts(const RenderContext& context, const Proof& proof)
{
    const Language language = context.language;
    const auto fact = [&](const char* label, std::string value) {
        return web::FactView{translate(language, label), std::move(value), std::nullopt};
    };
    std::vector<web::FactView> facts{
        fact("File", file_text(language, proof.file)),
        fact("Uploaded", http::instant_text(language, proof.submitted_at, context.zone)),
        fact("Uploaded by", proof.submitted_by),
        fact("Payment date", http::date_long(language, proof.payment_date)),
        fact("Paid to account", proof.paid_to_account),
    };
    if (proof.transaction_ref)
        facts.push_back(fact("Transaction reference", *proof.transaction_ref));
    return facts;
}

} // namespace kvitt::orders
