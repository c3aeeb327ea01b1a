#include "matching/moves_http.h"

#include "matching/moves_views.h"
#include "orders/revenue.h"
#include "web/context.h"
#include "web/refusals.h"

#include <algorithm>

namespace kvitt::matching
{
namespace
{

using http::Response;
using orders::OrderNumber;
using payments::Receipt;
using web::Context;

// What stands in the address of the page that tells, and in its form.
struct AllocateForm
{
    OrderNumber order;
    std::optional<std::string> amount; // of what has no place; if absent, all of it
};
BOOST_DESCRIBE_STRUCT(AllocateForm, (), (order, amount))

// `amount` is of the order's currency.
struct ExchangeForm
{
    OrderNumber order;
    std::string amount;
    payments::ExchangeRate rate;
};
BOOST_DESCRIBE_STRUCT(ExchangeForm, (), (order, amount, rate))

struct CreditForm
{
    std::string partner_id;
    std::optional<std::string> amount;
};
BOOST_DESCRIBE_STRUCT(CreditForm, (), (partner_id, amount))

struct ReturnForm
{
    std::optional<std::string> partner_id; // whose credit it is; else it has no place
    std::optional<std::string> amount;
    payments::Payee to_name;
    payments::Payee to_account;
    payments::ReturnReason reason;
};
BOOST_DESCRIBE_STRUCT(ReturnForm, (), (partner_id, amount, to_name, to_account, reason))

// An order, or whose credit.
struct UndoQuery
{
    std::optional<OrderNumber> order;
    std::optional<std::string> partner_id;
};
BOOST_DESCRIBE_STRUCT(UndoQuery, (), (order, partner_id))

struct UndoForm
{
    std::optional<OrderNumber> order;
    std::optional<std::string> partner_id;
    orders::UndoNote note;
};
BOOST_DESCRIBE_STRUCT(UndoForm, (), (order, partner_id, note))

// From whom, and once it is known to whom.
struct PassOnQuery
{
    std::string partner_id;
    std::optional<std::string> to_partner_id;
};
BOOST_DESCRIBE_STRUCT(PassOnQuery, (), (partner_id, to_partner_id))

struct PassOnForm
{
    std::string partner_id;
    std::string to_partner_id;
    orders::UndoNote note;
};
BOOST_DESCRIBE_STRUCT(PassOnForm, (), (partner_id, to_partner_id, note))

Standing standing_of(Read& read, Id<Receipt> id)
{
    const Receipt receipt = payments::find(read, id);
    return {receipt, payments::places_of(read, receipt)};
}

std::optional<Money> amount_of(const Context& c, const Receipt& receipt,
                               const std::optional<std::string>& typed)
{
    return typed ? std::optional(http::amount_field(c.language(), "amount", *typed, receipt.currency))
                 : std::nullopt;
}

partners::Partner partner_of(Read& read, const std::string& partner_id)
{
    const auto found = partners::try_resolve_partner_id(read, partner_id);
    if (!found)
        throw InvalidFields({{"partner_id", "invalid", msg("belongs to no partner")}});
    return partners::find(read, *found);
}

std::optional<partners::Partner> try_partner_of(Read& read, const std::optional<std::string>& partner_id)
{
    return partner_id ? std::optional(partner_of(read, *partner_id)) : std::nullopt;
}

// --- the pages that ask; shown again with what was entered where it was refused ---

std::string in_address(const Context& c, std::string_view name, std::string_view otherwise = {})
{
    return std::string(c.request().query.find(name).value_or(otherwise));
}

web::FieldView asked(const Context& c, const char* name, const char* label, std::string_view otherwise = {})
{
    return c.field(name, c.translate(label), in_address(c, name, otherwise));
}

web::FieldView amount_asked(const Context& c, const Money& all)
{
    web::FieldView field = asked(c, "amount", "Amount");
    field.required = false;
    field.input_mode = "decimal";
    field.hint = c.translate("Left empty: all of it, {amount}.",
                             {{"amount", http::page_text(c.render_context(), all)}});
    return field;
}

Response ask_allocation(Context& c)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    const auto [standing, proposed] = c.read([&](Read& read) {
        const Standing now = standing_of(read, id);
        const auto number = proposed_order(receipt_facts(read, now.receipt));
        return std::pair(now, number ? number->shown() : std::string());
    });
    MoveView view = move_view(c.render_context(), standing.receipt, Move::allocate);
    view.fields = {asked(c, "order", "Order number", proposed), amount_asked(c, standing.places.unplaced)};
    return c.page("matching/move", view);
}

Response ask_exchange(Context& c)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    const auto [receipt, proposed] = c.read([&](Read& read) {
        const Receipt found = payments::find(read, id);
        const auto number = proposed_order(receipt_facts(read, found));
        return std::pair(found, number ? number->shown() : std::string());
    });
    MoveView view = move_view(c.render_context(), receipt, Move::exchange);
    view.fields = {asked(c, "order", "Order number", proposed),
                   asked(c, "amount", msg("Amount in the order's currency")),
                   asked(c, "rate", "Rate and its source")};
    view.fields[1].input_mode = "decimal";
    return c.page("matching/move", view);
}

