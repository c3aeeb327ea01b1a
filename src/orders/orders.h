// One purchase intent with frozen price, tax, texts and receiving account, from Submit to its end. `pay` is
// the only path to active (domain.md 3.2); every change of state is a row of orders_rules.h.
#pragma once

#include "memberships/memberships.h"
#include "orders/number.h"
#include "payments/payments.h"

namespace kvitt::orders
{

enum class PaymentMethod
{
    card,
    bank_transfer,
};
BOOST_DESCRIBE_ENUM(PaymentMethod, card, bank_transfer)

enum class OrderState
{
    card_pending,
    awaiting_payment,
    active,
    failed,
    expired,
    cancelled,
    refunded,
};
BOOST_DESCRIBE_ENUM(OrderState, card_pending, awaiting_payment, active, failed, expired, cancelled, refunded)

// What people see while a transfer order is open is computed; the others are the stored states.
enum class ShownState
{
    card_pending,
    awaiting_payment,
    part_paid,
    proof_submitted,
    proof_verified,
    cancel_requested,
    active,
    failed,
    expired,
    cancelled,
    refunded,
};
BOOST_DESCRIBE_ENUM(ShownState, card_pending, awaiting_payment, part_paid, proof_submitted, proof_verified,
                    cancel_requested, active, failed, expired, cancelled, refunded)

enum class ProofState
{
    submitted, // waits for its review
    accepted,
    rejected,
    replaced, // by a newer one, before anybody reviewed it
};
BOOST_DESCRIBE_ENUM(ProofState, submitted, accepted, rejected, replaced)

// An order's newest proof, as far as it says what the order waits for; all of it is in orders/proofs.h.
struct NewestProof
{
    std::int64_t version = 0;
    ProofState state = ProofState::submitted;
    Date payment_date;
    Instant overdue_at;
    bool money_since = false;          // money of that day or later is allocated
    std::optional<std::string> reason; // of a rejection
};

// Who bought and where the money goes, as it stood at Submit.
struct Snapshot
{
    std::string partner_id;
    std::string legal_name;
    std::optional<std::string> tax_id;
    partners::Address legal_address;
    partners::Address bill_to_address;
    partners::Address sold_to_address;
    std::string offer_name_en;
    std::string offer_name_sv;
    std::string seller_name;
    std::optional<catalogue::ReceivingAccount> receiving_account;
};
BOOST_DESCRIBE_STRUCT(Snapshot, (),
                      (partner_id, legal_name, tax_id, legal_address, bill_to_address, sold_to_address,
                       offer_name_en, offer_name_sv, seller_name, receiving_account))

// The frozen price: net = list - discount, total = net + tax (A10).
struct Quote
{
    Money list;
    Money discount;
    std::optional<std::string> discount_code;
    Money net;
    Money tax;
    BasisPoints tax_rate;
    std::string tax_treatment;
    Money total;
};
BOOST_DESCRIBE_STRUCT(Quote, (), (list, discount, discount_code, net, tax, tax_rate, tax_treatment, total))

struct Order
{
    OrderNumber number;
    Id<partners::Partner> partner;
    std::string offer;
    std::string family;
    PaymentMethod payment_method = PaymentMethod::bank_transfer;
    OrderState state = OrderState::awaiting_payment;
    Quote quote;
    Money paid;        // allocated so far
    Money from_credit; // the part of it that was partner credit before
    Money written_off; // closed within tolerance (A18)
    std::string agreement;
    std::string accepted_by;
    Instant accepted_at;
    Snapshot snapshot;
    Instant created_at;
    Instant expires_at;
    std::optional<Instant> closed_at;
    std::optional<NewestProof> proof;
    bool cancel_requested = false; // and not decided yet

