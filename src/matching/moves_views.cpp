#include "matching/moves_views.h"

#include "http/locale.h"

namespace kvitt::matching
{
namespace
{

using http::Language;
using http::RenderContext;
using http::translate;
using orders::Order;
using orders::OrderState;
using payments::Places;

std::string money(const RenderContext& context, const Money& amount)
{
    return http::money_text(context.language, amount);
}

EffectView receipt_effect(const RenderContext& context, const Standing& standing, const Places& after)
{
    EffectView effect;
    effect.title = translate(context.language, "The receipt");
    effect.now = receipt_state(context.language, standing.receipt.state);
    const auto state = payments::state_of(after);
    if (state != standing.receipt.state)
        effect.then = receipt_state(context.language, state);
    const Facts facts{{"amount", money(context, after.unplaced)}};
    effect.sentences.push_back(
        after.unplaced.is_zero()
            ? translate(context.language, "All of it has its place then.")
            : translate(context.language, "{amount} of it has no place then and waits at the desk.", facts));
    return effect;
}

EffectView order_effect(const RenderContext& context, const Order& order, const Order& after)
{
    EffectView effect;
    effect.title = translate(context.language, "The order");
    effect.link =
        web::ActionView{http::url("/desk/orders/{}", order.number.text()),
                        order.number.shown() + ", " + orders::offer_name(context.language, order.snapshot) +
                            ", " + order.snapshot.legal_name};
    effect.now = orders::state_view(context.language, order.shown_state());
    if (after.shown_state() != order.shown_state())
        effect.then = orders::state_view(context.language, after.shown_state());
    return effect;
}

// The two sides of a journal transaction, as docs/ledger.md names the accounts.
void post(const RenderContext& context, const std::vector<ledger::Posting>& postings, MoveView& view)
{
    for (const ledger::Posting& one : postings)
        if (one.amount.is_positive())
            view.books.push_back({translate(context.language, "Debit:"), one.account, one.amount});
    for (const ledger::Posting& one : postings)
        if (!one.amount.is_positive() && !one.amount.is_zero())
            view.books.push_back({translate(context.language, "Credit:"), one.account, -one.amount});
}

std::vector<ledger::Posting> completion(const Order& order, const Money& paid, const Money& written_off)
{
    return {{ledger::order_prepayments, paid},
            {ledger::write_off, written_off},
            {ledger::deferred_revenue, -order.quote.net},
            {ledger::output_vat, -order.quote.tax}};
}

std::vector<ledger::Posting> reversed(std::vector<ledger::Posting> postings)
{
    for (ledger::Posting& one : postings)
        one.amount = -one.amount;
    return postings;
}

struct Words
{
    const char* path;
    const char* title;
    const char* button;
};

constexpr Words words_of_moves[] = {
    {"/desk/receipts/{}/allocate", msg("Put the money on an order"), msg("Put it on the order")},
    {"/desk/receipts/{}/credit", msg("Keep the money as credit"), msg("Keep it as credit")},
    {"/desk/receipts/{}/return", msg("Send the money back"), msg("Send it back")},
    {"/desk/receipts/{}/undo", msg("Take the money back from where it is"), msg("Take it back")},
    {"/desk/receipts/{}/exchange", msg("Accept the money in the order's currency"), msg("Accept it")},
    {"/desk/receipts/{}/pass-on", msg("Move the credit to another company"), msg("Move it")},
};

const Words& words(Move move) { return words_of_moves[static_cast<std::size_t>(move)]; }

} // namespace

http::Url move_url(const payments::Receipt& receipt, Move move)
{
    return http::url(words(move).path, receipt.id);
}

MoveView move_view(const RenderContext& context, const payments::Receipt& receipt, Move move)
{
    MoveView view;
    view.title = translate(context.language, words(move).title);
    view.receipt = http::url("/desk/receipts/{}", receipt.id);
    view.action = move_url(receipt, move);
    view.lead =
        translate(context.language, "{amount} from {payer}, paid on {day}",
                  {{"amount", money(context, receipt.money())},
                   {"payer", receipt.payer_name.value_or(translate(context.language, "an unnamed payer"))},
                   {"day", http::date_long(context.language, receipt.payment_date)}});
    view.button = translate(context.language, words(move).button);
    view.takes_note = move == Move::undo || move == Move::pass_on;
    view.takes_away = move == Move::undo || move == Move::send_back;
    return view;
}

namespace
{

Order paid_after(const orders::HandPreview& preview)
{
    Order after = preview.order;
    after.paid += preview.used;
    if (preview.completes)
        after.state = OrderState::active;
    return after;
}

EffectView paid_effect(const RenderContext& context, const orders::HandPreview& preview)
{
    const Language language = context.language;
    const Order& order = preview.order;
    const Order after = paid_after(preview);
    const Facts facts{{"amount", money(context, preview.used)},
                      {"rest", money(context, after.open_amount())},
                      {"waived", money(context, preview.written_off)},
                      {"excess", money(context, preview.excess)},
                      {"company", order.snapshot.legal_name},
                      {"day", http::date_long(language, order.deadline(context.zone))}};
    EffectView effect = order_effect(context, order, after);
    effect.sentences.push_back(translate(language, "{amount} is applied to it.", facts));
    if (!preview.completes)
        effect.sentences.push_back(translate(language, "{rest} remains to be paid, by {day}.", facts));
    if (preview.completes && preview.written_off.is_positive())
        effect.sentences.push_back(translate(language, "The missing {waived} is waived.", facts));
    if (preview.completes)
        effect.sentences.push_back(
            translate(language, "It is paid, and the membership begins today.", facts));
    if (preview.excess.is_positive())
        effect.sentences.push_back(
            translate(language, "{excess} more than it lacks becomes the credit of {company}.", facts));
    return effect;
}

void post_paid(const RenderContext& context, const orders::HandPreview& preview, MoveView& view)
{
    post(context, {{ledger::unplaced_receipts, preview.used}, {ledger::order_prepayments, -preview.used}},
         view);
    if (preview.completes)
        post(context, completion(preview.order, paid_after(preview).paid, preview.written_off), view);
    post(context, {{ledger::unplaced_receipts, preview.excess}, {ledger::partner_credit, -preview.excess}},
         view);
}

} // namespace

void tell_allocation(const RenderContext& context, const Standing& standing,
                     const orders::HandPreview& preview, MoveView& view)
{
    view.effects.push_back(paid_effect(context, preview));
    Places places = standing.places;
    places.unplaced -= preview.used + preview.excess;
    places.orders.push_back({preview.order.number.text(), preview.used.minor()});
    view.effects.push_back(receipt_effect(context, standing, places));
    post_paid(context, preview, view);
}

void tell_exchange(const RenderContext& context, const Standing& standing, const orders::HandPreview& preview,
                   const Money& into, const std::string& rate, MoveView& view)
{
    const auto fact = [&](const char* label, const std::string& value) {
        view.facts.push_back({translate(context.language, label), value, std::nullopt});
    };
    const Money amount = standing.places.unplaced;
    fact(msg("Amount"), money(context, amount));
    fact(msg("Accepted as"), money(context, into));
    fact(msg("Rate and its source"), rate);
    view.any_facts = true;
    view.effects.push_back(paid_effect(context, preview));
    Places places = standing.places;
    places.exchanged += amount;
    places.unplaced -= amount;
    view.effects.push_back(receipt_effect(context, standing, places));
    post(context,
         {{ledger::unplaced_receipts, amount},
          {ledger::currency_exchange, -amount},
          {ledger::currency_exchange, into},
          {ledger::unplaced_receipts, -into}},
         view);
    post_paid(context, preview, view);
}

void tell_credit(const RenderContext& context, const Standing& standing, const partners::Partner& owner,
                 const Money& amount, MoveView& view)
{
    Places places = standing.places;
    places.unplaced -= amount;
    places.credits.push_back({owner.id, amount.minor()});
    EffectView effect = receipt_effect(context, standing, places);
    effect.sentences.insert(
        effect.sentences.begin(),
        translate(
            context.language,
            "{amount} becomes the credit of {company}. Its next order uses it; no order is touched now.",
            {{"amount", money(context, amount)}, {"company", owner.legal_name}}));
    view.effects.push_back(std::move(effect));
    post(context, {{ledger::unplaced_receipts, amount}, {ledger::partner_credit, -amount}}, view);
}

void tell_return(const RenderContext& context, const Standing& standing, const ReturnFacts& facts,
                 MoveView& view)
{
    const Language language = context.language;
    const auto fact = [&](const char* label, const std::string& value) {
        view.facts.push_back({translate(language, label), value, std::nullopt});
    };
    fact(msg("Amount"), money(context, facts.amount));
    fact(msg("To"), facts.to_name);
    fact(msg("Account"), facts.to_account);
    fact(msg("Reason"), facts.reason);
    view.any_facts = true;

    Places places = standing.places;
    places.returned += facts.amount;
    std::string account = ledger::unplaced_receipts;
    if (facts.owner)
    {
        account = ledger::partner_credit;
        for (payments::InCredit& part : places.credits)
            if (part.partner == facts.owner->id)
                part.amount -= facts.amount.minor();
        std::erase_if(places.credits, [](const payments::InCredit& part) { return part.amount == 0; });
    }
    else
        places.unplaced -= facts.amount;
    EffectView effect = receipt_effect(context, standing, places);
    const Facts words{{"amount", money(context, facts.amount)},
                      {"company", facts.owner ? facts.owner->legal_name : ""}};
    effect.sentences.insert(
        effect.sentences.begin(),
        facts.owner
            ? translate(language, "{amount} leaves the credit of {company} and can pay no order.", words)
            : translate(language, "{amount} is set aside for its payer and can pay no order.", words));
    effect.sentences.push_back(translate(
        language, "Nothing has left the account yet: the transfer is made in the bank, from Repayments."));
    view.effects.push_back(std::move(effect));
    post(context, {{account, facts.amount}, {ledger::refunds_payable, -facts.amount}}, view);
}

namespace
{

const char* became_sentence(const UndoFacts& facts)
{
    if (facts.loss.became == OrderState::expired)
        return msg("It expires, because its deadline, {day}, is past.");
    if (facts.loss.became == OrderState::cancelled)
        return msg("It is cancelled, because another order has taken its place.");
    return facts.loss.was == OrderState::active
               ? msg("It is open again until {day}: {rest} remains to be paid.")
               : msg("{rest} remains to be paid, by {day}.");
}

std::vector<std::string> undo_sentences(const RenderContext& context, const UndoFacts& facts,
                                        const Order& after, const Money& released)
{
    const Language language = context.language;
    const Facts words{{"amount", money(context, facts.loss.money())},
                      {"rest", money(context, after.open_amount())},
                      {"released", money(context, released)},
                      {"company", facts.order.snapshot.legal_name},
                      {"day", http::date_long(language, facts.order.deadline(context.zone))}};
    std::vector<std::string> out{translate(language, "{amount} is taken off it.", words),
                                 translate(language, became_sentence(facts), words)};
    if (facts.loss.became != OrderState::awaiting_payment && released.is_positive())
        out.push_back(
            translate(language, "The other {released} that paid it becomes the credit of {company}.", words));
    if (facts.loss.was != OrderState::active)
        return out;
    out.push_back(translate(language, "The membership ends today, and a credit note is due."));
    return out;
}

void add_consequences(const RenderContext& context, const UndoFacts& facts, std::vector<std::string>& out)
{
    const Language language = context.language;
    for (const RunsAgain& one : facts.run_again)
        out.push_back(translate(language, "{offer} runs again until {day}.",
                                {{"offer", orders::offer_name(language, one.order.snapshot)},
                                 {"day", http::date_long(language, one.until)}}));
    for (const orders::OrderNumber& later : facts.unearned)
        out.push_back(translate(
            language,
            "Order {order} used the discount that this membership earned: a case for finance opens.",
            {{"order", later.shown()}}));
}

} // namespace

void tell_undo(const RenderContext& context, const Standing& standing, const UndoFacts& facts, MoveView& view)
{
    const Order& order = facts.order;
    const Money amount = facts.loss.money();
    Order after = order;
    after.state = facts.loss.became;
    after.paid -= amount;
    const bool ended = after.state != OrderState::awaiting_payment;
    const Money released = ended ? after.paid : Money(0, amount.currency());
    EffectView effect = order_effect(context, order, after);
    effect.sentences = undo_sentences(context, facts, after, released);
    add_consequences(context, facts, effect.sentences);
    view.effects.push_back(std::move(effect));

    Places places = standing.places;
    places.unplaced += amount;
    std::erase_if(places.orders,
                  [&](const payments::OnOrder& part) { return part.order_number == order.number.text(); });
    view.effects.push_back(receipt_effect(context, standing, places));
    if (facts.loss.was == OrderState::active)
    {
        post(context, {{ledger::revenue, facts.revenue}, {ledger::deferred_revenue, -facts.revenue}}, view);
        post(context, reversed(completion(order, order.paid, order.written_off)), view);
    }
    post(context, {{ledger::order_prepayments, amount}, {ledger::unplaced_receipts, -amount}}, view);
    post(context, {{ledger::order_prepayments, released}, {ledger::partner_credit, -released}}, view);
}

void tell_undone_credit(const RenderContext& context, const Standing& standing,
                        const partners::Partner& owner, const Money& amount, MoveView& view)
{
    Places places = standing.places;
    places.unplaced += amount;
    std::erase_if(places.credits, [&](const payments::InCredit& part) { return part.partner == owner.id; });
    EffectView effect = receipt_effect(context, standing, places);
    effect.sentences.insert(effect.sentences.begin(),
                            translate(context.language,
                                      "{amount} leaves the credit of {company}. No order is touched.",
                                      {{"amount", money(context, amount)}, {"company", owner.legal_name}}));
    view.effects.push_back(std::move(effect));
    post(context, {{ledger::partner_credit, amount}, {ledger::unplaced_receipts, -amount}}, view);
}

void tell_passed_on(const RenderContext& context, const Standing& standing, const partners::Partner& from,
                    const partners::Partner& to, const Money& amount, MoveView& view)
{
    EffectView effect = receipt_effect(context, standing, standing.places);
    effect.sentences = {translate(
        context.language, "{amount} leaves the credit of {company} and becomes the credit of {other}.",
        {{"amount", money(context, amount)}, {"company", from.legal_name}, {"other", to.legal_name}})};
    view.effects.push_back(std::move(effect));
    post(context, {{ledger::partner_credit, amount}, {ledger::unplaced_receipts, -amount}}, view);
    post(context, {{ledger::unplaced_receipts, amount}, {ledger::partner_credit, -amount}}, view);
}

} // namespace kvitt::matching
