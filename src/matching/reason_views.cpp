#include "matching/reason_views.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace kvitt::matching
{
namespace
{

using http::Language;
using http::translate;

// `about` names the parties; it is used when all that it names is known.
struct ReasonRow
{
    Reason reason;
    const char* title;
    const char* text;
    const char* about = "";
};

constexpr std::array<ReasonRow, 29> reason_rows{{
    {Reason::whole_number, msg("Order number found"),
     msg("The text holds the order's number, and nothing speaks against it.")},
    {Reason::several_numbers, msg("Several orders paid at once"),
     msg("Several orders are named, all of them open, and together they cost exactly this amount.")},
    {Reason::part_of_amount, msg("Part of the amount"),
     msg("It is less than what the order still costs: the order is part paid and stays open for the rest.")},
    {Reason::more_than_amount, msg("More than the amount"),
     msg("It is more than what the order still cost: the rest is the partner's credit.")},
    {Reason::within_tolerance, msg("Small difference waived"),
     msg("The small amount that was missing has been waived as bank charges.")},
    {Reason::no_number, msg("No number"), msg("Nothing in the text can be an order number.")},
    {Reason::unknown_number, msg("Unknown number"),
     msg("A number in the text is formed like an order number, but there is no such order.")},
    {Reason::partner_id_only, msg("Only a partner ID"),
     msg("The text names a partner, but no order. The amount alone decides nothing."),
     msg("The text names {other_partner}, but no order. The amount alone decides nothing.")},
    {Reason::proof_points, msg("A proof points here"),
     msg("The text holds no order number, but one order's proof of payment speaks of this payment."),
     msg("The text holds no order number, but the proof of payment of order {order}, {order_partner}'s, "
         "speaks of "
         "this payment.")},
    {Reason::other_partner_id, msg("Contradiction"),
     msg("The text names an order, and the ID of another partner than the one that placed it."),
     msg("The order is {order_partner}'s, the {partner_id_label} {partner_id} is {other_partner}'s.")},
    {Reason::other_number, msg("Several orders named"),
     msg("Several orders are named, but they are not all open for exactly this amount.")},
    {Reason::account_of_other_partner, msg("Contradiction"),
     msg("The payer's account is known as another partner's than the one that placed the order."),
     msg("The order is {order_partner}'s, the payer's account is known as {other_partner}'s.")},
    {Reason::name_of_other_partner, msg("Contradiction"),
     msg("The payer has exactly the name of another partner than the one that placed the order."),
     msg("The order is {order_partner}'s, the payer has exactly {other_partner}'s name.")},
    {Reason::wrong_currency, msg("Wrong currency"),
     msg("It is in another currency than the order. Money is never converted silently."),
     msg("The order is in {order_currency}. Money is never converted silently.")},
    {Reason::order_active, msg("Paid already"),
     msg("The order had been paid before: the money is the partner's credit."),
     msg("Order {order} had been paid before: the money is the credit of {order_partner}.")},
    {Reason::order_expired, msg("Order expired"),
     msg("The order had expired before the money came: it is the partner's credit, used by its next order."),
     msg("Order {order} had expired before the money came: it is the credit of {order_partner}, used by its "
         "next order.")},
    {Reason::order_cancelled, msg("Order cancelled"),
     msg("The order had been cancelled: the money is the partner's credit, used by its next order."),
     msg("Order {order} had been cancelled: the money is the credit of {order_partner}, used by its next "
         "order.")},
    {Reason::order_failed, msg("Order failed"),
     msg("The order's payment had failed: the money is the partner's credit, used by its next order.")},
    {Reason::order_refunded, msg("Order refunded"),
     msg("The order had been refunded: the money is the partner's credit, used by its next order.")},
    {Reason::paid_after_deadline, msg("Paid too late"),
     msg("The payment day is past the order's deadline: the money is the partner's credit, used by its next "
         "order."),
     msg("The payment day is past the deadline of order {order}, {deadline}: the money is the credit of "
         "{order_partner}, used by its next order.")},
    {Reason::returned_payment, msg("Returned payment"),
     msg("The bank marks it as money that came back. Which payment it was is for a person to see.")},
    {Reason::unreadable_amount, msg("Unreadable amount"),
     msg("The file does not say the amount in a way that can be trusted.")},
    {Reason::by_hand, msg("Placed by hand"), msg("A person at the desk decided where it belongs.")},
    {Reason::taken_back, msg("Taken back"),
     msg("A person at the desk has taken it back from where it was. Where it belongs is open again.")},
    {Reason::returned_by_desk, msg("Sent back"),
     msg("A person at the desk decided to send it back to its payer.")},
    {Reason::exchanged, msg("Accepted at a rate"),
     msg("A person at the desk accepted it in the order's currency, at a written rate.")},
    {Reason::taken_by_bank, msg("Taken back by the bank"),
     msg("The payer's bank has taken the payment back: the money is not here any more.")},
    {Reason::withdrawn, msg("Withdrawn"),
     msg("What told of this payment was undone at the desk: the money is not here.")},
    {Reason::return_undone, msg("Here again"),
     msg("Its bank had taken it back by a line that was undone. Where it belongs is open again.")},
}};

const ReasonRow& row_of(Reason reason)
{
    const auto found = std::find_if(reason_rows.begin(), reason_rows.end(),
                                    [&](const ReasonRow& row) { return row.reason == reason; });
    KVITT_ASSERT(found != reason_rows.end());
    return *found;
}

Facts known_facts(const ReasonFacts& facts)
{
    Facts out;
    for (const auto& [name, value] : Facts{{"order", facts.order},
                                           {"order_partner", facts.order_partner},
                                           {"order_currency", facts.order_currency},
                                           {"deadline", facts.deadline},
                                           {"partner_id_label", facts.partner_id_label},
                                           {"partner_id", facts.partner_id},
                                           {"other_partner", facts.other_partner}})
        if (!value.empty())
            out.emplace_back(name, value);
    return out;
}

// Every `{name}` in the message is among the facts.
bool is_covered(std::string_view message, const Facts& facts)
{
    for (std::size_t at = message.find('{'); at != std::string_view::npos; at = message.find('{', at + 1))
    {
        const auto name = message.substr(at + 1, message.find('}', at) - at - 1);
        if (std::none_of(facts.begin(), facts.end(), [&](const auto& fact) { return fact.first == name; }))
            return false;
    }
    return true;
}

const char* tone_of(payments::ReceiptState state)
{
    switch (state)
    {
    case payments::ReceiptState::unmatched:
        return "bad";
    case payments::ReceiptState::suggested:
    case payments::ReceiptState::held:
        return "wait";
    case payments::ReceiptState::allocated:
    case payments::ReceiptState::credit:
        return "good";
    case payments::ReceiptState::returned:
        return "past";
    }
    return "";
}

} // namespace

std::string reason_title(Language language, Reason reason)
{
    return translate(language, row_of(reason).title);
}

std::string reason_text(Language language, Reason reason) { return translate(language, row_of(reason).text); }

std::string reason_sentence(Language language, Reason reason, const ReasonFacts& facts)
{
    const ReasonRow& row = row_of(reason);
    const Facts known = known_facts(facts);
    const bool named = *row.about != 0 && is_covered(row.about, known);
    return named ? translate(language, row.about, known) : translate(language, row.text);
}

orders::StateView receipt_state(Language language, payments::ReceiptState state)
{
    return {enum_text(state), orders::receipt_word(language, state), tone_of(state)};
}

} // namespace kvitt::matching