    bool is_open() const
    {
        return state == OrderState::awaiting_payment || state == OrderState::card_pending;
    }
    // A7: no proof uploaded and nothing allocated.
    bool is_unactioned() const { return paid.is_zero() && !proof; }
    Money open_amount() const { return quote.total - paid; }
    ShownState shown_state() const;
    // A submitted or accepted proof says that money was sent, and none has come since.
    bool awaits_proven_money() const;
    // That money should have been here by now.
    bool is_overdue(Instant now) const { return awaits_proven_money() && now >= proof->overdue_at; }
    // The last day on which money completes it: the day that ends at expires_at.
    Date deadline(const TimeZone& zone) const;
};

// Refusals in order of precedence.
inline const Refusal not_network_member{RefusalKind::conflict, "not_network_member",
                                        "The company is not a member of the network."};
inline const Refusal suspended{RefusalKind::conflict, "suspended",
                               "The company is suspended and can buy nothing new."};
inline const Refusal not_verified{RefusalKind::conflict, "not_verified",
                                  "The company's data have not been verified yet."};
inline const Refusal not_sold_here{RefusalKind::conflict, "not_sold_here",
                                   "This offer has no price for the company's country."};
inline const Refusal requirements_not_met{RefusalKind::conflict, "requirements_not_met",
                                          "No competency meets the requirements of this tier."};
inline const Refusal included_in_gold{RefusalKind::conflict, "included_in_gold",
                                      "Silver's benefits are included in the gold membership."};
inline const Refusal already_held{
    RefusalKind::conflict, "already_held",
    "The company already holds this membership; it can be renewed from the day after its anniversary."};
inline const Refusal open_order{RefusalKind::conflict, "open_order",
                                "There is already an open order, {order}."};
inline const Refusal agreement_not_current{
    RefusalKind::conflict, "agreement_not_current",
    "The agreement has a newer version; please read and accept that one."};
inline const Refusal no_receiving_account{RefusalKind::unavailable, "no_receiving_account",
                                          "There is no receiving account for {currency} yet."};
inline const Refusal card_not_configured{RefusalKind::unavailable, "card_not_configured",
                                         "Card payment is not set up for this programme yet."};
inline const Refusal order_not_found{RefusalKind::not_found, "order_not_found", "There is no such order."};
inline const Refusal order_not_open{RefusalKind::conflict, "order_not_open", "The order is not open."};
inline const Refusal order_not_ended{RefusalKind::conflict, "order_not_ended",
                                     "Order {order} has not ended, so it cannot be ordered again."};
inline const Refusal order_has_payments{
    RefusalKind::conflict, "order_has_payments",
    "Money has already been received for the order; ask the programme to cancel it."};
inline const Refusal order_has_proof{
    RefusalKind::conflict, "order_has_proof",
    "A proof of payment has been uploaded for the order; ask the programme to cancel it."};
inline const Refusal wrong_currency{RefusalKind::conflict, "wrong_currency",
                                    "The money is in another currency than the order."};

struct NewOrder
{
    Id<partners::Partner> partner;
    std::string offer;
    PaymentMethod payment_method = PaymentMethod::bank_transfer;
    std::string agreement_version;
    std::string accepted_by; // the person, or the API key's name
    // The ended order after which this one is placed, if the buyer said so; the two point at each other.
    std::optional<OrderNumber> again = {};
};

// Submit: judges eligibility and freezes everything; consumes partner credit and may be active at once.
Order submit(Tx& tx, const NewOrder& input);

// Applies money to an open order, up to its open amount; completes it where the total is reached or the gap
// is within tolerance. Answers what was used.
struct Paid
{
    Money used;
    bool completed = false;
    Money written_off;
};
Paid pay(Tx& tx, const OrderNumber& number, Id<payments::Receipt> receipt, Money available);

// Ends open orders whose deadline has passed (A3, A4), at most `limit`; answers how many. Evaluated by date.
std::int64_t expire_due(Tx& tx, std::int64_t limit);

// What matching needs to know of an order.
struct OpenItem
{
    OrderNumber number;
    Id<partners::Partner> partner;
    OrderState state = OrderState::awaiting_payment;
    Money open_amount;
    Date deadline;
};
std::optional<OpenItem> try_find_item(Read& read, const OrderNumber& number);

Order find(Read& read, const OrderNumber& number);
std::optional<Order> try_find(Read& read, const OrderNumber& number);
std::optional<OrderNumber> try_find_open(Read& read, Id<partners::Partner> partner,
                                         const std::string& family);
// Newest first.
std::vector<Order> list_for_partner(Read& read, Id<partners::Partner> partner);

struct OrderFilter
{
    std::optional<OrderState> state;
    std::optional<Id<partners::Partner>> partner;
    std::optional<std::string> text; // part of a number, start of a partner ID or of a legal name
    std::optional<Instant> before;   // cursor: created before, with
    std::optional<std::string> before_number;
    std::int64_t limit = 50;
};
// Newest first.
std::vector<Order> list(Read& read, const OrderFilter& filter);

// Orders that await payment and whose deadline ends before the instant.
std::int64_t count_awaiting(Read& read, Instant due_before);

// What is awaited, from whom, until when; nothing once the order has ended.
struct Awaiting
{
    // payment, rest_of_payment, new_proof from the partner; review, missing_money, cancel_decision from the
    // programme; money, statement from the bank
    std::string what;
    std::string who; // partner, programme, bank
    Instant until;
};
BOOST_DESCRIBE_STRUCT(Awaiting, (), (what, who, until))
std::optional<Awaiting> awaiting(const Order& order, Instant now, Days grace, const TimeZone& zone);

} // namespace kvitt::orders