Money into_of(const Context& c, Read& read, const ExchangeForm& input)
{
    const Currency currency = orders::find(read, input.order).quote.total.currency();
    return http::amount_field(c.language(), "amount", input.amount, currency);
}

Response ask_credit(Context& c)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    std::string label;
    std::string proposed;
    const Standing standing = c.read([&](Read& read) {
        Standing now = standing_of(read, id);
        label = catalogue::programme(read).partner_id_label;
        if (now.receipt.partner)
            proposed = partners::find(read, *now.receipt.partner).partner_id;
        return now;
    });
    MoveView view = move_view(c.render_context(), standing.receipt, Move::credit);
    view.fields = {c.field("partner_id", label, in_address(c, "partner_id", proposed)),
                   amount_asked(c, standing.places.unplaced)};
    return c.page("matching/move", view);
}

Response ask_return(Context& c)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    const std::string partner_id = c.entered("partner_id", in_address(c, "partner_id"));
    const auto [standing, all] = c.read([&](Read& read) {
        const Standing now = standing_of(read, id);
        const auto owner = partners::try_resolve_partner_id(read, partner_id);
        return std::pair(now,
                         owner ? payments::part_in_credit(read, now.receipt, *owner) : now.places.unplaced);
    });
    const Receipt& receipt = standing.receipt;
    MoveView view = move_view(c.render_context(), receipt, Move::send_back);
    view.fields = {asked(c, "to_name", "To whom", receipt.payer_name.value_or("")),
                   asked(c, "to_account", "Account", receipt.payer_account.value_or("")),
                   amount_asked(c, all), asked(c, "reason", "Reason")};
    if (!partner_id.empty())
        view.kept.push_back({"partner_id", partner_id});
    return c.page("matching/move", view);
}

// --- the pages that tell ---

// The form that does it carries on what was asked.
Response told(Context& c, MoveView view, std::vector<KeptView> kept)
{
    view.confirms = true;
    view.kept = std::move(kept);
    std::erase_if(view.kept, [](const KeptView& one) { return one.value.empty(); });
    return c.page("matching/move", view);
}

std::string number_of(const std::optional<Money>& amount) { return amount ? amount->number() : ""; }

Response get_allocation(Context& c)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    if (!c.request().query.find("order"))
        return ask_allocation(c);
    const auto input = c.query<AllocateForm>();
    MoveView view;
    const auto amount = c.read([&](Read& read) {
        const Standing standing = standing_of(read, id);
        auto part = amount_of(c, standing.receipt, input.amount);
        view = move_view(c.render_context(), standing.receipt, Move::allocate);
        tell_allocation(c.render_context(), standing, orders::preview_by_hand(read, {id, input.order, part}),
                        view);
        return part;
    });
    return told(c, view, {{"order", input.order.text()}, {"amount", number_of(amount)}});
}

