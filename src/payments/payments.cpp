#include "payments/payments.h"

#include "payments/payments_store.h"
#include "payments/places.h"
#include "payments/search.h"

#include <algorithm>
#include <limits>

namespace kvitt::payments
{
namespace
{

struct ReceiptRecorded
{
    static constexpr const char* kind = "receipt_recorded";
    Id<Receipt> receipt;
    Money amount;
    ReceiptState state = ReceiptState::unmatched;
    json::value reasons;
};
BOOST_DESCRIBE_STRUCT(ReceiptRecorded, (), (receipt, amount, state, reasons))

struct BankEntryRecorded
{
    static constexpr const char* kind = "bank_entry_recorded";
    std::string receiving_account;
    Money amount;
    std::int64_t entry = 0;
};
BOOST_DESCRIBE_STRUCT(BankEntryRecorded, (), (receiving_account, amount, entry))

struct PaymentAllocated
{
    static constexpr const char* kind = "payment_allocated";
    std::string order_number;
    std::optional<Id<Receipt>> receipt;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(PaymentAllocated, (), (order_number, receipt, amount))

struct CreditAdded
{
    static constexpr const char* kind = "credit_added";
    std::optional<std::string> order_number;
    std::optional<Id<Receipt>> receipt;
    Money amount;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(CreditAdded, (), (order_number, receipt, amount, reason))

std::optional<std::int64_t> number_of(const std::optional<Id<Receipt>>& receipt)
{
    return receipt ? std::optional(receipt->value()) : std::nullopt;
}

// What came from one receipt, or from credit, leaves the order again.
void release_part(Tx& tx, const std::string& order_number, Id<partners::Partner> partner,
                  const AllocatedPart& part, Currency currency)
{
    const Money amount(part.amount, currency);
    const auto event = events::record(tx, {partner, order_number, number_of(part.receipt)},
                                      CreditAdded{order_number, part.receipt, amount, "released"});
    insert(tx, AllocationRow{tx.new_id<Allocation>(), order_number, part.receipt, -part.amount, currency,
                             event, tx.now()});
    insert(tx, CreditRow{tx.new_id<Credit>(), partner, part.receipt, order_number, part.amount, currency,
                         "released", event, tx.now()});
    ledger::post(tx, event, tx.today(), "released_to_credit",
                 {partner, order_number, number_of(part.receipt)},
                 {{ledger::order_prepayments, amount}, {ledger::partner_credit, -amount}});
    if (part.receipt)
        follow_state(tx, *part.receipt);
}

} // namespace

void record(Tx& tx, const Receipt& receipt)
{
    KVITT_ASSERT(receipt.money().is_positive());
    insert(tx, receipt);
    const auto event =
        events::record(tx, {receipt.partner, {}, receipt.id.value()},
                       ReceiptRecorded{receipt.id, receipt.money(), receipt.state, receipt.reasons});
    ledger::post(tx, event, receipt.booking_date.value_or(receipt.payment_date), "entry_in",
                 {receipt.partner, {}, receipt.id.value()},
                 {{ledger::bank(receipt.receiving_account), receipt.money()},
                  {ledger::unplaced_receipts, -receipt.money()}});
}

void record_other_entry(Tx& tx, const std::string& receiving_account, Money amount, Date posting_date,
                        std::int64_t entry)
{
    if (amount.is_zero())
        return;
    const auto event = events::record(tx, {}, BankEntryRecorded{receiving_account, amount, entry});
    ledger::post(tx, event, posting_date, "other_entry", {},
                 {{ledger::bank(receiving_account), amount}, {ledger::bank_other, -amount}});
}

void allocate(Tx& tx, Id<Receipt> receipt, const std::string& order_number, Id<partners::Partner> partner,
              Money amount)
{
    KVITT_ASSERT(amount.is_positive());
    const events::Subject subject{partner, order_number, receipt.value()};
    const auto event = events::record(tx, subject, PaymentAllocated{order_number, receipt, amount});
    insert(tx, AllocationRow{tx.new_id<Allocation>(), order_number, receipt, amount.minor(),
                             amount.currency(), event, tx.now()});
    ledger::post(tx, event, tx.today(), "allocated", {partner, order_number, receipt.value()},
                 {{ledger::unplaced_receipts, amount}, {ledger::order_prepayments, -amount}});
}

std::vector<CreditPart> allocate_credit(Tx& tx, const std::string& order_number,
                                        Id<partners::Partner> partner, Money amount)
{
    KVITT_ASSERT(amount.is_positive());
    std::vector<CreditPart> used;
    Money missing = amount;
    for (const CreditPart& part : list_credit_parts(tx, partner, amount.currency()))
    {
        if (!missing.is_positive())
            break;
        const Money taken = min(missing, Money(part.amount, amount.currency()));
        allocate_credit_from(tx, order_number, partner, part.receipt, taken);
        used.push_back({part.receipt, taken.minor()});
        missing -= taken;
    }
    KVITT_ASSERT(missing.is_zero());
    return used;
}

// Both rows name the receipt, so that whose money an order was paid with can always be told.
void allocate_credit_from(Tx& tx, const std::string& order_number, Id<partners::Partner> partner,
                          const std::optional<Id<Receipt>>& receipt, Money amount)
{
    KVITT_ASSERT(amount.is_positive());
    const auto source = number_of(receipt);
    const auto event =
        events::record(tx, {partner, order_number, source}, PaymentAllocated{order_number, receipt, amount});
    insert(tx, AllocationRow{tx.new_id<Allocation>(), order_number, receipt, amount.minor(),
                             amount.currency(), event, tx.now()});
    insert(tx, CreditRow{tx.new_id<Credit>(), partner, receipt, order_number, -amount.minor(),
                         amount.currency(), "consumed", event, tx.now()});
    ledger::post(tx, event, tx.today(), "credit_allocated", {partner, order_number, source},
                 {{ledger::partner_credit, amount}, {ledger::order_prepayments, -amount}});
    if (receipt)
        follow_state(tx, *receipt);
}

void to_credit(Tx& tx, Id<Receipt> receipt, const std::optional<std::string>& order_number,
               Id<partners::Partner> partner, Money amount, const char* kind)
{
    KVITT_ASSERT(amount.is_positive());
    const events::Subject subject{partner, order_number, receipt.value()};
    const auto event = events::record(tx, subject, CreditAdded{order_number, receipt, amount, kind});
    insert(tx, CreditRow{tx.new_id<Credit>(), partner, receipt, order_number, amount.minor(),
                         amount.currency(), kind, event, tx.now()});
    ledger::post(tx, event, tx.today(), "to_credit", {partner, order_number, receipt.value()},
                 {{ledger::unplaced_receipts, amount}, {ledger::partner_credit, -amount}});
}

void release_to_credit(Tx& tx, const std::string& order_number, Id<partners::Partner> partner,
                       Currency currency)
{
    for (const AllocatedPart& part : list_allocated_parts(tx, order_number))
        release_part(tx, order_number, partner, part, currency);
}

void note_coverage(Tx& tx, const std::string& receiving_account, Date day)
{
    raise_coverage(tx, receiving_account, day);
}

std::optional<Date> covered_until(Read& read, const std::string& receiving_account)
{
    return try_coverage(read, receiving_account);
}

Money allocated_to(Read& read, const std::string& order_number, Currency currency)
{
    return {sum_allocated(read, order_number, currency), currency};
}

Money credit_of(Read& read, Id<partners::Partner> partner, Currency currency)
{
    return {sum_credit(read, partner, currency), currency};
}

std::vector<Money> credits_of(Read& read, Id<partners::Partner> partner)
{
    std::vector<Money> out;
    for (const CreditSum& sum : list_credit_sums(read, partner))
        out.emplace_back(sum.amount, sum.currency);
    return out;
}

Receipt find(Read& read, Id<Receipt> id)
{
    const auto found = try_find_row(read, id);
    require(found.has_value(), receipt_not_found);
    return *found;
}

namespace
{

// Each state is read by its index; together they are the newest of all.
std::vector<Receipt> list_rows_in_states(Read& read, const std::vector<ReceiptState>& states,
                                         Id<Receipt> before, std::int64_t limit)
{
    std::vector<Receipt> rows;
    for (const ReceiptState state : states)
        for (Receipt& row : list_rows_in_state(read, state, before, limit))
            rows.push_back(std::move(row));
    std::sort(rows.begin(), rows.end(), [](const Receipt& a, const Receipt& b) { return a.id > b.id; });
    if (static_cast<std::int64_t>(rows.size()) > limit)
        rows.resize(static_cast<std::size_t>(limit));
    return rows;
}

std::vector<Receipt> list_page(Read& read, const ReceiptFilter& filter, Id<Receipt> before,
                               std::int64_t limit)
{
    if (filter.partner)
        return list_rows_of_partner(read, *filter.partner, before, limit);
    if (!filter.states.empty())
        return list_rows_in_states(read, filter.states, before, limit);
    return list_rows(read, before, limit);
}

bool has_reason(const Receipt& receipt, const std::string& reason)
{
    const auto* reasons = receipt.reasons.if_array();
    return reasons != nullptr && std::any_of(reasons->begin(), reasons->end(), [&](const json::value& each) {
               return each.is_string() && each.get_string() == reason;
           });
}

bool fits(const Receipt& receipt, const ReceiptFilter& filter, const ReceiptSearch& search)
{
    const auto& states = filter.states;
    if (!states.empty() && std::find(states.begin(), states.end(), receipt.state) == states.end())
        return false;
    return (!filter.reason || has_reason(receipt, *filter.reason)) && search.fits(receipt);
}

} // namespace

std::vector<Receipt> list(Read& read, const ReceiptFilter& filter)
{
    // What no index knows is read on in pages until enough rows fit or so many were looked at.
    constexpr std::int64_t searched_rows_max = 20'000;
    constexpr std::int64_t page_rows = 500;
    const ReceiptSearch search(filter.text.value_or(""));
    const bool searches = !search.is_blank() || filter.reason;
    std::vector<Receipt> out;
    Id<Receipt> before = filter.before.value_or(Id<Receipt>(std::numeric_limits<std::int64_t>::max()));
    for (std::int64_t searched = 0; searched < searched_rows_max;)
    {
        const auto rows = list_page(read, filter, before, searches ? page_rows : filter.limit);
        for (const Receipt& row : rows)
            if (static_cast<std::int64_t>(out.size()) < filter.limit && fits(row, filter, search))
                out.push_back(row);
        if (rows.empty() || static_cast<std::int64_t>(out.size()) >= filter.limit)
            break;
        searched += static_cast<std::int64_t>(rows.size());
        before = rows.back().id;
    }
    return out;
}

std::optional<Receipt> try_find_by_entry(Read& read, std::int64_t entry)
{
    return try_find_row_by_entry(read, entry);
}

std::vector<Receipt> list_for_order(Read& read, const std::string& order_number)
{
    return list_rows_for_order(read, order_number);
}

} // namespace kvitt::payments
