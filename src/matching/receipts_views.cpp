#include "matching/receipts_views.h"

#include "base/text.h"
#include "http/locale.h"
#include "matching/marks.h"
#include "matching/reasons.h"

#include <algorithm>

namespace kvitt::matching
{
namespace
{

using http::Language;
using http::RenderContext;
using http::translate;
using payments::ReceiptState;

std::string mark_word(Language language, MarkKind kind)
{
    return translate(language, kind == MarkKind::order_number ? "Order number" : "May be a partner ID");
}

LineView marked_line(Language language, std::string_view text)
{
    LineView line;
    std::size_t at = 0;
    for (const Mark& mark : find_marks(text))
    {
        if (mark.at > at)
            line.segments.push_back({std::string(text.substr(at, mark.at - at)), std::nullopt});
        line.segments.push_back(
            {std::string(text.substr(mark.at, mark.size)), mark_word(language, mark.kind)});
        at = mark.end();
    }
    if (at < text.size())
        line.segments.push_back({std::string(text.substr(at)), std::nullopt});
    return line;
}

// Takes what is left of `room` from the line's end; whole characters only.
void cut_line(LineView& line, std::size_t& room)
{
    for (std::size_t i = 0; i < line.segments.size(); ++i)
    {
        const std::size_t size = length(line.segments[i].text);
        if (size <= room)
        {
            room -= size;
            continue;
        }
        line.segments[i].text = first_characters(line.segments[i].text, room) + "…";
        line.segments.resize(i + 1);
        room = 0;
    }
}

std::string account_words(Language language, const ReceiptFacts& facts)
{
    if (!facts.account)
        return facts.receipt.receiving_account;
    return facts.account->bank + ", " + orders::account_label(language, *facts.account) + " " +
           orders::account_text(*facts.account);
}

const orders::Order* first_order(const ReceiptFacts& facts)
{
    if (!facts.paid.empty())
        return &facts.paid.front();
    return facts.candidates.empty() ? nullptr : &facts.candidates.front();
}

// The ID in the text that is not of a company whose order is named; where none is named, the first.
const NamedPartner* other_id(const ReceiptFacts& facts)
{
    if (candidates_of(facts.receipt.candidates).empty())
        return facts.partner_ids.empty() ? nullptr : &facts.partner_ids.front();
    for (const NamedPartner& named : facts.partner_ids)
        if (std::none_of(facts.candidates.begin(), facts.candidates.end(),
                         [&](const orders::Order& order) { return order.partner == named.partner; }))
            return &named;
    return nullptr;
}

ReasonFacts reason_facts(const RenderContext& context, const ReceiptFacts& facts, const std::string& label)
{
    ReasonFacts out;
    out.partner_id_label = label;
    if (const orders::Order* order = first_order(facts))
    {
        out.order = order->number.shown();
        out.order_partner = order->snapshot.legal_name;
        out.order_currency = order->quote.total.currency().text();
        out.deadline = http::date_long(context.language, order->deadline(context.zone));
    }
    const NamedPartner* other = other_id(facts);
    if (facts.other_partner)
        out.other_partner = *facts.other_partner;
    else if (other != nullptr)
    {
        out.partner_id = other->partner_id;
        out.other_partner = other->company;
    }
    return out;
}

// What the matcher calls a part may have closed the order all the same: what was missing is then written off
// (A18).
Reason shown_reason(const ReceiptFacts& facts, Reason reason)
{
    const bool closed = std::any_of(facts.paid.begin(), facts.paid.end(), [](const orders::Order& order) {
        return order.written_off.is_positive();
    });
    return closed && reason == Reason::part_of_amount ? Reason::within_tolerance : reason;
}

std::vector<ReasonView> reason_views(const RenderContext& context, const ReceiptFacts& facts,
                                     const std::string& label)
{
    const ReasonFacts known = reason_facts(context, facts, label);
    std::vector<ReasonView> out;
    for (const Reason stored : reasons_of(facts.receipt.reasons))
    {
        const Reason reason = shown_reason(facts, stored);
        out.push_back({enum_text(reason), reason_title(context.language, reason),
                       reason_sentence(context.language, reason, known)});
    }
    return out;
}

std::optional<std::string> fit_words(Language language, const orders::Order& order, const Money& amount)
{
    if (!order.is_open())
        return std::nullopt;
    const Money open = order.open_amount();
    if (open.currency() != amount.currency())
        return translate(language, "{open} open", {{"open", http::money_text(language, open)}});
    if (open == amount)
        return translate(language, "exactly what is open");
    const bool is_short = amount < open;
    const Money gap = is_short ? open - amount : amount - open;
    return translate(
        language, is_short ? msg("{gap} less than the {open} open") : msg("{gap} more than the {open} open"),
        {{"gap", http::money_text(language, gap)}, {"open", http::money_text(language, open)}});
}

std::vector<CandidateView> candidate_views(const RenderContext& context,
                                           const std::vector<orders::Order>& orders, const Money& amount)
{
    std::vector<CandidateView> out;
    for (const orders::Order& order : orders)
        out.push_back(candidate_view(context, order, amount));
    return out;
}

} // namespace

std::vector<LineView> marked_lines(Language language, std::string_view text, std::size_t characters_max)
{
    std::vector<LineView> lines;
    std::size_t room = characters_max;
    for (const std::string_view item : split(text, '\n'))
    {
        if (trimmed(item).empty())
            continue;
        if (room == 0)
            break;
        lines.push_back(marked_line(language, trimmed(item)));
        cut_line(lines.back(), room);
    }
    return lines;
}

CandidateView candidate_view(const RenderContext& context, const orders::Order& order, const Money& amount)
{
    return {http::url("/desk/orders/{}", order.number.text()), order.number.shown(),
            order.snapshot.legal_name, orders::state_view(context.language, order.shown_state()),
            fit_words(context.language, order, amount)};
}

ReceiptRowView receipt_row(const RenderContext& context, const ReceiptFacts& facts, const std::string& label)
{
    const payments::Receipt& receipt = facts.receipt;
    ReceiptRowView row;
    row.url = http::url("/desk/receipts/{}", receipt.id);
    row.day = http::date_medium(context.language, receipt.payment_date);
    row.account = account_words(context.language, facts);
    row.amount = receipt.money();
    row.payer = receipt.payer_name;
    row.lines = marked_lines(context.language, receipt.remittance, listed_characters_max);
    row.state = receipt_state(context.language, receipt.state);
    const auto reasons = reason_views(context, facts, label);
    if (!reasons.empty())
    {
        row.reason = reasons.back().title;
        row.sentence = reasons.back().sentence;
    }
    row.orders = candidate_views(context, facts.paid.empty() ? facts.candidates : facts.paid, row.amount);
    if (!facts.paid.empty()) // what is open now says nothing of money that is in its place
        for (CandidateView& order : row.orders)
            order.fit.reset();
    row.any_orders = !row.orders.empty();
    return row;
}

std::vector<ReceiptState> states_of(Shelf shelf)
{
    if (shelf == Shelf::all)
        return {};
    if (shelf == Shelf::waiting)
        return payments::waiting_states;
    return {*enum_parse<ReceiptState>(enum_text(shelf))};
}

http::Url receipts_url(const ReceiptsQuestion& question)
{
    http::Url url = http::url("/desk/receipts");
    if (question.shelf != Shelf::waiting)
        url = url.with("state", enum_text(question.shelf));
    if (question.reason)
        url = url.with("reason", enum_text(*question.reason));
    return question.text.empty() ? url : url.with("q", question.text);
}

namespace
{

std::int64_t count_waiting(const ReceiptsInput& input, const std::vector<ReceiptState>& states)
{
    std::int64_t count = 0;
    for (const auto& sum : input.waiting)
        if (std::find(states.begin(), states.end(), sum.state) != states.end())
            count += sum.count;
    return count;
}

std::string shelf_word(Language language, Shelf shelf)
{
    if (shelf == Shelf::waiting)
        return translate(language, "Waiting for a person");
    if (shelf == Shelf::all)
        return translate(language, "All");
    return orders::receipt_word(language, states_of(shelf).front());
}

std::vector<ShelfView> shelf_views(const RenderContext& context, const ReceiptsInput& input)
{
    std::vector<ShelfView> out;
    for (const std::string_view name : enum_names<Shelf>())
    {
        const Shelf shelf = *enum_parse<Shelf>(name);
        ShelfView view{receipts_url({shelf, input.question.text, std::nullopt}), std::string(name),
                       shelf_word(context.language, shelf), std::nullopt, shelf == input.question.shelf};
        if (shelf <= Shelf::held)
            view.count = http::number_text(context.language, count_waiting(input, states_of(shelf)));
        out.push_back(std::move(view));
    }
    return out;
}

web::EmptyView empty_view(Language language, const ReceiptsQuestion& question)
{
    const web::ActionView all{receipts_url({Shelf::all, question.text, std::nullopt}),
                              translate(language, "Look in all receipts")};
    if (!question.text.empty() || question.reason)
        return {
            translate(language, "No receipt fits"),
            translate(language, "Search by a piece of the bank's text, by payer, by account or by amount."),
            question.shelf == Shelf::all ? std::nullopt : std::optional(all)};
    if (question.shelf == Shelf::waiting)
        return {translate(language, "Nothing waits"),
                translate(language,
                          "Every receipt has its place. What cannot be placed with certainty appears "
                          "here with its reason."),
                web::ActionView{http::url("/desk/receipts").with("state", "all"),
                                translate(language, "Show all receipts")}};
    return {
        translate(language, "No receipts here"),
        translate(language, "Receipts come from statement files: from the inbox, a command or an upload."),
        web::ActionView{http::url("/desk/statements"), translate(language, "Statement files")}};
}

} // namespace

ReceiptsView receipts_view(const RenderContext& context, const ReceiptsInput& input)
{
    const ReceiptsQuestion& question = input.question;
    ReceiptsView view;
    view.state = enum_text(question.shelf);
    view.text = question.text;
    view.waiting = http::translate_plural(context.language, "{n} receipt waits for a person.",
                                          "{n} receipts wait for a person.",
                                          count_waiting(input, payments::waiting_states));
    view.shelves = shelf_views(context, input);
    if (question.reason)
    {
        view.reason = reason_title(context.language, *question.reason);
        view.reason_code = enum_text(*question.reason);
    }
    view.without_reason = receipts_url({question.shelf, question.text, std::nullopt});
    view.searched = !question.text.empty();
    view.without_search = receipts_url({question.shelf, {}, question.reason});
    for (const ReceiptFacts& facts : input.receipts)
        view.rows.push_back(receipt_row(context, facts, input.partner_id_label));
    view.any = !view.rows.empty();
    view.empty = empty_view(context.language, question);
    if (input.more && view.any)
        view.pager = web::PagerView{
            std::nullopt, receipts_url(question).with("before", input.receipts.back().receipt.id.text())};
    view.csv = http::url("/desk/receipts.csv").with("state", enum_text(input.question.shelf));
    if (input.question.reason)
        view.csv = view.csv.with("reason", enum_text(*input.question.reason));
    if (!input.question.text.empty())
        view.csv = view.csv.with("q", input.question.text);
    return view;
}

namespace
{

std::vector<web::FactView> bank_facts(const RenderContext& context, const ReceiptFacts& facts)
{
    const Language language = context.language;
    const payments::Receipt& receipt = facts.receipt;
    std::vector<web::FactView> out;
    const auto add = [&](const char* label, const std::optional<std::string>& value) {
        if (value && !value->empty())
            out.push_back({translate(language, label), *value, std::nullopt});
    };
    const auto day = [&](const std::optional<Date>& date) {
        return date ? std::optional(http::date_long(language, *date)) : std::nullopt;
    };
    add(msg("Payer"), receipt.payer_name);
    add(msg("Payer's account"), receipt.payer_account);
    add(msg("Taken for"), facts.partner);
    add(msg("Received on"), account_words(language, facts));
    add(msg("Payment day"), day(receipt.payment_date));
    add(msg("Booked"), day(receipt.booking_date));
    add(msg("Value date"), day(receipt.value_date));
    add(msg("Bank's reference"), receipt.bank_ref);
    add(msg("In kvitt since"), http::instant_text(language, receipt.received_at, context.zone));
    return out;
}

// What of a receipt is where, from its movements.
struct Parts
{
    std::vector<std::pair<std::string, Money>> applied; // order numbers
    Money credit;
    Money returned;
    Money exchanged;
    Money unplaced;
};

Parts parts_of(const ReceiptFacts& facts)
{
    const Currency currency = facts.receipt.currency;
    const Money none(0, currency);
    Parts out{{}, none, none, none, facts.receipt.money()};
    for (const payments::ReceiptPart& part : facts.parts)
    {
        out.unplaced -= part.money();
        if (!part.is_on_order())
        {
            (part.is_returned()    ? out.returned
             : part.is_exchanged() ? out.exchanged
                                   : out.credit) += part.money();
            continue;
        }
        const std::string number = part.order_number.value_or("");
        auto known = std::find_if(out.applied.begin(), out.applied.end(),
                                  [&](auto& each) { return each.first == number; });
        if (known == out.applied.end())
            out.applied.emplace_back(number, part.money());
        else
            known->second += part.money();
    }
    return out;
}

PlaceView order_place(const RenderContext& context, const ReceiptFacts& facts, const std::string& number,
                      const Money& amount)
{
    PlaceView place{
        translate(context.language, "Applied to order"),
        web::ActionView{http::url("/desk/orders/{}", number), orders::OrderNumber::parse(number).shown()},
        std::nullopt, amount, http::url("/desk/receipts/{}/undo", facts.receipt.id).with("order", number)};
    for (const orders::Order& order : facts.paid)
        if (order.number.text() == number)
            place.company = order.snapshot.legal_name;
    return place;
}

// Where the money is now: per order, in credit, and what is left without a place.
std::vector<PlaceView> place_views(const RenderContext& context, const ReceiptFacts& facts,
                                   const Parts& parts)
{
    std::vector<PlaceView> out;
    const auto add = [&](const char* what, const Money& amount) {
        if (!amount.is_zero())
            out.push_back(
                {translate(context.language, what), std::nullopt, std::nullopt, amount, std::nullopt});
    };
    for (const auto& [number, amount] : parts.applied)
        if (!amount.is_zero())
            out.push_back(order_place(context, facts, number, amount));
    for (const CreditPlace& place : facts.credits)
        out.push_back(
            {translate(context.language, "Partner credit"), std::nullopt, place.company, place.amount,
             http::url("/desk/receipts/{}/undo", facts.receipt.id).with("partner_id", place.partner_id)});
    if (facts.credits.empty())
        add(msg("Partner credit"), parts.credit);
    add(msg("Sent back, or taken back by the bank"), parts.returned);
    add(msg("Accepted in another currency at a written rate"), parts.exchanged);
    add(msg("Not placed yet"), parts.unplaced);
    return out;
}

std::string part_words(Language language, const payments::ReceiptPart& part)
{
    const Facts facts{
        {"amount", http::money_text(language, part.amount < 0 ? -part.money() : part.money())},
        {"order", part.order_number ? orders::OrderNumber::parse(*part.order_number).shown() : ""}};
    if (part.is_on_order())
        return translate(language,
                         part.amount < 0 ? msg("{amount} taken back from order {order}.")
                                         : msg("{amount} applied to order {order}."),
                         facts);
    if (part.kind == "excess")
        return translate(language, "{amount} more than order {order} cost: to the partner's credit.", facts);
    if (part.kind == "released")
        return translate(language, "{amount} from order {order}, which had ended, to the partner's credit.",
                         facts);
    if (part.kind == "closed_order")
        return translate(language, "{amount} for order {order}, which was closed, to the partner's credit.",
                         facts);
    if (part.kind == "consumed")
        return translate(language, "{amount} of the credit used by order {order}.", facts);
    if (part.is_exchanged())
        return translate(language, "{amount} accepted in another currency at a written rate.", facts);
    if (part.kind == "by_hand")
        return translate(language, "{amount} to the partner's credit, by hand.", facts);
    if (part.kind == "taken_back")
        return translate(language, "{amount} taken back from the partner's credit.", facts);
    if (part.kind == "returned")
        return translate(language, "{amount} out of the partner's credit, to be sent back.", facts);
    if (part.kind == "to_bank")
        return translate(language, "{amount} taken back by the payer's bank.", facts);
    if (part.kind == "withdrawn")
        return translate(language, "{amount} withdrawn: what told of it was undone.", facts);
    return translate(language, "{amount} to be sent back to the payer.", facts);
}

std::vector<HappenedView> history_views(const RenderContext& context, const ReceiptFacts& facts)
{
    const auto when = [&](Instant at) { return http::instant_text(context.language, at, context.zone); };
    std::vector<HappenedView> out{
        {when(facts.receipt.received_at),
         translate(context.language, "Taken into the books from the bank's statement.")}};
    for (const payments::ReceiptPart& part : facts.parts)
        out.push_back({when(part.at), part_words(context.language, part)});
    return out;
}

std::optional<std::string> awaited_words(const RenderContext& context, const ReceiptFacts& facts)
{
    const auto& waiting = payments::waiting_states;
    if (std::find(waiting.begin(), waiting.end(), facts.receipt.state) == waiting.end())
        return std::nullopt;
    std::string out = translate(context.language, "Awaited: a decision by the finance desk.");
    for (const orders::Order& order : facts.candidates)
        if (order.is_open())
            return out + " " +
                   translate(context.language, "Order {order} can be paid until {day}.",
                             {{"order", order.number.shown()},
                              {"day", http::date_long(context.language, order.deadline(context.zone))}});
    return out + " " + translate(context.language, "No deadline runs for this money.");
}

MovesView moves_view(const RenderContext& context, const ReceiptFacts& facts, const Money& unplaced)
{
    const Id<payments::Receipt> id = facts.receipt.id;
    const auto order = proposed_order(facts);
    const bool other_currency =
        std::any_of(facts.candidates.begin(), facts.candidates.end(), [&](const orders::Order& one) {
            return one.is_open() && one.quote.total.currency() != facts.receipt.currency;
        });
    return {http::money_text(context.language, unplaced),
            http::url("/desk/receipts/{}/allocate", id),
            order ? order->shown() : "",
            http::url("/desk/receipts/{}/credit", id),
            http::url("/desk/receipts/{}/return", id),
            other_currency ? std::optional(http::url("/desk/receipts/{}/exchange", id)) : std::nullopt};
}

} // namespace

std::optional<orders::OrderNumber> proposed_order(const ReceiptFacts& facts)
{
    for (const orders::Order& order : facts.candidates)
        if (order.is_open() && order.quote.total.currency() == facts.receipt.currency)
            return order.number;
    return std::nullopt;
}

ReceiptView receipt_view(const RenderContext& context, const ReceiptFacts& facts, const std::string& label,
                         const std::optional<http::Url>& file, bool may_move)
{
    const payments::Receipt& receipt = facts.receipt;
    ReceiptView view;
    view.amount = receipt.money();
    view.payer = receipt.payer_name.value_or(translate(context.language, "an unnamed payer"));
    view.state = receipt_state(context.language, receipt.state);
    view.awaited = awaited_words(context, facts);
    view.reasons = reason_views(context, facts, label);
    view.lines = marked_lines(context.language, receipt.remittance, searched_bytes_max);
    view.any_lines = !view.lines.empty();
    view.bank = bank_facts(context, facts);
    view.file = file;
    const Parts parts = parts_of(facts);
    view.places = place_views(context, facts, parts);
    if (!may_move)
        for (PlaceView& place : view.places)
            place.take_back.reset();
    if (may_move && parts.unplaced.is_positive())
        view.moves = moves_view(context, facts, parts.unplaced);
    view.only_looks = !may_move && parts.unplaced.is_positive();
    view.candidates = candidate_views(context, facts.candidates, receipt.money());
    view.any_candidates = !view.candidates.empty();
    view.history = history_views(context, facts);
    return view;
}

} // namespace kvitt::matching