Response get_exchange(Context& c)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    if (!c.request().query.find("order"))
        return ask_exchange(c);
    const auto input = c.query<ExchangeForm>();
    MoveView view;
    const Money into = c.read([&](Read& read) {
        const Standing standing = standing_of(read, id);
        const Money wanted = into_of(c, read, input);
        view = move_view(c.render_context(), standing.receipt, Move::exchange);
        tell_exchange(c.render_context(), standing, orders::preview_at_rate(read, id, input.order, wanted),
                      wanted, input.rate.text(), view);
        return wanted;
    });
    return told(c, view,
                {{"order", input.order.text()}, {"amount", into.number()}, {"rate", input.rate.text()}});
}

Response get_credit(Context& c)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    if (!c.request().query.find("partner_id"))
        return ask_credit(c);
    const auto input = c.query<CreditForm>();
    MoveView view;
    const auto amount = c.read([&](Read& read) {
        const Standing standing = standing_of(read, id);
        const auto owner = partner_of(read, input.partner_id);
        const Money part =
            payments::unplaced_part(read, standing.receipt, amount_of(c, standing.receipt, input.amount));
        view = move_view(c.render_context(), standing.receipt, Move::credit);
        tell_credit(c.render_context(), standing, owner, part, view);
        return part;
    });
    return told(c, view, {{"partner_id", input.partner_id}, {"amount", number_of(amount)}});
}

Response get_return(Context& c)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    if (!c.request().query.find("to_name"))
        return ask_return(c);
    const auto input = c.query<ReturnForm>();
    MoveView view;
    const auto amount = c.read([&](Read& read) {
        const Standing standing = standing_of(read, id);
        ReturnFacts facts{try_partner_of(read, input.partner_id),
                          {},
                          input.to_name.text(),
                          input.to_account.text(),
                          input.reason.text()};
        facts.amount = payments::part_to_return(read, standing.receipt,
                                                facts.owner ? std::optional(facts.owner->id) : std::nullopt,
                                                amount_of(c, standing.receipt, input.amount));
        view = move_view(c.render_context(), standing.receipt, Move::send_back);
        tell_return(c.render_context(), standing, facts, view);
        return facts.amount;
    });
    return told(c, view,
                {{"partner_id", input.partner_id.value_or("")},
                 {"amount", number_of(amount)},
                 {"to_name", input.to_name.text()},
                 {"to_account", input.to_account.text()},
                 {"reason", input.reason.text()}});
}

UndoFacts undo_facts(Read& read, Id<Receipt> id, const OrderNumber& number)
{
    UndoFacts facts{orders::find(read, number), orders::preview_undo(read, id, number), {}, {}, {}};
    if (facts.loss.was != orders::OrderState::active)
        return facts;
    facts.revenue = orders::revenue_of(read, facts.order);
    facts.unearned = orders::list_unearned(read, number);
    for (const auto& membership : memberships::list_run_again(read, number.text()))
        facts.run_again.push_back(
            {orders::find(read, OrderNumber::parse(membership.order_number)), membership.anniversary});
    return facts;
}

// What the address or the form names must be one of the two.
void check_undone(const std::optional<OrderNumber>& order, const std::optional<std::string>& partner_id)
{
    if (order.has_value() == partner_id.has_value())
        throw InvalidFields({{"order", "invalid", msg("or partner_id must be given, not both")}});
}

Response tell_undo_page(Context& c, const UndoQuery& input)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    check_undone(input.order, input.partner_id);
    MoveView view;
    c.read([&](Read& read) {
        const Standing standing = standing_of(read, id);
        view = move_view(c.render_context(), standing.receipt, Move::undo);
        if (input.order)
            return tell_undo(c.render_context(), standing, undo_facts(read, id, *input.order), view);
        const auto owner = partner_of(read, *input.partner_id);
        tell_undone_credit(c.render_context(), standing, owner,
                           payments::part_in_credit(read, standing.receipt, owner.id), view);
    });
    view.note = c.entered("note");
    view.note_fault = c.field("note", c.translate("Why")).fault;
    return told(
        c, view,
        {{"order", input.order ? input.order->text() : ""}, {"partner_id", input.partner_id.value_or("")}});
}

