#include "matching/leaving.h"

#include "base/text.h"
#include "matching/evidence.h"
#include "matching/numbers.h"
#include "orders/losing.h"
#include "payments/cases.h"

#include <algorithm>

namespace kvitt::matching
{
namespace
{

using payments::Receipt;

constexpr std::int64_t receipts_compared_max = 20;

std::vector<std::string> texts_of(const Incoming& debit)
{
    std::vector<std::string> texts;
    for (const auto& text : {debit.creditor_ref, debit.end_to_end_id})
        if (text)
            texts.push_back(*text);
    for (const std::string_view item : split(debit.remittance, '\n'))
        texts.emplace_back(item);
    return texts;
}

// Payments that came for the orders named, and those of the same bank reference.
std::vector<Receipt> list_named(Read& read, const Incoming& debit)
{
    std::vector<Receipt> found;
    if (debit.bank_ref)
        found = payments::list_by_bank_ref(read, *debit.bank_ref, receipts_compared_max);
    const std::vector<std::string> texts = texts_of(debit);
    const auto numbers = find_numbers({texts.begin(), texts.end()}).numbers;
    for (std::size_t at = 0; at < std::min(numbers.size(), numbers_looked_up_max); ++at)
        if (const auto item = orders::try_find_item(read, numbers[at].number))
            for (Receipt& receipt :
                 payments::list_that_named(read, item->partner, item->number.text(), receipts_compared_max))
                found.push_back(std::move(receipt));
    return found;
}

// The one payment of that account and amount that is still here, if it is one.
std::optional<Receipt> try_original(Read& read, const Incoming& debit)
{
    std::optional<Receipt> original;
    for (const Receipt& receipt : list_named(read, debit))
    {
        const bool fits = receipt.receiving_account == debit.receiving_account &&
                          receipt.money() == -debit.amount &&
                          receipt.state != payments::ReceiptState::returned;
        if (!fits || (original && original->id == receipt.id))
            continue;
        if (original)
            return std::nullopt;
        original = receipt;
    }
    return original;
}

Date day_of(const Incoming& debit) { return debit.booking_date.value_or(debit.payment_date); }

void record_other(Tx& tx, const Incoming& debit)
{
    payments::record_other_entry(tx, debit.receiving_account, debit.amount, day_of(debit),
                                 debit.entry.value_or(0));
}

Left take_back(Tx& tx, const Incoming& debit)
{
    const std::int64_t entry = debit.entry.value_or(0);
    const auto original = try_original(tx, debit);
    const auto losses =
        original ? orders::lose_to_bank(tx, original->id, day_of(debit), entry) : std::nullopt;
    if (!losses)
    {
        record_other(tx, debit);
        payments::open_case(tx, {payments::CaseKind::unknown_return,
                                 original ? original->partner : std::nullopt,
                                 {},
                                 original ? std::optional(original->id) : std::nullopt,
                                 debit.entry,
                                 -debit.amount});
        return {Departure::unknown_return, {}};
    }
    Left left{Departure::taken_back, {}};
    for (const orders::Loss& loss : *losses)
        left.orders.push_back(loss.order_number);
    return left;
}

} // namespace

Left take_out(Tx& tx, const Incoming& debit)
{
    if (debit.returned)
        return take_back(tx, debit);
    if (const auto decided = payments::try_find_decided(tx, texts_of(debit), -debit.amount))
    {
        payments::settle_by_bank(tx, decided->id, debit.receiving_account, day_of(debit),
                                 debit.entry.value_or(0));
        return {Departure::paid_out, {}};
    }
    record_other(tx, debit);
    return {};
}

} // namespace kvitt::matching
