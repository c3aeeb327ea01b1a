#include "orders/orders.h"

#include "base/text.h"
#include "orders/links_store.h"
#include "orders/offers.h"
#include "orders/orders_rules.h"
#include "orders/steps.h"

#include <algorithm>
#include <limits>

namespace kvitt::orders
{
namespace
{

struct OrderSubmitted
{
    static constexpr const char* kind = "order_submitted";
    std::string number;
    std::string offer;
    PaymentMethod payment_method = PaymentMethod::bank_transfer;
    Money total;
    Instant expires_at;
    std::string agreement;
    std::string accepted_by;
};
BOOST_DESCRIBE_STRUCT(OrderSubmitted, (),
                      (number, offer, payment_method, total, expires_at, agreement, accepted_by))

struct OrderActivated
{
    static constexpr const char* kind = "order_activated";
    std::string number;
    std::string offer;
    Money total;
    Money written_off;
};
BOOST_DESCRIBE_STRUCT(OrderActivated, (), (number, offer, total, written_off))

// The seller's document for an active order is due; its frozen snapshot is the order's row.
struct InvoiceDue
{
    static constexpr const char* kind = "invoice_due";
    std::string number;
    Money net;
    Money tax;
};
BOOST_DESCRIBE_STRUCT(InvoiceDue, (), (number, net, tax))

struct OrderEnded
{
    std::string number;
    Money paid;
};
BOOST_DESCRIBE_STRUCT(OrderEnded, (), (number, paid))

Snapshot snapshot_of(Read& read, const partners::Partner& partner, const catalogue::Offer& offer,
                     const catalogue::ReceivingAccount& account)
{
    return {partner.partner_id,
            partner.legal_name,
            partner.tax_id,
            partner.legal_address,
            partner.bill_to_address,
            partner.sold_to_address,
            offer.name_en,
            offer.name_sv,
            catalogue::programme(read).seller_name,
            account};
}

// What stands in the row itself, of an OrderRow or an OrderWithPaid.
template <class Row> Order row_of(const Row& row)
{
    const auto money = [&](std::int64_t minor) { return Money(minor, row.currency); };
    Order order;
    order.number = OrderNumber::parse(row.number);
    order.partner = row.partner;
    order.offer = row.offer;
    order.family = row.family;
    order.payment_method = row.payment_method;
    order.state = row.state;
    order.quote = {money(row.list), money(row.discount), row.discount_code, money(row.net),
                   money(row.tax),  row.tax_rate,        row.tax_treatment, money(row.total)};
    order.paid = money(0);
    order.from_credit = money(0);
    order.written_off = money(row.written_off);
    order.agreement = row.agreement;
    order.accepted_by = row.accepted_by;
    order.accepted_at = row.accepted_at;
    order.snapshot = from_json<Snapshot>(row.snapshot);
    order.created_at = row.created_at;
    order.expires_at = row.expires_at;
    order.closed_at = row.closed_at;
    return order;
}

Order order_of(const OrderWithPaid& row)
{
    Order order = row_of(row);
    order.paid = Money(row.paid, row.currency);
    order.from_credit = min(order.paid, Money(row.from_credit, row.currency));
    order.cancel_requested = row.cancel_requested;
    if (row.proof_version)
        order.proof = {*row.proof_version,    *row.proof_state, *row.proof_payment_date,
                       *row.proof_overdue_at, row.money_since,  row.proof_reason};
    return order;
}

std::vector<Order> orders_of(const std::vector<OrderWithPaid>& rows)
{
    std::vector<Order> out;
    for (const OrderWithPaid& row : rows)
        out.push_back(order_of(row));
    return out;
}

OrderNumber draw_free_number(Tx& tx)
{
    OrderNumber number = OrderNumber::draw();
    while (exists(tx, number.text()))
        number = OrderNumber::draw();
    return number;
}

// Facts that a block's message names.
Facts facts_of(const OfferForPartner& offer)
{
    if (offer.open_order)
        return {{"order", offer.open_order->shown()}};
    return {};
}

// The order is paid: the same transaction starts the membership and takes the revenue into the books (3.6).
void complete(Tx& tx, const OrderToPay& order, Money paid, Money gap)
{
    change_state(tx, order.number, order.state, OrderState::active, gap);
    const Money net(order.net, order.currency);
    const Money tax(order.tax, order.currency);
    const auto event = events::record(tx, {order.partner, order.number, {}},
                                      OrderActivated{order.number, order.offer, net + tax, gap});
    ledger::post(tx, event, tx.today(), "order_completed", {order.partner, order.number, {}},
                 {{ledger::order_prepayments, paid},
                  {ledger::write_off, gap},
                  {ledger::deferred_revenue, -net},
                  {ledger::output_vat, -tax}});
    events::record(tx, {order.partner, order.number, {}}, InvoiceDue{order.number, net, tax});
    memberships::start(tx, order.partner, catalogue::find_offer(tx, order.offer), order.number,
                       net.is_positive() ? memberships::Basis::paid : memberships::Basis::waived);
    if (order.discount_code)
        end_refund_right(tx, order.partner, order.number);
    if (order.cancel_requested)
        close_request(tx, order.partner, order.number);
}

OrderRow new_row(Tx& tx, const NewOrder& input, const OfferForPartner& offer,
                 const partners::Partner& partner)
{
    const Quote& quote = *offer.quote;
    const auto account = catalogue::try_receiving_account(tx, quote.total.currency());
    require(account.has_value(), no_receiving_account, {{"currency", quote.total.currency().text()}});
    const Instant created = tx.now();
    const std::int64_t days = catalogue::programme(tx).order_days;
    return {draw_free_number(tx).text(),
            input.partner,
            offer.offer.code,
            offer.offer.family,
            input.payment_method,
            OrderState::awaiting_payment,
            quote.total.currency(),
            quote.list.minor(),
            quote.discount.minor(),
            quote.discount_code,
            quote.net.minor(),
            quote.tax.minor(),
            quote.tax_rate,
            quote.tax_treatment,
            quote.total.minor(),
            0,
            input.agreement_version,
            input.accepted_by,
            created,
            account->code,
            to_json(snapshot_of(tx, partner, offer.offer, *account)),
            created,
            expires_at(created, days, tx.zone()),
            {}};
}

} // namespace

void change_state(Tx& tx, const std::string& number, OrderState from, OrderState to, Money written_off)
{
    KVITT_ASSERT(may_become(from, to));
    KVITT_ASSERT(update_state(tx, number, from, to, written_off.minor()));
}

bool closes(Read& read, Money gap)
{
    return gap.is_zero() || gap <= catalogue::tolerance(read, gap.currency());
}

Paid complete_if_paid(Tx& tx, const OrderToPay& order, Money used)
{
    const Money paid = Money(order.paid, order.currency) + used;
    const Money gap = Money(order.total, order.currency) - paid;
    if (!closes(tx, gap))
    {
        hold_window(tx, OrderNumber::parse(order.number));
        return {used, false, Money(0, order.currency)};
    }
    complete(tx, order, paid, gap);
    return {used, true, gap};
}

void consume_credit(Tx& tx, const std::string& number, Money credit)
{
    const auto order = try_find_to_pay(tx, number);
    const Money used = min(credit, order->open_amount());
    if (used.is_positive())
        link_money(tx, order->partner, number, payments::allocate_credit(tx, number, order->partner, used));
    complete_if_paid(tx, *order, used);
}

Order submit(Tx& tx, const NewOrder& input)
{
    if (!input.again)
        return place(tx, input, std::nullopt);
    const Order before = find(tx, *input.again);
    require(before.partner == input.partner, order_not_found);
    const bool ended = before.state == OrderState::expired || before.state == OrderState::cancelled ||
                       before.state == OrderState::failed;
    require(ended, order_not_ended, {{"order", before.number.shown()}});
    return place(tx, input, Predecessor{before.number, LinkKind::followed});
}

Order place(Tx& tx, const NewOrder& input, const std::optional<Predecessor>& after)
{
    require(input.payment_method == PaymentMethod::bank_transfer, card_not_configured);
    const partners::Partner partner = partners::find(tx, input.partner);
    const OfferForPartner offer = offer_for(tx, partner, input.offer);
    if (!offer.blocks.empty())
        throw Refused(*offer.blocks.front(), facts_of(offer));
    require(catalogue::agreement_on(tx, tx.today()).version == input.agreement_version,
            agreement_not_current);

    const OrderRow row = new_row(tx, input, offer, partner);
    insert(tx, row);
    events::record(tx, {partner.id, row.number, {}},
                   OrderSubmitted{row.number, row.offer, row.payment_method, Money(row.total, row.currency),
                                  row.expires_at, row.agreement, row.accepted_by});
    link_upgrade(tx, row.number, offer);
    if (after)
        insert(tx, Link{after->number.text(), row.number, after->kind, false});
    if (!offer.credit.is_positive() && row.total > 0)
        return row_of(row);
    consume_credit(tx, row.number, offer.credit);
    return find(tx, OrderNumber::parse(row.number));
}

Paid pay(Tx& tx, const OrderNumber& number, Id<payments::Receipt> receipt, Money available)
{
    const OrderToPay order = find_to_pay(tx, number.text());
    require(order.is_open(), order_not_open);
    require(order.currency == available.currency(), wrong_currency);
    const Money used = min(available, order.open_amount());
    payments::allocate(tx, receipt, number.text(), order.partner, used);
    return complete_if_paid(tx, order, used);
}

OrderToPay find_to_pay(Read& read, const std::string& number)
{
    const auto order = try_find_to_pay(read, number);
    require(order.has_value(), order_not_found);
    return *order;
}

Order find_open(Read& read, const OrderNumber& number)
{
    Order order = find(read, number);
    require(order.is_open(), order_not_open);
    return order;
}

Money end_cancelled(Tx& tx, const Order& order)
{
    const Currency currency = order.paid.currency();
    payments::release_to_credit(tx, order.number.text(), order.partner, currency);
    change_state(tx, order.number.text(), order.state, OrderState::cancelled, Money(0, currency));
    memberships::release_window(tx, order.number.text());
    return order.paid;
}

namespace
{

void expire(Tx& tx, const DueOrder& order)
{
    const Money paid = payments::allocated_to(tx, order.number, order.currency);
    payments::release_to_credit(tx, order.number, order.partner, order.currency);
    change_state(tx, order.number, OrderState::awaiting_payment, OrderState::expired,
                 Money(0, order.currency));
    events::record(tx, {order.partner, order.number, {}}, "order_expired",
                   to_json(OrderEnded{order.number, paid}));
    if (order.cancel_requested)
        close_request(tx, order.partner, order.number);
}

} // namespace

std::int64_t expire_due(Tx& tx, std::int64_t limit)
{
    const Days grace{catalogue::programme(tx).expiry_grace_days};
    std::int64_t expired = 0;
    // Each account for itself: orders in grace, however many, hold no order of another account back.
    for (const catalogue::ReceivingAccount& account : catalogue::list_receiving_accounts(tx))
    {
        const auto covered = payments::covered_until(tx, account.code);
        const Instant until = may_expire_until(tx.now(), grace, covered, tx.zone());
        for (const DueOrder& order : list_due(tx, account.code, until, limit - expired))
        {
            expire(tx, order);
            ++expired;
        }
    }
    return expired;
}

std::optional<OpenItem> try_find_item(Read& read, const OrderNumber& number)
{
    const auto order = try_find_to_pay(read, number.text());
    if (!order)
        return std::nullopt;
    return OpenItem{number, order->partner, order->state, order->open_amount(),
                    last_day(order->expires_at, read.zone())};
}

Order find(Read& read, const OrderNumber& number)
{
    const auto found = try_find(read, number);
    require(found.has_value(), order_not_found);
    return *found;
}

std::optional<Order> try_find(Read& read, const OrderNumber& number)
{
    const auto row = try_find_row(read, number.text());
    return row ? std::optional(order_of(*row)) : std::nullopt;
}

std::optional<OrderNumber> try_find_open(Read& read, Id<partners::Partner> partner, const std::string& family)
{
    const auto number = try_open_number(read, partner, family);
    return number ? std::optional(OrderNumber::parse(*number)) : std::nullopt;
}

std::vector<Order> list_for_partner(Read& read, Id<partners::Partner> partner)
{
    return orders_of(list_rows_for_partner(read, partner));
}

namespace
{

// Numbers that start so, and the orders of partners whose name or ID does.
std::vector<Order> search(Read& read, const std::string& text, std::int64_t limit)
{
    std::vector<Order> found;
    const std::string digits = only_digits(text);
    if (!digits.empty())
        found = orders_of(list_rows_by_number(read, digits, limit));
    for (const partners::Partner& partner : partners::search(read, text, limit))
        for (Order& order : list_for_partner(read, partner.id))
            found.push_back(std::move(order));
    std::sort(found.begin(), found.end(), [](const Order& a, const Order& b) {
        return std::pair(b.created_at, b.number) < std::pair(a.created_at, a.number);
    });
    found.erase(std::unique(found.begin(), found.end(),
                            [](const Order& a, const Order& b) { return a.number == b.number; }),
                found.end());
    return found;
}

} // namespace

std::int64_t count_awaiting(Read& read, Instant due_before)
{
    std::int64_t count = 0;
    for (const catalogue::ReceivingAccount& account : catalogue::list_receiving_accounts(read))
        count += count_due(read, account.code, due_before);
    return count;
}

std::vector<Order> list(Read& read, const OrderFilter& filter)
{
    const Instant before = filter.before.value_or(Instant(std::numeric_limits<std::int64_t>::max()));
    const std::string before_number = filter.before_number.value_or("");
    if (filter.text || filter.partner)
    {
        auto found = filter.partner ? list_for_partner(read, *filter.partner)
                                    : search(read, *filter.text, filter.limit);
        std::erase_if(found, [&](const Order& order) {
            const bool other_state = filter.state && order.state != *filter.state;
            const bool other_partner = filter.partner && order.partner != *filter.partner;
            const bool seen = filter.before && std::pair(order.created_at, order.number.text()) >=
                                                   std::pair(before, before_number);
            return other_state || other_partner || seen;
        });
        found.resize(std::min(found.size(), static_cast<std::size_t>(filter.limit)));
        return found;
    }
    if (filter.state)
        return orders_of(list_rows_in_state(read, *filter.state, before, before_number, filter.limit));
    return orders_of(list_rows(read, before, before_number, filter.limit));
}

} // namespace kvitt::orders