Response get_undo(Context& c)
{
    c.param_as<Id<Receipt>>("id");
    return tell_undo_page(c, c.query<UndoQuery>());
}

// Of the form that came back.
Response undo_again(Context& c) { return tell_undo_page(c, c.form<UndoQuery>()); }

partners::Partner to_partner_of(Read& read, const std::string& partner_id)
{
    const auto found = partners::try_resolve_partner_id(read, partner_id);
    if (!found)
        throw InvalidFields({{"to_partner_id", "invalid", msg("belongs to no partner")}});
    return partners::find(read, *found);
}

Response ask_pass_on(Context& c, const std::string& partner_id)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    std::string label;
    const Receipt receipt = c.read([&](Read& read) {
        label = catalogue::programme(read).partner_id_label;
        return payments::find(read, id);
    });
    MoveView view = move_view(c.render_context(), receipt, Move::pass_on);
    view.fields = {c.field("to_partner_id", c.translate("To which company") + ", " + label,
                           in_address(c, "to_partner_id"))};
    view.kept.push_back({"partner_id", partner_id});
    return c.page("matching/move", view);
}

Response tell_pass_on(Context& c, const std::string& partner_id, const std::string& to_partner_id)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    MoveView view;
    c.read([&](Read& read) {
        const Standing standing = standing_of(read, id);
        const auto from = partner_of(read, partner_id);
        const auto to = to_partner_of(read, to_partner_id);
        require(from.id != to.id, orders::same_partner);
        view = move_view(c.render_context(), standing.receipt, Move::pass_on);
        tell_passed_on(c.render_context(), standing, from, to,
                       payments::part_in_credit(read, standing.receipt, from.id), view);
    });
    view.note = c.entered("note");
    view.note_fault = c.field("note", c.translate("Why")).fault;
    return told(c, view, {{"partner_id", partner_id}, {"to_partner_id", to_partner_id}});
}

Response get_pass_on(Context& c)
{
    c.param_as<Id<Receipt>>("id");
    const auto input = c.query<PassOnQuery>();
    return input.to_partner_id ? tell_pass_on(c, input.partner_id, *input.to_partner_id)
                               : ask_pass_on(c, input.partner_id);
}

// Where the address that tells was refused, the page that asks comes again.
Response ask_pass_on_again(Context& c) { return ask_pass_on(c, in_address(c, "partner_id")); }

// Of the form that came back: the page that tells, as long as there is something to tell.
Response pass_on_again(Context& c)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    const std::string from = c.entered("partner_id");
    const std::string to = c.entered("to_partner_id");
    const bool can_be_told = c.read([&](Read& read) {
        const auto owner = partners::try_resolve_partner_id(read, from);
        const auto other = partners::try_resolve_partner_id(read, to);
        const auto credits = standing_of(read, id).places.credits;
        return owner && other && *owner != *other &&
               std::any_of(credits.begin(), credits.end(),
                           [&](const payments::InCredit& one) { return one.partner == *owner; });
    });
    return can_be_told ? tell_pass_on(c, from, to) : ask_pass_on(c, from);
}

// --- what does it ---

Response done(Context& c, Id<Receipt> id)
{
    return c.changed(json::object{{"receipt", id.text()}}, http::url("/desk/receipts/{}", id));
}

Response post_allocation(Context& c)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    const auto input = c.form<AllocateForm>();
    c.write([&](Tx& tx) {
        const auto amount = amount_of(c, payments::find(tx, id), input.amount);
        orders::allocate_by_hand(tx, {id, input.order, amount});
    });
    return done(c, id);
}

Response post_exchange(Context& c)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    const auto input = c.form<ExchangeForm>();
    c.write([&](Tx& tx) { orders::accept_at_rate(tx, id, input.order, into_of(c, tx, input), input.rate); });
    return done(c, id);
}

Response post_credit(Context& c)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    const auto input = c.form<CreditForm>();
    c.write([&](Tx& tx) {
        const auto amount = amount_of(c, payments::find(tx, id), input.amount);
        orders::credit_by_hand(tx, id, partner_of(tx, input.partner_id).id, amount);
    });
    return done(c, id);
}

Response post_return(Context& c)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    const auto input = c.form<ReturnForm>();
    c.write([&](Tx& tx) {
        const auto amount = amount_of(c, payments::find(tx, id), input.amount);
        const auto owner = try_partner_of(tx, input.partner_id);
        payments::send_back(tx, {id, owner ? std::optional(owner->id) : std::nullopt, amount, input.to_name,
                                 input.to_account, input.reason});
    });
    return c.changed(json::object{{"receipt", id.text()}}, http::url("/desk/returns"));
}

Response post_pass_on(Context& c)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    const auto input = c.form<PassOnForm>();
    c.write([&](Tx& tx) {
        orders::move_credit(tx, id, partner_of(tx, input.partner_id).id,
                            to_partner_of(tx, input.to_partner_id).id, input.note);
    });
    return done(c, id);
}

Response post_undo(Context& c)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    const auto input = c.form<UndoForm>();
    check_undone(input.order, input.partner_id);
    c.write([&](Tx& tx) {
        if (input.order)
            orders::undo_allocation(tx, id, *input.order, input.note);
        else
            orders::undo_credit(tx, id, partner_of(tx, *input.partner_id).id, input.note);
    });
    return done(c, id);
}

} // namespace

web::Routes move_routes()
{
    using access::Capability;
    using http::Method;
    return {
        {Method::get, "/desk/receipts/{id}/allocate", Capability::desk_money, get_allocation,
         "What becomes of an order, the receipt and the books when the money is put on it.", ask_allocation},
        {Method::post, "/desk/receipts/{id}/allocate", Capability::desk_money, post_allocation,
         "Puts money that has no place on an order.", ask_allocation},
        {Method::get, "/desk/receipts/{id}/exchange", Capability::desk_money, get_exchange,
         "The same for accepting it in the order's currency at a written rate.", ask_exchange},
        {Method::post, "/desk/receipts/{id}/exchange", Capability::desk_money, post_exchange,
         "Accepts money in another currency than the order's at a written rate.", ask_exchange},
        {Method::get, "/desk/receipts/{id}/credit", Capability::desk_money, get_credit,
         "The same for keeping it as a partner's credit.", ask_credit},
        {Method::post, "/desk/receipts/{id}/credit", Capability::desk_money, post_credit,
         "Keeps money that has no place as a partner's credit.", ask_credit},
        {Method::get, "/desk/receipts/{id}/return", Capability::desk_money, get_return,
         "The same for sending it, or a partner's credit, back.", ask_return},
        {Method::post, "/desk/receipts/{id}/return", Capability::desk_money, post_return,
         "Decides to send money back.", ask_return},
        {Method::get, "/desk/receipts/{id}/pass-on", Capability::desk_money, get_pass_on,
         "The same for moving a partner's credit to another.", ask_pass_on_again},
        {Method::post, "/desk/receipts/{id}/pass-on", Capability::desk_money, post_pass_on,
         "Moves a partner's credit to another, with a note.", pass_on_again},
        {Method::get, "/desk/receipts/{id}/undo", Capability::desk_money, get_undo,
         "The same for taking it back from an order or a partner's credit."},
        {Method::post, "/desk/receipts/{id}/undo", Capability::desk_money, post_undo,
         "Takes money back from where it is, with a note.", undo_again},
    };
}

} // namespace kvitt::matching
